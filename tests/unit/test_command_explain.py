"""explain on the invented county: every status has its rule and source rows, no telephone number is shown."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.command import main
from ledger import Actor, open_ledger
from ledger.identity import same
from ledger.links import Told, decide
from ledger.orders import OfUnion, Problem, issue
from ledger.verdicts import Shown, Visit, give

TELEPHONE = re.compile(r"(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])")


@pytest.fixture
def explained(demo_warehouse: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Explains an id as the command does: its sections as JSON, and its text."""
    monkeypatch.setenv("COVERAGE_WAREHOUSE", str(demo_warehouse))

    def run(wanted: str) -> tuple[dict, str]:
        capfd.readouterr()
        assert main(["explain", wanted, "--json"]) == 0
        sections = json.loads(capfd.readouterr().out)
        assert main(["explain", wanted]) == 0
        return sections, capfd.readouterr().out

    return run


def one(mart: duckdb.DuckDBPyConnection, select: str) -> tuple:
    row = mart.execute(select).fetchone()
    assert row is not None, select
    return row


@pytest.mark.parametrize("status", ["own", "joint", "headquarters"])
def test_a_counted_status_is_explained_by_a_link_with_rule_and_source_row(
    demo_mart: duckdb.DuckDBPyConnection,
    explained,
    status: str,
) -> None:
    identity, union_id = one(
        demo_mart,
        f"select enterprise_id, union_id from mart.enterprise where union_status = '{status}' order by 1 limit 1",
    )
    sections, text = explained(identity)
    links = [link for link in sections["link"] if link["is_current"]]
    assert union_id in [link["union_id"] for link in links]
    assert all(link["link_rule"] and link["source_file"] and link["source_row"] for link in links)
    read = {(row["source_file"], row["source_sheet"], row["source_row"]) for row in sections["source"]}
    assert {(link["source_file"], link["source_sheet"] or "", link["source_row"]) for link in links} <= read
    assert union_id in text


def test_an_uncertain_status_is_explained_by_its_candidates(
    demo_mart: duckdb.DuckDBPyConnection,
    explained,
) -> None:
    (identity,) = one(demo_mart, "select min(enterprise_id) from mart.enterprise where union_status = 'uncertain'")
    sections, _text = explained(identity)
    assert sections["candidate"]
    assert all(candidate["evidence"] for candidate in sections["candidate"])


def test_a_target_is_explained_by_reasons_that_add_up_to_its_points(
    demo_mart: duckdb.DuckDBPyConnection,
    explained,
) -> None:
    identity, points = one(demo_mart, "select enterprise_id, points from mart.target order by priority limit 1")
    sections, text = explained(identity)
    assert sum(reason["points"] for reason in sections["priority"]) == points
    assert all(reason["wording"] in text for reason in sections["priority"])


def test_a_union_is_explained_with_its_ledger_row_and_no_telephone_number(
    demo_mart: duckdb.DuckDBPyConnection,
    demo_lineage: duckdb.DuckDBPyConnection,
    explained,
) -> None:
    (identity,) = one(
        demo_mart,
        "select union_id from mart.enterprise_union where relation = 'host' order by union_id limit 1",
    )
    (name,) = one(demo_mart, f"select union_name from mart.\"union\" where union_id = '{identity}'")
    sections, text = explained(identity)
    assert name in text
    assert any(name in json.dumps(row, ensure_ascii=False) for row in sections["source"])
    assert not TELEPHONE.search(text)
    assert not TELEPHONE.search(json.dumps(sections))


def test_a_unions_score_is_explained_by_points_that_add_up_and_by_rows(
    demo_mart: duckdb.DuckDBPyConnection,
    explained,
) -> None:
    identity, proven = one(
        demo_mart,
        'select union_id, score_proven from mart."union" where risk_rank is not null order by risk_rank limit 1',
    )
    sections, text = explained(identity)
    assert sum(row["points"] for row in sections["risk"]) == pytest.approx(proven)
    assert len(sections["risk"]) == 21
    assert {row["source_kind"] for row in sections["risk_evidence"]} >= {"union_ledger"}
    assert "换届" in text


def test_a_credit_code_and_a_full_name_mean_the_same_as_the_id(
    demo_mart: duckdb.DuckDBPyConnection,
    explained,
) -> None:
    identity, code, name = one(
        demo_mart,
        "select any_value(enterprise_id), any_value(credit_code), name from mart.enterprise"
        " where credit_code is not null group by name having count(*) = 1 order by name limit 1",
    )
    assert explained(identity)[0] == explained(code)[0] == explained(name)[0]


def test_a_name_of_several_lists_them(
    demo_warehouse: Path, demo_mart: duckdb.DuckDBPyConnection, capfd: pytest.CaptureFixture[str]
) -> None:
    row = demo_mart.execute("select name from mart.enterprise group by name having count(*) > 1 limit 1").fetchone()
    wanted = row[0] if row else "没有这个名称"
    assert main(["explain", wanted, "--warehouse", str(demo_warehouse)]) == 2
    assert wanted in capfd.readouterr().err


