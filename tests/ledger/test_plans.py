"""A township's task of the year: the newer one counts, and one that was withdrawn leaves the file's."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from ledger import Actor, ChangedMeanwhile, Ledger, NotAllowed
from ledger.plans import enter, entered, last_sequence, withdraw
from ledger.undo import OutOfTurn
from ledger.verdicts import NotValid, Told
from tests.ledger.conftest import ANNA, BERT

YEAR = 2026


@pytest.fixture
def township() -> str:
    """A township that has no plan."""
    return f"辉埠镇{uuid4()}"


@pytest.fixture
def of_township(book: Ledger, township: str) -> Callable[[], list[tuple]]:
    """The township's plans that count."""
    return lambda: [
        (one.year, one.enterprises_to_organise, one.workers_to_cover, one.entered_by, one.sequence)
        for one in entered(book)
        if one.township_name == township
    ]


@pytest.mark.parametrize(
    ("enterprises", "workers", "field"),
    [(-1, None, "enterprises"), (100_001, None, "enterprises"), (1, -1, "workers"), (1, 10_000_001, "workers")],
)
def test_a_plan_holds_no_more_than_a_county_has(book, township, enterprises, workers, field: str) -> None:
    with pytest.raises(NotValid) as fault:
        enter(book, BERT, township, YEAR, enterprises, workers, Told("年初分解"))
    assert (fault.value.field, last_sequence(book, township, YEAR)) == (field, 0)


def test_the_form_of_one_township_does_not_pass_for_another_s(book, township) -> None:
    enter(book, BERT, township, YEAR, 12, None, Told("年初分解", idempotency_key=township))
    with pytest.raises(NotValid) as fault:
        enter(book, BERT, f"{township}甲", YEAR, 12, None, Told("年初分解", idempotency_key=township))
    assert (fault.value.field, last_sequence(book, f"{township}甲", YEAR)) == ("idempotency_key", 0)


def test_the_newer_plan_of_a_year_counts_until_it_is_withdrawn(book, township, of_township) -> None:
    enter(book, BERT, township, YEAR, 12, None, Told("年初分解"))
    enter(book, BERT, township, YEAR, 10, 800, Told("调减", seen=1))
    enter(book, BERT, township, YEAR + 1, 15, 900, Told("明年"))
    assert sorted(of_township()) == [(YEAR, 10, 800, "审核员乙", 2), (YEAR + 1, 15, 900, "审核员乙", 1)]
    withdraw(book, BERT, township, YEAR, Told("以文件为准", seen=2))
    assert of_township() == [(YEAR + 1, 15, 900, "审核员乙", 1)]
    assert last_sequence(book, township, YEAR) == 3
    enter(book, BERT, township, YEAR, 9, None, Told("再报", seen=3))
    assert (YEAR, 9, None, "审核员乙", 4) in of_township()


def test_a_plan_keeps_why_and_by_whom(book, township) -> None:
    written = enter(book, BERT, township, YEAR, 12, None, Told("年初分解"))
    [one] = [one for one in entered(book) if one.township_name == township]
    assert (one.event_id, one.reason, one.entered_source, one.entered_at) == (
        written.event_id,
        "年初分解",
        "signed_in",
        written.recorded_at,
    )


@pytest.mark.parametrize(
    ("year", "enterprises", "workers", "field"),
    [(1999, 1, None, "year"), (2101, 1, None, "year"), (YEAR, -1, None, "enterprises"), (YEAR, 1, -1, "workers")],
)
def test_what_is_no_plan_is_not_written(book, township, year, enterprises, workers, field) -> None:
    with pytest.raises(NotValid) as told:
        enter(book, BERT, township, year, enterprises, workers, Told(""))
    assert (told.value.field, last_sequence(book, township, year)) == (field, 0)


def test_a_township_may_have_nothing_to_do(book, township, of_township) -> None:
    enter(book, BERT, township, YEAR, 0, 0, Told("已全部建会"))
    assert of_township() == [(YEAR, 0, 0, "审核员乙", 1)]


def test_only_what_was_entered_is_withdrawn(book, township) -> None:
    with pytest.raises(OutOfTurn):
        withdraw(book, BERT, township, YEAR, Told(""))
    enter(book, BERT, township, YEAR, 1, None, Told(""))
    withdraw(book, BERT, township, YEAR, Told("", seen=1))
    with pytest.raises(OutOfTurn):
        withdraw(book, BERT, township, YEAR, Told("", seen=2))


def test_a_form_sent_again_is_recorded_once(book, township) -> None:
    first = enter(book, BERT, township, YEAR, 1, None, Told("", idempotency_key=f"{township}-1"))
    gone = withdraw(book, BERT, township, YEAR, Told("", seen=1, idempotency_key=f"{township}-2"))
    assert enter(book, BERT, township, YEAR, 1, None, Told("", idempotency_key=f"{township}-1")) == first
    assert withdraw(book, BERT, township, YEAR, Told("", seen=1, idempotency_key=f"{township}-2")) == gone
    assert last_sequence(book, township, YEAR) == 2


def test_who_did_not_see_the_last_plan_is_told(book, township, of_township) -> None:
    enter(book, BERT, township, YEAR, 1, None, Told(""))
    for write in (
        lambda: enter(book, BERT, township, YEAR, 2, None, Told("")),
        lambda: withdraw(book, BERT, township, YEAR, Told("")),
    ):
        with pytest.raises(ChangedMeanwhile):
            write()
    assert of_township() == [(YEAR, 1, None, "审核员乙", 1)]


def test_nobody_plans_for_another_s_township_and_a_leader_for_none(book, township) -> None:
    for by in (ANNA, Actor("主席戊", "leader", "signed_in")):
        with pytest.raises(NotAllowed):
            enter(book, by, township, YEAR, 1, None, Told(""))
        with pytest.raises(NotAllowed):
            withdraw(book, by, township, YEAR, Told(""))
    assert enter(book, ANNA, "辉埠镇", YEAR, 1, None, Told("", last_sequence(book, "辉埠镇", YEAR))).state == "entered"
