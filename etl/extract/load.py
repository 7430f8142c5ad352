"""Brings the cells of a recognised table into raw.<kind>: text files, sheets, Parquet."""

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import pyarrow as pa

from etl.extract import text_file
from etl.extract.cells import Layout, quote
from etl.extract.recognise import Recognition
from etl.extract.text_file import TextFile

BATCH = 20_000


class IrregularText(Exception):
    """DuckDB's reader cannot read this text exactly; the slow way can."""


def load_text(
    connection: duckdb.DuckDBPyConnection, text: TextFile, delimiter: str, found: Recognition, file_id: int
) -> Layout:
    """Load a text file, by DuckDB's reader where that is exact, else record by record."""
    layout = Layout(found, text.has_wide_space, text.has_broken, has_records=True)
    if text.is_plain:
        try:
            _read_fast(connection, text, delimiter, layout, file_id)
        except IrregularText:
            connection.execute(f"delete from raw.{found.kind} where file_id = ?", [file_id])
        else:
            return layout
    load_records(connection, text.path, delimiter, layout, file_id)
    return layout


def _read_fast(
    connection: duckdb.DuckDBPyConnection, text: TextFile, delimiter: str, layout: Layout, file_id: int
) -> None:
    """Let DuckDB read the file from where it lies; IrregularText where a row would be lost or read otherwise.

    DuckDB drops blank lines without a word, so the records are counted against the line ends. The order of rows is the
    file's, so a row's number follows from its rowid (a window function would read with one thread).
    """
    kind, header = layout.found.kind, layout.found.header_row
    columns = ", ".join(f"'{cell}': 'VARCHAR'" for cell in layout.cells)
    relation = f"""
    select null::integer as row, * from read_csv(
        {quote(str(text.path))}, skip={header + 1}, header=false, auto_detect=false, delim={quote(delimiter)},
        quote='"', escape='"', columns={{{columns}}}, null_padding=true, strict_mode=true, nullstr='\x01'
    )"""
    try:
        connection.execute(f"insert into raw.{kind} {layout.select(relation, file_id, '')}")
    except duckdb.Error as error:
        if isinstance(error, duckdb.InvalidInputException) or "CSV Error" in str(error):
            raise IrregularText from error
        raise
    [(rows, first, last)] = connection.execute(
        f"select count(*), min(rowid), max(rowid) from raw.{kind} where file_id = ?", [file_id]
    ).fetchall()
    if rows != max(text.line_ends - header, 0) or (rows and last - first + 1 != rows):
        raise IrregularText
    if rows:
        connection.execute(f"update raw.{kind} set row = rowid - {first} + {header + 2} where file_id = ?", [file_id])


def load_records(
    connection: duckdb.DuckDBPyConnection, path: Path, delimiter: str, layout: Layout, file_id: int
) -> None:
    """Load a text file record by record: the way for blank lines, line breaks in fields and stray quotes."""
    start = layout.found.header_row + 1
    body = itertools.islice(text_file.records(path, delimiter), start, None)
    fitted = (_fit(record, layout.width, delimiter) for record in body)
    _insert_rows(connection, fitted, start + 1, layout, file_id, "")


def _fit(record: list[str], width: int, delimiter: str) -> list[str | None]:
    """A record with exactly `width` cells: missing ones None, what is too much joined in the last."""
    if len(record) > width:
        return [*record[: width - 1], delimiter.join(record[width - 1 :])]
    return [*record, *[None] * (width - len(record))]


def load_sheet(
    connection: duckdb.DuckDBPyConnection, rows: Iterable[list[str]], found: Recognition, file_id: int, sheet: str
) -> Layout:
    """Load a sheet from its rows of text; `rows` begins with the sheet's first row."""
    layout = Layout(found, wide_space=True, may_be_broken=True, has_records=False)
    start = found.header_row + 1
    width = layout.width
    body = (([*row, *[""] * (width - len(row))])[:width] for row in itertools.islice(rows, start, None))
    _insert_rows(connection, body, start + 1, layout, file_id, sheet)
    return layout


def _insert_rows(
    connection: duckdb.DuckDBPyConnection,
    rows: Iterator[list[str | None]],
    first_row: int,
    layout: Layout,
    file_id: int,
    sheet: str,
) -> None:
    for batch in iter(lambda: list(itertools.islice(rows, BATCH)), []):
        numbers = pa.array(range(first_row, first_row + len(batch)), pa.int32())
        cells = [pa.array(column, pa.string()) for column in zip(*batch, strict=True)]
        connection.register("batch_of_cells", pa.table([numbers, *cells], names=["row", *layout.cells]))
        insert = layout.select("select * from batch_of_cells", file_id, sheet)
        connection.execute(f"insert into raw.{layout.found.kind} {insert}")
        connection.unregister("batch_of_cells")
        first_row += len(batch)


def parquet_relation(path: Path, names: list[str], types: list[str]) -> str:
    """SELECT of a Parquet file's columns as text cells c1 … cN: midnight and '.0' cut off like a sheet's."""
    cells = []
    for number, (name, type_) in enumerate(zip(names, types, strict=True), 1):
        text = f'"{name.replace(chr(34), chr(34) * 2)}"::varchar'
        if type_.startswith("TIMESTAMP"):
            text = f"regexp_replace({text}, ' 00:00:00$', '')"
        elif type_ in ("DOUBLE", "FLOAT"):
            text = f"regexp_replace({text}, '\\.0$', '')"
        cells.append(f"{text} as c{number}")
    return f"select {', '.join(cells)} from read_parquet({quote(str(path))})"


def load_parquet(connection: duckdb.DuckDBPyConnection, relation: str, found: Recognition, file_id: int) -> Layout:
    """Load a Parquet file; its first row counts as row 2, below the header."""
    layout = Layout(found, wide_space=True, may_be_broken=True, has_records=False)
    connection.execute(
        f"insert into raw.{found.kind} "
        + layout.select(f"select row_number() over () + 1 as row, * from ({relation})", file_id, "")
    )
    return layout
