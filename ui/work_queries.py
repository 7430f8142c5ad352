"""Questions about what an organiser has to do, one cached function each, as in ui/queries.py."""

from datetime import date
from functools import lru_cache
from typing import Any

from ui import warehouse
from ui.queries import Rows
from ui.verdict_queries import Places
from ui.warehouse import Build

SHOWN = 30
"""Rows a part of the list: more than a thumb scrolls through; the search finds the others."""


@lru_cache(maxsize=64)
def parts(build: Build, me: str, townships: Places, today: date, search: str = "") -> dict[str, Rows]:
    """Part of somebody's work (overdue, today, week, check, unassigned, later, others) → its first rows, the most
    urgent first; column total counts all of the part. A part without rows is not there."""
    named = {"me": me, "townships": list(townships), "today": today, "search": search, "row_limit": SHOWN}
    found: dict[str, Rows] = {}
    for row in warehouse.rows(build, "work", **named):
        found.setdefault(row["part"], []).append(row)
    return found


@lru_cache(maxsize=64)
def target(build: Build, enterprise_id: str) -> dict[str, Any] | None:
    """One enterprise that is to be organised or was written about; None where it is neither."""
    found = warehouse.rows(build, "work_target", id=enterprise_id)
    return found[0] if found else None


@lru_cache(maxsize=64)
def last_document(build: Build, me: str, stage: str) -> str:
    """The document that somebody named last for a stage; '' where there is none."""
    found = warehouse.rows(build, "work_document", me=me, stage=stage)
    return found[0]["document_number"] if found else ""
