"""A visit list that came back: its rows as text, wherever its header stands and in whatever order its columns are."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.errors import InputError
from etl.extract import text_file, workbook
from etl.extract.files import SourcePath, identify
from etl.extract.header import trimmed
from etl.text import _
from etl.visits.columns import ROW_ID, blanks, column_of, columns

HEADER_ROWS = 30
"""Rows in which the header is looked for, below titles that somebody put above it."""
ENOUGH = 3
"""Columns that make a row the header."""
MOST_ROWS = 5_000
BLANKS = " \t\r\n\u3000\u00a0"
GUARD = "'"
"""Stands before a text in CSV that a spreadsheet would run as a formula; no part of it."""


@dataclass(frozen=True)
class FilledRow:
    """A row of the list as it came back: where it stands, its cells by column, and what the columns are called there.

    `row` counts as a spreadsheet shows it; an empty cell is no part of `cells`.
    """

    file: str
    sheet: str
    row: int
    cells: dict[str, str]
    headers: dict[str, str]

    @property
    def is_filled(self) -> bool:
        """Whether anything was written into its blanks."""
        return any(name in self.cells for name in blanks())


def read(name: str, content: bytes) -> list[FilledRow]:
    """The rows of a file that hold an id or were filled in: XLSX, XLS, or CSV in UTF-8 or GBK.

    Raises InputError where the file cannot be opened, holds no visit list, has lost its column of ids, or is too long.
    """
    with tempfile.TemporaryDirectory(prefix="visit_list_") as folder:
        path = Path(folder) / f"list{Path(name).suffix.lower()}"
        path.write_bytes(content)
        source = identify(path, name)
        if source.format not in ("workbook", "text"):
            raise _no_list(name, "")
        found = list(_tables(source, Path(folder)))
    rows = [row for sheet, table in found for row in _rows(name, sheet, table)]
    if not any(_header(table) for _sheet, table in found):
        raise _no_list(name, "、".join(_first_cells(found)))
    if len(rows) > MOST_ROWS:
        raise InputError(
            _("The visit list has too many rows"),
            file=name,
            found=str(len(rows)),
            expected=_("at most {rows} rows", rows=MOST_ROWS),
            next_step=_("Load it in parts"),
        )
    return rows


def _tables(source: SourcePath, work: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Sheet name ('' of a text file) → its rows as text."""
    if source.format == "workbook":
        for sheet in workbook.sheets(source):
            yield sheet.name, list(sheet.rows())
        return
    text = text_file.open_text(source, work, thorough=True)
    tables = (list(text_file.records(text.path, one)) for one in text_file.delimiters(text.path))
    yield "", next((table for table in tables if _header(table)), [])


def _header(table: Sequence[Sequence[str]]) -> tuple[int, dict[int, str]] | None:
    """The header's row (0 is the first) and which column stands where; None where no row is one."""
    for number, row in enumerate(table[:HEADER_ROWS]):
        places: dict[int, str] = {}
        for position, header in enumerate(trimmed(row)):
            name = column_of(header) if header else None
            if name and name not in places.values():
                places[position] = name
        if len(places) >= ENOUGH and set(places.values()) & set(blanks()):
            return number, places
    return None


def _rows(file: str, sheet: str, table: list[list[str]]) -> Iterator[FilledRow]:
    found = _header(table)
    if found is None:
        return
    number, places = found
    if ROW_ID not in places.values():
        raise InputError(
            _("The visit list has lost its column of ids"),
            file=file,
            sheet=sheet,
            row=number + 1,
            found="、".join(trimmed(table[number])),
            expected=_("the column “{column}”, which is hidden at the right", column=columns()[ROW_ID].header),
            next_step=_("Copy what was filled in into the list as it was downloaded, and load that"),
        )
    headers = {name: trimmed(table[number])[position] for position, name in places.items()}
    for row, written in enumerate(table[number + 1 :], number + 2):
        cells = {name: text for position, name in places.items() if (text := _cell(written, position))}
        told = FilledRow(file, sheet, row, cells, headers)
        if ROW_ID in cells or told.is_filled:
            yield told


def _cell(row: Sequence[str], position: int) -> str:
    text = (row[position] or "").strip(BLANKS) if position < len(row) else ""
    return text.removeprefix(GUARD)


def _first_cells(found: Iterable[tuple[str, list[list[str]]]]) -> list[str]:
    """What stands first in each sheet, for somebody who took the wrong file."""
    return [text for _sheet, table in found for text in [next((c for row in table for c in row if c), "")] if text][:5]


def _no_list(name: str, found: str) -> InputError:
    return InputError(
        _("The file is no visit list"),
        file=name,
        found=found,
        expected=_("the list that was downloaded here, filled in, as XLSX, XLS or CSV"),
        next_step=_("Take the file that was filled in; if its header is gone, copy it back from the list downloaded"),
    )
