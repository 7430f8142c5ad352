"""Plan of visits: with so many visits and these organisers, where to go this month so that most is gained?"""

from datetime import date

import streamlit as st

from ui import access, planned, planner, visits
from ui.frame import here
from ui.text import _

frame = here()
actor = access.choose()
townships = visits.places(frame, actor)
left, right = st.columns([5, 2], gap="large")
with left:
    people = planner.organisers(townships)
    rows, goes = [], people
    if people:
        wish = planner.ask(people)
        goes = list(wish.organisers)
        rows = planned.made(frame.build, townships, wish, date.today())
    else:
        st.info(_("Nobody can be sent: write organisers with their townships into county.toml, [[people]]"))
    if rows:
        planner.show(frame, actor, rows, wish)
    elif people:
        st.info(_("Nobody is left to visit here, or no organiser has these townships"))
with right.container(border=True):
    planner.rests_on(frame, townships, goes)
frame.heading(planner.headline(rows))
