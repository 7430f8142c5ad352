"""What stands around every page: search, heading, as-of line, filters; and what a page is told.

The frame draws in this order, a page fills the slots: language and search, hits · first steps · heading with help ·
as-of · filters · the page.
"""

import gc
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from etl.errors import BuildError
from ui import access, language, navigation, queries, tour, warehouse
from ui import filters as filtering
from ui import help as helping
from ui.filters import Filters, Name
from ui.names import place
from ui.navigation import ENTERPRISE, LOAD, UNION
from ui.text import UNKNOWN, _, count, day, listed, month, plain, term
from ui.warehouse import Build

COLLECT = (20_000, 10, 20)
SOURCES_NAMED = ("enterprise_registry", "union_ledger", "headcount")


@dataclass(frozen=True)
class Frame:
    """What a page is told: the build, its facts, the filters, its own name, and where its heading goes."""

    build: Build
    facts: dict[str, Any]
    filters: Filters
    page: str
    slot: DeltaGenerator

    @property
    def as_of(self) -> str:
        """The build's as-of date as text."""
        return day(self.facts["as_of"])

    def heading(self, text: str) -> None:
        """Write the page's answer above the as-of line, and how the page is to be read beside it."""
        with self.slot, st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.title(plain(text), anchor=False, width="content")
            helping.button(self.page, self.facts["is_demo"])


_here: ContextVar[Frame] = ContextVar("frame")
_entered: ContextVar[bool] = ContextVar("entered", default=False)


def here() -> Frame:
    """The frame around the page that is running.

    A server's very first visit, if it goes straight to a page's address, runs that page alone: Streamlit takes the
    folder pages/ for its older kind of app until it has seen st.navigation. The page then shows it one and starts over.
    """
    insist()
    return _here.get()


def insist() -> None:
    """The same for a page that asks nothing of the frame."""
    if not _entered.get():
        navigation.choose()
        st.rerun()


@st.cache_resource(max_entries=1, show_spinner=False)
def settle() -> bool:
    """Once a server, after every import: what is loaded now lives as long as the server, so no collection looks at
    it again, and collections are rarer. With the one after every run switched off (config.toml) this is most of a
    page's speed; memory stays flat all the same, which the benchmark holds."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT)
    return True


def enter(chosen: navigation.Chosen) -> None:
    """Draw what stands around the page that was chosen; one that needs a build ends here where there is none."""
    _entered.set(True)
    access.require()
    page = chosen.page.url_path or "overview"
    if not chosen.needs_build:
        _alone(page)
        return
    build = build_or_stop(chosen.as_published)
    sidebar(build)
    begin(build, chosen.filters, page)


def _alone(page: str | None = None) -> None:
    """The top line of a page that stands without a build: language, and how the page is to be read."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right", gap="small"):
        if _shows_demo():
            _demo_badge()
        if page:
            helping.button(page, is_demo=False)
        language.switch()


def _shows_demo() -> bool:
    """Whether the current build is the invented county's; where it cannot be opened, nobody can say so."""
    try:
        build = warehouse.current()
    except BuildError:
        return False
    return build is not None and queries.build_facts(build)["is_demo"]


def _demo_badge() -> None:
    st.badge(_("Demo data"), color="orange", icon=":material/science:")


def build_or_stop(as_published: bool = False) -> Build:
    """The current build, with what people decided since unless it is wanted as published; where there is none, or the
    folder is damaged, the page says what to do and ends."""
    try:
        build = warehouse.published() if as_published else warehouse.current()
    except BuildError as error:
        _alone()
        st.title(_("The data cannot be opened"), anchor=False)
        st.error(plain(error), icon=":material/error:")
        st.stop()
    if build is None:
        _alone()
        st.title(_("No data yet"), anchor=False)
        st.markdown(_("Load the county's files first; the pages show them as soon as they are computed and published."))
        st.page_link(LOAD, label=_("Load files"), icon=":material/upload_file:")
        st.stop()
    return build


def sidebar(build: Build) -> None:
    """Under the navigation: which county, as of when."""
    facts = queries.build_facts(build)
    with st.sidebar:
        st.caption(f"**{plain(place(facts['area_name']))}** · {_('As of {day}', day=day(facts['as_of']))}")


def begin(build: Build, names: tuple[Name, ...], page: str) -> None:
    """Draw the frame above the page, named by its address, and tell the page what is chosen."""
    facts = queries.build_facts(build)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right", gap="small"):
        if facts["is_demo"]:
            _demo_badge()
        language.switch()
        text = filtering.search_box()
    if text:
        _hits(build, text)
    if facts["is_demo"]:
        tour.show(page)
    slot = st.container()
    st.caption(as_of_line(build))
    rows = queries.townships(build, queries.LARGER)
    townships = [row["township_name"] for row in rows]
    chosen = filtering.show(names, townships, queries.sectors(build), facts["larger_definition"])
    _here.set(Frame(build, facts, chosen, page, slot))


def as_of_line(build: Build) -> str:
    """Area, as-of of the build and of its main sources, and which build it is."""
    facts = queries.build_facts(build)
    dates = {row["source_kind"]: row["as_of"] for row in queries.source_dates(build)}
    named = [
        f"{term('source_kind', kind)} {month(dates[kind]) if kind == 'headcount' else day(dates[kind])}"
        for kind in SOURCES_NAMED
        if kind in dates
    ]
    return " · ".join(
        (
            plain(place(facts["area_name"])),
            _("As of {day}", day=day(facts["as_of"])),
            plain(listed(named)),
            _("build {id}", id=build.id),
            *decisions_since(build),
        )
    )


def decisions_since(build: Build) -> list[str]:
    """What the figures say of decisions that no build has read yet; nothing where there are none."""
    said = []
    if build.pending:
        said.append(_("with {number} decisions made since", number=count(build.pending)))
    if build.waiting is None:
        said.append(_("without decisions made since: the ledger cannot be read"))
    elif build.waiting:
        said.append(_("without {number} decisions made since, until the next build", number=count(build.waiting)))
    return said


def open_record(kind: str, record_id: str) -> None:
    """Leave the search and open a card; a button's callback."""
    st.session_state[filtering.SEARCH] = ""
    st.switch_page(UNION if kind == "union" else ENTERPRISE, query_params={filtering.CARD: record_id})


def _hits(build: Build, text: str) -> None:
    """What the search found, each a way to its card."""
    found = queries.search(build, text)
    with st.container(border=True, gap="xxsmall"):
        if not found:
            st.markdown(_("Nothing has “{text}” in its name or code", text=plain(text)))
            return
        for hit in found:
            state = term("union_status" if hit["kind"] == "enterprise" else "union_state", hit["state"])
            parts = (hit["name"], hit["code"], place(hit["township_name"] or UNKNOWN), state)
            st.button(
                plain(" · ".join(part for part in parts if part)),
                key=f"hit_{hit['id']}",
                type="tertiary",
                icon=":material/groups:" if hit["kind"] == "union" else ":material/domain:",
                on_click=open_record,
                args=(hit["kind"], hit["id"]),
            )
        if found[0]["total"] > len(found):
            st.caption(
                _("{shown} of {total}: write more of the name", shown=len(found), total=count(found[0]["total"]))
            )
