"""Where to go this month: which enterprises, by whom, on which day, so that the visits are expected to win the most
workers.

An optimisation of whole numbers, solved by HiGHS: how many days each group of organisers spends in each place. Which
enterprises of a place are seen follows from that exactly, because every rule is a count of a place in a township. The
rules, as the user is told them ([P], docs/decisions.md): an organiser goes to one place a day and only in their own
townships; every township with candidates gets at least half of its share of the visits, by its number of candidates;
days are a quarter more than full ones would be. Pure arithmetic, no table is read; the same question, the same answer.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

import highspy
import numpy as np

EVERYWHERE = "*"
LEAST_SHARE = 0.5
"""Of its share of the visits, by number of candidates, a township gets at least so much ([P])."""
SPARE_DAYS = 1.25
"""Days against those that would do were each of them full ([P]): scattered enterprises need more."""
WORKING_DAYS = 21
GAP = 0.001
"""A plan is good enough where no other can gain a thousandth more."""

Place = tuple[str, str]
"""Township and place: a zone that lies in two townships is two places."""
Townships = tuple[str, ...]
"""Whose organisers go to the same townships are one group: whoever of them goes is the same to the plan."""


@dataclass(frozen=True)
class Candidate:
    """An enterprise that can be visited: `headcount` in workers, `chance` (0–1) that a visit brings the next stage."""

    enterprise_id: str
    township_name: str
    place: str
    headcount: int
    chance: float

    @property
    def gain(self) -> float:
        """Workers that a visit is expected to win."""
        return self.headcount * self.chance


@dataclass(frozen=True)
class Visit:
    """Who goes where on which day of theirs, 1 is the first; `expected_gain` in workers."""

    enterprise_id: str
    organiser: str
    day: int
    expected_gain: float


@dataclass(frozen=True)
class Organiser:
    """Somebody who visits, and the townships that are theirs ('*': all)."""

    name: str
    townships: Townships


@dataclass(frozen=True)
class _Question:
    """What is asked: gains by place, the best first; groups with how many are in them."""

    gains: dict[Place, list[float]]
    groups: dict[Townships, int]
    least: dict[str, int]
    visits: int
    days: int
    per_day: int

    @property
    def choices(self) -> list[tuple[Townships, Place]]:
        """Who may go where."""
        return [(group, place) for group in self.groups for place in self.gains if _is_theirs(group, place[0])]


def plan(candidates: Sequence[Candidate], visits: int, organisers: Sequence[Organiser], per_day: int) -> list[Visit]:
    """At most `visits` visits, `per_day` a day, by organiser and day; an enterprise at most once.

    Where the month has too few days for a township's share, it gets as much of it as there are days for. Nobody's
    townships' candidates are left out, and so is who is expected to win nothing.
    """
    reached = [
        one
        for one in candidates
        if one.gain > 0 and any(_is_theirs(o.townships, one.township_name) for o in organisers)
    ]
    if visits < 1 or per_day < 1 or not reached:
        return []
    by_place: dict[Place, list[Candidate]] = defaultdict(list)
    for one in sorted(reached, key=lambda one: (one.township_name, one.place, -one.gain, one.enterprise_id)):
        by_place[one.township_name, one.place].append(one)
    groups = dict(sorted(Counter(tuple(sorted(set(one.townships))) for one in organisers).items()))
    gains = {place: [one.gain for one in found] for place, found in by_place.items()}
    least = least_visits(Counter(one.township_name for one in reached), visits)
    days = max(ceil(SPARE_DAYS * visits / per_day), sum(_days_needed(gains, least, per_day).values()))
    question = _Question(gains, groups, least, visits, days, per_day)
    chosen = _chosen(by_place, _days_by_place(question), question)
    return _calendar(chosen, _days_by_group(chosen, question), organisers, per_day)


def least_visits(candidates: dict[str, int], visits: int) -> dict[str, int]:
    """How many visits each township gets at least, by its number of candidates."""
    total = sum(candidates.values())
    reach = min(visits, total)
    return {name: int(LEAST_SHARE * reach * count / total) for name, count in sorted(candidates.items())}


def _is_theirs(townships: Townships, township: str) -> bool:
    return EVERYWHERE in townships or township in townships


def _days_needed(gains: dict[Place, list[float]], least: dict[str, int], per_day: int) -> dict[str, int]:
    """The fewest days in which each township can get its least: in its fullest places first."""
    needed = {}
    for township, wanted in least.items():
        sizes = [len(found) for place, found in gains.items() if place[0] == township]
        days = sorted((min(per_day, size - start) for size in sizes for start in range(0, size, per_day)), reverse=True)
        reached = np.cumsum([0, *days])
        needed[township] = int(np.searchsorted(reached, wanted))
    return needed


def _days_by_place(asked: _Question) -> dict[Place, int]:
    """Days in each place by the plan that gains most. Columns: candidates seen; first, second … day of each place, each
    of which opens the next best candidates; days of each group in each place; visits that a township lacks."""
    choices, places, towns = asked.choices, list(asked.gains), list(asked.least)
    gains = np.concatenate([np.array(found) for found in asked.gains.values()])
    opens = [(place, start) for place in places for start in range(0, len(asked.gains[place]), asked.per_day)]
    first_day, first_choice = len(gains), len(gains) + len(opens)
    first_lack = first_choice + len(choices)
    model = _Model()
    model.columns(-gains, np.ones(len(gains)), whole=False)
    model.columns(np.zeros(len(opens)), np.ones(len(opens)), whole=True)
    model.columns(np.zeros(len(choices)), np.full(len(choices), asked.days), whole=False)
    model.columns(np.full(len(towns), 20 * gains.max()), np.array(list(asked.least.values())), whole=False)
    seen, in_town = 0, defaultdict(list)
    for number, (place, start) in enumerate(opens, start=first_day):
        for _one in asked.gains[place][start : start + asked.per_day]:
            model.row({seen: 1, number: -1}, upper=0)
            in_town[place[0]].append(seen)
            seen += 1
    for place in places:
        days = [first_day + at for at, (where, _start) in enumerate(opens) if where == place]
        spent = [first_choice + at for at, (_group, where) in enumerate(choices) if where == place]
        model.row({**dict.fromkeys(days, 1), **dict.fromkeys(spent, -1)}, lower=0, upper=0)
    for number, town in enumerate(towns, start=first_lack):
        model.row({**dict.fromkeys(in_town[town], 1), number: 1}, lower=asked.least[town])
    for group, people in asked.groups.items():
        theirs = [first_choice + at for at, (who, _place) in enumerate(choices) if who == group]
        model.row(dict.fromkeys(theirs, 1), upper=WORKING_DAYS * people)
    model.row(dict.fromkeys(range(len(gains)), 1), upper=asked.visits)
    model.row(dict.fromkeys(range(first_day, first_choice), 1), upper=asked.days)
    worked = model.solved()[first_day:first_choice]
    return dict(Counter(place for (place, _start), is_worked in zip(opens, worked, strict=True) if round(is_worked)))


def _chosen(
    by_place: dict[Place, list[Candidate]], days: dict[Place, int], asked: _Question
) -> dict[Place, list[Candidate]]:
    """The candidates to see in each place in its days: each township's least first, then whoever gains most. Rules that
    are counts of places in townships in the county make this the best choice, not merely a good one."""
    room = {place: days.get(place, 0) * asked.per_day for place in by_place}
    lacking, left = dict(asked.least), asked.visits
    ranked = sorted(
        ((one.gain, place, one) for place, found in by_place.items() for one in found),
        key=lambda row: (-row[0], row[2].enterprise_id),
    )
    taken: dict[str, tuple[Place, Candidate]] = {}
    for needs_least in (True, False):
        for _gain, place, one in ranked:
            if one.enterprise_id in taken or not room[place] or not left or (needs_least and not lacking[place[0]]):
                continue
            taken[one.enterprise_id] = place, one
            room[place] -= 1
            left -= 1
            lacking[place[0]] -= needs_least
    found: dict[Place, list[Candidate]] = defaultdict(list)
    for _gain, place, one in ranked:
        if one.enterprise_id in taken:
            found[place].append(one)
    return dict(sorted(found.items()))


def _days_by_group(chosen: dict[Place, list[Candidate]], asked: _Question) -> dict[tuple[Townships, Place], int]:
    """Who spends how many days in each place, so that the busiest group's members have as few days as can be."""
    choices = [(group, place) for group, place in asked.choices if place in chosen]
    model = _Model()
    model.columns(np.zeros(len(choices)), np.full(len(choices), asked.days), whole=True)
    model.columns(np.ones(1), np.full(1, WORKING_DAYS), whole=False)
    for place, found in chosen.items():
        here = [at for at, (_group, where) in enumerate(choices) if where == place]
        needed = ceil(len(found) / asked.per_day)
        model.row(dict.fromkeys(here, 1), lower=needed, upper=needed)
    for group, people in asked.groups.items():
        theirs = [at for at, (who, _place) in enumerate(choices) if who == group]
        model.row({**dict.fromkeys(theirs, 1), len(choices): -people}, upper=0)
    return {choice: round(count) for choice, count in zip(choices, model.solved(), strict=False) if round(count)}


