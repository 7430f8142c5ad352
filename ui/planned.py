"""A plan of visits as the page asks for it: candidates and chances of a build, who goes, how many; computed once."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from etl.progress import chance
from etl.progress.chance import Chances
from etl.progress.planner import EVERYWHERE, Candidate, Organiser, Visit, plan
from etl.progress.road import laid_together, road_of
from ui import visit_list_queries, warehouse
from ui.verdict_queries import Places
from ui.warehouse import Build

FRIDAY = 4
Row = dict[str, Any]


@dataclass(frozen=True)
class Wish:
    """What is asked of the planner. `per_day` visits a day of each organiser; `first_day` when their first day is."""

    visits: int
    per_day: int
    organisers: tuple[Organiser, ...]
    first_day: date


@lru_cache(maxsize=4)
def chances(build: Build) -> Chances:
    """What the ledger's history teaches about visits, else that the stated chances hold."""
    return chance.learned(warehouse.cursor(build))


@lru_cache(maxsize=4)
def candidates(build: Build) -> list[Candidate]:
    """Who can be visited, with the chance of each."""
    return chance.candidates(warehouse.cursor(build), chances(build))


@lru_cache(maxsize=8)
def targets(build: Build, townships: Places, today: date) -> dict[str, Row]:
    """Open targets of the townships by their id, as on the visit list."""
    found = visit_list_queries.listed(build, townships, "", (), today, None)
    return {row["enterprise_id"]: row for row in found.to_pylist()}


def unsized(build: Build, townships: Places, today: date) -> list[Row]:
    """Candidates whose headcount nobody knows: they are planned by nobody's gain, and listed apart."""
    known = targets(build, townships, today)
    able = {one.enterprise_id for one in candidates(build)}
    return [row for key, row in known.items() if row["headcount"] is None and key in able]


@lru_cache(maxsize=4)
def _unplaced(build: Build) -> frozenset[str]:
    return chance.unplaced(warehouse.cursor(build))


def unplaced(build: Build, townships: Places, today: date) -> list[Row]:
    """Who could be visited, but nobody knows in which township they lie: they are in no plan, and listed apart."""
    return [row for key, row in targets(build, townships, today).items() if key in _unplaced(build)]


def replaced(rows: list[Row]) -> tuple[int, int]:
    """How many of a plan's visits take a target from somebody else, and how many move a day that was agreed."""
    people = sum(row["assigned_to"] not in (None, row["organiser"]) for row in rows)
    return people, sum(row["next_visit_on"] not in (None, row["planned_on"]) for row in rows)


def unreached(build: Build, townships: Places, organisers: tuple[Organiser, ...], today: date) -> dict[str, int]:
    """Township → candidates whose township none of the organisers has, the most first."""
    known = targets(build, townships, today)
    theirs = {name for one in organisers for name in one.townships}
    left = [one.township_name for one in candidates(build) if one.enterprise_id in known]
    return dict(Counter(name for name in left if not theirs & {name, EVERYWHERE}).most_common())


@lru_cache(maxsize=32)
def made(build: Build, townships: Places, wish: Wish, today: date) -> list[Row]:
    """The plan: a row a visit with organiser, day, chance and expected gain in workers, by organiser and day."""
    known = targets(build, townships, today)
    able = {one.enterprise_id: one for one in candidates(build) if one.enterprise_id in known}
    visits = plan(list(able.values()), wish.visits, wish.organisers, wish.per_day)
    visits = laid_together(
        visits,
        {key: f"{one.township_name} {one.place}" for key, one in able.items()},
        {key: known[key]["address"] for key in able},
    )
    return [_row(visit, able[visit.enterprise_id].chance, known[visit.enterprise_id], wish) for visit in visits]


def _row(visit: Visit, chance_of_step: float, shown: Row, wish: Wish) -> Row:
    return shown | {
        "organiser": visit.organiser,
        "planned_on": working_day(wish.first_day, visit.day),
        "lies_at": shown["zone_name"] or road_of(shown["address"]) or None,
        "chance_percent": round(100 * chance_of_step),
        "expected_gain": round(visit.expected_gain, 1),
    }


def working_day(first: date, number: int) -> date:
    """The working day that is `number` in a row from `first` on, 1 is the first; Saturdays and Sundays are none.
    Public holidays are not known here."""
    day = _not_at_weekend(first)
    for _step in range(number - 1):
        day = _not_at_weekend(day + timedelta(days=1))
    return day


def _not_at_weekend(day: date) -> date:
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > FRIDAY else day
