"""Whether the reader's window is as narrow as a phone: a map's zoom has to be known before it is drawn."""

import streamlit as st

from etl.text import language

KEY = "viewport"
NARROW_BELOW = 640
SCRIPT = """
export default function ({ data, setStateValue }) {
  document.documentElement.lang = data.language
  const narrow = window.innerWidth < data.narrow_below
  if (narrow !== data.narrow) setStateValue("narrow", narrow)
}
"""


@st.cache_resource(max_entries=1, show_spinner=False)
def _component():
    return st.components.v2.component("viewport", js=SCRIPT)


def is_narrow() -> bool:
    """What the browser has said; a first run does not know yet and takes a telephone's browser for narrow."""
    said = st.session_state.get(KEY, {}).get("narrow")
    return "Mobile" in st.context.headers.get("User-Agent", "") if said is None else bool(said)


def watch() -> None:
    """Ask the browser, and tell it the language of the page; it answers, with one more run, only if narrow changed."""
    data = {"narrow": is_narrow(), "narrow_below": NARROW_BELOW, "language": language.get().replace("_", "-")}
    _component()(key=KEY, data=data, default={"narrow": is_narrow()}, on_narrow_change=lambda: None, height="content")
