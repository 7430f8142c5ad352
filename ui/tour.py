"""First steps on the invented county: four sentences with links, until they are closed; the browser remembers that."""

import streamlit as st

from ui import memory, viewport
from ui.navigation import COVERAGE_MAP, DATA, OVERVIEW, TARGETS
from ui.text import N_, _

KEY, CLOSED, OPEN = "first_steps", "closed", "open"
STEPS = (
    (
        OVERVIEW,
        N_("1 Read the overview"),
        N_("The heading is the answer; the four figures below it say how far it holds."),
    ),
    (
        COVERAGE_MAP,
        N_("2 Click on a township"),
        N_("The figures beside the map are then those of this township alone."),
    ),
    (
        TARGETS,
        N_("3 Click on an enterprise"),
        N_("Its card says why it stands where it does, and from which file and row."),
    ),
    (
        DATA,
        N_("4 See where it comes from"),
        N_("Every file with its date, what was used of it, and what was not and why."),
    ),
)


def show() -> None:
    """The four steps in a quiet strip, unless they have been closed."""
    if memory.recall(KEY) == CLOSED:
        return
    narrow = viewport.is_narrow()  # on a phone what to do is enough
    with st.container(border=True, gap="xsmall", key="first_steps"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.caption(_("First time here? These figures are invented: try the four steps."), width="content")
            st.button(
                _("Close"),
                key="close_first_steps",
                type="tertiary",
                icon=":material/close:",
                on_click=memory.remember,
                args=(KEY, CLOSED),
            )
        with st.grid(4, min_column_width=150, gap="small"):
            for page, what, how in STEPS:
                with st.container(gap=None):
                    st.page_link(page, label=_(what), help=_(how) if narrow else None)
                    if not narrow:
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
