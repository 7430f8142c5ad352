"""The campaign board: one screen for a projector, in large type, that looks for a new build or record by itself.

Plain HTML, because rows of Streamlit elements would neither fit the screen nor grow with it; its sizes are board.css.
"""

from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from etl.errors import BuildError
from etl.mart import RANKED_FROM
from etl.text import language
from ui import charts, effective, filters, progress, progress_charts, progress_queries, queries, theme, warehouse, words
from ui.frame import Frame
from ui.names import UNPLACED, place
from ui.progress_queries import Year
from ui.text import UNKNOWN, _, count, percent, term
from ui.words import definition_help

EVERY = 30
"""Seconds from one look for something new to the next."""
LOOKED = "board_looked"
"""When this session last found the warehouse whole."""
CSS = Path(__file__).with_suffix(".css")
Row = dict[str, Any]


@st.fragment(run_every=EVERY)
def show(frame: Frame) -> None:
    """The board. Where there is a new build, or somebody has written since, the whole page runs again."""
    is_read = look(frame)
    year = progress_queries.year_of(frame.build)
    rows = progress_queries.places(frame.build, year)
    total = progress_queries.summed(frame.build, year, ())
    ranked, others = ranking(rows)
    st.html(CSS)
    with st.container(key="board"):
        st.html(
            f'<div class="board"><div class="board-left">{_figures(frame, total)}{_ladder(frame)}</div>'
            f'<div class="board-right">{_ranks(frame, ranked, others)}</div></div>'
        )
        st.caption(below(frame, year, is_read))


def look(frame: Frame) -> bool:
    """Look for something new, and begin again where there is; False where nothing can be read: what was read stays on
    the screen."""
    try:
        current = warehouse.current()
    except BuildError:
        return False
    st.session_state[LOOKED] = f"{datetime.now():%H:%M}"
    if current != frame.build:
        st.rerun()
    return True


def headline(year: int, total: Year) -> str:
    """The answer: the year's plan, what is done and what of it is shown to run."""
    return progress.headline(year, total, ())


