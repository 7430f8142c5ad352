"""`python -m benchmarks.linking --seeds 5`: the table by kind; exit status 1 where a promise is broken."""

import argparse
import sys

from benchmarks.figures import show
from benchmarks.linking.measure import measure


def main() -> int:
    """Measure over seeds 1 … n and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linking", description=__doc__)
    parser.add_argument("--seeds", type=int, default=5, help="how many counties to invent (default 5: 15,000 unions)")
    chosen = parser.parse_args()
    figures = measure(range(1, chosen.seeds + 1))
    show(figures)
    return 0 if all(figure.kept for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
