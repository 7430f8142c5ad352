"""What a township will have organised by the year's end at its present pace, with an interval; nothing where too little
is known.

A month's count is Gamma–Poisson: the pace is learned from the township's own months, older ones for less because pace
drifts, and drawn towards its county's. Season, spread and drift are the county's (`Habit`), because a township's own
dozen counts cannot tell them. Why, and what was measured: docs/decisions.md. Pure arithmetic, no table is read.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, product
from math import ceil, exp, lgamma, log

MONTHS_NEEDED, ORGANISED_NEEDED = 6, 3
"""Fewer whole months, or fewer organised in them, are too little to forecast from ([P])."""
COVERED, LEANS = 0.8, 0.5
"""What the interval is to hold; how much a share that lies more on one side than on the other weighs against that."""
DISCOUNTS, SPREADS = (0.85, 0.9, 0.94, 0.97, 1.0), (1.0, 1.25, 1.6, 2.2, 3.0)
"""What is tried: what a month counts for against the one after it; variance of a month against its mean."""
LEAST_SEASON, LEAST_PACE = 0.1, 0.05
"""No month and no township is taken to bring less: of nothing nothing could be learned."""
WIDEST = 10_000
"""Counts beyond this are not looked at: no township organises so many in a year."""


@dataclass(frozen=True)
class Forecast:
    """A year's total: `done` so far, `expected` by its end, `low` to `high` an 80 % interval, all in enterprises.

    `months_of_history` is how many whole months it rests on. Counts are whole, so the interval is the one whose chance
    lies nearest to 80 % with as much below it as above.
    """

    done: int
    expected: float
    low: int
    high: int
    months_of_history: int


@dataclass(frozen=True)
class Habit:
    """What townships of a county have in common: `season` weighs the months January to December (their mean is 1),
    `rate` organised in a month of weight 1 with `strength` months of evidence for it, `discount` and `spread` above."""

    season: tuple[float, ...] = (1.0,) * 12
    rate: float = 0.5
    strength: float = 0.0
    discount: float = 0.94
    spread: float = 1.25


def forecast(by_month: Sequence[int], done: int, months_left: float, habit: Habit | None = None) -> Forecast | None:
    """The year's total of a township. `by_month`: organised a whole past month, oldest first, up to the last whole one
    before today; `done`: this year up to today; `months_left`: until the year's end, 2.5 in mid-October.

    `habit`: what `habit_of` learned from all townships; None: from this one alone, which knows less of the season.
    None where there is too little history.
    """
    if months_left <= 0:
        return Forecast(done, float(done), done, done, len(by_month))
    if len(by_month) < MONTHS_NEEDED or sum(by_month) < ORGANISED_NEEDED:
        return None
    known = habit or _alone(by_month, months_left)
    evidence = list(zip(by_month, _weights(known.season, len(by_month), months_left), strict=True))
    *_before, (organised, exposed) = _learned(evidence, known)
    mean, variance = _ahead(organised, exposed, _exposure_left(known.season, months_left), months_left / 2, known)
    low, high = _interval(mean, known.spread * variance)
    return Forecast(done, done + mean, done + low, done + high, len(by_month))


def habit_of(townships: Sequence[Sequence[int]], months_left: float) -> Habit:
    """What the townships of a county have in common. `townships`: what each organised a month, the same months for all,
    oldest first; `months_left` as in `forecast`. Drift and spread are those that would have foretold each past month
    best from the months before it."""
    county = [sum(month) for month in zip(*townships, strict=True)]
    season = _season(county, months_left)
    weights = _weights(season, len(county), months_left)
    rate, strength = _between(townships, sum(weights))
    tried = [Habit(season, rate, strength, discount) for discount in DISCOUNTS]
    steps = [list(_steps(townships, weights, habit)) for habit in tried]
    at, spread = max(product(range(len(tried)), SPREADS), key=lambda choice: _foretold(steps[choice[0]], choice[1]))
    return replace(tried[at], spread=spread)


def _alone(by_month: Sequence[int], months_left: float) -> Habit:
    """A township without its county: its own season and pace; its few months cannot tell drift and spread."""
    season = _season(by_month, months_left)
    return Habit(season, max(sum(by_month) / sum(_weights(season, len(by_month), months_left)), LEAST_PACE))


def _season(county: Sequence[int], months_left: float) -> tuple[float, ...]:
    """Weights of the months by whole past years, drawn towards 1 by as much as chance alone would make them differ."""
    years = len(county) // 12
    told = list(county[len(county) - 12 * years :])
    if not sum(told):
        return Habit.season
    mean = sum(told) / len(told)
    raw = [sum(told[month::12]) / years / mean for month in range(12)]
    by_chance = 1 / (mean * years)
    differing = sum((weight - 1) ** 2 for weight in raw) / 11
    kept = max(0.0, 1 - by_chance / differing) if differing else 0.0
    drawn = [max(LEAST_SEASON, 1 + kept * (weight - 1)) for weight in raw]
    january = 11 - _last_whole_month(months_left)
    return tuple(12 * drawn[(january + month) % 12] / sum(drawn) for month in range(12))


def _between(townships: Sequence[Sequence[int]], exposed: float) -> tuple[float, float]:
    """Pace of the county's townships and how many months of evidence it is worth for one of them: few where their paces
    differ much, 0 where there is one alone."""
    paces = [sum(months) / exposed for months in townships] if exposed else [0.0]
    mean = sum(paces) / len(paces)
    if len(paces) < 2 or mean == 0:
        return max(mean, LEAST_PACE), Habit.strength
    differing = sum((pace - mean) ** 2 for pace in paces) / (len(paces) - 1) - mean / exposed
    return mean, mean / max(differing, mean / 12)


def _steps(
    townships: Sequence[Sequence[int]], weights: Sequence[float], habit: Habit
) -> Iterator[tuple[int, float, float]]:
    """Each month's count with the mean and variance foretold from the months before it, after a first half year."""
    for months in townships:
        evidence = list(zip(months, weights, strict=True))
        for (count, weight), known in list(zip(evidence, _learned(evidence, habit), strict=False))[MONTHS_NEEDED:]:
            yield count, *_ahead(*known, weight, 1, habit)


