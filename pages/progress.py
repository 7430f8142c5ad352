"""How organising goes: plan, what is done and runs, who is late, township by township; a click on a number opens it."""

from datetime import date

import streamlit as st

from ui import access, plan_form, progress, progress_changes, progress_lists, progress_queries, progress_tables
from ui.frame import here

frame = here()
actor = access.choose()
build, chosen, today = frame.build, frame.filters.townships, date.today()
year = progress_queries.year_of(build)
total = progress_queries.summed(build, year, chosen)

frame.heading(progress.headline(year, total, chosen))
progress.figures(frame, year, total)
left, right = st.columns(2)
with left.container(border=True, height="stretch"):
    progress.by_township(frame, year)
with right.container(border=True, height="stretch"):
    progress.timeline(frame, year, total)
with st.container(border=True):
    progress_tables.by_township(frame, year, today)
left, right = st.columns(2)
with left.container(border=True, height="stretch"):
    progress.funnel(frame, today)
with right.container(border=True, height="stretch"):
    progress_changes.one_month(frame)
with st.container(border=True):
    progress_tables.heat(frame, today)
with st.container(border=True):
    progress_changes.table(frame)
with st.container(border=True):
    progress_lists.show(frame, year, today)
plan_form.show(frame, actor, year)
