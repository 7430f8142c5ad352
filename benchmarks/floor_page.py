"""The least that a page can be: what Streamlit itself costs on this machine."""

import streamlit as st

st.write("floor")
