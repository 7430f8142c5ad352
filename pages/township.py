"""One township at its own address: ?id=天马街道"""

import streamlit as st

from ui import access, changes, filters, notes, township, watch
from ui.frame import here
from ui.names import UNPLACED, place
from ui.navigation import TOWNSHIP
from ui.queries import LARGER, townships
from ui.text import _, plain

frame = here()
access.choose()
name = filters.card_id()
coverage = township.found(frame, name) if name else None
if coverage is None:
    frame.heading(_("Townships"))
    if name:
        st.info(_("This build has no township called {name}", name=plain(name)))
    for row in townships(frame.build, LARGER):
        asked = {filters.CARD: row["township_name"]}
        st.page_link(TOWNSHIP, label=plain(place(row["township_name"])), query_params=asked)
    st.stop()
frame.heading(township.headline(name, coverage))
watch.button(frame.build, name)
township.figures(frame, name, coverage)
with st.container(border=True):
    changes.by_month(frame, (name,))
left, middle, right = st.columns(3)
with left.container(border=True, height="stretch"):
    township.stages(frame, name)
with middle.container(border=True, height="stretch"):
    township.bands(frame, name)
with right.container(border=True, height="stretch"):
    notes.show(frame.build, name, None if name == UNPLACED else name)
township.compare_link(name)
