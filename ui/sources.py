"""The parts of the data page: sources, rejects by reason, definitions."""

from typing import Any

import streamlit as st

from ui import charts, lists, queries, theme
from ui.frame import Frame
from ui.text import UNKNOWN, _, age, count, day, plain, said, term

FATES = {"rows_kept": "own", "rows_rejected": "none", "rows_skipped": "headquarters"}
"""What became of a row, and the state whose colour it has."""


def source_rows(frame: Frame) -> None:
    """One block a source file: how old it is, what was read of it, what was left out and why."""
    status = theme.current().status
    charts.legend([(status[state], term("row_fate", name)) for name, state in FATES.items()])
    for row in queries.sources(frame.build):
        with st.container(border=True, gap="xxsmall"):
            _source(frame, row)


def _source(frame: Frame, row: dict[str, Any]) -> None:
    heading = f"**{term('source_kind', row['source_kind'])}** "
    heading += f":{_freshness_colour(frame, row)}-badge[{_freshness(frame, row)}]"
    if row["superseded_by"]:
        heading += f" :gray-badge[{_('replaced by a newer file')}]"
    st.markdown(heading)
    status = theme.current().status
    charts.bar([(status[state], row[name] or 0) for name, state in FATES.items()], row["rows_read"] or 0)
    parts = [
        plain(row["file"]),
        _("as of {day} ({method})", day=day(row["as_of"]), method=term("as_of_method", row["as_of_method"])),
        _(
            "read {read}, kept {kept}, rejected {rejected}, skipped {skipped}",
            read=count(row["rows_read"]),
            kept=count(row["rows_kept"]),
            rejected=count(row["rows_rejected"]),
            skipped=count(row["rows_skipped"]),
        ),
    ]
    if row["unknown_headers"]:
        parts.append(_("not understood: {headers}", headers=plain(_(", ").join(row["unknown_headers"]))))
    if row["dropped_headers"]:
        parts.append(_("personal columns dropped: {headers}", headers=plain(_(", ").join(row["dropped_headers"]))))
    if row["superseded_by"]:
        parts.append(_("replaced by {file}", file=plain(row["superseded_by"])))
    st.caption(" · ".join(parts))
    if row["problem"]:
        st.warning(plain(said(row["problem"])), icon=":material/warning:")


def _freshness(frame: Frame, row: dict[str, Any]) -> str:
    return age(row["as_of"], frame.facts["as_of"])


def _freshness_colour(frame: Frame, row: dict[str, Any]) -> str:
    """A dot's colour in a word: fresh within two months of the build's as-of, old after a year."""
    if row["as_of"] is None or row["superseded_by"]:
        return "gray"
    days = (frame.facts["as_of"] - row["as_of"]).days
    return "blue" if days <= 62 else "gray" if days <= 366 else "orange"


def rejects(frame: Frame) -> None:
    """Rejected rows and cells by reason, each with one example, what was expected and what to do."""
    found = queries.rejects_by_reason(frame.build)
    if not found:
        st.info(_("No row and no cell was left out"))
        return
    for row in found:
        with st.container(border=True, gap="xxsmall"):
            st.markdown(
                _(
                    "**{reason}** · {number} × {scope} · {kind}",
                    reason=plain(said(row["reason"])),
                    number=count(row["rejects"]),
                    scope=term("severity", row["severity"]),
                    kind=term("source_kind", row["source_kind"]),
                )
            )
            st.caption(_example(row))


def _example(row: dict[str, Any]) -> str:
    example = row["example"]
    column = lists.header(example["column_name"], row["source_kind"]) if example["column_name"] else ""
    where = " · ".join(plain(part) for part in (example["file"], example["sheet"], column) if part)
    parts = [
        _(
            "For example {where} row {row}: “{value}”",
            where=where,
            row=example["row"] or UNKNOWN,
            value=plain(example["value"] if example["value"] is not None else ""),
        )
    ]
    if row["expected"]:
        parts.append(_("expected: {text}", text=plain(said(row["expected"]))))
    if row["next_step"]:
        parts.append(_("next step: {text}", text=plain(said(row["next_step"]))))
    return _("; ").join(parts)


def definitions(frame: Frame) -> None:
    """What every figure of the pages means, as its mart says it."""
    rows = list(queries.definitions(frame.build).values())
    if not rows:
        st.info(_("This build has no definitions"))
        return
    st.table(
        {
            _("Figure"): [plain(said(row["name"])) for row in rows],
            _("Counted"): [plain(said(row["numerator"]) or UNKNOWN) for row in rows],
            _("Of what"): [plain(said(row["denominator"]) or UNKNOWN) for row in rows],
            _("Mind"): [plain(said(row["caveat"]) or UNKNOWN) for row in rows],
            _("Source"): [plain(said(row["source"]) or UNKNOWN) for row in rows],
        },
        border="horizontal",
        hide_index=True,
    )


def reasons(frame: Frame) -> None:
    """What puts an enterprise at the top of the list: every rule with its points."""
    rules = queries.priority_rules(frame.build)
    st.markdown(_("**How the order comes about**"))
    for rule in rules.values():
        st.markdown(_("{points} points: {reason}", points=rule["points"], reason=plain(said(rule["wording"]))))
    st.caption(_("More points come first; with equal points the larger enterprise. Click on a row for its card."))
