"""The second route of organising: where each target stands, by plain Python over the ledger's event table.

Shares nothing with ledger/progress.py or the build's SQL: it reads the rows with sqlite3 and looks for the last event
that says something of each question, instead of folding events one after the other.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

MAY_TAKE = {
    "contact": 30,
    "preparation": 60,
    "application": 15,
    "approval": 15,
    "election": 30,
    "confirmation": 15,
    "registration": 60,
    "operation": 180,
}
"""Days to reach a stage from the day of the one before (docs/domain.md, 组建流程)."""
STAGES = ["listed", "survey", *MAY_TAKE]
COVERED = ("own", "joint", "headquarters")


@dataclass(frozen=True)
class Event:
    """A row of the ledger's event table."""

    kind: str
    state: str
    body: dict[str, Any]
    actor: str
    sequence: int

    @property
    def day(self) -> date:
        """When it happened."""
        return date.fromisoformat(self.body["happened_on"])


def events_by_enterprise(ledger: Path) -> dict[str, list[Event]]:
    """Every event of every target, oldest first, those that were taken back too."""
    with sqlite3.connect(ledger) as connection:
        rows = connection.execute(
            "select subject, kind, state, body, actor_name, sequence from event where subject like 'target:%'"
            " order by subject, sequence"
        ).fetchall()
    return {
        subject.removeprefix("target:"): [
            Event(kind, state, json.loads(body), *rest) for _, kind, state, body, *rest in of
        ]
        for subject, of in groupby(rows, key=lambda row: row[0])
    }


def not_taken_back(events: Iterable[Event]) -> list[Event]:
    """What is left when each undoing has struck the last thing that still stood."""
    left: list[Event] = []
    for event in events:
        left = left[:-1] if event.kind == "undone" else [*left, event]
    return left


def where_it_stands(events: list[Event]) -> dict[str, Any]:
    """The columns of mart.target_progress that the ledger alone decides."""
    left = not_taken_back(events)

    def last(*kinds: str) -> Event | None:
        return next((event for event in reversed(left) if event.kind in kinds), None)

    stepped, moved = last("stage_reached", "moved_back"), last("stage_reached", "moved_back", "taken_up")
    stage = "listed" if stepped is None else stepped.body.get("stage") or stepped.state
    aside = last("set_aside", "taken_up")
    rests = aside is not None and aside.kind == "set_aside"
    refused = last("visited", "set_aside", "stage_reached", "taken_up")
    seen = [
        event.day
        for event in left
        if event.kind == "visited" or (event.state == "contact" and event.kind == "stage_reached")
    ]
    sent, again = last("assigned"), last("follow_up_set")
    return {
        "stage": stage,
        "stage_since": moved.day if moved else None,
        "track": aside.state if rests else None,
        "track_since": aside.day if rests else None,
        "refusal": refused.body.get("refusal") if refused else None,
        "visits": len(seen),
        "last_visit_on": max(seen, default=None),
        "assigned_to": sent.body["assigned_to"] if sent else None,
        "follow_up_on": date.fromisoformat(again.body["follow_up_on"])
        if again and again.body["follow_up_on"]
        else None,
        "sequence": events[-1].sequence,
        **_removal(left),
    }


def _removal(left: list[Event]) -> dict[str, Any]:
    said = [event for event in left if event.kind in ("removed", "removal_checked", "listed_again")]
    asked = next((event for event in reversed(said) if event.kind == "removed"), None)
    stays = not said or said[-1].kind == "listed_again" or said[-1].body.get("is_right") is False
    if stays or asked is None:
        return {"removal": None, "removal_is_open": False, "removed_on": None, "removal_by": None}
    is_open = said[-1].kind == "removed" and asked.body["removal"] == "headcount_changed"
    removed_on = None if is_open else said[-1].day
    return {
        "removal": asked.body["removal"],
        "removal_is_open": is_open,
        "removed_on": removed_on,
        "removal_by": asked.actor,
    }


