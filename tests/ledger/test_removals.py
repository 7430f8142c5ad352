"""A target leaves the list for a reason that is told, a changed headcount only once a second person has looked."""

from dataclasses import replace
from datetime import timedelta

from ledger.orders import SamePerson
from ledger.targets import assign, check_removal, list_again, move_back, now_of, remove, set_aside, step, undo, visit
from ledger.undo import OutOfTurn
from ledger.verdicts import NotValid
from tests.ledger.conftest import BERT, CHRIS
from tests.ledger.test_targets import DAY, SHOWN, refused, up_to


def test_what_has_left_the_list_is_written_about_no_more_until_it_is_listed_again(book, of, say) -> None:
    up_to(say, "contact")
    assert refused(NotValid, say, remove, "vanished", DAY) == "removal"
    assert refused(NotValid, say, remove, "organised", DAY, note="") == "note"
    assert say(remove, "closed_or_moved", DAY).state == "removed"
    now = now_of(book, of.enterprise_id)
    assert (now.removal, now.removal_is_open, now.removed_on, now.removal_by) == (
        "closed_or_moved",
        False,
        DAY,
        "组建员甲",
    )
    for late in (
        (step, "preparation", SHOWN),
        (visit, DAY, None),
        (set_aside, "deferred", DAY, None),
        (move_back, "survey", DAY),
        (remove, "organised", DAY),
        (check_removal, True, DAY),
    ):
        refused(OutOfTurn, say, *late, by=BERT)
    assert say(assign, "组建员丙").state == "removed"
    assert refused(NotValid, say, list_again, DAY, note=" ") == "note"
    assert say(list_again, DAY).state == "contact"
    assert replace(now_of(book, of.enterprise_id), assigned_to=None).removal is None
    refused(OutOfTurn, say, list_again, DAY)


def test_a_changed_headcount_waits_for_a_second_person(book, of, say) -> None:
    up_to(say, "survey")
    assert say(remove, "headcount_changed", DAY).state == "removal_asked"
    now = now_of(book, of.enterprise_id)
    assert (now.removal, now.removal_is_open, now.removed_on, now.by_two_people) == (
        "headcount_changed",
        True,
        None,
        None,
    )
    refused(SamePerson, say, check_removal, True, DAY)
    for is_right in (True, False):
        assert refused(NotValid, say, check_removal, is_right, DAY, by=BERT, note=" ") == "note"
    refused(OutOfTurn, say, step, "contact", SHOWN)
    assert say(visit, DAY, None, by=BERT).state == "removal_asked"
    assert say(check_removal, True, DAY + timedelta(1), by=BERT).state == "removed"
    now = now_of(book, of.enterprise_id)
    assert (now.removal_is_open, now.removed_on, now.removal_by) == (False, DAY + timedelta(1), "组建员甲")
    assert now.by_two_people is False  # 组建员甲 reported the own name


def test_two_people_who_signed_in_are_noted(book, of, say) -> None:
    say(remove, "headcount_changed", DAY, by=CHRIS)
    say(check_removal, True, DAY, by=BERT)
    assert now_of(book, of.enterprise_id).by_two_people is True


def test_a_removal_found_wrong_leaves_the_target_where_it_was(book, of, say) -> None:
    up_to(say, "contact")
    say(remove, "headcount_changed", DAY)
    assert say(check_removal, False, DAY, by=BERT).state == "contact"
    now = now_of(book, of.enterprise_id)
    assert (now.stage, now.removal, now.removal_is_open, now.removal_by) == ("contact", None, False, None)


def test_the_second_person_s_answer_is_taken_back_by_that_person_alone(book, of, say) -> None:
    say(remove, "headcount_changed", DAY)
    say(check_removal, False, DAY, by=BERT)
    assert refused(NotValid, say, undo) == "author"
    assert now_of(book, of.enterprise_id).removal is None
    say(undo, by=BERT)
    assert now_of(book, of.enterprise_id).removal_is_open
    refused(SamePerson, say, check_removal, True, DAY)
