"""Counts the weights of etl/link/model.yaml on invented counties: `python -m benchmarks.linking.train 1 2 3` (seeds).

Of every pair that the blocking rules find it is known whether it belongs together; m and u of a level are its shares
among those that do and those that do not. Three parts in a hundred of m are spread over all levels: real ledgers hold
what the generator does not invent. Levels, order and thresholds stay as they stand in the file.
"""

import re
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

import duckdb
import pandas as pd

from benchmarks.linking.ledger import make_ledger
from benchmarks.linking.project import write_county
from benchmarks.linking.registry import make_registry
from etl.link.likeness import pairs_compared
from etl.link.model import FILE, Model, load_model
from etl.pipeline import build
from etl.publish.folder import lineage_file
from etl.settings import Settings

SPREAD = 0.03
Counts = Counter[tuple[str, int, bool]]


def count_levels(seed: int, model: Model) -> Counts:
    """(comparison, level from the closest, belongs together) → pairs; ('', 0, …) counts all pairs."""
    registry = make_registry(seed)
    ledger = make_ledger(seed, registry)
    with tempfile.TemporaryDirectory(prefix="train-linking-") as name:
        folder = Path(name)
        write_county(folder / "sources", registry.frame, ledger.unions)
        built = build(Settings(sources=folder / "sources", warehouse=folder / "builds"))
        copy = shutil.copy(lineage_file(folder / "builds", built.build_id), folder / "copy.duckdb")
        with duckdb.connect(str(copy)) as connection:
            return _counted(connection, model, ledger.truth[["union_id", "enterprise_id"]].dropna())


def _counted(connection: duckdb.DuckDBPyConnection, model: Model, truth: pd.DataFrame) -> Counts:
    found = pairs_compared(connection, model, threshold=None)
    connection.register("truth", truth)
    belongs = "(split_part(unique_id_l, '|', 1), unique_id_r) in (select (union_id, enterprise_id) from truth)"
    counts: Counts = Counter()
    for together, pairs in connection.execute(f"select {belongs}, count(*) from {found} group by 1").fetchall():
        counts["", 0, together] += pairs
    for comparison in model.comparisons:
        last = len(comparison.levels) - 1
        gamma = f"gamma_{comparison.name}"
        select = f"select {gamma}, {belongs}, count(*) from {found} where {gamma} >= 0 group by 1, 2"
        for level, together, pairs in connection.execute(select).fetchall():
            counts[comparison.name, last - level, together] += pairs
    return counts


def rewritten(text: str, model: Model, counts: Counts) -> str:
    """The model file's text with the weights counted."""
    share = counts["", 0, True] / (counts["", 0, True] + counts["", 0, False])
    text = re.sub(r"^belong_together: .*$", f"belong_together: {share:.4f}", text, flags=re.MULTILINE)
    for comparison in model.comparisons:
        size = len(comparison.levels)
        of = {flag: [counts[comparison.name, at, flag] + 1 for at in range(size)] for flag in (True, False)}
        for at, level in enumerate(comparison.levels):
            m = (1 - SPREAD) * of[True][at] / sum(of[True]) + SPREAD / size
            u = of[False][at] / sum(of[False])
            before = rf"(- name: {comparison.name}\n(?:(?!  - name: ).*\n)*? +- \{{name: {level.name},.*?)"
            pattern = before + r"m: [\d.e-]+, u: [\d.e-]+\}"
            text = re.sub(pattern, rf"\g<1>m: {m:.5f}, u: {u:.5f}}}", text, count=1)
    return text


def main() -> None:
    """Count on the seeds given and write the model file anew."""
    model = load_model()
    counts = sum((count_levels(int(seed), model) for seed in sys.argv[1:]), Counter())
    FILE.write_text(rewritten(FILE.read_text("utf-8"), model, counts), "utf-8")


if __name__ == "__main__":
    main()
