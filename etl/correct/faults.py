"""Why a correction no longer fits its source: told loudly, for a correction that silently does nothing misleads."""

import fnmatch
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import duckdb

from etl.correct.entries import Correction
from etl.errors import InputError
from etl.text import _


@dataclass(frozen=True)
class _Hit:
    """A row that a correction's locator leads to, and what stands there."""

    file_id: int
    file: str
    sheet: str
    row: int
    found: str
    agrees: bool


def require_one_agreeing_row(
    connection: duckdb.DuckDBPyConnection, entries: Sequence[Correction], files: Mapping[int, Sequence[int]]
) -> None:
    """Raise InputError, with all of them, for corrections whose row is gone, is not one, or no longer says `old`."""
    hits = _hits(connection)
    faults = [
        (entry, hits[place], text)
        for place, entry in enumerate(entries)
        if (text := _fault(connection, entry, files.get(place, ()), hits[place]))
    ]
    faults += _same_cell(entries, hits)
    if faults:
        raise _error(faults)


def _hits(connection: duckdb.DuckDBPyConnection) -> dict[int, list[_Hit]]:
    found: dict[int, list[_Hit]] = defaultdict(list)
    rows = connection.execute(
        "select place, file_id, f.file, sheet, row, mask_personal(found), agrees"
        " from correction_hit join raw.source_file as f using (file_id) order by all"
    ).fetchall()
    for place, *rest in rows:
        found[place].append(_Hit(*rest))
    return found


def _fault(connection: duckdb.DuckDBPyConnection, entry: Correction, files: Sequence[int], hits: Sequence[_Hit]) -> str:
    """What is wrong with one correction, in words; '' where its one row says `old`."""
    if not files:
        return _no_file(connection, entry)
    if not hits:
        where = "，".join(f"{key}={value}" for key, value in entry.row.items())
        return _("the row is no longer there ({where})", where=where)
    if len(hits) > 1:
        rows = "、".join(f"{hit.file} {hit.sheet} {hit.row}".replace("  ", " ") for hit in hits[:5])
        return _("{count} rows fit: {rows}", count=len(hits), rows=rows)
    if not hits[0].agrees:
        return _("it says “{found}”, not “{old}”", found=hits[0].found, old=entry.old)
    return ""


def _no_file(connection: duckdb.DuckDBPyConnection, entry: Correction) -> str:
    rows = connection.execute(
        "select file, superseded_by from raw.source_file where source_kind = ? and superseded_by is not null",
        [entry.kind],
    ).fetchall()
    for name, newer in rows:
        if any(fnmatch.fnmatch(written, entry.file) for written in (name, PurePosixPath(name).name)):
            return _("{file} was replaced by {newer}", file=name, newer=newer)
    return _("no file of this kind is called {file}", file=entry.file)


def _same_cell(
    entries: Sequence[Correction], hits: Mapping[int, Sequence[_Hit]]
) -> list[tuple[Correction, Sequence[_Hit], str]]:
    """Corrections that change a cell which an earlier one changes, or a row that an earlier one takes out."""
    taken: dict[tuple, dict[str, str]] = defaultdict(dict)
    twice = []
    for place, entry in enumerate(entries):
        for hit in hits[place]:
            before = taken[hit.file_id, hit.sheet, hit.row]
            clashes = (
                before
                if entry.action == "drop_row"
                else {key: before[key] for key in ("", entry.column) if key in before}
            )
            if clashes:
                other = next(iter(clashes.values()))
                twice.append((entry, [hit], _("it changes the same as {other}", other=other)))
            before[entry.column] = entry.id
    return twice


def _error(faults: Sequence[tuple[Correction, Sequence[_Hit], str]]) -> InputError:
    """One error for all: where the first stands, and each in words."""
    first, hits, _text = faults[0]
    hit = hits[0] if hits else None
    return InputError(
        _("A correction no longer fits its source"),
        file=hit.file if hit else first.file,
        sheet=hit.sheet if hit else first.row.get("sheet", ""),
        row=hit.row if hit else int(first.row.get("row", 0)),
        found="；".join(f"{entry.id}：{text}" for entry, _hits, text in faults),
        expected="；".join(_expected(entry) for entry, _hits, _text in faults),
        next_step=_("Take the entry out of corrections.yaml, or correct it"),
    )


def _expected(entry: Correction) -> str:
    if entry.action == "drop_row":
        return _("{id}: one row named “{old}”", id=entry.id, old=entry.old)
    return _("{id}: one row whose {column} is “{old}”", id=entry.id, column=entry.column, old=entry.old)
