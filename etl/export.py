"""Tables as files that a spreadsheet opens without harm: codes stay text, nothing runs as a formula.

In CSV a spreadsheet guesses what a cell is, so two kinds of text are guarded:
- text that would be run as a formula (begins with = + - @, their full-width forms, tab or line break) gets a leading
  apostrophe;
- text that would be turned into a number and lose digits (12 and more digits, leading zeros, digits around an E)
  gets a trailing tab, which a spreadsheet shows as nothing and which reading with trimmed cells takes away again.
  The usual ="…" is a formula, so it is not used.
Numbers, also negative ones, stay numbers. In XLSX every text is written as text, so nothing has to be guarded.
"""

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
import pyarrow.parquet as arrow_parquet

from etl.errors import InputError
from etl.text import _

BOM = b"\xef\xbb\xbf"
RUNS_AS_FORMULA = r"^[=+\-@＝＋－＠\t\r\n]"
READ_AS_NUMBER = r"^(\d{12,}|0\d+|\d+[Ee]\d+)$"
LIST_SEPARATOR = "；"
XLSX_ROWS = 1_048_576
BATCH_ROWS = 50_000
WORKBOOK = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


def to_csv_bytes(frame: Any) -> bytes:
    """A pandas frame or Arrow table as CSV (UTF-8 with BOM, header row, guarded text); null is an empty cell."""
    table = _as_table(frame)
    out = BytesIO()
    write_csv(table.schema, table.to_batches(max_chunksize=BATCH_ROWS), out)
    return out.getvalue()


def to_xlsx_bytes(frame: Any, sheet: str = "1") -> bytes:
    """A pandas frame or Arrow table as a workbook of one sheet; null is an empty cell. See write_xlsx."""
    table = _as_table(frame)
    out = BytesIO()
    write_xlsx(table.schema, table.to_batches(max_chunksize=BATCH_ROWS), out, sheet)
    return out.getvalue()


def write_csv(schema: pa.Schema, batches: Iterable[pa.RecordBatch], out: BinaryIO) -> None:
    """Write record batches as CSV, one at a time, so that memory does not grow with the table."""
    out.write(BOM)
    flat = pa.schema([(name, _flat_type(schema.field(name).type)) for name in schema.names])
    with arrow_csv.CSVWriter(out, flat) as writer:
        for batch in batches:
            columns = [_guarded(_flat(column)) for column in batch.columns]
            writer.write_table(pa.table(columns, names=schema.names).cast(flat, safe=False))


def write_xlsx(schema: pa.Schema, batches: Iterable[pa.RecordBatch], out: BinaryIO, sheet: str = "1") -> None:
    """Write record batches as a workbook of one sheet, text as text, dates as dates, numbers as numbers.

    Raises InputError where there are more rows than a sheet can hold.
    """
    import xlsxwriter  # half a second that who takes CSV need not wait for

    with xlsxwriter.Workbook(out, WORKBOOK) as book:
        formats = {
            "header": book.add_format({"bold": True, "num_format": "@"}),
            "text": book.add_format({"num_format": "@"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "time": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        page = book.add_worksheet(sheet[:31])
        page.freeze_panes(1, 0)
        for column, name in enumerate(schema.names):
            page.write_string(0, column, name, formats["header"])
            page.set_column(column, column, max(10, min(40, 2 * len(name))))
        row = 0
        for batch in batches:
            for values in zip(*(_flat(column).to_pylist() for column in batch.columns), strict=True):
                row += 1
                if row >= XLSX_ROWS:
                    raise _too_many_rows()
                for column, value in enumerate(values):
                    _write_cell(page, row, column, value, formats)


def write_parquet(schema: pa.Schema, batches: Iterable[pa.RecordBatch], out: BinaryIO) -> None:
    """Write record batches as Parquet, types as they are."""
    with arrow_parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)


def _as_table(frame: Any) -> pa.Table:
    """pandas has no plain dates: a column of which every time is midnight was one."""
    if isinstance(frame, pa.Table):
        return frame
    table = pa.Table.from_pandas(frame, preserve_index=False)
    for position, field in enumerate(table.schema):
        column = table.column(position)
        if pa.types.is_timestamp(field.type) and _all_midnight(column):
            table = table.set_column(position, field.name, column.cast(pa.date32()))
    return table


def _all_midnight(column: pa.ChunkedArray) -> bool:
    return pc.all(pc.equal(column, pc.floor_temporal(column, unit="day"))).as_py()


def _flat_type(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_dictionary(kind) or pa.types.is_null(kind):
        return pa.string()
    if pa.types.is_timestamp(kind):
        return pa.timestamp("s")
    return pa.string() if _is_text(kind) or pa.types.is_decimal(kind) else kind


def _is_text(kind: pa.DataType) -> bool:
    return pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)


def _flat(column: pa.Array) -> pa.Array:
    """A list as one text, a dictionary as its values; anything else as it is."""
    kind = column.type
    if (pa.types.is_list(kind) or pa.types.is_large_list(kind)) and pa.types.is_struct(kind.value_type):
        return pa.array([_told(entries) for entries in column.to_pylist()], pa.string())
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pc.binary_join(column.cast(pa.list_(pa.string())), LIST_SEPARATOR)
    return column.cast(pa.string()) if pa.types.is_dictionary(kind) or _is_text(kind) else column


def _told(entries: list[dict[str, Any]] | None) -> str | None:
    """A list of records as one text, each record its fields as key=value."""
    if entries is None:
        return None
    return LIST_SEPARATOR.join(" ".join(f"{key}={value or ''}" for key, value in one.items()) for one in entries)


def _guarded(column: pa.Array) -> pa.Array:
    if not _is_text(column.type):
        return column
    formula = pc.match_substring_regex(column, RUNS_AS_FORMULA)
    number = pc.match_substring_regex(column, READ_AS_NUMBER)
    text = pc.if_else(formula, pc.binary_join_element_wise("'", column, ""), column)
    return pc.if_else(number, pc.binary_join_element_wise(text, "\t", ""), text)


def _write_cell(page: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, str):
        page.write_string(row, column, value, formats["text"])
    elif isinstance(value, datetime):
        page.write_datetime(row, column, value.replace(tzinfo=None), formats["time"])
    elif isinstance(value, date):
        page.write_datetime(row, column, value, formats["date"])
    else:
        page.write_number(row, column, value)


def _too_many_rows() -> InputError:
    return InputError(
        _("The table has more rows than an Excel sheet can hold"),
        expected=_("at most {rows} rows", rows=XLSX_ROWS - 1),
        next_step=_("Narrow it with --where, or take --format csv"),
    )
