"""One pair on a card: both records side by side, their differences marked, and how likely the model holds it."""

from collections.abc import Container, Sequence
from difflib import SequenceMatcher
from html import escape
from itertools import accumulate
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from ui import charts, queries, theme
from ui.names import place
from ui.text import UNKNOWN, _, cached_by_language, count, day, percent, plain, term
from ui.theme import Palette
from ui.warehouse import Build

CELL = "vertical-align:top;padding:0.3rem 0.7rem 0.3rem 0;border-bottom:1px solid rgba(138,143,152,0.25)"
ROW, MARGIN = 26, 60
CODED = ("scope_reason", "union_state")
"""Fields that hold a code of the tables."""


def show(build: Build, row: dict[str, Any]) -> None:
    """Both records, line by line, and what they said when somebody decided before, where that has changed since."""
    own = row["union_type"] == "own"  # of a joint union, employees and founding day are not this member's
    lines = (
        (_("Name"), name_of(row), row["name"]),
        (_("Name of the union"), row["union_name"], None),
        (_("Credit code"), row["host_code"] if own else None, row["credit_code"]),
        (_("Township"), _place(row["union_township"]), _place(row["township_name"])),
        (_("Address"), None, row["address"]),
        (_("Employees, headcount"), _number(row["employees"]) if own else None, _number(row["headcount"])),
        (_("Founded"), _day(row["union_established_on"]) if own else None, _day(row["established_on"])),
        *_people(build, row),
    )
    side_by_side((_("Union"), _("Enterprise")), lines, marked=(0, 2))
    changes(row)


def side_by_side(
    heads: tuple[str, str], lines: Sequence[tuple[str, str | None, str | None]], marked: Container[int]
) -> None:
    """Two records as a table: what, left, right; in the lines that are `marked` what only one side has stands out."""
    cells = "".join(_line(*line, marked=at in marked) for at, line in enumerate(lines))
    head = "".join(f'<th style="text-align:left;{CELL}">{escape(word)}</th>' for word in ("", *heads))
    st.html(f'<table style="border-collapse:collapse;width:100%;font-size:0.92rem"><tr>{head}</tr>{cells}</table>')


def changes(row: dict[str, Any]) -> None:
    """What the records of a pair say otherwise since somebody decided."""
    for change in row["changes"]:
        st.warning(
            _(
                "Changed since it was decided: {field} was “{before}”, is “{now}”",
                field=term("field", change["field"]),
                before=_told(change["field"], change["before"]),
                now=_told(change["field"], change["now"]),
            )
        )


def _told(field: str, value: str | None) -> str:
    return term(field, value) if value and field in CODED else plain(value or UNKNOWN)


def name_of(row: dict[str, Any]) -> str:
    """How the union, its coverage list or its own name says what the enterprise is called."""
    return row["named_as"] or row["host_name"] or row["union_name"]


def why(build: Build, row: dict[str, Any]) -> None:
    """Each comparison's weight as a waterfall; the rule's words where the model did not look at the pair."""
    parts = queries.comparisons(build, row["enterprise_id"], row["union_id"])
    st.markdown(f"**{_('Why this pair')}** {term('evidence', row['evidence'])}")
    if not parts:
        st.caption(_("A rule proposes this pair; the model has not weighed it"))
        return
    told = tuple((one["comparison"], one["level"], one["weight"]) for one in parts if one["level"] != "missing")
    figure = _waterfall(told, theme.current())
    alt = _("Weight of each comparison, for and against")
    charts.show(figure, "waterfall", alt)
    missing = [term("comparison", one["comparison"]) for one in parts if one["level"] == "missing"]
    note = _(
        "The model holds it {probability} likely. Blue speaks for the pair, orange against it; in bits",
        probability=percent(row["match_probability"]),
    )
    st.caption(note + (_(". Nothing to compare: {parts}", parts=_(", ").join(missing)) if missing else ""))


@cached_by_language(maxsize=256)
def _waterfall(parts: tuple[tuple[str, str, float], ...], look: Palette) -> go.Figure:
    labels = [f"{term('comparison', name)}：{term('comparison_level', level)}" for name, level, _weight in parts]
    figure = go.Figure(
        go.Waterfall(
            orientation="h",
            y=labels,
            x=[weight for _name, _level, weight in parts],
            text=[f"{weight:+.1f}" for _name, _level, weight in parts],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
            increasing={"marker": {"color": look.status["own"]}},
            decreasing={"marker": {"color": look.status["uncertain"]}},
            connector={"line": {"color": look.line, "width": 1}},
        )
    )
    figure.update_layout(
        **charts.base(
            ROW * len(parts) + MARGIN,
            xaxis={"visible": False, "range": _reach([weight for _name, _level, weight in parts])},
            yaxis={"autorange": "reversed", "automargin": True},
        )
    )
    return charts.Finished(figure)


def _reach(weights: list[float]) -> list[float]:
    """From the lowest to the highest sum, with room for the figures beside the bars."""
    sums = [0.0, *accumulate(weights)]
    room = 0.2 * (max(sums) - min(sums)) + 0.5
    return [min(sums) - room, max(sums) + room]


def _people(build: Build, row: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    return [
        (term("comparison", "person"), one["union_value"], one["enterprise_value"])
        for one in queries.comparisons(build, row["enterprise_id"], row["union_id"])
        if one["comparison"] == "person" and (one["union_value"] or one["enterprise_value"])
    ]


def _line(what: str, union: str | None, enterprise: str | None, marked: bool) -> str:
    plainly = (escape(union or UNKNOWN), escape(enterprise or UNKNOWN))
    left, right = _marked(union, enterprise) if marked and union and enterprise else plainly
    cell = f'<td style="{CELL};overflow-wrap:anywhere">'
    title = f'<td style="{CELL};opacity:0.62;white-space:nowrap">{escape(what)}</td>'
    return f"<tr>{title}{cell}{left}</td>{cell}{right}</td></tr>"


def _marked(union: str, enterprise: str) -> tuple[str, str]:
    """Both texts with what only one of them has in a mark."""
    sides: tuple[list[str], list[str]] = ([], [])
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, union, enterprise, autojunk=False).get_opcodes():
        for side, text in zip(sides, (union[i1:i2], enterprise[j1:j2]), strict=True):
            if text:
                side.append(escape(text) if kind == "equal" else f"<mark>{escape(text)}</mark>")
    return "".join(sides[0]), "".join(sides[1])


def _number(value: int | None) -> str | None:
    return None if value is None else count(value)


def _day(value: Any) -> str | None:
    return None if value is None else day(value)


def _place(value: str | None) -> str | None:
    return None if value is None else place(value)
