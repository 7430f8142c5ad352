"""kill -9 at random moments of a real build: the old build stays current and opens, the next build works."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from etl.publish import current_build
from etl.publish.folder import builds, lineage_file, warehouse_file

KILLS = 20
SEED = 20260930


@dataclass(frozen=True)
class County:
    """Sources, a warehouse with one published build, and how long that build took from start to exit, in seconds."""

    sources: Path
    warehouse: Path
    seconds: float


def start(sources: Path, warehouse: Path) -> subprocess.Popen:
    """A build in a process of its own."""
    command = [sys.executable, "-m", "etl", "build", "--json", "--sources", str(sources), "--warehouse", str(warehouse)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    """The invented county with 300 enterprises, built once."""
    from etl.demo import write_demo

    folder = tmp_path_factory.mktemp("crash")
    write_demo(folder / "sources", folder / "truth", seed=SEED, enterprises=300)
    begun = time.monotonic()
    first = start(folder / "sources", folder / "warehouse")
    _out, err = first.communicate(timeout=120)
    assert first.returncode == 0, err
    return County(folder / "sources", folder / "warehouse", time.monotonic() - begun)


def assert_current_opens(warehouse: Path) -> str:
    """The file that `current` names is whole, with its lineage; its build id."""
    path = current_build(warehouse)
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as connection:
        (build_id,) = connection.execute("select build_id from mart.build").fetchone()
        assert connection.execute("select count(*) from mart.enterprise").fetchone()[0] > 0
    with duckdb.connect(str(lineage_file(warehouse, build_id)), read_only=True) as connection:
        assert connection.execute("select build_id from raw.build").fetchone() == (build_id,)
    assert path == warehouse_file(warehouse, build_id)
    return build_id


def kill_after(county: County, seconds: float) -> int:
    """Start a build and kill it; its exit status (-9, or 0 where it was faster)."""
    running = start(county.sources, county.warehouse)
    try:
        running.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        running.send_signal(signal.SIGKILL)
        running.communicate()
    return running.returncode


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_a_current_build_that_opens(county: County) -> None:
    """The moments are spread over the whole run; half of them fall into the last third, where publishing is."""
    chance = random.Random(SEED)
    shares = [chance.uniform(0.2, 1.0) for _ in range(KILLS // 2)]
    shares += [chance.uniform(0.7, 1.05) for _ in range(KILLS - KILLS // 2)]
    before = assert_current_opens(county.warehouse)
    killed = 0
    for share in shares:
        status = kill_after(county, share * county.seconds)
        assert status in (0, -signal.SIGKILL)
        killed += status != 0
        after = assert_current_opens(county.warehouse)
        assert after == before or after > before
        before = after
    assert killed >= KILLS // 2, f"only {killed} of {KILLS} builds were running when they were to be killed"


@pytest.mark.slow
def test_after_a_kill_the_next_build_works_and_leaves_nothing_half_made(county: County) -> None:
    before = assert_current_opens(county.warehouse)
    kill_after(county, 0.8 * county.seconds)
    following = start(county.sources, county.warehouse)
    out, err = following.communicate(timeout=120)
    assert following.returncode == 0, err
    build_id = assert_current_opens(county.warehouse)
    assert build_id == json.loads(out)["build_id"]
    assert build_id > before
    whole = builds(county.warehouse)
    assert all(warehouse_file(county.warehouse, one).exists() for one in whole)
    assert all(lineage_file(county.warehouse, one).exists() for one in whole)
    assert not (county.warehouse / ".work").exists()
    (history,) = (county.warehouse / "history").iterdir()
    assert duckdb.sql(f"select distinct build_id from '{history}'").fetchall() == [(build_id,)]


@pytest.mark.slow
def test_a_build_killed_while_it_publishes_is_old_or_new_and_never_between(county: County) -> None:
    """Watches the folder, so that the kill comes between the renames of a publish and not before."""
    for awaited in ("lineage_", "warehouse_", "current"):
        before = assert_current_opens(county.warehouse)
        seen = _state(county.warehouse, awaited)
        running = start(county.sources, county.warehouse)
        while running.poll() is None and _state(county.warehouse, awaited) == seen:
            time.sleep(0.0005)
        if running.poll() is None:
            os.kill(running.pid, signal.SIGKILL)
        running.communicate()
        after = assert_current_opens(county.warehouse)
        assert after >= before


def _state(warehouse: Path, beginning: str) -> list[tuple[str, int]]:
    return sorted((path.name, path.stat().st_ino) for path in warehouse.glob(f"{beginning}*"))


@pytest.mark.slow
def test_a_second_build_at_the_same_time_exits_3_and_the_first_is_published(county: County) -> None:
    first = start(county.sources, county.warehouse)
    while first.poll() is None and not (county.warehouse / ".lock_holder").exists():
        time.sleep(0.01)
    second = start(county.sources, county.warehouse)
    out, err = second.communicate(timeout=60)
    assert first.poll() is None, "the first build was over before the second began"
    assert (second.returncode, out) == (3, "")
    assert str(first.pid) in err
    out, err = first.communicate(timeout=120)
    assert first.returncode == 0, err
    assert assert_current_opens(county.warehouse) == json.loads(out)["build_id"]


@pytest.mark.slow
def test_a_disk_that_fills_up_is_status_4_and_keeps_the_old_build(county: County) -> None:
    """The kernel refuses files beyond one megabyte, as a full disk would."""
    before = assert_current_opens(county.warehouse)
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, 2**20));"
        "from etl.command import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [
        sys.executable,
        "-c",
        limited,
        "build",
        "--sources",
        str(county.sources),
        "--warehouse",
        str(county.warehouse),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 4, ran.stderr
    assert "已满" in ran.stderr
    assert assert_current_opens(county.warehouse) == before
    assert not (county.warehouse / ".work").exists()
