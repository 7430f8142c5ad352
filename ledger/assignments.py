"""A plan of visits handed out: who goes to which target on which day, many targets by one press."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ledger import targets
from ledger.actor import Actor
from ledger.draft import Draft
from ledger.progress import subject_of
from ledger.store import ChangedMeanwhile, Ledger
from ledger.targets import OfTarget
from ledger.verdicts import Told


@dataclass(frozen=True)
class Assignment:
    """That somebody goes to a target on a day. `seen` is the sequence of the target's last event on the screen."""

    of: OfTarget
    organiser: str
    day: date
    seen: int


def give_all(
    ledger: Ledger, actor: Actor, given: Iterable[Assignment], reason: str, build_id: str | None
) -> tuple[int, list[str]]:
    """Write who goes where and when, each target whole or not at all; what stands so already is not written again.

    Gives how many were written, and the names of targets that somebody wrote about meanwhile: those are left as they
    are. Raises NotAllowed before anything at all is written, where one of them is in another's township.
    """
    drafted, overtaken = [], []
    for one in given:
        draft = Draft(ledger)
        try:
            _draft(draft, actor, one, reason, build_id)
        except ChangedMeanwhile:
            overtaken.append(one.of.enterprise_name)
        else:
            drafted += [(one, draft.entries)] if draft.entries else []
    written = 0
    for one, entries in drafted:
        try:
            ledger.append_all(actor, entries)
            written += 1
        except ChangedMeanwhile:
            overtaken.append(one.of.enterprise_name)
    return written, overtaken


def _draft(draft: Draft, actor: Actor, one: Assignment, reason: str, build_id: str | None) -> None:
    """The events that bring a target there, known by what they say and upon what, so that a second press adds none."""
    key = _key(one)
    if draft.known(f"{key}:who") or draft.known(f"{key}:day"):
        return
    now = targets.now_of(draft, one.of.enterprise_id)
    if now.assigned_to != one.organiser:
        targets.assign(draft, actor, one.of, one.organiser, Told(reason, one.seen, build_id, f"{key}:who"))
    if now.follow_up_on != one.day:
        seen = one.seen + len(draft.entries)
        targets.follow_up(draft, actor, one.of, one.day, Told(reason, seen, build_id, f"{key}:day"))


def _key(one: Assignment) -> str:
    told = "|".join((subject_of(one.of.enterprise_id), one.organiser, one.day.isoformat(), str(one.seen)))
    return f"plan:{hashlib.sha256(told.encode()).hexdigest()[:32]}"
