"""Verdicts on the spot: every one that stands is told, the last is the union's state, each can be taken back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ledger import Actor, ChangedMeanwhile, Ledger, NotAllowed
from ledger.undo import OutOfTurn
from ledger.verdicts import NotValid, Shown, Told, Visit, give, given, subject_of, undo
from tests.ledger.conftest import ANNA, BERT

U = "U-1"
SHOWN = Shown("常山县甲有限公司工会", "辉埠镇", 71.5, 80.0, 0.9, "suspected", "2026Q3")
VISIT = Visit("shell", date(2026, 9, 1), "ab" * 32)
SEEN = Told("门锁着，问了邻居", build_id="20261001T000000Z")


def test_a_verdict_says_what_who_when_and_what_the_screen_showed(ledger: Ledger) -> None:
    written = give(ledger, ANNA, U, VISIT, SHOWN, SEEN)
    [one] = given(ledger)
    assert (one.union_id, one.verdict, one.visited_on, one.note) == (U, "shell", date(2026, 9, 1), "门锁着，问了邻居")
    assert (one.actor_name, one.actor_source, one.recorded_at) == ("组建员甲", "self_reported", written.recorded_at)
    assert Shown(*(getattr(one, name) for name in Shown.__dataclass_fields__)) == SHOWN
    assert (one.attachment_sha256, one.build_id, one.is_last) == ("ab" * 32, "20261001T000000Z", True)


def test_a_second_visit_leaves_the_first_verdict_standing(ledger: Ledger) -> None:
    give(ledger, ANNA, U, VISIT, SHOWN, SEEN)
    give(ledger, BERT, U, replace(VISIT, finding="mended"), SHOWN, replace(SEEN, seen=1))
    assert [(one.verdict, one.is_last, one.sequence) for one in given(ledger)] == [
        ("shell", False, 2),
        ("mended", True, 2),
    ]


def test_taking_back_brings_the_verdict_before_to_the_top_and_ends_with_none(ledger: Ledger) -> None:
    give(ledger, ANNA, U, VISIT, SHOWN, SEEN)
    give(ledger, BERT, U, replace(VISIT, finding="wrong_data"), SHOWN, replace(SEEN, seen=1))
    undo(ledger, ANNA, U, replace(SEEN, seen=2))
    assert [(one.verdict, one.actor_name, one.is_last) for one in given(ledger)] == [("shell", "组建员甲", True)]
    assert ledger.current("verdict:")[0].state == "shell"
    undo(ledger, ANNA, U, replace(SEEN, seen=3))
    assert given(ledger) == []
    with pytest.raises(OutOfTurn):
        undo(ledger, ANNA, U, replace(SEEN, seen=4))


@pytest.mark.parametrize(
    ("visit", "reason", "field"),
    [
        (replace(VISIT, visited_on=date.today() + timedelta(days=1)), "看过", "visited_on"),
        (replace(VISIT, finding="perhaps"), "看过", "finding"),
        (replace(VISIT, attachment_sha256="照片.jpg"), "看过", "attachment_sha256"),
        (VISIT, " ", "note"),
    ],
)
def test_what_makes_no_record_is_not_written(ledger: Ledger, visit: Visit, reason: str, field: str) -> None:
    with pytest.raises(NotValid) as told:
        give(ledger, ANNA, U, visit, SHOWN, replace(SEEN, reason=reason))
    assert (told.value.field, ledger.position()) == (field, 0)


def test_a_visit_of_today_is_one(ledger: Ledger) -> None:
    give(ledger, ANNA, U, replace(VISIT, visited_on=date.today()), SHOWN, SEEN)
    assert len(given(ledger)) == 1


def test_who_did_not_see_the_last_verdict_is_told(ledger: Ledger) -> None:
    give(ledger, ANNA, U, VISIT, SHOWN, SEEN)
    for write in (lambda: give(ledger, BERT, U, VISIT, SHOWN, SEEN), lambda: undo(ledger, BERT, U, SEEN)):
        with pytest.raises(ChangedMeanwhile):
            write()


def test_a_leader_gives_no_verdict(ledger: Ledger) -> None:
    with pytest.raises(NotAllowed):
        give(ledger, Actor("主席", "leader", "signed_in"), U, VISIT, SHOWN, SEEN)


def test_the_same_form_sent_twice_is_one_verdict(ledger: Ledger) -> None:
    for _time in range(2):
        give(ledger, ANNA, U, VISIT, SHOWN, replace(SEEN, idempotency_key="form-1"))
    assert len(ledger.history(subject_of(U))) == 1
