"""The raw tables: their columns, made empty before anything is read."""

import duckdb

from etl.extract.spec import load_reject_reasons, load_spec

SOURCE_FILE = """
create or replace table raw.source_file (
    file_id integer primary key, source_kind varchar not null, file varchar not null, sha256 varchar not null,
    as_of date, as_of_method varchar not null, township varchar not null, superseded_by varchar, encoding varchar,
    rows_read integer not null, rows_blank integer not null, rows_total integer not null,
    rows_superseded integer not null, problem varchar
)"""
SHEET = """
create or replace table raw.sheet (
    file_id integer not null, source_kind varchar, sheet varchar not null, header_row integer, matched varchar,
    unknown_headers varchar, dropped_headers varchar, problem varchar, title_units varchar
)"""
ROW_SKIP = """
create or replace table raw.row_skip (
    file_id integer not null, sheet varchar not null, row integer not null, reason varchar not null, text varchar
)"""
REJECT = """
create or replace table raw.reject (
    source_kind varchar not null, file_id integer not null, sheet varchar not null, row integer not null,
    column_name varchar, value varchar, reason_code varchar not null, severity varchar not null
)"""
REJECT_REASON = """
create or replace table raw.reject_reason (
    reason_code varchar primary key, reason varchar not null, expected varchar not null, next_step varchar not null
)"""


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every raw table of this stage, empty but for the reject reasons."""
    connection.execute("create schema if not exists raw")
    for statement in (SOURCE_FILE, SHEET, ROW_SKIP, REJECT, REJECT_REASON):
        connection.execute(statement)
    reasons = [(code, r.reason, r.expected, r.next_step) for code, r in load_reject_reasons().items()]
    connection.execute(
        "insert into raw.reject_reason select unnest($1), unnest($2), unnest($3), unnest($4)",
        [list(column) for column in zip(*reasons, strict=True)],
    )
    for name, kind in load_spec().kinds.items():
        columns = ", ".join(f'"{column}" varchar' for column in kind.columns)
        connection.execute(
            f"create or replace table raw.{name} (file_id integer, sheet varchar, row integer, {columns},"
            " other varchar, flag varchar, line varchar[])"
        )


def drop_working_columns(connection: duckdb.DuckDBPyConnection) -> None:
    """Take flag and line off the kinds' tables once every row is settled."""
    for name in load_spec().kinds:
        for column in ("flag", "line"):
            connection.execute(f"alter table raw.{name} drop column {column}")
