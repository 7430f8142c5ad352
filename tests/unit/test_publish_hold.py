"""A build that waits: laid beside the current one, published or dropped by a second step, and the way back."""

import errno
from pathlib import Path

import duckdb
import pytest

from etl.command.app import main
from etl.errors import AnotherBuildRuns, InputError, MachineError
from etl.pipeline import Published, build
from etl.publish import current_build, release
from etl.publish.folder import builds, earlier_builds, proposed_build
from etl.publish.history import months
from etl.publish.lock import only_build
from etl.publish.release import name_current
from etl.publish.switch import drop_waiting, publish_waiting
from tests.unit.small_county import SMALL, settings


def make(folder: Path, hold: bool = False, keep: int = 5) -> Published:
    return build(settings(folder).model_copy(update={"keep_builds": keep}), stages=SMALL, hold=hold)


def run(folder: Path, *arguments: str) -> int:
    return main([*arguments, "--warehouse", str(folder / "warehouse")])


def test_a_held_build_leaves_the_current_one_current_and_writes_no_history(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    held = make(tmp_path, hold=True)
    assert (current_build(folder), proposed_build(folder), held.is_current) == (None, held.warehouse, False)
    assert months(folder) == []


def test_publishing_names_the_waiting_build_and_writes_its_history(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    make(tmp_path)
    held = make(tmp_path, hold=True)
    assert run(tmp_path, "publish") == 0
    assert (current_build(folder), proposed_build(folder)) == (held.warehouse, None)
    with duckdb.connect() as connection:
        [(build_id,)] = connection.execute(
            f"select distinct build_id from read_parquet('{folder}/history/*.parquet')"
        ).fetchall()
    assert build_id == held.build_id


def test_a_second_held_build_takes_the_place_of_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    first = make(tmp_path)
    make(tmp_path, hold=True)
    last = make(tmp_path, hold=True)
    assert builds(folder) == [first.build_id, last.build_id]


def test_dropping_removes_the_waiting_build_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    first = make(tmp_path)
    make(tmp_path, hold=True)
    assert run(tmp_path, "discard") == 0
    assert builds(folder) == [first.build_id]
    assert current_build(folder) == first.warehouse
    assert run(tmp_path, "publish") == InputError.exit_status


def test_a_waiting_build_is_not_among_those_that_are_kept_or_removed(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    held = make(tmp_path, hold=True)
    ids = [make(tmp_path, keep=2).build_id for _ in range(3)]
    assert builds(folder) == [held.build_id, *ids[-2:]]


def test_an_earlier_build_comes_back_and_the_later_one_can_again(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    first, second = make(tmp_path), make(tmp_path)
    assert earlier_builds(folder) == [first.warehouse]
    assert run(tmp_path, "restore", first.build_id) == 0
    assert current_build(folder) == first.warehouse
    assert earlier_builds(folder) == [second.warehouse]


@pytest.mark.parametrize("build_id", ["20200101T000000Z", "../current", ""])
def test_what_is_no_earlier_build_cannot_come_back(tmp_path: Path, build_id: str) -> None:
    first = make(tmp_path)
    assert run(tmp_path, "restore", build_id) == InputError.exit_status
    assert current_build(tmp_path / "warehouse") == first.warehouse


def test_nothing_is_published_while_a_build_runs(tmp_path: Path) -> None:
    make(tmp_path, hold=True)
    with only_build(tmp_path / "warehouse"):
        assert run(tmp_path, "publish") == AnotherBuildRuns.exit_status
    assert current_build(tmp_path / "warehouse") is None


def test_what_waited_and_was_published_by_name_waits_no_more(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    held = make(tmp_path, hold=True)
    name_current(folder, held.warehouse, keep=5)
    assert proposed_build(folder) is None


def test_a_disk_that_fills_up_while_holding_leaves_the_older_proposal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "warehouse"
    first = make(tmp_path, hold=True)

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(release, "_name", full)
    with pytest.raises(MachineError):
        make(tmp_path, hold=True)
    assert (proposed_build(folder), builds(folder)) == (first.warehouse, [first.build_id])


def test_a_build_that_was_never_named_is_removed_and_cannot_come_back(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    make(tmp_path)
    make(tmp_path, hold=True)
    (folder / "proposed").unlink()  # as a kill between the renames leaves it
    assert earlier_builds(folder) == []
    make(tmp_path)
    assert len(builds(folder)) == 2  # the first and the last: not counted by id, for the last may have taken it over


def test_a_build_killed_after_its_publishing_waits_no_more(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    published = make(tmp_path)
    (folder / "proposed").write_text(published.warehouse.name + "\n", "utf-8")
    assert proposed_build(folder) is None


def test_a_damaged_current_does_not_stop_a_held_build(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    make(tmp_path)
    (folder / "current").write_text("warehouse_20990101T000000Z.duckdb\n", "utf-8")
    held = make(tmp_path, hold=True)
    publish_waiting(folder, held.warehouse, keep=5)
    assert current_build(folder) == held.warehouse


def test_who_means_a_build_that_does_not_wait_any_more_is_told_and_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    seen, now = make(tmp_path, hold=True), make(tmp_path, hold=True)
    for act in (lambda: publish_waiting(folder, seen.warehouse, keep=5), lambda: drop_waiting(folder, seen.warehouse)):
        with pytest.raises(InputError, match="不再等着发布"):
            act()
    assert (proposed_build(folder), current_build(folder)) == (now.warehouse, None)
