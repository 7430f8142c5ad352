"""The invented county at any size, every table of it as CSV in UTF-8, so that DuckDB alone can read the same files."""

import csv
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineWorkbook

from etl.demo import write_demo

TEXT = {".csv": ",", ".tsv": "\t"}
WORKBOOKS = {".xls", ".xlsx"}
ENCODINGS = ("utf-8-sig", "gb18030")


def write_sources(folder: Path, enterprises: int, unions: int) -> Path:
    """Write the sources into `folder`/sources and return that folder. Two headcount rows an enterprise."""
    sources = folder / "sources"
    write_demo(sources, folder / "truth", seed=1, enterprises=enterprises, unions=unions)
    for path in sorted(sources.rglob("*")):
        if path.suffix.lower() in TEXT:
            _text_in_utf8(path)
        elif path.suffix.lower() in WORKBOOKS:
            _sheets_to_csv(path)
    return sources


def tables(sources: Path) -> list[Path]:
    """The tabular files of a folder made by write_sources."""
    return sorted(path for path in sources.rglob("*") if path.suffix.lower() in TEXT)


def _text_in_utf8(path: Path) -> None:
    content = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        path.write_bytes(text.replace("\0", "").encode("utf-8"))
        return
    path.write_bytes(content.decode(ENCODINGS[-1], errors="replace").encode("utf-8"))


def _sheets_to_csv(path: Path) -> None:
    book = CalamineWorkbook.from_path(str(path))
    for number, name in enumerate(book.sheet_names):
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        target = path.with_name(f"{path.stem}_{number + 1}.csv" if len(book.sheet_names) > 1 else f"{path.stem}.csv")
        with target.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([_text(cell) for cell in row] for row in rows)
    path.unlink()


def _text(cell: object) -> str:
    """A cell as a spreadsheet would save it: whole numbers without a point, days without a time."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
