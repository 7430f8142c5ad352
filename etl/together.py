"""Runs statements of a build side by side where none of them reads what another one writes.

DuckDB plans a statement with one thread, and planning is half of a small build; of a large one many steps keep one
core waiting. Which statement needs which stands in their own texts: the tables that they name.
"""

import re
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import TopologicalSorter
from threading import local
from typing import Any

import duckdb

from etl import sql

TABLE = re.compile(r'\b(raw|clean|link|score|mart)\s*\.\s*"?(\w+)')


@dataclass(frozen=True)
class Statement:
    """One statement and the table that it makes or adds to ('clean.union')."""

    target: str
    text: str
    parameters: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def touched(self) -> frozenset[str]:
        """Every table that the statement names, its own included."""
        return frozenset({self.target, *(f"{schema}.{name}" for schema, name in TABLE.findall(self.text))})


def table(stage: str, name: str, parameters: dict[str, Any] | None = None) -> Statement:
    """The statement that makes table <stage>.<name> from the one SELECT in etl/<stage>/<name>.sql."""
    return Statement(f"{stage}.{name}", sql.table_statement(stage, name), parameters or {})


def run(connection: duckdb.DuckDBPyConnection, statements: Sequence[Statement]) -> None:
    """Run them all, each after those before it that write what it names, or name what it writes.

    As many at once as DuckDB has threads, each on a cursor of its own: temporary tables are not seen. The first error
    is raised after what is running has ended.
    """
    [(threads, search_path)] = connection.execute(
        "select current_setting('threads'), current_setting('search_path')"
    ).fetchall()
    order = TopologicalSorter(needs(statements))
    order.prepare()
    mine = local()

    def execute(number: int) -> int:
        if not hasattr(mine, "cursor"):
            mine.cursor = connection.cursor()
            mine.cursor.execute(f"set search_path = '{search_path}'")
        mine.cursor.execute(statements[number].text, statements[number].parameters)
        return number

    with ThreadPoolExecutor(max_workers=threads) as pool:
        running: set[Future[int]] = set()
        while order.is_active():
            running |= {pool.submit(execute, number) for number in sorted(order.get_ready())}
            ended, running = wait(running, return_when=FIRST_COMPLETED)
            try:
                order.done(*(one.result() for one in ended))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)  # what waits for a thread would write after the error
                raise


def needs(statements: Sequence[Statement]) -> dict[int, set[int]]:
    """Number of a statement → the numbers of those before it that it has to wait for."""
    return {
        number: {
            earlier
            for earlier in range(number)
            if statements[earlier].target in statement.touched or statement.target in statements[earlier].touched
        }
        for number, statement in enumerate(statements)
    }
