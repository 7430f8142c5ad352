"""Coverage map: where are the larger enterprises without a union? A click on a township filters what is beside it."""

import streamlit as st

from ui import charts, filters, maps, panel, queries, viewport, words
from ui.frame import here
from ui.navigation import TARGETS
from ui.text import _

KEY = "coverage_map"


def choose() -> None:
    """A click on the map: its township becomes the filter, its enterprise the open card."""
    township, enterprise_id = maps.clicked(st.session_state[KEY].selection)
    filters.choose_township(township)
    filters.open_card(enterprise_id)


frame = here()
build, chosen, definition = frame.build, frame.filters.townships, frame.filters.definition
rows = queries.townships(build, definition)
coverage = words.summed(rows, chosen)

frame.heading(words.headline(coverage, definition, chosen))
left, right = st.columns([3, 2])
with left.container(border=True):
    charts.legend([*maps.legend_entries(rows), *maps.point_legend(build)])
    maps.show(maps.coverage_map(build, definition, "page", viewport.is_narrow()), KEY, choose)
    st.caption(maps.caption(build))
with right.container(border=True):
    panel.township(frame, coverage)
    st.page_link(
        TARGETS,
        label=_("Open the list"),
        icon=":material/list:",
        query_params=filters.link(township=list(chosen)),
    )
panel.without_position(frame)
