"""Questions about what is otherwise than before, and of two things side by side, one cached function each, as in
ui/queries.py."""

from datetime import date
from functools import lru_cache
from typing import Any

from ui import warehouse
from ui.queries import ROWS_SHOWN, Rows
from ui.warehouse import Build

Places = tuple[str, ...]
"""Townships chosen; none: all."""


@lru_cache(maxsize=64)
def months(build: Build, chosen: Places) -> Rows:
    """One row a month with its changes, the newest first, summed over the chosen townships."""
    return warehouse.rows(build, "coverage_changes", townships=list(chosen))


@lru_cache(maxsize=64)
def moves(build: Build, chosen: Places, since: date, until: date, change: str = "") -> Any:
    """Who came into the covered ones, or left them, in the months after `since`; for one reason, or any."""
    named = {"townships": list(chosen), "since": since, "until": until, "change": change}
    return warehouse.table(build, "coverage_moves", **named, row_limit=ROWS_SHOWN)


@lru_cache(maxsize=64)
def zero_list(build: Build, chosen: Places, since: date, until: date) -> Any:
    """Who left the list of those without a union, or came onto it, in the months after `since`."""
    named = {"townships": list(chosen), "since": since, "until": until}
    return warehouse.table(build, "zero_list_changes", **named, row_limit=ROWS_SHOWN)


@lru_cache(maxsize=64)
def published(build: Build, chosen: Places) -> Rows:
    """One row a published month, the newest first: larger enterprises by state, and unions by step of the ladder."""
    return warehouse.rows(build, "published_months", townships=list(chosen))


@lru_cache(maxsize=64)
def target(build: Build, enterprise_id: str) -> dict[str, Any] | None:
    """How far an enterprise has come by what was written; None where it was never to be organised."""
    found = warehouse.rows(build, "target_of_enterprise", id=enterprise_id)
    return found[0] if found else None


@lru_cache(maxsize=64)
def events(build: Build, enterprise_id: str) -> Rows:
    """What was written about an enterprise's organising, the newest first."""
    return warehouse.rows(build, "target_events_of_enterprise", id=enterprise_id, row_limit=ROWS_SHOWN)


@lru_cache(maxsize=64)
def similar(build: Build, enterprise_id: str) -> Rows:
    """Thirty larger enterprises that are most like one: by township, sector and headcount."""
    return warehouse.rows(build, "similar_enterprises", id=enterprise_id)


@lru_cache(maxsize=64)
def bands(build: Build, township: str) -> dict[str, dict[str, Any]]:
    """Scored unions of a township by band."""
    return {row["risk_band"]: row for row in warehouse.rows(build, "bands_of_township", township=township)}
