"""The parts of the progress page above its lists: the answer, the figures with the way to their rows, the charts."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from etl.mart import RANKED_FROM
from etl.progress.forecast import Forecast
from ui import charts, progress_charts, progress_queries, progress_rows, progress_state, progress_tables, queries, theme
from ui.frame import Frame
from ui.names import place, places
from ui.progress_queries import Year
from ui.text import _, count, day, listed, term
from ui.words import definition_help


@dataclass(frozen=True)
class Figure:
    """One figure: definition, the day that it is of, label, value, the list behind it, and what stands below it: words,
    and the list behind the number in them."""

    key: str
    as_of: str
    label: str
    value: str
    rows: str
    below: tuple[tuple[str, str], ...]


def headline(year: int, total: Year, chosen: tuple[str, ...]) -> str:
    """The answer: what is planned, what is done, and how much of that is shown to run."""
    told = {"year": year, "done": count(total.done), "running": count(total.running)}
    who = listed(places(chosen[:3])) + (_(" and others") if chosen[3:] else "")
    start = _("{places}: ", places=who) if chosen else ""
    if total.planned is None:
        return start + _("{year}: {done} organised, {running} of them shown to run; no plan is known", **told)
    told["planned"] = count(total.planned)
    return start + _("{year}: {planned} planned, {done} organised, {running} of them shown to run", **told)


def figures(frame: Frame, year: int, total: Year) -> None:
    """Plan, done, running, expected, stalled and due, each with its definition and the way to its rows."""
    defined, today = queries.definitions(frame.build), date.today()
    with st.grid(6, min_column_width=130, gap="small"):
        for figure in _figures(frame, total, today):
            with st.container(border=True, gap="xxsmall", height="stretch"):
                st.metric(figure.label, figure.value, help=definition_help(defined, figure.key, figure.as_of))
                for words, rows in figure.below:
                    _way(f":small[{words}]", f"below_{rows}", rows)
                _way(_("See the rows"), f"figure_{figure.rows}", figure.rows)
    _left_out(total)


def _way(label: str, key: str, rows: str) -> None:
    """Words that open a list of the page."""
    st.button(label, key=key, type="tertiary", on_click=progress_state.choose_rows, args=(rows,))


def _figures(frame: Frame, total: Year, today: date) -> list[Figure]:
    build, chosen = frame.build, frame.filters.townships
    standing = progress_queries.standing(build, today, chosen)
    due = progress_queries.due_by_place(build, today, progress_rows.until(today))
    near = sum(number for name, number in due.items() if not chosen or name in chosen)
    ahead = progress_queries.expected(build, chosen)
    planned = (_("{number} of {all} townships have one", number=total.places_planned, all=total.places), "plans")
    larger = (_("{number} of them larger", number=count(total.done_larger)), "larger")
    not_running = (_("{number} certainly not", number=count(total.not_running)), "not_running")
    unknown = (_("{number} not known", number=count(total.running_unknown)), "running_unknown")
    interval = (_("too little history") if ahead is None else progress_charts.interval(ahead), "history")
    open_ones = (_("of {number} open", number=count(standing["targets"])), "targets")
    soon = (_("within {days} days", days=progress_rows.DUE_DAYS), "due")
    expected = None if ahead is None else round(ahead.expected)
    of_year: list[tuple[str, str, int | None, str, tuple[tuple[str, str], ...]]] = [
        ("plan_year", _("Planned"), total.planned, "plans", (planned,)),
        ("organised_in_year", _("Organised"), total.done, "organised", (larger,)),
        ("effective_progress", _("Shown to run"), total.running, "running", (not_running, unknown)),
        ("forecast", _("Expected by the year's end"), expected, "history", (interval,)),
    ]
    of_today = [
        ("stalled", _("Stalled today"), standing["stalled"], "stalled", (open_ones,)),
        ("due", _("Due"), near, "due", (soon,)),
    ]
    return [
        Figure(key, as_of, label, count(number), rows, below)
        for as_of, told in ((frame.as_of, of_year), (day(today), of_today))
        for key, label, number, rows, below in told
    ]


def _left_out(total: Year) -> None:
    """What the figures do not say: days that nobody knows, townships without a plan."""
    said = []
    if total.planned is not None and total.places_planned < total.places:
        said.append(
            _(
                "{number} townships have no plan; what was organised there is counted as organised.",
                number=total.places - total.places_planned,
            )
        )
    if total.undated:
        said.append(
            _("Of {number} organised enterprises the day is not known: they are in no year.", number=total.undated)
        )
    if not said:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(" ".join(said), width="content")
        if total.undated:
            st.button(
                _("See those without a day"), type="tertiary", on_click=progress_state.choose_rows, args=("undated",)
            )


def by_township(frame: Frame, year: int) -> None:
    """Plan against done by township as bullet bars, those too small to rank pale below the line."""
    build, look = frame.build, theme.current()
    ranked, others = progress_charts.ranking(progress_queries.places(build, year))
    st.subheader(_furthest(ranked), anchor=False)
    charts.legend(progress_charts.entries(look), (look.risk["to_verify"],))
    charts.show(progress_charts.bullets(build, year, look), "bullets", _("Plan and organised by township"))
    below = _(
        "Enterprises, {year}, as of {day}. Source: plan of the year, ledger, steps. The same numbers stand in the table"
        " below and open their rows there.",
        year=year,
        day=frame.as_of,
    )
    if ranked and others:
        below += _(
            " By running against plan, the lowest first; pale: plan or larger enterprises under {number}, not ranked",
            number=RANKED_FROM,
        )
    st.caption(below)


def _furthest(ranked: list[progress_queries.Rows]) -> str:
    """What the bars show: who is furthest from its plan by unions that run."""
    behind = [row for row in ranked if row["running"] < row["planned"]]
    if not ranked:
        return _("No township has a plan of ten and ten larger enterprises: none is ranked")
    if not behind:
        return _("Every township that is ranked has reached its plan with unions that run")
    row = behind[0]
    return _(
        "{name} is furthest from its plan: {running} of {planned} run",
        name=place(row["township_name"]),
        running=count(row["running"]),
        planned=count(row["planned"]),
    )


def timeline(frame: Frame, year: int, total: Year) -> None:
    """The year month by month against the plan, with the band of what is to be expected; a month clicked opens."""
    build, chosen = frame.build, frame.filters.townships
    ahead = progress_queries.expected(build, chosen)
    st.subheader(_course(total, ahead), anchor=False)
    charts.legend(progress_charts.line_entries(theme.current(), ahead is not None, total.planned is not None))
    progress_tables.clicked_month(
        progress_charts.timeline(build, year, chosen, theme.current()), _("The year against the plan")
    )
    said = _("Enterprises organised since January, by month. Click on a month for its rows.")
    if ahead is None:
        said += _(" Too little history: no forecast is made.")
    else:
        said += _(" The forecast rests on {number} months.", number=ahead.months_of_history)
    later = total.done - progress_queries.done_until(build, chosen)
    st.caption(said)
    if later > 0:
        told = _("{number} more since {day} are not in the line: see them", number=count(later), day=frame.as_of)
        _way(told, "figure_later", "later")


def _course(total: Year, ahead: Forecast | None) -> str:
    """Whether the plan will be met at the present pace, as far as that can be said."""
    if total.planned is None:
        return _("{done} organised so far; no plan to compare with", done=count(total.done))
    if total.done >= total.planned:
        told = {"planned": count(total.planned), "done": count(total.done), "running": count(total.running)}
        return _("{done} organised, as many as planned ({planned}) and more; {running} are shown to run", **told)
    if ahead is None:
        return _("{done} of {planned}; too little history for a forecast", done=total.done, planned=total.planned)
    told = {"interval": progress_charts.interval(ahead), "planned": count(total.planned)}
    if ahead.low >= total.planned:
        return _("At this pace the plan of {planned} is reached ({interval})", **told)
    if ahead.high < total.planned:
        return _("At this pace the plan of {planned} is missed ({interval})", **told)
    return _("At this pace it is open whether the plan of {planned} is reached ({interval})", **told)


def funnel(frame: Frame, today: date) -> None:
    """Where targets that are open stand, and how many of them are late."""
    build, chosen, look = frame.build, frame.filters.townships, theme.current()
    steps = progress_charts.standing(build, today, chosen)
    late = max(steps, key=lambda step: step.stalled)
    if late.stalled:
        stuck = {"stage": term("stage", late.stage), "number": count(late.stalled)}
        heading = _("Most are stuck after “{stage}”: {number}", **stuck)
    elif any(step.targets for step in steps):
        heading = _("Nobody is late by the days set for each stage")
    else:
        heading = _("No target is open here")
    st.subheader(heading, anchor=False)
    charts.legend(progress_charts.stage_entries(look), (look.status["uncertain"],))
    charts.show(progress_charts.funnel(build, today, chosen, look), "funnel", _("Open targets by stage"))
    st.caption(
        _(
            "Open targets by the stage that they have reached, on {day}. The numbers by stage stand below by township,"
            " late ones under “Stalled”: they open their rows there.",
            day=today.isoformat(),
        )
    )
