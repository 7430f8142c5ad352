"""Questions about where to go and what is due, one cached function each, as in ui/queries.py."""

from datetime import date
from functools import lru_cache
from typing import Any

from ledger.targets import OfTarget
from ui import warehouse
from ui.queries import Rows
from ui.verdict_queries import Places
from ui.warehouse import Build
from ui.work_form import CLOSED

Reasons = tuple[str, ...]
"""Why a target is on the list (due, stalled, next, later, resting); none: whatever the reason."""


@lru_cache(maxsize=32)
def listed(build: Build, townships: Places, assignee: str, reasons: Reasons, today: date, most: int | None) -> Any:
    """The first `most` open targets (None: all), those due first, as an Arrow table; column total holds the number of
    all of them. `assignee` '' : whoever is to go there."""
    named = {"townships": list(townships), "assignee": assignee, "reasons": list(reasons), "today": today}
    return warehouse.table(build, "visit_list", **named, row_limit=most)


@lru_cache(maxsize=4)
def known(build: Build) -> dict[str, OfTarget]:
    """Every target by its id, by the one that it was written under too: whom a row that comes back may be about."""
    found: dict[str, OfTarget] = {}
    for row in warehouse.rows(build, "visit_list_targets"):
        of = OfTarget(row["written_id"], row["enterprise_name"] or "", row["township_name"])
        found[row["enterprise_id"]] = found[row["written_id"]] = of
    return found


@lru_cache(maxsize=4)
def closed(build: Build) -> frozenset[str]:
    """Ids, as the ledger writes them, of targets of which nothing is to be recorded any more."""
    rows = warehouse.rows(build, "visit_list_targets")
    return frozenset(row["written_id"] for row in rows if row["closed_by"] in CLOSED)


@lru_cache(maxsize=16)
def due(build: Build, townships: Places, assignee: str) -> Rows:
    """Days on which something is due: visits again, stages that become late, orders; the earliest first."""
    return warehouse.rows(build, "calendar", townships=list(townships), assignee=assignee)
