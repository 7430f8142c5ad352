"""`python -m etl templates`: a workbook to fill in for each kind of source, from the spec that the reader uses."""

from pathlib import Path
from typing import Annotated, Any

import typer
import xlsxwriter

from etl.command import screen
from etl.export import WORKBOOK
from etl.text import _

OutOption = Annotated[Path, typer.Option("--out", help=_("Folder for the workbooks"), metavar="DIR")]


def templates(out: OutOption = Path("templates")) -> None:
    """Write one workbook a kind of source: a header row to fill in below, and a sheet of notes."""
    from etl.extract.spec import load_spec

    out.mkdir(parents=True, exist_ok=True)
    for kind in load_spec().values():
        path = out / f"{kind.title}.xlsx"
        write_template(kind, path)
        screen.say(_("Written: {file}", file=str(path)))


def write_template(kind: Any, path: Path) -> None:
    """Write the workbook of one kind: the columns' Chinese headers, needed ones marked by colour, text cells; notes."""
    with xlsxwriter.Workbook(path, WORKBOOK | {"constant_memory": False}) as book:
        text = book.add_format({"num_format": "@"})
        heads = {
            needed: book.add_format({"bold": True, "num_format": "@", "bg_color": colour, "bottom": 1})
            for needed, colour in ((True, "#FCE4D6"), (False, "#E7EEF7"))
        }
        page = book.add_worksheet(kind.title[:31])
        page.freeze_panes(1, 0)
        notes = book.add_worksheet(_("Notes"))
        for position, title in enumerate((_("Column"), _("Needed"), _("Also accepted as header"), _("Remark"))):
            notes.write_string(0, position, title, heads[False])
            notes.set_column(position, position, (24, 8, 60, 60)[position])
        for position, column in enumerate(kind.columns):
            page.write_string(0, position, column.headers[0], heads[column.needed])
            page.set_column(position, position, max(12, 2 * len(column.headers[0]) + 2), text)
            notes.write_string(position + 1, 0, column.headers[0])
            notes.write_string(position + 1, 1, _("yes") if column.needed else "")
            notes.write_string(position + 1, 2, "、".join([*column.headers[1:], column.name]))
            notes.write_string(position + 1, 3, column.note or "")
