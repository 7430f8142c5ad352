"""The lists of the risk page: ranked, to be verified, red lines, signals, and the rules with doubts about them."""

import streamlit as st

from ui import export, filters, lists, risk_queries, risk_words, tables
from ui.frame import Frame
from ui.navigation import FILTERS, RISK
from ui.tables import Column
from ui.text import N_, _, count, decimal, listed, plain, term
from ui.warehouse import Build

HEIGHT = 680
TALL, TALL_ROW = ("ranked", "unproven"), 88
"""Lists whose reasons are read in the row, and a row of four lines."""
OPEN_NAMED = 4
SENTENCES = {
    "unproven": N_("**{number}** unions of which too little is known, what evidence would settle most first"),
    "red_lines": N_("**{number}** red lines crossed, whatever the score: each by itself a reason to go there"),
    "signals": N_("**{number}** entries: what is the same at several unions lowers the evidence that it touches"),
}


def show(frame: Frame) -> None:
    """The list that is chosen in a row of words, with its CSV; a click on a row opens the union's card."""
    build = frame.build
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        name = filters.risk_list()
        columns = _columns(build, name)
        export.button(build, risk_queries.LISTS[name], columns, term("risk_list", name), **frame.filters.parameters())
    found = risk_queries.listed(build, name, frame.filters)
    st.markdown(_title(frame, name, tables.total_of(found)))
    if not found.num_rows:
        held = frame.filters.narrowed(FILTERS[RISK])
        narrowed = [_("{label}: {values}", label=label, values=_(", ").join(values)) for label, values in held.items()]
        st.info(_("No union is in this list. The filters are: {filters}", filters=_("; ").join(narrowed) or _("none")))
        return
    if name == "rules":
        _doubts(build)
        tables.show(found, columns, "risk_rules", HEIGHT)
        return
    key = filters.key_of(name, frame.filters)

    def choose() -> None:
        rows = st.session_state[key].selection.rows
        filters.open_card(found.column("union_id")[rows[0]].as_py() if rows and rows[0] < found.num_rows else None)

    high = TALL_ROW if name in TALL else tables.ROW_HEIGHT
    tables.show(found, columns, key, HEIGHT, choose, tables.position(found, filters.card_id(), "union_id"), high)
    tables.shown_of(found)


def _columns(build: Build, name: str) -> tuple[Column, ...]:
    spec = risk_queries.spec(build)
    findings = {key: risk_words.spoken(row, "finding") for key, row in spec.items()}
    names = {key: risk_words.spoken(row, "name") for key, row in spec.items()}
    return lists.risk(name, findings, names)


def _title(frame: Frame, name: str, total: int) -> str:
    """What the list holds, in a sentence, and what to take from all of it."""
    number = count(total)
    if name == "ranked":
        bands = listed([term("risk_band", band) for band in frame.filters.bands]) or _("every band")
        return _("**{number}** base unions ({bands}), the likeliest shells first", number=number, bands=bands)
    if name == "rules":
        return _("Weights and what they rest on; thresholds stand on the cards")
    sentence = _(SENTENCES[name], number=number)
    return sentence + (_open(frame) if name == "unproven" else _signals(frame.build) if name == "signals" else "")


def _open(frame: Frame) -> str:
    """Which evidence settles most over all of them."""
    spec = risk_queries.spec(frame.build)
    rows = risk_queries.missing(frame.build, frame.filters.townships)[:OPEN_NAMED]
    named = [
        _(
            "{indicator} ({kinds}; {number} unions)",
            indicator=risk_words.spoken(spec[row["indicator"]], "name"),
            kinds=listed([term("source_kind", kind) for kind in spec[row["indicator"]]["source_kinds"]]),
            number=count(row["unions"]),
        )
        for row in rows
    ]
    return _(". To bring first: {evidence}", evidence=plain(_("; ").join(named))) if named else ""


def _signals(build: Build) -> str:
    counted = [
        _("{signal} {number}", signal=term("signal", row["signal"]), number=count(row["unions"]))
        for row in risk_queries.signal_counts(build)
    ]
    return _(". Unions in the county: {signals}", signals=plain(_("; ").join(counted))) if counted else ""


def _doubts(build: Build) -> None:
    """What the score's own checks say, and what the county has changed in its copy of the spec."""
    spec = risk_queries.spec(build)
    for row in risk_queries.doubts(build):
        parts = [row["indicator"], risk_words.spoken(spec[row["indicator"]], "name"), term("doubt", row["doubt"])]
        if row["other"]:
            parts += [row["other"], risk_words.spoken(spec[row["other"]], "name")]
        st.caption(plain(" ".join(parts)) + _(" ({number} unions)", number=count(row["unions"])))
    own = [row for row in risk_queries.versions(build) if not row["is_used"]]
    changed = [row for row in own if row["weight"] != spec[row["indicator"]]["weight"]]
    for row in changed:
        st.caption(
            _(
                "{indicator}: weight {new} by the county's copy, {old} by the project",
                indicator=row["indicator"],
                new=decimal(spec[row["indicator"]]["weight"]),
                old=decimal(row["weight"]),
            )
        )