def closed_by(stands: dict[str, Any], enterprise: dict[str, Any]) -> str | None:
    """Why a target is open no more, None while it is; `enterprise` is the row of mart.enterprise."""
    if enterprise["in_scope"] and enterprise["union_status"] in COVERED:
        return "ledger"
    if stands["removal"] and not stands["removal_is_open"]:
        return "removal"
    if not enterprise["in_scope"] or enterprise["is_larger"] is False:
        return "out_of_scope"
    if enterprise["is_larger"] is None:
        return "size_unknown"
    return "uncertain" if enterprise["union_status"] == "uncertain" else None


def organised(
    stands: dict[str, Any] | None, enterprise: dict[str, Any], covered_since: list[date], union: dict[str, Any] | None
) -> tuple[str, date | None, bool | None] | None:
    """How it is known that an enterprise has been organised, since when, and whether its union runs; None: it is not.

    `covered_since`: days from which the union of its row covers it; `union`: the row of mart.union.
    """
    is_covered = enterprise["union_status"] in COVERED
    recorded = stands["reached_set_up_on"] if stands else None
    given_up = stands and stands["closed_by"] == "removal" and stands["removal"] not in ("organised", "joined_joint")
    if not enterprise["in_scope"] or not (is_covered or (recorded and not given_up)):
        return None
    runs = True if stands and stands["reached_running_on"] else None
    if union and (union["ladder_possible"] or 0) < 2 and union["ladder_possible"] is not None:
        runs = False
    elif union and (union["ladder_proven"] or 0) >= 2:
        runs = True
    since = min(covered_since, default=None) if is_covered else None
    return "ledger" if is_covered else "progress", since or recorded, runs


def reached(events: list[Event], stage: str, stands: dict[str, Any]) -> date | None:
    """The day on which a stage was last reached by a step, where the target stands at it or beyond."""
    days = [event.day for event in not_taken_back(events) if event.kind == "stage_reached" and event.state == stage]
    return max(days, default=None) if STAGES.index(stands["stage"]) >= STAGES.index(stage) else None


def is_stalled(stands: dict[str, Any], today: date) -> bool:
    """Whether the next stage is overdue; who rests on a side track, or waits for a second person, is not late."""
    position = STAGES.index(stands["stage"]) + 1
    allowed = MAY_TAKE.get(STAGES[position]) if position < len(STAGES) else None
    if stands["track"] or stands["removal_is_open"] or allowed is None or stands["stage_since"] is None:
        return False
    return (today - stands["stage_since"]).days > allowed


def day_left(stands: dict[str, Any]) -> date | None:
    """The day set for going there again, where nobody was there since and nobody asks to take it off the list."""
    agreed, seen = stands["follow_up_on"], [stands["last_visit_on"], stands["stage_since"]]
    is_used_up = agreed is None or any(day and day >= agreed for day in seen)
    return None if is_used_up or stands["removal_is_open"] else agreed


def counted(pairs: Iterable[tuple[Any, ...]]) -> dict[tuple[Any, ...], int]:
    """How often each stands there."""
    found: dict[tuple[Any, ...], int] = {}
    for pair in pairs:
        found[pair] = found.get(pair, 0) + 1
    return found


def plans(cells: list[list[Any]]) -> Iterator[tuple[tuple[str, int], tuple[int, int]]]:
    """Township and year → enterprises and workers, of the rows of the plan's sheet as it was written."""
    headers = next(row for row in cells if "年度" in row)
    at = [headers.index(name) for name in ("乡镇街道", "年度", "计划建会企业数", "计划覆盖职工数")]
    for row in cells[cells.index(headers) + 1 :]:
        if row[at[0]] and str(row[at[1]]).split(".")[0].isdigit():
            yield (row[at[0]], int(row[at[1]])), (int(row[at[2]]), int(row[at[3]]))
