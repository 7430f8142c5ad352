"""Snapshot rules: of the files of one kind and scope the newest counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WHOLE_COUNTY = "*"


@dataclass(frozen=True)
class Snapshot:
    """A file of a snapshot kind: scope ('*' or a township), as-of (None unknown), content hash."""

    file_id: int
    file: str
    scope: str
    as_of: date | None
    sha256: str


@dataclass(frozen=True)
class Superseded:
    """`by_file`: file_id → name of the file that replaces it; `townships`: townships of whole-county files (file_id)
    whose rows a newer file of that township replaces."""

    by_file: dict[int, str]
    townships: dict[int, list[str]]


def supersede(snapshots: Sequence[Snapshot]) -> Superseded:
    """Which files of one kind no longer count.

    Within a scope the newest as-of wins (all of that date; an undated file only where none is dated) and a copy of a
    file counts once. A township's file older than the whole county's is replaced by it; a newer one replaces the county
    file's rows of that township. Where a date is unknown, no order is known and both count.
    """
    by_file: dict[int, str] = {}
    for scope in dict.fromkeys(s.scope for s in snapshots):
        by_file |= _within_scope([s for s in snapshots if s.scope == scope])
    current = [s for s in snapshots if s.file_id not in by_file]
    county = [s for s in current if s.scope == WHOLE_COUNTY and s.as_of]
    townships: dict[int, list[str]] = {}
    for part in (s for s in current if s.scope != WHOLE_COUNTY and s.as_of):
        for whole in county:
            if whole.as_of > part.as_of:
                by_file[part.file_id] = whole.file
            elif whole.as_of < part.as_of:
                townships.setdefault(whole.file_id, []).append(part.scope)
    return Superseded(by_file, townships)


def _within_scope(snapshots: Sequence[Snapshot]) -> dict[int, str]:
    replaced: dict[int, str] = {}
    dated = [s for s in snapshots if s.as_of]
    newest = max(dated, key=lambda s: s.as_of) if dated else None
    first_of: dict[str, Snapshot] = {}
    for snapshot in snapshots:
        if newest and snapshot.as_of != newest.as_of:
            replaced[snapshot.file_id] = newest.file
        elif snapshot.sha256 in first_of:
            replaced[snapshot.file_id] = first_of[snapshot.sha256].file
        else:
            first_of[snapshot.sha256] = snapshot
    return replaced
