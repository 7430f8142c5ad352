"""Tables that locating adds to schema clean, and its rows in clean.reject."""

from typing import Any

import duckdb

from etl.sql import read
from etl.together import Statement, added, table


def made(name: str, parameters: dict[str, Any] | None = None) -> Statement:
    """The statement that makes, or makes anew, table clean.<name> from the one SELECT in etl/locate/<name>.sql."""
    return table("locate", name, parameters, "clean")


def rejected(name: str) -> Statement:
    """The statement that adds the rows of etl/locate/<name>.sql (the columns of clean.reject) to clean.reject."""
    return added("clean.reject", read("locate", name))


def make(connection: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, Any] | None = None) -> None:
    """Make it at once."""
    made(name, parameters).execute(connection)


def reject(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Add them at once."""
    rejected(name).execute(connection)
