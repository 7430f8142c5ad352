"""What somebody keeps an eye on: an enterprise, a union or a township; no part of any figure.

A subject is a record and who watches it (`watch:<record>:<name>`); its states are watching and open.
"""

from dataclasses import dataclass
from datetime import datetime

from ledger.actor import Actor
from ledger.store import Ledger, Recorded
from ledger.verdicts import Told, entry

WATCH = "watch:"
BEGUN, ENDED = "watch_begun", "watch_ended"


@dataclass(frozen=True)
class Watch:
    """A record that somebody watches, since when (UTC); `sequence` is what who writes next has to have seen."""

    record_id: str
    name: str
    is_watched: bool
    since: datetime
    sequence: int


def subject_of(record_id: str, name: str) -> str:
    """The subject of one person's eye on one record."""
    return f"{WATCH}{record_id}:{name}"


def watch(ledger: Ledger, actor: Actor, record_id: str, told: Told) -> Recorded:
    """Begin to watch a record. Raises ChangedMeanwhile, NotAllowed."""
    return _write(ledger, actor, record_id, BEGUN, "watching", told)


def end(ledger: Ledger, actor: Actor, record_id: str, told: Told) -> Recorded:
    """Watch it no longer. Raises ChangedMeanwhile, NotAllowed."""
    return _write(ledger, actor, record_id, ENDED, "open", told)


def of(ledger: Ledger, name: str) -> dict[str, Watch]:
    """Record id → what somebody watches or watched, in the order of their last words."""
    found = (_watch(one) for one in ledger.current(WATCH) if one.body["name"] == name)
    return {one.record_id: one for one in found}


def _write(ledger: Ledger, actor: Actor, record_id: str, kind: str, state: str, told: Told) -> Recorded:
    body = {"record_id": record_id, "name": actor.name}
    return ledger.append(actor, entry(subject_of(record_id, actor.name), kind, state, told, body))


def _watch(event: Recorded) -> Watch:
    body = event.body
    return Watch(body["record_id"], body["name"], event.state == "watching", event.recorded_at, event.sequence)
