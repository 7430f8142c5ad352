# ruff: noqa: E501  (rows of data stay on one line)
"""How targets come on, in the tables: what closes one, what opens it again, who counts as organised and since when."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import duckdb
import pytest

from etl.check import failures, load_checks
from etl.link.decisions import Decisions
from ledger import Ledger, open_ledger
from ledger.plans import enter
from ledger.progress import standing
from ledger.stages import STAGES
from ledger.targets import (
    OfTarget,
    assign,
    check_removal,
    follow_up,
    remove,
    set_aside,
    step,
    undo,
    visit,
)
from ledger.verdicts import Told
from tests.ledger.conftest import ANNA, BERT
from tests.sql.conftest import LiteralCounty
from tests.sql.organising_office import COVERED, DAY, OPEN, SHOWN, Office
from tests.sql.test_link import HONGDA, UNION, XINHUA, A, union
from tests.sql.test_link_decisions import BIG, E1, E2, U


@pytest.fixture
def office(build_connection: duckdb.DuckDBPyConnection) -> Iterator[Office]:
    opened = Office(build_connection)
    yield opened
    opened.ledger.engine.dispose()


def test_every_stage_is_told_in_order_with_the_county_s_days(office: Office) -> None:
    office.make({})
    told = office.ask("select stage, position, stall_days from mart.stage order by position")
    assert [stage for stage, _position, _days in told] == list(STAGES)
    assert [days for _stage, _position, days in told] == [None, None, 21, 60, 15, 15, 30, 15, 60, 180]


def test_a_target_that_nobody_wrote_about_is_listed(office: Office) -> None:
    office.make({"C-1": OPEN})
    columns = "enterprise_id_written, enterprise_name, township_name, headcount, stage, stage_since, visits, sequence"
    assert office.ask(f"select {columns}, removal_is_open, closed_by from mart.target_progress") == [
        (None, "C-1公司", "球川镇", 40, "listed", None, 0, 0, False, None)
    ]


def test_a_target_stands_where_its_events_put_it_under_the_names_of_now(office: Office) -> None:
    office.up_to("C-1", "preparation")
    office.say("C-1", set_aside, "deferred", date(2026, 4, 1), "production_stopped")
    office.say("C-1", assign, "组建员丙")
    office.say("C-1", follow_up, date(2026, 12, 1))
    office.make({"C-1": OPEN})
    columns = """enterprise_name, township_name, stage, stage_position, stage_since, track, track_since, refusal, visits,
        last_visit_on, assigned_to, follow_up_on, sequence, last_by"""
    assert office.ask(f"select {columns} from mart.target_progress") == [
        (
            "C-1公司",
            "球川镇",
            "preparation",
            3,
            DAY,
            "deferred",
            date(2026, 4, 1),
            "production_stopped",
            1,
            DAY,
            "组建员丙",
            date(2026, 12, 1),
            6,
            "审核员乙",
        )
    ]


def test_what_closes_a_target_and_what_leaves_it_open(office: Office) -> None:
    counties = {
        "C-open": OPEN,
        "C-ledger": COVERED,
        "C-removed": OPEN,
        "C-asked": OPEN,
        "C-small": {**OPEN, "is_larger": False},
        "C-dissolved": {**COVERED, "in_scope": False},
        "C-unknown": {**OPEN, "is_larger": None},
        "C-maybe": {**OPEN, "union_status": "uncertain"},
    }
    for enterprise_id in (*counties, "C-gone"):
        office.say(enterprise_id, step, "survey", SHOWN)
    office.say("C-removed", remove, "excluded_by_review", DAY)
    office.say("C-asked", remove, "headcount_changed", DAY)
    office.make(counties)
    assert office.closed_by() == {
        "C-open": None,
        "C-ledger": "ledger",
        "C-removed": "removal",
        "C-asked": None,
        "C-small": "out_of_scope",
        "C-dissolved": "out_of_scope",
        "C-unknown": "size_unknown",
        "C-maybe": "uncertain",
        "C-gone": "out_of_scope",
    }
    [gone] = office.ask(
        "select enterprise_name, township_name, headcount from mart.target_progress where headcount is null"
    )
    assert gone == ("C-gone厂", "辉埠镇", None)
    office.say("C-asked", check_removal, True, DAY, by=ANNA)
    office.read_ledger()
    removed = (
        "select enterprise_id, removal, removed_on, by_two_people from mart.target_progress where closed_by = 'removal'"
    )
    assert office.ask(f"{removed} order by 1") == [
        ("C-asked", "headcount_changed", DAY, False),
        ("C-removed", "excluded_by_review", DAY, None),
    ]


def test_a_target_says_which_row_of_which_file_closed_it_and_opens_when_that_is_gone(office: Office) -> None:
    office.say("C-1", step, "survey", SHOWN)
    closing = """select closed_by, closing_union_id, covered_from, closing_file, closing_sheet, closing_row
        from mart.target_progress"""
    office.make({"C-1": COVERED})
    assert office.ask(closing) == [("ledger", "U-1", date(2026, 5, 6), "台账.xls", "辉埠", 7)]
    office.make({"C-1": OPEN})
    assert office.ask(closing) == [(None,) * 6]


def test_a_target_of_which_all_was_taken_back_is_as_never_written_of_but_for_its_number(office: Office) -> None:
    for enterprise_id in ("C-1", "C-2"):
        office.say(enterprise_id, step, "survey", SHOWN)
        office.say(enterprise_id, undo)
    office.make({"C-1": OPEN, "C-2": COVERED})
    assert office.ask("select enterprise_id, stage, sequence, last_at from mart.target_progress") == [
        ("C-1", "listed", 2, None)
    ]
    assert office.ask("select count(*) from mart.target_event") == [(0,)]


def test_an_id_goes_on_by_a_person_s_word_by_a_correction_and_by_one_after_the_other(office: Office) -> None:
    office.make({})
    assert dict(office.ask("select old_id, kept_id from link.goes_on")) == {
        "C-old": "C-new",
        "C-right": "C-kept",
        "C-typo": "C-kept",
        "C-misspelt": "C-other",
    }


def test_ids_that_are_one_have_one_row_that_tells_under_which_to_write(office: Office) -> None:
    office.up_to("C-new", "contact")
    office.say("C-old", step, "survey", SHOWN)
    office.say("C-typo", visit, DAY, None)
    office.say("C-misspelt", visit, DAY, None)
    office.make({"C-new": OPEN, "C-kept": OPEN, "C-other": OPEN})
    told = office.ask(
        "select enterprise_id, enterprise_id_written, stage, sequence from mart.target_progress order by 1"
    )
    assert told == [
        ("C-kept", "C-typo", "listed", 1),
        ("C-new", "C-old", "survey", 1),
        ("C-other", "C-misspelt", "listed", 1),
    ]
    events = "select enterprise_id, position, enterprise_id_written, stage from mart.target_event order by 1, 2"
    assert office.ask(events) == [
        ("C-kept", 1, "C-typo", "listed"),
        ("C-new", 1, "C-new", "survey"),
        ("C-new", 2, "C-new", "contact"),
        ("C-new", 3, "C-old", "survey"),
        ("C-other", 1, "C-misspelt", "listed"),
    ]


def test_events_are_told_as_they_were_written_with_telephone_numbers_masked(office: Office) -> None:
    office.up_to("C-1", "election")
    office.say("C-1", visit, DAY, "owner_unwilling", note="厂长 13800138000 说不办")
    office.say("C-1", remove, "joined_joint", DAY)
    office.make({"C-1": OPEN})
    columns = (
        "kind, state, stage, happened_on, document_number, applications, eligible, attended, votes, refusal, removal"
    )
    told = office.ask(f"select {columns}, actor_name from mart.target_event where position >= 6 order by position")
    assert told == [
        ("stage_reached", "election", "election", DAY, "常工〔2026〕3号", 30, 30, 25, 24, None, None, "审核员乙"),
        ("visited", "election", "election", DAY, *(None,) * 5, "owner_unwilling", None, "审核员乙"),
        ("removed", "removed", "election", DAY, *(None,) * 6, "joined_joint", "审核员乙"),
    ]
    [(note,)] = office.ask("select note from mart.target_event where kind = 'visited'")
    assert "13800138000" not in note
    assert note.startswith("厂长 138")


def test_the_number_of_a_document_is_told_as_it_was_written_though_it_looks_like_a_telephone_s(office: Office) -> None:
    office.up_to("C-1", "preparation")
    office.say("C-1", step, "application", replace(SHOWN, document_number="13800138000"))
    office.make({"C-1": OPEN})
    assert office.ask("select document_number from mart.target_event where position = 4") == [("13800138000",)]


def test_what_was_entered_stands_before_the_file_s_plan_until_it_is_withdrawn(office: Office) -> None:
    files = [("辉埠镇", 2026, 12, 900, 2), ("球川镇", 2026, None, 300, 3), (None, 2026, 5, 100, 4)]
    enter(office.ledger, BERT, "辉埠镇", 2026, 10, None, Told("调减"))
    enter(office.ledger, BERT, "辉埠镇", 2027, 8, None, Told("明年"))
    office.make({}, plans=files)
    columns = "township_name, year, enterprises_to_organise, workers_to_cover, source_file, source_row, entered_by"
    assert office.ask(f"select {columns} from mart.plan_year order by 1, 2") == [
        ("球川镇", 2026, None, 300, "计划.xls", 3, None),
        ("辉埠镇", 2026, 10, None, None, None, "审核员乙"),
        ("辉埠镇", 2027, 8, None, None, None, "审核员乙"),
    ]


def test_the_union_ledger_of_a_county_closes_its_target_and_its_absence_opens_it_again(
    literal_county: LiteralCounty,
) -> None:
    ledger = open_ledger("sqlite://")
    for enterprise_id in (E1, E2):
        of = OfTarget(enterprise_id, "甲厂", "辉埠镇")
        step(ledger, BERT, of, "survey", SHOWN, Told("去过"))
    literal_county.decisions = Decisions(targets=tuple(standing(ledger)))
    found = union(union_code=UNION, host_code=A, host_name=HONGDA["name"], established_on="2026-05-06", sheet="辉埠镇")
    built = literal_county.run(enterprise_registry=[HONGDA, XINHUA], union_ledger=[found], headcount=BIG)
    columns = (
        "enterprise_id, stage, closed_by, closing_union_id, covered_from, closing_file, closing_sheet, closing_row"
    )
    assert sorted(built.rows(f"select {columns} from mart.target_progress")) == sorted(
        [
            (E1, "survey", "ledger", U, date(2026, 5, 6), "union_ledger.csv", "辉埠镇", 2),
            (E2, "survey", None, None, None, None, None, None),
        ]
    )
    assert built.rows("select enterprise_id, shown_by from mart.organised") == [(E1, "ledger")]
    assert failures(built.connection, OF_ORGANISING) == []
    built.connection.execute("delete from mart.organised where shown_by = 'ledger'")
    built.connection.execute("update mart.target_progress set closed_by = 'removal' where closed_by is null")
    assert {failure.check.key for failure in failures(built.connection, OF_ORGANISING)} == {
        "organised_enterprise_is_in_scope_and_listed_once",
        "target_is_open_exactly_where_it_is_listed_and_not_removed",
    }


OF_ORGANISING = [one for one in load_checks() if "mart.organised" in one.select or "mart.target_progress" in one.select]


@pytest.mark.parametrize(("is_demo", "written"), [(True, 2), (False, 1)])
def test_the_invented_year_is_of_the_invented_county_alone(ledger_of_two: Ledger, is_demo: bool, written: int) -> None:
    """Whoever tried the demo first finds nothing of it among their own."""
    said = Decisions(targets=tuple(standing(ledger_of_two)))
    assert len(said.of_county(is_demo).targets) == written


@pytest.fixture
def ledger_of_two() -> Iterator[Ledger]:
    """A ledger with a step at a real id and one at an id of the invented county."""
    ledger = open_ledger("sqlite://")
    for enterprise_id in (E1, "C-91339922MAJX76HM4F"):
        step(ledger, BERT, OfTarget(enterprise_id, "甲厂", "辉埠镇"), "survey", SHOWN, Told("去过"))
    yield ledger
    ledger.engine.dispose()
