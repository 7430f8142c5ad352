"""The one owner of filters: their names in the URL, their widgets, and the frozen value that pages hand on.

A widget's key is its name in the URL (bind="query-params"), so a link shows what its sender saw; a value that does
not exist falls back to the default. The widgets are drawn by the frame and not by a page: a page's own widgets would
be other widgets on the next page and lose their values.
"""

from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from html import escape
from typing import Any, Literal
from zlib import crc32

import streamlit as st

from ledger.stages import STAGES, TRACKS
from ui.names import UNPLACED, place
from ui.text import _, in_this_language, term, term_in, wide

Name = Literal["definition", "township", "size", "sector", "age", "status", "step", "band", "members", "stage", "track"]
DEFINITIONS = ("larger", "above_scale", "25plus", "100plus")
SIZES = ("300plus", "100to299", "25to99", "under25", "unknown")
AGES = ("under1", "1to3", "3to10", "10plus", "unknown")
COVERED = ("own", "joint", "headquarters")
STATUSES = ("none", "uncertain", *COVERED)
STEPS = ("running", "alive")
"""How far the union of an enterprise may have come: for certain, or possibly."""
BANDS = ("suspected", "watch", "to_verify", "normal", "exempt")
SECTORS = (*"ABCDEFGHIJKLMNOPQRST", "unknown")
SEARCH, CARD, VIEW, ZONES, ZONE, PART, LIST = "q", "id", "view", "zones", "zone", "part", "list"
VISITS, ROWS, MONTH = "visits", "rows", "month"
COMPARED, CHANGE = "compare", "change"
VIEWS = ("sources", "rejects", "corrections", "unplaced", "unsized", "two_unions", "definitions")
PARTS = ("links", "duplicates", "tasks")
RISK_LISTS = ("ranked", "unproven", "red_lines", "signals", "rules")
COMPARISONS = ("townships", "months", "enterprises")
VISIT_LISTS = ("visits", "orders", "verdicts", "verdict_rates")
PROGRESS_ROWS = (
    "stalled",
    "due",
    "targets",
    "resting",
    "organised",
    "larger",
    "running",
    "running_unknown",
    "not_running",
    "undated",
    "later",
    "history",
    "removed",
    "closed",
    "left",
    "changed",
    "covered",
    "plans",
)
DEFAULT_STATUS = ("none",)
DEFAULT_BANDS = ("suspected", "watch")
SEARCH_LENGTH = 60
WORDED = {
    "definition": ("definition", DEFINITIONS),
    "size": ("headcount_band", SIZES),
    "sector": ("industry_section", SECTORS),
    "age": ("age_band", AGES),
    "status": ("union_status", STATUSES),
    "step": ("ladder_step", STEPS),
    "band": ("risk_band", BANDS),
    "members": ("headcount_band", SIZES),
    VIEW: ("view", VIEWS),
    PART: ("review_part", PARTS),
    LIST: ("risk_list", RISK_LISTS),
    VISITS: ("visit_list", VISIT_LISTS),
    "stage": ("stage", STAGES),
    "track": ("track", TRACKS),
    ROWS: ("progress_rows", PROGRESS_ROWS),
    COMPARED: ("comparison_of", COMPARISONS),
}
"""Name in the address → the column that names its codes, and the codes: the address holds the words on screen."""
SINGLE = ("definition", VIEW, PART, LIST, VISITS, ROWS, COMPARED)


