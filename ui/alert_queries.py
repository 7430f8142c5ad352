"""What the watch list knows: alerts of a build on a day, silences and what was sent, and records that are watched."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from etl.alerts import Alert, Found, find
from etl.publish.failure import LAST_FAILURE
from etl.settings import load_county
from ledger import alerts, is_there, watches
from ledger.alerts import Silence
from ledger.watches import Watch
from ui import warehouse
from ui.queries import Rows
from ui.warehouse import Build


def found(build: Build, today: date) -> Found:
    """Every alert of the county on a day. Raises InputError where county.toml has faults."""
    area, folder = warehouse.settings().area, warehouse.settings().warehouse
    return _found(build, today, area, _changed(area), folder, _changed(folder / LAST_FAILURE))


def of_townships(build: Build, today: date, townships: tuple[str, ...]) -> list[Alert]:
    """Those of the townships (none: all), and those that are about no single one."""
    return [
        alert
        for alert in found(build, today).alerts
        if not townships or alert.township_name is None or alert.township_name in townships
    ]


def silences() -> dict[str, Silence]:
    """Key → what the ledger says of an alert that somebody silenced; none where there is no ledger."""
    return _said()[0]


def sent() -> dict[str, datetime]:
    """Key → when an alert was first sent to anybody (UTC)."""
    return _said()[1]


def watched_by(name: str) -> dict[str, Watch]:
    """Record id → what somebody watches or watched; none where there is no ledger, or none that can be read."""
    if not is_there(warehouse.settings().ledger):
        return {}
    try:
        ledger = warehouse.ledger()
        return _watched_until(str(ledger.engine.url), ledger.position(), name)
    except SQLAlchemyError:
        return {}


@lru_cache(maxsize=32)
def watched(build: Build, records: tuple[str, ...]) -> Rows:
    """One row a watched record that the build has, by its name."""
    return warehouse.rows(build, "watched", records=list(records)) if records else []


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=8)
def _found(build: Build, today: date, area: Path, _area_changed: int, folder: Path, _failed: int) -> Found:
    return find(warehouse.cursor(build), folder, load_county(area).alerts, today)


def _said() -> tuple[dict[str, Silence], dict[str, datetime]]:
    """Nothing where there is no ledger, or none that can be read: then nothing is held back."""
    if not is_there(warehouse.settings().ledger):
        return {}, {}
    try:
        ledger = warehouse.ledger()
        return _said_until(str(ledger.engine.url), ledger.position())
    except SQLAlchemyError:
        return {}, {}


@lru_cache(maxsize=32)
def _watched_until(_url: str, _position: int, name: str) -> dict[str, Watch]:
    return watches.of(warehouse.ledger(), name)


@lru_cache(maxsize=2)
def _said_until(_url: str, _position: int) -> tuple[dict[str, Silence], dict[str, datetime]]:
    ledger = warehouse.ledger()
    return alerts.standing(ledger), alerts.sent(ledger)
