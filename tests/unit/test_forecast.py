"""The forecast of a township's year: what it says, and when it says nothing."""

import numpy as np
import pytest

from etl.progress.forecast import Forecast, Habit, forecast, habit_of

STEADY = [2, 1, 3, 2, 2, 1, 2, 3, 2, 2, 1, 3]


def test_the_rest_of_the_year_goes_on_at_the_present_pace() -> None:
    told = forecast(STEADY, 18, 3.0)
    assert told is not None
    assert told.expected == pytest.approx(24, abs=1)
    assert 18 <= told.low < 24 < told.high
    assert (told.done, told.months_of_history) == (18, 12)


def test_with_few_months_or_hardly_anything_organised_it_says_nothing() -> None:
    assert forecast(STEADY[:5], 10, 7.0) is None
    assert forecast([0, 0, 1, 0, 0, 0, 1, 0, 0], 2, 3.0) is None
    assert forecast([], 0, 12.0) is None
    assert forecast([1, 0, 1, 0, 0, 1], 3, 6.0) is not None


def test_a_year_that_is_over_is_what_was_done() -> None:
    assert forecast(STEADY, 24, 0.0) == Forecast(24, 24.0, 24, 24, 12)


def test_what_is_done_is_never_less_than_the_lower_end() -> None:
    for seed in range(20):
        months = np.random.default_rng(seed).poisson(0.8, 12).tolist()
        told = forecast(months, sum(months), 2.4)
        assert told is None or sum(months) <= told.low <= told.expected <= told.high + 1


def test_recent_months_weigh_more_where_pace_drifts() -> None:
    habit = Habit(discount=0.85)
    slowing, quickening = [4] * 6 + [1] * 6, [1] * 6 + [4] * 6
    assert forecast(quickening, 20, 4.0, habit).expected > forecast(slowing, 20, 4.0, habit).expected + 3


def test_a_month_that_has_begun_counts_for_what_is_left_of_it() -> None:
    habit = Habit(season=(1.0,) * 9 + (2.6, 0.2, 0.2), rate=2.0, discount=1.0)
    october_begins = forecast([2] * 9, 18, 3.0, habit)
    october_half_gone = forecast([2] * 9, 18, 2.5, habit)
    november_begins = forecast([2] * 9 + [5], 18, 2.0, habit)
    assert october_begins.expected - 18 == pytest.approx(2 * 3.0, rel=0.05)
    assert october_half_gone.expected - 18 == pytest.approx(2 * 1.7, rel=0.05)
    assert november_begins.expected - 18 == pytest.approx(2 * 0.4, rel=0.05)


def test_the_season_of_the_county_is_learned_by_the_names_of_the_months() -> None:
    """36 months that end with September: autumn brings three times as much."""
    rng = np.random.default_rng(3)
    calendar = (np.arange(36) + 9) % 12  # the first month is an October
    pace = np.where(calendar < 8, 1.0, 3.0)
    townships = [rng.poisson(4 * pace).tolist() for _township in range(14)]
    season = habit_of(townships, 3.0).season
    assert {int(month) for month in np.argsort(season)[-4:]} == {8, 9, 10, 11}
    assert sum(season) == pytest.approx(12)


def test_a_season_that_chance_alone_explains_is_none() -> None:
    flat = habit_of([[1] * 12, [2] * 12, [0] * 12], 5.0)
    assert flat.season == pytest.approx((1.0,) * 12)


def test_townships_that_vary_more_than_chance_get_wider_intervals() -> None:
    rng = np.random.default_rng(5)
    even = [rng.poisson(3, 24).tolist() for _township in range(10)]
    uneven = [(3 * rng.poisson(1, 24)).tolist() for _township in range(10)]
    assert habit_of(even, 3.0).spread < habit_of(uneven, 3.0).spread


def test_the_interval_holds_four_in_five_where_the_pace_is_steady() -> None:
    rng = np.random.default_rng(11)
    held = []
    for _county in range(12):
        paces = rng.gamma(2, 1, 14)
        counts = [rng.poisson(pace, 24) for pace in paces]
        habit = habit_of([months[:18].tolist() for months in counts], 6.0)
        for months in counts:
            told = forecast(months[:18].tolist(), int(months[12:18].sum()), 6.0, habit)
            if told is not None:
                held.append(told.low <= months[12:].sum() <= told.high)
    assert 0.72 <= np.mean(held) <= 0.88
    assert len(held) > 120
