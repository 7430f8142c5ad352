"""Finished chart figures, cached by build, filters and palette and never changed after. Pages get them from here.

Built as plain go.Figure of plain lists: Plotly Express would cost more than the rest of a page run.
"""

from html import escape
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from etl.mart import RANKED_FROM
from ui import queries, theme
from ui.names import place
from ui.text import _, cached_by_language, count, month, percent, term
from ui.theme import Palette
from ui.warehouse import Build

STATES = ("own", "joint", "headquarters", "uncertain", "none")
CONFIG = {"displayModeBar": False, "responsive": True, "locale": "zh-CN", "scrollZoom": False}
FEW = 5
"""Counts below it get a tick each."""
ROW = 27
TREND_HEIGHT = 270
PALE = 0.45
HATCH = {"shape": "/", "fillmode": "overlay", "size": 6, "solidity": 0.25}


class Finished(go.Figure):
    """A figure that is not changed any more, so that its dict is made once and not copied for every page run."""

    def __init__(self, figure: go.Figure) -> None:
        super().__init__(figure)
        object.__setattr__(self, "_finished", super().to_dict())

    def to_dict(self) -> dict[str, Any]:
        """The figure as plain dicts and lists; shared, so nobody may change it."""
        return self._finished


def show(figure: go.Figure, key: str, alt: str) -> None:
    """Put a finished figure on the page: no buttons, no selection, its own height."""
    st.plotly_chart(figure, key=key, config=CONFIG, alt=alt, height=int(figure.layout.height))


def legend(entries: list[tuple[str, str]], hatched: tuple[str, ...] = ()) -> None:
    """A legend in words, outside of the plot: (colour, words), with a hatched square for the colours named so."""
    ground = theme.current().ground
    fills = [fill(colour, ground if colour in hatched else colour) for colour, _words in entries]
    squares = "".join(
        f'<span style="white-space:nowrap;margin-right:0.9rem"><span class="swatch" style="display:inline-block;'
        f'width:0.75rem;height:0.75rem;margin-right:0.3rem;vertical-align:-0.08rem;{fill}"></span>'
        f"{escape(words)}</span>"
        for fill, (_colour, words) in zip(fills, entries, strict=True)
    )
    st.html(f'<div style="font-size:0.85rem;line-height:1.6">{squares}</div>')


def fill(colour: str, between: str) -> str:
    """CSS of an area of a colour, hatched where the colour between is another."""
    if between == colour:
        return f"background:{colour}"
    return f"background:repeating-linear-gradient(45deg,{colour} 0 3px,{between} 3px 5px);outline:1px solid {colour}"


def bars(rows: list[tuple[str, list[tuple[str, int]]]], whole: int) -> None:
    """Thin bars below their words: (words, parts), a part being (colour, number) of the whole; empty tracks where the
    whole is nothing."""
    st.html(
        "".join(f'<div style="margin-top:0.55rem">{escape(words)}</div>{_bar(parts, whole)}' for words, parts in rows)
    )


def bar(parts: list[tuple[str, int]], whole: int) -> None:
    """One thin bar of (colour, number) parts of a whole."""
    st.html(_bar(parts, whole))


def _bar(parts: list[tuple[str, int]], whole: int) -> str:
    spans = "".join(
        f'<span class="swatch" style="display:block;height:6px;width:{100 * number / whole:.3f}%;'
        f'background:{colour}"></span>'
        for colour, number in parts
        if whole and number
    )
    return f'<div style="display:flex;height:6px;max-width:640px;background:{theme.TRACK}">{spans}</div>'


def state_legend() -> None:
    """The legend of every chart of union states."""
    status = theme.current().status
    legend([(status[state], term("union_status", state)) for state in STATES], (status["uncertain"],))


def base(height: int, **layout: Any) -> dict[str, Any]:
    """The layout that every chart has, of a height in pixels, with what is its own."""
    return {
        "height": height,
        "margin": {"l": 8, "r": 12, "t": 6, "b": 6, "autoexpand": True},
        "font": {"family": theme.FONT, "size": 13},
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {"font": {"family": theme.FONT, "size": 13}},
        **layout,
    }


def counted(most: float) -> dict[str, Any]:
    """An axis of counts up to `most`: few ticks, each at a whole number (a half would be written as the next one)."""
    whole = {"dtick": 1} if most < FEW else {"nticks": 5}
    return {"zeroline": False, "tickformat": ",d", "fixedrange": True, **whole}


def _state_bars(labels: list[str], counts: dict[str, list[int]], rates: list[str], look: Palette) -> list[go.Bar]:
    """One bar a state, stacked; uncertain hatched, so that it is not taken for a fact even in grey."""
    return [
        go.Bar(
            y=labels,
            x=counts[state],
            orientation="h",
            name=term("union_status", state),
            marker={
                "color": look.status[state],
                "line": {"color": look.ground, "width": 0.6},
                "pattern": {**HATCH, "fgcolor": look.ground} if state == "uncertain" else {"shape": ""},
            },
            opacity=1,
            customdata=rates,
            hovertemplate="%{y}<br>" + term("union_status", state) + " %{x}<br>%{customdata}<extra></extra>",
        )
        for state in STATES
    ]


