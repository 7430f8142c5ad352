"""Enterprises without a union: whom to visit first, and why? A click on a row opens its card beside the list."""

import streamlit as st

from ui import card, export, filters, lists, queries, sources, tables, words
from ui.frame import here
from ui.navigation import ENTERPRISE, FILTERS, TARGETS
from ui.text import _, count, term

frame = here()
build = frame.build
found = queries.enterprises(build, frame.filters)
total = tables.total_of(found)
reasons = {key: rule["wording"] for key, rule in queries.priority_rules(build).items()}
columns = lists.enterprises(reasons, by_step=bool(frame.filters.steps))
key = filters.key_of("targets", frame.filters)


def choose() -> None:
    """A click on a row opens its card; a click on the same row closes it."""
    rows = st.session_state[key].selection.rows
    filters.open_card(found.column("enterprise_id")[rows[0]].as_py() if rows and rows[0] < found.num_rows else None)


frame.heading(words.listed_enterprises(frame.filters, total))
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    who = term("definition", frame.filters.definition)
    st.markdown(_("{who}: {number}, by filters", who=who, number=count(total)), width="content")
    export.button(build, "enterprises", columns, _("enterprises"), **frame.filters.parameters())

left, right = st.columns([5, 3])
with left:
    if total:
        tables.show(found, columns, key, 640, choose, tables.position(found, filters.card_id()))
        tables.shown_of(found)
    else:
        narrowed = [
            _("{label}: {values}", label=label, values=_(", ").join(values))
            for label, values in frame.filters.narrowed(FILTERS[TARGETS]).items()
        ]
        st.info(_("No enterprise fits all of these filters. Take one away: {filters}", filters=_("; ").join(narrowed)))
with right.container(border=True):
    if filters.card_id():
        card.enterprise(build, filters.card_id())
        st.page_link(
            ENTERPRISE,
            label=_("This card alone"),
            icon=":material/open_in_new:",
            query_params={filters.CARD: filters.card_id()},
        )
    else:
        sources.reasons(frame)
