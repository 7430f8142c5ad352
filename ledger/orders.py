"""Rectification orders: what is to be mended, by whom, until when, and who checked that it was.

A subject is an order (`order:<union>:<number>`, counted from 1 for each union); its states are open, reported (somebody
says that it is mended) and closed. Only somebody else than who reported, and than who had to mend, closes one. Whether
an order is overdue follows from the day on which one asks.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Literal

from ledger.actor import Actor, are_two_people
from ledger.store import Ledger, Recorded
from ledger.undo import OutOfTurn, seen_history, still_standing, taking_back
from ledger.verdicts import Told, entry, is_hash, require

ORDER = "order:"
ISSUED, REPORTED, CHECKED = "order_issued", "mending_reported", "order_checked"
State = Literal["open", "reported", "closed"]


class SamePerson(Exception):
    """Who reported the mending, or had to mend, wants to check it; nothing was written."""


@dataclass(frozen=True)
class OfUnion:
    """Whom an order is for: the union's id, and its name and township as the screen showed them."""

    union_id: str
    union_name: str
    township_name: str | None


@dataclass(frozen=True)
class Problem:
    """What is to be mended: indicators of the score (O1 …; may be empty), a text, who is responsible, until when."""

    indicators: tuple[str, ...]
    text: str
    responsible: str
    due_on: date


@dataclass(frozen=True)
class Mending:
    """What shows that it is mended: a text, when it was mended, the SHA-256 of what proves it (None: nothing)."""

    evidence: str
    mended_on: date
    attachment_sha256: str | None = None


@dataclass(frozen=True)
class Order:
    """An order as it stands after its last event; times are UTC, None where that has not happened.

    `by_two_people` says of a closed order whether two signed-in people stand behind it, else None. `check_note` is what
    the last check said, also one that sent the order back.
    """

    event_id: str
    subject: str
    sequence: int
    union_id: str
    number: int
    union_name: str
    township_name: str | None
    state: State
    indicators: tuple[str, ...]
    problem: str
    responsible: str
    due_on: date
    issued_by: str
    issued_source: str
    issued_at: datetime
    evidence: str | None = None
    mended_on: date | None = None
    attachment_sha256: str | None = None
    reported_by: str | None = None
    reported_source: str | None = None
    reported_at: datetime | None = None
    checked_by: str | None = None
    checked_source: str | None = None
    checked_at: datetime | None = None
    check_note: str | None = None
    by_two_people: bool | None = None

    def is_overdue(self, day: date) -> bool:
        """Whether the order is not closed though its deadline lies before this day."""
        return self.state != "closed" and self.due_on < day


def subject_of(union_id: str, number: int) -> str:
    """The subject of a union's order."""
    return f"{ORDER}{union_id}:{number}"


def issue(ledger: Ledger, actor: Actor, of: OfUnion, problem: Problem, told: Told) -> Recorded:
    """Write an order under the union's next number; a form that comes again is the order that it was.

    Raises NotValid (problem, responsible), ChangedMeanwhile, NotAllowed.
    """
    require(bool(problem.text.strip()), "problem")
    require(bool(problem.responsible.strip()), "responsible")
    known = ledger.known(told.idempotency_key)
    is_sent_again = known is not None and known.subject.startswith(f"{ORDER}{of.union_id}:")
    number = known.body["number"] if is_sent_again else 1 + len(ledger.current(f"{ORDER}{of.union_id}:"))
    body = {
        **vars(of),
        "number": number,
        "indicators": list(problem.indicators),
        "problem": problem.text.strip(),
        "responsible": problem.responsible.strip(),
        "due_on": problem.due_on.isoformat(),
    }
    return ledger.append(actor, entry(subject_of(of.union_id, number), ISSUED, "open", replace(told, seen=0), body))


