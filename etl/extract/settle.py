"""Decides about flagged rows: repairs what is certain, rejects or skips the rest, with a reason."""

import duckdb

from etl.extract.cells import Layout
from etl.extract.spec import load_spec

SKIPPED = ("total", "repeated_header", "note")
REJECTED = {"ragged": "ragged_row", "short": "ragged_row", "broken_encoding": "broken_encoding"}
ERROR_WORDS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#GETTING_DATA")
AMOUNT = r"\s*[1-9][0-9]{0,2}(,[0-9]{3})+([^0-9,][^,]*)?"
MOST_PIECES = 3
ORGANISATION = "^[0-9A-Z]{15,18}$|(公司|厂|店|社|会|院|校|中心|镇|乡|街道|部|所|站|场)$|^[^·]{6,}$"
"""What a cell looks like that names an organisation or is its code: persons' names are short."""


def settle_records(
    connection: duckdb.DuckDBPyConnection, layout: Layout, file_id: int, delimiter: str, is_open: bool = False
) -> None:
    """Repair or leave flagged the rows of one text file that have too few or too many fields.

    Where the file is open (nothing ends its last line) a last row with too few fields was cut off: it stays flagged.
    """
    [(short, ragged)] = connection.execute(
        f"select count(*) filter (flag = 'short'), count(*) filter (flag = 'ragged') from raw.{layout.found.kind}"
        " where file_id = ? and flag is not null",
        [file_id],
    ).fetchall()
    if short:
        _accept_short(connection, layout, file_id, is_open)
    if ragged and delimiter == ",":
        _rejoin_amounts(connection, layout, file_id)


def _accept_short(connection: duckdb.DuckDBPyConnection, layout: Layout, file_id: int, is_open: bool) -> None:
    """Rows that only lack optional cells at the end lost their trailing commas: they count.

    Not so a row that lacks more than half, or two neighbours that together make one row: a line break tore them apart.
    """
    positions = layout.found.columns
    groups = layout.kind.needed_columns
    needed = max(min(positions[name] for name in group if name in positions) + 1 for group in groups)
    connection.execute(
        f"""
        with short as (
            select rowid as id, row, len(list_filter(line, lambda cell: cell is not null)) as fields
            from raw.{layout.found.kind}
            where file_id = $file_id and flag = 'short'
        ),
        torn as (
            select unnest([a.id, b.id]) as id
            from short as a join short as b on b.row = a.row + 1 and a.fields + b.fields = $fields + 1
        )
        update raw.{layout.found.kind} set flag = null, line = null
        where rowid in (
            select id from short anti join torn using (id)
            where fields >= $needed and 2 * fields >= $fields
                and not ($is_open and row = (select max(row) from raw.{layout.found.kind} where file_id = $file_id))
        )""",
        {"file_id": file_id, "fields": layout.fields, "needed": needed, "is_open": is_open},
    )


def _rejoin_amounts(connection: duckdb.DuckDBPyConnection, layout: Layout, file_id: int) -> None:
    """Put an amount together again that its own unquoted thousands commas had split: `1,000(万元)`.

    Only where exactly one amount column can hold the pieces and the number of fields then fits.
    """
    kind, columns = layout.found.kind, layout.kind.columns
    places = [p + 1 for name, p in layout.found.columns.items() if columns[name].amount]
    if not places:
        return
    cells = ", ".join(f"cells[{number}] as {cell}" for number, cell in enumerate(layout.cells, 1))
    connection.execute(
        f"""
        create or replace temp table mended as
        with torn as (
            select
                rowid as id, sheet, row, line,
                len(list_filter(line, lambda cell: cell is not null)) - $fields as extra
            from raw.{kind}
            where file_id = $file_id and flag = 'ragged'
        ),
        tried as (
            select id, sheet, row, line, extra, place, array_to_string(line[place : place + extra], ',') as amount
            from torn, (select unnest($places::integer[]) as place)
            where extra between 1 and $pieces
        )
        select id, sheet, row, line[: place - 1] || [amount] || line[place + extra + 1 :] as cells
        from tried
        where regexp_full_match(amount, $amount)
        qualify count(*) over (partition by id) = 1
        order by id""",
        {"file_id": file_id, "fields": layout.fields, "places": places, "pieces": MOST_PIECES, "amount": AMOUNT},
    )
    relation = f"select sheet, row, {cells} from mended"
    connection.execute(f"insert into raw.{kind} {layout.select(relation, file_id)}")
    connection.execute(f"delete from raw.{kind} where rowid in (select id from mended)")
    connection.execute("drop table mended")


def reject_error_cells(connection: duckdb.DuckDBPyConnection, kind: str) -> None:
    """Spreadsheet errors (#N/A …) in a kind's columns become NULL, each with a cell reject."""
    columns = list(load_spec().kinds[kind].columns)
    counts = ", ".join(f'count(*) filter ("{name}" in {ERROR_WORDS})' for name in columns)
    [found] = connection.execute(f"select {counts} from raw.{kind} where flag is null").fetchall()
    for name in (name for name, count in zip(columns, found, strict=True) if count):
        is_error = f'flag is null and "{name}" in {ERROR_WORDS}'
        connection.execute(
            f"insert into raw.reject select '{kind}', file_id, sheet, row, '{name}', \"{name}\", 'excel_error', 'cell'"
            f" from raw.{kind} where {is_error} order by file_id, sheet, row"
        )
        connection.execute(f'update raw.{kind} set "{name}" = null where {is_error}')


def settle_flags(connection: duckdb.DuckDBPyConnection, kind: str) -> None:
    """List the flagged rows of a kind as skipped or rejected, then delete them. Blank ones were counted before.

    Of a rejected row only what names an organisation is told: its other cells are persons and telephones, and in a torn
    row they may stand under any header.
    """
    text = "mask_personal(left(array_to_string(list_filter(line, lambda cell: cell <> ''), ','), 200))"
    connection.execute(
        f"insert into raw.row_skip select file_id, sheet, row, flag, {text} from raw.{kind}"
        f" where flag in {SKIPPED} order by file_id, sheet, row"
    )
    identity = ", ".join(f'"{name}"' for name in load_spec().kinds[kind].identity)
    named = f"list_filter([{identity}], lambda cell: regexp_matches(cell, '{ORGANISATION}'))"
    told = f"nullif(mask_personal(left(array_to_string({named}, ','), 200)), '')"
    reasons = " ".join(f"when '{flag}' then '{code}'" for flag, code in REJECTED.items())
    connection.execute(
        f"insert into raw.reject select '{kind}', file_id, sheet, row, null, {told}, case flag {reasons} end, 'row'"
        f" from raw.{kind} where flag in {tuple(REJECTED)} order by file_id, sheet, row"
    )
    connection.execute(f"delete from raw.{kind} where flag is not null")
