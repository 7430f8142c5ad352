"""Beside the map: the chosen township's figures, its ten largest enterprises without a union, who is on no point."""

import streamlit as st

from etl.mart import RANKED_FROM
from ui import card, charts, effective, export, filters, interval, lists, maps, queries, theme
from ui.frame import Frame
from ui.names import place, places
from ui.navigation import ENTERPRISE, TOWNSHIP
from ui.text import _, count, listed, percent, plain, term
from ui.words import Coverage, definition_help, summed


def show(frame: Frame, coverage: Coverage, zone: str) -> None:
    """Figures and the ten largest of the zone clicked on, else of the townships chosen, else of the county; below it
    the clicked enterprise's card."""
    chosen, definition = frame.filters.townships, frame.filters.definition
    row = next((row for row in queries.zones(frame.build, definition) if row["zone_name"] == zone), None)
    if row:
        coverage = summed([row])
    else:
        zone = ""
    st.subheader(
        plain(place(zone) if zone else "") or (listed(places(chosen)) if chosen else _("Whole county")), anchor=False
    )
    if row:
        st.caption(_("A zone lies across townships: it is counted apart and is no part of their sum."))
    elif not chosen:
        st.caption(_("Click on a township: this side then shows it alone. A click beside the map shows all again."))
    if len(chosen) == 1 and not zone:
        st.page_link(
            TOWNSHIP,
            label=_("All about {place}", place=plain(place(chosen[0]))),
            icon=":material/open_in_new:",
            query_params={filters.CARD: chosen[0]},
        )
    _figures(frame, coverage)
    if not zone:
        interval.show(frame, coverage)
    effective.show(frame, coverage, is_zone=bool(zone))
    status = theme.current().status
    charts.legend(
        [
            (
                status[state],
                _("{state} {number}", state=term("union_status", state), number=count(getattr(coverage, state))),
            )
            for state in charts.STATES
        ],
        (status["uncertain"],),
    )
    _largest(frame, zone)
    if filters.card_id():
        with st.container(border=True):
            card.enterprise(frame.build, filters.card_id())


def _largest(frame: Frame, zone: str) -> None:
    townships = () if zone else frame.filters.townships  # a zone lies across townships: its figures are whole
    found = queries.largest_without_union(frame.build, frame.filters.definition, townships, zone)
    st.markdown(_("**The largest without a union**"))
    if not found:
        st.caption(_("None is known here"))
    for row in found:
        st.page_link(
            ENTERPRISE,
            label=_("{name} · {workers} workers", name=plain(row["name"]), workers=count(row["headcount"])),
            query_params={filters.CARD: row["enterprise_id"]},
        )


def _figures(frame: Frame, coverage: Coverage) -> None:
    defined = queries.definitions(frame.build)
    rate = percent(coverage.share(coverage.covered)) if coverage.larger >= RANKED_FROM else _("too few")
    with st.grid(2, min_column_width=120, gap="small"):
        st.metric(_("Coverage"), rate, border=True, help=definition_help(defined, "coverage_rate", frame.as_of))
        st.metric(
            _("No union"),
            count(coverage.none),
            border=True,
            help=definition_help(defined, "not_organised", frame.as_of),
        )


def zones_off_the_map(frame: Frame) -> None:
    """The zones that have enterprises but no outline, with their figures: nothing on the map says them."""
    outlines = [] if maps.is_tiled(frame.build) else maps.boundaries(frame.build)["zone"]
    drawn = {shape["name"] for shape in outlines}
    rows = [row for row in queries.zones(frame.build, frame.filters.definition) if row["zone_name"] not in drawn]
    parts = [
        _(
            "{zone}: {larger} enterprises, {none} without a union",
            zone=place(row["zone_name"]),
            larger=count(row["larger"]),
            none=count(row["larger_none"]),
        )
        for row in rows
        if row["larger"]
    ]
    if parts:
        who = term("definition", frame.filters.definition)
        st.caption(_("Zones without an outline ({who}): {zones}", who=who, zones=plain(_("; ").join(parts))))


def without_position(frame: Frame) -> None:
    """How many enterprises without a union have no coordinates, by township: the map cannot show them as points."""
    rows = queries.without_position(frame.build, frame.filters.definition)
    missing = [row for row in rows if row["without_position"]]
    if missing:
        total = sum(row["without_position"] for row in missing)
        parts = [f"{place(row['township_name'])} {count(row['without_position'])}" for row in missing]
        st.caption(
            _(
                "{number} enterprises without a union have no coordinates and are on no point: {places}",
                number=count(total),
                places=listed(parts),
            )
        )
    with st.container(horizontal=True, horizontal_alignment="right"):
        name = "township_larger" if frame.filters.definition == queries.LARGER else "township_by_definition"
        export.button(frame.build, name, lists.of(lists.TOWNSHIPS), _("townships"), definition=frame.filters.definition)
