"""What would be written, checked as if it were: several entries, one upon the other, kept back until all are right."""

from datetime import UTC, datetime
from typing import Any

from ledger.actor import Actor
from ledger.store import Entry, Ledger, Recorded


class Draft:
    """A ledger to whoever writes about a subject; what is written stays here and reaches no database.

    A form or a row of a list that tells several things is checked by the ledger's own functions, the second upon the
    first; then `Ledger.append_all` takes its entries all or none.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._histories: dict[str, list[Recorded]] = {}
        self.entries: list[Entry] = []

    def history(self, subject: str) -> list[Recorded]:
        """Every event of a subject, those of the draft last."""
        if subject not in self._histories:
            self._histories[subject] = self._ledger.history(subject)
        return list(self._histories[subject])

    def known(self, idempotency_key: str | None) -> Recorded | None:
        """The event that was written under a key, in the ledger or in this draft; None where there is none."""
        if idempotency_key is None:
            return None
        drafted = (event for told in self._histories.values() for event in told)
        mine = next((event for event in drafted if event.idempotency_key == idempotency_key), None)
        return mine or self._ledger.known(idempotency_key)

    def append(self, actor: Actor, entry: Entry) -> Recorded:
        """Keep an entry, and give it as the event that it would be."""
        told: dict[str, Any] = vars(entry) | {"sequence": entry.seen + 1}
        del told["seen"]
        event = Recorded(
            event_id=f"draft-{len(self.entries)}",
            actor_name=actor.name,
            actor_role=actor.role,
            actor_source=actor.source,
            recorded_at=datetime.now(UTC),
            **told,
        )
        self.history(entry.subject)
        self._histories[entry.subject].append(event)
        self.entries.append(entry)
        return event

    def taken_back_to(self, number: int) -> None:
        """Forget every entry after the first `number` of them: what a row told that turned out wrong."""
        for entry in reversed(self.entries[number:]):
            self._histories[entry.subject].pop()
        del self.entries[number:]
