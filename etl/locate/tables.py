"""Tables that locating adds to schema clean, and its rows in clean.reject and clean.row_skip."""

from typing import Any

import duckdb

from etl.sql import read
from etl.together import Statement

REJECT = (
    "create table if not exists clean.reject (source_kind varchar, file_id integer, sheet varchar, row integer,"
    " column_name varchar, value varchar, reason_code varchar, severity varchar)"
)
ROW_SKIP = (
    "create table if not exists clean.row_skip (source_kind varchar, file_id integer, sheet varchar, row integer,"
    " reason varchar)"
)


def made(name: str, parameters: dict[str, Any] | None = None) -> Statement:
    """The statement that makes, or makes anew, table clean.<name> from the one SELECT in etl/locate/<name>.sql."""
    return Statement(
        f"clean.{name}", f'create or replace table clean."{name}" as\n{read("locate", name)}', parameters or {}
    )


def rejected(name: str, parameters: dict[str, Any] | None = None) -> Statement:
    """The statement that adds the rows of etl/locate/<name>.sql (the columns of clean.reject) to clean.reject."""
    return Statement("clean.reject", f"insert into clean.reject by name\n{read('locate', name)}", parameters or {})


def make(connection: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, Any] | None = None) -> None:
    """Run it at once."""
    made(name, parameters).execute(connection)


def ensure_reject_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create clean.reject and clean.row_skip where cleaning has not yet done so; keep their rows where it has."""
    connection.execute(REJECT)
    connection.execute(ROW_SKIP)


def reject(connection: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, Any] | None = None) -> None:
    """Add them at once."""
    rejected(name, parameters).execute(connection)
