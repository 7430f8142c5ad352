"""Runs every method on the same counties of several seeds, prints the table by kind, and holds the promises."""

import logging
import time
from collections.abc import Sequence

import pandas as pd
from rich.console import Console
from rich.table import Table

from benchmarks.figures import Figure
from benchmarks.linking import methods, scoring
from benchmarks.linking.ledger import make_ledger
from benchmarks.linking.project import project
from benchmarks.linking.registry import make_registry

METHODS: dict[str, methods.Method] = {
    "exact names": methods.exact_names,
    "rapidfuzz": methods.likeness,
    "plain Splink": methods.plain_splink,
    "project": project,
}
WRONG_PER_THOUSAND, MISSED_PER_HUNDRED, CANDIDATES_PER_TRUE_ONE = 1, 2, 1.8
"""Promised of the project: 0.999 of counted links right, no near-copy counted, 0.98 of the decidable pairs of each kind
among counted and candidates, at most 1.8 candidates to read for each true one."""


def measure(seeds: Sequence[int], enterprises: int = 30_000, unions: int = 3_000) -> list[Figure]:
    """The promises as figures, pooled over the seeds; prints the table by kind of every method."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    tables: dict[str, list[pd.DataFrame]] = {name: [] for name in METHODS}
    seconds = dict.fromkeys(METHODS, 0.0)
    for seed in seeds:
        registry = make_registry(seed, enterprises)
        ledger = make_ledger(seed, registry, unions)
        for name, method in METHODS.items():
            started = time.perf_counter()
            links = method(registry.frame, ledger.unions)
            seconds[name] += time.perf_counter() - started
            tables[name].append(scoring.score(links, ledger.truth))
    found = {name: scoring.pooled(parts) for name, parts in tables.items()}
    show(found, {name: total / len(seeds) for name, total in seconds.items()}, len(seeds))
    return promises(found["project"])


def promises(table: pd.DataFrame) -> list[Figure]:
    """What is promised of the project's links, from its pooled table."""
    recall = scoring.recall(table)
    missed = 100 * (1 - recall)
    worst = str(missed.idxmax())
    return [
        Figure("links: wrong of 1,000 counted", 1_000 * scoring.share_wrong(table), "", None, WRONG_PER_THOUSAND),
        Figure("links: near-copies counted", float(table["near_copies_counted"].sum()), "", None, 0),
        Figure(f"links: missed of 100 decidable, {worst}", float(missed.max()), "", None, MISSED_PER_HUNDRED),
        Figure(
            "links: candidates read for a true one",
            scoring.candidates_per_true_one(table),
            "",
            None,
            CANDIDATES_PER_TRUE_ONE,
        ),
    ]


def show(found: dict[str, pd.DataFrame], seconds: dict[str, float], seeds: int) -> None:
    """Print a line per kind, a group of columns per method: held of decidable, counted wrong, candidates."""
    kinds = next(iter(found.values()))
    title = f"links by kind of noise, {seeds} seeds, {kinds['unions'].sum():,} unions"
    table = Table("kind", "unions", "decidable", *found, title=title, caption=CAPTION)
    for kind in kinds.index:
        facts = kinds.loc[kind]
        cells = [_cell(method.loc[[kind]]) for method in found.values()]
        table.add_row(kind, str(facts["unions"]), str(facts["decidable"]), *cells)
    table.add_section()
    table.add_row("all", *(str(kinds[name].sum()) for name in ("unions", "decidable")), *map(_cell, found.values()))
    table.add_row("counted right", "", "", *(f"{1 - scoring.share_wrong(one):.4f}" for one in found.values()))
    table.add_row("near-copies counted", "", "", *(str(one["near_copies_counted"].sum()) for one in found.values()))
    table.add_row(
        "candidates per true one", "", "", *(f"{scoring.candidates_per_true_one(one):.2f}" for one in found.values())
    )
    table.add_row("seconds a seed", "", "", *(f"{seconds[name]:.1f}" for name in found))
    Console(width=190).print(table)


CAPTION = "each cell: share of the decidable pairs held · counted right / counted wrong · candidates (of which true)"


def _cell(rows: pd.DataFrame) -> str:
    total = rows.sum()
    held = f"{total['decidable_held'] / total['decidable']:.3f}" if total["decidable"] else "  –  "
    counted = f"{total['counted_right']}/{total['counted_wrong']}"
    return f"{held} · {counted} · {total['candidates']} ({total['candidates_true']})"
