"""A click on a number brings its rows into sight, once; a page that is opened stays at its top."""

import streamlit as st

SCRIPT = """
export default function ({ data }) {
  if (!data.times || window.scrolledTimes === data.times) return
  window.scrolledTimes = data.times
  document.querySelector(`.st-key-${data.key}`)?.scrollIntoView({ behavior: "smooth", block: "start" })
}
"""


@st.cache_resource(max_entries=1, show_spinner=False)
def _component():
    return st.components.v2.component("scroll", js=SCRIPT)


def to(key: str, times: int) -> None:
    """Bring the container with this key into sight where `times`, how often somebody asked for it, has grown."""
    _component()(key="scroll", data={"key": key, "times": times}, height="content")