def test_what_was_decided_since_the_build_is_explained_counted_and_exported(
    demo_warehouse: Path,
    demo_mart: duckdb.DuckDBPyConnection,
    explained,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    enterprise_id, union_id = one(
        demo_mart,
        "select enterprise_id, union_id from mart.enterprise_union"
        " where relation = 'host' and is_current and not is_challenged order by all limit 1",
    )
    url = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    monkeypatch.setenv("COVERAGE_LEDGER_URL", url)
    actor = Actor("组建员甲", "organiser", "self_reported")
    decide(open_ledger(url), actor, enterprise_id, union_id, "no", Told("同名不同厂，电话问过"))

    sections, text = explained(enterprise_id)
    assert [(row["decision"], row["actor_name"], row["standing"]) for row in sections["decision"]] == [
        ("no", "组建员甲", "applied")
    ]
    assert union_id not in [link["union_id"] for link in sections["link"]]
    assert "同名不同厂" in text

    capfd.readouterr()
    assert main(["status", "--json"]) == 0
    told = capfd.readouterr()
    assert json.loads(told.out)["decisions"] == {"applied": 1, "resting": 0, "changed": 0, "challenged": 0}
    assert "含 1 条未入库决定" in told.err
    assert main(["export", "enterprise_union", "--where", f"union_id={union_id}"]) == 0
    told = capfd.readouterr()
    assert enterprise_id not in told.out
    assert "含 1 条未入库决定" in told.err


def test_a_unions_verdict_and_order_and_its_other_rows_are_explained(
    demo_mart: duckdb.DuckDBPyConnection, explained, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    union_id, name, row_again, file, row = one(
        demo_mart,
        "select union_id, u.union_name, row_again, a.source_file, a.source_row from mart.union_again as a"
        ' join mart."union" as u using (union_id) where risk_band is not null order by union_id limit 1',
    )
    url = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    monkeypatch.setenv("COVERAGE_LEDGER_URL", url)
    ledger, anna = open_ledger(url), Actor("组建员甲", "organiser", "self_reported")
    shown = Shown(name, risk_band="suspected")
    give(ledger, anna, union_id, Visit("shell", date(2026, 9, 1)), shown, Told("到过厂里，电话 13800138000"))
    problem = Problem(("O1",), "没有换届", "主席", date(2026, 12, 1))
    issue(ledger, anna, OfUnion(union_id, name, None), problem, Told("限期整改"))
    sections, text = explained(union_id)
    assert [(row["verdict"], row["actor_name"]) for row in sections["verdict"]] == [("shell", "组建员甲")]
    assert [(row["order_state"], row["problem"]) for row in sections["order"]] == [("open", "没有换届")]
    assert (row_again, file, row) in [
        (again["row_again"], again["source_file"], again["source_row"]) for again in sections["again"]
    ]
    assert all(word in text for word in ("空壳", "到过厂里", "没有换届", "待整改"))
    assert not TELEPHONE.search(text)


def test_a_correction_of_a_row_is_explained_with_who_and_why(
    demo_warehouse: Path, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    copy = shutil.copytree(demo_warehouse, tmp_path / "builds")
    with duckdb.connect(str(copy / (copy / "current").read_text("utf-8").strip())) as connection:
        (union_id,) = one(connection, 'select min(union_id) from mart."union"')
        connection.execute(
            "insert into mart.correction values ('2026-001', 'set', 'union_ledger', '台账.xls', '辉埠镇', 15,"
            " 'members', '9600', '96', '多写两个零', '组建员甲', date '2026-11-20', null, $union_id)",
            {"union_id": union_id},
        )
    assert main(["explain", union_id, "--warehouse", str(copy)]) == 0
    text = capfd.readouterr().out
    assert "会员数" in text
    assert all(word in text for word in ("9600", "多写两个零", "组建员甲", "2026-11-20"))


def test_a_record_that_counts_as_another_is_explained_with_its_row_under_either_id(
    demo_mart: duckdb.DuckDBPyConnection, explained, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept, merged = one(demo_mart, "select first_id, second_id from mart.duplicate where kind = 'enterprise' limit 1")
    url = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    monkeypatch.setenv("COVERAGE_LEDGER_URL", url)
    same(open_ledger(url), Actor("组建员甲", "organiser", "self_reported"), merged, kept, Told("一个厂门"), {})
    sections, text = explained(kept)
    [said] = [row for row in sections["identity"] if row["decision"] == "same"]
    assert (said["old_id"], said["kept_id"], said["actor_name"], said["standing"]) == (
        merged,
        kept,
        "组建员甲",
        "applied",
    )
    assert (said["source_file"], said["source_row"]) in {
        (row["source_file"], row["source_row"]) for row in sections["source"]
    }
    assert "一个厂门" in text
    assert explained(merged)[0] == sections
