"""`python -m etl export TABLE`."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import duckdb
import typer

from etl.command import screen
from etl.command.current import decided
from etl.command.options import WarehouseOption, settings
from etl.errors import InputError
from etl.text import _


class Format(StrEnum):
    """Kinds of file that a table can be written as."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


FormatOption = Annotated[Format, typer.Option("--format", help=_("Kind of file"))]
WhereOption = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        help=_("column=value; several columns must all hold, several values of one column any; empty means null"),
        metavar="COLUMN=VALUE",
    ),
]
OutOption = Annotated[
    Path | None, typer.Option("--out", help=_("File to write; CSV otherwise to stdout"), metavar="FILE")
]


def export(
    table: Annotated[
        str, typer.Argument(help=_("A table of the build, such as enterprise or target"), metavar="TABLE")
    ],
    kind: FormatOption = Format.CSV,
    where: WhereOption = None,
    out: OutOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Write the rows of a mart table that match, codes as text and without formulas."""
    from etl import export as files  # brings Arrow, for which no other command should wait

    if out is None and kind is not Format.CSV:
        raise InputError(
            _("An {format} file cannot be printed", format=kind.value), next_step=_("Name a file with --out")
        )
    if out is not None and not out.absolute().parent.is_dir():
        raise InputError(
            _("The folder of the file is not there"), file=str(out), next_step=_("Make it, or name another")
        )
    write = {Format.CSV: files.write_csv, Format.XLSX: files.write_xlsx, Format.PARQUET: files.write_parquet}[kind]
    with decided(settings(warehouse=warehouse)) as connection:
        select, values = matching(connection, table, where or [])
        reader = connection.sql(select, params=values).to_arrow_reader(files.BATCH_ROWS)
        if out is None:
            _print(lambda: write(reader.schema, reader, sys.stdout.buffer))
            return
        with _written_aside(out) as target:
            write(reader.schema, reader, target)
    screen.say(_("Written: {file}", file=str(out)))


def _print(write: Callable[[], None]) -> None:
    """Write to stdout; whoever closes the pipe early, such as `head`, has seen enough."""
    try:
        write()
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Python would flush into the closed pipe again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _written_aside(out: Path) -> Iterator[BinaryIO]:
    """A file beside `out`, renamed onto it when it is complete and removed when it is not."""
    unfinished = out.with_name(out.name + ".part")
    try:
        with unfinished.open("wb") as target:
            yield target
        os.replace(unfinished, out)
    finally:
        unfinished.unlink(missing_ok=True)


def matching(connection: duckdb.DuckDBPyConnection, table: str, where: list[str]) -> tuple[str, dict[str, Any]]:
    """The SELECT of a mart table's matching rows and its bound values.

    Raises InputError for a table or column that is not there; values are bound, so no value reaches the SQL text.
    """
    columns = mart_columns(connection).get(table)
    if columns is None:
        raise InputError(_("There is no such table"), found=table, expected=", ".join(sorted(mart_columns(connection))))
    wanted: dict[str, list[str]] = {}
    for condition in where:
        column, equals, value = condition.partition("=")
        if not equals or column not in columns:
            raise InputError(
                _("A condition cannot be used"),
                found=f"--where {condition}",
                expected=_("column=value with a column of {table}: {columns}", table=table, columns=", ".join(columns)),
            )
        wanted.setdefault(column, []).append(value)
    named = ", ".join(f'"{column}"' for column in columns)
    conditions = [_condition(column, columns[column], f"value_{n}") for n, column in enumerate(wanted)]
    values = {f"value_{n}": found for n, found in enumerate(wanted.values())}
    filtered = f" where {' and '.join(conditions)}" if conditions else ""
    return f'select {named} from mart."{table}"{filtered}', values


def mart_columns(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Tables of the current build, each with its columns and their types, in order."""
    found: dict[str, dict[str, str]] = {}
    listed = connection.execute(
        "select table_name, column_name, data_type from duckdb_columns()"
        " where database_name = 'warehouse' and schema_name = 'mart' order by table_name, column_index"
    )
    for table, column, kind in listed.fetchall():
        found.setdefault(table, {})[column] = kind
    return found


def _condition(column: str, kind: str, place: str) -> str:
    """Any of the values, compared as text; in a list column any of its entries; '' is null."""
    text = f'cast("{column}" as varchar)'
    holds = (
        f'list_has_any(cast("{column}" as varchar[]), ${place})'
        if kind.endswith("[]")
        else f"{text} in (select unnest(${place}))"
    )
    return f"""({holds} or ("{column}" is null and list_contains(${place}, '')))"""
