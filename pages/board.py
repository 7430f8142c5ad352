"""The campaign board for a projector: how far the year has come, and which township leads by unions that run."""

import streamlit as st

from ui import board, progress_queries
from ui.frame import here

st.set_page_config(initial_sidebar_state="collapsed")
frame = here()
year = progress_queries.year_of(frame.build)
frame.heading(board.headline(year, progress_queries.summed(frame.build, year, ())))
board.show(frame)
