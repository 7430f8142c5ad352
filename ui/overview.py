"""The parts of the overview: figures with change and course, chain, unions and members, what to do next."""

from typing import Any, Literal

import streamlit as st

from ui import charts, filters, queries, theme
from ui.frame import Frame
from ui.names import UNPLACED, places
from ui.navigation import DATA, REVIEW, TARGETS
from ui.text import UNKNOWN, _, count, listed, percent, term
from ui.words import Coverage, definition_help

COURSE = 12


def figures(frame: Frame, coverage: Coverage, months: queries.Rows) -> None:
    """Four figures, each with its change to the month before, its course and its definition."""
    defined = queries.definitions(frame.build)
    recent = [row for row in months if row["enterprises"]][-COURSE:]
    rates = [charts.covered(row) / row["enterprises"] for row in recent]
    own = [row["own"] / row["enterprises"] for row in recent]
    workers = [
        row["workers_covered"] / row["workers"] if row["workers"] and row["workers_covered"] is not None else None
        for row in recent
    ]
    none = [row["none"] for row in recent]
    same_basis = len({row["basis"] for row in recent[-2:]}) == 1
    drawn = len(recent) >= 3 and None not in workers
    cards = (
        (_("Coverage"), "coverage_rate", percent(coverage.share(coverage.covered)), rates, True),
        (_("of it own union"), "own_rate", percent(coverage.share(coverage.own)), own, True),
        (_("Workers covered"), "worker_coverage_rate", _workers(coverage), workers, True),
        (_("No union"), "not_organised", _("{number} enterprises", number=count(coverage.none)), none, False),
    )
    with st.grid(4, min_column_width=150, gap="small"):
        for label, key, value, course, is_share in cards:
            change = _change(course, is_share, same_basis)
            st.metric(
                label,
                value,
                change,
                delta_color="blue",
                delta_arrow=_arrow(course),
                help=definition_help(defined, key, frame.as_of),
                border=True,
                chart_data=course if drawn else None,
                height="stretch",
            )


def _workers(coverage: Coverage) -> str:
    return percent(coverage.share(coverage.workers_covered, coverage.workers)) if coverage.workers else UNKNOWN


def _change(course: list[float | None], is_share: bool, same_basis: bool) -> str | None:
    """Change from the last month but one; in points of per cent for a share. None where not known, and where the month
    before was reconstructed from dates and this one published: that is no change of the county's."""
    if len(course) < 2 or course[-1] is None or course[-2] is None or not same_basis:
        return None
    change = course[-1] - course[-2]
    if not change:
        return _("as the month before")
    shown = _("{number} points", number=f"{change * 100:+.1f}") if is_share else f"{change:+d}"
    return _("{change} to the month before", change=shown)


def _arrow(course: list[float | None]) -> Literal["up", "down", "off"]:
    """Up or down as the last month went; said outright, because the text of the change begins with words."""
    if len(course) < 2 or course[-1] is None or course[-2] is None or course[-1] == course[-2]:
        return "off"
    return "up" if course[-1] > course[-2] else "down"


def unknowns(frame: Frame, coverage: Coverage) -> None:
    """What no figure above says: sizes that nobody knows."""
    known = percent(1 - coverage.size_unknown / coverage.enterprises) if coverage.enterprises else UNKNOWN
    st.caption(
        _(
            "Of {all} enterprises in scope {number} have an unknown size and are in no figure above"
            " (size known: {share}).",
            all=count(coverage.enterprises),
            number=count(coverage.size_unknown),
            share=known,
        )
    )
    duplicates(frame)


def duplicates(frame: Frame) -> None:
    """How many records counted above may be others of them, with the way to decide; nothing where there are none."""
    pairs = queries.duplicates_counted(frame.build, frame.filters.townships)
    if not pairs["enterprises"] and not pairs["unions"]:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(
            _(
                "Among them {enterprises} pairs of enterprises ({larger} of larger ones) and {unions} pairs of unions"
                " may be one; until somebody decides each counts as two.",
                enterprises=count(pairs["enterprises"]),
                larger=count(pairs["larger"]),
                unions=count(pairs["unions"]),
            ),
            width="content",
        )
        st.page_link(
            REVIEW,
            label=_("Compare them"),
            icon=":material/arrow_forward:",
            query_params={filters.PART: term("review_part", "duplicates")},
        )


