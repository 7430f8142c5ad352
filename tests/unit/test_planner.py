"""The month's plan of visits: every rule that the page tells the user holds, and nothing better is left out."""

from collections import Counter, defaultdict
from itertools import combinations

import numpy as np
import pytest

from etl.progress.planner import WORKING_DAYS, Candidate, Organiser, Visit, least_visits, plan

EVERYONE = (Organiser("甲", ("*",)), Organiser("乙", ("*",)))


def invented(count: int, seed: int = 1, townships: int = 6, places: int = 3) -> list[Candidate]:
    rng = np.random.default_rng(seed)
    return [
        Candidate(
            f"C-{number:04}",
            f"乡{int(rng.integers(townships) ** 2 / townships)}",
            f"村{rng.integers(places)}",
            int(rng.integers(25, 900)),
            float(rng.uniform(0.05, 0.9)),
        )
        for number in range(count)
    ]


def by_id(candidates: list[Candidate]) -> dict[str, Candidate]:
    return {one.enterprise_id: one for one in candidates}


def days_of(visits: list[Visit]) -> dict[tuple[str, int], list[str]]:
    days: dict[tuple[str, int], list[str]] = defaultdict(list)
    for visit in visits:
        days[visit.organiser, visit.day].append(visit.enterprise_id)
    return days


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("visits", "per_day"), [(7, 2), (40, 4), (90, 3)])
def test_no_enterprise_twice_and_no_more_visits_than_asked(seed: int, visits: int, per_day: int) -> None:
    planned = plan(invented(120, seed), visits, EVERYONE, per_day)
    assert len({visit.enterprise_id for visit in planned}) == len(planned) <= visits
    assert len(planned) >= visits * 0.9


@pytest.mark.parametrize("seed", range(4))
def test_a_day_is_in_one_place_and_holds_no_more_than_a_day(seed: int) -> None:
    candidates = invented(120, seed)
    known, planned = by_id(candidates), plan(candidates, 40, EVERYONE, 4)
    for seen in days_of(planned).values():
        assert len(seen) <= 4
        assert len({(known[one].township_name, known[one].place) for one in seen}) == 1


@pytest.mark.parametrize("seed", range(4))
def test_days_lie_together(seed: int) -> None:
    planned = plan(invented(120, seed), 40, EVERYONE, 4)
    assert len(days_of(planned)) <= 13  # ten full days, a quarter more


def test_every_township_gets_at_least_half_of_its_share() -> None:
    """The poor township's candidates gain next to nothing, and are visited all the same."""
    rich = [Candidate(f"R{number}", "富镇", "村", 900, 0.9) for number in range(60)]
    poor = [Candidate(f"P{number}", "穷乡", "村", 25, 0.05) for number in range(20)]
    planned = plan(rich + poor, 40, EVERYONE, 4)
    assert Counter(visit.enterprise_id[0] for visit in planned) == {"R": 35, "P": 5}
    assert least_visits({"富镇": 60, "穷乡": 20}, 40) == {"富镇": 15, "穷乡": 5}


@pytest.mark.parametrize("seed", range(6))
def test_the_balance_holds_in_every_invented_county(seed: int) -> None:
    candidates = invented(150, seed, townships=8)
    known = by_id(candidates)
    planned = Counter(known[visit.enterprise_id].township_name for visit in plan(candidates, 48, EVERYONE, 4))
    counts = Counter(one.township_name for one in candidates)
    assert {name: least for name, least in least_visits(counts, 48).items() if planned[name] < least} == {}


def test_nobody_is_sent_to_anothers_township() -> None:
    candidates = invented(150, townships=8)
    known = by_id(candidates)
    people = (Organiser("甲", ("乡0", "乡1")), Organiser("乙", ("乡2",)), Organiser("丙", ("乡2", "乡3")))
    theirs = {one.name: one.townships for one in people}
    planned = plan(candidates, 60, people, 4)
    assert all(known[visit.enterprise_id].township_name in theirs[visit.organiser] for visit in planned)
    assert {visit.organiser for visit in planned} == {"甲", "乙", "丙"}


def test_a_month_has_only_so_many_days() -> None:
    planned = plan(invented(600), 400, EVERYONE[:1], 4)
    assert max(visit.day for visit in planned) <= WORKING_DAYS
    assert len(planned) <= WORKING_DAYS * 4


def test_organisers_of_the_same_townships_have_as_many_days() -> None:
    days = Counter(organiser for organiser, _day in days_of(plan(invented(150), 60, EVERYONE, 4)))
    assert abs(days["甲"] - days["乙"]) <= 1


def test_days_are_counted_from_the_first_without_a_gap() -> None:
    for organiser in EVERYONE:
        days = {day for name, day in days_of(plan(invented(150), 60, EVERYONE, 4)) if name == organiser.name}
        assert days == set(range(1, len(days) + 1))


def test_the_same_question_has_the_same_answer_whatever_the_order() -> None:
    candidates = invented(150)
    told = plan(candidates, 60, EVERYONE, 4)
    assert plan(candidates[::-1], 60, EVERYONE[::-1], 4) == told
    assert plan(candidates, 60, EVERYONE, 4) == told


def test_the_gain_of_a_visit_is_headcount_times_chance() -> None:
    [visit] = plan([Candidate("C", "乡", "村", 200, 0.25)], 5, EVERYONE, 4)
    assert (visit.enterprise_id, visit.day, visit.expected_gain) == ("C", 1, 50.0)


def test_who_is_expected_to_win_nothing_is_not_visited() -> None:
    """An unknown headcount reaches the planner as 0."""
    assert plan([Candidate("C", "乡", "村", 0, 0.9)], 5, EVERYONE, 4) == []
    assert plan([], 5, EVERYONE, 4) == []
    assert plan(invented(10), 0, EVERYONE, 4) == []
    assert plan(invented(10), 5, (), 4) == []


def test_no_choice_of_places_gains_more() -> None:
    """Against every choice of days in places, tried one by one: one organiser, two days, two visits a day."""
    candidates = invented(14, seed=3, townships=2, places=3)
    gained = sum(visit.expected_gain for visit in plan(candidates, 4, EVERYONE[:1], 2))
    blocks = defaultdict(list)
    for one in sorted(candidates, key=lambda one: -one.gain):
        blocks[one.township_name, one.place].append(one)
    days = [found[at : at + 2] for found in blocks.values() for at in range(0, len(found), 2)]
    least = least_visits(Counter(one.township_name for one in candidates), 4)
    best = 0.0
    for chosen in (choice for size in (1, 2, 3) for choice in combinations(days, size)):
        seen = [one for day in chosen for one in day]
        for visited in combinations(seen, min(4, len(seen))):
            towns = Counter(one.township_name for one in visited)
            if all(towns[name] >= count for name, count in least.items()):
                best = max(best, sum(one.gain for one in visited))
    assert gained == pytest.approx(best, rel=0.002)
