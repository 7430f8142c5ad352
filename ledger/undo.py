"""Taking back: an event that restores what stood before the last thing said. Nothing that was written goes away."""

from typing import Any, Protocol

from ledger.store import ChangedMeanwhile, Entry, Ledger, Recorded

UNDONE = "undone"
SIGNED = ("event_id", "actor_name", "actor_role", "actor_source", "reason")


class OutOfTurn(Exception):
    """What was asked does not follow from the subject's state (an answer to no challenge, nothing to take back)."""


class Told(Protocol):
    """Why, what was looked at, and the key that makes it recorded once."""

    reason: str
    build_id: str | None
    idempotency_key: str | None


def seen_history(ledger: Ledger, subject: str, seen: int) -> list[Recorded]:
    """The subject's events, oldest first. Raises ChangedMeanwhile where the writer did not look at the last one."""
    history = ledger.history(subject)
    require_seen(history, seen)
    return history


def require_seen(history: list[Recorded], seen: int) -> None:
    """Raise ChangedMeanwhile where the writer did not look at the last event of a subject."""
    if history and len(history) != seen:
        raise ChangedMeanwhile(history[-1])


def recorded_before(history: list[Recorded], told: Told) -> Recorded | None:
    """What the same form recorded before, whatever has been written since; None where it comes for the first time."""
    if told.idempotency_key is None:
        return None
    return next((event for event in history if event.idempotency_key == told.idempotency_key), None)


def still_standing(history: list[Recorded]) -> list[Recorded]:
    """The events of one subject that nobody took back, oldest first."""
    left: list[Recorded] = []
    for event in history:
        if event.kind == UNDONE:
            left.pop()
        else:
            left.append(event)
    return left


def taking_back(history: list[Recorded], told: Told, named_by: tuple[str, ...], before_all: str = "open") -> Entry:
    """The event that takes back the last thing said: state and body of the one before, `before_all` where there was
    none.

    `named_by` are the fields of a body that say what the subject is. Raises OutOfTurn where nothing is left.
    """
    left = still_standing(history)
    if not left:
        raise OutOfTurn("open")
    taken_back = left.pop()
    state, body = before_all, {name: taken_back.body[name] for name in named_by if name in taken_back.body}
    if left:
        state, body = left[-1].state, left[-1].body | {"restores": signature(left[-1])}
    body |= {"takes_back": taken_back.event_id}
    return Entry(
        taken_back.subject, UNDONE, state, told.reason, len(history), told.build_id, body, told.idempotency_key
    )


def signature(event: Recorded) -> dict[str, Any]:
    """Who said it, when and why."""
    return {name: getattr(event, name) for name in SIGNED} | {"at": event.recorded_at.isoformat()}
