"""`etl doctor`: whether this installation can work, and what to do where it cannot. The only place that asks today's
date: how old a source is depends on it."""

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import metadata
from typing import Literal

import duckdb

from etl.errors import BuildError, InputError
from etl.machine import require_room
from etl.publish.folder import BUILD_ID, build_id_of, builds, current_build, lineage_file, proposed_build
from etl.publish.work import open_current
from etl.settings import PROJECT, Settings, load_county
from etl.text import _

State = Literal["fine", "mind", "broken"]
TESTED = ((3, 11), (3, 12))
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;]+)", re.MULTILINE)
OLD_AFTER_DAYS, TOO_OLD_AFTER_DAYS = 62, 366
"""A source is called old after two months, too old after a year: our own design [P]; offices send files monthly."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at: its name, how it stands, what was seen, and what to do ('' where nothing)."""

    name: str
    state: State
    seen: str
    next_step: str = ""


def examine(settings: Settings, now: datetime) -> list[Finding]:
    """Every finding, in the order in which one would mend them. `now` is an aware moment."""
    looks = (
        _python(),
        _packages(),
        _fonts(),
        _county(settings),
        _folders(settings),
        _disk(settings),
        _clock(settings, now),
        _build(settings),
        _ledger(settings),
        _sources(settings, now.date()),
    )
    return [finding for look in looks for finding in look]


def _python() -> Iterator[Finding]:
    running = sys.version_info[:2]
    seen = ".".join(map(str, sys.version_info[:3]))
    if running < TESTED[0]:
        yield Finding(_("Python"), "broken", seen, _("Install Python 3.11 or 3.12, delete .venv and run make again"))
    elif running > TESTED[-1]:
        yield Finding(_("Python"), "mind", seen, _("Newer than what was tested: 3.11 and 3.12"))
    else:
        yield Finding(_("Python"), "fine", seen)


def _packages() -> Iterator[Finding]:
    pins = [
        m.groups()
        for line in (PROJECT / "requirements.txt").read_text("utf-8").splitlines()
        if (m := PINNED.match(line))
    ]
    off = [f"{name} {_version(name)} ≠ {pinned}" for name, pinned in pins if _version(name) != pinned]
    if off:
        step = _("Install what is pinned: .venv/bin/pip install -r requirements.txt")
        yield Finding(_("Packages"), "mind", "、".join(off[:5]), step)
    else:
        yield Finding(_("Packages"), "fine", _("{number} as pinned", number=len(pins)))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "—"


def _fonts() -> Iterator[Finding]:
    """Only where the system can be asked: a browser elsewhere brings its own fonts."""
    asks = shutil.which("fc-list")
    if asks is None:
        return
    found = subprocess.run([asks, ":lang=zh", "family"], capture_output=True, text=True, timeout=30, check=False)  # noqa: S603
    families = sorted({line.split(",")[0] for line in found.stdout.splitlines() if line})
    if families:
        yield Finding(_("Chinese fonts"), "fine", "、".join(families[:3]))
    else:
        step = _("Needed only for a browser on this machine: apt-get install fonts-noto-cjk")
        yield Finding(_("Chinese fonts"), "mind", _("none"), step)


def _county(settings: Settings) -> Iterator[Finding]:
    try:
        county = load_county(settings.area)
    except InputError as error:
        yield Finding(_("County file"), "broken", error.found or error.problem, error.next_step or str(settings.area))
        return
    yield Finding(_("County file"), "fine", f"{county.area.name} {'、'.join(county.area.codes)}")


def _folders(settings: Settings) -> Iterator[Finding]:
    for name, folder in (
        (_("Folder of the sources"), settings.sources),
        (_("Folder of the builds"), settings.warehouse),
    ):
        there = folder if folder.exists() else next(parent for parent in folder.parents if parent.exists())
        if not os.access(there, os.R_OK | os.W_OK | os.X_OK):
            step = _("Give the account that runs the program the right to read and write it")
            yield Finding(name, "broken", str(folder), step)
        else:
            yield Finding(name, "fine", str(folder) if folder.exists() else _("{folder}, not made yet", folder=folder))
    for build_id in builds(settings.warehouse):
        lineage = lineage_file(settings.warehouse, build_id)
        if os.name != "nt" and lineage.exists() and stat.S_IMODE(lineage.stat().st_mode) & 0o077:
            step = _("Only its owner may read it, it holds personal data: chmod 600 {file}", file=lineage.name)
            yield Finding(_("Lineage"), "broken", _("{file} can be read by others", file=lineage.name), step)


