"""Who counts as organised and since when; whose union vanished is listed anew."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import duckdb
import pytest

from ledger.targets import move_back, remove, set_aside, step, undo
from tests.sql.organising_office import COVERED, DAY, OPEN, SHOWN, Office, Rows


@pytest.fixture
def office(build_connection: duckdb.DuckDBPyConnection) -> Iterator[Office]:
    opened = Office(build_connection)
    yield opened
    opened.ledger.engine.dispose()


def organised(office: Office) -> Rows:
    """Enterprise, what shows it, since when, whether its union runs."""
    return office.ask("select enterprise_id, shown_by, organised_on, is_running from mart.organised order by 1")


def test_organised_is_who_a_union_covers_or_whose_election_was_confirmed(office: Office) -> None:
    office.up_to("C-election", "election")
    for enterprise_id in ("C-confirmed", "C-joined", "C-excluded", "C-dissolved", "C-maybe", "C-small"):
        office.up_to(enterprise_id, "confirmation")
    office.up_to("C-running", "operation")
    office.up_to("C-back", "confirmation")
    office.say("C-back", undo)
    office.say("C-joined", remove, "organised", DAY)
    office.say("C-excluded", remove, "closed_or_moved", DAY)
    names = ("election", "confirmed", "joined", "excluded", "running", "back")
    office.make(
        {f"C-{name}": OPEN for name in names}
        | {
            "C-ledger": COVERED,
            "C-dissolved": {**OPEN, "in_scope": False},
            "C-maybe": {**OPEN, "union_status": "uncertain"},
            "C-small": {**OPEN, "is_larger": False},
        }
    )
    assert organised(office) == [
        ("C-confirmed", "progress", DAY, None),
        ("C-joined", "progress", DAY, None),
        ("C-ledger", "ledger", date(2026, 5, 6), None),
        ("C-maybe", "progress", DAY, None),
        ("C-running", "progress", DAY, True),
        ("C-small", "progress", DAY, None),
    ]


MONTHS = (date(2026, 2, 1), date(2026, 3, 1))


def test_a_union_that_was_in_the_ledger_and_vanished_leaves_its_enterprise_listed_anew(office: Office) -> None:
    """One that ended before the election was confirmed was another union."""
    names = ("vanished", "ended", "dissolved-union", "former", "coming", "before", "back")
    for name in (*names, "covered"):
        office.up_to(f"C-{name}", "operation")
    office.say("C-back", move_back, "contact", DAY)
    history = [(MONTHS[1], f"C-{name}", "own") for name in ("vanished", "back", "covered")]
    history += [(MONTHS[0], "C-before", "own"), (MONTHS[1], "C-before", "none")]
    office.make({f"C-{name}": OPEN for name in names} | {"C-covered": COVERED}, history=history)
    columns = "stage, stage_since, stage_position, reached_set_up_on, reached_running_on, reopened"
    told = {row[0]: row[1:] for row in office.ask(f"select enterprise_id, {columns} from mart.target_progress")}
    stands, gone = ("operation", DAY, 9, DAY, DAY, False), ("listed", None, 0, None, None)
    assert told == {
        "C-vanished": (*gone, True),
        "C-ended": (*gone, False),
        "C-dissolved-union": (*gone, False),
        "C-former": stands,
        "C-coming": stands,
        "C-before": stands,
        "C-back": ("contact", DAY, 2, None, None, True),
        "C-covered": stands,
    }
    assert [row[:2] for row in organised(office)] == [
        ("C-before", "progress"),
        ("C-coming", "progress"),
        ("C-covered", "ledger"),
        ("C-former", "progress"),
    ]


def test_who_begins_anew_after_its_union_vanished_is_organised_when_its_election_is_confirmed_again(
    office: Office,
) -> None:
    later = date(2026, 4, 2)
    office.up_to("C-1", "confirmation")
    office.say("C-1", move_back, "approval", later)
    for stage in ("election", "confirmation"):
        office.say("C-1", step, stage, replace(SHOWN, happened_on=later))
    office.make({"C-1": OPEN}, history=[(MONTHS[1], "C-1", "own")])
    assert organised(office) == [("C-1", "progress", later, None)]


def test_who_is_set_aside_as_deregistered_is_organised_no_more(office: Office) -> None:
    for track in ("deferred", "deregistered"):
        office.up_to(f"C-{track}", "confirmation")
        office.say(f"C-{track}", set_aside, track, DAY, None)
    office.make({"C-deferred": OPEN, "C-deregistered": OPEN})
    assert [row[0] for row in organised(office)] == ["C-deferred"]


@pytest.mark.parametrize(
    ("ladder", "is_running"),
    [((2, 3), True), ((0, 1), False), ((1, 2), True), ((None, None), True)],
)
def test_the_ladder_says_whether_a_union_runs_and_a_recorded_proof_where_it_does_not_know(
    office: Office, ladder: tuple, is_running: bool
) -> None:
    office.up_to("C-1", "operation")
    office.make({"C-1": COVERED, "C-2": COVERED}, ladder=ladder)
    unproven = None if ladder in ((1, 2), (None, None)) else is_running
    assert organised(office) == [
        ("C-1", "ledger", date(2026, 5, 6), is_running),
        ("C-2", "ledger", date(2026, 5, 6), unproven),
    ]