def chain(frame: Frame) -> None:
    """From the rows of the ledger to the unions that count, each step with what it lost."""
    steps = queries.chain(frame.build)
    rows = []
    for before, step in zip([None, *steps], steps, strict=False):
        said = f"{term('chain_step', step['step'])} {count(step['unions'])}"
        if before:
            said += _(" ({number} fewer)", number=count(before["unions"] - step["unions"]))
        rows.append((said, [(theme.current().status["joint"], step["unions"])]))
    charts.bars(rows, max((step["unions"] for step in steps), default=0))
    unused_rows(frame)


def unused_rows(frame: Frame) -> None:
    """How many rows of registry and ledger could not be used, with the way to them; nothing where all were."""
    lost = dict.fromkeys(("enterprise_registry", "union_ledger"), 0)
    for row in queries.sources(frame.build):
        if row["source_kind"] in lost and not row["superseded_by"]:
            lost[row["source_kind"]] += row["rows_rejected"] or 0
    if not any(lost.values()):
        return
    st.caption(
        _(
            "{enterprises} rows of the registry and {unions} of the union ledger could not be used: none of them"
            " counts as an enterprise or a union.",
            enterprises=count(lost["enterprise_registry"]),
            unions=count(lost["union_ledger"]),
        )
    )
    st.page_link(
        DATA,
        label=_("See which and why"),
        icon=":material/arrow_forward:",
        query_params=filters.link(view="rejects"),
    )


def unions(frame: Frame) -> None:
    """Active unions and members by type, for the chosen townships."""
    rows = queries.union_types(frame.build, frame.filters.townships)
    base = [row for row in rows if row["is_base_union"]]
    members = sum(row["members"] or 0 for row in base) if any(row["with_members"] for row in base) else None
    st.markdown(
        _(
            "**{unions}** base unions with **{members}** members.",
            unions=count(sum(row["unions"] for row in base)),
            members=count(members),
        )
    )
    parts = [
        _("{type} {number}", type=term("union_type", row["union_type"]), number=count(row["unions"])) for row in rows
    ]
    st.caption(_("; ").join(parts) if parts else _("No active union is known here"))


def next_steps(frame: Frame, coverage: Coverage, rows: list[dict[str, Any]]) -> None:
    """At most three lines, each a link to the list that it names."""
    st.subheader(_("What to do next"), anchor=False)
    chosen = frame.filters.townships
    open_rows = [
        row
        for row in rows
        if row["larger_none"] and row["township_name"] != UNPLACED and (not chosen or row["township_name"] in chosen)
    ]
    most = sorted(open_rows, key=lambda row: (-row["larger_none"], row["rate"] or 0, row["township_name"]))[:2]
    definition = frame.filters.definition if frame.filters.definition != queries.LARGER else ""
    if most:
        names = [row["township_name"] for row in most]
        number = sum(row["larger_none"] for row in most)
        st.page_link(
            TARGETS,
            label=_(
                "Visit first: {names}, {number} enterprises without a union",
                names=listed(places(names)),
                number=count(number),
            ),
            icon=":material/directions_walk:",
            query_params=filters.link(township=names, definition=definition),
        )
    if coverage.uncertain:
        st.page_link(
            TARGETS,
            label=_("Confirm {number} links that are open", number=count(coverage.uncertain)),
            icon=":material/fact_check:",
            query_params=filters.link(status=["uncertain"], township=list(chosen), definition=definition),
        )
    if coverage.size_unknown:
        st.page_link(
            DATA,
            label=_("Bring headcounts for {number} enterprises of unknown size", number=count(coverage.size_unknown)),
            icon=":material/groups:",
            query_params=filters.link(view="unsized", township=list(chosen), definition=definition),
        )