def _calendar(
    chosen: dict[Place, list[Candidate]],
    days: dict[tuple[Townships, Place], int],
    organisers: Sequence[Organiser],
    per_day: int,
) -> list[Visit]:
    """The days of each place cut from its visits, the most gaining first, handed to the members of the groups in turn
    of places, so that somebody's days lie near each other."""
    cut = {place: [found[at : at + per_day] for at in range(0, len(found), per_day)] for place, found in chosen.items()}
    ordered = sorted(days.items(), key=lambda item: item[0])
    visits = []
    for group, given in groupby(ordered, key=lambda item: item[0][0]):
        whole = [cut[place].pop(0) for (_group, place), count in given for _day in range(count)]
        members = sorted(one.name for one in organisers if tuple(sorted(set(one.townships))) == group)
        for name, start, end in _shares(members, len(whole)):
            visits += [
                Visit(one.enterprise_id, name, day, one.gain)
                for day, seen in enumerate(whole[start:end], start=1)
                for one in seen
            ]
    return sorted(visits, key=lambda visit: (visit.organiser, visit.day, -visit.expected_gain, visit.enterprise_id))


def _shares(members: Sequence[str], days: int) -> Iterator[tuple[str, int, int]]:
    """Consecutive days for each member, as equal as can be."""
    for number, name in enumerate(members):
        yield name, days * number // len(members), days * (number + 1) // len(members)


