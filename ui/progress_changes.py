"""What changed from month to month on the progress page: opening, what came and went, closing; every number opens."""

from datetime import date
from typing import Any

import streamlit as st

from ui import change_queries, changes, charts, filters, progress_charts, progress_state, theme
from ui.changes import CHANGES
from ui.frame import Frame
from ui.text import _, count, month, term


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
    said += _(" The same numbers stand in the table of all months and open their rows there.")
    if row["basis"] == "reconstructed":
        said += _(" Matches and scope of that time are not known.")
    st.caption(said)


def table(frame: Frame) -> None:
    """Every month with opening, changes and closing of the chosen townships; a click on a number opens its rows."""
    build, chosen = frame.build, frame.filters.townships
    if not change_queries.months(build, chosen):
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        heading = _("Month by month: opening and changes are closing")
        st.subheader(heading, anchor=False, width="content")
        changes.export_button(build, chosen)
    changes.table(build, chosen, "progress_changes", _open)


def _open(row: dict[str, Any], column: str) -> None:
    if column in CHANGES:
        progress_state.choose_rows("changed", month=row["month"], change=column)
    elif column == "opening":
        progress_state.choose_rows("covered", month=row["opening_month"])
    elif column == "closing":
        progress_state.choose_rows("covered", month=row["month"])
    else:
        progress_state.choose_rows("changed", month=row["month"])
