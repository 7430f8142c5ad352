"""Pages and exports count what was decided since the build, and say that they do."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.publish.folder import lineage_file
from ledger import Actor, open_ledger
from ledger.links import Told, decide, pair, undo
from tests.pages.conftest import Open, texts
from ui import export, frame, queries, warehouse

ANNA = Actor("组建员甲", "organiser", "self_reported")


@pytest.fixture
def office(demo_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the invented county's warehouse and a ledger of its own, not made yet."""
    monkeypatch.setenv("COVERAGE_WAREHOUSE", str(shutil.copytree(demo_warehouse, tmp_path / "builds")))
    monkeypatch.setenv("COVERAGE_LEDGER_URL", f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    return tmp_path / "builds"


@pytest.fixture
def say_yes(office: Path, demo_mart: duckdb.DuckDBPyConnection) -> Callable[[], str]:
    """Decides an open candidate of a larger enterprise; returns the pair's subject."""

    def say() -> str:
        [(enterprise_id, union_id)] = demo_mart.execute(
            "select c.enterprise_id, c.union_id from mart.link_candidate as c join mart.enterprise as e using"
            " (enterprise_id) where e.in_scope and e.is_larger and e.union_status = 'uncertain' and"
            " c.evidence <> 'union_status_unknown' order by all limit 1"
        ).fetchall()
        ledger = open_ledger(warehouse.settings().ledger)
        decide(ledger, ANNA, enterprise_id, union_id, "yes", Told("现场看过"))
        ledger.engine.dispose()
        return pair(enterprise_id, union_id)

    return say


def covered(build: warehouse.Build) -> int:
    return sum(row["larger_own"] + row["larger_joint"] for row in queries.townships(build, "larger"))


def test_without_decisions_the_build_itself_is_read(office: Path) -> None:
    build = warehouse.current()
    assert (Path(build.file).parent, build.pending, build.waiting) == (office, 0, 0)
    assert frame.decisions_since(build) == []


def test_a_decision_moves_the_figures_at_once_and_page_and_file_say_so(
    office: Path, say_yes: Callable[[], str], open_page: Open
) -> None:
    before = covered(warehouse.current())
    subject = say_yes()
    build = warehouse.current()
    assert covered(build) == before + 1
    assert any("含 1 条未入库决定" in text for text in texts(open_page("overview", warehouse=office)))
    assert export.file_name(build, "未建会企业").endswith("_含 1 条未入库决定.csv")
    undo(open_ledger(warehouse.settings().ledger), ANNA, subject, Told("看错了", seen=1))
    assert (covered(warehouse.current()), warehouse.current().pending) == (before, 0)


def test_where_the_lineage_is_missing_the_page_says_that_decisions_wait(
    office: Path, say_yes: Callable[[], str], open_page: Open
) -> None:
    build = warehouse.current()
    lineage_file(office, build.id).unlink()
    before = covered(build)
    say_yes()
    assert covered(warehouse.current()) == before
    assert any("未含 1 条未入库决定" in text for text in texts(open_page("overview", warehouse=office)))


def test_a_ledger_that_cannot_be_read_leaves_the_figures_of_the_build_and_is_said(
    office: Path, open_page: Open
) -> None:
    (office.parent / "ledger.sqlite").write_text("no database" * 100, "utf-8")
    assert any("决定库读不出" in text for text in texts(open_page("overview", warehouse=office)))
