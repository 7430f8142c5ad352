"""How organising goes in the invented county: who is visited when, and what comes of it. No ledger, no table.

The hidden world that planner and forecast are judged by. A visit moves a target with a chance that nobody in the county
knows: talks go badly in large enterprises, in some sectors and where the owner is ill-disposed; papers go well. Each
township has its pace, which drifts; autumn pushes, spring festival lulls.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log
from typing import get_args

import numpy as np

from ledger.stages import SET_UP, STAGES, Refusal, Stage, following

SEASON = (0.6, 0.35, 0.95, 1.1, 1.05, 0.95, 0.8, 0.8, 1.25, 1.45, 1.5, 1.2)
"""Visits by month, January first, against the mean."""
PACE_SPREAD, DRIFT, HOLDS = 0.35, 0.09, 0.96
"""Log pace of townships beside their size; its monthly step; what stays of it from month to month."""
EASE: dict[Stage, float] = {
    "survey": 0.5,
    "contact": -0.5,
    "preparation": 0.2,
    "application": 1.4,
    "approval": 0.2,
    "election": 1.4,
    "confirmation": 0.6,
    "registration": -0.8,
}
"""Log odds by stage that a visit brings the next one, for forty workers and an owner like others."""
TALKS: tuple[Stage, ...] = ("survey", "contact", "preparation")
"""Stages where everything hangs on people; later ones are papers."""
SECTORS = {"C": 0.2, "E": -0.7, "F": -0.3, "H": -0.4, "K": -0.5}
SIZE_WEIGHS, REFUSED_WEIGHS, MOODS = 0.6, 0.9, 1.0
DONE = STAGES[STAGES.index(SET_UP) :]
REFUSED = 0.35
"""Share of talks without result that end in a refusal."""
REASONS: tuple[Refusal, ...] = get_args(Refusal)
REASON_SHARES = (0.42, 0.12, 0.16, 0.12, 0.18)
"""Of refusals, those for each reason."""
ASIDE = 0.12
"""Chance that a refusal puts a target on a side track."""
TAKEN_UP = 0.06
"""Chance in half a month that a target on a side track is taken up again."""


@dataclass
class Target:
    """An enterprise on its way: what organisers see, and `mood` (log odds), which they do not.

    `idle_here`, `idle_before`: visits that brought nothing, at this stage and before; `last_on` is the day of the last
    event; `rests`: on a side track.
    """

    key: int
    township: int
    headcount: int
    section: str
    mood: float
    stage: Stage = "listed"
    has_refused: bool = False
    idle_here: int = 0
    idle_before: int = 0
    last_on: date | None = None
    rests: bool = False


@dataclass(frozen=True)
class Happening:
    """Something that somebody writes: kind `step` (to `stage`), `visit` (brought nothing), `aside`, `taken_up`."""

    on: date
    key: int
    kind: str
    stage: Stage
    refusal: Refusal | None = None


Choose = Callable[[np.random.Generator, Sequence[Target], int], Sequence[Target]]


def mood(rng: np.random.Generator) -> float:
    """An owner's disposition."""
    return float(rng.normal(0, MOODS))


def true_chance(target: Target) -> float:
    """The chance that a visit brings a target its next stage; who is only listed stands as surveyed."""
    stage = "survey" if target.stage == "listed" else target.stage
    talks = 1.0 if stage in TALKS else 0.25
    odds = EASE[stage] - talks * SIZE_WEIGHS * max(0.0, log(target.headcount / 40))
    odds += talks * (SECTORS.get(target.section, 0.0) + target.mood - REFUSED_WEIGHS * target.has_refused)
    return 1 / (1 + exp(-odds))


def habitual(rng: np.random.Generator, targets: Sequence[Target], count: int) -> Sequence[Target]:
    """Whom organisers visit when nobody plans: rather who is under way, rather the larger."""
    weights = [(1.0 + 2.0 * (target.stage != "listed")) * target.headcount**0.3 for target in targets]
    chances = np.array(weights) / sum(weights)
    return [targets[at] for at in rng.choice(len(targets), min(count, len(targets)), replace=False, p=chances)]


