"""The auditor's sheet of one union: item · result · what it rests on · evidence · points, a row an indicator."""

from html import escape
from typing import Any

import streamlit as st

from ui import card, export, lists, profile, risk_queries, risk_words
from ui.text import _, count, decimal, listed, plain, term
from ui.warehouse import Build

ROWS_NAMED = 3
CELL = "vertical-align:top;padding:0.35rem 0.8rem 0.35rem 0;border-bottom:1px solid rgba(138,143,152,0.25)"
SMALL = "opacity:0.72;font-size:0.82rem"
Row = dict[str, Any]


def sheet(build: Build, found: Row) -> None:
    """Every indicator by dimension, with the points that it adds, and the CSV of the rows behind it."""
    behind = risk_queries.of_union(build, found["union_id"])
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader(_("Every indicator: what was found, and what would lower it"), anchor=False, width="content")
        spec = risk_queries.spec(build)
        names = {key: risk_words.spoken(row, "name") for key, row in spec.items()}
        columns = lists.risk("evidence", {}, names)
        export.button(build, "risk_evidence", columns, _("evidence"), id=found["union_id"])
    body = "".join(_dimension(build, dimension, behind) for dimension in profile.DIMENSIONS)
    heads = "".join(
        f'<th style="text-align:left;{CELL}">{escape(head)}</th>' for head in (_("Item"), _("Result"), _("Points"))
    )
    st.html(
        f'<table style="border-collapse:collapse;width:100%;font-size:0.9rem"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )
    st.caption(plain(risk_words.legend()))


def heaviest(build: Build, found: Row, number: int) -> None:
    """The findings that add most points, each with the row it was read from."""
    behind, spec = risk_queries.of_union(build, found["union_id"]), risk_queries.spec(build)
    rows = sorted((row for row in behind["findings"] if row["points"]), key=lambda row: -row["points"])[:number]
    for row in rows:
        said = risk_words.spoken(spec[row["indicator"]], "finding")
        st.markdown(_("**+{points}** {finding}", points=decimal(row["points"]), finding=plain(said)))
        lines = [_result(spec[row["indicator"]], row), *_origins(behind["evidence"], row["indicator"])[:2]]
        st.caption("  \n".join(plain(line) for line in lines))


def _dimension(build: Build, dimension: str, behind: dict[str, list[Row]]) -> str:
    rows = [row for row in behind["findings"] if row["dimension"] == dimension]
    points = sum(row["points"] for row in rows)
    most = sum(row["max_points"] for row in rows if row["outcome"] != "not_applicable")
    total = _("{points} of {most}", points=decimal(points), most=decimal(most))
    head = (
        f'<tr><th colspan="2" style="text-align:left;{CELL}">{escape(term("dimension", dimension))}</th>'
        f'<th style="text-align:left;white-space:nowrap;{CELL}">{escape(total)}</th></tr>'
    )
    return head + "".join(_row(build, row, behind["evidence"]) for row in rows)


def _row(build: Build, row: Row, evidence: list[Row]) -> str:
    spec = risk_queries.spec(build)[row["indicator"]]
    limits = risk_queries.thresholds(build).get(row["indicator"].lower(), [])
    item = f'<b>{escape(risk_words.spoken(spec, "name"))}</b> <span style="{SMALL}">{row["indicator"]}</span>'
    item += _small(risk_words.basis(row["legal_basis"], row["basis_mark"]))
    result = f"<b>{escape(term('outcome', row['outcome']))}</b> {escape(_result(spec, row))}"
    if row["share_failed"]:
        result += _small(_("To mend: {mend}", mend=risk_words.spoken(spec, "mend")))
    elif row["outcome"] == "unknown":
        result += _small(_why_unknown(spec, row, evidence))
    result += "".join(_small(line) for line in _origins(evidence, row["indicator"]))
    if limits:
        said = _("Thresholds: {thresholds}", thresholds=_("; ").join(risk_words.threshold(limit) for limit in limits))
        result += _small(said)
    return f'<tr><td style="{CELL};width:30%">{item}</td><td style="{CELL}">{result}</td>{_points(row)}</tr>'


def _small(text: str) -> str:
    return f'<div style="{SMALL};overflow-wrap:anywhere">{escape(text)}</div>'


def _points(row: Row) -> str:
    if row["outcome"] == "not_applicable":
        return f'<td style="{CELL}"></td>'
    points = _("{points} of {most}", points=decimal(row["points"]), most=decimal(row["max_points"]))
    return f'<td style="{CELL};white-space:nowrap">{escape(points)}{_small(_grade(row))}</td>'


def _grade(row: Row) -> str:
    """The grade of the evidence, and what it counts where that is not all."""
    if row["evidence_grade"] is None:
        return _("no evidence")
    said = _("evidence {grade}", grade=row["evidence_grade"])
    if row["evidence_weight"] not in (0, 1):
        said += _(", counts {share}", share=f"{row['evidence_weight']:.0%}")
    return said


def _result(spec: Row, row: Row) -> str:
    """What was found: the parts or the value, or the finding where there is neither."""
    shown = risk_words.value(spec, row["value"]) if row["outcome"] != "not_applicable" else ""
    if shown or not row["share_failed"]:
        return shown
    return risk_words.spoken(spec, "finding")


def _why_unknown(spec: Row, row: Row, evidence: list[Row]) -> str:
    """Why an indicator is not known, and what would tell it."""
    if row["evidence_grade"] == "D":
        return _("Only ticked by the union itself: no evidence until somebody has checked it")
    kinds = listed([term("source_kind", kind) for kind in spec["source_kinds"]])
    if any(line["indicator"] == row["indicator"] for line in evidence):
        return _(
            "Rows are there, but they do not settle it. It applies to: {who}", who=risk_words.spoken(spec, "applies")
        )
    return _("Nothing was brought that tells it. It would come from: {kinds}", kinds=kinds)


def _origins(evidence: list[Row], indicator: str) -> list[str]:
    """The rows behind an indicator: file, sheet, row and what they say; the first of many."""
    rows = [row for row in evidence if row["indicator"] == indicator]
    lines = []
    for row in rows[:ROWS_NAMED]:
        said = risk_words.evidence(row["source_kind"], row["evidence_value"])
        lines.append(_("{origin}: {said}", origin=card.origin(row), said=said) if said else card.origin(row))
    if len(rows) > ROWS_NAMED:
        lines.append(_("and {number} more rows", number=count(len(rows) - ROWS_NAMED)))
    return lines
