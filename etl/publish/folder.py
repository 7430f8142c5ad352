"""The warehouse folder: names of its files, the current build, and writes that survive a crash.

current                      one line, the file name of the current warehouse beside it
proposed                     the same for a checked build that waits for somebody to publish it
published                    ids of the builds that were current once, a line each
warehouse_<build>.duckdb     schema mart alone; what the dashboard opens
lineage_<build>.duckdb       raw, clean, link, score; mode 0600
history/<month>.parquet      one row an enterprise as published
last_failure.json            that builds failed since the last that succeeded; see etl/publish/failure.py
.work/<build>/               unfinished work; .lock, .lock_holder: who builds
"""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

from etl.errors import MachineError
from etl.text import _

CURRENT = "current"
PROPOSED = "proposed"
PUBLISHED = "published"
WORK = ".work"
HISTORY = "history"
BUILD_ID = re.compile(r"(\d{8}T\d{6}Z)(?:_(\d+))?")


def warehouse_file(folder: Path, build_id: str) -> Path:
    """Where the warehouse of a published build lies."""
    return folder / f"warehouse_{build_id}.duckdb"


def lineage_file(folder: Path, build_id: str) -> Path:
    """Where the lineage of a published build lies."""
    return folder / f"lineage_{build_id}.duckdb"


def build_id_of(path: Path) -> str | None:
    """Build id in the name of a warehouse or lineage file; None for any other name."""
    kind, _underscore, rest = path.name.partition("_")
    build_id = rest.removesuffix(".duckdb")
    if kind not in ("warehouse", "lineage") or rest == build_id or not BUILD_ID.fullmatch(build_id):
        return None
    return build_id


def current_build(folder: Path) -> Path | None:
    """Full path of the current warehouse file; None where nothing has been published.

    Raises MachineError where `current` names a file that is not there or is no warehouse: that is a damaged
    folder, not an empty one.
    """
    try:
        name = (folder / CURRENT).read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    path = folder / name
    if path.parent != folder or not name.startswith("warehouse_") or build_id_of(path) is None or not path.is_file():
        raise MachineError(
            _(
                "{file} names '{name}', which is no build beside it. Build again (python -m etl build), or write the"
                " name of a warehouse_… file of the folder into it",
                file=str(folder / CURRENT),
                name=name,
            )
        )
    return path


def proposed_build(folder: Path) -> Path | None:
    """Full path of the warehouse that waits to be published; None where none does: what waited is gone, or current."""
    name, current = (_line(folder / pointer) for pointer in (PROPOSED, CURRENT))
    if not name or name == current:
        return None
    path = folder / name
    return path if build_id_of(path) is not None and path.parent == folder and path.is_file() else None


def _line(pointer: Path) -> str:
    try:
        return pointer.read_text("utf-8").strip()
    except FileNotFoundError:
        return ""


def published_builds(folder: Path) -> set[str]:
    """Ids of the builds that were current once; of a folder that does not note it yet, every one but the waiting."""
    if (folder / PUBLISHED).exists():
        return set((folder / PUBLISHED).read_text("utf-8").split())
    waiting = proposed_build(folder)
    return set(builds(folder)) - {waiting and build_id_of(waiting)}


def earlier_builds(folder: Path) -> list[Path]:
    """Warehouse files of complete builds that were current once and are not now, newest first: what can come back."""
    current, known = _line(folder / CURRENT), published_builds(folder)
    paths = [warehouse_file(folder, build_id) for build_id in reversed(builds(folder)) if build_id in known]
    return [
        path
        for path in paths
        if path.name != current and path.is_file() and lineage_file(folder, build_id_of(path)).is_file()
    ]


def build_order(build_id: str) -> tuple[str, int]:
    """Sort key of a build id: its time, then its suffix as a number."""
    stamp, suffix = BUILD_ID.fullmatch(build_id).groups()
    return stamp, int(suffix or 1)


def builds(folder: Path) -> list[str]:
    """Ids of which a warehouse or a lineage file lies in the folder, oldest first."""
    found = {build_id_of(path) for path in folder.glob("*.duckdb")} - {None}
    return sorted(found, key=build_order)


def new_build_id(folder: Path, now: datetime | None = None) -> str:
    """`YYYYMMDDTHHMMSSZ` of the UTC clock; `_2`, `_3` … after the last of that second: ids stay in order."""
    stamp = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    last = max((number for other, number in map(build_order, builds(folder)) if other == stamp), default=0)
    return f"{stamp}_{last + 1}" if last else stamp


def sync_file(path: Path) -> None:
    """Bring a finished file's content onto the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Bring renames in a folder onto the disk; Windows does so by itself and cannot open a folder."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def move_into_place(finished: Path, target: Path) -> None:
    """Replace `target` by a finished file of the same disk, atomically and durably."""
    sync_file(finished)
    os.replace(finished, target)
    sync_folder(target.parent)
