"""What changed from month to month on the progress page: opening, what came and went, closing; every number opens."""

from datetime import date
from typing import Any

import pyarrow as pa
import streamlit as st

from ui import change_queries, charts, export, filters, number_table, progress_charts, progress_state, theme
from ui.changes import CHANGES
from ui.frame import Frame
from ui.number_table import Numbers
from ui.tables import Column
from ui.text import _, cached_by_language, count, month, term
from ui.warehouse import Build

TABLE_HEIGHT = 440


def shown_month(frame: Frame) -> date | None:
    """The month of the address where something is known of it, else the newest; None where no month is known."""
    rows = change_queries.months(frame.build, frame.filters.townships)
    known = [row["month"] for row in rows]
    return filters.month() if filters.month() in known else next(iter(known), None)


def one_month(frame: Frame) -> None:
    """What came and went in one month, between opening and closing."""
    build, chosen = frame.build, frame.filters.townships
    shown = shown_month(frame)
    if shown is None:
        st.subheader(_("What changed from month to month"), anchor=False)
        st.info(_("No month can be compared with the one before it yet"))
        return
    row = next(row for row in change_queries.months(build, chosen) if row["month"] == shown)
    told = {"month": month(shown), "opening": count(row["opening"]), "closing": count(row["closing"])}
    st.subheader(_("{month}: from {opening} to {closing} with a union", **told), anchor=False)
    charts.legend(progress_charts.change_entries(theme.current()))
    charts.show(progress_charts.changes(build, chosen, shown, theme.current()), "changes", _("Changes of a month"))
    said = _("Larger enterprises with a union; {basis}.", basis=term("basis", row["basis"]))
    if row["basis"] == "reconstructed":
        said += _(" Matches and scope of that time are not known.")
    st.caption(said)


def table(frame: Frame) -> None:
    """Every month with opening, changes and closing of the chosen townships; a click on a number opens its rows."""
    made = _months(frame.build, frame.filters.townships)
    if not made.found.num_rows:
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        heading = _("Month by month: opening and changes are closing")
        st.subheader(heading, anchor=False, width="content")
        export.table_button(frame.build, made.found, made.columns, _("changes by month"))
    number_table.show(made, "progress_changes", _open, TABLE_HEIGHT)
    st.caption(
        _(
            "Larger enterprises with a union; changes are signed and add up. The first published month has none"
            " before it to be compared with; months before it are reconstructed from dates: what was matched anew"
            " or counted otherwise then, nobody knows."
            " Click on a number: who it was stands below."
        )
    )


@cached_by_language(maxsize=64)
def _months(build: Build, chosen: tuple[str, ...]) -> Numbers:
    number = "number"
    columns = (
        Column("month_name", _("Month")),
        Column("basis", _("Basis"), terms="basis"),
        Column("opening", _("Opening"), kind=number),
        *(Column(name, term("coverage_change", name), kind=number) for name in CHANGES),
        Column("closing", _("Closing"), kind=number),
    )
    rows = [{**row, "month_name": month(row["month"])} for row in change_queries.months(build, chosen)]
    names = ("month", "opening_month", *(column.name for column in columns))
    return number_table.made(pa.table({name: [row[name] for row in rows] for name in names}), columns)


def _open(row: dict[str, Any], column: str) -> None:
    if column in CHANGES:
        progress_state.choose_rows("changed", month=row["month"], change=column)
    elif column == "opening":
        progress_state.choose_rows("covered", month=row["opening_month"])
    elif column == "closing":
        progress_state.choose_rows("covered", month=row["month"])
    else:
        progress_state.choose_rows("changed", month=row["month"])
