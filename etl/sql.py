"""Runs the SQL files of a stage. A file is one SELECT and becomes the table it is named after."""

from pathlib import Path
from typing import Any

import duckdb

STAGES = Path(__file__).parent
CATALOG = {"mart": "warehouse.mart"}


def read(stage: str, name: str) -> str:
    """Text of etl/<stage>/<name>.sql."""
    return (STAGES / stage / f"{name}.sql").read_text("utf-8")


def make_table(
    connection: duckdb.DuckDBPyConnection, stage: str, name: str, parameters: dict[str, Any] | None = None
) -> None:
    """Create table <stage>.<name> from the one SELECT in etl/<stage>/<name>.sql; replaces an older one."""
    connection.execute(table_statement(stage, name, stage), parameters or {})


def table_statement(stage: str, name: str, schema: str) -> str:
    """The statement that makes table <schema>.<name> from the one SELECT in etl/<stage>/<name>.sql."""
    return f'create or replace table {CATALOG.get(schema, schema)}."{name}" as\n{read(stage, name)}'


def make_macros(connection: duckdb.DuckDBPyConnection, stage: str) -> None:
    """Create the SQL functions in etl/<stage>/macros/, one a file, in the order of their names."""
    for path in sorted((STAGES / stage / "macros").glob("*.sql")):
        connection.execute(path.read_text("utf-8"))


def keep_macro(connection: duckdb.DuckDBPyConnection, stage: str, name: str, schema: str) -> None:
    """Create one of a stage's SQL functions in a schema of a file too, for whoever reads that file alone."""
    text = read(f"{stage}/macros", name)
    connection.execute(text.replace(f"macro {name}(", f"macro {schema}.{name}(", 1))


def rows(
    connection: duckdb.DuckDBPyConnection, select: str, parameters: dict[str, Any] | None = None
) -> list[dict[str, Any]]:
    """The rows of a SELECT as column → value; null is None."""
    result = connection.execute(select, parameters or {})
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
