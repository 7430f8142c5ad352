"""Loads of text files that run while the next files are looked at.

Of a build's sources one file is often as large as all the others; while DuckDB reads one, Python looks at the next.
Files of one kind are loaded in their order, one after the other: rows are numbered by where they stand in the table.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

import duckdb

from etl.together import cursors

AT_ONCE = 2


class Loads:
    """Runs loads in the background; use as a context, at whose end everything has ended, done or not begun."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._own_cursor = cursors(connection)
        self._pool = ThreadPoolExecutor(max_workers=AT_ONCE)
        self._last: dict[str, Future[None]] = {}

    def __enter__(self) -> Self:
        """Nothing runs yet."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Wait for what runs; what has not begun never does."""
        self._pool.shutdown(cancel_futures=True)

    def start(self, kind: str, load: Callable[[duckdb.DuckDBPyConnection], object]) -> None:
        """Run `load` with a connection of its own, after all loads of the kind that were started before."""
        before = self._last.get(kind)

        def run() -> None:
            if before is not None:
                before.result()
            with self._own_cursor() as cursor:
                load(cursor)

        self._last[kind] = self._pool.submit(run)

    def wait(self, kind: str | None = None) -> None:
        """Until the loads of a kind, or of all kinds, have ended; raises what one of them raised."""
        for name, last in self._last.items():
            if kind in (None, name):
                last.result()
