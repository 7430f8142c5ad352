"""Header rows as they are asked for: one row, or two whose upper one names groups of columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from etl.extract.spec import header_key, load_spec

JOINT = "·"
"""Stands between group and column in a joined header; not compared."""
LONGEST = 1_000
"""Characters of a cell that are looked at: what goes on longer is no header."""
VALUE = re.compile(r"[\d\s.,:/%+\-年月日]+")
"""What is a number or a date and so no header."""


@dataclass(frozen=True)
class Header:
    """One or two rows: `row` is the last (0 is the sheet's first), `names` what each column is called.

    `fallbacks` are further names for the same columns, tried in their order where `names` says nothing; `written` are
    the rows as they stand there.
    """

    row: int
    names: tuple[str, ...]
    fallbacks: tuple[tuple[str, ...], ...] = ()
    written: tuple[tuple[str, ...], ...] = field(default=())

    @property
    def first_row(self) -> int:
        """Number of rows above the header."""
        return self.row + 1 - len(self.written)

    def of(self, position: int) -> tuple[str, ...]:
        """Every name of a column."""
        return (self.names[position], *(names[position] for names in self.fallbacks))


def trimmed(row: Sequence[str]) -> tuple[str, ...]:
    """A header row's texts without outer spaces and line breaks, trailing empty cells cut off."""
    headers = [re.sub(r"\s+", " ", (cell or "")[:LONGEST]).strip() for cell in row]
    while headers and not headers[-1]:
        headers.pop()
    return tuple(headers)


def one_row(rows: Sequence[Sequence[str]], index: int) -> Header:
    """A row by itself as the header."""
    names = trimmed(rows[index])
    return Header(index, names, (), (names,))


def two_rows(rows: Sequence[Sequence[str]], index: int) -> Header | None:
    """A row and the next as one header; None where they are not a row of groups above a row of columns.

    The columns of a group are called group·column, else as the lower row says; the column for the group's total, else
    as the upper row says. A lower text that stands in several groups, or in a group that means something else
    (上届, 女), says nothing by itself.
    """
    if index + 1 >= len(rows):
        return None
    upper, lower = trimmed(rows[index]), trimmed(rows[index + 1])
    width = max(len(upper), len(lower))
    upper, lower = (texts + ("",) * (width - len(texts)) for texts in (upper, lower))
    groups = _groups(upper, lower)
    if not any(groups) or any(VALUE.fullmatch(text) for text in lower if text):
        return None
    if any(low and up and not group and low != up for up, low, group in zip(upper, lower, groups, strict=True)):
        return None
    columns = list(zip(upper, lower, groups, strict=True))
    names = tuple(f"{group}{JOINT}{low}" if group else up or low for up, low, group in columns)
    by_lower = tuple(low if group and _speaks_alone(low, group, lower) else "" for _up, low, group in columns)
    by_upper = tuple(group if group and header_key(low) in _total_keys() else "" for _up, low, group in columns)
    return Header(index + 1, names, (by_lower, by_upper), (upper, lower))


def _groups(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """The group that each column stands under; '' for a column without one. A group has at least two columns."""
    spread: list[str] = []
    for up, low in zip(upper, lower, strict=True):
        before = spread[-1] if spread else ""
        spread.append(up or before if low else "")
    groups: list[str] = []
    for group, columns in groupby(spread):
        size = len(list(columns))
        groups += [group if size > 1 else ""] * size
    return groups


def _speaks_alone(low: str, group: str, lower: Sequence[str]) -> bool:
    key = header_key(low)
    several = sum(header_key(text) == key for text in lower) > 1
    return not several and not any(word in group for word in load_spec().qualifying_groups)


def _total_keys() -> frozenset[str]:
    return frozenset(header_key(header) for header in load_spec().total_headers)