def paces(rng: np.random.Generator, sizes: Sequence[float], visits_a_month: float, months: int) -> np.ndarray:
    """Expected visits by township and month (rows, columns) before season; each drifts by itself."""
    level = np.array(sizes) / sum(sizes) * visits_a_month * np.exp(rng.normal(0, PACE_SPREAD, len(sizes)))
    steps = rng.normal(0, DRIFT, (months, len(sizes)))
    drift = np.zeros(len(sizes))
    rows = []
    for step in steps:
        drift = HOLDS * drift + step
        rows.append(level * np.exp(drift))
    return np.array(rows).T


def organising(
    rng: np.random.Generator,
    targets: list[Target],
    pace: np.ndarray,
    first: date,
    choose: Choose = habitual,
    newcomers: Callable[[int], list[Target]] = lambda _month: [],
) -> Iterator[Happening]:
    """What happens month by month from `first` (the first of a month) on, a target at most once in half a month.

    Changes the targets as it goes. `newcomers` join before each month. Who is set up is visited no more.
    """
    month_begins = first
    for month in range(pace.shape[1]):
        targets += newcomers(month)
        next_begins = (month_begins + timedelta(32)).replace(day=1)
        middle = month_begins + timedelta(15)
        for begins, ends in ((month_begins, middle), (middle, next_begins)):
            expected = pace[:, month] * SEASON[month_begins.month - 1] / 2
            yield from _half_a_month(rng, targets, expected, begins, (ends - begins).days, choose)
        month_begins = next_begins


def _half_a_month(
    rng: np.random.Generator, targets: list[Target], expected: np.ndarray, begins: date, days: int, choose: Choose
) -> Iterator[Happening]:
    is_open: list[list[Target]] = [[] for _township in expected]
    for target in targets:
        if target.rests and rng.random() < TAKEN_UP:
            target.rests, target.last_on = False, begins
            yield Happening(begins, target.key, "taken_up", target.stage)
        if not target.rests and target.stage not in DONE:
            is_open[target.township].append(target)
    for there, count in zip(is_open, rng.poisson(expected), strict=True):
        for target in choose(rng, there, int(count)) if there and count else ():
            yield from go_there(rng, target, begins + timedelta(int(rng.integers(0, days))))


def go_there(rng: np.random.Generator, target: Target, on: date) -> Iterator[Happening]:
    """Somebody visits a target and writes what came of it; changes the target."""
    on = max(on, target.last_on) if target.last_on else on
    if target.stage == "listed":
        target.stage = "survey"
        yield Happening(on, target.key, "step", "survey")
    has_moved = rng.random() < true_chance(target)
    target.last_on = on
    if has_moved:
        target.idle_here, target.idle_before = 0, target.idle_before + target.idle_here
        target.stage = following(target.stage)
        yield Happening(on, target.key, "step", target.stage)
        return
    refusal = _refusal(rng, target)
    yield Happening(on, target.key, "visit", target.stage, refusal)
    target.idle_here += 1
    target.has_refused = target.has_refused or refusal is not None
    if refusal is not None and rng.random() < ASIDE:
        target.rests = True
        yield Happening(on, target.key, "aside", target.stage, refusal)


def _refusal(rng: np.random.Generator, target: Target) -> Refusal | None:
    if target.stage not in TALKS or rng.random() >= REFUSED:
        return None
    return REASONS[int(rng.choice(len(REASONS), p=REASON_SHARES))]


def set_up_by_month(happened: Sequence[Happening], first: date, months: int, township_of: Sequence[int]) -> np.ndarray:
    """Enterprises set up by township and month (rows, columns); `township_of` by key of the target."""
    counts = np.zeros((max(township_of) + 1, months), dtype=int)
    for one in happened:
        if one.kind == "step" and one.stage == SET_UP:
            month = (one.on.year - first.year) * 12 + one.on.month - first.month
            counts[township_of[one.key], month] += 1
    return counts
