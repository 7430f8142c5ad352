"""The parts of the risk page above its lists: numbers by band, the ladder, the five dimensions, the townships."""

from typing import Any

import streamlit as st

from ui import charts, effective, export, lists, profile, queries, risk_charts, risk_queries, risk_words, theme
from ui.frame import Frame
from ui.names import places
from ui.text import _, count, listed, plain, term
from ui.words import definition_help

FIGURES = ("suspected", "watch", "to_verify", "normal", "exempt")


def headline(total: dict[str, int]) -> str:
    """The answer: how many are suspected, how many cannot be judged yet, how many are normal."""
    if not total.get("unions"):
        return _("No base union can be scored here")
    told = {name: count(total[name]) for name in ("suspected", "to_verify", "normal")}
    if not total["suspected"]:
        return _("No union is suspected; {to_verify} are to be verified, {normal} are normal", **_without(told))
    return _("{suspected} unions are suspected shells, {to_verify} are to be verified, {normal} are normal", **told)


def _without(told: dict[str, str]) -> dict[str, str]:
    return {name: number for name, number in told.items() if name != "suspected"}


def figures(frame: Frame, total: dict[str, int]) -> None:
    """All scored unions and each band, with its definition."""
    defined = queries.definitions(frame.build)
    with st.grid(6, min_column_width=120, gap="small"):
        for name in ("scored_union", *FIGURES):
            label = _("Scored") if name == "scored_union" else term("risk_band", name)
            number = total["unions" if name == "scored_union" else name]
            said = definition_help(defined, name, frame.as_of)
            st.metric(label, count(number), border=True, help=said, height="stretch")
    st.caption(
        _(
            "A suspicion rests on files; only somebody who has been there can call a union a shell."
            " Beside the score {number} unions cross a red line.",
            number=count(total["red_lined"]),
        )
    )


def ladder(frame: Frame, total: dict[str, int]) -> None:
    """How many unions are set up, running, alive; proven, and possible."""
    defined = queries.definitions(frame.build)
    st.subheader(_("How far the unions have come"), anchor=False, help=definition_help(defined, "ladder", frame.as_of))
    effective.strip(effective.of_unions(total), total["unions"])
    st.caption(effective.legend())


def dimensions(frame: Frame) -> None:
    """The five dimensions of the township chosen beside the county, else of the county."""
    chosen = frame.filters.townships
    one = chosen[0] if len(chosen) == 1 else None
    is_shown = one is not None and profile.is_comparable(frame.build, one)
    bars = profile.of_place(frame.build, one if is_shown else None)
    known = [bar for bar in bars if bar.proven is not None]
    worst = max(known, key=lambda bar: bar.proven, default=None)
    who = listed(places([one])) if is_shown else _("County")
    defined = queries.definitions(frame.build)
    heading = (
        _("{who}: {dimension} weighs most", who=who, dimension=term("dimension", worst.dimension)) if worst else who
    )
    st.subheader(heading, anchor=False, help=definition_help(defined, "dimension", frame.as_of))
    profile.show(bars)
    said = _("Median of what is proven against a union, 0 to 100 in each dimension.")
    if one and not is_shown:
        said += _(" Fewer than ten unions are scored in the township: only the county is shown.")
    st.caption(said)


def spread(frame: Frame, rows: list[dict[str, Any]]) -> None:
    """Bands by township, with its own CSV."""
    build, members, look = frame.build, frame.filters.members, theme.current()
    ranked, others = risk_charts.ranking(rows)
    most = sorted((row for row in rows if row["suspected"]), key=lambda row: (-row["suspected"], row["township_name"]))
    if most:
        names = listed(places([row["township_name"] for row in most[:2]]))
        heading = _("Most suspected ones are in {names}", names=names)
    else:
        heading = _("No township has a suspected one")
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader(heading, anchor=False, width="content")
        export.button(build, "risk_places", lists.of(lists.RISK_PLACES), _("risk by township"), members=list(members))
    entries = [(look.risk[band], term("risk_band", band)) for band in look.risk]
    charts.legend(entries, (look.risk["to_verify"],))
    charts.show(risk_charts.bands(build, members, look), "risk_bands", _("Bands of risk by township"))
    below = _("Numbers of base unions as of {day}.", day=frame.as_of)
    if ranked and others:
        below += _(" By share of suspected ones; pale, below the line: fewer than ten unions, no share")
    st.caption(below)


def reading(frame: Frame) -> None:
    """Where no card is open: what makes the bands, with the marks of our own design."""
    st.markdown(_("**How the bands are made**"))
    st.caption(_("Choose a row: its card says which finding, by how much, from which file and row."))
    lines = [risk_words.threshold(row) for row in risk_queries.thresholds(frame.build).get("score", [])]
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))
    st.caption(plain(risk_words.legend()))
