"""What is said about alerts: silenced until a day, heard again; and to whom each was sent, once.

An alert is found by the rules of etl/alerts each time anew and has a key. Its subject (`alert:<key>`) has the states
silenced and open. Each receiver of a message has a subject of its own (`alert_delivery:<receiver>|<key>`), with the
states claimed, sent and failed: claimed before anything is sent, so that of two processes one sends; a failure frees
it.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ledger.actor import ALL_TOWNSHIPS, Actor, NotAllowed
from ledger.store import ChangedMeanwhile, Entry, Ledger, Recorded
from ledger.undo import recorded_before, require_seen
from ledger.verdicts import Told, entry, require

ALERT, DELIVERY = "alert:", "alert_delivery:"
SILENCED, HEARD, CLAIMED, SENT, FAILED = "alert_silenced", "alert_heard", "alert_claimed", "alert_sent", "alert_failed"
STATE_AFTER = {CLAIMED: "claimed", SENT: "sent", FAILED: "failed"}
CLAIM_MINUTES = 15
"""A claim whose process ended before it said what came of it holds no longer; what it may have sent goes again."""
ATTEMPTS = 5
LONGEST_DAYS = 92
"""A silence ends within a quarter [P]: what nobody looks at again for longer is as good as switched off."""


@dataclass(frozen=True)
class Silence:
    """What stands about an alert: silenced until a day, that day included; None: nobody silences it any more.

    `sequence` is that of the last event, which somebody who writes next has seen; `said_at` is UTC.
    """

    key: str
    until: date | None
    reason: str
    said_by: str
    said_source: str
    said_at: datetime
    sequence: int

    def holds(self, day: date) -> bool:
        """Whether the alert is silent on a day."""
        return self.until is not None and day <= self.until


@dataclass(frozen=True)
class Claim:
    """An alert that one process alone sends to one receiver now; `sequence` is that of the claim."""

    receiver: str
    key: str
    sequence: int


def silence(ledger: Ledger, actor: Actor, key: str, township: str | None, until: date, told: Told) -> Recorded:
    """Silence an alert until a day, with the reason; the alert is shown as silenced and sent to nobody.

    `township` is the alert's; one of none (a source, a build) is silenced by somebody of the whole county. Raises
    NotValid (until: past, or more than LONGEST_DAYS away; why), ChangedMeanwhile, NotAllowed.
    """
    _require_own(actor, township)
    require(date.today() <= until <= date.today() + timedelta(days=LONGEST_DAYS), "until")
    require(bool(told.reason.strip()), "why")
    body = {"key": key, "until": until.isoformat()}
    return ledger.append(actor, entry(f"{ALERT}{key}", SILENCED, "silenced", told, body))


def hear(ledger: Ledger, actor: Actor, key: str, township: str | None, told: Told) -> Recorded:
    """Let an alert be heard again. Raises ChangedMeanwhile, NotAllowed."""
    _require_own(actor, township)
    history = ledger.history(f"{ALERT}{key}")
    if known := recorded_before(history, told):
        return known
    require_seen(history, told.seen)
    return ledger.append(actor, entry(f"{ALERT}{key}", HEARD, "open", told, {"key": key, "until": None}))


def may_silence(actor: Actor, township: str | None) -> bool:
    """Whether an alert of a township (None: of no single one) is this actor's to silence."""
    return actor.may_write and actor.may_see(ALL_TOWNSHIPS if township is None else township)


def standing(ledger: Ledger) -> dict[str, Silence]:
    """Key → what stands about each alert that somebody ever silenced."""
    return {one.body["key"]: _silence(one) for one in ledger.current(ALERT)}


def sent(ledger: Ledger) -> dict[str, datetime]:
    """Key → when the alert was first sent to anybody (UTC); alerts that nobody got are not in it."""
    found: dict[str, datetime] = {}
    for one in ledger.current(DELIVERY):
        if one.state == "sent":
            found.setdefault(one.body["key"], one.recorded_at)
    return found


def claim(ledger: Ledger, actor: Actor, receiver: str, keys: Iterable[str], now: datetime) -> list[Claim]:
    """Claim those alerts that the receiver has not got and nobody is sending at this moment; by key.

    All of them or, where another process is faster each time, none. Raises NotAllowed.
    """
    wanted = sorted(set(keys))
    for _attempt in range(ATTEMPTS):
        known = {one.body["key"]: one for one in ledger.current(f"{DELIVERY}{receiver}|")}
        due = [key for key in wanted if key not in known or _is_free(known[key], now)]
        if not due:
            return []
        seen = {key: known[key].sequence if key in known else 0 for key in due}
        with suppress(ChangedMeanwhile):
            ledger.append_all(actor, [_delivery(receiver, key, CLAIMED, seen[key]) for key in due])
            return [Claim(receiver, key, seen[key] + 1) for key in due]
    return []


def settle(ledger: Ledger, actor: Actor, claims: list[Claim], is_sent: bool, reason: str = "") -> None:
    """Say what became of what was claimed: sent, or failed and free again. Where a claim was held so long that another
    process took it over, that one has the word on it, and on no other one."""
    kind = SENT if is_sent else FAILED
    for one in claims:
        with suppress(ChangedMeanwhile):
            ledger.append(actor, _delivery(one.receiver, one.key, kind, one.sequence, reason))


def _silence(event: Recorded) -> Silence:
    until = event.body["until"]
    return Silence(
        event.body["key"],
        date.fromisoformat(until) if until else None,
        event.reason,
        event.actor_name,
        event.actor_source,
        event.recorded_at,
        event.sequence,
    )


def _is_free(last: Recorded, now: datetime) -> bool:
    is_left_lying = last.state == "claimed" and now - last.recorded_at > timedelta(minutes=CLAIM_MINUTES)
    return last.state == "failed" or is_left_lying


def _delivery(receiver: str, key: str, kind: str, seen: int, reason: str = "") -> Entry:
    body = {"receiver": receiver, "key": key}
    return Entry(f"{DELIVERY}{receiver}|{key}", kind, STATE_AFTER[kind], reason, seen, body=body)


def _require_own(actor: Actor, township: str | None) -> None:
    if not may_silence(actor, township):
        raise NotAllowed(actor)
