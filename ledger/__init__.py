"""What people write: decisions, challenges, progress. Append-only, apart from what a build computes, never lost by one.

SQLite in WAL mode unless COVERAGE_LEDGER_URL names a PostgreSQL database.
"""

from ledger.actor import Actor, NotAllowed
from ledger.store import ChangedMeanwhile, Entry, Ledger, Recorded, existing_ledger, is_there, open_ledger, shown_url

__all__ = [
    "Actor",
    "ChangedMeanwhile",
    "Entry",
    "Ledger",
    "NotAllowed",
    "Recorded",
    "existing_ledger",
    "is_there",
    "open_ledger",
    "shown_url",
]
