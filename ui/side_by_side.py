"""Two sides of anything in lines: what it is called, either side's number with the way to its rows, the difference.

What is not certain is a range, and so is a difference with it: a doubt does not fall out where two are subtracted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from etl.mart import RANKED_FROM
from ui.text import UNKNOWN, _, count, in_this_language, percent, plain

WIDTH = 860
"""Pixels that four columns take at most: further apart the eye loses the line."""


@dataclass(frozen=True)
class Side:
    """One side's number: certain where low and high are the same, None where it is not known; `said` stands for it in
    words. `page` with `asked` opens its rows; '' where none are kept."""

    low: float | None = None
    high: float | None = None
    page: str = ""
    asked: tuple[tuple[str, Any], ...] = ()
    said: str = ""

    @classmethod
    def of(cls, number: float | None, page: str = "", **asked: Any) -> "Side":
        """A number that is certain, or not known."""
        return cls(number, number, page, tuple(asked.items()))

    @classmethod
    def between(cls, low: float | None, high: float | None, page: str = "", **asked: Any) -> "Side":
        """A number that lies between two."""
        return cls(low, high, page, tuple(asked.items()))


@dataclass(frozen=True)
class Line:
    """One line of the comparison: shares are 0–1, everything else is counted. `help` holds its definition."""

    label: str
    first: Side
    second: Side
    is_share: bool = False
    help: str | None = None


def rate(part: int, whole: int) -> Side:
    """A share of a whole; in words where fewer than ten are not there to take shares of."""
    return rates(part, part, whole)


def rates(low: int, high: int, whole: int, page: str = "", **asked: Any) -> Side:
    """The same of a part that lies between two; `page` with `asked` opens what is not certain of it."""
    if whole < RANKED_FROM:
        return Side(said=_("too few"))
    return Side.between(low / whole, high / whole, page, **asked)


def shown(side: Side, is_share: bool = False) -> str:
    """A side's number in words, a range as 'low–high'."""
    if side.said:
        return side.said
    if side.low is None or side.high is None:
        return UNKNOWN
    word = percent if is_share else count
    return word(side.low) if side.low == side.high else f"{word(side.low)}–{word(side.high)}"


def difference(line: Line) -> str:
    """How much more the second side has than the first: a range where one of them is one, '—' where not known."""
    ends = (line.first.low, line.first.high, line.second.low, line.second.high)
    if line.first.said or line.second.said or None in ends:
        return UNKNOWN
    low, high = line.second.low - line.first.high, line.second.high - line.first.low
    if line.is_share:
        low, high = round(100 * low, 1), round(100 * high, 1)
        if low == high:
            return _("{points} points", points=_signed(low))
        return _("{low} to {high} points", low=_signed(low), high=_signed(high))
    return _signed(low) if low == high else _("{low} to {high}", low=_signed(low), high=_signed(high))


def _signed(number: float) -> str:
    return f"{number:+,g}" if number else "0"


def show(lines: list[Line], first: str, second: str, key: str) -> None:
    """The lines under the names of both sides; a number with a page behind it is the way to its rows."""
    grid = {"min_column_width": 64, "wrap": False, "gap": ("xxsmall", "small"), "vertical_alignment": "center"}
    with st.container(key=f"side_by_side_{key}", width=WIDTH), st.grid(4, **grid):
        for name in ("&nbsp;", f"**{plain(first)}**", f"**{plain(second)}**", f"**{_('Difference')}**"):
            st.markdown(name)
        for line in lines:
            st.markdown(line.label, help=line.help)
            for side in (line.first, line.second):
                _number(shown(side, line.is_share), side)
            st.markdown(plain(difference(line)))


def _number(words: str, side: Side) -> None:
    """A number that leads to its rows, where there are some."""
    if side.page and words not in (UNKNOWN, "0"):
        st.page_link(side.page, label=f":blue[{plain(words)}]", query_params=dict(side.asked))
    else:
        st.markdown(f"&nbsp;&nbsp;:small[{plain(words)}]")  # as far in, and as small, as a link beside it


def choose(label: str, options: list[Any], key: str, index: int, spoken: Callable[[Any], str], width: int) -> Any:
    """One of the two that are compared, chosen in a box whose state is in the URL; the first where none is."""
    chosen = st.selectbox(
        label,
        options,
        index=min(index, len(options) - 1),
        format_func=in_this_language(spoken),
        key=key,
        width=width,
        bind="query-params",
    )
    return chosen or options[0]
