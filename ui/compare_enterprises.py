"""Two enterprises side by side: ?a=C-…&b=C-…; what they have in common is pale, what differs stands out."""

from html import escape
from typing import Any

import streamlit as st

from ui import card, change_queries, filters, queries
from ui.frame import Frame
from ui.names import UNPLACED, place
from ui.navigation import ENTERPRISE
from ui.text import UNKNOWN, _, count, day, plain, term
from ui.warehouse import Build

FIRST, SECOND = "a", "b"
CELL = "padding:0.35rem 0.8rem 0.35rem 0;border-bottom:1px solid rgba(138,143,152,0.25);vertical-align:top"


def show(frame: Frame) -> None:
    """The two that the address names; whom to choose where one of them is not named."""
    first, second = st.query_params.get(FIRST, ""), st.query_params.get(SECOND, "")
    found = [queries.enterprise(frame.build, one) if one else None for one in (first, second)]
    if found[0] is None:
        frame.heading(_("Two enterprises side by side"))
        st.info(_("Open an enterprise's card and press “Compare with…”: it is the first of the two"))
        return
    _choose(frame, first, found[1])
    if found[1] is None:
        frame.heading(_("{name}: choose whom to compare it with", name=found[0]["name"]))
        return
    frame.heading(_("{first} beside {second}", first=found[0]["name"], second=found[1]["name"]))
    for one in found:
        st.page_link(
            ENTERPRISE,
            label=plain(one["name"]),
            icon=":material/domain:",
            query_params={filters.CARD: one["enterprise_id"]},
        )
    facts = [[(_("Enterprise"), one["name"]), *_facts(frame.build, one)] for one in found]
    st.html(table(*facts))
    st.caption(_("As of {day}. Where each fact was read from stands on the card.", day=frame.as_of))


def _choose(frame: Frame, first: str, second: dict[str, Any] | None) -> None:
    """Those most like the first, by township, sector and headcount; any other by its name. The second that is shown
    stays among them, whatever is searched for."""
    asked = st.text_input(_("Part of a name, or choose one that is alike"), key="other", max_chars=60, width=340)
    found = queries.search(frame.build, asked.strip()) if asked.strip() else []
    others = {row["id"]: row["name"] for row in found if row["kind"] == "enterprise" and row["id"] != first}
    if asked.strip() and not others:
        st.caption(_("No other enterprise has that in its name or code"))
    if not others:
        others = {row["enterprise_id"]: row["name"] for row in change_queries.similar(frame.build, first)}
    chosen = second["enterprise_id"] if second else ""
    if second:
        others = {chosen: second["name"]} | others
    names = list(others)

    def choose() -> None:
        if st.session_state.get("second_enterprise"):
            st.query_params[SECOND] = st.session_state["second_enterprise"]

    st.selectbox(
        _("Compare with"),
        names,
        index=names.index(chosen) if chosen in names else None,
        format_func=lambda one: others.get(one, one),
        placeholder=_("Choose an enterprise"),
        key="second_enterprise",
        width=340,
        on_change=choose,
    )


def _facts(build: Build, found: dict[str, Any]) -> list[tuple[str, str]]:
    """What is compared, in order; what nobody knows is '—'."""
    target = change_queries.target(build, found["enterprise_id"]) or {}
    stage = term("stage", target["stage"]) if target else UNKNOWN
    return [
        (_("Union"), term("union_status", found["union_status"])),
        (_("In scope"), term("scope_reason", found["scope_reason"])),
        (_("Township"), place(found["township_name"] or UNPLACED)),
        (_("Kind"), term("entity_class", found["entity_class"])),
        (_("Sector"), term("industry_section", found["industry_section"])),
        (_("Established on"), day(found["established_on"])),
        (_("Headcount"), count(found["headcount"])),
        (_("Headcount from"), term("headcount_source", found["headcount_source"])),
        (term("definition", "larger"), card.answer(found["is_larger"])),
        (term("definition", "above_scale"), card.answer(found["is_above_scale"])),
        (_("Size class of 2017"), term("size_class", found["size_class"])),
        (_("Rank"), count(found["priority"])),
        (_("Stage"), stage),
        (_("Since"), day(target["stage_since"]) if target.get("stage_since") else UNKNOWN),
        (_("Side track"), term("track", target.get("track"))),
        (_("Visits"), count(target.get("visits"))),
        (_("Who goes there"), target.get("assigned_to") or UNKNOWN),
        (_("Next visit"), day(target["next_visit_on"]) if target.get("next_visit_on") else UNKNOWN),
    ]


def table(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> str:
    """Both in one table: a line in which they differ is strong, the others are pale."""
    lines = []
    for (what, one), (_what, other) in zip(first, second, strict=True):
        look = "opacity:0.62" if one == other else "font-weight:600"
        cells = "".join(f'<td style="{CELL};{look};width:36%">{escape(value)}</td>' for value in (one, other))
        lines.append(f'<tr><td style="{CELL};opacity:0.62">{escape(what)}</td>{cells}</tr>')
    return f'<table style="border-collapse:collapse;width:100%;font-size:0.95rem">{"".join(lines)}</table>'