def _foretold(steps: Sequence[tuple[int, float, float]], spread: float) -> float:
    """Log likelihood of the counts where a month varies by `spread` times as much."""
    return sum(_log_chance(count, mean, spread * variance) for count, mean, variance in steps)


def _learned(evidence: Sequence[tuple[int, float]], habit: Habit) -> Iterator[tuple[float, float]]:
    """Organised and months, discounted, before each month and after the last one; the county's pace is always there."""
    prior = habit.rate * habit.strength + 0.5, habit.strength + 0.5 / habit.rate
    organised = exposed = 0.0
    yield prior
    for count, weight in evidence:
        organised, exposed = habit.discount * organised + count, habit.discount * exposed + weight
        yield prior[0] + organised, prior[1] + exposed


def _ahead(organised: float, exposed: float, weight: float, months: float, habit: Habit) -> tuple[float, float]:
    """Mean and variance, for a spread of 1, of what comes in `weight` months; what is known of the pace fades by
    `months` of drift."""
    pace = organised / exposed
    unsure = pace / (exposed * habit.discount**months)
    mean = pace * weight
    return mean, mean + unsure * weight**2


def _log_chance(count: int, mean: float, variance: float) -> float:
    """Log chance of a count of the negative binomial with this mean and variance."""
    size = mean**2 / (variance - mean)
    chance = size / (size + mean)
    return lgamma(count + size) - lgamma(size) - lgamma(count + 1) + size * log(chance) + count * log(1 - chance)


def _interval(mean: float, variance: float) -> tuple[int, int]:
    """The interval of counts whose chance is nearest to 80 % while as much lies below it as above; the narrowest of
    equally good ones."""
    last = min(WIDEST, ceil(mean + 12 * variance**0.5) + 9)
    upto = list(accumulate((exp(_log_chance(count, mean, variance)) for count in range(last)), initial=0.0))
    tail = (1 - COVERED) / 2
    lows = _around(bisect_right(upto, tail) - 1, last)
    highs = _around(bisect_right(upto, 1 - tail) - 1, last)

    def fault(ends: tuple[int, int]) -> tuple[float, int]:
        below, above = upto[ends[0]], 1 - upto[ends[1] + 1]
        return abs(1 - below - above - COVERED) + abs(below - above) * LEANS, ends[1] - ends[0]

    return min(((low, high) for low in lows for high in highs if low <= high), key=fault)


def _around(count: int, last: int) -> range:
    return range(max(0, count - 1), min(last - 1, count + 1) + 1)


def _last_whole_month(months_left: float) -> int:
    """Month of the last whole past month, 0 January to 11; -1 is the December before."""
    return 11 - ceil(months_left - 1e-9)


def _weights(season: Sequence[float], months: int, months_left: float) -> list[float]:
    """Weight of each past month, oldest first."""
    last = _last_whole_month(months_left)
    return [season[(last - back) % 12] for back in range(months - 1, -1, -1)]


def _exposure_left(season: Sequence[float], months_left: float) -> float:
    """Weight of the rest of the year; of the present month its rest alone."""
    whole = int(months_left + 1e-9)
    rest = months_left - whole
    return sum(season[12 - whole :]) + (rest * season[11 - whole] if rest > 1e-9 else 0.0)
