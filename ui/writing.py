"""The ledger as the pages hold it: opened once a server."""

from functools import lru_cache

from ledger import Ledger, open_ledger
from ui import warehouse


def ledger() -> Ledger:
    """The ledger to write into; its SQLite file is made where none is there. Raises SQLAlchemyError where it cannot be
    opened."""
    return opened(warehouse.settings().ledger)


@lru_cache(maxsize=4)
def opened(url: str) -> Ledger:
    """The ledger at a URL, its connections shared by every session."""
    return open_ledger(url)
