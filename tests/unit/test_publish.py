"""Publishing: one atomic switch, five builds kept, a lock that ends with its process, nothing half-made."""

import errno
import os
import re
import signal
import stat
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from etl.errors import AnotherBuildRuns, MachineError
from etl.pipeline import Published, build
from etl.publish import current_build
from etl.publish.folder import builds, lineage_file, new_build_id, warehouse_file
from etl.publish.lock import only_build
from tests.unit.small_county import SMALL, settings

HOLD = """
import sys, time
from pathlib import Path
from etl.publish.lock import only_build
with only_build(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def publish(folder: Path, keep: int = 5) -> Published:
    return build(settings(folder).model_copy(update={"keep_builds": keep}), stages=SMALL)


def test_a_published_build_is_current_and_holds_the_marts_alone(tmp_path: Path) -> None:
    published = publish(tmp_path)
    assert current_build(tmp_path / "warehouse") == published.warehouse
    with duckdb.connect(str(published.warehouse), read_only=True) as connection:
        schemas = connection.execute("select distinct schema_name from duckdb_tables()").fetchall()
    assert schemas == [("mart",)]


def test_the_lineage_is_its_owners_alone(tmp_path: Path) -> None:
    published = publish(tmp_path)
    lineage = lineage_file(tmp_path / "warehouse", published.build_id)
    assert stat.S_IMODE(lineage.stat().st_mode) == 0o600


def test_nothing_unfinished_is_left_after_a_publish(tmp_path: Path) -> None:
    published = publish(tmp_path)
    names = {path.name for path in (tmp_path / "warehouse").iterdir()}
    assert names == {
        ".lock",
        "current",
        "published",
        "history",
        published.warehouse.name,
        f"lineage_{published.build_id}.duckdb",
    }


def test_the_last_builds_are_kept_and_older_ones_removed(tmp_path: Path) -> None:
    ids = [publish(tmp_path, keep=3).build_id for _ in range(5)]
    assert builds(tmp_path / "warehouse") == ids[-3:]


def test_the_current_build_is_kept_however_old(tmp_path: Path) -> None:
    from etl.publish.release import remove_older

    folder = tmp_path / "warehouse"
    ids = [publish(tmp_path).build_id for _ in range(4)]
    (folder / "current").write_text(f"warehouse_{ids[0]}.duckdb\n", "utf-8")
    remove_older(folder, keep=2)
    assert builds(folder) == [ids[0], ids[-1]]


def test_a_reader_keeps_the_build_that_it_has_open(tmp_path: Path) -> None:
    first = publish(tmp_path, keep=1)
    with duckdb.connect(str(first.warehouse), read_only=True) as reader:
        publish(tmp_path, keep=1)
        assert not first.warehouse.exists()
        assert reader.execute("select count(*) from mart.enterprise").fetchone() == (3,)


def test_no_build_is_none_and_not_an_error(tmp_path: Path) -> None:
    assert current_build(tmp_path) is None


@pytest.mark.parametrize(
    "name", ["warehouse_20260101T000000Z.duckdb", "../warehouse_20260101T000000Z.duckdb", "", "current", "/etc/passwd"]
)
def test_a_current_that_names_no_build_is_a_damaged_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "current").write_text(name + "\n", "utf-8")
    with pytest.raises(MachineError, match="current"):
        current_build(tmp_path)


def test_a_build_mends_a_damaged_folder(tmp_path: Path) -> None:
    (tmp_path / "warehouse").mkdir()
    (tmp_path / "warehouse" / "current").write_text("warehouse_20200101T000000Z.duckdb\n", "utf-8")
    assert publish(tmp_path).warehouse == current_build(tmp_path / "warehouse")


def test_two_builds_of_one_second_have_two_ids(tmp_path: Path) -> None:
    now = datetime(2026, 9, 30, 8, 5, 1, tzinfo=UTC)
    ids = []
    for _ in range(3):
        ids.append(new_build_id(tmp_path, now))
        warehouse_file(tmp_path, ids[-1]).touch()
    assert ids == ["20260930T080501Z", "20260930T080501Z_2", "20260930T080501Z_3"]
    assert builds(tmp_path) == ids


def test_half_of_a_build_is_removed_and_a_whole_one_kept(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    first = publish(tmp_path).build_id
    for half in (warehouse_file(folder, "20200101T000000Z"), lineage_file(folder, "20200101T000001Z")):
        half.write_bytes(b"half")
    second = publish(tmp_path).build_id
    assert builds(folder) == [first, second]


def test_work_of_a_killed_build_is_removed_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / "warehouse" / ".work" / "20200101T000000Z"
    left.mkdir(parents=True)
    (left / "lineage.duckdb").write_bytes(b"half")
    publish(tmp_path)
    assert not left.exists()


def test_a_second_build_is_refused_and_told_who_runs(tmp_path: Path) -> None:
    with only_build(tmp_path), pytest.raises(AnotherBuildRuns, match=str(os.getpid())), only_build(tmp_path):
        pytest.fail("both hold the lock")


def test_the_lock_ends_with_its_process(tmp_path: Path) -> None:
    held = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert held.stdout.readline().strip() == "held"
    with pytest.raises(AnotherBuildRuns, match=str(held.pid)), only_build(tmp_path):
        pytest.fail("both hold the lock")
    held.send_signal(signal.SIGKILL)
    held.wait()
    held.stdout.close()
    begun = time.monotonic()
    with only_build(tmp_path):
        assert time.monotonic() - begun < 1


@pytest.mark.parametrize("answer", [errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK])
def test_a_disk_that_cannot_lock_is_named_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: int
) -> None:
    def without_locks(*_arguments: int) -> None:
        raise OSError(answer, os.strerror(answer))

    monkeypatch.setattr("fcntl.flock", without_locks)
    with pytest.raises(MachineError, match=re.escape(str(tmp_path))), only_build(tmp_path):
        pytest.fail("built without a lock")
