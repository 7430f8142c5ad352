"""Whether the forecast's interval holds what it says, and what a planned month wins beside ranking by headcount, in the
generator's world (etl/demo/organising_life.py) over many seeds; what planning costs.

The forecast sees counts alone, the planner the events that organisers would have written, neither the hidden truth.
"""

import copy
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import mean

import duckdb
import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table

from benchmarks.figures import Figure
from etl.demo.geography import TOWNSHIPS
from etl.demo.organising_life import (
    DONE,
    Happening,
    Target,
    go_there,
    mood,
    organising,
    paces,
    set_up_by_month,
    true_chance,
)
from etl.progress.chance import Chances, learned
from etl.progress.forecast import forecast, habit_of
from etl.progress.planner import Candidate, Organiser, plan
from ledger.stages import SET_UP

YEARS, BEFORE = 3, 18
"""Years of history that the forecast may have, and months before them in which the county gets going."""
MONTHS_LEFT = (9, 6, 3)
LEAST_COVERED, MOST_COVERED = 75.0, 85.0
"""Promised: of a hundred 80 % intervals so many hold the truth, pooled."""
FIRST = date(2022, 7, 1)
SIZES = np.array([place.weight for place in TOWNSHIPS])
SECTORS = tuple("CCCCCEFFGHKL")
VISITS, MONTHS, PER_DAY, PLACES_IN_A_TOWNSHIP = 100, 6, 4, 4
PEOPLE = tuple(Organiser(f"{number}", ("*",)) for number in range(5))
SECONDS_TO_PLAN, MANY, MANY_VISITS = 10.0, 2_000, 300


@dataclass
class County:
    """An invented county under way: its targets, and everything that was written, oldest first."""

    targets: list[Target] = field(default_factory=list)
    happened: list[Happening] = field(default_factory=list)


def county(seed: int, months: int, visits_a_month: float = 300) -> County:
    """A county after `months` of organising as people do it without a plan."""
    rng = np.random.default_rng(seed)
    made: list[Target] = []

    def invented(count: int) -> list[Target]:
        new = [_target(rng, len(made) + number) for number in range(count)]
        made.extend(new)
        return new

    pace = paces(rng, SIZES, visits_a_month, months)
    arriving = visits_a_month / 9
    lives = organising(
        rng, invented(350), pace, FIRST, newcomers=lambda month: invented(int(rng.poisson(arriving)) if month else 0)
    )
    happened = list(lives)
    return County(made, happened)


def _target(rng: np.random.Generator, key: int) -> Target:
    township = int(rng.choice(len(SIZES), p=SIZES / SIZES.sum()))
    headcount = 15 + int(np.exp(rng.normal(3.9, 0.9)))
    return Target(key, township, headcount, str(rng.choice(SECTORS)), mood(rng))


def measure(forecast_seeds: Iterable[int], planner_seeds: Iterable[int]) -> list[Figure]:
    """Coverage of the forecast's interval, workers won a visit, seconds of a large plan."""
    covered = _covered(forecast_seeds)
    planned, by_headcount = _won(planner_seeds)
    return [
        Figure("forecast: intervals of 100 that hold the truth", covered, "", None, MOST_COVERED),
        Figure("  of 100, those that do not", 100 - covered, "", None, 100 - LEAST_COVERED),
        Figure("planner: workers covered a visit, by headcount alone", by_headcount, "", planned, 1.0, by_ratio=True),
        Figure(f"planner: {MANY:,} targets, {MANY_VISITS} visits", _seconds_to_plan(), "s", None, SECONDS_TO_PLAN),
    ]


@dataclass(frozen=True)
class _Told:
    """A forecast of a township-year beside what came: by the county's habit, and by the township's own months alone."""

    left: int
    low: int
    high: int
    truth: int
    holds_alone: bool


def _covered(seeds: Iterable[int]) -> float:
    """Of a hundred township-years, those whose interval holds the truth, pooled over seeds and months left."""
    told: list[_Told] = []
    silent: Counter[int] = Counter()
    for seed in seeds:
        made = county(seed, BEFORE + 12 * YEARS)
        township_of = [target.township for target in made.targets]
        counts = set_up_by_month(made.happened, FIRST, BEFORE + 12 * YEARS, township_of)[:, BEFORE:]
        for left in MONTHS_LEFT:
            known = counts[:, : 12 * YEARS - left].tolist()
            habit = habit_of(known, left)
            for row, history in zip(counts, known, strict=True):
                done, truth = sum(history[12 * (YEARS - 1) :]), int(row[12 * (YEARS - 1) :].sum())
                with_county, alone = forecast(history, done, left, habit), forecast(history, done, left)
                if with_county is None or alone is None:
                    silent[left] += 1
                else:
                    holds_alone = alone.low <= truth <= alone.high
                    told.append(_Told(left, with_county.low, with_county.high, truth, holds_alone))
    _show_coverage(told, silent)
    return _percent([one.low <= one.truth <= one.high for one in told])


def _percent(holds: Sequence[bool]) -> float:
    return 100 * sum(holds) / len(holds)


