"""Two published months side by side, of the county or a township: what was published, and who came and left between."""

from functools import partial
from typing import Any

import streamlit as st

from ui import change_queries, changes, filters, queries, side_by_side
from ui.frame import Frame
from ui.names import place
from ui.navigation import RISK, TARGETS
from ui.side_by_side import Line, Side
from ui.text import _, in_this_language, month, term
from ui.words import definition_help

STATES = ("own", "joint", "headquarters", "uncertain", "none")


def show(frame: Frame) -> None:
    """Choose a place and two months, and see them; where one alone is published that is said."""
    build = frame.build
    names = ["", *(row["township_name"] for row in queries.townships(build, queries.LARGER))]
    published = [row["month"] for row in change_queries.published(build, ())]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        where = st.selectbox(
            _("Where"), names, format_func=in_this_language(_where), key="where", width=220, bind="query-params"
        )
        first = side_by_side.choose(_("First month"), published, "earlier", 1, month, 140)
        second = side_by_side.choose(_("Second month"), published, "later", 0, month, 140)
    earlier, later = sorted((first, second))
    if len(published) == 1:
        frame.heading(_("Only {month} has been published: nothing to compare with yet", month=month(published[0])))
        st.info(_("From the next month's build on, this page shows both months and who came and left between them."))
        return
    if earlier == later:
        frame.heading(_("Choose two different months"))
        return
    chosen = (where,) if where else ()
    rows = {row["month"]: row for row in change_queries.published(build, chosen)}
    frame.heading(headline(where, rows[earlier], rows[later]))
    side_by_side.show(lines(frame, where, rows[earlier], rows[later]), month(earlier), month(later), "months")
    st.caption(_("As published at the time. Only this build's own month still has its rows: its numbers open them."))
    changes.between(frame, chosen, earlier, later)


def _where(name: str) -> str:
    return place(name) if name else _("Whole county")


def covered(row: dict[str, Any]) -> int:
    """Larger enterprises with a union that counted."""
    return row["own"] + row["joint"] + row["headquarters"]


def headline(where: str, before: dict[str, Any], after: dict[str, Any]) -> str:
    """The answer: from how many with a union to how many."""
    return _(
        "{place}: {before} with a union in {earlier}, {after} in {later}",
        place=_where(where),
        before=covered(before),
        after=covered(after),
        earlier=month(before["month"]),
        later=month(after["month"]),
    )


def lines(frame: Frame, where: str, before: dict[str, Any], after: dict[str, Any]) -> list[Line]:
    """Every line of the comparison; this build's own month has its rows behind it."""
    defined = queries.definitions(frame.build)
    own_month = frame.facts["as_of"].replace(day=1)
    townships = [where] if where else []

    def line(label: str, side: Any, key: str = "", is_share: bool = False) -> Line:
        told = definition_help(defined, key, frame.as_of) if key else None
        return Line(label, side(before), side(after), is_share, told)

    def listed(states: tuple[str, ...], row: dict[str, Any]) -> Side:
        asked = filters.link(township=townships, status=list(states), definition=queries.LARGER)
        return Side.of(sum(row[state] for state in states), TARGETS if row["month"] == own_month else "", **asked)

    def step(name: str, row: dict[str, Any]) -> Side:
        asked = filters.link(township=townships, band=list(filters.BANDS))  # every union, and how far each has come
        opened = RISK if row["month"] == own_month else ""
        return Side.between(row[f"{name}_proven"], row[f"{name}_possible"], opened, **asked)

    def suspected(row: dict[str, Any]) -> Side:
        asked = filters.link(township=townships, band=["suspected"])
        return Side.of(row["suspected"], RISK if row["month"] == own_month else "", **asked)

    return [
        line(term("definition", "larger"), partial(listed, STATES), "larger"),
        line(_("With a union"), partial(listed, STATES[:3])),
        line(_("Coverage"), _rate, "coverage_rate", is_share=True),
        line(_("Interval of the coverage"), _interval, is_share=True),
        *(line(term("union_status", state), partial(listed, (state,))) for state in STATES),
        line(_("Workers covered, number"), lambda row: Side.of(row["workers_covered"]), "worker_coverage_rate"),
        line(_("Scored unions"), lambda row: Side.of(row["unions"]), "scored_union"),
        *(
            line(_("Unions: {step}", step=term("ladder_step", name)), partial(step, name), "ladder")
            for name in ("set_up", "running", "alive")
        ),
        line(term("risk_band", "suspected"), suspected, "suspected"),
    ]


def _rate(row: dict[str, Any]) -> Side:
    return side_by_side.rate(covered(row), row["larger"])


def _interval(row: dict[str, Any]) -> Side:
    """The rate to where it would be with all undecided links; how many were challenged no past month tells."""
    return side_by_side.rates(covered(row), covered(row) + row["uncertain"], row["larger"])
