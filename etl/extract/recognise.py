"""Tells a table's kind from its headers and finds the header row below title rows."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from etl.extract.header import Header, one_row, two_rows
from etl.extract.identity import mostly_identity_numbers
from etl.extract.spec import Spec, bare_header_key, header_key, load_spec

HEADER_SEARCH_ROWS = 30
COMPLETE_BONUS = 4
CLEAR_COLUMNS = 3
"""A row that names so many columns and lacks none is the header: rows below it are not asked."""
ENOUGH_MARKS = 3
"""Marks by which a table that lacks a needed column is still told to be of a kind."""


@dataclass(frozen=True)
class Recognition:
    """What a table's header says: its kind, where each column stands, and what is left over.

    `columns` maps the spec's column to the position of its cell (0 is the first); `lacking` lists groups of needed
    columns of which none is there (empty: usable).
    """

    kind: str
    header: Header
    columns: dict[str, int]
    score: int
    marks: int
    lacking: tuple[tuple[str, ...], ...] = ()
    dropped: tuple[int, ...] = ()
    serial: tuple[int, ...] = ()
    rivals: tuple[str, ...] = field(default=())

    @property
    def header_row(self) -> int:
        """The header's last row; 0 is the first of the sheet."""
        return self.header.row

    @property
    def headers(self) -> tuple[str, ...]:
        """What each column is called."""
        return self.header.names

    @property
    def matched(self) -> dict[str, str]:
        """Spec column → header as the file writes it."""
        return {column: self.headers[position] for column, position in self.columns.items()}

    @property
    def layout(self) -> tuple:
        """What must be equal for sheets to be loaded together."""
        return (self.kind, self.header, self.dropped)

    @property
    def unknown(self) -> dict[int, str]:
        """Position → header of cells that are kept in `other`; a nameless one is called by its letter."""
        known = {*self.columns.values(), *self.dropped, *self.serial}
        return {
            position: header or f"列{column_letter(position)}"
            for position, header in enumerate(self.headers)
            if position not in known
        }


def column_letter(position: int) -> str:
    """Spreadsheet letter of a 0-based column position: 0 → A, 27 → AB."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


Further = tuple[tuple[str, str, str], ...]
"""Headers mapped by hand: kind, header, column. They go before the spec's own and stand for that column alone."""
BY_HAND = -1
"""The rank of such a header."""


@lru_cache(maxsize=4)
def _synonyms(further: Further = ()) -> dict[str, dict[str, list[tuple[str, int]]]]:
    """kind → compared header → the columns it may stand for, with its rank there (0 is the likeliest header)."""
    table: dict[str, dict[str, list[tuple[str, int]]]] = {}
    for kind_name, kind in load_spec().kinds.items():
        of_kind = table.setdefault(kind_name, {})
        for column in kind.columns:
            ranks: dict[str, int] = {}
            for rank, header in enumerate(kind.headers(column)):
                ranks.setdefault(header_key(header), rank)
            for key, rank in ranks.items():
                of_kind.setdefault(key, []).append((column, rank))
    for kind_name, header, column in further:
        table[kind_name][header_key(header)] = [(column, BY_HAND)]
    return table


@lru_cache(maxsize=4)
def _known_keys(further: Further) -> frozenset[str]:
    return frozenset(key for of_kind in _synonyms(further).values() for key in of_kind)


def _may_be_header(header: Header, further: Further) -> bool:
    """Whether any cell of a row is a header of any kind: cheap, for most of the first rows are data."""
    known = _known_keys(further)
    texts = (text for names in (header.names, *header.fallbacks) for text in names if text)
    return any(header_key(text) in known or bare_header_key(text) in known for text in texts)


@lru_cache(maxsize=1)
def _serial_keys() -> frozenset[str]:
    return frozenset(header_key(header) for header in load_spec().serial_headers)


@lru_cache(maxsize=20_000)
def is_personal(header: str) -> bool:
    """Whether a header announces identity-card numbers."""
    spec, key = load_spec(), header_key(header)
    if any(header_key(exception) in key for exception in spec.personal_exceptions):
        return False
    return any(re.search(pattern, key) for pattern in spec.personal_headers)


def assign(
    kind_name: str,
    headers: Sequence[str],
    barred: Sequence[int] = (),
    further: Further = (),
    fallbacks: Sequence[Sequence[str]] = (),
) -> dict[str, int]:
    """Which header stands for which column of a kind: exact headers before those that match without their brackets.

    `fallbacks` are further names of the same cells, asked after the headers, one row of names after the other.
    """
    columns: dict[str, int] = {}
    taken = set(barred)
    known = _synonyms(further)[kind_name]
    order = {column: place for place, column in enumerate(load_spec().kinds[kind_name].columns)}
    for names, key_of in itertools.product((headers, *fallbacks), (header_key, bare_header_key)):
        fits = [
            (rank != BY_HAND, order[column], rank, position, column)
            for position, name in enumerate(names)
            for column, rank in known.get(key_of(name), [])
        ]
        for *_order, position, column in sorted(fits):
            if column not in columns and position not in taken:
                columns[column] = position
                taken.add(position)
    return columns