def _show_coverage(told: Sequence[_Told], silent: Counter[int]) -> None:
    names = ("hold the truth", "truth above", "below", "mean width", "too little history", "hold without the county")
    table = Table("months left", *names, title="forecast: 80 % intervals of a township's year, of a hundred")
    for name, lefts in [*((str(left), (left,)) for left in MONTHS_LEFT), ("all", MONTHS_LEFT)]:
        rows = [one for one in told if one.left in lefts]
        table.add_row(
            name,
            f"{_percent([one.low <= one.truth <= one.high for one in rows]):.1f}",
            f"{_percent([one.truth > one.high for one in rows]):.1f}",
            f"{_percent([one.truth < one.low for one in rows]):.1f}",
            f"{mean(one.high - one.low for one in rows):.1f}",
            f"{sum(silent[left] for left in lefts)} of {len(rows) + sum(silent[left] for left in lefts)}",
            f"{_percent([one.holds_alone for one in rows]):.1f}",
        )
    Console(width=130).print(table)


Policy = Callable[[Sequence[Target], Chances], Sequence[Target]]


def _by_headcount(open_targets: Sequence[Target], _chances: Chances) -> Sequence[Target]:
    return sorted(open_targets, key=lambda target: (-target.headcount, target.key))[:VISITS]


def _planned(open_targets: Sequence[Target], chances: Chances) -> Sequence[Target]:
    """By what is learned."""
    return _plan(
        open_targets,
        lambda one: chances.of(one.stage, one.headcount, one.has_refused, one.idle_here, one.idle_before).chance,
    )


def _all_known(open_targets: Sequence[Target], _chances: Chances) -> Sequence[Target]:
    return _plan(open_targets, true_chance)


def _plan(open_targets: Sequence[Target], chance: Callable[[Target], float]) -> Sequence[Target]:
    by_id = {str(one.key): one for one in open_targets}
    asked = [
        Candidate(key, TOWNSHIPS[one.township].name, _place(one), one.headcount, chance(one))
        for key, one in by_id.items()
    ]
    return [by_id[visit.enterprise_id] for visit in plan(asked, VISITS, PEOPLE, PER_DAY)]


def _place(target: Target) -> str:
    return str(target.key % PLACES_IN_A_TOWNSHIP)


POLICIES: dict[str, Policy] = {"planned": _planned, "by headcount": _by_headcount, "all chances known": _all_known}
"""`by headcount` is bound by no day and no place; `all chances known` plans by the hidden truth."""


def _won(seeds: Iterable[int]) -> tuple[float, float]:
    """Workers of enterprises set up, a visit, planned and by headcount: a county of two years, half a year on."""
    won: dict[str, list[float]] = {name: [] for name in POLICIES}
    for seed in seeds:
        made = county(seed, 24, visits_a_month=150)
        chances = _taught_by(made)
        for name, policy in POLICIES.items():
            won[name].append(_played(copy.deepcopy(made.targets), policy, chances, seed))
    table = Table("visits", "workers covered a visit", "seeds in which it beats headcount")
    for name, values in won.items():
        better = sum(value > other for value, other in zip(values, won["by headcount"], strict=True))
        table.add_row(name, f"{mean(values):.2f}", "" if name == "by headcount" else f"{better} of {len(values)}")
    Console(width=130).print(table)
    return mean(won["planned"]), mean(won["by headcount"])


def _taught_by(made: County) -> Chances:
    """What the project learns from the events as the ledger would hold them, by its own SQL."""
    kinds = {"step": "stage_reached", "visit": "visited", "aside": "set_aside", "taken_up": "taken_up"}
    events = pd.DataFrame(
        {
            "enterprise_id": [one.key for one in made.happened],
            "kind": [kinds[one.kind] for one in made.happened],
            "state": [one.stage for one in made.happened],
            "stage": [one.stage for one in made.happened],
            "track": [one.kind if one.kind == "aside" else None for one in made.happened],
            "happened_on": [one.on for one in made.happened],
            "refusal": [one.refusal for one in made.happened],
        }
    )
    known = pd.DataFrame([(one.key, one.headcount) for one in made.targets], columns=["enterprise_id", "headcount"])
    with duckdb.connect() as connection:
        connection.execute("create schema mart")
        connection.register("known", known)
        connection.register("events", events)
        connection.execute("create table mart.enterprise as select * from known")
        connection.execute(
            "create table mart.target_event as select * replace (happened_on::date as happened_on),"
            " row_number() over () as recorded_at, row_number() over () as position from events"
        )
        return learned(connection)


def _played(targets: list[Target], policy: Policy, chances: Chances, seed: int) -> float:
    """Workers covered a visit where every month's visits are chosen by a policy; who rests stays at rest."""
    rng = np.random.default_rng([seed, 7])
    workers = visits = 0
    for month in range(MONTHS):
        on = date(2024, 7 + month, 1)
        for target in policy([one for one in targets if not one.rests and one.stage not in DONE], chances):
            visits += 1
            for happened in go_there(rng, target, on):
                workers += target.headcount * (happened.kind == "step" and happened.stage == SET_UP)
    return workers / visits


def _seconds_to_plan() -> float:
    """Seconds to plan many visits among many targets."""
    rng = np.random.default_rng(1)
    many = [_target(rng, key) for key in range(MANY)]
    asked = [
        Candidate(str(one.key), TOWNSHIPS[one.township].name, str(rng.integers(12)), one.headcount, true_chance(one))
        for one in many
    ]
    people = [*(Organiser(f"{number}", ("*",)) for number in range(8)), Organiser("甲", (TOWNSHIPS[0].name,))]
    started = time.perf_counter()
    visits = plan(asked, MANY_VISITS, people, PER_DAY)
    assert len(visits) == MANY_VISITS
    return time.perf_counter() - started
