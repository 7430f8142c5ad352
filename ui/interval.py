"""The interval of a coverage rate, wherever the rate stands: in words, with links to the rows that make it wide."""

import streamlit as st

from ui import filters, words
from ui.frame import Frame
from ui.navigation import REVIEW, TARGETS
from ui.text import _, count
from ui.words import Coverage


def show(frame: Frame, coverage: Coverage) -> None:
    """What undecided and challenged links do to the rate, and the way to them; nothing where it is a point."""
    said = words.interval(coverage)
    if not said:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(said, width="content")
        if coverage.uncertain:
            st.page_link(
                TARGETS,
                label=_("See the {number} undecided", number=count(coverage.uncertain)),
                icon=":material/arrow_forward:",
                query_params=filters.link(
                    status=["uncertain"],
                    township=list(frame.filters.townships),
                    definition=frame.filters.definition,
                ),
            )
        if coverage.challenged:
            st.page_link(
                REVIEW,
                label=_("See the {number} challenged", number=count(coverage.challenged)),
                icon=":material/report:",
            )
