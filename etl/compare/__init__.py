"""What a build would change, before it is published: figures, sources, townships and enterprises of two builds."""

from pathlib import Path
from typing import Any

import duckdb

from etl import sql
from etl.mart import RANKED_FROM
from etl.publish.work import NO_EXTENSIONS, quoted

FIGURES = (
    "rate", "larger", "own", "joint", "headquarters", "uncertain", "none", "size_unknown",
    "enterprises", "unplaced", "worker_rate", "base_unions", "members",
)  # fmt: skip
SWING_OF_SHARE = 0.05
SWING_OF_COUNT = 0.1
LEAST_SWING = 5
"""A share that moves by 5 points, or a count by a tenth and by five at least, is marked: our own design [P]. The
share of a township below ten larger enterprises says too little."""


def compare(before: Path, after: Path) -> dict[str, list[dict[str, Any]]]:
    """Two warehouse files side by side, read-only.

    `figures` (figure, is_share, before, after, is_swing), `sources` (source_kind, rows and as-of before and after,
    is_swing, is_lost), `townships` (larger and rate before and after, is_swing) and `enterprises` (each larger one that
    stands otherwise: change, status_before, status_after; total).
    """
    with duckdb.connect(config=NO_EXTENSIONS) as connection:
        for name, path in (("before", before), ("after", after)):
            connection.execute(f"attach {quoted(path)} as {name} (read_only)")
        connection.execute("set enable_external_access = false")
        found = {
            name: sql.rows(connection, sql.read("compare", name))
            for name in ("figures", "sources", "townships", "enterprises")
        }
    found["figures"].sort(key=lambda row: FIGURES.index(row["figure"]))
    for row in found["figures"]:
        row["is_swing"] = swings(row["before"], row["after"], row["is_share"])
    for row in found["sources"]:
        row["is_swing"] = swings(row["rows_before"], row["rows_after"], is_share=False)
        row["is_lost"] = row["rows_before"] > 0 and row["rows_after"] == 0
    for row in found["townships"]:
        ranked = min(row["larger_before"], row["larger_after"]) >= RANKED_FROM
        row["is_swing"] = swings(row["larger_before"], row["larger_after"], is_share=False) or (
            ranked and swings(row["rate_before"], row["rate_after"], is_share=True)
        )
    return found


def glance(path: Path) -> dict[str, Any]:
    """A warehouse file in two facts: as_of, rate of larger enterprises (None without any)."""
    with duckdb.connect(config=NO_EXTENSIONS) as connection:
        connection.execute(f"attach {quoted(path)} as build (read_only)")
        connection.execute("set enable_external_access = false")
        return sql.rows(connection, sql.read("compare", "glance"))[0]


def swings(before: float | None, after: float | None, is_share: bool) -> bool:
    """Whether a figure moves so far that somebody should ask why; so does one that is known in one build alone."""
    if before is None or after is None:
        return (before is None) != (after is None)
    moved = abs(after - before)
    return moved >= SWING_OF_SHARE if is_share else moved >= max(LEAST_SWING, SWING_OF_COUNT * before)
