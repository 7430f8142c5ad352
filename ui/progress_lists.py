"""The rows behind the numbers of the progress page: one list at a time, chosen by name or by a click on a number."""

from calendar import monthrange
from datetime import date
from typing import Any

import streamlit as st

from ui import card, export, filters, lists, progress, progress_queries, scroll, tables
from ui.frame import Frame
from ui.navigation import ENTERPRISE, FILTERS, PROGRESS
from ui.tables import Column
from ui.text import N_, _, count, day, month, term

HEIGHT = 560
TARGETS = (
    "enterprise_name township_name stage stage_since days_there track assigned_to follow_up_on headcount visits"
    " last_visit_on refusal deadline track_since last_by enterprise_id"
)
ORGANISED = (
    "enterprise_name township_name organised_on is_running shown_by is_larger workers union_name source_file"
    " source_sheet source_row union_id enterprise_id"
)
LISTS = {
    "stalled": (
        "enterprise_name township_name stage next_stage days_over deadline assigned_to follow_up_on headcount"
        " stage_since refusal visits last_visit_on last_by enterprise_id"
    ),
    "due": (
        "enterprise_name township_name due_on due_reason stage next_stage assigned_to headcount stage_since refusal"
        " visits last_visit_on last_by enterprise_id"
    ),
    "targets": TARGETS,
    "resting": TARGETS.replace("stage stage_since days_there track", "track track_since refusal stage").replace(
        " refusal deadline track_since", " stage_since"
    ),
    **dict.fromkeys(
        ("organised", "running", "running_unknown", "not_running", "undated", "history"),
        ORGANISED,
    ),
    "removed": (
        "enterprise_name township_name removal removal_check removed_on removal_by removal_source note headcount stage"
        " closed_by enterprise_id"
    ),
    "plans": (
        "township_name plan_year planned workers_planned told_by source_file source_sheet source_row entered_by"
        " entered_source entered_on"
    ),
}
"""List → its columns."""
QUERIES = {name: "progress_targets" for name in ("stalled", "due", "targets", "resting")} | {
    "removed": "progress_removed",
    "plans": "progress_plans",
}
"""List → its query, where it is not the one of what was organised."""
SENTENCES = {
    "stalled": N_("**{number}** targets are late: the next stage was to be reached and was not"),
    "due": N_("**{number}** targets of which something is due within {days} days, or has been since"),
    "targets": N_("**{number}** targets are open"),
    "resting": N_("**{number}** targets rest on a side track"),
    "organised": N_("**{number}** enterprises were organised ({when})"),
    "running": N_("**{number}** of those organised are shown to run ({when})"),
    "running_unknown": N_("**{number}** of those organised: whether they run is not known ({when})"),
    "not_running": N_("**{number}** of those organised certainly do not run ({when})"),
    "undated": N_("**{number}** enterprises are organised, and no row tells the day"),
    "history": N_("**{number}** organised in the months that the forecast rests on ({when})"),
    "removed": N_("**{number}** targets were taken off the list, or are to be, each with its reason"),
    "plans": N_("Plan of **{year}** by township, and where it comes from"),
}


