"""What a build costs: a process of its own, its time by stage without imports, its peak of memory."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.server import PROJECT
from benchmarks.sources import tables, write_sources

RUNS = 3
"""A machine is a fifth faster in one minute than in the next: the least of so many runs is what a thing takes."""
SECONDS_A_BUILD = 1_800
QUICK_SECONDS, QUICK_MB, MILLION_TIMES_FLOOR = 12, 1_536, 8
"""Promised on two cores: 30,000 enterprises in 12 s and 1.5 GB; a million in 8 times what DuckDB alone needs."""


@dataclass(frozen=True)
class BuildCost:
    """Seconds of the stages without imports and of the imports, CPU seconds and peak resident MB of the process."""

    seconds: float
    cpu_seconds: float
    import_seconds: float
    peak_mb: float
    stages: dict[str, float]


def build_cost(sources: Path, warehouse: Path, environment: dict[str, str] | None = None) -> BuildCost:
    """Build in a process of its own. Raises RuntimeError with what the build said where it fails."""
    command = [sys.executable, "-m", "etl", "build", "--sources", str(sources), "--warehouse", str(warehouse), "--json"]
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        process = subprocess.Popen(
            command, cwd=PROJECT, env=os.environ | (environment or {}), stdout=said, stderr=complained
        )
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        complained.seek(0)
        if process.returncode:
            raise RuntimeError(f"exit status {process.returncode}: {complained.read().decode()[-2000:]}")
        summary = json.loads(said.read())
    stages = summary["stage_seconds"]
    cpu_seconds = used.ru_utime + used.ru_stime
    return BuildCost(sum(stages.values()), cpu_seconds, summary["import_seconds"], used.ru_maxrss / 1024, stages)


def floor_seconds(sources: Path, folder: Path, runs: int = RUNS) -> float:
    """The least of several runs of DuckDB alone over the same files."""
    seconds = []
    for run in range(runs):
        command = [sys.executable, "-m", "benchmarks.duckdb_alone", str(sources), str(folder / f"floor_{run}.duckdb")]
        ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=SECONDS_A_BUILD, check=True)
        seconds.append(float(ran.stdout))
    return min(seconds)


def quick(folder: Path) -> tuple[list[Figure], Path]:
    """30,000 enterprises, 3,000 unions, 60,000 headcounts; the figures, and the warehouse for the pages' benchmark."""
    sources = write_sources(folder, 30_000, 3_000)
    floor = floor_seconds(sources, folder)
    cost = build_cost(sources, folder / "builds")
    print(_stages("30,000", sources, cost))
    figures = [
        Figure("build, 30,000 enterprises", cost.seconds, "s", floor, QUICK_SECONDS),
        Figure("  its imports, apart", cost.import_seconds, "s"),
        Figure("  its CPU time, imports and all", cost.cpu_seconds, "s"),
        Figure("  its peak of memory", cost.peak_mb, "MB", None, QUICK_MB),
    ]
    return figures, folder / "builds"


def million(folder: Path) -> list[Figure]:
    """1,000,000 enterprises against DuckDB alone: the least of several builds, the least of the floors between them."""
    sources = write_sources(folder, 1_000_000, 20_000)
    rounds = []
    for run in range(RUNS):
        aside = folder / f"round_{run}"
        aside.mkdir()
        os.sync()  # what the last round wrote is not this one's work
        rounds.append((floor_seconds(sources, aside, 1), build_cost(sources, aside / "builds")))
        shutil.rmtree(aside)
        print(_stages("1,000,000", sources, rounds[-1][1]), f"; DuckDB alone {rounds[-1][0]:.1f}")
    floor = min(seconds for seconds, _cost in rounds)
    cost = min((cost for _seconds, cost in rounds), key=lambda cost: cost.seconds)
    return [
        Figure("build, 1,000,000 enterprises", cost.seconds, "s", floor, MILLION_TIMES_FLOOR, by_ratio=True),
        Figure("  its CPU time, imports and all", cost.cpu_seconds, "s"),
        Figure("  its peak of memory", cost.peak_mb, "MB"),
    ]


def _stages(size: str, sources: Path, cost: BuildCost) -> str:
    megabytes = sum(path.stat().st_size for path in tables(sources)) / 1e6
    stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in cost.stages.items())
    return f"{size} enterprises, {len(tables(sources))} files, {megabytes:.0f} MB; seconds by stage: {stages}"
