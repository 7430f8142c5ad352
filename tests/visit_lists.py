"""A visit list filled in as a person does: the workbook that went out, read, written into, saved by another program."""

from collections.abc import Callable
from io import BytesIO

import xlsxwriter
import xlwt
from python_calamine import CalamineWorkbook

Cells = list[list[str]]
HEADER_ROW = 2
"""Title and how to fill in stand above it."""


def cells_of(workbook: bytes) -> Cells:
    """The rows of a workbook's first sheet as text."""
    book = CalamineWorkbook.from_filelike(BytesIO(workbook))
    rows = book.get_sheet_by_index(0).iter_rows()
    return [["" if cell == "" else str(cell).removesuffix(".0") for cell in row] for row in rows]


def filled(cells: Cells, *rows: dict[str, str]) -> Cells:
    """The same list with its first rows filled in, by header; {} leaves one empty."""
    header = cells[HEADER_ROW]
    done = [list(row) for row in cells]
    for number, told in enumerate(rows, HEADER_ROW + 1):
        for name, value in told.items():
            done[number][header.index(name)] = value
    return done


def as_xlsx(cells: Cells) -> bytes:
    """Saved as XLSX."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("走访单")
        for row, values in enumerate(cells):
            page.write_row(row, 0, values)
    return out.getvalue()


def as_xls(cells: Cells) -> bytes:
    """Saved as old Excel."""
    book, out = xlwt.Workbook(), BytesIO()
    page = book.add_sheet("走访单")
    for row, values in enumerate(cells):
        for column, value in enumerate(values):
            page.write(row, column, value)
    book.save(out)
    return out.getvalue()


def as_csv(cells: Cells) -> bytes:
    """Saved as CSV, as WPS does it in China: GBK, quotes where a comma or a line break stands."""
    quoted = ('"' + cell.replace('"', '""') + '"' if set(',"\n') & set(cell) else cell for row in cells for cell in row)
    rows = [[next(quoted) for _cell in row] for row in cells]
    return "\r\n".join(",".join(row) for row in rows).encode("gb18030")


SAVED: dict[str, Callable[[Cells], bytes]] = {"xlsx": as_xlsx, "xls": as_xls, "csv": as_csv}
"""Ending → how it is saved."""
