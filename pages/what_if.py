"""What if other weights and thresholds were used: who would be suspected, and would the verdicts bear it out?"""

import streamlit as st

from ui import access, proposals, what_if
from ui.frame import here
from ui.text import _

frame = here()
build = frame.build
actor = access.choose()
left, right = st.columns([2, 3])
with left.container(border=True):
    st.button(_("As it is now"), icon=":material/restart_alt:", on_click=what_if.put, args=(what_if.in_use(build),))
    rules = what_if.sliders(build)
if not any(weight for _name, weight in rules.weights):
    frame.heading(_("All weights are 0: nothing can be scored"))
    st.stop()
found = what_if.outcome(build, rules)
frame.heading(what_if.headline(found))
with right:
    what_if.show(build, found, frame.as_of)
    what_if.moved(build, rules)
    with st.container(border=True):
        proposals.keep(actor, build, rules, found)
    proposals.show(actor, build)
