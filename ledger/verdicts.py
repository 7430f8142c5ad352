"""What was found on the spot: a verdict on one union by somebody who was there.

A subject is a union (`verdict:<union>`); its states are open, shell, not_a_shell, mended and wrong_data. A union is
visited again and again, so every verdict that nobody took back stands, the last one as its state. Verdicts judge the
score; they are no part of it.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Literal, get_args

from ledger.actor import Actor
from ledger.store import Entry, Ledger, NotValid, Recorded
from ledger.undo import seen_history, still_standing, taking_back

VERDICT = "verdict:"
GIVEN = "verdict_given"
Finding = Literal["shell", "not_a_shell", "mended", "wrong_data"]
FINDINGS: tuple[Finding, ...] = get_args(Finding)
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Told:
    """What is written with everything: why, and what the writer looked at.

    `seen` is the sequence of the subject's last event on the screen, 0 where there was none.
    """

    reason: str
    seen: int = 0
    build_id: str | None = None
    idempotency_key: str | None = None


@dataclass(frozen=True)
class Shown:
    """What the screen said of the union when the verdict was given.

    Scores are 0–100, the share of evidence 0–1; None where the union was not scored. `drawn_in` is the quarter of the
    random sample that the union was drawn in ('2026Q3'), None where it was not.
    """

    union_name: str
    township_name: str | None = None
    score_proven: float | None = None
    score_worst: float | None = None
    evidence_share: float | None = None
    risk_band: str | None = None
    drawn_in: str | None = None


@dataclass(frozen=True)
class Visit:
    """When somebody was there, what was found, and the SHA-256 of what they brought back (a photograph, minutes; None:
    nothing). The file itself is not kept."""

    finding: Finding
    visited_on: date
    attachment_sha256: str | None = None


@dataclass(frozen=True)
class Verdict:
    """One verdict that stands, `position` of the union's from 1; `is_last`: the union's state. `recorded_at` is UTC.

    `sequence` is that of the subject's last event, which somebody who writes next has seen.
    """

    event_id: str
    union_id: str
    sequence: int
    position: int
    is_last: bool
    verdict: Finding
    visited_on: date
    note: str
    attachment_sha256: str | None
    actor_name: str
    actor_source: str
    recorded_at: datetime
    build_id: str | None
    union_name: str
    township_name: str | None
    score_proven: float | None
    score_worst: float | None
    evidence_share: float | None
    risk_band: str | None
    drawn_in: str | None


def subject_of(union_id: str) -> str:
    """The subject of a union's verdicts."""
    return f"{VERDICT}{union_id}"


def give(ledger: Ledger, actor: Actor, union_id: str, visit: Visit, shown: Shown, told: Told) -> Recorded:
    """Write what was found; the note is the reason.

    Raises NotValid where the note is empty, the hash is none, the day lies in the future or the finding is not known;
    ChangedMeanwhile, NotAllowed.
    """
    require(visit.finding in FINDINGS, "finding")
    require(visit.visited_on <= date.today(), "visited_on")
    require(bool(told.reason.strip()), "note")
    require(is_hash(visit.attachment_sha256), "attachment_sha256")
    body = {"union_id": union_id, "visited_on": visit.visited_on.isoformat()}
    body |= {"attachment_sha256": visit.attachment_sha256, **vars(shown)}
    return ledger.append(actor, entry(subject_of(union_id), GIVEN, visit.finding, told, body))


def undo(ledger: Ledger, actor: Actor, union_id: str, told: Told) -> Recorded:
    """Take back the last verdict that stands. Raises OutOfTurn where there is none; ChangedMeanwhile, NotAllowed."""
    history = seen_history(ledger, subject_of(union_id), told.seen)
    return ledger.append(actor, taking_back(history, told, ("union_id",)))


def given(ledger: Ledger) -> list[Verdict]:
    """Every verdict that stands, by union, oldest first."""
    found = []
    for _subject, events in groupby(ledger.events(VERDICT), key=lambda event: event.subject):
        history = list(events)
        standing = still_standing(history)
        sequence, last = history[-1].sequence, len(standing)
        found += [_verdict(event, sequence, position, last) for position, event in enumerate(standing, start=1)]
    return found


def last_sequence(ledger: Ledger, union_id: str) -> int:
    """What somebody who writes now has to have seen: the sequence of the union's last event, 0 where there is none."""
    return len(ledger.history(subject_of(union_id)))


def require(holds: bool, field: str) -> None:
    """Raise NotValid about a field unless the rule holds."""
    if not holds:
        raise NotValid(field)


def is_hash(text: str | None) -> bool:
    """Whether a text is a SHA-256 in small hexadecimal digits; so is none at all."""
    return text is None or SHA256.fullmatch(text) is not None


def entry(subject: str, kind: str, state: str, told: Told, body: dict[str, Any]) -> Entry:
    """What was told about a subject, as the ledger takes it."""
    reason = told.reason.strip()
    return Entry(subject, kind, state, reason, told.seen, told.build_id, body, told.idempotency_key)


def _verdict(event: Recorded, sequence: int, position: int, last: int) -> Verdict:
    body: dict[str, Any] = event.body
    return Verdict(
        event_id=event.event_id,
        union_id=body["union_id"],
        sequence=sequence,
        position=position,
        is_last=position == last,
        verdict=event.state,
        visited_on=date.fromisoformat(body["visited_on"]),
        note=event.reason,
        attachment_sha256=body["attachment_sha256"],
        actor_name=event.actor_name,
        actor_source=event.actor_source,
        recorded_at=event.recorded_at,
        build_id=event.build_id,
        **{name: body[name] for name in Shown.__dataclass_fields__},
    )
