"""First steps on the invented county: four sentences with links, until they are closed; the browser remembers that."""

from pathlib import Path

import streamlit as st

from ui import memory
from ui.navigation import COVERAGE_MAP, DATA, OVERVIEW, TARGETS
from ui.text import N_, _

KEY, CLOSED, OPEN = "first_steps", "closed", "open"
STEPS = (
    (
        OVERVIEW,
        N_("1 The overview"),
        N_("Read the heading first: it is the answer. The four figures and the interval say how far it holds."),
    ),
    (
        COVERAGE_MAP,
        N_("2 Click a township"),
        N_(
            "Click on a township: the figures beside the map are then this township's alone."
            " Click again for the county."
        ),
    ),
    (
        TARGETS,
        N_("3 Click an enterprise"),
        N_("Click on a row: the card beside it says why it stands there, by which rule, and from which file and row."),
    ),
    (
        DATA,
        N_("4 Where it comes from"),
        N_(
            "See every file with its date, what was used of it, and under “Rejected rows and cells” what was not and"
            " why."
        ),
    ),
)


def show(page: str) -> None:
    """The four steps in a quiet strip, with the sentence of the page that is open, unless they have been closed."""
    if memory.recall(KEY) == CLOSED:
        return
    with st.container(border=True, gap="xxsmall", key="first_steps"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.caption(_("First time here? Four steps:"), width="content")
            st.button(
                _("Close"),
                key="close_first_steps",
                type="tertiary",
                icon=":material/close:",
                on_click=memory.remember,
                args=(KEY, CLOSED),
            )
        with st.grid(4, min_column_width=150, gap="xsmall"):
            for path, what, how in STEPS:
                st.page_link(path, label=_(what), help=_(how))
        for path, _what, how in STEPS:
            if Path(path).stem == page:
                st.caption(_(how))


def reopen() -> None:
    """A way back to the steps, for whoever has closed them."""
    if memory.recall(KEY) == CLOSED:
        st.button(
            _("Show the first steps again"),
            key="open_first_steps",
            type="tertiary",
            icon=":material/tour:",
            on_click=memory.remember,
            args=(KEY, OPEN),
        )