def report(ledger: Ledger, actor: Actor, subject: str, mending: Mending, told: Told) -> Recorded:
    """Say that what an order asks for is mended, and what shows it.

    Raises OutOfTurn where the order is not open; NotValid (evidence, attachment_sha256, mended_on), ChangedMeanwhile,
    NotAllowed.
    """
    require(bool(mending.evidence.strip()), "evidence")
    require(is_hash(mending.attachment_sha256), "attachment_sha256")
    require(mending.mended_on <= date.today(), "mended_on")
    found = _in_state(ledger, subject, "open", told)
    body = {
        "union_id": found.union_id,
        "number": found.number,
        "evidence": mending.evidence.strip(),
        "mended_on": mending.mended_on.isoformat(),
        "attachment_sha256": mending.attachment_sha256,
    }
    return ledger.append(actor, entry(subject, REPORTED, "reported", told, body))


def check(ledger: Ledger, actor: Actor, subject: str, is_mended: bool, told: Told) -> Recorded:
    """Check what was reported: mended, the order is closed; not mended, it is open again.

    Raises SamePerson where the actor reported it or had to mend it; OutOfTurn where nothing is reported;
    ChangedMeanwhile, NotAllowed.
    """
    found = _in_state(ledger, subject, "reported", told)
    if actor.name in (found.reported_by, found.responsible):
        raise SamePerson(subject)
    reporter = Actor(found.reported_by, "organiser", found.reported_source)
    body = {
        "union_id": found.union_id,
        "number": found.number,
        "by_two_people": are_two_people(reporter, actor) if is_mended else None,
    }
    return ledger.append(actor, entry(subject, CHECKED, "closed" if is_mended else "open", told, body))


def undo(ledger: Ledger, actor: Actor, subject: str, told: Told) -> Recorded:
    """Take back the last step of an order; an order whose issue is taken back is withdrawn and listed no more.

    Raises OutOfTurn where nothing is left to take back; ChangedMeanwhile, NotAllowed.
    """
    history = seen_history(ledger, subject, told.seen)
    return ledger.append(actor, taking_back(history, told, ("union_id", "number"), before_all="withdrawn"))


def issued(ledger: Ledger) -> list[Order]:
    """Every order that stands, as it stands, by union and number."""
    found = [_order(list(events)) for _subject, events in groupby(ledger.events(ORDER), key=lambda one: one.subject)]
    return [order for order in found if order]


def _in_state(ledger: Ledger, subject: str, state: State, told: Told) -> Order:
    found = _order(seen_history(ledger, subject, told.seen))
    if found is None or found.state != state:
        raise OutOfTurn(f"{subject}: {found.state if found else 'withdrawn'}")
    return found


def _order(history: list[Recorded]) -> Order | None:
    """What its standing events make of an order, one after the other; None where its issue was taken back."""
    found = None
    for event in still_standing(history):
        found = STEPS[event.kind](found, event)
    return replace(found, sequence=history[-1].sequence) if found else None


def _issued(_before: Order | None, event: Recorded) -> Order:
    told = event.body
    return Order(
        event_id=event.event_id,
        subject=event.subject,
        sequence=event.sequence,
        state="open",
        indicators=tuple(told["indicators"]),
        due_on=date.fromisoformat(told["due_on"]),
        issued_by=event.actor_name,
        issued_source=event.actor_source,
        issued_at=event.recorded_at,
        **{
            name: told[name] for name in ("union_id", "number", "union_name", "township_name", "problem", "responsible")
        },
    )


def _reported(before: Order, event: Recorded) -> Order:
    return replace(
        before,
        event_id=event.event_id,
        state="reported",
        evidence=event.body["evidence"],
        mended_on=date.fromisoformat(event.body["mended_on"]),
        attachment_sha256=event.body["attachment_sha256"],
        reported_by=event.actor_name,
        reported_source=event.actor_source,
        reported_at=event.recorded_at,
    )


def _checked(before: Order, event: Recorded) -> Order:
    return replace(
        before,
        event_id=event.event_id,
        state=event.state,
        checked_by=event.actor_name,
        checked_source=event.actor_source,
        checked_at=event.recorded_at,
        check_note=event.reason,
        by_two_people=event.body["by_two_people"],
    )


NAMED = ("union_id", "number", "union_name", "township_name", "problem", "responsible")
STEPS = {ISSUED: _issued, REPORTED: _reported, CHECKED: _checked}
