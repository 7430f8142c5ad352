"""Which language a page is in: asked for in its address, chosen before in this session, or remembered by the browser.

The address says it only where it is not Chinese (`?lang=en`), so that a Chinese address stays short.
"""

import streamlit as st

from etl.text import language
from ui import filters, memory
from ui.text import term

KEY = "lang"
CHINESE, ENGLISH = "zh_CN", "en"
ASKED = {"zh": CHINESE, "en": ENGLISH}


def settle() -> None:
    """Set the run's language before anything is said, and put it into the address.

    A choice of filters that came with an address in the other language is taken over by its meaning.
    """
    asked = ASKED.get(st.query_params.get(KEY, ""))
    code = asked or st.session_state.get(KEY) or ASKED.get(memory.recall(KEY), CHINESE)
    st.session_state[KEY] = code
    language.set(code)
    if code != CHINESE and asked != code:
        st.query_params[KEY] = code
    filters.understand(ENGLISH if code == CHINESE else CHINESE)


def again() -> None:
    """Set the language that the session last chose: for callbacks and fragments, which run outside the frame."""
    language.set(st.session_state.get(KEY, CHINESE))


def _change(code: str) -> None:
    """Take the other language from the next run on; the filters keep their values, which are codes, not words."""
    st.session_state[KEY] = code
    memory.remember(KEY, next(short for short, long in ASKED.items() if long == code))
    if code == CHINESE:
        st.query_params.pop(KEY, None)
    else:
        st.query_params[KEY] = code
    filters.keep()


def switch() -> None:
    """A small button with the other language's own name."""
    other = CHINESE if language.get() == ENGLISH else ENGLISH
    st.button(
        term("language", other),
        key="language_switch",
        type="tertiary",
        icon=":material/translate:",
        on_click=_change,
        args=(other,),
    )
