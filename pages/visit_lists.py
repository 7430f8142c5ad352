"""Visit lists: where to go, on paper, and what was found there loaded back."""

import streamlit as st

from ui import access, visit_list_back, visit_lists
from ui.frame import here

frame = here()
actor = access.choose()
frame.heading(visit_lists.headline(frame, actor))
left, right = st.columns([5, 4], gap="large")
with left:
    visit_lists.out(frame, actor)
with right:
    visit_list_back.back(frame, actor)
