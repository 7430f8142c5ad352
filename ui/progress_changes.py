"""What changed from month to month on the progress page: opening, what came and went, closing; every number opens."""

from datetime import date
from typing import Any

import pyarrow as pa
import streamlit as st

from ui import charts, export, filters, progress_charts, progress_queries, progress_tables, theme
from ui.frame import Frame
from ui.progress_charts import CHANGES
from ui.tables import Column
from ui.text import UNKNOWN, _, count, month, term

TABLE_HEIGHT = 440


def shown_month(frame: Frame) -> date | None:
    """The month of the address where something is known of it, else the newest; None where no month is known."""
    rows = progress_queries.changes(frame.build, frame.filters.townships)
    known = [row["month"] for row in rows]
    return filters.month() if filters.month() in known else next(iter(known), None)


def waterfall(frame: Frame) -> None:
    """One month as steps from opening to closing."""
    build, chosen = frame.build, frame.filters.townships
    shown = shown_month(frame)
    if shown is None:
        st.subheader(_("What changed from month to month"), anchor=False)
        st.info(_("No month is known yet with which this one can be compared"))
        return
    row = next(row for row in progress_queries.changes(build, chosen) if row["month"] == shown)
    told = {"month": month(shown), "opening": count(row["opening"]), "closing": count(row["closing"])}
    st.subheader(_("{month}: from {opening} to {closing} with a union", **told), anchor=False)
    charts.legend(progress_charts.change_entries(theme.current()))
    charts.show(progress_charts.waterfall(build, chosen, shown, theme.current()), "waterfall", _("Changes of a month"))
    said = _("Larger enterprises with a union; {basis}.", basis=term("basis", row["basis"]))
    if row["basis"] == "reconstructed":
        said += _(" Matches and scope of that time are not known.")
    st.caption(said)


def table(frame: Frame) -> None:
    """Every month with opening, changes and closing of the chosen townships; a click on a number opens its rows."""
    rows = progress_queries.changes(frame.build, frame.filters.townships)
    if not rows:
        return
    number = "number"
    columns = (
        Column("month_name", _("Month"), width=80),
        Column("basis", _("Known from"), terms="basis", width=96),
        Column("opening", _("At the beginning"), kind=number, width=80),
        *(Column(name, term("change", name), kind=number, width=84) for name in CHANGES),
        Column("closing", _("At the end"), kind=number, width=80),
    )
    told = [{**row, "month_name": month(row["month"])} for row in rows]
    names = ("month", "opening_month", *(column.name for column in columns))
    found = pa.table({name: [row[name] for row in told] for name in names})
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        heading = _("Month by month: opening and changes are closing")
        st.subheader(heading, anchor=False, width="content")
        export.table_button(frame.build, found, columns, _("changes month by month"))
    progress_tables.cells(found, columns, "progress_changes", _open, height=TABLE_HEIGHT)
    st.caption(
        _(
            "Larger enterprises with a union, at the end of each month; who left counts minus. Months before the first"
            " build are reconstructed from dates: of them nobody knows what was matched anew or left the scope ({dash})."
            " Click on a number: its rows stand below.",
            dash=UNKNOWN,
        )
    )


def _open(row: dict[str, Any], column: str) -> None:
    if column in CHANGES:
        filters.choose_rows("changed", month=row["month"], change=column)
    elif column == "opening":
        filters.choose_rows("covered", month=row["opening_month"])
    elif column == "closing":
        filters.choose_rows("covered", month=row["month"])
    else:
        filters.choose_rows("changed", month=row["month"])
