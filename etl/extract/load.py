"""Brings the cells of a recognised table into raw.<kind>: text files, sheets, Parquet."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
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
    layout = Layout(found, text.has_tabs, text.has_broken, has_records=True)
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
    select '' as sheet, null::integer as row, * from read_csv(
        {quote(str(text.path))}, skip={header + 1}, header=false, auto_detect=false, delim={quote(delimiter)},
        quote='"', escape='"', columns={{{columns}}}, null_padding=true, strict_mode=true, nullstr='\x01'
    )"""
    try:
        connection.execute(f"insert into raw.{kind} {layout.select(relation, file_id)}")
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
    rows = (("", number, *_fit(record, layout.width, delimiter)) for number, record in enumerate(body, start + 1))
    _insert_rows(connection, rows, layout, file_id)


def _fit(record: list[str], width: int, delimiter: str) -> list[str | None]:
    """A record with exactly `width` cells: missing ones None, what is too much joined in the last."""
    if len(record) > width:
        return [*record[: width - 1], delimiter.join(record[width - 1 :])]
    return [*record, *[None] * (width - len(record))]


def load_sheets(
    connection: duckdb.DuckDBPyConnection,
    sheets: Sequence[tuple[str, Iterable[list[str]]]],
    layout: Layout,
    file_id: int,
) -> None:
    """Load the sheets of one layout in one go: name and rows of text, from each sheet's first row on."""
    start, width = layout.found.header_row + 1, layout.width
    rows = (
        (name, number, *([*row, *[""] * (width - len(row))])[:width])
        for name, sheet in sheets
        for number, row in enumerate(itertools.islice(sheet, start, None), start + 1)
    )
    _insert_rows(connection, rows, layout, file_id)


def _insert_rows(
    connection: duckdb.DuckDBPyConnection, rows: Iterator[tuple[str | int | None, ...]], layout: Layout, file_id: int
) -> None:
    """Insert rows of sheet, row number and cells, a batch at a time."""
    insert = f"insert into raw.{layout.found.kind} {layout.select('select * from batch_of_cells', file_id)}"
    names = ["sheet", "row", *layout.cells]
    types = [pa.string(), pa.int32(), *[pa.string()] * layout.width]
    for batch in iter(lambda: list(itertools.islice(rows, BATCH)), []):
        columns = [pa.array(column, type_) for column, type_ in zip(zip(*batch, strict=True), types, strict=True)]
        connection.register("batch_of_cells", pa.table(columns, names=names))
        connection.execute(insert)
        connection.unregister("batch_of_cells")


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
    layout = Layout(found, has_tabs=True, may_be_broken=True, has_records=False)
    connection.execute(
        f"insert into raw.{found.kind} "
        + layout.select(f"select '' as sheet, row_number() over () + 1 as row, * from ({relation})", file_id)
    )
    return layout
