"""`python -m etl templates`: a workbook to fill in for each kind of source, from the spec that the reader uses; or the
data dictionary of all of them as one text."""

from io import BytesIO
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from etl.command import screen
from etl.command.dictionary import dictionary, need
from etl.extract.spec import Kind, load_spec
from etl.text import _

NEEDED_COLOUR, OTHER_COLOUR = "#FCE4D6", "#E7EEF7"
OutOption = Annotated[Path, typer.Option("--out", help=_("Folder for the workbooks"), metavar="DIR")]
DictionaryOption = Annotated[
    Path | None,
    typer.Option("--dictionary", help=_("Write the data dictionary to this file, and no workbooks"), metavar="FILE"),
]


def templates(out: OutOption = Path("templates"), dictionary_file: DictionaryOption = None) -> None:
    """Write one workbook a kind of source: a header row to fill in below, and a sheet of notes."""
    if dictionary_file is not None:
        dictionary_file.write_text(dictionary(), "utf-8")
        screen.say(_("Written: {file}", file=str(dictionary_file)))
        return
    out.mkdir(parents=True, exist_ok=True)
    for kind in load_spec().kinds.values():
        path = out / f"{kind.zh}.xlsx"
        write_template(kind, path)
        screen.say(_("Written: {file}", file=str(path)))


def template_bytes(kind: Kind) -> bytes:
    """The workbook of one kind, for a download."""
    book = BytesIO()
    write_template(kind, book)
    return book.getvalue()


def write_template(kind: Kind, path: Path | BinaryIO) -> None:
    """Write the workbook of one kind.

    First sheet: the Chinese headers, needed ones in another colour, cells below as text so that codes stay whole.
    Second sheet: what each column means, with an invented example.
    """
    import xlsxwriter  # half a second for which no other command should wait

    with xlsxwriter.Workbook(path) as book:
        text = book.add_format({"num_format": "@"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        heads = {
            needed: book.add_format({"bold": True, "num_format": "@", "bg_color": colour, "bottom": 1})
            for needed, colour in ((True, NEEDED_COLOUR), (False, OTHER_COLOUR))
        }
        page = book.add_worksheet(kind.zh)
        page.freeze_panes(1, 0)
        for position, (name, column) in enumerate(kind.columns.items()):
            page.set_column(position, position, max(12, 2 * len(column.zh) + 4), text)
            page.write_string(0, position, column.zh, heads[kind.is_needed(name)])
        notes = book.add_worksheet(_("Notes"))
        for row, cells in enumerate(_notes(kind)):
            for position, cell in enumerate(cells):
                notes.write_string(row, position, cell, heads[False] if row == 1 else wrapped)
        for position, width in enumerate((24, 10, 60, 36, 60)):
            notes.set_column(position, position, width)


def _notes(kind: Kind) -> list[list[str]]:
    titles = [_("Column"), _("Needed"), _("Meaning"), _("Example (invented)"), _("Also accepted as header")]
    about = _("{about}. Put the date that the data shows into the file name, such as 2026-09-30", about=kind.about)
    columns = [
        [column.zh, need(kind, name), column.about, column.example, "、".join(kind.headers(name)[1:])]
        for name, column in kind.columns.items()
    ]
    return [[about], titles, *columns]
