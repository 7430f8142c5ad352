"""kill -9 at random moments of a real build: the old build stays current and opens, the next build works."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pytest

from etl.pipeline import build
from etl.publish import current_build
from etl.publish.folder import builds, lineage_file, warehouse_file
from etl.settings import PROJECT
from tests.unit.small_county import SMALL, settings

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


NEEDED = ("市场主体登记_2*", "基层工会台账_20260930*", "乡镇街道名录*", "村社区名录*")


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    """The invented county with 300 enterprises, only the files that a build needs, built once."""
    from etl.demo import write_demo

    folder = tmp_path_factory.mktemp("crash")
    write_demo(folder / "all", folder / "truth", seed=SEED, enterprises=300)
    (folder / "sources").mkdir()
    for pattern in NEEDED:
        (path,) = (folder / "all").glob(pattern)
        shutil.copy(path, folder / "sources")
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


def assert_nothing_half_made(warehouse: Path, build_id: str) -> None:
    """This build is current, every build has both its files, and the month's history is this build's."""
    assert assert_current_opens(warehouse) == build_id
    whole = builds(warehouse)
    assert all(warehouse_file(warehouse, one).exists() for one in whole)
    assert all(lineage_file(warehouse, one).exists() for one in whole)
    assert not (warehouse / ".work").exists()
    (history,) = (warehouse / "history").glob("*.parquet")
    assert duckdb.sql(f"select distinct build_id from '{history}'").fetchall() == [(build_id,)]


def assert_next_build_works(county: County) -> None:
    """After whatever came before, the next build is published."""
    before = assert_current_opens(county.warehouse)
    following = start(county.sources, county.warehouse)
    out, err = following.communicate(timeout=120)
    assert following.returncode == 0, err
    build_id = json.loads(out)["build_id"]
    assert build_id > before
    assert_nothing_half_made(county.warehouse, build_id)


def kill_after(county: County, seconds: float) -> int:
    """Start a build and kill it; its exit status (-9, or 0 where it was faster)."""
    running = start(county.sources, county.warehouse)
    try:
        running.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        running.send_signal(signal.SIGKILL)
        running.communicate()
    return running.returncode


def kill_all(county: County, shares: list[float]) -> list[int]:
    """Kill one build after the other, at these shares of a build's time; the old build is looked at after each."""
    statuses = []
    before = assert_current_opens(county.warehouse)
    for share in shares:
        statuses.append(kill_after(county, share * county.seconds))
        after = assert_current_opens(county.warehouse)
        assert after == before or after > before
        before = after
    return statuses


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_a_current_build_that_opens(county: County, tmp_path: Path) -> None:
    """Moments over the whole run; half of them fall into its end, where publishing is. Two warehouses at a time."""
    chance = random.Random(SEED)
    shares = [chance.uniform(0.2, 1.0) for _ in range(KILLS // 2)] + [
        chance.uniform(0.7, 1.2) for _ in range(KILLS // 2)
    ]
    lanes = [replace(county, warehouse=tmp_path / f"warehouse_{lane}") for lane in range(2)]
    for lane in lanes:
        shutil.copytree(county.warehouse, lane.warehouse)
    with ThreadPoolExecutor(len(lanes)) as pool:
        statuses = [status for found in pool.map(kill_all, lanes, (shares[::2], shares[1::2])) for status in found]
    assert set(statuses) <= {0, -signal.SIGKILL}
    killed = statuses.count(-signal.SIGKILL)
    assert killed >= KILLS // 2, f"only {killed} of {KILLS} builds were running when they were to be killed"
    for lane in lanes:
        assert_next_build_works(lane)


SMALL_BUILD = """
import sys
from pathlib import Path
from etl.pipeline import build
from tests.unit.small_county import SMALL, settings
build(settings(Path(sys.argv[1])), stages=SMALL)
"""


@pytest.mark.slow
@pytest.mark.parametrize("awaited", ["lineage_*", "warehouse_*", "current", "history/*"])
def test_a_build_killed_while_it_publishes_is_old_or_new_and_never_between(tmp_path: Path, awaited: str) -> None:
    """Watches the folder, so that the kill comes between the renames of a publish; on a county of three enterprises."""
    small, warehouse = settings(tmp_path), tmp_path / "warehouse"
    before = build(small, stages=SMALL).build_id
    seen = _state(warehouse, awaited)
    running = subprocess.Popen([sys.executable, "-c", SMALL_BUILD, str(tmp_path)], cwd=PROJECT)
    while running.poll() is None and _state(warehouse, awaited) == seen:
        time.sleep(0.001)
    running.kill()
    running.communicate()
    assert assert_current_opens(warehouse) >= before
    following = build(small, stages=SMALL).build_id
    assert_nothing_half_made(warehouse, following)


def _state(warehouse: Path, pattern: str) -> list[tuple[str, int]]:
    return sorted((path.name, path.stat().st_ino) for path in warehouse.glob(pattern))


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
