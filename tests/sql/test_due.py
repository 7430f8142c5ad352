"""What is due at a target and what has stalled: by one rule in the table, the same on every page that counts it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import duckdb
import pytest

from etl import sql
from ledger.targets import Evidence, follow_up, remove, set_aside, step, visit
from tests.sql.test_organising_tables import COVERED, DAY, OPEN, SHOWN, Office
from ui import warehouse


@pytest.fixture
def office(build_connection: duckdb.DuckDBPyConnection) -> Iterator[Office]:
    opened = Office(build_connection)
    yield opened
    opened.ledger.engine.dispose()


def due(office: Office) -> dict[str, list[date | None]]:
    """Enterprise → last day on which it is not stalled, and the day set for going there that is left."""
    return {
        key: days
        for key, *days in office.ask("select enterprise_id, late_after, next_visit_on from mart.target_progress")
    }


def test_a_target_is_late_after_the_days_of_the_next_stage_and_nobody_is_who_rests_or_waits(office: Office) -> None:
    for enterprise_id in ("C-late", "C-rests", "C-asked", "C-covered"):
        office.say(enterprise_id, step, "survey", SHOWN)
        office.say(enterprise_id, follow_up, date(2026, 4, 9))
    office.say("C-rests", set_aside, "deferred", DAY, "production_stopped")
    office.say("C-asked", remove, "headcount_changed", DAY)
    office.up_to("C-works", "operation")
    office.make(
        {"C-listed": OPEN, "C-covered": COVERED} | dict.fromkeys(("C-late", "C-rests", "C-asked", "C-works"), OPEN)
    )
    assert due(office) == {
        "C-late": [date(2026, 3, 23), date(2026, 4, 9)],
        "C-rests": [None, date(2026, 4, 9)],
        "C-asked": [None, None],
        "C-covered": [None, None],
        "C-listed": [None, None],
        "C-works": [None, None],
    }


@pytest.mark.parametrize(("gone", "left"), [(-1, date(2026, 4, 9)), (0, None), (1, None)])
@pytest.mark.parametrize("brought", ["visit", "step"])
def test_a_day_agreed_is_used_up_by_a_visit_or_step_on_it_or_later(
    office: Office, brought: str, gone: int, left: date | None
) -> None:
    office.say("C-1", follow_up, date(2026, 4, 9))
    day = date(2026, 4, 9 + gone)
    if brought == "visit":
        office.say("C-1", visit, day, "nobody_met")
    else:
        office.say("C-1", step, "survey", Evidence(day))
    office.make({"C-1": OPEN})
    assert due(office)["C-1"][1] == left


def test_every_page_counts_due_and_stalled_by_the_same_days(office: Office) -> None:
    today, agreed = date(2026, 4, 1), date(2026, 3, 25)
    for enterprise_id in ("C-late", "C-asked", "C-rests", "C-fresh"):
        office.say(enterprise_id, step, "survey", SHOWN)
        office.say(enterprise_id, follow_up, agreed)
    office.say("C-asked", remove, "headcount_changed", DAY)
    office.say("C-rests", set_aside, "deferred", DAY, "production_stopped")
    office.say("C-fresh", step, "contact", Evidence(agreed))
    office.make(dict.fromkeys(("C-late", "C-asked", "C-rests", "C-fresh"), OPEN))
    office.connection.execute("alter table warehouse.mart.enterprise add column address varchar")
    for column in ("zone_name", "credit_code"):
        office.connection.execute(f"alter table warehouse.mart.enterprise add column {column} varchar")
    office.connection.execute("alter table warehouse.mart.target add column priority integer")
    office.connection.execute(
        "create table warehouse.mart.rectification_order (subject varchar, union_name varchar, township_name varchar,"
        " problem varchar, due_on date, issued_at timestamp, state varchar)"
    )
    office.connection.execute("use warehouse")
    by_name = {"townships": [], "row_limit": None, "today": today, "until": today + timedelta(days=30)}

    def asked(query: str, **more: Any) -> list[dict[str, Any]]:
        statement = warehouse.sql(query)
        bound = {name: value for name, value in (by_name | more).items() if f"${name}" in statement}
        return sql.rows(office.connection, statement, bound)

    late, gone = {"C-late"}, {"C-late", "C-rests"}
    assert sum(row["stalled"] for row in asked("progress_stages")) == len(late)
    of_list = {"stages": [], "tracks": []}
    assert {row["enterprise_id"] for row in asked("progress_targets", which="stalled", **of_list)} == late
    listed = asked("visit_list", assignee="", reasons=[])
    assert {row["enterprise_id"] for row in listed if "stalled" in row["list_reasons"]} == late
    assert {row["enterprise_id"] for row in listed if "due" in row["list_reasons"]} == gone
    chosen = asked("visit_list", assignee="", reasons=["stalled"])
    assert [(row["enterprise_id"], row["list_reasons"]) for row in chosen] == [("C-late", ["due", "stalled"])]
    days = asked("calendar", assignee="")
    assert {row["about"] for row in days if row["kind"] == "stall" and row["due_on"] < today} == late
    assert {row["about"] for row in days if row["kind"] == "follow_up"} == gone
    near = {row["enterprise_id"] for row in asked("progress_targets", which="due", **of_list)}
    assert near == gone
    assert sum(row["due"] for row in asked("progress_due")) == len(near)
    work = asked("work", me="组建员甲", search="", row_limit=30)
    assert {row["enterprise_id"] for row in work if row["part"] == "overdue"} == gone
    told = {key: sql.rows(office.connection, warehouse.sql("target_of_enterprise"), {"id": key})[0] for key in gone}
    assert {key: (row["late_after"], row["next_visit_on"]) for key, row in told.items()} == {
        "C-late": (date(2026, 3, 23), agreed),
        "C-rests": (None, agreed),
    }
