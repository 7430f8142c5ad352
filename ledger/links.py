"""What people say about links: decisions on pairs, 'no host here', challenges of counted links, and taking back.

Each function writes events and nothing else; what they come to is computed by etl/link, the same for build and pages.
A subject is a pair (`link:<enterprise>|<union>`) or a union's host (`host:<union>`); its states are open, yes, no,
cannot_tell and challenged, of a host open and no_host.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from ledger.actor import Actor, are_two_people
from ledger.store import Entry, Ledger, Recorded
from ledger.undo import OutOfTurn, seen_history, signature, taking_back

LINK, HOST = "link:", "host:"
Decision = Literal["yes", "no", "cannot_tell"]
Verdict = Literal["upheld", "fallen"]
DECIDED, NO_HOST, CHALLENGED, ANSWERED = "link_decided", "no_host", "link_challenged", "challenge_answered"
SAYS: dict[Verdict, Decision] = {"upheld": "yes", "fallen": "no"}


@dataclass(frozen=True)
class Told:
    """What is written with everything: why, what the writer looked at, and the records as the screen showed them.

    `seen` is the sequence of the subject's last event on the screen, 0 where there was none. `records` is field → text
    of both records (ui.queries.link_records); where the sources say otherwise later, the decision comes back.
    """

    reason: str
    seen: int = 0
    build_id: str | None = None
    records: dict[str, str | None] = field(default_factory=dict)
    idempotency_key: str | None = None


@dataclass(frozen=True)
class LinkDecision:
    """One decision of several that are written together."""

    enterprise_id: str
    union_id: str
    decision: Decision
    told: Told


@dataclass(frozen=True)
class Standing:
    """What stands about a pair, or about a union's host (enterprise_id None), after its last event.

    `decision` is open, yes, no, cannot_tell or no_host; actor, time (UTC) and reason are None where it is open.
    `by_two_people` says of an answered challenge whether two signed-in people stand behind it, else None. `event_id` is
    the event that brought this state about: the same again where a later one was taken back.
    """

    event_id: str
    subject: str
    sequence: int
    enterprise_id: str | None
    union_id: str
    decision: str
    actor_name: str | None
    actor_source: str | None
    decided_at: datetime | None
    reason: str | None
    by_two_people: bool | None
    challenged: bool
    challenged_by: str | None
    challenge_reason: str | None
    challenged_at: datetime | None
    records: dict[str, str | None]


def pair(enterprise_id: str, union_id: str) -> str:
    """The subject of a pair."""
    return f"{LINK}{enterprise_id}|{union_id}"


def host(union_id: str) -> str:
    """The subject of a union's host."""
    return f"{HOST}{union_id}"


def decide(ledger: Ledger, actor: Actor, enterprise_id: str, union_id: str, decision: Decision, told: Told) -> Recorded:
    """Say whether enterprise and union belong together. Raises ChangedMeanwhile, NotAllowed."""
    return decide_all(ledger, actor, [LinkDecision(enterprise_id, union_id, decision, told)])[0]


def decide_all(ledger: Ledger, actor: Actor, decisions: Iterable[LinkDecision]) -> list[Recorded]:
    """Write several decisions, all or none of them. Raises ChangedMeanwhile, NotAllowed."""
    entries = [
        _entry(pair(one.enterprise_id, one.union_id), DECIDED, one.decision, one.told, _pair_body(one))
        for one in decisions
    ]
    return ledger.append_all(actor, entries)


def no_host(ledger: Ledger, actor: Actor, union_id: str, told: Told) -> Recorded:
    """Say that none of the registry's enterprises is this union's host. Raises ChangedMeanwhile, NotAllowed."""
    body = {"union_id": union_id, "records": told.records}
    return ledger.append(actor, _entry(host(union_id), NO_HOST, "no_host", told, body))


