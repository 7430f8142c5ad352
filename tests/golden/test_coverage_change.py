# ruff: noqa: E501  (queries and entries stay on one line)
"""Two months of the invented county: coverage_change and zero_list_change are what a few lines of pandas say over the two
published tables of enterprises."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb
import pandas as pd
import pytest

from etl.pipeline import build
from etl.settings import PROJECT, Settings
from tests.conftest import Demo
from tests.sql.conftest import coded

COVERED = ["own", "joint", "headquarters"]
GONE = ["dissolved", "revoked", "closed", "liquidating"]
REGISTRY, INSURED, LISTED = (
    "市场主体登记_20260930.csv",
    "社保参保人数_202604至202609.csv",
    "联合工会覆盖单位_20260930.csv",
)
ENCODING = {REGISTRY: "utf-8-sig", INSURED: "gb18030", LISTED: "gb18030"}
PICKED = f"""select e.enterprise_id from mart.enterprise as e left join mart.enterprise_union as l using (enterprise_id, union_id)
    left join mart."union" as u using (union_id)
    where in_scope and is_larger and e.credit_code is not null and e.source_file = '{REGISTRY}' and
    (select count(*) from mart.enterprise as o where o.name = e.name) = 1"""
CASES = {
    "organised": "e.union_status = 'none' and e.headcount_source = 'social_insurance'",
    "vanished_from_registry": "e.union_status = 'own'",
    "closed": "e.union_status = 'own'",
    "dissolved": "e.union_status = 'own' and u.status = 'active' and u.source_file like '基层工会台账_20260930%'",
    "shrunk": "e.union_status = 'none' and not e.is_above_scale and e.headcount_source = 'social_insurance'",
    "gone_target": "e.union_status = 'none'",
    "corrected": "e.union_status = 'none' and not e.is_above_scale and e.headcount_source = 'social_insurance'",
}


class Months(NamedTuple):
    """September as published, October as published, and the enterprises to which something was done."""

    before: Path
    after: Path
    picked: dict[str, str]
    corrected_id: str


def edit(folder: Path, file: str, change: Callable[[str], str | None]) -> None:
    """Each line of a CSV file through a function; None takes it out."""
    lines = (folder / file).read_text(ENCODING[file]).splitlines()
    kept = [changed for line in lines if (changed := change(line)) is not None]
    (folder / file).write_text("\n".join(kept) + "\n", ENCODING[file])


def pick(mart: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """An enterprise a case, no two the same."""
    picked: dict[str, str] = {}
    for case, condition in CASES.items():
        found = mart.execute(f"{PICKED} and {condition} order by e.enterprise_id").fetchall()
        picked[case] = next(one for (one,) in found if one not in picked.values())
    return picked


def change_files(folder: Path, reviewed: Path, picked: dict[str, str], mart: duckdb.DuckDBPyConnection) -> str:
    """A month later in the files; the id that the corrected code gives."""
    codes = {case: enterprise_id[2:] for case, enterprise_id in picked.items()}
    right = coded(codes["corrected"][:8] + "MA0CRRCT9")

    def registry(line: str) -> str | None:
        if codes["vanished_from_registry"] in line or codes["gone_target"] in line:
            return None
        return re.sub(r",(存续|在业|在营)[^,]*,", ",注销,", line, count=1) if codes["closed"] in line else line

    def insured(line: str) -> str:
        code, *rest = line.split(",")
        if code == codes["shrunk"]:
            rest[1] = "3"
        return ",".join([right if code == codes["corrected"] else code, *rest])

    edit(folder, REGISTRY, registry)
    edit(folder, INSURED, insured)
    name = mart.execute("select name from mart.enterprise where enterprise_id = ?", [picked["organised"]]).fetchone()[0]
    (folder / "台账补录二_20260930.csv").write_text(
        "工会名称,所在单位,所在单位代码,组织类型,建会日期,工会状态\n"
        f"{name}工会委员会,{name},{codes['organised']},单独基层工会,2026-10-12,正常\n",
        "utf-8",
    )
    file, sheet, row = mart.execute(
        'select u.source_file, u.source_sheet, u.source_row from mart."union" as u join mart.enterprise using (union_id)'
        " where enterprise_id = ?",
        [picked["dissolved"]],
    ).fetchone()
    about = "old: 正常, new: 撤销, reason: 已撤销, who: 组建员甲, on: 2026-10-20"
    about_code = f"old: {codes['corrected']}, new: {right}, reason: 抄错, who: 组建员甲, on: 2026-10-20"
    (reviewed / "corrections.yaml").write_text(
        f"- {{id: a, kind: union_ledger, file: '{file}', row: {{sheet: {sheet}, row: '{row}'}}, action: set, column: status, {about}}}\n"
        f"- {{id: b, kind: enterprise_registry, file: '{REGISTRY}', row: {{credit_code: {codes['corrected']}}}, action: set,"
        f" column: credit_code, {about_code}}}\n",
        "utf-8",
    )
    return f"C-{right}"


@pytest.fixture(scope="module")
def months(
    demo: Demo, demo_warehouse: Path, demo_mart: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory
) -> Months:
    folder = tmp_path_factory.mktemp("months")
    shutil.copytree(demo.sources, folder / "sources")
    shutil.copytree(demo_warehouse, folder / "warehouse", ignore=shutil.ignore_patterns(".*"))
    shutil.copytree(PROJECT / "data" / "reviewed", folder / "reviewed")
    picked = pick(demo_mart)
    corrected_id = change_files(folder / "sources", folder / "reviewed", picked, demo_mart)
    before = folder / "warehouse" / (folder / "warehouse" / "current").read_text("utf-8").strip()
    settings = Settings(sources=folder / "sources", warehouse=folder / "warehouse", reviewed=folder / "reviewed")
    published = build(settings, date(2026, 10, 31))
    return Months(before, published.warehouse, picked, corrected_id)


def read(file: Path, select: str) -> pd.DataFrame:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{file}' as warehouse (read_only)")
        connection.execute("set search_path = 'warehouse.mart'")
        return connection.execute(select).df()


def both_months(months: Months) -> pd.DataFrame:
    """One row an enterprise with what both builds published; ids as they are known in October."""
    columns = "enterprise_id, name, township_name, in_scope, is_larger, registration_status, union_status, union_id, headcount"
    before = read(months.before, f"select {columns} from mart.enterprise")
    before["enterprise_id"] = before["enterprise_id"].replace({months.picked["corrected"]: months.corrected_id})
    after = read(months.after, f"select {columns} from mart.enterprise")
    both = before.merge(after, on="enterprise_id", how="outer", suffixes=("_before", "_after"), indicator=True)
    for when in ("before", "after"):
        counts = both[f"in_scope_{when}"].eq(True) & both[f"is_larger_{when}"].eq(True)
        status = both[f"union_status_{when}"]
        both[f"covered_{when}"] = counts & status.isin(COVERED)
        both[f"none_{when}"] = counts & status.eq("none")
        both[f"place_{when}"] = both[f"township_name_{when}"].fillna("未定位")
    return both


def why(row: pd.Series, founded: dict[str, pd.Timestamp], unions: set[str]) -> str:
    """The class of a change, by hand."""
    if row["covered_after"]:
        if row["_merge"] == "right_only":
            return "new_enterprises"
        if not (row["in_scope_before"] and row["is_larger_before"] is True):
            return "rescoped"
        began = founded.get(row["union_id_after"])
        return "new_unions" if began is not None and began > pd.Timestamp("2026-09-30") else "rematched"
    if row["_merge"] == "left_only" or row["registration_status_after"] in GONE:
        return "closed"
    if not (row["in_scope_after"] and row["is_larger_after"] is True):
        return "rescoped"
    return "rematched" if row["union_id_before"] in unions else "dissolved"


def test_the_months_changes_are_those_of_the_two_published_tables(months: Months) -> None:
    both = both_months(months)
    unions = read(months.after, 'select union_id, established_on, status from mart."union"')
    founded = dict(zip(unions["union_id"], pd.to_datetime(unions["established_on"]), strict=True))
    active = set(unions.loc[unions["status"] == "active", "union_id"])
    assert not (both["covered_before"] & both["covered_after"] & (both["place_before"] != both["place_after"])).any()
    moved = both[both["covered_before"] != both["covered_after"]].copy()
    moved["change"] = [why(row, founded, active) for _index, row in moved.iterrows()]
    moved["sign"] = moved["covered_after"].map({True: 1, False: -1})
    moved["place"] = moved["place_after"].where(moved["covered_after"], moved["place_before"])
    by_hand = moved.groupby(["place", "change"])["sign"].sum()
    found = read(months.after, "from mart.coverage_change where month = '2026-10-01'").set_index("township_name")
    assert set(found["basis"]) == {"published"}
    for place, row in found.iterrows():
        assert row["opening"] == (both["covered_before"] & (both["place_before"] == place)).sum(), place
        assert row["closing"] == (both["covered_after"] & (both["place_after"] == place)).sum(), place
        for change in ("new_unions", "new_enterprises", "dissolved", "closed", "rematched", "rescoped"):
            assert row[change] == by_hand.get((place, change), 0), (place, change)
    changes = dict(zip(moved["enterprise_id"], moved["change"], strict=True))
    done = {case: changes.get(enterprise_id) for case, enterprise_id in months.picked.items()}
    assert done == {
        "organised": "new_unions",
        "vanished_from_registry": "closed",
        "closed": "closed",
        "dissolved": "dissolved",
        "shrunk": None,
        "gone_target": None,
        "corrected": None,
    }


def test_the_zero_lists_changes_are_those_of_the_two_published_tables(months: Months) -> None:
    both = both_months(months)
    left = set(both.loc[both["none_before"] & ~both["none_after"], "enterprise_id"])
    came = set(both.loc[both["none_after"] & ~both["none_before"], "enterprise_id"])
    found = read(months.after, "from mart.zero_list_change").set_index("enterprise_id")
    assert set(found.index[found["direction"] == "left"]) == left
    assert set(found.index[found["direction"] == "entered"]) == came
    reasons = {case: found["reason"].get(enterprise_id) for case, enterprise_id in months.picked.items()}
    assert reasons == {
        "organised": "organised",
        "vanished_from_registry": None,
        "closed": None,
        "dissolved": "union_vanished",
        "shrunk": "headcount_changed",
        "gone_target": "left_files",
        "corrected": None,
    }
    assert found.loc[months.picked["shrunk"], "is_confirmed"] == False  # noqa: E712  (a null is another thing)
    assert read(months.after, "select enterprise_id from mart.target_progress where reopened")[
        "enterprise_id"
    ].tolist() == [months.picked["dissolved"]]


def test_an_enterprise_whose_code_was_corrected_is_one_and_the_same(months: Months) -> None:
    """The second route would see a closed and a new one, had it not been told the ids."""
    after = read(
        months.after,
        f"select is_larger, union_status from mart.enterprise where enterprise_id = '{months.corrected_id}'",
    )
    assert after.values.tolist() == [[True, "none"]]
    changed = read(months.after, "select enterprise_id from mart.enterprise_change")["enterprise_id"]
    assert not changed.isin([months.corrected_id, months.picked["corrected"]]).any()
