"""Cleaning: raw text becomes typed rows, set at a time. Nothing is thrown away: a cell or row that cannot be used is
listed in clean.reject, a row that says nothing new in clean.row_skip."""

import duckdb

from etl import sql
from etl.clean.names import make_name_parts
from etl.clean.vocabulary import make_industries, make_word_functions

TABLES = (
    "registry_row",
    "registry_identity",
    "registry_again",
    "enterprise",
    "former_name",
    "enterprise_key",
    "headcount_row",
    "above_scale_row",
    "union_row",
    "union_coverage_row",
    "bare_name",
    "mention",
    "headcount_entity",
    "headcount_repeated",
    "headcount_fault",
    "headcount",
    "above_scale",
    "union_identity",
    "union_again",
    "union",
    "union_key",
    "union_coverage_listed",
    "union_coverage",
)
REJECTS = ("registry_reject", "headcount_reject", "above_scale_reject", "union_reject", "union_coverage_reject")
SKIPS = ("registry_skip", "headcount_skip", "union_skip", "union_coverage_skip")


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """The functions and word lists that all stages after extract use, and the empty tables of rejects and skips."""
    connection.execute("create schema if not exists clean")
    sql.make_macros(connection, "clean")
    make_word_functions(connection)
    make_industries(connection)
    connection.execute(
        "create table if not exists clean.reject (source_kind varchar, file_id integer, sheet varchar, row integer,"
        " column_name varchar, value varchar, reason_code varchar, severity varchar)"
    )
    connection.execute(
        "create table if not exists clean.row_skip (source_kind varchar, file_id integer, sheet varchar, row integer,"
        " reason varchar)"
    )


def clean(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the clean tables from raw. Expects prepare() to have run; places are cleaned by etl.locate."""
    for table in TABLES:
        sql.make_table(connection, "clean", table)
        if table == "bare_name":
            make_name_parts(connection)
    for name in REJECTS:
        connection.execute(f"insert into clean.reject by name {sql.read('clean', name)}")
    for name in SKIPS:
        connection.execute(f"insert into clean.row_skip by name {sql.read('clean', name)}")
