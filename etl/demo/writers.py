"""Files as a county office makes them: CSV of any encoding, new and old Excel. The same rows give the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import numpy as np
import xlsxwriter
import xlwt

from etl.demo.streams import Texts

Cell = str | int | float | date
_CREATED = datetime(2026, 10, 9, 9, 0, 0)


def csv_lines(columns: Sequence[Texts]) -> list[str]:
    """Rows of text columns as CSV lines, quoted where a value needs it."""
    return list(map(",".join, zip(*map(_quoted, columns), strict=True)))


def _quoted(column: Texts) -> list[str]:
    values = column.tolist()
    joined = "".join(values)
    if "," not in joined and '"' not in joined:
        return values
    return ['"' + value.replace('"', '""') + '"' if "," in value or '"' in value else value for value in values]


def write_lines(path: Path, lines: Sequence[str], encoding: str = "utf-8", newline: str = "\n") -> None:
    """Write lines, the last one ended too."""
    path.write_bytes((newline.join(lines) + newline).encode(encoding))


@dataclass
class Sheet:
    """One sheet: its columns of cells below a header; `title` is merged above, `total` stands below."""

    name: str
    header: Sequence[str]
    columns: Sequence[Sequence[Cell]]
    title: str = ""
    total: Sequence[Cell] = field(default_factory=list)

    @property
    def first_row(self) -> int:
        """Row number of the first data row as the spreadsheet shows it."""
        return 3 if self.title else 2


def write_xlsx(path: Path, sheets: Sequence[Sheet]) -> None:
    """A workbook with a fixed creation date."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd", "strings_to_numbers": False})
    book.set_properties({"author": "演示数据", "created": _CREATED})
    bold, heading = book.add_format({"bold": True}), book.add_format({"bold": True, "align": "center", "font_size": 14})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        top = 0
        if sheet.title:
            page.merge_range(0, 0, 0, len(sheet.header) - 1, sheet.title, heading)
            top = 1
        page.write_row(top, 0, sheet.header, bold)
        for number, column in enumerate(sheet.columns):
            page.write_column(top + 1, number, _plain(column))
        if len(sheet.total):
            page.write_row(top + 1 + len(sheet.columns[0]), 0, sheet.total, bold)
        page.set_column(0, len(sheet.header) - 1, 16)
    book.close()


def write_xls(path: Path, sheet: Sheet) -> None:
    """A workbook of the old kind (Excel 97–2003), one sheet."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet(sheet.name)
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    rows = [[sheet.title]] if sheet.title else []
    rows += [list(sheet.header), *map(list, zip(*map(_plain, sheet.columns), strict=True))]
    for row_number, row in enumerate(rows):
        for number, value in enumerate(row):
            if isinstance(value, date):
                page.write(row_number, number, value, day)
            elif value != "":
                page.write(row_number, number, value)
    book.save(str(path))


def _plain(column: Sequence[Cell]) -> list[Cell]:
    """Python values; whole numbers as int, what NumPy holds as dates as date."""
    if isinstance(column, np.ndarray):
        return [None if value is None else value for value in column.tolist()]
    return list(column)