@dataclass(frozen=True)
class Filters:
    """What is chosen. An empty tuple means all; `definition` says which enterprises count as larger."""

    definition: str = "larger"
    townships: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    statuses: tuple[str, ...] = DEFAULT_STATUS
    steps: tuple[str, ...] = ()
    bands: tuple[str, ...] = DEFAULT_BANDS
    members: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    search: str = ""

    def parameters(self) -> dict[str, Any]:
        """The filters as values that a query binds."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    def narrowed(self, names: tuple[Name, ...]) -> dict[str, list[str]]:
        """The named filters, and the search, that hold something back, label to what is chosen: for the words of an
        empty result, and on paper."""
        chosen: dict[str, tuple[str, list[str]]] = {
            "township": (_("Township"), [place(name) for name in self.townships]),
            "size": (_("Headcount"), [term("headcount_band", size) for size in self.sizes]),
            "sector": (_("Sector"), [term("industry_section", sector) for sector in self.sectors]),
            "age": (_("Age"), [term("age_band", age) for age in self.ages]),
            "status": (_("Union"), [term("union_status", status) for status in self.statuses]),
            "step": (_("Has or may have come to"), [term("ladder_step", step) for step in self.steps]),
            "band": (_("Band"), [term("risk_band", band) for band in self.bands]),
            "members": (_("Members"), [term("headcount_band", size) for size in self.members]),
            "stage": (_("Stage"), [term("stage", stage) for stage in self.stages]),
            "track": (_("Side track"), [term("track", track) for track in self.tracks]),
            "search": (_("Search"), [self.search] if self.search else []),
        }
        return {label: values for name, (label, values) in chosen.items() if values and name in (*names, "search")}


@dataclass(frozen=True)
class _Choice:
    """A filter of several values: what it is called, what may be chosen, and the column that names its codes."""

    label: str
    options: tuple[str, ...]
    column: str | None
    default: tuple[str, ...] = ()
    width: int = 150


def _choices(townships: list[str], sectors: list[str]) -> dict[str, _Choice]:
    return {
        "township": _Choice(_("Township"), tuple(townships), None, width=170),
        "size": _Choice(_("Headcount"), SIZES, "headcount_band", width=128),
        "sector": _Choice(_("Sector"), tuple(sectors), "industry_section", width=150),
        "age": _Choice(_("Age"), AGES, "age_band", width=120),
        "status": _Choice(_("Union"), STATUSES, "union_status", DEFAULT_STATUS, width=172),
        "step": _Choice(_("Has or may have come to"), STEPS, "ladder_step", width=165),
        "band": _Choice(_("Band"), BANDS, "risk_band", DEFAULT_BANDS, width=200),
        "members": _Choice(_("Members"), SIZES, "headcount_band", width=128),
        "stage": _Choice(_("Stage"), STAGES, "stage", width=150),
        "track": _Choice(_("Side track"), TRACKS, "track", width=150),
    }


def show(names: tuple[Name, ...], townships: list[str], sectors: list[str], larger: list[str]) -> Filters:
    """Draw the named filters in one row and return every filter's value; one that is not drawn keeps its own."""
    choices = _choices(townships, sectors)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        for name in names:
            if name == "definition":
                _definition(larger)
            else:
                _several(name, choices[name])
    state = st.session_state
    chosen = Filters(
        definition=state.get("definition") or "larger",
        townships=_held("township", choices),
        sizes=_held("size", choices),
        sectors=_held("sector", choices),
        ages=_held("age", choices),
        statuses=_held("status", choices),
        steps=_held("step", choices),
        bands=_held("band", choices),
        members=_held("members", choices),
        stages=_held("stage", choices),
        tracks=_held("track", choices),
        search=(state.get(SEARCH) or "").strip()[:SEARCH_LENGTH],
    )
    if names:
        st.html(f'<p class="on-paper">{escape(_on_paper(chosen, names))}</p>')
    return chosen


def _on_paper(chosen: Filters, names: tuple[Name, ...]) -> str:
    """What is chosen in the filters drawn, in words: they are not printed themselves."""
    held = [(label, _(", ").join(values)) for label, values in chosen.narrowed(names).items()]
    said = [_("{label}: {values}", label=label, values=values) for label, values in held]
    return _("; ").join([term("definition", chosen.definition), *said] if "definition" in names else said)


def _held(name: str, choices: dict[str, _Choice]) -> tuple[str, ...]:
    """The values chosen, in the order of the options, so that equal choices are equal keys of a cache."""
    choice = choices[name]
    chosen = st.session_state.get(name, choice.default)
    return tuple(option for option in choice.options if option in chosen)


def _definition(larger: list[str]) -> None:
    meant = _(" or ").join(term("definition", code) for code in larger)
    st.selectbox(
        _("Which enterprises"),
        DEFINITIONS,
        format_func=in_this_language(partial(term, "definition")),
        key="definition",
        help=_("Larger means: {definitions}, as the county has set", definitions=meant),
        width=wide(150),
        bind="query-params",
        persist_state="session",
    )


def _several(name: str, choice: _Choice) -> None:
    st.multiselect(
        choice.label,
        choice.options,
        default=list(choice.default),
        format_func=in_this_language(partial(term, choice.column) if choice.column else place),
        key=name,
        placeholder=_("All"),
        select_all=False,
        width=wide(choice.width),
        wrap=False,
        bind="query-params",
        persist_state="session",
    )


def search_box() -> str:
    """The box that finds an enterprise or union by part of its name or code, on every page."""
    return (
        st.text_input(
            _("Search"),
            key=SEARCH,
            type="search",
            placeholder=_("Enterprise or union: part of a name or code"),
            label_visibility="collapsed",
            live=True,
            width=340,
            bind="query-params",
            persist_state="session",
        )
        or ""
    ).strip()[:SEARCH_LENGTH]


