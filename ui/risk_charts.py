"""Charts of the risk page, finished and cached as in ui/charts.py."""

from typing import Any

import plotly.graph_objects as go

from etl.mart import RANKED_FROM
from ui import charts, risk_queries
from ui.names import UNPLACED, place
from ui.text import _, cached_by_language, count, percent, term
from ui.theme import Palette
from ui.warehouse import Build


def ranking(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Townships with ten scored unions or more, the largest share of suspected ones first; and the others by number."""
    ranked = [row for row in rows if row["unions"] >= RANKED_FROM and row["township_name"] != UNPLACED]
    others = [row for row in rows if row not in ranked]
    ranked.sort(key=lambda row: (-_share(row, "suspected"), -_share(row, "watch"), row["township_name"]))
    others.sort(key=lambda row: (row["township_name"] == UNPLACED, -row["unions"], row["township_name"]))
    return ranked, others


def _share(row: dict[str, Any], band: str) -> float:
    return row[band] / row["unions"]


@cached_by_language(maxsize=16)
def bands(build: Build, members: tuple[str, ...], look: Palette) -> go.Figure:
    """Stacked bars of bands by township: those with ten unions above the line, the others pale below it, without a
    share. What too little is known of is hatched."""
    ranked, others = ranking(risk_queries.places(build, members))
    rows = ranked + others
    labels = [place(row["township_name"]) for row in rows]
    figure = go.Figure([_bar(band, rows, labels, len(ranked), look) for band in look.risk])
    figure.update_layout(**charts.base(max(200, charts.ROW * len(rows) + 46), barmode="stack", bargap=0.28))
    figure.update_yaxes(autorange="reversed", ticks="", showgrid=False, ticksuffix=" ", fixedrange=True)
    figure.update_xaxes(rangemode="tozero", **charts.counted(max((row["unions"] for row in rows), default=0)))
    if ranked and others:
        line = {"color": look.line, "dash": "dot", "width": 1}
        y = len(ranked) - 0.5
        figure.add_shape(type="line", xref="paper", x0=0, x1=1, y0=y, y1=y, line=line)
    return charts.Finished(figure)


def _bar(band: str, rows: list[dict[str, Any]], labels: list[str], ranked: int, look: Palette) -> go.Bar:
    hover = [
        _("{band} {number}", band=term("risk_band", band), number=count(row[band]))
        + (f" ({percent(_share(row, band))})" if index < ranked else "")
        for index, row in enumerate(rows)
    ]
    return go.Bar(
        y=labels,
        x=[row[band] for row in rows],
        orientation="h",
        name=term("risk_band", band),
        marker={
            "color": look.risk[band],
            "line": {"color": look.ground, "width": 0.6},
            "pattern": {**charts.HATCH, "fgcolor": look.ground} if band == "to_verify" else {"shape": ""},
            "opacity": [1.0] * ranked + [charts.PALE] * (len(rows) - ranked),
        },
        customdata=hover,
        hovertemplate="%{y}<br>%{customdata}<extra></extra>",
    )
