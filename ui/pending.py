"""What people decided since the current build, worked into the file that pages read."""

import logging
import threading
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import duckdb
from sqlalchemy.exc import SQLAlchemyError

from etl.link.decisions import decisions_in
from etl.pending import decided_warehouse, with_pending
from ledger import Ledger, open_ledger

_LOCK = threading.Lock()
_LOG = logging.getLogger(__name__)


class Decided(NamedTuple):
    """The file to read; how many decisions it holds beyond the build; how many it does not (None: not known)."""

    file: str
    pending: int
    waiting: int | None


def decided(warehouse: Path, ledger_url: str) -> Decided:
    """The file that holds a build with the decisions made since: the build's own where there are none, or where they
    cannot be worked in. Asks the ledger how many events it has; only after a new one is anything made."""
    try:
        position = opened(ledger_url).position()
    except SQLAlchemyError:
        _LOG.exception("the ledger cannot be read")
        return Decided(str(warehouse), 0, None)
    with _LOCK:  # sessions that see a decision at once wait for one file instead of making it twice
        found = _worked_in(warehouse, ledger_url, position)
        if not Path(found.file).exists():  # another process has newer ones and removed it
            _worked_in.cache_clear()
            found = _worked_in(warehouse, ledger_url, position)
    return found


@lru_cache(maxsize=4)
def opened(url: str) -> Ledger:
    """The ledger at a URL, opened once a server, its connections shared by every session."""
    return open_ledger(url)


@lru_cache(maxsize=4)
def _worked_in(warehouse: Path, ledger_url: str, _position: int) -> Decided:
    """Tried once a build and position: what failed is tried again with the next event."""
    decisions = decisions_in(opened(ledger_url))
    try:
        decisions = with_pending(warehouse, decisions)
        file = decided_warehouse(warehouse, decisions) if decisions.pending or decisions.moves_progress else warehouse
    except (duckdb.Error, OSError):
        _LOG.exception("decisions cannot be worked into build %s", warehouse.name)
        return Decided(str(warehouse), 0, decisions.pending or len(decisions.said))
    return Decided(str(file), decisions.pending, 0)
