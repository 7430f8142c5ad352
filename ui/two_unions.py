"""The part of the data page that lists enterprises with more than one union at the same time."""

import streamlit as st

from ui import lists, queries, tables
from ui.frame import Frame
from ui.text import _, count


def show(frame: Frame) -> None:
    """The list; each of them counts once, by its own union before a joint one."""
    found = queries.under_two_unions(frame.build)
    st.markdown(
        _(
            "**{number}** enterprises are under more than one union now; each counts once, by its own union first",
            number=count(tables.total_of(found)),
        )
    )
    tables.show(found, lists.of(lists.TWO_UNIONS), "two_unions", 560)
    tables.shown_of(found)
