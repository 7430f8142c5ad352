"""What if the weights and thresholds were others: the sliders, and what they would come to. Nothing is applied."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyarrow as pa
import streamlit as st

from etl.mart import RATED_FROM
from etl.score.proposal import BANDS
from ui import export, filters, lists, queries, risk_queries, risk_words, tables, warehouse
from ui.tables import Column
from ui.text import UNKNOWN, _, count, percent, plain, term
from ui.warehouse import Build

START, TIMES = "what_start", "what_times"
MOVED = "union_name band_before band_after score_before score_after verdict township_name members union_id union_code"
HEIGHT = 460
MOST_DIMENSION, MOST_INDICATOR = 60.0, 30.0
"""Where the sliders of weights end."""


@dataclass(frozen=True)
class Rules:
    """Weight of every indicator, and the thresholds of the bands by name; hashable, so that results are cached."""

    weights: tuple[tuple[str, float], ...]
    bands: tuple[tuple[str, float], ...]

    def parameters(self) -> dict[str, Any]:
        """The same as values that the query binds."""
        names, weights = zip(*self.weights, strict=True)
        return {"indicators": list(names), "weights": list(weights), **dict(self.bands)}


@lru_cache(maxsize=4)
def in_use(build: Build) -> Rules:
    """The weights and thresholds that the build scores by."""
    limits = {row["name"]: row["value"] for row in risk_queries.thresholds(build)["score"]}
    weights = tuple((name, row["weight"]) for name, row in risk_queries.spec(build).items())
    return Rules(weights, tuple((name, limits[name]) for name in BANDS))


@lru_cache(maxsize=32)
def outcome(build: Build, rules: Rules) -> pa.Table:
    """Every scored union with its band now and then."""
    return warehouse.table(build, "what_if", **rules.parameters(), moved_only=False, row_limit=None)


def numbers(found: pa.Table) -> dict[str, tuple[int, int]]:
    """Band → how many unions are in it now and then."""
    before, after = (Counter(found.column(name).to_pylist()) for name in ("band_before", "band_after"))
    return {band: (before[band], after[band]) for band in filters.BANDS}


def hits(found: pa.Table) -> dict[str, tuple[int, int]]:
    """'band_before' and 'band_after' → suspected unions that somebody has been at, and how many of them were shells."""
    rows = found.select(["band_before", "band_after", "is_shell_found"]).to_pylist()
    judged = [row for row in rows if row["is_shell_found"] is not None]
    told = {}
    for name in ("band_before", "band_after"):
        shells = [row["is_shell_found"] for row in judged if row[name] == "suspected"]
        told[name] = (len(shells), sum(shells))
    return told


def moves(found: pa.Table) -> tuple[int, int]:
    """How many unions become suspected, and how many are so no more."""
    pairs = list(zip(found.column("band_before").to_pylist(), found.column("band_after").to_pylist(), strict=True))
    came = sum(after == "suspected" != before for before, after in pairs)
    return came, sum(before == "suspected" != after for before, after in pairs)


def headline(found: pa.Table) -> str:
    """What the sliders would come to, in a sentence."""
    came, went = moves(found)
    before, after = numbers(found)["suspected"]
    if not came and not went:
        return _("Scored so, the same {number} unions are suspected", number=count(before))
    return _(
        "Scored so, {after} instead of {before} unions are suspected: {came} more, {went} no more",
        after=count(after),
        before=count(before),
        came=count(came),
        went=count(went),
    )


def sliders(build: Build) -> Rules:
    """A slider a dimension, beneath it one an indicator, and the thresholds; the rules that they make."""
    spec, begin = risk_queries.spec(build), st.session_state.get(START) or in_use(build)
    now, own, limits = _Sliders(), dict(begin.weights), dict(begin.bands)
    weights: dict[str, float] = {}
    for dimension in dict.fromkeys(row["dimension"] for row in spec.values()):
        inside = {name: own[name] for name, row in spec.items() if row["dimension"] == dimension}
        label = term("dimension", dimension)
        whole = now.one(dimension, label, sum(inside.values()), MOST_DIMENSION)
        with st.expander(_("{dimension}: its indicators", dimension=label)):
            shares = {name: now.one(name, _label(spec[name]), own[name], MOST_INDICATOR, 0.5) for name in inside}
        weights |= shared_out(whole, shares)
    st.markdown(_("**Thresholds of the bands**"))
    watch, suspected = now.two(
        "bounds", _("Watched from, suspected from"), (limits["watch_from"], limits["suspected_from"]), 100.0
    )
    needed = now.one("evidence_needed", _("Evidence needed, %"), 100 * limits["evidence_needed"], 100.0, 5.0)
    worst = now.one("worst_from", _("To be verified from a worst score of"), limits["worst_from"], 100.0)
    bands = {"evidence_needed": needed / 100, "watch_from": watch, "suspected_from": suspected, "worst_from": worst}
    return Rules(tuple(weights.items()), tuple((name, bands[name]) for name in BANDS))


class _Sliders:
    """The sliders of one set of rules: other rules are other sliders, which begin where those rules are."""

    def __init__(self) -> None:
        self.times = st.session_state.get(TIMES, 0)

    def one(self, name: str, label: str, value: float, most: float, step: float = 1.0) -> float:
        """One value from 0 to `most`, or further where it begins further."""
        end = float(max(most, value))
        return st.slider(label, 0.0, end, float(value), step, "%g", key=f"what_{name}_{self.times}")

    def two(self, name: str, label: str, values: tuple[float, float], most: float) -> tuple[float, float]:
        """A lower and an upper value."""
        low, high = values
        return st.slider(label, 0.0, most, (float(low), float(high)), 1.0, "%g", key=f"what_{name}_{self.times}")


def shared_out(whole: float, shares: dict[str, float]) -> dict[str, float]:
    """A dimension's weight, shared out over its indicators in proportion."""
    total = sum(shares.values())
    return {name: round(whole * share / total, 4) if total else 0.0 for name, share in shares.items()}


