"""What a page and the reader's browser tell each other: a narrow window, the language, what to remember.

Whether the window is as narrow as a phone has to be known before a map is drawn.
"""

import streamlit as st

from etl.text import language
from ui import memory

KEY = "viewport"
NARROW_BELOW = 640
SCRIPT = """
export default function ({ data, setStateValue }) {
  document.documentElement.lang = data.language
  for (const [name, word] of Object.entries(data.remember))
    document.cookie = `${name}=${word}; path=/; max-age=31536000; SameSite=Lax`
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
    """Ask the browser, and tell it the page's language and what to remember; it answers, with one more run, only if
    narrow changed."""
    data = {
        "narrow": is_narrow(),
        "narrow_below": NARROW_BELOW,
        "language": language.get().replace("_", "-"),
        "remember": memory.to_write(),
    }
    _component()(key=KEY, data=data, default={"narrow": is_narrow()}, on_narrow_change=lambda: None, height="content")
