"""`python -m benchmarks.linking --seeds 5`: the table by kind, and what linking costs at 300,000 × 30,000.

Exit status 1 where a promise is broken.
"""

import argparse
import sys

from benchmarks.figures import show
from benchmarks.linking.measure import measure
from benchmarks.linking.size import measure_size


def main() -> int:
    """Measure over seeds 1 … n and print; the large county is of seed 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linking", description=__doc__)
    parser.add_argument("--seeds", type=int, default=5, help="how many counties to invent (default 5: 15,000 unions)")
    chosen = parser.parse_args()
    figures = measure(range(1, chosen.seeds + 1)) + measure_size(300_000, 30_000, None)
    show(figures)
    return 0 if all(figure.kept for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
