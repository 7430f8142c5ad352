"""What a reader's browser remembers from visit to visit: a few words in cookies.

They are read from the request that opened the session, and written by the script of ui/viewport.py.
"""

import streamlit as st

REMEMBERED = "remembered"


def recall(name: str) -> str:
    """What is remembered under a name, in this session or by the browser; '' where nothing is."""
    return to_write().get(name) or st.context.cookies.get(name, "")


def remember(name: str, word: str) -> None:
    """Remember a word of plain letters under a name, from the end of this run on."""
    st.session_state[REMEMBERED] = {**to_write(), name: word}


def to_write() -> dict[str, str]:
    """What this session has to tell the browser."""
    return st.session_state.get(REMEMBERED, {})