def challenge(ledger: Ledger, actor: Actor, enterprise_id: str, union_id: str, told: Told) -> Recorded:
    """Doubt a counted link: it goes on counting and lowers the lower rate until somebody answers.

    Raises OutOfTurn where it is challenged already or decided not to hold; ChangedMeanwhile, NotAllowed.
    """
    subject = pair(enterprise_id, union_id)
    history = seen_history(ledger, subject, told.seen)
    last = history[-1] if history else None
    if last and last.state in ("challenged", "no"):
        raise OutOfTurn(f"{subject}: {last.state}")
    before = _signed(last) | {"decision": last.state} if last and last.state != "open" else None
    body = {
        "enterprise_id": enterprise_id,
        "union_id": union_id,
        "records": last.body.get("records", {}) if before else {},
        "before": before,
    }
    return ledger.append(actor, _entry(subject, CHALLENGED, "challenged", told, body))


def answer(ledger: Ledger, actor: Actor, enterprise_id: str, union_id: str, verdict: Verdict, told: Told) -> Recorded:
    """Answer a challenge: upheld, the link counts as decided; fallen, it counts no more.

    Whether two signed-in people stand behind it is noted (by_two_people). Raises OutOfTurn where nothing is
    challenged; ChangedMeanwhile, NotAllowed.
    """
    subject = pair(enterprise_id, union_id)
    history = seen_history(ledger, subject, told.seen)
    if not history or history[-1].state != "challenged":
        raise OutOfTurn(f"{subject}: {history[-1].state if history else 'open'}")
    challenge = _signed(history[-1])
    challenger = Actor(challenge["actor_name"], challenge["actor_role"], challenge["actor_source"])
    body = {
        "enterprise_id": enterprise_id,
        "union_id": union_id,
        "records": told.records,
        "by_two_people": are_two_people(challenger, actor),
    }
    return ledger.append(actor, _entry(subject, ANSWERED, SAYS[verdict], told, body))


def undo(ledger: Ledger, actor: Actor, subject: str, told: Told) -> Recorded:
    """Take back the last thing said about a subject that still stands: an event that restores the state before it.

    Raises OutOfTurn where nothing is left to take back; ChangedMeanwhile, NotAllowed.
    """
    history = seen_history(ledger, subject, told.seen)
    return ledger.append(actor, taking_back(history, told, ("enterprise_id", "union_id")))


def standing(ledger: Ledger) -> list[Standing]:
    """What stands about every pair and host that somebody ever wrote about, in the order of the last events."""
    return [_standing(event) for prefix in (LINK, HOST) for event in ledger.current(prefix)]


def _standing(event: Recorded) -> Standing:
    """Who stands behind a state: behind a restored one who said it first, behind a challenged link who decided it."""
    signed = _signed(event)
    challenged = event.state == "challenged"
    decided = event.body.get("before") if challenged else signed | {"decision": event.state}
    is_open = decided is None or decided["decision"] == "open"
    return Standing(
        event_id=signed["event_id"],
        subject=event.subject,
        sequence=event.sequence,
        enterprise_id=event.body.get("enterprise_id"),
        union_id=event.body["union_id"],
        decision="open" if is_open else decided["decision"],
        actor_name=None if is_open else decided["actor_name"],
        actor_source=None if is_open else decided["actor_source"],
        decided_at=None if is_open else datetime.fromisoformat(decided["at"]),
        reason=None if is_open else decided["reason"],
        by_two_people=event.body.get("by_two_people"),
        challenged=challenged,
        challenged_by=signed["actor_name"] if challenged else None,
        challenge_reason=signed["reason"] if challenged else None,
        challenged_at=datetime.fromisoformat(signed["at"]) if challenged else None,
        records=event.body.get("records", {}),
    )


def _signed(event: Recorded) -> dict[str, Any]:
    """Who, when and why of the state after an event: of the event, or of the one that it restored."""
    return event.body.get("restores") or signature(event)


def _pair_body(one: LinkDecision) -> dict[str, Any]:
    return {"enterprise_id": one.enterprise_id, "union_id": one.union_id, "records": one.told.records}


def _entry(subject: str, kind: str, state: str, told: Told, body: dict[str, Any]) -> Entry:
    return Entry(subject, kind, state, told.reason, told.seen, told.build_id, body, told.idempotency_key)
