"""What a click on a number of the progress page does: the list behind it is open, and its state in the address."""

from datetime import date

import streamlit as st

from ui import filters

CHOSEN_TIMES = "rows_chosen"


def choose_rows(
    rows: str,
    township: str | None = None,
    stage: str = "",
    track: str = "",
    month: date | None = None,
    change: str = "",
) -> None:
    """Open a list of the progress page from a click, before the page runs: of a township ('': of all of them; None: of
    those chosen), a stage, a side track, a month, a kind of change."""
    state = st.session_state
    state[filters.ROWS] = rows
    state["stage"], state["track"] = [stage] if stage else [], [track] if track else []
    if township is not None:
        filters.choose_township(township)
    for name, word in ((filters.MONTH, f"{month:%Y-%m}" if month else ""), (filters.CHANGE, change)):
        if word:
            st.query_params[name] = word
        else:
            st.query_params.pop(name, None)
    filters.open_card(None)
    state[CHOSEN_TIMES] = rows_chosen() + 1


def rows_chosen() -> int:
    """How often a number was clicked in this session: the page brings the list into sight once for each."""
    return st.session_state.get(CHOSEN_TIMES, 0)
