"""On the spot: whom to visit next, what was found there, and what is still to be mended?"""

import streamlit as st

from ui import access, filters, verdict, visits
from ui.frame import here
from ui.navigation import UNION
from ui.text import _

frame = here()
actor = access.choose()
townships = visits.places(frame, actor)
frame.heading(visits.headline(frame, townships))
visits.figures(frame, townships)
left, right = st.columns([5, 3])
with left:
    visits.show(frame, townships)
with right.container(border=True):
    if filters.card_id():
        visits.union(frame, filters.card_id())
        verdict.form(frame.build, filters.card_id())
        st.page_link(
            UNION,
            label=_("The whole card: every indicator"),
            icon=":material/open_in_new:",
            query_params={filters.CARD: filters.card_id()},
        )
    else:
        visits.reading(frame)
