"""What a click on the load page came to. Callbacks run before the page knows its language: what they have to say is
kept as message and values, and said by the page."""

from collections.abc import Callable
from typing import Any

import duckdb
import streamlit as st

from etl.errors import BuildError
from etl.machine import as_machine_error
from etl.settings import Settings
from ui import language
from ui.text import _, plain

KEY = "said_after_click"


def attempt(act: Callable[[], Any]) -> bool:
    """Do what was clicked; where sources, machine or another person stand against it, that is said and nothing else."""
    language.again()
    try:
        act()
    except BuildError as error:
        st.session_state[KEY] = ("error", None, {"text": str(error)})
    except (OSError, duckdb.Error) as error:
        refused = as_machine_error(error, Settings().warehouse)
        if refused is None:
            raise
        st.session_state[KEY] = ("error", None, {"text": str(refused)})
    else:
        return True
    return False


def say(message: str, **values: Any) -> None:
    """Keep a message of the pages for the next run."""
    st.session_state[KEY] = ("done", message, values)


def said() -> None:
    """What the last click came to; said once."""
    kind, message, values = st.session_state.pop(KEY, ("", None, {}))
    if kind == "done":
        st.success(plain(_(message, **values)))
    elif kind:
        st.error(plain(values["text"]))
