"""The rows behind the numbers of the progress page: one list at a time, chosen by name or by a click on a number."""

from dataclasses import replace
from datetime import date
from typing import Any
from zlib import crc32

import streamlit as st

from ui import card, export, filters, progress_queries, progress_rows, progress_state, scroll, tables
from ui.frame import Frame
from ui.navigation import ENTERPRISE, FILTERS, PROGRESS
from ui.tables import Column
from ui.text import _, plain, term
from ui.warehouse import Build

HEIGHT = 560


def show(frame: Frame, year: int, today: date) -> None:
    """The list that is open with its CSV; a click on a row opens the enterprise's card beside it."""
    build = frame.build
    with st.container(key="progress_rows_shown"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
            name = filters.progress_rows()
            query, columns = progress_rows.query(name), progress_rows.columns(name)
            bound = progress_rows.parameters(frame, name, year, today)
            export.button(build, query, columns, term("progress_rows", name), **bound)
        asked = tuple((key, tuple(value) if isinstance(value, list) else value) for key, value in bound.items())
        found = progress_queries.listed(build, query, asked)
        _title(frame, name, bound, tables.total_of(found))
        if not found.num_rows:
            st.info(_nothing(frame, name))
        elif name == "plans":
            tables.show(found, columns, "progress_plans", HEIGHT)
        else:
            _with_card(build, f"{name}_{crc32(repr((build, asked)).encode()):08x}", found, columns)
    scroll.to("progress_rows_shown", progress_state.rows_chosen())


def _title(frame: Frame, name: str, bound: dict[str, Any], total: int) -> None:
    """What the list holds, the filters that it keeps to, and a way out of a month that was clicked on."""
    kept = FILTERS[PROGRESS] if name in progress_rows.OF_TARGETS else ("township",)
    held = replace(frame.filters, search="").narrowed(kept)  # no list here asks for the search
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(progress_rows.sentence(name, bound, total), width="content")
        said = [_("{label}: {values}", label=label, values=_(", ").join(values)) for label, values in held.items()]
        if said:
            st.caption(plain(_("; ").join(said)), width="content")
        if filters.month() and name in progress_rows.OF_A_YEAR:
            st.button(
                _("The whole year"),
                key="whole_year",
                type="tertiary",
                on_click=progress_state.choose_rows,
                args=(name,),
            )


def _nothing(frame: Frame, name: str) -> str:
    """What an empty list says: nobody has written anything yet, or the filters leave nothing."""
    if name in ("stalled", "due", "targets", "resting", "removed"):
        if not progress_queries.has_events(frame.build):
            return _("Nobody has recorded a step yet: targets are listed, and nothing can be late")
        return _("No target is in this list")
    return _("No enterprise is in this list")


def _with_card(build: Build, key: str, found: Any, columns: tuple[Column, ...]) -> None:
    """The list, and beside it the card of the enterprise that was clicked on."""

    def choose() -> None:
        rows = st.session_state[key].selection.rows
        filters.open_card(found.column("enterprise_id")[rows[0]].as_py() if rows and rows[0] < found.num_rows else None)

    opened = filters.card_id()
    left, right = st.columns([5, 3]) if opened else (st.container(), None)
    with left:
        tables.show(found, columns, key, HEIGHT, choose, tables.position(found, opened))
        tables.shown_of(found)
    if right:
        with right.container(border=True):
            card.enterprise(build, opened)
            st.page_link(
                ENTERPRISE,
                label=_("This card alone"),
                icon=":material/open_in_new:",
                query_params={filters.CARD: opened},
            )