def link(**chosen: str | list[str]) -> dict[str, str | list[str]]:
    """Query parameters of a link to a page with these filters: what the URL holds is a value's word on screen."""

    def word(name: str, code: str) -> str:
        if name == "township":
            return place(code)
        return term(WORDED[name][0], code) if name in WORDED else code

    return {
        name: [word(name, code) for code in value] if isinstance(value, list) else word(name, value)
        for name, value in chosen.items()
        if value
    }


def keep() -> None:
    """Hold every filter's value over a change of language: as codes, so that they come out in the other's words."""
    for name in (*WORDED, "township"):
        if name in st.session_state:
            st.session_state[name] = st.session_state[name]


def understand(other: str) -> None:
    """Take over the filters of an address that is written in the words of another language, before they are drawn."""
    for name, (column, codes) in WORDED.items():
        words = st.query_params.get_all(name)
        meant = [code for code in codes if term_in(other, column, code) in words and term(column, code) not in words]
        if meant:
            st.session_state[name] = meant[0] if name in SINGLE else meant
    written = st.query_params.get_all("township")
    names = [word.split(" ")[0] for word in written]
    if any(word not in (UNPLACED, place(name)) for word, name in zip(written, names, strict=True)):
        st.session_state["township"] = names


def view() -> str:
    """Which part of the data page is open, chosen in a row of words."""
    return _part(VIEW)


def review_part() -> str:
    """Which part of the review page is open."""
    return _part(PART)


def risk_list() -> str:
    """Which list of the risk page is open."""
    return _part(LIST)


def visit_list() -> str:
    """Which list of the page 'On the spot' is open."""
    return _part(VISITS)


def compared() -> str:
    """What the comparing page lays side by side."""
    return _part(COMPARED)


def change() -> str:
    """The kind of change in the URL that was clicked on; '' where none is."""
    return st.query_params.get(CHANGE, "")


def choose_change(month: date, change: str) -> None:
    """Open who came or left in a month, for one reason or ('') any, from a click before the page runs."""
    st.query_params[MONTH] = f"{month:%Y-%m}"
    if change:
        st.query_params[CHANGE] = change
    else:
        st.query_params.pop(CHANGE, None)


def progress_rows() -> str:
    """Which list of the progress page is open, chosen by its name or by a click on a number."""
    chosen = st.selectbox(
        _("Which list"),
        PROGRESS_ROWS,
        format_func=in_this_language(partial(term, "progress_rows")),
        key=ROWS,
        width=wide(230),
        bind="query-params",
    )
    return chosen or PROGRESS_ROWS[0]


def month() -> date | None:
    """The month in the URL that was clicked on, its first day; None where there is none, or no month."""
    try:
        return date.fromisoformat(f"{st.query_params.get(MONTH, '')}-01")
    except ValueError:
        return None


def _part(name: str) -> str:
    column, parts = WORDED[name]
    chosen = st.segmented_control(
        _("Part"),
        parts,
        default=parts[0],
        required=True,
        format_func=in_this_language(partial(term, column)),
        key=name,
        label_visibility="collapsed",
        bind="query-params",
    )
    return chosen or parts[0]


def choose_township(name: str) -> None:
    """Set the township filter from a click, before the page runs; '' takes it away."""
    st.session_state["township"] = [name] if name else []


def zones_shown() -> bool:
    """Whether functional zones are laid over the map: a switch whose state is in the URL."""
    return st.toggle(_("Zones"), key=ZONES, bind="query-params", persist_state="session")


def zone() -> str:
    """The zone in the URL that was clicked on; '' where none is."""
    return st.query_params.get(ZONE, "")


def choose_zone(name: str) -> None:
    """Put a zone into the URL; '' takes it out."""
    if name:
        st.query_params[ZONE] = name
    else:
        st.query_params.pop(ZONE, None)


def key_of(name: str, chosen: Filters) -> str:
    """Key of a widget whose state belongs to one choice of filters: another list begins without a chosen row."""
    return f"{name}_{crc32(repr(chosen).encode()):08x}"


def card_id() -> str:
    """The id in the URL of the enterprise or union whose card is open; '' where none is."""
    return st.query_params.get(CARD, "")


def open_card(record_id: str | None) -> None:
    """Put a card's id into the URL, or take it out."""
    if record_id:
        st.query_params[CARD] = record_id
    else:
        st.query_params.pop(CARD, None)
