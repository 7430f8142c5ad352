"""How organising goes: plan, what is done and runs, who is late, township by township; a click on a number opens it."""

from datetime import date

import streamlit as st

from ui import access, plan_form, progress, progress_lists, progress_queries, progress_tables, viewport
from ui.frame import here

HIGH = "content" if viewport.is_narrow() else "stretch"
frame = here()
actor = access.choose()
build, chosen, today = frame.build, frame.filters.townships, date.today()
year = progress_queries.year_of(build)
total = progress_queries.summed(build, year, chosen)

frame.heading(progress.headline(year, total, chosen))
progress.figures(frame, year, total)
left, right = st.columns(2)
with left.container(border=True, height=HIGH):
    progress.by_township(frame, year)
with right.container(height=HIGH):
    with st.container(border=True):
        progress.timeline(frame, year, total)
    with st.container(border=True):
        progress.funnel(frame)
with st.container(border=True):
    progress_tables.by_township(frame, year, today, progress.until(today))
with st.container(border=True):
    progress_tables.heat(frame, today)
with st.container(border=True):
    progress_lists.show(frame, year, today)
plan_form.show(frame, actor, year)
