"""Coverage map: where are the larger enterprises without a union? A click on a township filters what is beside it."""

import streamlit as st

from ui import charts, filters, map_legend, maps, panel, queries, theme, viewport, words
from ui.frame import here
from ui.navigation import TARGETS
from ui.text import _


def choose() -> None:
    """A click on the map: its township becomes the filter, its zone or enterprise is shown beside the map."""
    hit = maps.clicked(st.session_state[maps.PAGE].selection)
    filters.choose_township(hit.township)
    filters.choose_zone(hit.zone)
    filters.open_card(hit.enterprise_id)


frame, look = here(), theme.current()
build, chosen, definition = frame.build, frame.filters.townships, frame.filters.definition
rows = queries.townships(build, definition)
coverage = words.summed(rows, chosen)

frame.heading(words.headline(coverage, definition, chosen))
left, right = st.columns([3, 2])
with left.container(border=True):
    zones = filters.zones_shown()
    charts.legend([*map_legend.entries(rows, look), *map_legend.marks(build, look, zones)])
    maps.show(maps.coverage_map(build, definition, "page", viewport.is_narrow(), look, zones), maps.PAGE, choose)
    st.caption(map_legend.caption(build, definition, look))
with right.container(border=True):
    panel.show(frame, coverage, filters.zone() if zones and not chosen else "")
    st.page_link(
        TARGETS,
        label=_("Open the list"),
        icon=":material/list:",
        query_params=filters.link(township=list(chosen)),
    )
if zones:
    panel.zones_off_the_map(frame)
panel.without_position(frame)
