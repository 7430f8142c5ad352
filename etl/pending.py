"""A published build with what people decided since: its link and mart tables made again, by the same functions.

The build's own files stay as they are. The lineage is attached read-only behind an empty catalog: a table that is
made anew stands before the lineage's of the same name, every other is the lineage's. What decisions move in the marts
is made anew in a copy of the warehouse file. So pages and exports read decided figures without another query. The file
is named by the build and by what was decided: two processes make the same one.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import duckdb

from etl import link, mart, sql
from etl.link.decisions import Decisions, write_decisions
from etl.publish.folder import build_id_of, lineage_file
from etl.publish.work import NO_EXTENSIONS, quoted
from etl.score import risk

FOLDER = ".pending"
KEPT = 3
"""Files kept, the newest: somebody may just be about to open the one before."""
MACROS_OF = ("extract", "clean", "score")
"""Stages whose functions the tables that are made anew use, beside those of their own; the first alone where nobody
decided about links."""
ANEW, SCHEMAS = ("raw", "link", "score"), ("raw", "clean", "link", "score")
SEARCH_PATH = ",".join(
    ["memory.main", *(f"memory.{name}" for name in ANEW), *(f"lineage.{name}" for name in SCHEMAS), "warehouse.mart"]
)


KNOWN = {
    "links": "select subject, event_id from warehouse.mart.link_decision union all"
    " select subject, event_id from warehouse.mart.identity_decision where origin = 'person'",
    "verdicts": "select event_id, event_id from warehouse.mart.verdict",
    "orders": "select subject, event_id from warehouse.mart.rectification_order",
    "progress": "select event_id, event_id from warehouse.mart.target_event"
    " union all select event_id, event_id from warehouse.mart.plan_year where event_id is not null",
    "sequences": "select coalesce(enterprise_id_written, enterprise_id), sequence from warehouse.mart.target_progress",
}
"""What a build knows of each kind: subject → the event that it knows, of a target how many events it knows."""


def with_pending(warehouse: Path, decisions: Decisions) -> Decisions:
    """The decisions with how many of them a build does not know, or knows otherwise (`pending`).

    Raises duckdb.Error where the build is of a version of the program that knew of no decisions.
    """
    with duckdb.connect(config=NO_EXTENSIONS) as connection:
        connection.execute(f"attach {quoted(warehouse)} as warehouse (read_only)")
        known = {name: dict(connection.execute(query).fetchall()) for name, query in KNOWN.items()}
        [(is_demo,)] = connection.execute("select is_demo from warehouse.mart.build").fetchall()
    decisions = decisions.of_county(is_demo)
    said = {
        "links": {one.subject: one.event_id for one in decisions.said},
        "verdicts": {one.event_id: one.event_id for one in decisions.verdicts},
        "orders": {one.subject: one.event_id for one in decisions.orders},
        "progress": {one: one for one in progress_events(decisions)},
    }
    differing = {name: _differing(known[name], said[name]) for name in said}
    steps = differing.pop("progress")
    written = {progress.enterprise_id: progress.sequence for progress, _events in decisions.targets}
    moves_progress = steps > 0 or any(written.get(one, 0) != sequence for one, sequence in known["sequences"].items())
    return replace(
        decisions,
        pending=sum(differing.values()),
        moves_links=differing["links"] > 0,
        moves_verdicts=differing["verdicts"] + differing["orders"] > 0,
        moves_progress=moves_progress,
    )


def progress_events(decisions: Decisions) -> list[str]:
    """Ids of the events of organising that stand."""
    steps = [told.event.event_id for _progress, events in decisions.targets for told in events]
    return [*steps, *(plan.event_id for plan in decisions.plans)]


def _differing(known: dict[str, str], said: dict[str, str]) -> int:
    return sum(known.get(subject) != said.get(subject) for subject in known | said)


def decided_warehouse(warehouse: Path, decisions: Decisions) -> Path:
    """The warehouse file of a build with the decisions worked in; made where it is not there yet.

    Raises duckdb.Error or OSError where the lineage cannot be read or the folder not written.
    """
    folder = warehouse.parent / FOLDER
    same_links = f"{warehouse.stem}_{_digest_of_links(decisions)}_"
    target = folder / f"{same_links}{_digest(decisions)}.duckdb"
    if target.exists():
        return target
    folder.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        unfinished = Path(place) / "warehouse.duckdb"
        knows_links = _copy_newest(folder.glob(f"{same_links}*.duckdb"), unfinished)
        if not knows_links:
            shutil.copyfile(warehouse, unfinished)
        _work_in(unfinished, lineage_file(warehouse.parent, build_id_of(warehouse)), decisions, knows_links)
        os.replace(unfinished, target)
    _remove_older(folder)
    return target


def _copy_newest(files: Iterable[Path], copy: Path) -> bool:
    """Copy the newest of these files; whether there was one. Another process may remove it meanwhile."""
    with suppress(FileNotFoundError):
        for file in sorted(files, key=lambda path: path.stat().st_mtime, reverse=True)[:1]:
            shutil.copyfile(file, copy)
            return True
    return False


def _work_in(copy: Path, lineage: Path, decisions: Decisions, knows_links: bool) -> None:
    """Make what decisions move anew in a copy of the build's warehouse, or of one that knows what was decided about
    links already. Verdicts, orders and steps move no link and no score: where nobody decided about links since, only
    their own tables are made."""
    with duckdb.connect(config={**NO_EXTENSIONS, "threads": 2}) as connection:
        connection.execute(f"attach {quoted(lineage)} as lineage (read_only)")
        connection.execute(f"attach {quoted(copy)} as warehouse")
        connection.execute("set enable_external_access = false")
        for schema in ANEW:
            connection.execute(f"create schema {schema}")
        connection.execute(f"set search_path = '{SEARCH_PATH}'")
        for stage in MACROS_OF if decisions.moves_links else MACROS_OF[:1]:
            sql.make_macros(connection, stage)
        write_decisions(connection, decisions)
        if decisions.moves_links:
            link.apply_decisions(connection)
        if decisions.moves_links and not knows_links:
            risk.score_unions(connection)
            mart.remake_marts(connection)
        else:  # of a copy that knows the links nobody can tell which verdicts and steps it knows
            if knows_links or decisions.moves_verdicts:
                mart.remake_verdicts(connection)
            if knows_links or decisions.moves_progress:
                mart.remake_progress(connection)
        connection.execute("checkpoint warehouse")


def _digest(decisions: Decisions) -> str:
    """What the tables hold of what was said: a note, a watch or an alert that was sent makes no other file. What was
    written and taken back leaves a number that who writes next has to have seen."""
    said = [f"{one.event_id} {one.sequence}" for one in (*decisions.verdicts, *decisions.orders)]
    numbers = [f"{progress.enterprise_id} {progress.sequence}" for progress, _events in decisions.targets]
    return _hash([*said, *numbers, *progress_events(decisions)])


def _digest_of_links(decisions: Decisions) -> str:
    return _hash([f"{one.event_id} {one.decision} {getattr(one, 'challenged', False)}" for one in decisions.said])


def _hash(said: list[str]) -> str:
    return hashlib.sha256("\n".join(sorted(said)).encode()).hexdigest()[:12]


def _remove_older(folder: Path) -> None:
    """Keep the newest files. On Windows one that is open stays until the next time."""
    files = sorted(folder.glob("warehouse_*.duckdb"), key=lambda path: path.stat().st_mtime)
    for path in files[:-KEPT]:
        with suppress(OSError):
            path.unlink()
