"""Workbooks (XLSX, XLS): every non-empty sheet as rows of text, read with python-calamine."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from etl.errors import InputError
from etl.extract.files import SourcePath, encrypted, unreadable
from etl.text import _

MOST_CELLS = 16_000_000
"""A sheet spanning more holds stray cells far out; at about 100 bytes a cell, reading it would take gigabytes."""
PIECE = 1 << 22

CELL = re.compile(rb'<c [^>]*?r="([A-Z]+)(\d+)"[^>]*?(?:/>|>(?=<v|<is|<f))')
ERROR_CELL = re.compile(
    rb'<c [^>]*?r="([A-Z]+)(\d+)"[^>]*? t="e"[^>]*>(?:<f[^>]*/>|<f.*?</f>)?<v>([^<]*)</v>', re.DOTALL
)
DIMENSION = re.compile(rb'<dimension ref="[A-Z]+\d+(?::([A-Z]+)(\d+))?"')


@dataclass(frozen=True)
class Sheet:
    """A non-empty sheet. `errors` maps (row as shown, 0-based column) to an error such as '#N/A'."""

    name: str
    cells: CalamineSheet
    errors: dict[tuple[int, int], str] = field(default_factory=dict)

    def rows(self) -> Iterator[list[str]]:
        """Rows as text from row 1 on; an empty cell is ''. Columns start with the first that holds anything.

        Error cells, which the workbook reader leaves empty, show their error.
        """
        texts, errors = text_of, self._errors_by_row()
        for number, row in enumerate(self.cells.iter_rows(), 1):
            cells = [texts[type(cell)](cell) for cell in row]
            for column, error in errors.get(number, ()):
                cells[column] = error
            yield cells

    def merged_down(self) -> list[tuple[int, int, int]]:
        """Cells of one column merged over several rows: position in the row, first and last row as shown."""
        left = self.cells.start[1] if self.cells.start else 0
        ranges = self.cells.merged_cell_ranges or []
        return [
            (first[1] - left, first[0] + 1, last[0] + 1)
            for first, last in ranges
            if first[1] == last[1] and first[0] < last[0]
        ]

    def _errors_by_row(self) -> dict[int, list[tuple[int, str]]]:
        """Row → errors with the position of their cell in the row."""
        first, width = self.cells.start[1] if self.cells.start else 0, self.cells.width
        by_row: dict[int, list[tuple[int, str]]] = {}
        for (row, column), error in self.errors.items():
            if 0 <= column - first < width:
                by_row.setdefault(row, []).append((column - first, error))
        return by_row


def _number(value: float) -> str:
    """A number as text: whole ones without '.0'; from 1e15 on as Excel shows them, for their digits are lost."""
    if abs(value) >= 1e15:
        mantissa, exponent = f"{value:.5E}".split("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{exponent}"
    if value == int(value):
        return str(int(value))
    return format(value, ".15g")


def _moment(value: dt.datetime) -> str:
    if value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="seconds")


text_of: dict[type, Callable[..., str]] = {
    str: lambda value: value,
    float: _number,
    int: _number,
    bool: lambda value: "TRUE" if value else "FALSE",
    dt.date: dt.date.isoformat,
    dt.datetime: _moment,
    dt.time: lambda value: value.isoformat(timespec="seconds"),
    dt.timedelta: str,
}


def sheets(source: SourcePath) -> Iterator[Sheet]:
    """The non-empty sheets of a workbook in their order.

    Raises InputError for a workbook that is encrypted, damaged, or spread so far that it cannot be held in memory.
    """
    content = source.path.read_bytes()
    parts = _sheet_parts(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            errors = _inspect(content, parts[name], source, name) if name in parts else {}
            cells = book.get_sheet_by_name(name)
            if cells.height and cells.width:
                yield Sheet(name, cells, errors)
    except PasswordError:
        raise encrypted(source.name) from None
    except CalamineError as error:
        raise unreadable(source.name, str(error)) from None
    except BaseException as error:
        # A panic inside the reader (a Rust library) is no Exception; its file is damaged, and the build must say so.
        if type(error).__name__ == "PanicException":
            raise unreadable(source.name) from None
        raise


def _sheet_parts(content: bytes) -> dict[str, str]:
    """Sheet name → path of its XML within an .xlsx; empty for other formats."""
    if not content.startswith(b"PK"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
            links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
            members = set(archive.namelist())
    except (KeyError, zipfile.BadZipFile):
        return {}
    targets = {}
    for link in re.findall(r"<Relationship [^>]*>", links):
        id_, target = re.search(r'\bId="([^"]*)"', link), re.search(r'\bTarget="([^"]*)"', link)
        if id_ and target:
            path = target.group(1).lstrip("/")
            targets[id_.group(1)] = path if path.startswith("xl/") else f"xl/{path}"
    parts = {}
    for tag in re.findall(r"<sheet [^>]*>", book):
        name, id_ = re.search(r'\bname="([^"]*)"', tag), re.search(r'\br:id="([^"]*)"', tag)
        if name and id_ and targets.get(id_.group(1)) in members:
            parts[_unescape(name.group(1))] = targets[id_.group(1)]
    return parts


def _unescape(text: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


def _inspect(content: bytes, part: str, source: SourcePath, sheet: str) -> dict[tuple[int, int], str]:
    """The error cells of an .xlsx sheet, after making sure that its cells can be held in memory."""
    errors: dict[tuple[int, int], str] = {}
    rows = columns = cells = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        stated = _stated_extent(archive, part)
        for xml in _pieces(archive, part):
            cells += xml.count(b"</c>") + xml.count(b":c>")
            if b't="e"' in xml:
                for letters, row, text in ERROR_CELL.findall(xml):
                    errors[int(row), column_number(letters) - 1] = text.decode("utf-8", "replace")
            if stated is None:
                lower, right = _extent(xml)
                rows, columns = max(rows, lower), max(columns, right)
    if rows * columns > MOST_CELLS:
        spread = _("cells spread over {rows} rows and {columns} columns", rows=rows, columns=columns)
        raise _too_large(source, sheet, spread)
    if cells > MOST_CELLS:
        raise _too_large(source, sheet, _("{cells} cells", cells=cells))
    return errors


def _stated_extent(archive: zipfile.ZipFile, part: str) -> tuple[int, int] | None:
    """Rows and columns that the sheet says it has; None where that is too much to be believed, or not said."""
    with archive.open(part) as stream:
        stated = DIMENSION.search(stream.read(4096))
    if not stated:
        return None
    rows, columns = int(stated[2] or 1), column_number(stated[1] or b"A")
    return (rows, columns) if rows * columns <= MOST_CELLS else None


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A sheet's XML piece by piece, each ending before a cell begins."""
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(PIECE):
            xml = rest + chunk
            cut = xml.rfind(b"<c ")
            cut = len(xml) if cut < 0 else cut
            yield xml[:cut]
            rest = xml[cut:]
    yield rest


def _extent(xml: bytes) -> tuple[int, int]:
    """Last row and column that hold a value (cells that are only formatted do not count)."""
    rows = columns = 0
    for match in CELL.finditer(xml):
        if not match.group().endswith(b"/>"):
            rows, columns = max(rows, int(match[2])), max(columns, column_number(match[1]))
    return rows, columns


def column_number(letters: bytes) -> int:
    """Spreadsheet letters → 1-based number: A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _too_large(source: SourcePath, sheet: str, found: str) -> InputError:
    return InputError(
        _("The sheet is too large to be read"),
        file=source.name,
        sheet=sheet,
        found=found,
        expected=_("a table without stray cells far below or to the right of it"),
        next_step=_("Copy the table alone into a new workbook, save it and build again"),
    )
