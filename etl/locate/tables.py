"""Tables that locating adds to schema clean, and its rows in clean.reject and clean.row_skip."""

from typing import Any

import duckdb

from etl.sql import read

REJECT = (
    "create table if not exists clean.reject (source_kind varchar, file_id integer, sheet varchar, row integer,"
    " column_name varchar, value varchar, reason_code varchar, severity varchar)"
)
ROW_SKIP = (
    "create table if not exists clean.row_skip (source_kind varchar, file_id integer, sheet varchar, row integer,"
    " reason varchar)"
)


def make(connection: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, Any] | None = None) -> None:
    """Create table clean.<name> from the one SELECT in etl/locate/<name>.sql; replaces an older one."""
    connection.execute(f'create or replace table clean."{name}" as\n{read("locate", name)}', parameters or {})


def ensure_reject_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create clean.reject and clean.row_skip where cleaning has not yet done so; keep their rows where it has."""
    connection.execute(REJECT)
    connection.execute(ROW_SKIP)


def reject(connection: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, Any] | None = None) -> None:
    """Add the rows of etl/locate/<name>.sql (the columns of clean.reject) to clean.reject."""
    connection.execute(f"insert into clean.reject by name\n{read('locate', name)}", parameters or {})
