"""Proposals of other weights and thresholds for the score: kept under a name, read by people, applied by nothing.

A subject is a name (`proposal:<name>`); its states are proposed and withdrawn.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ledger.actor import Actor
from ledger.store import Ledger, Recorded
from ledger.verdicts import Told, entry, require

PROPOSAL = "proposal:"
PROPOSED, WITHDRAWN = "proposal_saved", "proposal_withdrawn"
NAME_LENGTH = 60


@dataclass(frozen=True)
class Proposal:
    """A proposal as it stands: weight of every indicator, thresholds of the bands by name, and what they would come to
    (numbers of unions by band, before and after) on the build that was looked at. `saved_at` is UTC."""

    name: str
    sequence: int
    weights: dict[str, float]
    thresholds: dict[str, float]
    effect: dict[str, Any]
    reason: str
    saved_by: str
    saved_source: str
    saved_at: datetime
    build_id: str | None


def save(
    ledger: Ledger,
    actor: Actor,
    name: str,
    weights: dict[str, float],
    thresholds: dict[str, float],
    effect: dict[str, Any],
    told: Told,
) -> Recorded:
    """Keep a proposal under a name; again under the same one, it is the newer version. Nothing is applied.

    Raises NotValid (name), ChangedMeanwhile, NotAllowed.
    """
    require(0 < len(name.strip()) <= NAME_LENGTH, "name")
    body = {"name": name.strip(), "weights": weights, "thresholds": thresholds, "effect": effect}
    return ledger.append(actor, entry(f"{PROPOSAL}{name.strip()}", PROPOSED, "proposed", told, body))


def withdraw(ledger: Ledger, actor: Actor, name: str, told: Told) -> Recorded:
    """Take a proposal off the list. Raises ChangedMeanwhile, NotAllowed."""
    return ledger.append(actor, entry(f"{PROPOSAL}{name}", WITHDRAWN, "withdrawn", told, {"name": name}))


def proposed(ledger: Ledger) -> list[Proposal]:
    """Every proposal that is not withdrawn, the newest first."""
    return [_proposal(event) for event in reversed(ledger.current(PROPOSAL)) if event.state == "proposed"]


def last_sequence(ledger: Ledger, name: str) -> int:
    """The sequence of a name's last event, 0 where there is none."""
    return len(ledger.history(f"{PROPOSAL}{name.strip()}"))


def _proposal(event: Recorded) -> Proposal:
    return Proposal(
        **event.body,
        sequence=event.sequence,
        reason=event.reason,
        saved_by=event.actor_name,
        saved_source=event.actor_source,
        saved_at=event.recorded_at,
        build_id=event.build_id,
    )
