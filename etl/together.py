"""Runs the steps of a build side by side where none of them reads what another one writes.

DuckDB plans a statement with one thread, and planning is half of a small build; of a large one many steps keep one
core waiting. Which statement needs which stands in their own texts: the tables that they name.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Any, Protocol

import duckdb

from etl import sql

TABLE = re.compile(r'\b(raw|clean|link|score|mart)\s*\.\s*"?(\w+)')


class Step(Protocol):
    """What can run beside others. Its tables, each as 'clean.union': those that it makes, those that it adds rows to,
    and those that it reads."""

    @property
    def makes(self) -> frozenset[str]:
        """Tables that it makes anew."""

    @property
    def adds(self) -> frozenset[str]:
        """Tables that it adds rows to; in which order steps do so does not matter."""

    @property
    def reads(self) -> frozenset[str]:
        """Tables that it reads."""

    def execute(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Run it on a connection of its own."""


@dataclass(frozen=True)
class Statement:
    """One statement and the table that it makes, or adds to where it is an INSERT; its text names that table first."""

    target: str
    text: str
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def makes(self) -> frozenset[str]:
        """The one table, of anything but an INSERT."""
        return frozenset({self.target}) - self.adds

    @property
    def adds(self) -> frozenset[str]:
        """The one table, of an INSERT."""
        return frozenset({self.target} if self.text.startswith("insert into ") else ())

    @cached_property
    def reads(self) -> frozenset[str]:
        """Every other table that the text names, and its own where it names that once more."""
        return frozenset(f"{schema}.{name}" for schema, name in TABLE.findall(TABLE.sub("", self.text, count=1)))

    def execute(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Run the one statement."""
        connection.execute(self.text, self.parameters)


@dataclass(frozen=True)
class Work:
    """What no single statement can do: `run` makes, adds to and reads the tables said, and names no other."""

    makes: frozenset[str]
    reads: frozenset[str]
    run: Callable[[duckdb.DuckDBPyConnection], object]
    adds: frozenset[str] = frozenset()

    def execute(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Run it."""
        self.run(connection)


def table(stage: str, name: str, parameters: dict[str, Any] | None = None, schema: str | None = None) -> Statement:
    """The statement that makes table <schema>.<name> from the one SELECT in etl/<stage>/<name>.sql.

    The schema is the stage's own where none is said.
    """
    schema = schema or stage
    return Statement(f"{schema}.{name}", sql.table_statement(stage, name, schema), parameters or {})


def added(target: str, select: str, parameters: dict[str, Any] | None = None) -> Statement:
    """The statement that adds the rows of a SELECT to a table ('clean.reject'), column by name."""
    return Statement(target, f"insert into {target} by name\n{select}", parameters or {})


def tables(stage: str, names: Iterable[str]) -> list[Statement]:
    """The same for several, which take no parameters."""
    return [table(stage, name) for name in names]


def run(
    connection: duckdb.DuckDBPyConnection,
    steps: Sequence[Step],
    ended: Callable[[int], None] = lambda _number: None,
) -> None:
    """Run them all, each after those before it that write what it names, or name what it writes.

    As many at once as DuckDB has threads, each on a cursor of its own: temporary tables are not seen. `ended` is told
    the number of each step that is done. The first error is raised after what is running has ended.
    """
    [(threads,)] = connection.execute("select current_setting('threads')").fetchall()
    own_cursor = cursors(connection)
    order = TopologicalSorter(needs(steps))
    order.prepare()

    def execute(number: int) -> int:
        with own_cursor() as cursor:
            steps[number].execute(cursor)
        return number

    with ThreadPoolExecutor(max_workers=threads) as pool:
        running: set[Future[int]] = set()
        while order.is_active():
            running |= {pool.submit(execute, number) for number in sorted(order.get_ready())}
            done, running = wait(running, return_when=FIRST_COMPLETED)
            try:
                for number in sorted(one.result() for one in done):
                    order.done(number)
                    ended(number)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)  # what waits for a thread would write after the error
                raise


def cursors(
    connection: duckdb.DuckDBPyConnection,
) -> Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]]:
    """What gives a thread a connection of its own that finds tables as this one does; ask before threads begin."""
    [(search_path,)] = connection.execute("select current_setting('search_path')").fetchall()

    @contextmanager
    def own_cursor() -> Iterator[duckdb.DuckDBPyConnection]:
        with connection.cursor() as cursor:
            cursor.execute(f"set search_path = '{search_path}'")
            yield cursor

    return own_cursor


def needs(steps: Sequence[Step]) -> dict[int, set[int]]:
    """Number of a step → the numbers of those before it that it has to wait for."""
    return {
        number: {earlier for earlier in range(number) if _must_follow(step, steps[earlier])}
        for number, step in enumerate(steps)
    }


def _must_follow(step: Step, earlier: Step) -> bool:
    """Whether one of them makes or adds to what the other one names; not where both only add."""
    return bool(
        step.makes & (earlier.makes | earlier.adds | earlier.reads)
        or earlier.makes & (step.adds | step.reads)
        or step.adds & earlier.reads
        or earlier.adds & step.reads
    )
