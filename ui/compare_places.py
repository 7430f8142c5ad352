"""Two townships side by side: coverage with its interval, what runs, what was organised this year, who is late."""

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from etl.mart import RANKED_FROM
from ui import filters, progress_queries, queries, side_by_side
from ui.frame import Frame
from ui.names import place
from ui.navigation import DATA, PROGRESS, TARGETS, TOWNSHIP
from ui.side_by_side import Line, Side
from ui.text import _, day, plain, term
from ui.words import Coverage, definition_help, summed


def show(frame: Frame) -> None:
    """Choose two, at first those with most larger enterprises, and see them; the heading names the difference."""
    covered = {row["township_name"]: summed([row]) for row in queries.townships(frame.build, queries.LARGER)}
    names = list(covered)
    largest = [*sorted(range(len(names)), key=lambda number: -covered[names[number]].larger), 0]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        first = side_by_side.choose(_("First township"), names, "left", largest[0], place, 220)
        second = side_by_side.choose(_("Second township"), names, "right", largest[1], place, 220)
    frame.heading(headline(first, second, covered[first], covered[second]))
    side_by_side.show(lines(frame, first, second, covered), place(first), place(second), "places")
    st.caption(
        _(
            "Difference: the second less the first. Larger enterprises as of {day}; targets that are late on {today}."
            " A number in blue opens its rows.",
            day=frame.as_of,
            today=date.today().isoformat(),
        )
    )
    with st.container(horizontal=True):
        for name in (first, second):
            st.page_link(
                TOWNSHIP,
                label=_("All about {place}", place=plain(place(name))),
                icon=":material/open_in_new:",
                query_params={filters.CARD: name},
            )


def headline(first: str, second: str, before: Coverage, after: Coverage) -> str:
    """The answer: both rates; numbers where one of them has fewer than ten."""
    names = {"first": place(first), "second": place(second)}
    if min(before.larger, after.larger) < RANKED_FROM:
        return _(
            "{first}: {a} of {all_a} with a union; {second}: {b} of {all_b}",
            **names,
            a=before.covered,
            all_a=before.larger,
            b=after.covered,
            all_b=after.larger,
        )
    told = [side_by_side.shown(_rate(coverage), True) for coverage in (before, after)]
    return _("{first}: {a} have a union; {second}: {b}", **names, a=told[0], b=told[1])


def _rate(coverage: Coverage) -> Side:
    return side_by_side.rate(coverage.covered, coverage.larger)


def lines(frame: Frame, first: str, second: str, covered: dict[str, Coverage]) -> list[Line]:
    """Every line of the comparison, each number with the way to its rows."""
    build, year, today = frame.build, progress_queries.year_of(frame.build), date.today()
    defined = queries.definitions(build)
    done = {row["township_name"]: row for row in progress_queries.places(build, year)}
    late = {name: progress_queries.standing(build, today, (name,)) for name in (first, second)}

    def line(label: str, side: Any, key: str = "", is_share: bool = False, of: str = frame.as_of) -> Line:
        told = definition_help(defined, key, of) if key else None
        return Line(label, side(first), side(second), is_share, told)

    def of_year(column: str, rows: str, name: str) -> Side:
        return _progress(name, done.get(name, {}).get(column), rows)

    def of_today(column: str, name: str) -> Side:
        return _progress(name, late[name][column], column)

    return [
        line(
            term("definition", "larger"), lambda name: _listed(name, covered[name].larger, filters.STATUSES), "larger"
        ),
        line(_("With a union"), lambda name: _listed(name, covered[name].covered, filters.COVERED)),
        line(_("Coverage"), lambda name: _rate(covered[name]), "coverage_rate", is_share=True),
        line(_("Interval of the coverage"), partial(_interval, covered), is_share=True),
        *(
            line(term("union_status", state), partial(_of_state, covered, state))
            for state in ("own", "joint", "headquarters", "uncertain", "none")
        ),
        line(_("Size unknown"), lambda name: _unsized(name, covered[name].size_unknown), "size_unknown"),
        line(term("ladder_step", "running"), partial(_step, covered, "running"), "working"),
        line(term("ladder_step", "alive"), partial(_step, covered, "alive"), "working"),
        line(_("Planned in {year}", year=year), partial(of_year, "planned", "plans"), "plan_year"),
        line(_("Organised in {year}", year=year), partial(of_year, "done", "organised"), "organised_in_year"),
        line(_("Of these shown to run"), partial(of_year, "running", "running"), "effective_progress"),
        line(_("Open targets"), partial(of_today, "targets"), "open_target", of=day(today)),
        line(_("Stalled"), partial(of_today, "stalled"), "stalled", of=day(today)),
    ]


def _listed(name: str, number: int, states: tuple[str, ...]) -> Side:
    return Side.of(number, TARGETS, **filters.link(township=[name], status=list(states), definition=queries.LARGER))


def _of_state(covered: dict[str, Coverage], state: str, name: str) -> Side:
    return _listed(name, getattr(covered[name], state), (state,))


def _interval(covered: dict[str, Coverage], name: str) -> Side:
    coverage = covered[name]
    low, high = coverage.covered - coverage.challenged, coverage.covered + coverage.uncertain
    asked = filters.link(township=[name], status=["uncertain"], definition=queries.LARGER)
    return side_by_side.rates(low, high, coverage.larger, TARGETS, **asked)


def _unsized(name: str, number: int) -> Side:
    return Side.of(number, DATA, **filters.link(township=[name], view="unsized"))


def _step(covered: dict[str, Coverage], step: str, name: str) -> Side:
    """Enterprises whose union has come so far, for certain and possibly; the list of the latter says which is which."""
    low, high = getattr(covered[name], f"{step}_proven"), getattr(covered[name], f"{step}_possible")
    asked = filters.link(township=[name], status=list(filters.COVERED), step=[step], definition=queries.LARGER)
    return Side.between(low, high, TARGETS, **asked)


def _progress(name: str, number: int | None, rows: str) -> Side:
    return Side.of(number, PROGRESS, **filters.link(township=[name], rows=rows))
