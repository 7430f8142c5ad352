"""What of 'my work' stands in the address: the form that is open, the one before it, which part of what is due."""

import streamlit as st

FORM, SENT, DUE = "form", "sent", "due"


def form() -> str:
    """The token of the form in the URL; '' where none is. Whoever reloads the page learns by it what was recorded."""
    return st.query_params.get(FORM, "")


def sent() -> str:
    """The token in the URL of the form before, which was recorded while no answer arrived; '' where there is none."""
    return st.query_params.get(SENT, "")


def open_form(token: str, after: str = "") -> None:
    """Put the token of a form into the URL, after the one before if that is still to be spoken of."""
    st.query_params[FORM] = token
    if after:
        st.query_params[SENT] = after
    else:
        st.query_params.pop(SENT, None)


def due() -> str:
    """Which part of what is due the URL names; '' where it names none."""
    return st.query_params.get(DUE, "")


def choose_due(part: str) -> None:
    """Put a part of what is due into the URL; '' takes it out."""
    if part:
        st.query_params[DUE] = part
    else:
        st.query_params.pop(DUE, None)
