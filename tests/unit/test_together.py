"""Statements run side by side, each after those that it needs; what they need stands in their texts."""

from pathlib import Path

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from etl.settings import PROJECT
from etl.together import TABLE, Statement, Work, added, needs, run

SQL = sorted((PROJECT / "etl").glob("*/*.sql"))


def made(name: str, select: str) -> Statement:
    return Statement(f"clean.{name}", f"create or replace table clean.{name} as {select}")


def test_a_statement_waits_for_what_it_reads_and_for_who_reads_what_it_writes() -> None:
    statements = [
        made("one", "select 1 as x"),
        made("two", "select 2 as x"),
        made("three", 'select x from clean.one union all select x from clean."two"'),
        Statement("clean.one", "insert into clean.one values (4)"),
        made("four", "select x from clean.one"),
    ]
    assert needs(statements) == {0: set(), 1: set(), 2: {0, 1}, 3: {0, 2}, 4: {0, 3}}


def test_steps_that_only_add_to_a_table_do_not_wait_for_each_other() -> None:
    one = added("clean.reject", "select 1 as x")
    again = added("clean.reject", "select max(x) + 1 as x from clean.reject")
    points = Work(frozenset({"clean.point"}), frozenset(), print, adds=frozenset({"clean.reject"}))
    listed = made("listed", "select x from clean.reject")
    assert needs([one, one, points, again, listed]) == {0: set(), 1: set(), 2: set(), 3: {0, 1, 2}, 4: {0, 1, 2, 3}}


def test_rows_added_at_the_same_time_are_all_there(build_connection: duckdb.DuckDBPyConnection) -> None:
    build_connection.execute("create table clean.many (x integer)")
    run(
        build_connection,
        [added("clean.many", f"select {number}::integer as x from range(500)") for number in range(40)],
    )
    found = build_connection.execute("select count(*), count(distinct x), sum(x) from clean.many").fetchone()
    assert found == (20_000, 40, 500 * sum(range(40)))


def test_the_tables_are_those_of_one_after_the_other(build_connection: duckdb.DuckDBPyConnection) -> None:
    chain = [made("t0", "select 1 as x")]
    chain += [
        made(f"t{n}", f"select a.x + b.x as x from clean.t{n - 1} as a, clean.t{n // 2} as b") for n in range(1, 40)
    ]
    run(build_connection, chain)
    expected = [1]
    for number in range(1, 40):
        expected.append(expected[number - 1] + expected[number // 2])
    found = [build_connection.execute(f"select x from clean.t{number}").fetchone()[0] for number in range(40)]
    assert found == expected


def test_the_first_error_is_raised_and_nothing_after_it_runs(build_connection: duckdb.DuckDBPyConnection) -> None:
    wrong = made("wrong", "select 'x'::integer as x")
    with pytest.raises(duckdb.ConversionException):
        run(build_connection, [wrong, made("after", "select x from clean.wrong")])
    assert build_connection.execute("select * from duckdb_tables() where table_name = 'after'").fetchall() == []


def test_what_waits_for_a_thread_is_not_begun_after_an_error(build_connection: duckdb.DuckDBPyConnection) -> None:
    build_connection.execute("set threads = 1")
    wrong = made("wrong", "select 'x'::integer as x")
    slow = made("slow", "select count(*) as x from range(40000000) as r(i) where hash(i) % 7 = 3")
    with pytest.raises(duckdb.ConversionException):
        run(build_connection, [wrong, slow, *(made(f"t{number}", "select 1 as x") for number in range(20))])
    begun = build_connection.execute("select count(*) from duckdb_tables() where table_name like 't%'").fetchone()
    assert begun == (0,)


def test_work_of_several_statements_waits_and_is_waited_for_like_one(
    build_connection: duckdb.DuckDBPyConnection,
) -> None:
    def double(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("create temp table doubled as select 2 * x as x from clean.one")
        connection.execute("create or replace table clean.two as select x from doubled")
        connection.execute("create or replace table clean.three as select x + 1 as x from doubled")

    steps = [
        made("one", "select 1 as x"),
        Work(frozenset({"clean.two", "clean.three"}), frozenset({"clean.one"}), double),
        made("four", "select a.x * b.x as x from clean.two as a, clean.three as b"),
    ]
    assert needs(steps) == {0: set(), 1: {0}, 2: {1}}
    ended: list[int] = []
    run(build_connection, steps, ended.append)
    assert (ended, build_connection.execute("select x from clean.four").fetchall()) == ([0, 1, 2], [(6,)])


@pytest.mark.parametrize("path", SQL, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_table_that_a_file_reads_is_found_in_its_text(path: Path) -> None:
    """A second reader of SQL finds no table that is not named with its schema, as `needs` looks for it."""
    text = path.read_text("utf-8")
    tree = sqlglot.parse_one(
        text.replace("clean.union", 'clean."union"').replace('clean."union"_', "clean.union_"), read="duckdb"
    )
    steps = {step.alias for step in tree.find_all(exp.CTE)}
    read = {f"{table.db}.{table.name}" for table in tree.find_all(exp.Table) if table.name and table.name not in steps}
    assert read - {f"{schema}.{name}" for schema, name in TABLE.findall(text)} <= {".located_points"}