def _disk(settings: Settings) -> Iterator[Finding]:
    place = next(path for path in (settings.warehouse, *settings.warehouse.parents) if path.exists())
    free = _("{gigabytes} GB left", gigabytes=f"{shutil.disk_usage(place).free / 1e9:.1f}")
    try:
        require_room(settings.sources, place)
    except BuildError as error:
        yield Finding(_("Disk"), "broken", free, str(error))
    else:
        yield Finding(_("Disk"), "fine", free)


def _clock(settings: Settings, now: datetime) -> Iterator[Finding]:
    """A clock behind the newest build would name a new build older than the old one."""
    seen = now.astimezone().strftime("%Y-%m-%d %H:%M %Z")
    known = builds(settings.warehouse)
    newest = (
        datetime.strptime(BUILD_ID.fullmatch(known[-1])[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) if known else None
    )
    if newest and newest > now:
        step = _(
            "Set the machine's clock: the newest build is of {moment}", moment=newest.strftime("%Y-%m-%d %H:%M UTC")
        )
        yield Finding(_("Clock"), "broken", seen, step)
    else:
        yield Finding(_("Clock"), "fine", seen)


def _build(settings: Settings) -> Iterator[Finding]:
    name = _("Current build")
    try:
        current = current_build(settings.warehouse)
        if current is None:
            yield Finding(
                name, "mind", _("none yet"), _("Load files on the page for loading, or run: python -m etl build")
            )
            return
        with open_current(settings.warehouse, current, None) as connection:
            [(as_of,)] = connection.execute("select as_of from mart.build").fetchall()
    except (BuildError, duckdb.Error) as error:
        yield Finding(name, "broken", str(error).splitlines()[0], _("Build again: python -m etl build"))
        return
    yield Finding(name, "fine", _("{build}, as of {day}", build=build_id_of(current), day=as_of))
    waiting = proposed_build(settings.warehouse)
    if waiting:
        step = _("Publish it or drop it on the page for loading, or run: python -m etl publish")
        yield Finding(_("Waiting build"), "mind", str(build_id_of(waiting)), step)


def _ledger(settings: Settings) -> Iterator[Finding]:
    """Opens, brings up to date, tries to write; makes none where there is none."""
    from sqlalchemy.exc import SQLAlchemyError

    from ledger import existing_ledger, shown_url

    name = _("Ledger of decisions")
    try:
        ledger = existing_ledger(settings.ledger)
        if ledger is None:
            yield Finding(name, "fine", _("{folder}, not made yet", folder=shown_url(settings.ledger)))
            return
        ledger.try_writing()
        yield Finding(name, "fine", _("{number} events", number=ledger.position()))
        ledger.engine.dispose()
    except (SQLAlchemyError, OSError, ImportError) as error:
        step = _("Start its server, correct COVERAGE_LEDGER_URL, or give the account the right to write")
        yield Finding(name, "broken", str(error).splitlines()[0], step)


def _sources(settings: Settings, today: date) -> Iterator[Finding]:
    """The newest as-of of each kind that the current build uses."""
    try:
        current = current_build(settings.warehouse)
        if current is None:
            return
        with open_current(settings.warehouse, current, None) as connection:
            rows = connection.execute(
                "select source_kind, max(as_of) from mart.source_status"
                " where superseded_by is null and (problem is null or rows_read > 0) and source_kind in"
                " ('enterprise_registry', 'union_ledger', 'headcount', 'above_scale_list', 'union_coverage')"
                " group by source_kind order by source_kind"
            ).fetchall()
    except (BuildError, duckdb.Error):
        return  # said by _build
    for kind, as_of in rows:
        yield _age(kind, as_of, today)


def _age(kind: str, as_of: date | None, today: date) -> Finding:
    from etl.command.labels import term

    name = term("source_kind", kind)
    if as_of is None:
        step = _("Put its date into the file name, such as 2026-09-30, or under [[sources]] in county.toml")
        return Finding(name, "mind", _("date unknown"), step)
    days = (today - as_of).days
    seen = _("as of {day}, {days} days ago", day=as_of, days=days)
    if days > OLD_AFTER_DAYS:
        state: State = "broken" if days > TOO_OLD_AFTER_DAYS else "mind"
        return Finding(name, state, seen, _("Ask the office for a newer file"))
    return Finding(name, "fine", seen)
