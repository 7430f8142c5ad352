"""A county of 30,000 enterprises builds within its budget. CPU time and memory, which other work on the machine leaves
alone; `make bench` measures the wall clock against its floor."""

from pathlib import Path

import pytest

from benchmarks.builds import QUICK_MB, QUICK_SECONDS, build_cost
from benchmarks.sources import write_sources

CORES = 2


@pytest.mark.slow
def test_thirty_thousand_enterprises_build_within_their_budget(tmp_path: Path) -> None:
    cost = build_cost(write_sources(tmp_path, 30_000, 3_000), tmp_path / "builds")
    print(f"\n{cost.cpu_seconds:.1f} s of CPU, {cost.seconds:.1f} s by the clock, {cost.peak_mb:.0f} MB; {cost.stages}")
    assert cost.cpu_seconds <= QUICK_SECONDS * CORES
    assert cost.peak_mb <= QUICK_MB
