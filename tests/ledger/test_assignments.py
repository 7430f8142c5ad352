"""A plan of visits is handed out whole, or not at all where somebody may not."""

from dataclasses import replace

from ledger import NotAllowed
from ledger.assignments import Assignment, give_all
from ledger.targets import now_of, step
from ledger.verdicts import Told
from tests.ledger.conftest import ANNA, BERT
from tests.ledger.test_targets import DAY, SHOWN, refused


def test_a_plan_with_a_foreign_township_in_it_is_not_handed_out_by_half(book, of) -> None:
    elsewhere = replace(of, enterprise_id=f"{of.enterprise_id}-elsewhere", township_name="芳村镇")
    plan = [Assignment(one, "组建员丙", DAY, 0) for one in (of, elsewhere)]
    refused(NotAllowed, give_all, book, ANNA, plan, "按计划", None)
    assert [now_of(book, one.of.enterprise_id).sequence for one in plan] == [0, 0]
    assert give_all(book, BERT, plan, "按计划", None) == (2, [])


def test_a_target_that_was_written_about_meanwhile_is_named_and_holds_up_no_other(book, of) -> None:
    other = replace(of, enterprise_id=f"{of.enterprise_id}-other", enterprise_name="乙厂")
    step(book, ANNA, other, "survey", SHOWN, Told("去过"))
    step(book, ANNA, other, "contact", SHOWN, Told("去过", 1))
    plan = [Assignment(other, "组建员丙", DAY, 1), Assignment(of, "组建员丙", DAY, 0)]
    assert give_all(book, BERT, plan, "按计划", None) == (1, ["乙厂"])
    assert now_of(book, of.enterprise_id).assigned_to == "组建员丙"
