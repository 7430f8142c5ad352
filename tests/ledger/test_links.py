"""What people say about links: each state follows from the one that was seen, and everything can be taken back."""

from dataclasses import replace

import pytest

from ledger import Actor, ChangedMeanwhile, Ledger, NotAllowed
from ledger.links import (
    LinkDecision,
    OutOfTurn,
    Standing,
    Told,
    answer,
    challenge,
    decide,
    decide_all,
    host,
    no_host,
    pair,
    standing,
    undo,
)
from tests.ledger.conftest import ANNA, BERT

E, U = "C-1", "U-1"
SEEN = Told("现场看过", build_id="20261001T000000Z", records={"name": "常山县甲有限公司"})


def after(event_count: int, reason: str = "再看") -> Told:
    return replace(SEEN, reason=reason, seen=event_count)


def one(ledger: Ledger) -> Standing:
    [found] = standing(ledger)
    return found


def test_a_decision_says_who_why_and_what_both_records_said(ledger: Ledger) -> None:
    written = decide(ledger, ANNA, E, U, "yes", SEEN)
    found = one(ledger)
    assert (found.enterprise_id, found.union_id, found.decision, found.challenged) == (E, U, "yes", False)
    assert (found.actor_name, found.actor_source, found.reason) == ("组建员甲", "self_reported", "现场看过")
    assert (found.decided_at, found.records) == (written.recorded_at, SEEN.records)


def test_a_reader_or_a_leader_writes_nothing(ledger: Ledger) -> None:
    for role in ("leader", "analyst"):
        with pytest.raises(NotAllowed):
            decide(ledger, Actor("主席", role, "signed_in"), E, U, "yes", SEEN)
    assert standing(ledger) == []


def test_many_decisions_are_written_all_or_none(ledger: Ledger) -> None:
    decide(ledger, ANNA, E, U, "no", SEEN)
    with pytest.raises(ChangedMeanwhile):
        decide_all(ledger, BERT, [LinkDecision(e, U, "yes", SEEN) for e in ("C-2", E)])
    assert [(found.enterprise_id, found.decision) for found in standing(ledger)] == [(E, "no")]


def test_no_host_is_said_of_a_union_and_of_no_enterprise(ledger: Ledger) -> None:
    no_host(ledger, ANNA, U, SEEN)
    assert (one(ledger).subject, one(ledger).enterprise_id, one(ledger).decision) == (host(U), None, "no_host")


def test_a_challenged_decision_stays_with_who_made_it(ledger: Ledger) -> None:
    decided = decide(ledger, ANNA, E, U, "yes", SEEN)
    challenge(ledger, BERT, E, U, after(1, "电话说没有工会"))
    found = one(ledger)
    assert (found.decision, found.actor_name, found.decided_at) == ("yes", "组建员甲", decided.recorded_at)
    assert (found.challenged, found.challenged_by, found.challenge_reason) == (True, "审核员乙", "电话说没有工会")


def test_a_challenged_link_of_a_rule_is_decided_by_nobody(ledger: Ledger) -> None:
    challenge(ledger, ANNA, E, U, SEEN)
    assert (one(ledger).decision, one(ledger).actor_name, one(ledger).challenged) == ("open", None, True)


@pytest.mark.parametrize(("verdict", "decision"), [("upheld", "yes"), ("fallen", "no")])
def test_an_answer_decides_a_challenge(ledger: Ledger, verdict: str, decision: str) -> None:
    challenge(ledger, replace(ANNA, source="signed_in"), E, U, SEEN)
    answer(ledger, BERT, E, U, verdict, after(1))
    assert (one(ledger).decision, one(ledger).challenged, one(ledger).by_two_people) == (decision, False, True)


def test_an_answer_of_a_self_reported_name_is_not_by_two_people(ledger: Ledger) -> None:
    challenge(ledger, BERT, E, U, SEEN)
    answer(ledger, ANNA, E, U, "fallen", after(1))
    assert one(ledger).by_two_people is False


def test_what_is_not_challenged_has_no_answer_and_what_is_not_counted_no_challenge(ledger: Ledger) -> None:
    with pytest.raises(OutOfTurn):
        answer(ledger, BERT, E, U, "upheld", SEEN)
    decide(ledger, ANNA, E, U, "no", SEEN)
    with pytest.raises(OutOfTurn):
        challenge(ledger, BERT, E, U, after(1))


def test_who_did_not_see_the_last_word_is_told_whatever_they_want_to_say(ledger: Ledger) -> None:
    challenge(ledger, ANNA, E, U, SEEN)
    for write in (
        lambda: challenge(ledger, BERT, E, U, SEEN),
        lambda: answer(ledger, BERT, E, U, "fallen", SEEN),
        lambda: undo(ledger, BERT, pair(E, U), SEEN),
        lambda: decide(ledger, BERT, E, U, "no", SEEN),
    ):
        with pytest.raises(ChangedMeanwhile):
            write()


def test_taking_back_walks_to_the_states_before_and_says_who_made_them(ledger: Ledger) -> None:
    decided = decide(ledger, ANNA, E, U, "yes", SEEN)
    challenge(ledger, BERT, E, U, after(1))
    answer(ledger, BERT, E, U, "fallen", after(2))
    told = []
    for seen in (3, 4, 5):
        undo(ledger, BERT, pair(E, U), after(seen))
        told.append((one(ledger).decision, one(ledger).challenged, one(ledger).actor_name))
    assert told == [("yes", True, "组建员甲"), ("yes", False, "组建员甲"), ("open", False, None)]
    with pytest.raises(OutOfTurn):
        undo(ledger, BERT, pair(E, U), after(6))
    assert [event.sequence for event in ledger.history(pair(E, U))] == [1, 2, 3, 4, 5, 6]
    decide(ledger, ANNA, E, U, "no", after(6))
    assert (one(ledger).decision, decided.sequence) == ("no", 1)


def test_a_state_that_was_restored_is_the_same_as_before(ledger: Ledger) -> None:
    decide(ledger, ANNA, E, U, "yes", SEEN)
    before = one(ledger)
    decide(ledger, BERT, E, U, "no", after(1))
    undo(ledger, BERT, pair(E, U), after(2))
    assert replace(one(ledger), sequence=1) == before


def test_a_restored_decision_can_be_challenged_and_keeps_its_maker(ledger: Ledger) -> None:
    decide(ledger, ANNA, E, U, "yes", SEEN)
    decide(ledger, BERT, E, U, "no", after(1))
    undo(ledger, BERT, pair(E, U), after(2))
    challenge(ledger, BERT, E, U, after(3))
    assert (one(ledger).decision, one(ledger).actor_name, one(ledger).challenged_by) == ("yes", "组建员甲", "审核员乙")
