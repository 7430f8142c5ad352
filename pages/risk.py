"""Risk: which unions exist on paper only, and on what evidence? A click on a row opens its card."""

import streamlit as st

from ui import effective, filters, risk, risk_lists, risk_queries, union_card
from ui.frame import here
from ui.navigation import UNION
from ui.text import _

frame = here()
build, chosen = frame.build, frame.filters.townships
rows = risk_queries.places(build, frame.filters.members)
total = effective.summed(rows, chosen)

frame.heading(risk.headline(total))
if total.get("unions"):
    risk.figures(frame, total)
    left, right = st.columns([9, 11])
    with left.container(border=True, height="stretch"):
        risk.ladder(frame, total)
        risk.dimensions(frame)
    with right.container(border=True, height="stretch"):
        risk.spread(frame, rows)
    left, right = st.columns([5, 3])
    with left:
        risk_lists.show(frame)
    with right.container(border=True):
        if filters.card_id():
            union_card.brief(build, filters.card_id())
            st.page_link(
                UNION,
                label=_("The whole card: every indicator"),
                icon=":material/open_in_new:",
                query_params={filters.CARD: filters.card_id()},
            )
        else:
            risk.reading(frame)
else:
    st.info(_("Take a filter away, or bring the ledger of unions"))
