"""What a page's rerun costs, warm: alone, with fifty people, and whether the server's memory stays flat."""

import asyncio
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.probe import Times, alone, many, together
from benchmarks.server import PROJECT, Server, serving

PAGES = ["", "coverage_map", "targets", "progress", "risk", "data"]
FILTER = "township"
RERUNS_ALONE = 60
PEOPLE, THINK_SECONDS, DURATION_SECONDS = 50, 5.0, 40.0
ALONE_MS, TOGETHER_MS = 60, 300
SETTLING_RERUNS, COUNTED_RERUNS, GROWTH_MB = 400, 2_000, 40
"""Memory is flat where 2,000 reruns after 400 add at most this: caches fill once, then nothing is kept."""


def measure(warehouse: Path) -> list[Figure]:
    """The figures of the four pages on a built warehouse, and those of a trivial page in the same run."""
    with serving(PROJECT / "benchmarks" / "floor_page.py") as server:
        floor_alone = asyncio.run(alone(server.url, "", RERUNS_ALONE))
        floor_together = asyncio.run(together(server.url, [""], PEOPLE, THINK_SECONDS, DURATION_SECONDS / 2))
    with serving(PROJECT / "dashboard.py", {"COVERAGE_WAREHOUSE": str(warehouse)}) as server:
        figures = [_alone(page, asyncio.run(alone(server.url, page, RERUNS_ALONE)), floor_alone) for page in PAGES]
        figures += [
            _alone(page, asyncio.run(alone(server.url, page, RERUNS_ALONE, FILTER)), floor_alone, "another township")
            for page in PAGES
        ]
        figures += [_work(page, server) for page in PAGES]
        crowd = asyncio.run(together(server.url, PAGES, PEOPLE, THINK_SECONDS, DURATION_SECONDS, FILTER))
        figures += [
            Figure(f"rerun, {PEOPLE} people, p50 of {crowd.count}", crowd.p50, "ms", floor_together.p50),
            Figure(f"rerun, {PEOPLE} people, p95", crowd.p95, "ms", floor_together.p95, TOGETHER_MS),
        ]
        asyncio.run(many(server.url, PAGES, SETTLING_RERUNS, FILTER))
        before = server.resident_mb()
        asyncio.run(many(server.url, PAGES, COUNTED_RERUNS, FILTER))
        after = server.resident_mb()
    return [
        *figures,
        Figure("server's memory, settled", before, "MB"),
        Figure(f"  added by {COUNTED_RERUNS:,} reruns", after - before, "MB", None, GROWTH_MB),
    ]


def _work(page: str, server: Server) -> Figure:
    """The server's own work for a rerun, which other programs on the machine do not change."""
    before = server.cpu_seconds()
    asyncio.run(many(server.url, [page], 100, FILTER))
    return Figure(f"server's CPU a rerun, {page or 'overview'}", 10 * (server.cpu_seconds() - before), "ms")


def _alone(page: str, times: Times, floor: Times, kind: str = "unchanged") -> Figure:
    return Figure(f"rerun alone, {page or 'overview'}, {kind}, p50", times.p50, "ms", floor.p50, ALONE_MS)
