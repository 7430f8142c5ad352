"""Watch list: what is to be looked at today, what may be silent for a while, and what do I keep an eye on?"""

import streamlit as st

from etl.errors import BuildError
from ui import access, alerts, watch
from ui.frame import here
from ui.text import _, plain

frame = here()
actor = access.choose()
try:
    found = alerts.ask(frame)
except BuildError as error:
    frame.heading(_("The watch list cannot be made"))
    st.error(plain(error), icon=":material/error:")
    st.stop()
frame.heading(alerts.headline(found))
left, right = st.columns([5, 2])
with left:
    alerts.show(found)
with right.container(border=True):
    alerts.panel(frame, actor, found)
watch.show(frame, actor)
