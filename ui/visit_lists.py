"""The page 'Visit lists', first half: which enterprises go on the list, the list and the calendar to take away."""

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from etl.visits.write import visit_list
from ledger import Actor
from ui import access, calendar_file, filters, tables, visit_list_queries, visits
from ui.frame import Frame
from ui.names import place
from ui.tables import Column
from ui.text import _, count, day, in_this_language, listed, term, wide

HEIGHT = 520
USUAL, MOST = 30, 300
"""Rows of a list: a sheet of A4 holds about twelve."""
REASONS = ("due", "stalled", "next", "later", "resting")
USUAL_REASONS = REASONS[:3]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def headline(frame: Frame, actor: Actor | None) -> str:
    """The answer: how many are due, and how many have stalled."""
    townships = visits.places(frame, actor)
    due, stalled = (_total(frame, townships, "", (reason,)) for reason in ("due", "stalled"))
    if not due and not stalled:
        return _(
            "Nobody is overdue: {number} can be visited next", number=count(_total(frame, townships, "", ("next",)))
        )
    return _("{due} visits are due, {stalled} have stalled", due=count(due), stalled=count(stalled))


def _total(frame: Frame, townships: tuple[str, ...], assignee: str, reasons: tuple[str, ...]) -> int:
    return tables.total_of(visit_list_queries.listed(frame.build, townships, assignee, reasons, date.today(), 1))


def out(frame: Frame, actor: Actor | None) -> None:
    """Choose who goes on the list, see it, take it away."""
    st.subheader(_("1. Take the list along"), anchor=False)
    townships = visits.places(frame, actor)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        reasons = st.pills(
            _("Which"),
            REASONS,
            default=USUAL_REASONS,
            selection_mode="multi",
            format_func=in_this_language(partial(term, "list_reason")),
            key="list_reasons",
        )
        most = st.number_input(_("Enterprises at most"), 1, MOST, USUAL, key="list_most", width=110)
    own = actor is not None and st.toggle(_("Only those given to me"), key="list_mine")
    assignee = actor.name if own else ""
    found = visit_list_queries.listed(frame.build, townships, assignee, tuple(reasons), date.today(), int(most))
    if not found.num_rows:
        st.info(_("No enterprise fits: choose more of the reasons, or another township"))
    else:
        chosen = _choose(frame, found)
        _take_away(frame, actor, chosen)
    _calendar(frame, actor, townships)


def _choose(frame: Frame, found: Any) -> list[dict[str, Any]]:
    """The rows ticked, else all that are shown."""
    key = filters.key_of(f"visit_list_{found.num_rows}_{frame.build.pending}", frame.filters)
    selected = tables.show(found, _columns(), key, HEIGHT, several=True)
    tables.shown_of(found)
    rows = sorted(selected.selection.rows)
    st.caption(
        _("{number} ticked go on the list", number=count(len(rows)))
        if rows
        else _("All {number} go on the list; tick some to take only those", number=count(found.num_rows))
    )
    return (found.take(rows) if rows else found).to_pylist()


def _take_away(frame: Frame, actor: Actor | None, rows: list[dict[str, Any]]) -> None:
    st.download_button(
        _("Visit list, {number} enterprises", number=count(len(rows))),
        in_this_language(partial(content, rows, title(frame, actor, rows))),
        file_name=f"{_('visit list')}_{day(date.today())}.xlsx",
        mime=XLSX,
        key="take_list",
        type="primary",
        on_click="ignore",
        icon=":material/print:",
        help=_("A workbook for A4 paper with blanks to fill in; each download is a list of its own"),
    )


def content(rows: list[dict[str, Any]], heading: str) -> bytes:
    """The workbook of some rows of the list (ui/queries/visit_list.sql)."""
    told = [
        row | {"enterprise_id": row["written_id"], "enterprise_name": row["name"], "planned_on": row["next_visit_on"]}
        for row in rows
    ]
    return visit_list(told, heading)


def title(frame: Frame, actor: Actor | None, rows: list[dict[str, Any]]) -> str:
    """What stands above the list: whose, where, of which day, from which data."""
    townships = sorted({place(row["township_name"]) for row in rows})
    where = listed(townships) if len(townships) < 4 else _("{number} townships", number=len(townships))
    parts = [_("Visit list"), *([actor.name] if actor else []), where, day(date.today())]
    return " · ".join([*parts, _("As of {day}", day=frame.as_of)])


def _calendar(frame: Frame, actor: Actor | None, townships: tuple[str, ...]) -> None:
    """What is due as a calendar file: of who is here, with what nobody is sent to in their townships; else of the
    townships. As 'My work' counts it."""
    own = access.may_write(actor) and actor.role == "organiser"
    assignee = actor.name if own else ""
    rows = visit_list_queries.due(frame.build, townships, assignee)
    if not rows:
        st.caption(_("No day is set yet for a calendar: set when to go again, or record a step"))
        return
    name = actor.name if own else place(frame.facts["area_name"])
    st.download_button(
        _("Calendar, {number} days due", number=count(len(rows))),
        in_this_language(partial(calendar_file.ics, rows, frame.facts["area_name"], _("Due: {name}", name=name))),
        file_name=calendar_file.file_name(frame.build, name),
        mime="text/calendar",
        key="take_calendar",
        on_click="ignore",
        icon=":material/calendar_month:",
        help=_(
            "Visits to make again, stages that become late, deadlines of orders. Taken in again, days that moved move"
        ),
    )


def _columns() -> tuple[Column, ...]:
    moment = "date"
    known = (
        Column("name", _("Enterprise"), width=190),
        Column("list_reasons", _("Why now"), terms="list_reason", kind="joined", width=wide(70)),
        Column("stage", _("Stage now"), terms="stage", width=80),
        Column("next_stage", _("Next step"), terms="stage", width=80),
        Column("township_name", _("Township"), words=place, width=90),
        Column("headcount", _("Headcount"), kind="number", width=72),
        Column("next_visit_on", _("Go again on"), kind=moment, width=100),
        Column("late_after", _("Late after"), kind=moment, width=100),
        Column("assigned_to", _("Given to"), width=90),
        Column("address", _("Address"), width=240),
    )
    return known
