"""What changed from month to month: opening, the six changes, closing; a click on a number opens who it was."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pyarrow as pa
import streamlit as st

from ui import change_queries, export, filters, number_table, progress_queries, progress_rows, queries, tables
from ui.frame import Frame
from ui.names import place
from ui.navigation import ENTERPRISE
from ui.number_table import Numbers
from ui.tables import Column
from ui.text import _, cached_by_language, month, plain, term
from ui.warehouse import Build
from ui.words import definition_help

CHANGES = ("new_unions", "new_enterprises", "dissolved", "closed", "rematched", "rescoped")
ENDS = ("opening", "closing")
TABLE_HEIGHT, ROWS_HEIGHT = 440, 420
Places = tuple[str, ...]


def by_month(frame: Frame, chosen: Places) -> None:
    """The months with their changes, the newest first; below it who stands behind the number that was clicked."""
    found = change_queries.months(frame.build, chosen)
    told = definition_help(queries.definitions(frame.build), "coverage_change", frame.as_of)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader(_headline(found), anchor=False, help=told, width="content")
        export_button(frame.build, chosen)
    if not found:
        st.info(_("No month can be compared with the one before it yet"))
        return

    def open_rows(row: dict[str, Any], column: str) -> None:
        filters.choose_change(row["month"], column if column in (*ENDS, *CHANGES) else "")

    table(frame.build, chosen, "coverage_changes", open_rows)
    row = next((row for row in found if row["month"] == filters.month()), None)
    if row is None:
        return
    if filters.change() in ENDS:
        _covered(frame, chosen, row["opening_month"] if filters.change() == "opening" else row["month"])
    else:
        between(frame, chosen, row["opening_month"], row["month"], filters.change())


def table(build: Build, chosen: Places, key: str, open_rows: Callable[[dict[str, Any], str], None]) -> None:
    """Every month with opening, changes and closing of the chosen townships; a click on a number opens its rows."""
    number_table.show(_months(build, chosen), key, open_rows, TABLE_HEIGHT)
    st.caption(
        _(
            "Larger enterprises with a union; changes are signed and add up. The first published month has none"
            " before it to be compared with; months before it are reconstructed from dates: what was matched anew"
            " or counted otherwise then, nobody knows."
            " Click on a number: who it was stands below."
        )
    )


def export_button(build: Build, chosen: Places) -> None:
    """The table as CSV; nothing where it is empty."""
    made = _months(build, chosen)
    if made.found.num_rows:
        export.table_button(build, made.found, made.columns, _("changes by month"))


@cached_by_language(maxsize=64)
def _months(build: Build, chosen: Places) -> Numbers:
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


def _covered(frame: Frame, chosen: Places, shown: date) -> None:
    """The larger enterprises that had a union at the end of a month: what opening and closing count."""
    asked = {"townships": list(chosen), "month": shown}
    found = progress_queries.listed(frame.build, "progress_covered", (("townships", chosen), ("month", shown)))
    title = _(
        "{number} larger enterprises had a union at the end of {month}",
        number=tables.total_of(found),
        month=month(shown),
    )
    _listed(frame, found, progress_rows.columns("covered"), "progress_covered", title, asked)


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
        st.caption(_("No enterprise is in this list"))
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
