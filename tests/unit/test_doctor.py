"""The doctor names what does not work, and what to do about it."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.command import main
from etl.doctor import Finding, examine
from etl.pipeline import build
from etl.settings import Settings
from ledger import open_ledger
from tests.conftest import PROJECT
from tests.unit.small_county import SMALL, settings

SOON = datetime(2026, 10, 20, tzinfo=UTC)


@pytest.fixture
def built(tmp_path: Path) -> Settings:
    area = shutil.copy(PROJECT / "data" / "county.toml", tmp_path / "county.toml")
    chosen = settings(tmp_path).model_copy(update={"area": area})
    build(chosen, stages=SMALL)
    return chosen


def states(found: list[Finding]) -> dict[str, str]:
    return {finding.name: finding.state for finding in found}


def finding(found: list[Finding], name: str) -> Finding:
    return next(one for one in found if one.name == name)


def test_a_sound_installation_has_nothing_broken(built: Settings) -> None:
    found = examine(built, datetime.now(UTC))
    assert {"Python", "程序库", "本县口径文件", "结果文件夹", "磁盘", "时钟", "现有结果"} <= set(states(found))
    assert [one.name for one in found if one.state == "broken" and one.name not in ("市场主体登记", "工会台账")] == []


def test_a_clock_behind_the_newest_build_is_broken(built: Settings) -> None:
    found = finding(examine(built, datetime(2001, 1, 1, tzinfo=UTC)), "时钟")
    assert (found.state, "校准" in found.next_step) == ("broken", True)


@pytest.mark.parametrize(("day", "state"), [("2026-12-01", "fine"), ("2026-12-02", "mind"), ("2027-10-03", "broken")])
def test_a_source_is_old_after_two_months_and_too_old_after_a_year(built: Settings, day: str, state: str) -> None:
    now = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    assert states(examine(built, now))["市场主体登记"] == state


def test_a_lineage_that_others_can_read_is_broken(built: Settings) -> None:
    [lineage] = built.warehouse.glob("lineage_*.duckdb")
    lineage.chmod(0o644)
    assert finding(examine(built, SOON), "明细库").next_step.endswith(lineage.name)


def test_a_faulty_county_file_is_named_with_its_fault(built: Settings) -> None:
    built.area.write_text('[area]\nname = "常山县"\ncode = ["330822"]\n', "utf-8")
    found = finding(examine(built, SOON), "本县口径文件")
    assert (found.state, "code" in found.seen) == ("broken", True)


def test_a_damaged_current_file_is_broken_and_says_to_build_again(built: Settings) -> None:
    (built.warehouse / "current").write_text("warehouse_20990101T000000Z.duckdb\n", "utf-8")
    assert finding(examine(built, SOON), "现有结果").state == "broken"


def test_a_ledger_is_opened_and_written_to_and_left_as_it_was(built: Settings) -> None:
    assert "还没有建立" in finding(examine(built, SOON), "决定库").seen
    open_ledger(built.ledger)
    found = finding(examine(built, SOON), "决定库")
    assert (found.state, found.seen) == ("fine", "0 条记录")


def test_a_ledger_that_is_no_database_is_broken(built: Settings) -> None:
    path = built.warehouse.parent / "ledger" / "ledger.sqlite"
    path.parent.mkdir()
    path.write_text("no database" * 100, "utf-8")
    assert finding(examine(built, SOON), "决定库").state == "broken"


def test_without_a_build_it_says_how_to_make_one(tmp_path: Path) -> None:
    found = finding(examine(settings(tmp_path), SOON), "现有结果")
    assert (found.state, "导入" in found.next_step) == ("mind", True)


def test_a_folder_that_cannot_be_written_is_broken(built: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, _mode: path != built.warehouse)  # root may write everywhere
    found = states(examine(built, SOON))
    assert (found["放文件的文件夹"], found["结果文件夹"]) == ("fine", "broken")


def test_the_command_ends_with_1_where_something_does_not_work(
    built: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("warehouse", "area", "sources"):
        monkeypatch.setenv(f"COVERAGE_{name.upper()}", str(getattr(built, name)))
    (built.warehouse / "current").write_text("warehouse_20990101T000000Z.duckdb\n", "utf-8")
    assert main(["doctor"]) == 1
