"""What people say about who is who: 'the old id is the new one', and of two records whether they are one and the same.

An alias (`alias:<old id>`, its state the new id) says where an id's history goes on. A pair (`duplicate:<id>|<id>`, in
the order of the ids) has the states open, same, different and cannot_tell; 'same' names the record that stays, and is
an alias of the other one to it. What both come to is computed by etl/link, the same for build and pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from ledger.actor import Actor
from ledger.links import Told
from ledger.store import Entry, Ledger, Recorded
from ledger.undo import seen_history, signature, still_standing, taking_back

ALIAS, DUPLICATE = "alias:", "duplicate:"
IS_NOW, JUDGED = "alias_said", "duplicate_judged"
ENTERPRISE, UNION = "CRN", "UH"
"""First letters of the ids of enterprises, and of unions."""
Difference = Literal["different", "cannot_tell"]
Records = dict[str, dict[str, str | None]]


class Circular(Exception):
    """The alias would lead back to where it began; nothing was written. `chain` is the ids in order."""

    def __init__(self, chain: list[str]) -> None:
        super().__init__(" → ".join(chain))
        self.chain = chain


class NotOfOneKind(ValueError):
    """An enterprise is no union, and nothing is another name of itself; nothing was written."""


@dataclass(frozen=True)
class Identity:
    """What stands about an old id, or about a pair of ids, after the last event.

    `decision` is same, different, cannot_tell or open. Of 'same' the old id goes on as the new one; of the others the
    two are in the order of the ids. actor, time (UTC) and reason are those of whoever brought the state about, None
    where it is open. `records` is id → field → text, as the screen showed them.
    """

    event_id: str
    subject: str
    sequence: int
    old_id: str
    new_id: str
    decision: str
    actor_name: str | None
    actor_source: str | None
    decided_at: datetime | None
    reason: str | None
    records: Records


def alias(old_id: str) -> str:
    """The subject of an id that goes on under another one."""
    return f"{ALIAS}{old_id}"


def pair(first_id: str, second_id: str) -> str:
    """The subject of two records that may be one; the order in which they are named makes no difference."""
    return f"{DUPLICATE}{'|'.join(sorted((first_id, second_id)))}"


def say_alias(ledger: Ledger, actor: Actor, old_id: str, new_id: str, told: Told, records: Records) -> Recorded:
    """Say that an id that the data no longer know goes on as another one.

    Raises NotOfOneKind, Circular, ChangedMeanwhile, NotAllowed.
    """
    _require_sense(ledger, old_id, new_id)
    body = {"old_id": old_id, "new_id": new_id, "records": records}
    return ledger.append(actor, _entry(alias(old_id), IS_NOW, new_id, told, body))


def same(ledger: Ledger, actor: Actor, merged_id: str, kept_id: str, told: Told, records: Records) -> Recorded:
    """Say that two records are one: from now on the kept one stands for both.

    Raises NotOfOneKind, Circular, ChangedMeanwhile, NotAllowed.
    """
    _require_sense(ledger, merged_id, kept_id, without=pair(merged_id, kept_id))
    body = {"old_id": merged_id, "new_id": kept_id, "records": records}
    return ledger.append(actor, _entry(pair(merged_id, kept_id), JUDGED, "same", told, body))


def judge(
    ledger: Ledger, actor: Actor, first_id: str, second_id: str, decision: Difference, told: Told, records: Records
) -> Recorded:
    """Say that two records are two, or that nobody can tell. Raises NotOfOneKind, ChangedMeanwhile, NotAllowed."""
    _require_one_kind(first_id, second_id)
    old_id, new_id = sorted((first_id, second_id))
    body = {"old_id": old_id, "new_id": new_id, "records": records}
    return ledger.append(actor, _entry(pair(first_id, second_id), JUDGED, decision, told, body))


def undo(ledger: Ledger, actor: Actor, subject: str, told: Told) -> Recorded:
    """Take back the last thing said about a subject that still stands: an event that restores the state before it.

    Raises OutOfTurn where nothing is left to take back; Circular where the state before would lead back to itself by
    what was said since; ChangedMeanwhile, NotAllowed.
    """
    history = seen_history(ledger, subject, told.seen)
    entry = taking_back(history, told, ("old_id", "new_id"))
    before = still_standing(history)[:-1]
    if before and (before[-1].kind == IS_NOW or entry.state == "same"):
        _require_sense(ledger, entry.body["old_id"], entry.body["new_id"], without=subject)
    return ledger.append(actor, entry)


def standing(ledger: Ledger) -> list[Identity]:
    """What stands about every id and pair that somebody ever wrote about, in the order of the last events."""
    return [_standing(event) for prefix in (ALIAS, DUPLICATE) for event in ledger.current(prefix)]


def next_ids(said: Iterable[Identity]) -> dict[str, str]:
    """Old id → the id that it goes on as by the last word about it, one step."""
    merged = sorted((one for one in said if one.decision == "same"), key=lambda one: one.decided_at)
    return {one.old_id: one.new_id for one in merged}


def _standing(event: Recorded) -> Identity:
    signed = event.body.get("restores") or signature(event)
    is_open = event.state == "open"
    decision = "same" if event.subject.startswith(ALIAS) and not is_open else event.state
    return Identity(
        event_id=signed["event_id"],
        subject=event.subject,
        sequence=event.sequence,
        old_id=event.body["old_id"],
        new_id=event.body["new_id"],
        decision=decision,
        actor_name=None if is_open else signed["actor_name"],
        actor_source=None if is_open else signed["actor_source"],
        decided_at=None if is_open else datetime.fromisoformat(signed["at"]),
        reason=None if is_open else signed["reason"],
        records=event.body.get("records", {}),
    )


def _require_sense(ledger: Ledger, old_id: str, new_id: str, without: str = "") -> None:
    """Two ids of one kind whose alias leads nowhere back. Of two that write at once each may miss the other's: the
    build finds what goes round then, applies none of it, and says so."""
    _require_one_kind(old_id, new_id)
    steps = next_ids(one for one in standing(ledger) if one.subject != without)
    chain = [old_id, new_id]
    while chain[-1] in steps and chain[-1] not in chain[:-1]:
        chain.append(steps[chain[-1]])
    if chain[-1] in chain[:-1]:
        raise Circular(chain)


def _require_one_kind(first_id: str, second_id: str) -> None:
    kinds = [next((kind for kind in (ENTERPRISE, UNION) if one[:1] in kind), None) for one in (first_id, second_id)]
    if kinds[0] is None or kinds[0] != kinds[1] or first_id == second_id:
        raise NotOfOneKind(f"{first_id}, {second_id}")


def _entry(subject: str, kind: str, state: str, told: Told, body: dict[str, Any]) -> Entry:
    return Entry(subject, kind, state, told.reason, told.seen, told.build_id, body, told.idempotency_key)