def put(rules: Rules) -> None:
    """Begin anew from these rules; a button's callback."""
    st.session_state[START] = rules
    st.session_state[TIMES] = st.session_state.get(TIMES, 0) + 1


def _label(row: dict[str, Any]) -> str:
    return f"{row['indicator']} {plain(risk_words.spoken(row, 'name'))}"


def show(build: Build, found: pa.Table, as_of: str) -> None:
    """Numbers by band now and then, and the hit rate on the verdicts that there are."""
    with st.grid(3, min_column_width=110, gap="small"):
        for band, (before, after) in numbers(found).items():
            change = _("now {number}", number=count(before))
            st.metric(term("risk_band", band), count(after), change, delta_color="off", delta_arrow="off", border=True)
    told = hits(found)
    if told["band_before"][0] or told["band_after"][0]:
        st.markdown(
            _(
                "Of the suspected ones that somebody has been at, shells: now **{before}**, then **{after}**",
                before=_hit(told["band_before"]),
                after=_hit(told["band_after"]),
            )
        )
    else:
        st.caption(_("Nobody has been at a suspected union yet: whether this scores better cannot be said"))
    st.caption(
        _(
            "Outcomes and evidence as of {day}; only weights and thresholds differ. Verdicts by their last word.",
            day=as_of,
        )
    )


def _hit(told: tuple[int, int]) -> str:
    verified, shells = told
    if not verified:
        return UNKNOWN
    said = _("{found} of {verified}", found=count(shells), verified=count(verified))
    return f"{said} ({percent(shells / verified)})" if verified >= RATED_FROM else said


def moved(build: Build, rules: Rules) -> None:
    """Who would change the band, suspected ones first, with the CSV."""
    parameters = rules.parameters() | {"moved_only": True}
    found = warehouse.table(build, "what_if", **parameters, row_limit=queries.ROWS_SHOWN)
    columns = _columns()
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader(
            _("{number} unions would change their band", number=count(tables.total_of(found))),
            anchor=False,
            width="content",
        )
        export.button(build, "what_if", columns, _("what if"), **parameters)
    if found.num_rows:
        tables.show(found, columns, "what_if_moved", HEIGHT)
        tables.shown_of(found)


def _columns() -> tuple[Column, ...]:
    special = (
        Column("band_before", _("Band now"), terms="risk_band", width=84),
        Column("band_after", _("Band then"), terms="risk_band", width=84),
        Column("score_before", _("Score now"), kind="number", width=84),
        Column("score_after", _("Score then"), kind="number", width=84),
        Column("verdict", _("Verdict"), terms="verdict", width=84),
    )
    own = {column.name: (column,) for column in special}
    return tuple(column for word in MOVED.split() for column in own.get(word) or lists.of(word))
