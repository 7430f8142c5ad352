"""Notes that people leave on an enterprise, a union or a township: words for each other, no part of any figure.

A subject is a record (`note:<id or township>`); its states are noted and open (its last note taken back).
"""

from dataclasses import dataclass
from datetime import datetime

from ledger.actor import Actor
from ledger.store import Ledger, Recorded
from ledger.undo import recorded_before, require_seen, still_standing, taking_back
from ledger.verdicts import Told, entry, require

NOTE = "note:"
NOTED = "noted"
LENGTH = 500


@dataclass(frozen=True)
class Note:
    """A note that stands; `written_at` is UTC."""

    event_id: str
    text: str
    written_by: str
    written_source: str
    written_at: datetime


def subject_of(record_id: str) -> str:
    """The subject of a record's notes."""
    return f"{NOTE}{record_id}"


def write(ledger: Ledger, actor: Actor, record_id: str, told: Told) -> Recorded:
    """Leave a note: its text is the reason. Raises NotValid (note), ChangedMeanwhile, NotAllowed."""
    require(0 < len(told.reason.strip()) <= LENGTH, "note")
    return ledger.append(actor, entry(subject_of(record_id), NOTED, "noted", told, {"record_id": record_id}))


def undo(ledger: Ledger, actor: Actor, record_id: str, told: Told) -> Recorded:
    """Take back the last note of a record, which is one's own.

    Raises NotValid (author) where somebody else left it; OutOfTurn where there is none; ChangedMeanwhile, NotAllowed.
    """
    history = ledger.history(subject_of(record_id))
    if known := recorded_before(history, told):
        return known
    require_seen(history, told.seen)
    left = still_standing(history)
    require(not actor.may_write or not left or left[-1].actor_name == actor.name, "author")
    return ledger.append(actor, taking_back(history, told, ("record_id",)))


def notes(ledger: Ledger, record_id: str) -> tuple[list[Note], int]:
    """The notes of a record that stand, the newest first, and what somebody who writes now has to have seen."""
    history = ledger.history(subject_of(record_id))
    found = [
        Note(one.event_id, one.reason, one.actor_name, one.actor_source, one.recorded_at)
        for one in reversed(still_standing(history))
    ]
    return found, len(history)
