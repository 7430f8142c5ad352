"""A page on paper: the style sheet for printing, which has to know from which look a page is printed."""

from pathlib import Path

import streamlit as st

from ui import theme

CSS = Path(__file__).with_suffix(".css")
SCRIPT = "export default function ({ data }) { document.documentElement.dataset.paper = data.look }"


@st.cache_resource(max_entries=1, show_spinner=False)
def _component():
    return st.components.v2.component("paper", css=CSS.read_text("utf-8"), js=SCRIPT, isolate_styles=False)


def ready() -> None:
    """Have the page ready for printing, in the look that it has."""
    _component()(key="paper", data={"look": theme.current().name}, height="content")