def ranking(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Townships with ten or more larger enterprises from the lowest rate up, and the others by size: not ranked."""
    placed = [row for row in rows if row["kind"] is not None or row["township_name"] != "未定位"]
    ranked = [row for row in placed if row["larger"] >= RANKED_FROM and row["rate"] is not None]
    others = [row for row in rows if row not in ranked and row["larger"]]
    ranked.sort(key=lambda row: (row["rate"], -row["larger_none"], row["township_name"]))
    others.sort(key=lambda row: (row["township_name"] == "未定位", -row["larger"], row["township_name"]))
    return ranked, others


@cached_by_language(maxsize=32)
def township_bars(build: Build, definition: str, look: Palette) -> go.Figure:
    """Stacked bars of states by township: ranked ones above the line, those too small to rank pale below it."""
    ranked, others = ranking(queries.townships(build, definition))
    rows = ranked + others
    labels = [place(row["township_name"]) for row in rows]
    counts = {state: [row[f"larger_{state}"] for row in rows] for state in STATES}
    rates = [_("coverage {rate}", rate=percent(row["rate"])) for row in rows]
    figure = go.Figure(_state_bars(labels, counts, rates, look))
    figure.update_layout(**base(max(200, ROW * len(rows) + 46), barmode="stack", bargap=0.28))
    figure.update_yaxes(autorange="reversed", ticks="", showgrid=False, ticksuffix=" ")
    figure.update_xaxes(rangemode="tozero", **counted(max((row["larger"] for row in rows), default=0)))
    figure.update_yaxes(fixedrange=True)
    if others:
        line = len(ranked) - 0.5
        figure.add_shape(
            type="line",
            xref="paper",
            x0=0,
            x1=1,
            y0=line,
            y1=line,
            line={"color": look.line, "dash": "dot", "width": 1},
        )
        figure.update_traces(marker_opacity=[1.0] * len(ranked) + [PALE] * len(others))
    return Finished(figure)


BANDS = (
    "above_scale",
    "100plus",
    "25plus",
    "size_class:large",
    "size_class:medium",
    "size_class:small",
    "size_class:micro",
)


@cached_by_language(maxsize=8)
def size_bars(build: Build, look: Palette) -> go.Figure:
    """Shares of states by definition of size, the whole county; the number of enterprises stands beside the name."""
    bands = queries.size_bands(build)
    rows = [bands[band] for band in BANDS if band in bands and bands[band]["enterprises"]]
    labels = [
        _("{name} ({number})", name=term("definition", row["definition"]), number=count(row["enterprises"]))
        for row in rows
    ]
    shares = {state: [row[state] / row["enterprises"] for row in rows] for state in STATES}
    covered = [(row["own"] + row["joint"] + row["headquarters"]) / row["enterprises"] for row in rows]
    rates = [_("coverage {rate}", rate=percent(share)) for share in covered]
    figure = go.Figure(_state_bars(labels, shares, rates, look))
    figure.update_traces(hovertemplate="%{y}<br>%{fullData.name} %{x:.1%}<br>%{customdata}<extra></extra>")
    figure.update_layout(**base(max(150, 34 * len(rows) + 40), barmode="stack", bargap=0.35))
    figure.update_yaxes(autorange="reversed", showgrid=False, ticksuffix=" ", fixedrange=True)
    figure.update_xaxes(range=[0, 1.05], tickformat=".0%", tickvals=[0, 0.5, 1], zeroline=False, fixedrange=True)
    return Finished(figure)


def covered(row: dict[str, Any]) -> int:
    """Enterprises with a union that counts, of a month's or township's row."""
    return row["own"] + row["joint"] + row["headquarters"]


@cached_by_language(maxsize=128)
def trend(build: Build, definition: str, chosen: tuple[str, ...], look: Palette) -> go.Figure:
    """Coverage by month: published months solid with points, months reconstructed from dates dotted and pale."""
    rows = [row for row in queries.months(build, definition, chosen) if row["enterprises"]]
    figure = go.Figure()
    first_published = next((i for i, row in enumerate(rows) if row["basis"] == "published"), len(rows))
    parts = {
        "reconstructed": (
            rows[: first_published + 1],
            {"dash": "dot", "width": 2, "color": look.status["joint"]},
            "lines",
        ),
        "published": (rows[first_published:], {"width": 2.6, "color": look.status["own"]}, "lines+markers"),
    }
    for basis, (part, line, mode) in parts.items():
        figure.add_scatter(
            x=[row["month"] for row in part],
            y=[covered(row) / row["enterprises"] for row in part],
            mode=mode,
            line=line,
            marker={"size": 6},
            customdata=[[month(row["month"]), covered(row), row["enterprises"]] for row in part],
            hovertemplate="%{customdata[0]} "
            + term("basis", basis)
            + "<br>%{y:.1%} (%{customdata[1]} / %{customdata[2]})<extra></extra>",
        )
    figure.update_layout(**base(TREND_HEIGHT, hovermode="closest"))
    shares = [covered(row) / row["enterprises"] for row in rows] or [0.0, 1.0]
    low, high = max(0.0, min(shares) - 0.1), min(1.0, max(shares) + 0.1)
    figure.update_yaxes(tickformat=".0%", range=[low, high], dtick=0.1, tick0=0, zeroline=False, fixedrange=True)
    figure.update_xaxes(tickformat="%Y-%m", nticks=5, showgrid=False, fixedrange=True)
    return Finished(figure)
