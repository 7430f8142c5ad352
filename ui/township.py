"""One township at its own address: the answer, its figures with their definitions, its targets by stage, its unions by
band."""

from datetime import date

import streamlit as st

from etl.mart import RANKED_FROM
from ledger.stages import STAGES, TRACKS
from ui import change_queries, filters, progress_queries, queries
from ui.frame import Frame
from ui.names import place
from ui.navigation import COMPARE, PROGRESS, RISK, TARGETS
from ui.text import UNKNOWN, _, count, day, percent, plain, term
from ui.words import Coverage, definition_help, summed


def found(frame: Frame, name: str) -> Coverage | None:
    """The township's coverage; None where the build has no such township."""
    rows = queries.townships(frame.build, queries.LARGER)
    return summed(rows, (name,)) if name in [row["township_name"] for row in rows] else None


def headline(name: str, coverage: Coverage) -> str:
    """The answer: how many of its larger enterprises have no union."""
    if not coverage.larger:
        return _("{place}: no larger enterprise is known", place=place(name))
    return _(
        "{place}: {none} of {larger} larger enterprises have no union",
        place=place(name),
        none=count(coverage.none),
        larger=count(coverage.larger),
    )


def figures(frame: Frame, name: str, coverage: Coverage) -> None:
    """Coverage, those without a union, what was organised this year, who is late; each with the way to its rows."""
    defined, year = queries.definitions(frame.build), progress_queries.year_of(frame.build)
    done = next((row for row in progress_queries.places(frame.build, year) if row["township_name"] == name), {})
    standing, today = progress_queries.standing(frame.build, date.today(), (name,)), day(date.today())
    rate = percent(coverage.share(coverage.covered)) if coverage.larger >= RANKED_FROM else _("too few")
    plan = UNKNOWN if done.get("planned") is None else count(done["planned"])
    shown = (
        ("coverage_rate", _("Coverage"), rate, _n_of(coverage), TARGETS, {"status": list(filters.STATUSES[2:])}),
        ("not_organised", _("No union"), count(coverage.none), _undecided(coverage), TARGETS, {"status": ["none"]}),
        (
            "organised_in_year",
            _("Organised in {year}", year=year),
            count(done.get("done")),
            _("planned {n}", n=plan),
            PROGRESS,
            {"rows": "organised"},
        ),
        (
            "stalled",
            _("Stalled"),
            count(standing["stalled"]),
            _("of {targets} open targets", targets=count(standing["targets"])),
            PROGRESS,
            {"rows": "stalled"},
        ),
    )
    with st.grid(4, min_column_width=150, gap="small"):
        for key, label, value, below, page, asked in shown:
            with st.container(border=True, gap="xxsmall", height="stretch"):
                told = definition_help(defined, key, today if key == "stalled" else frame.as_of)
                st.metric(label, value, below, delta_color="off", delta_arrow="off", help=told)
                st.page_link(page, label=_("See the rows"), query_params=filters.link(township=[name], **asked))


def _n_of(coverage: Coverage) -> str:
    return _("{covered} of {larger}", covered=count(coverage.covered), larger=count(coverage.larger))


def _undecided(coverage: Coverage) -> str:
    return _("{uncertain} to be confirmed", uncertain=count(coverage.uncertain))


def stages(frame: Frame, name: str) -> None:
    """Its open targets by stage and side track, each number the way to its rows."""
    st.subheader(_("Open targets by stage"), anchor=False)
    standing = [row for row in progress_queries.stages(frame.build, date.today()) if row["township_name"] == name]
    told = [
        ("stage", stage, [row for row in standing if row["stage"] == stage and not row["track"]]) for stage in STAGES
    ]
    told += [("track", track, [row for row in standing if row["track"] == track]) for track in TRACKS]
    lines = [
        (column, code, sum(row["targets"] for row in rows), sum(row["stalled"] for row in rows))
        for column, code, rows in told
    ]
    if not any(targets for _column, _code, targets, _stalled in lines):
        st.caption(_("No target is open"))
    for column, code, targets, stalled in lines:
        if targets:
            late = _(", {stalled} of them stalled", stalled=count(stalled)) if stalled else ""
            asked = filters.link(township=[name], rows="targets", **{column: [code]})
            st.page_link(PROGRESS, label=f"{term(column, code)} {count(targets)}{late}", query_params=asked)
    st.caption(_("By what was written, on {day}; a stage is reached by its evidence.", day=date.today().isoformat()))


def bands(frame: Frame, name: str) -> None:
    """Its scored unions by band, each number the way to its rows."""
    st.subheader(_("Unions by band"), anchor=False)
    found = change_queries.bands(frame.build, name)
    if not found:
        st.caption(_("No union here is scored"))
    for band in filters.BANDS:
        if band in found:
            number, lined = found[band]["unions"], found[band]["red_lined"]
            red = _(", {number} across a red line", number=count(lined)) if lined else ""
            asked = filters.link(township=[name], band=[band])
            st.page_link(RISK, label=f"{term('risk_band', band)} {count(number)}{red}", query_params=asked)
    st.caption(
        _(
            "A doubt by files: whether a union is a shell is said only by who has been there. As of {day}.",
            day=frame.as_of,
        )
    )


def compare_link(name: str) -> None:
    """The way to this township beside another."""
    st.page_link(
        COMPARE,
        label=_("Compare {place} with another", place=plain(place(name))),
        icon=":material/compare_arrows:",
        query_params=filters.link(compare="townships", left=place(name)),
    )