def _judge(kind_name: str, header: Header, dropped: Sequence[int], further: Further) -> Recognition | None:
    """How well rows serve as the header of a kind; None when they do not at all. One mapped by hand is a mark."""
    kind = load_spec().kinds[kind_name]
    by_hand = {header_key(text): column for name, text, column in further if name == kind_name}
    numbers = _serial_keys() - by_hand.keys()
    serial = tuple(p for p, name in enumerate(header.names) if header_key(name) in numbers)
    columns = assign(kind_name, header.names, [*dropped, *serial], further, header.fallbacks)
    absent = tuple(tuple(group) for group in kind.needed_columns if not any(name in columns for name in group))
    lacking = tuple(group for group in absent if "credit_code" not in columns or not kind.may_be_told(group))
    marks = sum(max(kind.columns[column].mark, column in by_hand.values()) for column in columns)
    named = sum(1 for p, name in enumerate(header.names) if name and p not in serial and p not in dropped)
    score = len(columns) + marks + (0 if absent else COMPLETE_BONUS)
    if lacking:
        most = 2 * len(columns) >= named or len(columns) >= 6
        fits = most and len(lacking) == 1 and len(columns) >= 3 and marks >= ENOUGH_MARKS
    else:
        fits = marks > 0 or 2 * len(columns) > named
    if not columns or not fits:
        return None
    return Recognition(kind_name, header, columns, score, marks, lacking, tuple(dropped), serial)


def _best_kind(header: Header | None, context: str, further: Further) -> Recognition | None:
    """The kind that rows are the header of. Kinds that fit alike are told apart by words; else they stay rivals."""
    if header is None or not _may_be_header(header, further):
        return None
    spec: Spec = load_spec()
    dropped = [p for p in range(len(header.names)) if any(is_personal(name) for name in header.of(p))]
    found = [r for name in spec.kinds if (r := _judge(name, header, dropped, further))]
    if not found:
        return None
    top = max(r.score for r in found)
    best = [r for r in found if r.score == top]
    if len(best) > 1:
        spoken = [r for r in best if any(word.casefold() in context for word in spec.kinds[r.kind].words)]
        best = spoken or best
    first = best[0]
    if len(best) == 1 or first.lacking:
        return first
    return replace(first, lacking=(), rivals=tuple(r.kind for r in best))


def _at(rows: Sequence[Sequence[str]], index: int, context: str, further: Further) -> Recognition | None:
    """What a row is the header of, alone or with the next.

    Together where neither says as much by itself, or the upper one does and the lower one can be nothing but a header.
    """
    alone = _best_kind(one_row(rows, index), context, further)
    together = _best_kind(two_rows(rows, index), context, further)
    if together is None:
        return alone
    of_alone, of_below = (r.score if r else 0 for r in (alone, _best_kind(one_row(rows, index + 1), context, further)))
    if together.score > max(of_alone, of_below):
        return together
    return together if together.score == of_alone > of_below and _names_columns(together, further) else alone


def _names_columns(found: Recognition, further: Further) -> bool:
    """Whether the lower row of a header says 合计 or names a personal column, or every text of it is a known header."""
    known, header = _known_keys(further), found.header
    below = [header.of(position) for position, text in enumerate(header.written[-1]) if text]
    if any(names[-1] or any(is_personal(name) for name in names) for names in below):
        return True
    return all(any(header_key(name) in known for name in names if name) for names in below)


def recognise(rows: Sequence[Sequence[str]], context: str = "", further: Further = ()) -> Recognition | None:
    """The kind of a table from its first rows (texts), or None.

    `context` is sheet and file name; with the title rows it decides only between kinds whose headers fit alike.
    `further` are the headers that the county mapped by hand.
    Columns of identity-card numbers, by header or by the values below it, come back as `dropped`.
    """
    best: Recognition | None = None
    for index in range(min(len(rows), HEADER_SEARCH_ROWS)):
        titles = " ".join(cell for title in rows[:index] for cell in title)
        found = _at(rows, index, f"{context} {titles}".casefold(), further)
        if found and (best is None or found.score > best.score):
            best = found
            if not found.lacking and len(found.columns) >= CLEAR_COLUMNS:
                break
    if best is None:
        return None
    return _without_identity_columns(best, rows, further)


def _without_identity_columns(
    found: Recognition, rows: Sequence[Sequence[str]], further: Further
) -> Recognition | None:
    """The recognition again, with columns barred whose values are mostly identity-card numbers."""
    body = rows[found.header_row + 1 :]
    by_value = [
        position
        for position in range(len(found.headers))
        if position not in found.dropped
        and mostly_identity_numbers([row[position] for row in body if position < len(row)])
    ]
    if not by_value:
        return found
    return _judge(found.kind, found.header, sorted({*found.dropped, *by_value}), further)
