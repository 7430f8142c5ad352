"""The visit list as a workbook: printed on A4, filled in in the field, loaded back."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

from etl.export import WORKBOOK
from etl.text import _
from etl.visits.columns import ROW_ID, Column, blanks, columns, reached_words, refusal_words, word
from etl.visits.row_id import RowId, new_token, written
from ledger.stages import EVIDENCE

A4 = 9
TITLE_ROWS = 2
ROW_POINTS = 40
FIRST_DAY = date(2000, 1, 1)
GIVEN, BLANK = "#E7EEF7", "#FCE4D6"
FORMATS = {"date": "yyyy-mm-dd", "whole": "0"}
PASSES = {"format_cells": True, "format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
Row = dict[str, Any]


def visit_list(rows: Iterable[Row], title: str) -> bytes:
    """A list with a row an enterprise and a token of its own, so that it is told from every other when it comes back.

    A row gives enterprise_id, enterprise_name, address, township_name, headcount (None: not known), stage,
    next_stage (None: after the last) and planned_on (None: no day is set).
    """
    token = new_token()
    return _workbook([_to_fill_in(row, number, token) for number, row in enumerate(rows, 1)], title)


def wrong_rows(rows: Iterable[dict[str, str]], title: str) -> bytes:
    """A list with the rows that could not be taken, each as it came back, with what is wrong in its last column.

    That stands in `wrong`. Mended there, it is loaded like any other; ids stay, so that nothing is recorded twice.
    """
    return _workbook(list(rows), title, _("What is wrong"))


def _to_fill_in(row: Row, number: int, token: str) -> Row:
    next_stage = row["next_stage"]
    return {
        **{name: row[name] for name in ("enterprise_name", "address", "township_name", "headcount")},
        "number": number,
        "stage": word("stage", row["stage"]),
        "next_stage": word("stage", next_stage) if next_stage else "",
        "planned_on": row["planned_on"].isoformat() if row["planned_on"] else "",
        "asked": _asked(next_stage),
        ROW_ID: written(RowId(token, row["enterprise_id"]), row["enterprise_name"]),
    }


def _asked(stage: str | None) -> str:
    """The columns that the next stage asks for."""
    if stage is None:
        return ""
    return "、".join(columns()[name].header for name in ("visited_on", *EVIDENCE[stage]))


def _workbook(rows: list[Row], title: str, remark: str = "") -> bytes:
    import xlsxwriter  # half a second that no other page waits for

    out = BytesIO()
    with xlsxwriter.Workbook(out, WORKBOOK) as book:
        page = book.add_worksheet(_("Visit list"))
        _set_up(page, title)
        formats = _formats(book)
        last = len(columns()) - 1
        page.write_string(0, 0, title, formats["title"])
        page.write_string(1, 0, _how_to_fill_in(), formats["how"])
        for position, column in enumerate(columns().values()):
            hidden = {"hidden": True} if column.part == "hidden" else {}
            page.set_column(position, position, column.width, None, hidden)
            page.write_string(TITLE_ROWS, position, column.header, formats["head", column.part])
        if remark:
            page.set_column(last + 1, last + 1, 44)
            page.write_string(TITLE_ROWS, last + 1, remark, formats["head", "given"])
        for number, row in enumerate(rows, TITLE_ROWS + 1):
            page.set_row(number, ROW_POINTS)
            for position, column in enumerate(columns().values()):
                _write_cell(page, number, position, column, row.get(column.name), formats)
            if remark:
                page.write_string(number, last + 1, row["wrong"], formats["given", "text"])
        _choices(page, len(rows))
    return out.getvalue()


def _set_up(page: Any, title: str) -> None:
    """A4 across, header on every sheet of paper, enterprise and header held fast; only the blanks can be written in."""
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.5)
    page.fit_to_pages(1, 0)
    page.repeat_rows(TITLE_ROWS)
    page.freeze_panes(TITLE_ROWS + 1, 2)
    page.set_footer(f"&L{title.replace('&', '&&')}&R&P / &N")
    page.protect("", PASSES)


def _formats(book: Any) -> dict[Any, Any]:
    base = {"text_wrap": True, "valign": "vcenter", "border": 1, "border_color": "#8A8F98", "font_size": 10}
    formats: dict[Any, Any] = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "how": book.add_format({"font_size": 9, "font_color": "#6A6F77"}),
    }
    for part, colour in (("given", GIVEN), ("blank", BLANK), ("hidden", GIVEN)):
        formats["head", part] = book.add_format(base | {"bold": True, "bg_color": colour})
    for kind in ("text", "date", "whole"):
        number = {"num_format": FORMATS.get(kind, "@")}
        formats["given", kind] = book.add_format(base | number)
        formats["blank", kind] = book.add_format(base | number | {"locked": False})
    return formats


def _write_cell(page: Any, row: int, position: int, column: Column, value: Any, formats: dict[Any, Any]) -> None:
    kind = column.type if column.type in FORMATS else "text"
    look = formats["blank" if column.part == "blank" else "given", kind]
    if isinstance(value, int):
        page.write_number(row, position, value, formats["given", "whole"])
    elif value:
        page.write_string(row, position, str(value), look)
    else:
        page.write_blank(row, position, None, look)


def _choices(page: Any, rows: int) -> None:
    """Drop-downs, dates and whole numbers in the blanks. They warn and let pass: the check when the list comes back
    says it better."""
    first, last = TITLE_ROWS + 1, TITLE_ROWS + max(rows, 1)
    lists = {"reached": reached_words(), "refusal": refusal_words()}
    for position, column in enumerate(columns().values()):
        if column.name not in blanks():
            continue
        told = {"error_type": "warning", "ignore_blank": True, "error_title": column.header[:32]}
        if column.type in lists:
            page.data_validation(
                first, position, last, position, told | {"validate": "list", "source": lists[column.type]}
            )
        elif column.type == "date":
            day = {
                "validate": "date",
                "criteria": ">",
                "value": FIRST_DAY,
                "error_message": _("Write it as 2026-03-05"),
            }
            page.data_validation(first, position, last, position, told | day)
        elif column.type == "whole":
            whole = {"validate": "integer", "criteria": ">=", "value": 0, "error_message": _("Write a whole number")}
            page.data_validation(first, position, last, position, told | whole)


def _how_to_fill_in() -> str:
    return _(
        "Fill in the columns at the right. A step forward: its day, the step, and what it asks for. A visit that moved"
        " nothing: its day, the reason, what happened. One row tells one step. Then load this file on the page “Visit"
        " lists”."
    )
