"""Questions about organising, one cached function each, as in ui/queries.py: what a year's plan asks, what was done,
where targets stand today, and how the year may end."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from etl.progress.forecast import Forecast, Habit, forecast, habit_of
from ui import queries, warehouse
from ui.names import UNPLACED
from ui.queries import ROWS_SHOWN, Rows
from ui.warehouse import Build

HISTORY = 36
"""Months of history at most that a forecast rests on, as many as coverage is shown for."""
Places = tuple[str, ...]
"""Townships chosen; none: all."""


@dataclass(frozen=True)
class Year:
    """A year's organising in some townships: enterprises, but `workers_done` (of those whose headcount is known) and
    `workers_planned`, which are workers. None: not told.

    `running`, `running_unknown` and `not_running` add up to `done`; `undated` is in no year. `places_planned` of
    `places` have a plan.
    """

    planned: int | None
    workers_planned: int | None
    done: int
    done_larger: int
    running: int
    running_unknown: int
    not_running: int
    workers_done: int | None
    undated: int
    places: int
    places_planned: int


def year_of(build: Build) -> int:
    """The year of the plan that the pages show: the one in which the build's as-of lies."""
    return queries.build_facts(build)["as_of"].year


@lru_cache(maxsize=8)
def places(build: Build, year: int) -> Rows:
    """One row a township and 未定位: plan of the year, what was organised in it and how much of that runs."""
    return warehouse.rows(build, "progress_places", year=year)


@lru_cache(maxsize=64)
def summed(build: Build, year: int, chosen: Places) -> Year:
    """The year of the chosen townships together."""
    rows = [row for row in places(build, year) if not chosen or row["township_name"] in chosen]

    def known(name: str) -> int | None:
        told = [row[name] for row in rows if row[name] is not None]
        return sum(told) if told else None

    counted = ("done", "done_larger", "running", "running_unknown", "not_running", "undated")
    return Year(
        planned=known("planned"),
        workers_planned=known("workers_planned"),
        workers_done=known("workers_done"),
        places=sum(row["township_name"] != UNPLACED for row in rows),
        places_planned=sum(row["planned"] is not None for row in rows),
        **{name: sum(row[name] for row in rows) for name in counted},
    )


@lru_cache(maxsize=4)
def months(build: Build) -> dict[tuple[str, date], int]:
    """Township and month (its first day) → enterprises organised in it."""
    return {(row["township_name"], row["month"]): row["organised"] for row in warehouse.rows(build, "progress_months")}


@lru_cache(maxsize=128)
def in_month(build: Build, month: date, chosen: Places) -> int:
    """How many enterprises were organised in a month in the chosen townships."""
    return sum(
        number
        for (township, when), number in months(build).items()
        if when == month and (not chosen or township in chosen)
    )


@lru_cache(maxsize=4)
def stages(build: Build, today: date) -> Rows:
    """One row a township, stage and side track: targets that are open, and those of them that are late today."""
    return warehouse.rows(build, "progress_stages", today=today)


def standing(build: Build, today: date, chosen: Places) -> dict[str, int]:
    """How many targets of the chosen townships are open ('targets'), and how many of them late today ('stalled')."""
    rows = [row for row in stages(build, today) if not chosen or row["township_name"] in chosen]
    return {name: sum(row[name] for row in rows) for name in ("targets", "stalled")}


@lru_cache(maxsize=4)
def due_by_place(build: Build, today: date, until: date) -> dict[str, int]:
    """Township → targets of which something is due until a day, or has been since."""
    found = warehouse.rows(build, "progress_due", today=today, until=until)
    return {row["township_name"]: row["due"] for row in found}


@lru_cache(maxsize=4)
def has_events(build: Build) -> bool:
    """Whether anybody has written about a target."""
    return warehouse.rows(build, "progress_events")[0]["events"] > 0


@lru_cache(maxsize=64)
def listed(build: Build, query: str, parameters: tuple[tuple[str, Any], ...]) -> Any:
    """The first rows of one of the lists as an Arrow table; column total holds the number of all of them."""
    bound = {name: list(value) if isinstance(value, tuple) else value for name, value in parameters}
    return warehouse.table(build, query, row_limit=ROWS_SHOWN, **bound)


@lru_cache(maxsize=4)
def history(build: Build) -> tuple[date, ...]:
    """The whole months up to the build's as-of that a forecast rests on: from the first in which anybody in the county
    was organised, at most HISTORY of them."""
    as_of = queries.build_facts(build)["as_of"]
    last = as_of.replace(day=1)
    if as_of.day < monthrange(as_of.year, as_of.month)[1]:
        last = (last - timedelta(days=1)).replace(day=1)
    known = [month for _township, month in months(build) if month <= last]
    first = min(known, default=None)
    found = [] if first is None else [last]
    while found and found[-1] > first and len(found) < HISTORY:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return tuple(found[::-1])


@lru_cache(maxsize=128)
def done_until(build: Build, chosen: Places) -> int:
    """How many were organised in the as-of's year up to the as-of: what a forecast begins with."""
    as_of = queries.build_facts(build)["as_of"]
    whole = {"townships": list(chosen), "which": "", "since": as_of.replace(month=1, day=1), "until": as_of}
    found = warehouse.rows(build, "progress_organised", row_limit=1, **whole)
    return found[0]["total"] if found else 0


def months_left(build: Build) -> float:
    """Months from the build's as-of to the year's end."""
    as_of = queries.build_facts(build)["as_of"]
    days = monthrange(as_of.year, as_of.month)[1]
    return 12 - as_of.month + (days - as_of.day) / days


@lru_cache(maxsize=4)
def habit(build: Build) -> Habit:
    """What the county's townships have in common: season, spread, drift."""
    names = sorted({township for township, _month in months(build)} - {UNPLACED})
    by_place = [[months(build).get((name, month), 0) for month in history(build)] for name in names]
    return habit_of(by_place, months_left(build)) if by_place else Habit()


@lru_cache(maxsize=128)
def expected(build: Build, chosen: Places) -> Forecast | None:
    """How the year may end in the chosen townships, by the pace of the months before; None: too little history. Of one
    township with what the county's have in common, of several by their own sum. What was recorded after the as-of is
    done already, so that less cannot come."""
    by_month = [in_month(build, month, chosen) for month in history(build)]
    shared = habit(build) if len(chosen) == 1 else None
    found = forecast(by_month, done_until(build, chosen), months_left(build), shared)
    if found is None:
        return None
    done = summed(build, year_of(build), chosen).done
    low, high = max(found.low, done), max(found.high, done)
    return replace(found, expected=max(found.expected, float(done)), low=low, high=high)