def ranking(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Townships from the greatest effective progress down; and those too small to rank, or without a plan."""
    ranked, others = progress_charts.ranking(rows)
    found = sorted(ranked, key=lambda row: (-progress_charts.effective(row), row["township_name"]))
    return found, [row for row in others if row["township_name"] != UNPLACED]


def _figures(frame: Frame, total: Year) -> str:
    """Plan, organised and running, each with its definition and the way to its rows; what is not known stands beside
    what runs."""
    defined = queries.definitions(frame.build)
    not_known = _(
        "{no} certainly not, {unknown} not known", no=count(total.not_running), unknown=count(total.running_unknown)
    )
    told = (
        (
            "plan_year",
            "plans",
            _("Planned"),
            count(total.planned),
            "" if total.planned is not None else _("no plan is known"),
        ),
        (
            "organised_in_year",
            "organised",
            _("Organised"),
            count(total.done),
            _("{number} of them larger", number=count(total.done_larger)),
        ),
        ("effective_progress", "running", _("Shown to run"), count(total.running), not_known),
    )
    shown = [
        f'<div class="board-figure"><div class="board-label">{escape(label)}</div><div class="board-value">'
        f"{_link(_address('progress', rows=rows), value, _defined(defined, key, frame))}</div>"
        f'<div class="board-below">{escape(below)}</div></div>'
        for key, rows, label, value, below in told
    ]
    return '<div class="board-figures">' + "".join(shown) + "</div>"


def _address(page: str, **asked: Any) -> str:
    return f"{page}?{urlencode(filters.link(**asked), doseq=True)}"


def _link(address: str, words: str, told: str = "") -> str:
    return f'<a href="{escape(address)}" target="_self" title="{escape(told)}">{escape(words)}</a>'


def _defined(defined: dict[str, dict[str, str]], key: str, frame: Frame) -> str:
    """A figure's definition as plain text, shown by the browser."""
    return definition_help(defined, key, frame.as_of).replace("**", "").replace("\n\n", "\n")


def _ladder(frame: Frame) -> str:
    """Set up, running, alive of all larger enterprises, always the three together, each proven and possible. Of those
    set up the list is opened; no list holds just the enterprises of the other two."""
    look, defined = theme.current(), queries.definitions(frame.build)
    told, whole = (_defined(defined, key, frame) for key in ("working", "larger"))
    coverage = words.summed(queries.townships(frame.build, queries.LARGER))
    lines = []
    covered = _address("targets", status=list(filters.STATUSES[2:]), definition=queries.LARGER)
    for step, colour in zip(effective.of_enterprises(coverage), look.ladder, strict=True):
        parts = (
            (step.proven, charts.fill(colour, colour)),
            (step.possible - step.proven, charts.fill(colour, look.ground)),
        )
        name = term("ladder_step", step.name)
        shown = _link(covered, name, told) if step.name == "organised" else escape(name)
        lines.append(
            f'<div class="board-step" title="{escape(told)}"><div><span>{shown}</span>'
            f"<b>{escape(effective.said(step, coverage.larger))}</b></div>{_bar(parts, coverage.larger)}</div>"
        )
    every = _address("targets", status=list(filters.STATUSES), definition=queries.LARGER)
    heading = _link(every, _("All {number} larger enterprises", number=count(coverage.larger)), whole)
    return f'<div class="board-ladder"><div class="board-label">{heading}</div>{"".join(lines)}</div>'


def _bar(parts: tuple[tuple[int, str], ...], whole: int) -> str:
    spans = "".join(
        f'<span class="swatch" style="width:{100 * number / whole:.2f}%;{fill}"></span>'
        for number, fill in parts
        if whole and number
    )
    return f'<div class="board-bar" style="background:{theme.TRACK}">{spans}</div>'


def _ranks(frame: Frame, ranked: list[Row], others: list[Row]) -> str:
    """The ranked townships, equals on one rank, a line, and those that are not ranked."""
    shares = [progress_charts.effective(row) for row in ranked]
    shown = [_rank(frame, row, shares.index(share) + 1) for row, share in zip(ranked, shares, strict=True)]
    heading = _("Effective progress: shown to run, of the plan")
    if not ranked:
        heading = _("No township has a plan of ten and ten larger enterprises: none is ranked")
    if others:
        line = _("Not ranked: plan or larger enterprises under {number}", number=RANKED_FROM)
        shown.append(f'<div class="board-line">{escape(line)}</div>')
        shown += [_rank(frame, row, None) for row in others]
    rows = max(len(shown), 1)
    return (
        f'<div class="board-label">{escape(heading)}</div>'
        f'<div class="board-ranks" style="--rows:{rows};{_widths()}">{"".join(shown)}</div>'
    )


def _widths() -> str:
    """The columns of names and shares: in English a name has its pinyin beside it."""
    return "--name:5.6em;--share:5em" if language.get() == "zh_CN" else "--name:10em;--share:8em"


def _rank(frame: Frame, row: Row, number: int | None) -> str:
    look, planned = theme.current(), row["planned"]
    colours = progress_charts.colours(look)
    fills = {
        name: charts.fill(colour, look.ground if name == "running_unknown" else colour)
        for name, colour in colours.items()
    }
    parts = tuple((row[name], fills[name]) for name in progress_charts.PARTS)
    told = _(
        "{running} run, {done} organised, {planned} planned",
        running=count(row["running"]),
        done=count(row["done"]),
        planned=count(planned),
    )
    address = _address("progress", township=[row["township_name"]], rows="running")
    bar = _bar(parts, planned) if planned else '<div class="board-bar"></div>'  # a share of no plan is none
    return (
        f'<div class="board-rank{"" if number else " board-pale"}"><span class="board-number">{number or ""}</span>'
        f"{_link(address, place(row['township_name']))}{bar}"
        f'<b>{escape(_share(row, number))}</b><span class="board-told">{escape(told)}</span></div>'
    )


def _share(row: Row, number: int | None) -> str:
    """Effective progress in words; none proven while something is not known is not said as nothing."""
    if number is None:
        return UNKNOWN
    if not row["running"] and row["running_unknown"]:
        return _("none proven yet")
    return percent(progress_charts.effective(row))


def below(frame: Frame, year: int, is_read: bool) -> str:
    """What the colours are, whose figures they are, and when the board last looked and could read."""
    time = st.session_state.get(LOOKED, UNKNOWN)
    told = _(
        "{year}, as of {day}. Source: plan of the year, ledger of unions, steps recorded. Dark: shown to run; hatched:"
        " not known; pale: certainly not. Looks for news every {seconds} seconds, last at {time}",
        year=year,
        day=frame.as_of,
        seconds=EVERY,
        time=time,
    )
    if is_read:
        return told
    return f"{_('**The data cannot be read just now: these are the figures of {time}.**', time=time)} {told}"
