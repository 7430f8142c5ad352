"""The pages: their files, which are their addresses, their names, and which filters each of them shows."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from ui.filters import Name
from ui.text import _

OVERVIEW, COVERAGE_MAP, TARGETS, DATA = (
    "pages/overview.py",
    "pages/coverage_map.py",
    "pages/targets.py",
    "pages/data.py",
)
RISK = "pages/risk.py"
VISIT_LISTS, PLANNER = "pages/visit_lists.py", "pages/planner.py"
PROGRESS, BOARD = "pages/progress.py", "pages/board.py"
MY_WORK = "pages/my_work.py"
VERDICTS, WHAT_IF = "pages/verdicts.py", "pages/what_if.py"
REVIEW = "pages/review.py"
ALERTS = "pages/alerts.py"
LOAD = "pages/load.py"
GLOSSARY = "pages/glossary.py"
DICTIONARY = "pages/dictionary.py"
ENTERPRISE, UNION, TOWNSHIP = "pages/enterprise.py", "pages/union.py", "pages/township.py"
COMPARE = "pages/compare.py"
FILTERS: dict[str, tuple[Name, ...]] = {
    OVERVIEW: ("definition", "township"),
    COVERAGE_MAP: ("definition", "township"),
    TARGETS: ("definition", "township", "size", "sector", "age", "status", "step"),
    RISK: ("township", "band", "members"),
    PROGRESS: ("township", "stage", "track"),
    VERDICTS: ("township",),
    ALERTS: ("township",),
    VISIT_LISTS: ("township",),
    PLANNER: ("township",),
    DATA: ("definition", "township"),
}


# A file of our own: an icon by name, the page's own too, would be asked of a font server for the browser's tab.
ICON = Path(__file__).parent / "icon.svg"


@dataclass(frozen=True)
class Chosen:
    """The page asked for, the filters that it shows, whether it can do without a build, and whether it shows the build
    as published: the review page knows every decision from the ledger and need not wait for figures."""

    page: Page
    filters: tuple[Name, ...]
    needs_build: bool
    as_published: bool


def choose() -> Chosen:
    """Set the page up and draw the navigation."""
    st.set_page_config(page_title=_("Union coverage"), page_icon=ICON, layout="wide")
    pages = _pages()
    chosen = st.navigation(list(pages.values()), expanded=True)  # else "View 4 more", in English
    filters = next((FILTERS[path] for path in FILTERS if pages[path] == chosen), ())
    return Chosen(
        chosen,
        filters,
        needs_build=chosen not in (pages[LOAD], pages[DICTIONARY]),
        as_published=chosen == pages[REVIEW],
    )


def _pages() -> dict[str, Page]:
    """The pages in order: what leaders look at, organising, whether unions work, the data. Without sections: a list of
    sections, as Streamlit makes it, is none to a screen reader."""
    return {
        OVERVIEW: st.Page(OVERVIEW, title=_("Overview"), icon=":material/home:", default=True),
        COVERAGE_MAP: st.Page(COVERAGE_MAP, title=_("Coverage map"), icon=":material/map:"),
        BOARD: st.Page(BOARD, title=_("Board"), icon=":material/cast:"),
        COMPARE: st.Page(COMPARE, title=_("Compare"), icon=":material/compare_arrows:"),
        ALERTS: st.Page(ALERTS, title=_("Watch list"), icon=":material/notifications:"),
        MY_WORK: st.Page(MY_WORK, title=_("My work"), icon=":material/checklist:"),
        TARGETS: st.Page(TARGETS, title=_("Enterprises without a union"), icon=":material/target:"),
        PROGRESS: st.Page(PROGRESS, title=_("How organising goes"), icon=":material/flag:"),
        PLANNER: st.Page(PLANNER, title=_("Plan of visits"), icon=":material/route:"),
        VISIT_LISTS: st.Page(VISIT_LISTS, title=_("Visit lists"), icon=":material/list_alt:"),
        RISK: st.Page(RISK, title=_("Shell unions: the risk"), icon=":material/rule_folder:"),
        VERDICTS: st.Page(VERDICTS, title=_("On the spot"), icon=":material/fact_check:"),
        WHAT_IF: st.Page(WHAT_IF, title=_("What if scored so"), icon=":material/tune:"),
        REVIEW: st.Page(REVIEW, title=_("Review"), icon=":material/rule:"),
        DATA: st.Page(DATA, title=_("Data"), icon=":material/database:"),
        LOAD: st.Page(LOAD, title=_("Load"), icon=":material/upload_file:"),
        DICTIONARY: st.Page(DICTIONARY, title=_("Data dictionary"), icon=":material/table_view:"),
        GLOSSARY: st.Page(GLOSSARY, title=_("Glossary"), icon=":material/dictionary:"),
        ENTERPRISE: st.Page(ENTERPRISE, title=_("Enterprise"), visibility="hidden"),
        UNION: st.Page(UNION, title=_("Union"), visibility="hidden"),
        TOWNSHIP: st.Page(TOWNSHIP, title=_("Township"), visibility="hidden"),
    }
