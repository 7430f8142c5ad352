"""Size and scope of each enterprise: the three definitions of size side by side, and what makes it count.

The score of unions (docs/domain.md, 空壳工会) joins this stage with its own issue.
"""

import csv

import duckdb

from etl import sql
from etl.settings import PROJECT
from etl.together import Statement, run, tables

SIZE_CLASSES = PROJECT / "data" / "reference" / "size_class_2017.csv"
TEXT = ("rule", "prefix")
TABLES = ("headcount_by_source", "headcount", "size_class", "size", "scope")


def score(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the score tables from clean, for the enterprises in the area."""
    run(connection, steps(connection))


def steps(connection: duckdb.DuckDBPyConnection) -> list[Statement]:
    """The steps of score(); its functions and the rules of size are made at once."""
    connection.execute("create schema if not exists score")
    sql.make_macros(connection, "score")
    _load_size_rules(connection)
    return tables("score", TABLES)


def _load_size_rules(connection: duckdb.DuckDBPyConnection) -> None:
    """score.size_rule: one row per industry prefix; x persons, y revenue, z assets (10k CNY), NULL: not asked for."""
    with SIZE_CLASSES.open(encoding="utf-8", newline="") as source:
        header, *rows = csv.reader(source)
    columns = ", ".join(f"{column} {'varchar' if column in TEXT else 'double'}" for column in header)
    connection.execute(f"create or replace table score.size_rule ({columns})")
    places = ", ".join("?" for _column in header)
    connection.executemany(
        f"insert into score.size_rule values ({places})", [[cell or None for cell in row] for row in rows]
    )
