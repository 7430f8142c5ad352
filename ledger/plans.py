"""The year's task of a township, where it is entered on a page and not told by a file.

A subject is a township's year (`plan:<township>:<year>`); its states are entered and withdrawn.
"""

from dataclasses import dataclass
from datetime import datetime

from ledger.actor import Actor, NotAllowed
from ledger.store import Ledger, Recorded
from ledger.undo import OutOfTurn, recorded_before, require_seen
from ledger.verdicts import Told, entry, require

PLAN = "plan:"
ENTERED, WITHDRAWN = "plan_entered", "plan_withdrawn"
MOST_ENTERPRISES, MOST_WORKERS = 100_000, 10_000_000
"""More than any county has: a slip of the finger, and no table could hold it."""


@dataclass(frozen=True)
class Plan:
    """What a township is to organise in a year: enterprises, and workers to cover (None: not told). Times are UTC."""

    event_id: str
    township_name: str
    year: int
    sequence: int
    enterprises_to_organise: int
    workers_to_cover: int | None
    reason: str
    entered_by: str
    entered_source: str
    entered_at: datetime


def subject_of(township_name: str, year: int) -> str:
    """The subject of a township's year."""
    return f"{PLAN}{township_name}:{year}"


def enter(
    ledger: Ledger, actor: Actor, township_name: str, year: int, enterprises: int, workers: int | None, told: Told
) -> Recorded:
    """Enter a plan; again for the same year, it is the newer one.

    Raises NotValid (year; enterprises, workers: below zero or more than a county has), ChangedMeanwhile; NotAllowed,
    also for another's township.
    """
    _require_own(actor, township_name)
    require(2000 <= year <= 2100, "year")
    require(0 <= enterprises <= MOST_ENTERPRISES, "enterprises")
    require(workers is None or 0 <= workers <= MOST_WORKERS, "workers")
    body = {
        "township_name": township_name,
        "year": year,
        "enterprises_to_organise": enterprises,
        "workers_to_cover": workers,
    }
    return ledger.append(actor, entry(subject_of(township_name, year), ENTERED, "entered", told, body))


def withdraw(ledger: Ledger, actor: Actor, township_name: str, year: int, told: Told) -> Recorded:
    """Take an entered plan back: what a file tells of the year holds again.

    Raises OutOfTurn where none is entered, ChangedMeanwhile, NotAllowed.
    """
    _require_own(actor, township_name)
    history = ledger.history(subject_of(township_name, year))
    if known := recorded_before(history, told):
        return known
    require_seen(history, told.seen)
    if not history or history[-1].state != "entered":
        raise OutOfTurn(f"{township_name}, {year}: withdrawn")
    body = {"township_name": township_name, "year": year}
    return ledger.append(actor, entry(subject_of(township_name, year), WITHDRAWN, "withdrawn", told, body))


def last_sequence(ledger: Ledger, township_name: str, year: int) -> int:
    """What somebody who writes now has to have seen: the sequence of the last event, 0 where there is none."""
    return len(ledger.history(subject_of(township_name, year)))


def is_entered(ledger: Ledger, township_name: str, year: int) -> bool:
    """Whether a township's plan of a year is entered, and not withdrawn."""
    history = ledger.history(subject_of(township_name, year))
    return bool(history) and history[-1].state == "entered"


def entered(ledger: Ledger) -> list[Plan]:
    """Every plan that is not withdrawn."""
    return [_plan(event) for event in ledger.current(PLAN) if event.state == "entered"]


def _require_own(actor: Actor, township_name: str) -> None:
    if not actor.may_write or not actor.may_see(township_name):
        raise NotAllowed(actor)


def _plan(event: Recorded) -> Plan:
    return Plan(
        event_id=event.event_id,
        sequence=event.sequence,
        reason=event.reason,
        entered_by=event.actor_name,
        entered_source=event.actor_source,
        entered_at=event.recorded_at,
        **event.body,
    )
