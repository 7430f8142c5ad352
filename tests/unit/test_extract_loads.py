"""Loads in the background: those of one kind in their order, errors told, nothing left running."""

import threading
from collections.abc import Callable
from contextlib import suppress

import duckdb
import pytest

from etl.extract.loads import Loads

LONG = 10
"""Seconds that nothing here should take: an event that never comes fails a test and does not hang it."""


def adding(kind: str, number: int, first: threading.Event | None = None) -> Callable[[duckdb.DuckDBPyConnection], None]:
    def add(connection: duckdb.DuckDBPyConnection) -> None:
        if first is not None:
            assert first.wait(LONG)
        connection.execute(f"insert into raw.{kind} values ({number})")

    return add


@pytest.fixture
def connection(build_connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    for kind in ("slow", "quick"):
        build_connection.execute(f"create table raw.{kind} (number integer)")
    return build_connection


def test_files_of_one_kind_are_loaded_in_their_order_whatever_each_takes(connection: duckdb.DuckDBPyConnection) -> None:
    begin = threading.Event()
    with Loads(connection) as loads:
        loads.start("slow", adding("slow", 1, begin))
        loads.start("slow", adding("slow", 2))
        begin.set()
        loads.wait()
    assert connection.execute("select number from raw.slow order by rowid").fetchall() == [(1,), (2,)]


def test_another_kind_does_not_wait(connection: duckdb.DuckDBPyConnection) -> None:
    begin = threading.Event()
    with Loads(connection) as loads:
        loads.start("slow", adding("slow", 1, begin))
        loads.start("quick", adding("quick", 2))
        loads.wait("quick")
        assert connection.execute("select number from raw.quick").fetchall() == [(2,)]
        assert connection.execute("select number from raw.slow").fetchall() == []
        begin.set()
        loads.wait()


def test_what_a_load_raises_is_raised_by_who_waits_and_no_later_load_of_the_kind_runs(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    with Loads(connection) as loads:
        loads.start("slow", lambda own: own.execute("insert into raw.slow values ('x')"))
        loads.start("slow", adding("slow", 2))
        with pytest.raises(duckdb.ConversionException):
            loads.wait("slow")
    assert connection.execute("select number from raw.slow").fetchall() == []


def test_at_the_end_of_the_context_nothing_runs_and_nothing_begins(connection: duckdb.DuckDBPyConnection) -> None:
    begun, end = threading.Event(), threading.Event()

    def first(own: duckdb.DuckDBPyConnection) -> None:
        begun.set()
        adding("slow", 1, end)(own)

    with suppress(KeyboardInterrupt), Loads(connection) as loads:
        loads.start("slow", first)
        assert begun.wait(LONG)
        for number in range(2, 6):
            loads.start("quick", adding("quick", number, end))
        end.set()
        raise KeyboardInterrupt
    assert connection.execute("select number from raw.slow").fetchall() == [(1,)]
    assert connection.execute("select count(*) from raw.quick").fetchone()[0] < 4
