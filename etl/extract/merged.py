"""Writes down what a sheet says once for several rows: merged cells, a township as the name of a sheet."""

from collections.abc import Iterable, Sequence

import duckdb

from etl.extract.found import named_townships, stem
from etl.extract.recognise import Recognition
from etl.extract.spec import load_spec

Span = tuple[str, str, int, int]
"""Sheet, column of the kind, first and last row of a merged cell, as a spreadsheet counts rows."""
Ranges = Iterable[tuple[int, int, int]]
"""0-based position of the column among the sheet's cells, first and last row of a cell merged downwards."""
FEWEST_BLOCKS = 3
CLOSING = ("total", "blank", "note", "ragged", "short", "broken_encoding")
"""Rows that end a block: what is empty below them was not merged with what stands above."""


def spans_of(sheet: str, found: Recognition, ranges: Ranges) -> list[Span]:
    """The merged cells of a sheet that hold for each of their rows: below the header, in columns that allow it."""
    columns = load_spec().kinds[found.kind].columns
    shared = {position: name for name, position in found.columns.items() if columns[name].merged}
    return [
        (sheet, shared[position], first, last)
        for position, first, last in ranges
        if position in shared and first > found.header_row + 1
    ]


def fill_spans(connection: duckdb.DuckDBPyConnection, kind: str, file_id: int, spans: Sequence[Span]) -> None:
    """Write the value of each merged cell into its empty rows; rows that are no data stay as they are."""
    if not spans:
        return
    connection.execute("create or replace temp table span (sheet varchar, name varchar, first integer, last integer)")
    connection.executemany("insert into span values (?, ?, ?, ?)", spans)
    for name in dict.fromkeys(name for _sheet, name, _first, _last in spans):
        connection.execute(
            f"""
            update raw.{kind} as below set "{name}" = top."{name}"
            from span join raw.{kind} as top on top.sheet = span.sheet and top.row = span.first
            where span.name = $name and top.file_id = $file_id and top.flag is null
                and below.file_id = $file_id and below.sheet = span.sheet and below.row > span.first
                and below.row <= span.last and below.flag is null and below."{name}" is null""",
            {"name": name, "file_id": file_id},
        )
    connection.execute("drop table span")


def fill_townships(connection: duckdb.DuckDBPyConnection, kind: str, townships: Sequence[str]) -> None:
    """Fill the township down where a table shows nothing else than merged cells whose ranges are lost (in CSV).

    That is: its first row names one, at least half of the county's townships stand in it, each in one row alone, most
    rows name none, and none of those follows a total, a blank or a broken row. Otherwise empty stays empty. Sheets are
    left alone: a workbook tells its merged cells itself.
    """
    connection.execute(
        f"""
        with rows as (
            select
                rowid as id, file_id, sheet, flag, township,
                lag(flag) over block as flag_before,
                last_value(case when flag is null then township end ignore nulls) over block as above
            from raw.{kind}
            where sheet = ''
            window block as (partition by file_id, sheet order by row)
        ),
        plain as (
            select file_id, sheet
            from rows
            group by all
            having bool_and(above is not null) filter (flag is null)
                and count(township) filter (flag is null) = count(distinct township) filter (flag is null)
                and 2 * count(township) filter (flag is null) >= $least
                and 2 * count(township) filter (flag is null) <= count(*) filter (flag is null)
                and bool_and(list_contains($townships, township)) filter (flag is null and township is not null)
                and not bool_or(township is null and coalesce(list_contains($closing, flag_before), false))
                    filter (flag is null)
        )
        update raw.{kind} as written set township = rows.above
        from rows join plain using (file_id, sheet)
        where written.rowid = rows.id and rows.flag is null and rows.township is null""",
        {
            "least": max(len(townships), 2 * FEWEST_BLOCKS),
            "townships": [*townships, *(stem(township) for township in townships)],
            "closing": list(CLOSING),
        },
    )


def take_townships_from_sheets(connection: duckdb.DuckDBPyConnection, kind: str, townships: Sequence[str]) -> None:
    """Give the rows of a sheet that names no township in any row the one that the sheet is named after."""
    silent = connection.execute(
        f"select file_id, sheet from raw.{kind} where flag is null and sheet <> ''"
        " group by all having count(township) = 0"
    ).fetchall()
    for file_id, sheet in silent:
        named = named_townships(sheet, townships)
        if len(named) == 1:
            connection.execute(
                f"update raw.{kind} set township = ? where file_id = ? and sheet = ? and flag is null",
                [named[0], file_id, sheet],
            )
