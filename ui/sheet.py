"""The style sheet: a page on paper, and the little that the theme's settings cannot say. It has to know the look."""

from pathlib import Path

import streamlit as st

from ui import theme

CSS = Path(__file__).with_suffix(".css")
SCRIPT = "export default function ({ data }) { document.documentElement.dataset.look = data.look }"


@st.cache_resource(max_entries=1, show_spinner=False)
def _component():
    return st.components.v2.component("sheet", css=CSS.read_text("utf-8"), js=SCRIPT, isolate_styles=False)


def lay() -> None:
    """Put the style sheet on the page, in the look that it has."""
    _component()(key="sheet", data={"look": theme.current().name}, height="content")
