"""Whose work an enterprise is, and when it is due: the page's own SQL on literal rows, both sides of every border."""

from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pytest

from ui import warehouse

TODAY = date(2026, 10, 8)
ASKED = {"me": "甲", "townships": ["辉埠镇"], "today": TODAY, "search": "", "row_limit": 30}
KNOWN = """
create table mart.target_progress as select * from (values (
    null::varchar, null::varchar, null::varchar, null::integer, null::varchar, null::integer, null::date, null::varchar,
    null::varchar, null::varchar, null::boolean, null::varchar, null::varchar, null::date, null::date, null::varchar
)) as empty (
    enterprise_id, enterprise_name, township_name, headcount, stage, stage_position, stage_since, track, refusal,
    removal, removal_is_open, removal_by, assigned_to, follow_up_on, last_visit_on, closed_by
) where false
"""


@pytest.fixture
def mart() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create schema mart")
        connection.execute(KNOWN)
        connection.execute("create table mart.target (enterprise_id varchar, priority integer)")
        connection.execute("create table mart.stage (stage varchar, position integer, stall_days integer)")
        connection.execute("insert into mart.stage values ('listed', 0, null), ('survey', 1, null), ('contact', 2, 30)")
        yield connection


def part(mart: duckdb.DuckDBPyConnection, **facts: object) -> str | None:
    """The part where one enterprise stands with these facts; None where it is not shown at all."""
    row = {"enterprise_id": "C-1", "enterprise_name": "一厂", "township_name": "辉埠镇", "removal_is_open": False}
    row |= {"stage": "listed", "stage_position": 0} | facts
    mart.execute("delete from mart.target_progress")
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    mart.execute(f"insert into mart.target_progress ({names}) values ({marks})", list(row.values()))
    found = mart.execute(warehouse.sql("work"), ASKED).fetchall()
    return found[0][0] if found else None


def before(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("since", "expected"),
    [(31, "overdue"), (30, "today"), (29, "week"), (24, "week"), (23, "unassigned")],
)
def test_a_stage_is_late_after_its_days(mart: duckdb.DuckDBPyConnection, since: int, expected: str) -> None:
    assert part(mart, stage="survey", stage_position=1, stage_since=before(since)) == expected


def test_on_a_side_track_nothing_is_late_but_a_day_that_was_set_is_due(mart: duckdb.DuckDBPyConnection) -> None:
    aside = {"stage": "survey", "stage_position": 1, "stage_since": before(90), "track": "deferred"}
    assert part(mart, **aside) == "later"
    assert part(mart, **aside, follow_up_on=TODAY) == "today"


@pytest.mark.parametrize(("visited", "expected"), [(None, "overdue"), (3, "overdue"), (2, "unassigned")])
def test_a_day_that_was_set_is_kept_by_a_visit_on_it_or_later(
    mart: duckdb.DuckDBPyConnection, visited: int | None, expected: str
) -> None:
    last = None if visited is None else before(visited)
    assert part(mart, follow_up_on=before(2), last_visit_on=last) == expected


def test_the_earlier_of_both_days_counts(mart: duckdb.DuckDBPyConnection) -> None:
    surveyed = {"stage": "survey", "stage_position": 1, "stage_since": before(20)}
    assert part(mart, **surveyed, follow_up_on=TODAY) == "today"
    assert part(mart, **surveyed | {"stage_since": before(31)}, follow_up_on=before(-5)) == "overdue"


def test_what_a_colleague_is_to_do_is_not_due_to_me(mart: duckdb.DuckDBPyConnection) -> None:
    assert part(mart, follow_up_on=TODAY, assigned_to="乙") == "others"
    assert part(mart, follow_up_on=TODAY, assigned_to="甲") == "today"
    assert part(mart, assigned_to="甲") == "later"


def test_a_removal_waits_for_somebody_else_than_who_asked(mart: duckdb.DuckDBPyConnection) -> None:
    asked = {"removal": "headcount_changed", "removal_is_open": True}
    assert part(mart, **asked, removal_by="乙") == "check"
    assert part(mart, **asked, removal_by="甲") == "later"


def test_what_is_closed_or_another_s_township_is_not_shown_and_what_is_not_placed_is(
    mart: duckdb.DuckDBPyConnection,
) -> None:
    assert part(mart, closed_by="ledger") is None
    assert part(mart, township_name="芳村镇") is None
    assert part(mart, township_name=None) == "unassigned"


def test_who_has_no_step_left_is_not_without_somebody_to_go(mart: duckdb.DuckDBPyConnection) -> None:
    assert part(mart, stage="contact", stage_position=2, stage_since=before(400)) == "later"
