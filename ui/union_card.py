"""The card of one union: who it is, how it stands, how far it has come, and an auditor's sheet of every indicator."""

from typing import Any

import streamlit as st

from ui import (
    card,
    charts,
    doubt,
    finding,
    profile,
    queries,
    risk_queries,
    risk_words,
    spoken,
    tables,
    tasks,
    theme,
    verdict,
    who,
)
from ui.names import place
from ui.navigation import ENTERPRISE
from ui.text import UNKNOWN, _, count, day, decimal, listed, percent, plain, term
from ui.warehouse import Build

BAND_COLOURS = {"suspected": "red", "watch": "orange", "normal": "blue"}
HEAVIEST = 3
Union = dict[str, Any]


def show(build: Build, union_id: str) -> None:
    """Everything known of one union, every indicator with its evidence, and the enterprises that it counts for."""
    found = queries.union(build, union_id)
    if found is None:
        st.info(_("This build has no union with the id {id}", id=plain(union_id)))
        who.gone(build, union_id)
        return
    _badges(found)
    who.merged(build, union_id)
    tasks.of_union(build, union_id)
    if found["risk_band"]:
        left, right = st.columns([3, 2])
        with left.container(border=True, height="stretch"):
            _standing(build, found)
            _ladder(build, found)
        with right.container(border=True, height="stretch"):
            _profile(build, found)
        finding.sheet(build, found)
        verdict.form(build, union_id)
    else:
        st.caption(_("Not scored: only base unions that are not dissolved are"))
    _identity(found)
    _again(build, union_id)
    _enterprises_of(build, union_id)
    spoken.show(build, union_id)


def brief(build: Build, union_id: str) -> None:
    """The same in short, beside a list: standing, ladder, and the findings that weigh most with their rows."""
    found = queries.union(build, union_id)
    if found is None:
        st.info(_("This build has no union with the id {id}", id=plain(union_id)))
        return
    st.markdown(f"#### {plain(found['union_name'])}")
    _badges(found)
    if not found["risk_band"]:
        st.caption(_("Not scored: only base unions that are not dissolved are"))
        return
    _standing(build, found)
    _ladder(build, found)
    _profile(build, found)
    finding.heaviest(build, found, HEAVIEST)


def _badges(found: Union) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if found["risk_band"]:
            colour = BAND_COLOURS.get(found["risk_band"], "gray")
            st.badge(term("risk_band", found["risk_band"]), color=colour)
        st.badge(term("union_type", found["union_type"]), color="blue")
        st.badge(term("union_state", found["status"]), color="gray")
        if not found["is_base_union"]:
            st.badge(_("no base union: does not count as coverage"), color="gray")


def _standing(build: Build, found: Union) -> None:
    """Score, what it leaves open, red lines and signals."""
    behind = risk_queries.of_union(build, found["union_id"])
    if found["score_proven"] is not None:
        score = _(
            "**{proven}** points proven, at worst **{worst}**; evidence for {share}",
            proven=decimal(found["score_proven"]),
            worst=decimal(found["score_worst"]),
            share=percent(found["evidence_share"]),
        )
        st.markdown(score)
        look = theme.current()
        charts.bar([(look.risk["watch"], round(found["score_proven"])), (look.risk["to_verify"], _open(found))], 100)
    if found["risk_band"] == "suspected":
        st.caption(_("Suspected by the files alone; whether it is a shell is said only by who has been there."))
    for line in behind["red_lines"]:
        said = _(
            "Red line: {line} ({evidence}). {basis}",
            line=term("red_line", line["red_line"]),
            evidence=_evidence(line["evidence"]),
            basis=risk_words.basis(line["legal_basis"], line["basis_mark"]),
        )
        st.markdown(f":red-badge[!] {plain(said)}")
    for signal in behind["signals"]:
        said = _(
            "Signal: {signal}, {number} unions with it",
            signal=term("signal", signal["signal"]),
            number=count(signal["unions"]),
        )
        st.caption(plain(said))


def _profile(build: Build, found: Union) -> None:
    """The five dimensions beside the medians of township and county."""
    findings = risk_queries.of_union(build, found["union_id"])["findings"]
    st.markdown(_("**Five dimensions**: proven against it, 0 to 100"))
    profile.show(profile.of_union(build, findings, found["township_name"]))


def _open(found: Union) -> int:
    return round(found["score_worst"]) - round(found["score_proven"])


def _evidence(text: str | None) -> str:
    """What shows a red line: a registration status in words, a day as it is."""
    return UNKNOWN if text is None else term("registration_status", text)


def _ladder(build: Build, found: Union) -> None:
    """The step that is proven, the one that is possible, and what is missing for the next."""
    proven, possible = found["ladder_proven"], found["ladder_possible"]
    if proven:
        steps = _("Ladder: **{step}** is proven", step=term("ladder", str(proven)))
    else:
        steps = _("Ladder: not even set up is proven yet")
    if possible > proven:
        steps += _(", **{step}** is possible", step=term("ladder", str(possible)))
    st.markdown(steps)
    if proven == 3:
        return
    step = proven + 1
    rows = [row for row in risk_queries.of_union(build, found["union_id"])["conditions"] if row["step"] == step]
    for is_met, words in ((False, _("Not met for “{step}”: {conditions}")), (None, _("Not known: {conditions}"))):
        named = [term("condition", row["condition"]) for row in rows if row["is_met"] is is_met]
        if named:
            st.caption(words.format(step=term("ladder", str(step)), conditions=listed(named)))


def _identity(found: Union) -> None:
    read = card.origin(found)
    host = found["host_name"] or UNKNOWN
    tables.facts(
        [
            *card.read_as(found["union_name"]),
            (_("Union code"), found["union_code"] or UNKNOWN, read),
            (_("Host"), host, _("{group}; {origin}", group=term("host_group", found["host_group"]), origin=read)),
            (_("Sector of the host"), term("host_sector", found["host_sector"]), read),
            (_("Township"), place(found["township_name"]) if found["township_name"] else UNKNOWN, read),
            (_("Established on"), day(found["established_on"]), read),
            (
                _("Members"),
                _(
                    "{members}, {women} of them women",
                    members=count(found["members"]),
                    women=count(found["female_members"]),
                ),
                read,
            ),
            (_("Employees"), count(found["employees"]), read),
        ]
    )


def _again(build: Build, union_id: str) -> None:
    for row in queries.union_again(build, union_id):
        st.caption(
            _(
                "Another row of the ledger does not count ({reason}): {name}, {origin}",
                reason=term("row_again", row["row_again"]),
                name=plain(row["union_name"]),
                origin=plain(card.origin(row)),
            )
        )


def _enterprises_of(build: Build, union_id: str) -> None:
    links = queries.enterprises_of_union(build, union_id)
    st.markdown(_("**Enterprises that it counts for: {number}**", number=len(links)))
    for link in links[:20]:
        st.page_link(
            ENTERPRISE, label=plain(link["name"]), icon=":material/domain:", query_params={"id": link["enterprise_id"]}
        )
        st.caption(
            _(
                "{relation}, {workers} workers. Linked by: {rule}. {origin}",
                relation=term("relation", link["relation"]),
                workers=count(link["headcount"]),
                rule=term("link_rule", link["link_rule"]),
                origin=plain(card.origin(link)),
            )
        )
        doubt.button(build, link)
    if len(links) > 20:
        st.caption(_("and {number} more", number=len(links) - 20))