def show(frame: Frame, year: int, today: date) -> None:
    """The list that is open with its CSV; a click on a row opens the enterprise's card beside it."""
    build = frame.build
    with st.container(key="progress_rows_shown"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
            name = filters.progress_rows()
            query, columns = QUERIES.get(name, "progress_organised"), _columns(name)
            parameters = _parameters(frame, name, year, today)
            export.button(build, query, columns, term("progress_rows", name), **parameters)
        found = progress_queries.listed(
            build, query, tuple((key, _hashable(value)) for key, value in parameters.items())
        )
        _sentence(frame, name, parameters, tables.total_of(found))
        if not found.num_rows:
            st.info(_nothing(frame, name))
        elif name == "plans":
            tables.show(found, columns, "progress_plans", HEIGHT)
        else:
            _with_card(frame, name, found, columns, parameters)
    scroll.to("progress_rows_shown", filters.rows_chosen())


def _parameters(frame: Frame, name: str, year: int, today: date) -> dict[str, Any]:
    """What the list's query binds."""
    chosen = {
        "townships": list(frame.filters.townships),
        "stages": list(frame.filters.stages),
        "tracks": list(frame.filters.tracks),
        "which": name,
        "year": year,
        "today": today,
        "until": progress.until(today),
    }
    if name not in QUERIES:
        chosen["since"], chosen["until"] = _span(frame, name, year)
    return chosen


def _span(frame: Frame, name: str, year: int) -> tuple[date, date]:
    """First and last day of what was organised: the month that was clicked on, the forecast's history, or the year."""
    chosen = filters.month()
    if name == "history":
        told = progress_queries.history(frame.build)
        if told:
            return told[0], told[-1].replace(day=monthrange(told[-1].year, told[-1].month)[1])
    elif chosen is not None:
        return chosen, chosen.replace(day=monthrange(chosen.year, chosen.month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _sentence(frame: Frame, name: str, parameters: dict[str, Any], total: int) -> None:
    """What the list holds; with a way out of a month that was clicked on."""
    when = f"{day(parameters['since'])} – {day(parameters['until'])}" if "since" in parameters else ""
    chosen = filters.month() if "since" in parameters and name not in ("history", "undated") else None
    told = {"number": count(total), "days": progress.DUE_DAYS, "year": parameters["year"]}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(_(SENTENCES[name], **told, when=month(chosen) if chosen else when), width="content")
        if chosen:
            label = _("The whole year")
            st.button(label, key="whole_year", type="tertiary", on_click=filters.choose_rows, args=(name,))
    if name in ("stalled", "due", "targets", "resting"):
        held = frame.filters.narrowed(FILTERS[PROGRESS])
        if held:
            said = [_("{label}: {values}", label=label, values=_(", ").join(values)) for label, values in held.items()]
            st.caption(_("; ").join(said))


def _nothing(frame: Frame, name: str) -> str:
    """What an empty list says: nobody has written anything yet, or the filters leave nothing."""
    if name in ("stalled", "due", "targets", "resting", "removed"):
        if not progress_queries.has_events(frame.build):
            return _("Nobody has recorded a step yet: targets are listed, and nothing can be late")
        return _("No target is in this list")
    return _("No enterprise is in this list")


def _with_card(frame: Frame, name: str, found: Any, columns: tuple[Column, ...], parameters: dict[str, Any]) -> None:
    build = frame.build
    key = f"{filters.key_of(name, frame.filters)}_{len(build.file)}_{parameters.get('since', '')}"

    def choose() -> None:
        rows = st.session_state[key].selection.rows
        filters.open_card(found.column("enterprise_id")[rows[0]].as_py() if rows and rows[0] < found.num_rows else None)

    opened = filters.card_id()
    left, right = st.columns([5, 3]) if opened else (st.container(), None)
    with left:
        tables.show(found, columns, key, HEIGHT, choose, tables.position(found, opened))
        tables.shown_of(found)
    if right:
        with right.container(border=True):
            card.enterprise(build, opened)
            st.page_link(
                ENTERPRISE,
                label=_("This card alone"),
                icon=":material/open_in_new:",
                query_params={filters.CARD: opened},
            )


def _columns(name: str) -> tuple[Column, ...]:
    number, moment = "number", "date"
    special = (
        Column("enterprise_name", _("Enterprise"), width=190),
        Column("stage", _("Stage reached"), terms="stage", width=90),
        Column("next_stage", _("Next stage"), terms="stage", width=90),
        Column("stage_since", _("Since"), kind=moment, width=100),
        Column("days_there", _("Days there"), kind=number, width=80),
        Column("days_over", _("Days late"), kind=number, width=80),
        Column("deadline", _("To be reached by"), kind=moment, width=110),
        Column("track", _("Side track"), terms="track", width=110),
        Column("track_since", _("On it since"), kind=moment, width=100),
        Column("due_on", _("Due on"), kind=moment, width=100),
        Column("due_reason", _("What is due"), terms="due_reason", width=120),
        Column("assigned_to", _("Who goes there"), width=100),
        Column("follow_up_on", _("To go again on"), kind=moment, width=110),
        Column("visits", _("Visits"), kind=number, width=64),
        Column("last_visit_on", _("Last visit"), kind=moment, width=100),
        Column("refusal", _("Refused because"), terms="refusal", width=110),
        Column("last_by", _("Last written by"), width=100),
        Column("organised_on", _("Organised on"), kind=moment, width=100),
        Column("is_running", _("Does it run"), words=_running, width=90),
        Column("shown_by", _("Shown by"), terms="shown_by", width=100),
        Column("removal", _("Why taken off"), terms="removal", width=110),
        Column("removal_check", _("Second person"), terms="removal_check", width=120),
        Column("removed_on", _("Taken off on"), kind=moment, width=100),
        Column("removal_by", _("Taken off by"), width=100),
        Column("removal_source", _("Signed in or not"), terms="actor_source", width=90),
        Column("note", _("Reason written"), width=220),
        Column("closed_by", _("Closed by"), terms="closed_by", width=110),
        Column("plan_year", _("Year"), width=60),
        Column("planned", _("Enterprises planned"), kind=number, width=100),
        Column("workers_planned", _("Workers planned"), kind=number, width=100),
        Column("told_by", _("Told by"), terms="told_by", width=100),
        Column("entered_by", _("Entered by"), width=100),
        Column("entered_source", _("Signed in or not"), terms="actor_source", width=90),
        Column("entered_on", _("Entered on"), kind=moment, width=100),
    )
    own = {column.name: (column,) for column in special}
    return tuple(column for word in LISTS[name].split() for column in own.get(word) or lists.of(word))


def _running(code: str) -> str:
    return term("running", "running" if code.lower() == "true" else "not_running")
