"""The five dimensions as a strip of bars: what is proven, what is open, and the medians to compare with."""

from dataclasses import dataclass
from html import escape

import streamlit as st

from etl.mart import RANKED_FROM
from ui import charts, risk_queries, theme
from ui.names import UNPLACED, place
from ui.queries import Rows
from ui.text import _, count, term
from ui.warehouse import Build

DIMENSIONS = ("organisation", "institution", "work", "activity", "effect")


@dataclass(frozen=True)
class Bar:
    """A dimension, 0–100: proven against the union, not known, and the medians of others by what they are called."""

    dimension: str
    proven: float | None
    open: float
    medians: tuple[tuple[str, float], ...] = ()


def of_union(build: Build, findings: Rows, township: str | None) -> list[Bar]:
    """One union's strip beside the medians of its township, where ten unions are scored there, and of the county."""
    bars = []
    for dimension in DIMENSIONS:
        rows = [row for row in findings if row["dimension"] == dimension and row["outcome"] != "not_applicable"]
        weight = sum(row["weight"] for row in rows)
        if not weight:
            bars.append(Bar(dimension, None, 0, compared(build, dimension, township)))
            continue
        failed = sum(row["weight"] * row["evidence_weight"] * (row["share_failed"] or 0) for row in rows)
        unknown = sum(row["weight"] * (1 - row["evidence_weight"]) for row in rows)
        medians = compared(build, dimension, township)
        bars.append(Bar(dimension, 100 * failed / weight, 100 * unknown / weight, medians))
    return bars


def of_place(build: Build, township: str | None) -> list[Bar]:
    """The medians themselves: of a township beside the county's, or of the county alone."""
    found = risk_queries.medians(build)
    bars = []
    for dimension in DIMENSIONS:
        shown = found.get((township, dimension))
        others = compared(build, dimension, None) if township else ()
        bars.append(Bar(dimension, shown["proven"] if shown else None, 0, others))
    return bars


def is_comparable(build: Build, township: str | None) -> bool:
    """Whether a township has scored unions enough for a median."""
    found = risk_queries.medians(build).get((township, DIMENSIONS[0]))
    return found is not None and found["unions"] >= RANKED_FROM


def compared(build: Build, dimension: str, township: str | None) -> tuple[tuple[str, float], ...]:
    """The county's median, and before it the township's where it has ten scored unions."""
    found = risk_queries.medians(build)
    medians = []
    if township and township != UNPLACED and is_comparable(build, township):
        medians.append((place(township), found[township, dimension]["proven"]))
    if (None, dimension) in found:
        medians.append((_("county"), found[None, dimension]["proven"]))
    return tuple(medians)


def show(bars: list[Bar]) -> None:
    """The strip: a line of words over each bar, medians as marks across it."""
    look = theme.current()
    st.html("".join(_line(bar, look.risk["watch"], look) for bar in bars))


def _line(bar: Bar, colour: str, look: theme.Palette) -> str:
    if bar.proven is None:
        words = _("{dimension}: nothing applies", dimension=term("dimension", bar.dimension))
    else:
        words = _("{dimension} {points}", dimension=term("dimension", bar.dimension), points=count(round(bar.proven)))
        if round(bar.open):
            words += _(", {points} not known", points=count(round(bar.open)))
    if bar.medians:
        told = [f"{name} {count(round(median))}" for name, median in bar.medians]
        words += _(" (median: {medians})", medians=_(", ").join(told))
    spans = "".join(
        f'<span class="swatch" style="display:block;height:8px;width:{width:.2f}%;{fill}"></span>'
        for width, fill in (
            (bar.proven or 0, charts.fill(colour, colour)),
            (bar.open, charts.fill(look.risk["to_verify"], look.ground)),
        )
        if width
    )
    marks = "".join(
        f'<span style="position:absolute;top:-2px;height:12px;left:{min(median, 99.5):.2f}%;'
        f'border-left:2px {"dotted" if name == _("county") else "solid"} currentColor"></span>'
        for name, median in bar.medians
    )
    return (
        f'<div style="margin-top:0.5rem;font-size:0.9rem">{escape(words)}</div><div style="position:relative;'
        f'display:flex;height:8px;max-width:640px;background:{theme.TRACK}">{spans}{marks}</div>'
    )
