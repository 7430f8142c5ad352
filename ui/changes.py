"""What changed from month to month: opening, the six changes, closing; a click on a number opens who it was."""

from datetime import date
from typing import Any

import pyarrow as pa
import streamlit as st

from ui import change_queries, export, filters, queries, tables
from ui.frame import Frame
from ui.names import place
from ui.navigation import ENTERPRISE
from ui.tables import Column
from ui.text import _, month, plain, term
from ui.words import definition_help

CHANGES = ("new_unions", "new_enterprises", "dissolved", "closed", "rematched", "rescoped")
MONTHS, ROWS_HEIGHT = 13, 420
Places = tuple[str, ...]


def by_month(frame: Frame, chosen: Places) -> None:
    """The months with their changes, the newest first; below it who came and left in the month that was clicked."""
    found = change_queries.months(frame.build, chosen)
    told = definition_help(queries.definitions(frame.build), "coverage_change", frame.as_of)
    st.subheader(_headline(found), anchor=False, help=told)
    if not found:
        st.info(_("No month can be compared with the one before it yet"))
        return
    rows = [{**row, "words": month(row["month"])} for row in found]
    columns = (
        Column("words", _("Month"), width=84),
        Column("basis", _("Basis"), terms="basis", width=90),
        Column("opening", _("Opening"), kind="number", width=72),
        *(
            Column(change, term("coverage_change", change), kind="number", width=118 if change == "closed" else 92)
            for change in CHANGES
        ),
        Column("closing", _("Closing"), kind="number", width=72),
    )
    table = pa.table({column.name: [row[column.name] for row in rows] for column in columns})
    names = {column.label: column.name for column in columns}

    def choose() -> None:
        cells = st.session_state["coverage_changes"].selection.cells
        if cells and cells[0][0] < len(rows):
            at, label = cells[0]
            change = names.get(label, "")
            filters.choose_change(rows[at]["month"], change if change in CHANGES else "")

    tables.show(table, columns, "coverage_changes", 36 + 33 * MONTHS, choose, shade=lambda frame: frame)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(
            _(
                "Larger enterprises with a union; changes are signed and add up. The first published month has none"
                " before it to be compared with; months before it are reconstructed from dates: what was matched anew"
                " or counted otherwise then, nobody knows."
                " Click on a number: who it was stands below."
            )
        )
        export.table_button(frame.build, table, columns, _("changes by month"))
    shown = filters.month()
    if shown in [row["month"] for row in found]:
        opening = next(row["opening_month"] for row in found if row["month"] == shown)
        between(frame, chosen, opening, shown, filters.change())


def _headline(found: list[dict[str, Any]]) -> str:
    """What the table shows: the newest published month's net change; where there is none, that."""
    row = next((row for row in found if row["basis"] == "published"), None)
    if row is None:
        return _("Month by month: only one month has been published, all before it is reconstructed")
    return _(
        "From {opening} to {closing} since {month}",
        opening=row["opening"],
        closing=row["closing"],
        month=month(row["opening_month"]),
    )


def between(frame: Frame, chosen: Places, since: date, until: date, change: str = "") -> None:
    """Who came into the covered ones and who left them between two months, and what became of the list of those
    without a union; for one reason, or any."""
    build = frame.build
    asked = {"townships": list(chosen), "since": since, "until": until}
    what = term("coverage_change", change) if change else _("all changes")
    _listed(
        frame,
        change_queries.moves(build, chosen, since, until, change),
        _columns("coverage_moves"),
        "coverage_moves",
        _("Came into or left those with a union, {since} to {until}: {what}", **_span(since, until), what=what),
        {**asked, "change": change},
    )
    if not change:
        _listed(
            frame,
            change_queries.zero_list(build, chosen, since, until),
            _columns("zero_list_changes"),
            "zero_list_changes",
            _("Left or came onto the list of those without a union, {since} to {until}", **_span(since, until)),
            asked,
        )


def _span(since: date, until: date) -> dict[str, str]:
    return {"since": month(since), "until": month(until)}


def _listed(
    frame: Frame, found: pa.Table, columns: tuple[Column, ...], query: str, title: str, asked: dict[str, Any]
) -> None:
    """One list under its title with its CSV; a click on a row opens the enterprise."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f"**{plain(title)}**", width="content")
        export.button(frame.build, query, columns, term("change_list", query), **asked)
    if not found.num_rows:
        st.caption(_("Nobody"))
        return
    key = f"{query}_{'_'.join(str(value) for value in asked.values())}"

    def choose() -> None:
        rows = st.session_state[key].selection.rows
        if rows and rows[0] < found.num_rows:
            st.switch_page(ENTERPRISE, query_params={filters.CARD: found.column("enterprise_id")[rows[0]].as_py()})

    tables.show(found, columns, key, ROWS_HEIGHT, choose)
    tables.shown_of(found)


def _columns(query: str) -> tuple[Column, ...]:
    first = (
        Column("enterprise_name", _("Enterprise"), width=210),
        Column("township_name", _("Township"), words=place, width=90),
        Column("month", _("Month"), width=84),
        Column("direction", _("Came or left"), terms="direction", width=80),
    )
    if query == "coverage_moves":
        return (
            *first,
            Column("change", _("Why"), terms="coverage_change", width=150),
            Column("union_name", _("Union"), width=210),
            Column("basis", _("Basis"), terms="basis", width=90),
            Column("union_status", _("Now"), terms="union_status", width=100),
            Column("headcount", _("Headcount"), kind="number", width=72),
            Column("enterprise_id", _("Enterprise id"), on_screen=False),
            Column("union_id", _("Union id"), on_screen=False),
        )
    return (
        *first,
        Column("reason", _("Why"), terms="zero_list_reason", width=130),
        Column("removal_check", _("Second person"), terms="removal_check", width=120),
        Column("headcount_before", _("Headcount before"), kind="number", width=90),
        Column("headcount_after", _("Headcount after"), kind="number", width=90),
        Column("union_status_before", _("Union before"), terms="union_status", width=100),
        Column("union_status_after", _("Union after"), terms="union_status", width=100),
        Column("enterprise_id", _("Enterprise id"), on_screen=False),
    )