class _Model:
    """A programme of columns and rows for HiGHS, which minimises."""

    def __init__(self) -> None:
        self._cost: list[np.ndarray] = []
        self._upper: list[np.ndarray] = []
        self._whole: list[bool] = []
        self._rows: list[tuple[dict[int, float], float, float]] = []

    def columns(self, cost: np.ndarray, upper: np.ndarray, whole: bool) -> None:
        """Further columns between 0 and `upper`."""
        self._cost.append(cost)
        self._upper.append(upper)
        self._whole += [whole] * len(cost)

    def row(
        self, weights: dict[int, float], lower: float = -highspy.kHighsInf, upper: float = highspy.kHighsInf
    ) -> None:
        """A further row: the weighted sum of columns lies between `lower` and `upper`."""
        self._rows.append((weights, lower, upper))

    def solved(self) -> list[float]:
        """The columns of the best plan. No limit of time: it would give another plan on a slower machine."""
        programme = highspy.HighsLp()
        programme.num_col_, programme.num_row_ = len(self._whole), len(self._rows)
        programme.col_cost_ = np.concatenate(self._cost)
        programme.col_lower_ = np.zeros(len(self._whole))
        programme.col_upper_ = np.concatenate(self._upper).astype(float)
        programme.row_lower_ = np.array([lower for _weights, lower, _upper in self._rows])
        programme.row_upper_ = np.array([upper for _weights, _lower, upper in self._rows])
        matrix = programme.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.cumsum([0, *(len(weights) for weights, *_bounds in self._rows)])
        matrix.index_ = np.array([column for weights, *_bounds in self._rows for column in weights])
        matrix.value_ = np.array([value for weights, *_bounds in self._rows for value in weights.values()], dtype=float)
        kinds = highspy.HighsVarType
        programme.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in self._whole]
        solver = highspy.Highs()
        solver.silent()
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("mip_rel_gap", GAP)
        solver.passModel(programme)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"HiGHS: {solver.modelStatusToString(solver.getModelStatus())}")
        return list(solver.getSolution().col_value)
