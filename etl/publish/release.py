"""From a checked build to the current one, and putting in order what a killed build left behind."""

import os
from contextlib import suppress
from pathlib import Path

import duckdb

from etl.errors import MachineError
from etl.publish.folder import (
    CURRENT,
    PROPOSED,
    PUBLISHED,
    WORK,
    build_id_of,
    build_order,
    builds,
    current_build,
    lineage_file,
    move_into_place,
    proposed_build,
    published_builds,
    sync_file,
    sync_folder,
    warehouse_file,
)
from etl.publish.history import prepare_history
from etl.publish.work import Work, clear_work


def publish(folder: Path, work: Work, keep: int) -> Path:
    """Make a checked build the current one; returns its warehouse file. Closes the build's connection."""
    warehouse = _finish(folder, work)
    try:
        name_current(folder, warehouse, keep)
    except BaseException:
        if _current(folder) != warehouse:
            _remove_build(warehouse)
        raise
    return warehouse


def hold(folder: Path, work: Work) -> Path:
    """Lay a checked build beside the current one, to be compared and published by somebody; returns its warehouse
    file. One that waited before is removed. Closes the build's connection."""
    warehouse = _finish(folder, work)
    before = proposed_build(folder)
    try:
        _name(folder, PROPOSED, warehouse)
    except BaseException:
        _remove_build(warehouse)
        raise
    if before is not None:
        _remove_build(before)
    return warehouse


def _finish(folder: Path, work: Work) -> Path:
    """Move a checked build's two complete files into the folder. Nothing names it yet."""
    for catalog, compression in (("warehouse", "auto"), ("lineage", "uncompressed")):
        work.connection.execute(f"set force_compression = '{compression}'")
        work.connection.execute(f"checkpoint {catalog}")
    work.connection.close()
    lineage, warehouse = lineage_file(folder, work.build_id), warehouse_file(folder, work.build_id)
    work.lineage.chmod(0o600)
    for finished, target in ((work.lineage, lineage), (work.warehouse, warehouse)):
        sync_file(finished)
        os.replace(finished, target)
    sync_folder(folder)
    return warehouse


def name_current(folder: Path, warehouse: Path, keep: int) -> None:
    """Make a finished build the current one. Call only while the lock is held.

    Order matters: its history is finished before `current` names it, in one atomic replace. Killed before it, the
    old build is current; after it, the new one, and `recover` writes the history that is due.
    """
    history = prepare_history(folder, warehouse, _scratch(folder))
    _name(folder, CURRENT, warehouse)
    _note_published(folder, warehouse)
    _forget_proposal(folder)
    if history is not None:
        history.move_into_place()
    remove_older(folder, keep)


def discard(folder: Path) -> None:
    """Remove the build that waits, if one does; the current build is never removed."""
    waiting = proposed_build(folder)
    (folder / PROPOSED).unlink(missing_ok=True)
    if waiting is not None:
        _remove_build(waiting)


def recover(folder: Path) -> None:
    """Put in order what a killed build left; call only while the lock is held.

    Removes unfinished work, files of a build of which the other half is missing, and a build that was never named;
    writes the current build's history where its publish was killed before doing so.
    """
    clear_work(folder)
    current = _current(folder)
    _forget_proposal(folder)
    if current is not None:
        _note_published(folder, current)
    named = {current, proposed_build(folder)}
    known = published_builds(folder)
    for build_id in builds(folder):
        pair = (warehouse_file(folder, build_id), lineage_file(folder, build_id))
        whole = all(path.exists() for path in pair)
        if pair[0] not in named and not (whole and build_id in known):
            _remove(pair)
    if current is not None:
        scratch = folder / WORK / "recover"
        scratch.mkdir(parents=True)
        with suppress(duckdb.IOException):  # an unreadable file has no history to save; the new build replaces it
            history = prepare_history(folder, current, scratch)
            if history is not None:
                history.move_into_place()
        clear_work(folder)


def _current(folder: Path) -> Path | None:
    """The current build; None also where `current` is damaged, for a new build is the way out of that."""
    try:
        return current_build(folder)
    except MachineError:
        return None


def _forget_proposal(folder: Path) -> None:
    """Take the pointer to a waiting build away where nothing waits any more."""
    if proposed_build(folder) is None:
        (folder / PROPOSED).unlink(missing_ok=True)


def _note_published(folder: Path, warehouse: Path) -> None:
    """Note a build among those that were current once; removed ones are forgotten."""
    known = (published_builds(folder) & set(builds(folder))) | {build_id_of(warehouse)}
    finished = _scratch(folder) / PUBLISHED
    finished.write_text("".join(f"{build_id}\n" for build_id in sorted(known, key=build_order)), "utf-8")
    move_into_place(finished, folder / PUBLISHED)


def remove_older(folder: Path, keep: int) -> None:
    """Remove all but the newest `keep` builds, never the current one.

    A reader that has an old file open keeps it on Linux; on Windows it cannot be removed until the reader is gone,
    and the next build tries again.
    """
    named = {build_id_of(path) for path in (_current(folder), proposed_build(folder)) if path is not None}
    others = [build_id for build_id in builds(folder) if build_id not in named]
    for build_id in sorted(others, key=build_order)[: max(0, len(others) - (keep - 1))]:
        _remove((warehouse_file(folder, build_id), lineage_file(folder, build_id)))


def _scratch(folder: Path) -> Path:
    """A folder on the same disk for what is renamed in the end."""
    scratch = folder / WORK / "publish"
    scratch.mkdir(parents=True, exist_ok=True)
    return scratch


def _name(folder: Path, pointer: str, warehouse: Path) -> None:
    finished = _scratch(folder) / pointer
    finished.write_text(warehouse.name + "\n", "utf-8")
    move_into_place(finished, folder / pointer)


def _remove(paths: tuple[Path, ...]) -> None:
    for path in paths:
        with suppress(OSError):  # a leftover does no harm and the next build tries again
            path.unlink(missing_ok=True)


def _remove_build(warehouse: Path) -> None:
    _remove((warehouse, lineage_file(warehouse.parent, build_id_of(warehouse))))
