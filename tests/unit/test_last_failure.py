"""A failed build leaves a note, which is an alert until a build succeeds."""

from pathlib import Path

import pytest

from etl import pipeline
from etl.command import main
from etl.errors import AnotherBuildRuns, CheckFailed, InputError
from etl.publish.failure import LAST_FAILURE, last_failure
from etl.publish.lock import only_build
from tests.unit.small_county import SMALL, settings


def _fails(_module: object, _build: object) -> None:
    raise CheckFailed("13812345678 是哪一行")


def test_a_failed_build_is_an_alert_until_one_succeeds_and_holds_no_value_of_a_source(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = settings(tmp_path)
    monkeypatch.setenv("COVERAGE_WAREHOUSE", str(chosen.warehouse))
    failing = (*SMALL, pipeline.Stage("check", "Checking", "etl.text", _fails))
    for _time in range(2):
        with pytest.raises(CheckFailed):
            pipeline.build(chosen, stages=failing)
    failure = last_failure(chosen.warehouse)
    assert (failure.times, failure.exit_status, failure.problem) == (2, 1, "")
    assert "138" not in (chosen.warehouse / LAST_FAILURE).read_text("utf-8")
    assert main(["alerts", "--dry-run"]) == 0
    assert "计算失败：2 次" in capfd.readouterr().out
    pipeline.build(chosen, stages=SMALL)
    assert last_failure(chosen.warehouse) is None
    assert not (chosen.warehouse / LAST_FAILURE).exists()


def test_sources_that_are_not_there_are_told_by_their_folder(tmp_path: Path) -> None:
    chosen = settings(tmp_path)
    chosen.warehouse.mkdir()
    with pytest.raises(InputError):
        pipeline.build(chosen.model_copy(update={"sources": tmp_path / "nowhere"}), stages=SMALL)
    assert "nowhere" in last_failure(chosen.warehouse).problem


def test_a_note_that_cannot_be_read_is_a_failure_all_the_same(tmp_path: Path) -> None:
    (tmp_path / LAST_FAILURE).write_text("{", "utf-8")
    assert last_failure(tmp_path).times == 1


def test_another_build_that_runs_is_no_failure(tmp_path: Path) -> None:
    chosen = settings(tmp_path)
    chosen.warehouse.mkdir()
    with only_build(chosen.warehouse), pytest.raises(AnotherBuildRuns):
        pipeline.build(chosen, stages=SMALL)
    assert last_failure(chosen.warehouse) is None
