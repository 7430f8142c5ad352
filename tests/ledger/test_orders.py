"""Rectification orders: open, reported, closed by somebody else's check; overdue by the date alone."""

from dataclasses import replace
from datetime import date

import pytest

from ledger import Actor, ChangedMeanwhile, Ledger
from ledger.orders import Mending, OfUnion, Order, Problem, SamePerson, check, issue, issued, report, subject_of, undo
from ledger.undo import OutOfTurn
from ledger.verdicts import NotValid, Told
from tests.ledger.conftest import ANNA, BERT

U = "U-1"
SUBJECT = subject_of(U, 1)
CARL = Actor("组建员丙", "organiser", "signed_in")
PROBLEM = Problem(("O1", "A1"), "两届没有换届", "厂长丁", date(2026, 9, 30))
MENDING = Mending("已换届，批复常工〔2026〕8 号", date(2026, 9, 20), "cd" * 32)
SEEN = Told("现场核实后下达")


def written(ledger: Ledger, union_id: str = U, told: Told = SEEN) -> None:
    issue(ledger, ANNA, OfUnion(union_id, "甲厂工会", "辉埠镇"), PROBLEM, told)


def only(ledger: Ledger) -> Order:
    [found] = issued(ledger)
    return found


def after(seen: int, reason: str = "看过材料") -> Told:
    return replace(SEEN, seen=seen, reason=reason)


def test_an_order_says_what_is_to_be_mended_by_whom_and_until_when(ledger: Ledger) -> None:
    written(ledger)
    found = only(ledger)
    assert (found.subject, found.number, found.state, found.union_name) == (SUBJECT, 1, "open", "甲厂工会")
    assert (found.indicators, found.problem, found.responsible) == (("O1", "A1"), "两届没有换届", "厂长丁")
    assert (found.issued_by, found.checked_by, found.by_two_people) == ("组建员甲", None, None)


def test_orders_of_a_union_are_counted_from_one(ledger: Ledger) -> None:
    for union_id in (U, U, "U-10"):
        written(ledger, union_id)
    assert [(one.union_id, one.number) for one in issued(ledger)] == [("U-10", 1), (U, 1), (U, 2)]


@pytest.mark.parametrize(("day", "is_overdue"), [(date(2026, 9, 30), False), (date(2026, 10, 1), True)])
def test_an_order_is_overdue_from_the_day_after_its_deadline(ledger: Ledger, day: date, is_overdue: bool) -> None:
    written(ledger)
    assert only(ledger).is_overdue(day) == is_overdue


def test_a_closed_order_is_never_overdue(ledger: Ledger) -> None:
    written(ledger)
    report(ledger, CARL, SUBJECT, MENDING, after(1))
    assert only(ledger).is_overdue(date(2027, 1, 1))
    check(ledger, BERT, SUBJECT, True, after(2))
    assert not only(ledger).is_overdue(date(2027, 1, 1))


def test_an_order_is_closed_by_another_person_and_says_that_two_looked(ledger: Ledger) -> None:
    written(ledger)
    report(ledger, CARL, SUBJECT, MENDING, after(1))
    assert (only(ledger).state, only(ledger).reported_by, only(ledger).evidence) == (
        "reported",
        "组建员丙",
        MENDING.evidence,
    )
    check(ledger, BERT, SUBJECT, True, after(2, "到厂里看过"))
    found = only(ledger)
    assert (found.state, found.checked_by, found.check_note, found.by_two_people) == (
        "closed",
        "审核员乙",
        "到厂里看过",
        True,
    )
    assert (found.problem, found.mended_on, found.attachment_sha256) == ("两届没有换届", date(2026, 9, 20), "cd" * 32)


def test_a_self_reported_name_closes_an_order_that_says_it_was_not_checked_by_two(ledger: Ledger) -> None:
    written(ledger)
    report(ledger, ANNA, SUBJECT, MENDING, after(1))
    check(ledger, BERT, SUBJECT, True, after(2))
    assert (only(ledger).state, only(ledger).by_two_people) == ("closed", False)


@pytest.mark.parametrize("checker", [CARL, replace(CARL, source="self_reported"), replace(BERT, name="厂长丁")])
def test_neither_who_reported_nor_who_had_to_mend_closes_it(ledger: Ledger, checker: Actor) -> None:
    written(ledger)
    report(ledger, CARL, SUBJECT, MENDING, after(1))
    with pytest.raises(SamePerson):
        check(ledger, checker, SUBJECT, True, after(2))
    assert only(ledger).state == "reported"


def test_a_check_that_finds_it_not_mended_opens_the_order_again(ledger: Ledger) -> None:
    written(ledger)
    report(ledger, CARL, SUBJECT, MENDING, after(1))
    check(ledger, BERT, SUBJECT, False, after(2, "没有批文"))
    assert (only(ledger).state, only(ledger).check_note, only(ledger).by_two_people) == ("open", "没有批文", None)
    report(ledger, CARL, SUBJECT, replace(MENDING, evidence="批文补上了"), after(3))
    assert (only(ledger).state, only(ledger).evidence) == ("reported", "批文补上了")


def test_an_order_is_not_closed_before_anybody_reported(ledger: Ledger) -> None:
    written(ledger)
    with pytest.raises(OutOfTurn):
        check(ledger, BERT, SUBJECT, True, after(1))


def test_who_did_not_see_the_last_step_is_told(ledger: Ledger) -> None:
    written(ledger)
    report(ledger, CARL, SUBJECT, MENDING, after(1))
    for write in (
        lambda: report(ledger, ANNA, SUBJECT, MENDING, after(1)),
        lambda: check(ledger, BERT, SUBJECT, True, after(1)),
        lambda: undo(ledger, BERT, SUBJECT, after(1)),
    ):
        with pytest.raises(ChangedMeanwhile):
            write()


def test_each_step_can_be_taken_back_and_an_order_without_its_issue_is_withdrawn(ledger: Ledger) -> None:
    written(ledger)
    report(ledger, CARL, SUBJECT, MENDING, after(1))
    check(ledger, BERT, SUBJECT, True, after(2))
    told = []
    for seen in (3, 4):
        undo(ledger, BERT, SUBJECT, after(seen))
        told.append((only(ledger).state, only(ledger).checked_by, only(ledger).reported_by))
    assert told == [("reported", None, "组建员丙"), ("open", None, None)]
    undo(ledger, BERT, SUBJECT, after(5))
    assert issued(ledger) == []
    assert ledger.current("order:")[0].state == "withdrawn"
    written(ledger)
    assert only(ledger).number == 2


def test_the_same_form_sent_twice_is_one_order(ledger: Ledger) -> None:
    for _time in range(2):
        written(ledger, told=replace(SEEN, idempotency_key="form-1"))
    assert len(issued(ledger)) == 1


@pytest.mark.parametrize(
    ("problem", "field"), [(replace(PROBLEM, text=" "), "problem"), (replace(PROBLEM, responsible=""), "responsible")]
)
def test_an_order_without_problem_or_person_is_none(ledger: Ledger, problem: Problem, field: str) -> None:
    with pytest.raises(NotValid) as told:
        issue(ledger, ANNA, OfUnion(U, "甲厂工会", None), problem, SEEN)
    assert (told.value.field, ledger.position()) == (field, 0)
