"""What linking costs: its stage's seconds and the build's peak of memory, in a process of its own."""

import tempfile
from pathlib import Path

from benchmarks.builds import build_cost
from benchmarks.figures import Figure
from benchmarks.linking.ledger import make_ledger
from benchmarks.linking.project import write_county
from benchmarks.linking.registry import make_registry

SECONDS = 20
"""Promised on two cores for 30,000 enterprises × 3,000 unions, beyond the certain rules; the stage holds both."""


def measure_size(enterprises: int = 30_000, unions: int = 3_000, limit: float | None = SECONDS) -> list[Figure]:
    """The stage that links an invented county of awkward names, and the whole build's peak of memory."""
    registry = make_registry(1, enterprises)
    ledger = make_ledger(1, registry, unions)
    with tempfile.TemporaryDirectory(prefix="bench-linking-") as name:
        folder = Path(name)
        write_county(folder / "sources", registry.frame, ledger.unions)
        cost = build_cost(folder / "sources", folder / "builds")
    what = f"links: stage, {enterprises:,} × {unions:,}"
    return [
        Figure(what, cost.stages["link"], "s", None, limit),
        Figure("  peak of memory of its build", cost.peak_mb, "MB"),
    ]
