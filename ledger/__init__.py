"""What people write: decisions, challenges, progress. Append-only, apart from what a build computes, never lost by one.

SQLite in WAL mode unless COVERAGE_LEDGER_URL names a PostgreSQL database.
"""

from ledger.actor import Actor
from ledger.store import ChangedMeanwhile, Entry, Ledger, Recorded, open_ledger

__all__ = ["Actor", "ChangedMeanwhile", "Entry", "Ledger", "Recorded", "open_ledger"]
