"""A year of invented organising, written through the ledger's own functions, and the tables of progress: every figure
by township equals a replay in plain Python (organising_by_hand.py) that shares no code with them."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from python_calamine import CalamineWorkbook

from etl.demo import AS_OF
from etl.demo.organising import write_organising
from etl.link.decisions import decisions_of
from etl.pending import decided_warehouse, with_pending
from etl.publish.folder import current_build
from etl.sql import rows
from ledger import open_ledger
from tests.conftest import Demo
from tests.golden import organising_by_hand as by_hand

TODAY = date(2026, 10, 8)
NOTHING = by_hand.Event("assigned", "listed", {"assigned_to": None}, "", 0)
"""Stands for the events of a target that nobody wrote about."""
FURTHER = ("closed_by", "township_name", "reached_set_up_on", "reached_running_on")


@dataclass(frozen=True)
class Year:
    """The built tables, and the ledger's file beside them."""

    mart: duckdb.DuckDBPyConnection
    ledger: Path
    sources: Path

    def table(self, select: str, **parameters: Any) -> list[dict[str, Any]]:
        return rows(self.mart, select, parameters)


@pytest.fixture(scope="module")
def year(demo: Demo, demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """The year worked into a copy of the published build, as pages do it."""
    folder = tmp_path_factory.mktemp("organising")
    shutil.copytree(demo_warehouse, folder / "builds")
    url = f"sqlite:///{(folder / 'ledger.sqlite').as_posix()}"
    ledger = open_ledger(url)
    write_organising(ledger, demo.truth, 1, AS_OF)
    ledger.engine.dispose()
    published = current_build(folder / "builds")
    decided = decided_warehouse(published, with_pending(published, decisions_of(url)))
    with duckdb.connect(str(decided), read_only=True) as connection:
        yield Year(connection, folder / "ledger.sqlite", demo.sources)


@pytest.fixture(scope="module")
def replayed(year: Year) -> dict[str, dict[str, Any]]:
    """Enterprise → where it stands and why it is closed, by hand; those that nobody wrote about too."""
    enterprises = {row["enterprise_id"]: row for row in year.table("select * from mart.enterprise")}
    told = by_hand.events_by_enterprise(year.ledger)
    found = {}
    for enterprise_id, row in enterprises.items():
        is_target = row["in_scope"] and row["is_larger"] and row["union_status"] == "none"
        if is_target or enterprise_id in told:
            events = told.get(enterprise_id, [])
            stands = by_hand.where_it_stands(events or [NOTHING])
            set_up, runs = (by_hand.reached(events, stage, stands) for stage in ("confirmation", "operation"))
            found[enterprise_id] = {
                **stands,
                "township_name": row["township_name"] or (events[-1].body["township_name"] if events else None),
                "closed_by": by_hand.closed_by(stands, row),
                "reached_set_up_on": set_up,
                "reached_running_on": runs,
                "events": events,
            }
    assert set(told) <= set(found), "a target whose enterprise is in no table"
    return found


def test_the_year_has_all_that_organisers_write(year: Year) -> None:
    kinds = {event.kind for events in by_hand.events_by_enterprise(year.ledger).values() for event in events}
    everything = """stage_reached visited set_aside taken_up moved_back assigned follow_up_set removed removal_checked
        listed_again undone"""
    assert kinds == set(everything.split())


def test_every_target_stands_where_the_replay_says(year: Year, replayed: dict[str, dict[str, Any]]) -> None:
    table = year.table("select * from mart.target_progress")
    columns = [*by_hand.where_it_stands([NOTHING]), *FURTHER]
    ours = {row["enterprise_id"]: {name: row[name] for name in columns} for row in table}
    assert len(ours) == len(table)
    assert ours == {key: {name: row[name] for name in columns} for key, row in replayed.items()}


def test_the_funnel_by_township_equals_the_replay(year: Year, replayed: dict[str, dict[str, Any]]) -> None:
    funnel = year.table(
        "select township_name, stage, count(*) as n from mart.target_progress where closed_by is null group by all"
    )
    by_replay = by_hand.counted(
        (row["township_name"], row["stage"]) for row in replayed.values() if row["closed_by"] is None
    )
    assert {(row["township_name"], row["stage"]): row["n"] for row in funnel} == by_replay
    assert len({stage for _township, stage in by_replay}) > 4


def test_the_stalled_by_township_equal_the_replay(year: Year, replayed: dict[str, dict[str, Any]]) -> None:
    stalled = year.table(
        "select township_name, count(*) as n from mart.target_progress where late_after < $today group by all",
        today=TODAY,
    )
    by_replay = by_hand.counted(
        (row["township_name"],)
        for row in replayed.values()
        if row["closed_by"] is None and by_hand.is_stalled(row, TODAY)
    )
    assert {(row["township_name"],): row["n"] for row in stalled} == by_replay
    assert sum(by_replay.values()) > 0


def test_the_days_that_are_left_for_a_visit_equal_the_replay(year: Year, replayed: dict[str, dict[str, Any]]) -> None:
    left = year.table("select enterprise_id, next_visit_on from mart.target_progress where next_visit_on is not null")
    by_replay = {key: by_hand.day_left(row) for key, row in replayed.items() if row["closed_by"] is None}
    assert {row["enterprise_id"]: row["next_visit_on"] for row in left} == {
        key: day for key, day in by_replay.items() if day
    }
    assert 0 < len(left) < sum(row["follow_up_on"] is not None for row in replayed.values())


def test_the_organised_by_township_and_month_equal_the_replay(year: Year, replayed: dict[str, dict[str, Any]]) -> None:
    since: dict[tuple[str, str], list[date]] = {}
    for link in year.table("select * from mart.enterprise_union where is_current and valid_from is not null"):
        since.setdefault((link["enterprise_id"], link["union_id"]), []).append(link["valid_from"])
    unions = {row["union_id"]: row for row in year.table('select * from mart."union"')}
    expected = {}
    for row in year.table("select * from mart.enterprise"):
        key, union_id = row["enterprise_id"], row["union_id"]
        found = by_hand.organised(replayed.get(key), row, since.get((key, union_id), []), unions.get(union_id))
        if found:
            expected[key] = (*found, row["township_name"])
    table = year.table("select enterprise_id, shown_by, organised_on, is_running, township_name from mart.organised")
    columns = ("shown_by", "organised_on", "is_running", "township_name")
    ours = {row["enterprise_id"]: tuple(row[name] for name in columns) for row in table}
    assert ours == expected
    assert {shown_by for shown_by, *_rest in ours.values()} == {"ledger", "progress"}


def test_the_plan_of_every_township_is_what_the_file_says(year: Year) -> None:
    [file] = year.sources.glob("年度组建计划_*.xlsx")
    written = dict(by_hand.plans(CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()))
    table = year.table("select * from mart.plan_year")
    ours = {
        (row["township_name"], row["year"]): (row["enterprises_to_organise"], row["workers_to_cover"]) for row in table
    }
    assert ours == written
    assert len({township for township, _year in written}) == 14


def test_a_step_happened_on_a_day_of_the_year_and_a_person_of_the_demo_wrote_it(year: Year) -> None:
    events = [event for told in by_hand.events_by_enterprise(year.ledger).values() for event in told]
    days = [event.day for event in events if event.body.get("happened_on")]
    assert min(days) > AS_OF.replace(year=AS_OF.year - 1)
    assert max(days) <= AS_OF
    assert {event.actor[:2] for event in events} == {"演示"}
