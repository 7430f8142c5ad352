"""The truth fits the files: every row of it points at the row that it is about."""

import pandas as pd
import pytest

from etl.demo.host_writing import SAME_NAME
from tests.unit.demo_files import Written, default_demo, ledger


@pytest.fixture(scope="module")
def written() -> Written:
    return default_demo()


@pytest.fixture(scope="module")
def links(written: Written) -> pd.DataFrame:
    return written.true("truth_link")


def test_every_registry_row_is_where_the_truth_says(written: Written) -> None:
    truth = written.true("truth_enterprise")
    file = "市场主体登记_20260930.csv"
    lines = written.text(file).split("\n")
    rows = truth[(truth["file"] == file) & (truth["line_dirt"] != "mojibake")]
    assert all(lines[row - 1].startswith(name) for row, name in zip(rows["row"], rows["name_written"], strict=True))
    assert len(truth[truth["file"] == file]) == len(lines) - 2


def test_every_row_of_a_workbook_is_where_the_truth_says(written: Written) -> None:
    truth = written.true("truth_enterprise").query("sheet == '新设'")
    (rows,) = written.sheets("新设市场主体登记_*.xlsx").values()
    assert len(truth) == len(rows) - 2
    assert all(rows[row - 1][1] == name for row, name in zip(truth["row"], truth["name_written"], strict=True))


def test_every_ledger_row_is_where_the_truth_says(written: Written, links: pd.DataFrame) -> None:
    hosts = links[(links["relation"] == "host") & (links["file"] == "基层工会台账_20260930.xlsx")]
    rows = ledger(written).merge(hosts, on=["sheet", "row"], validate="one_to_one")
    assert len(rows) == len(hosts)
    assert (rows["工会名称"] == rows["union_name"]).all()


def test_every_row_of_the_coverage_list_is_where_the_truth_says(written: Written, links: pd.DataFrame) -> None:
    listed = written.table("联合工会覆盖单位_*.csv", "gb18030")
    covered = links[links["relation"] == "covered"].sort_values("row")
    assert list(covered["row"]) == list(range(2, len(listed) + 2))
    assert list(covered["union_name"]) == list(listed["联合工会名称"])


def test_what_a_certain_rule_finds_has_a_readable_code_or_an_equal_name(written: Written, links: pd.DataFrame) -> None:
    findable = links[links["findable_by_certain_rule"]]
    readable = (
        findable["code_dirt"].str.replace("in_union_column ", "").isin(["", "lower_case", "spaces", "full_width_code"])
    )
    equal = findable["name_dirt"].isin([*SAME_NAME, "former_name"])
    assert (readable | equal).all()
    assert findable["entity_id"].notna().all()


def test_a_name_with_a_wrong_character_needs_a_person_even_beside_a_code(links: pd.DataFrame) -> None:
    wrong = links[links["name_dirt"] == "typo"]
    assert len(wrong) >= 20
    assert not wrong["findable_by_certain_rule"].any()


def test_an_old_name_is_found_only_where_the_registry_states_it(links: pd.DataFrame) -> None:
    old = links.loc[links["name_dirt"] == "former_name", "findable_by_certain_rule"]
    assert old.sum() >= 15
    assert (~old).sum() >= 1


def test_typos_and_short_forms_without_code_are_not_findable(links: pd.DataFrame) -> None:
    vague = links["name_dirt"].isin(["typo", "short_form", "missing_place"]) & links["code_dirt"].isin(
        ["missing", "null_word"]
    )
    assert vague.sum() >= 5
    assert not links.loc[vague, "findable_by_certain_rule"].any()


def test_no_wrong_name_is_somebody_elses(written: Written, links: pd.DataFrame) -> None:
    names = set(written.true("truth_enterprise")["name"])
    rows = ledger(written).merge(links[links["relation"] == "host"], on=["sheet", "row"])
    vague = rows[rows["name_dirt"].isin(["typo", "short_form", "missing_place", "other_legal_form"])]
    assert len(vague) >= 30
    assert not set(vague["所在单位"]) & names


def test_traps_are_there(links: pd.DataFrame, written: Written) -> None:
    firms = written.true("truth_enterprise").drop_duplicates("entity_id").set_index("entity_id")
    hosts = links[links["relation"] == "host"]
    assert (hosts["host_kind"] == "absent").sum() >= 20
    assert (hosts["host_kind"] == "institution").sum() >= 80
    assert (hosts["variant"] == "former_term").sum() >= 3
    assert (hosts["variant"] == "other_township").sum() >= 3
    status = hosts["entity_id"].dropna().map(firms["registration_status"])
    assert status.isin(["dissolved", "revoked"]).sum() >= 5
    own = set(hosts.loc[(hosts["union_type"] == "own") & hosts["is_current"], "entity_id"].dropna())
    joint = set(links.loc[(links["relation"] == "covered") & links["is_current"], "entity_id"])
    assert len(own & joint) >= 3
    assert (~links.loc[links["relation"] == "covered", "is_current"]).sum() >= 5


def test_the_state_of_an_enterprise_follows_from_the_links(written: Written, links: pd.DataFrame) -> None:
    truth = written.true("truth_enterprise")
    current = links[links["is_current"] & links["is_base_union"] & links["entity_id"].notna()]
    own = set(current.loc[(current["relation"] == "host") & (current["union_type"] == "own"), "entity_id"])
    joint = set(current.loc[current["relation"] == "covered", "entity_id"]) - own
    assert set(truth.loc[truth["union_status"] == "own", "entity_id"]) == own
    assert set(truth.loc[truth["union_status"] == "joint", "entity_id"]) == joint
    assert (truth["union_names"].map(len) > 0).equals(truth["union_status"] != "none")


def test_every_row_that_came_later_is_where_the_truth_says(written: Written) -> None:
    pairs = written.true("truth_duplicate")
    assert set(pairs["how"]) >= {
        "two_codes",
        "moved",
        "renamed",
        "one_code_two_names",
        "new_term",
        "short_name",
        "two_townships",
    }
    for pattern, truth, header, column in (
        ("登记补录_*.csv", "truth_enterprise", "企业名称", "name_written"),
        ("台账补录_*.csv", "truth_link", "工会名称", "union_name"),
    ):
        rows = written.table(pattern)
        told = written.true(truth).query("file == @name", local_dict={"name": written.only(pattern).name})
        assert list(rows[header].iloc[told["row"] - 2]) == list(told[column])
        assert len(rows) == len(told) == (pairs["file"] == written.only(pattern).name).sum()
