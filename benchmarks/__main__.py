"""`python -m benchmarks`: builds, pages, links, scores, forecast and plan against what is promised; exit status 1 where
a promise is broken."""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import builds, organising, pages, shells
from benchmarks.figures import show
from benchmarks.linking.measure import measure as measure_links
from benchmarks.linking.size import measure_size


def main() -> int:
    """Measure in a folder of its own that is removed at the end; print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--million", action="store_true", help="a build of 1,000,000 enterprises too (minutes, 10 GB)")
    parser.add_argument("--no-pages", action="store_true", help="leave the pages out")
    parser.add_argument("--no-shells", action="store_true", help="leave the ranking of shells out")
    parser.add_argument("--no-organising", action="store_true", help="leave the forecast and the planner out")
    parser.add_argument("--no-links", action="store_true", help="leave the bench of linking out")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        figures, warehouse = builds.quick(folder / "quick")
        if not chosen.no_pages:
            figures += pages.measure(warehouse)
        if not chosen.no_links:
            figures += measure_links(range(1, 2)) + measure_size()
        if not chosen.no_shells:
            figures += shells.measure(range(1, 11))
        if not chosen.no_organising:
            figures += organising.measure(range(1, 31), range(1, 51))
        if chosen.million:
            figures += builds.million(folder / "million")
    show(figures)
    return 0 if all(figure.kept for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
