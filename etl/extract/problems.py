"""What can be wrong with a source, in words: found, expected, next step."""

import re
from collections.abc import Sequence
from pathlib import Path

from etl.errors import InputError
from etl.extract.found import FoundFile
from etl.extract.identity import concerns_a_person
from etl.extract.recognise import Recognition
from etl.extract.spec import Kind, load_spec
from etl.text import _, spec_word

MOST_HEADERS = 12
PERIOD = re.compile(r"20\d\d年?|\d{1,2}月")
"""Digits that a header may hold: 2026年参保人数."""


def _column_words(kind: Kind, group: Sequence[str]) -> str:
    """A group of columns as headers a county may use: 企业名称（也可写作 …）或 …"""
    parts = []
    for name in group:
        also = "、".join(kind.columns[name].synonyms[:5])
        parts.append(_("{header} (also {synonyms})", header=spec_word(kind.columns[name].zh), synonyms=also))
    return _(" or ").join(parts)


def lacking_text(found: Recognition) -> str:
    """One sentence: which needed column a recognised table lacks."""
    kind = load_spec().kinds[found.kind]
    columns = "；".join(_column_words(kind, group) for group in found.lacking)
    return _("Recognised as {kind}, but lacks the column {columns}", kind=spec_word(kind.zh), columns=columns)


def untold_text(found: Recognition, said: dict[str, str | None]) -> str | None:
    """One sentence: which column a table lacks that neither its title nor its file name makes up for; None: none."""
    kind = load_spec().kinds[found.kind]
    columns = "、".join(spec_word(kind.columns[name].zh) for name, word in said.items() if word is None)
    if not columns:
        return None
    return _(
        "Recognised as {kind}, but neither a column nor the title nor the file name says: {columns}",
        kind=spec_word(kind.zh),
        columns=columns,
    )


def lacking_column(file: str, sheet: str, found: Recognition) -> InputError:
    """The error for a needed kind without a needed column."""
    kind = load_spec().kinds[found.kind]
    return InputError(
        _("A needed column of {kind} is missing", kind=spec_word(kind.zh)),
        file=file,
        sheet=sheet,
        row=found.header_row + 1,
        found="、".join(header for header in found.headers if header),
        expected="；".join(_column_words(kind, group) for group in found.lacking),
        next_step=_("Add the column or correct its header, and build again"),
    )


def ambiguous(found: Recognition) -> str:
    """One sentence: the headers fit several kinds alike."""
    kinds = load_spec().kinds
    return _(
        "The headers fit several kinds alike: {kinds}. Add a column, or name the kind in the title or file name",
        kinds="、".join(spec_word(kinds[name].zh) for name in found.rivals),
    )


def likely_headers(rows: Sequence[Sequence[str]]) -> list[str]:
    """The fullest of the first rows, whole: the header, where no kind was recognised.

    It may be data all the same: cells with digits are left out, and a row with a telephone or identity number gives
    none.
    """
    fullest = max(rows[:10], key=lambda row: sum(1 for cell in row if cell), default=[])
    cells = [" ".join(cell.split()) for cell in fullest if cell and cell.strip()]
    if any(concerns_a_person(cell) for cell in cells):
        return []
    return [cell for cell in cells if not re.search(r"\d", PERIOD.sub("", cell))]


def describe_unrecognised(rows: Sequence[Sequence[str]]) -> str:
    """One sentence: no kind of table was recognised, with what may be its header."""
    cells = likely_headers(rows)
    if not any(cell for row in rows for cell in row):
        return _("No table was found in it")
    if not cells:
        return _("It has no row of headers")
    return _("Its headers are of no known kind: {headers}", headers="、".join(cells[:MOST_HEADERS]))


def check_needed(files: Sequence[FoundFile], sources: Path) -> None:
    """Raise InputError where a needed kind has no usable file; names what was recognised instead."""
    kinds = load_spec().kinds
    there = {f.kind for f in files}
    absent = [spec_word(kind.zh) for name, kind in kinds.items() if kind.needed and name not in there]
    if not absent:
        return
    raise InputError(
        _("A needed source is missing: {kinds}", kinds="、".join(absent)),
        file=str(sources),
        found="；".join(_summary(f) for f in files) or _("no files"),
        expected="、".join(spec_word(kind.zh) for kind in kinds.values() if kind.needed),
        next_step=_("Put the file with the others; empty ones to fill in are on the page for the data dictionary"),
    )


def _summary(entry: FoundFile) -> str:
    kind = load_spec().kinds.get(entry.kind)
    if entry.problem:
        return f"{entry.name}（{entry.problem}）"
    return f"{entry.name}（{spec_word(kind.zh) if kind else _('boundaries')}）"


def check_needed_rows(files: Sequence[FoundFile], kept: dict[str, int]) -> None:
    """Raise InputError where the files of a needed kind hold no usable row. `kept` is rows by kind."""
    for name, kind in load_spec().kinds.items():
        entries = [f for f in files if f.kind == name]
        if kind.needed and entries and not kept[name]:
            read = sum(f.rows_read for f in entries)
            raise InputError(
                _("There are no usable rows of {kind}", kind=spec_word(kind.zh)),
                file="、".join(f.name for f in entries),
                found=_("{rows} rows, none of which holds data", rows=read)
                if read
                else _("a header without rows below it"),
                expected=_("at least one row"),
                next_step=_("Export the file again with its rows, and build again"),
            )
