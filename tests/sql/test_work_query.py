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
    removal, removal_is_open, removal_by, assigned_to, next_visit_on, late_after, closed_by
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


@pytest.mark.parametrize("which", ["late_after", "next_visit_on"])
@pytest.mark.parametrize(
    ("days", "expected"), [(1, "overdue"), (0, "today"), (-1, "week"), (-6, "week"), (-7, "unassigned")]
)
def test_what_is_due_stands_by_its_day(mart: duckdb.DuckDBPyConnection, which: str, days: int, expected: str) -> None:
    assert part(mart, stage="survey", stage_position=1, **{which: before(days)}) == expected


def test_on_a_side_track_a_day_that_was_set_is_due(mart: duckdb.DuckDBPyConnection) -> None:
    aside = {"stage": "survey", "stage_position": 1, "track": "deferred"}
    assert part(mart, **aside) == "later"
    assert part(mart, **aside, next_visit_on=TODAY) == "today"


def test_the_earlier_of_both_days_counts(mart: duckdb.DuckDBPyConnection) -> None:
    assert part(mart, late_after=before(-10), next_visit_on=TODAY) == "today"
    assert part(mart, late_after=before(1), next_visit_on=before(-5)) == "overdue"


def test_what_a_colleague_is_to_do_is_not_due_to_me(mart: duckdb.DuckDBPyConnection) -> None:
    assert part(mart, next_visit_on=TODAY, assigned_to="乙") == "others"
    assert part(mart, next_visit_on=TODAY, assigned_to="甲") == "today"
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
