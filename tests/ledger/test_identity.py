"""What people say about who is who: an id goes on as another, two records are one or two, and all can be taken back."""

from dataclasses import replace

import pytest

from ledger import Actor, ChangedMeanwhile, Ledger, NotAllowed
from ledger.identity import (
    Circular,
    Identity,
    NotOfOneKind,
    alias,
    judge,
    next_ids,
    pair,
    same,
    say_alias,
    standing,
    undo,
)
from ledger.links import OutOfTurn, Told
from tests.ledger.conftest import ANNA, BERT

OLD, NEW = "N-1", "C-1"
SEEN = Told("营业执照上是同一家", build_id="20261001T000000Z")
RECORDS = {OLD: {"name": "常山县甲有限公司"}, NEW: {"name": "常山县甲有限公司"}}


def after(event_count: int) -> Told:
    return replace(SEEN, seen=event_count)


def one(ledger: Ledger) -> Identity:
    [found] = standing(ledger)
    return found


def test_an_alias_says_who_why_when_and_what_both_records_said(ledger: Ledger) -> None:
    written = say_alias(ledger, ANNA, OLD, NEW, SEEN, RECORDS)
    assert (written.subject, written.kind, written.state) == ("alias:N-1", "alias_said", NEW)
    found = one(ledger)
    assert (found.old_id, found.new_id, found.decision, found.records) == (OLD, NEW, "same", RECORDS)
    assert (found.actor_name, found.actor_source, found.reason) == ("组建员甲", "self_reported", SEEN.reason)
    assert found.decided_at == written.recorded_at


def test_two_records_that_are_one_name_the_one_that_stays(ledger: Ledger) -> None:
    same(ledger, ANNA, NEW, OLD, SEEN, RECORDS)
    assert one(ledger).subject == pair(OLD, NEW) == pair(NEW, OLD)
    assert next_ids(standing(ledger)) == {NEW: OLD}


@pytest.mark.parametrize("decision", ["different", "cannot_tell"])
def test_two_records_that_are_two_lead_nowhere(ledger: Ledger, decision: str) -> None:
    judge(ledger, ANNA, NEW, OLD, decision, SEEN, RECORDS)
    assert one(ledger).decision == decision
    assert next_ids(standing(ledger)) == {}


def test_who_did_not_see_the_last_word_about_a_pair_is_told_whatever_they_want_to_say(ledger: Ledger) -> None:
    judge(ledger, ANNA, OLD, NEW, "different", SEEN, RECORDS)
    for write in (
        lambda: same(ledger, BERT, OLD, NEW, SEEN, RECORDS),
        lambda: judge(ledger, BERT, NEW, OLD, "cannot_tell", SEEN, RECORDS),
        lambda: undo(ledger, BERT, pair(OLD, NEW), SEEN),
    ):
        with pytest.raises(ChangedMeanwhile):
            write()
    assert one(ledger).actor_name == "组建员甲"


def test_an_alias_that_leads_back_to_where_it_began_is_refused_and_told(ledger: Ledger) -> None:
    say_alias(ledger, ANNA, "N-1", "C-1", SEEN, {})
    same(ledger, ANNA, "C-1", "C-2", SEEN, {})
    with pytest.raises(Circular, match="C-2 → N-1 → C-1 → C-2"):
        say_alias(ledger, BERT, "C-2", "N-1", SEEN, {})
    assert len(standing(ledger)) == 2


def test_what_was_taken_back_leads_nowhere_and_closes_no_circle(ledger: Ledger) -> None:
    same(ledger, ANNA, "C-1", "C-2", SEEN, {})
    undo(ledger, BERT, pair("C-1", "C-2"), after(1))
    assert (one(ledger).decision, one(ledger).actor_name) == ("open", None)
    same(ledger, ANNA, "C-2", "C-1", after(2), {})
    assert next_ids(standing(ledger)) == {"C-2": "C-1"}


def test_taking_back_restores_what_was_said_before_and_by_whom(ledger: Ledger) -> None:
    say_alias(ledger, ANNA, OLD, "C-1", SEEN, {})
    before = one(ledger)
    say_alias(ledger, BERT, OLD, "C-2", after(1), {})
    undo(ledger, BERT, alias(OLD), after(2))
    assert replace(one(ledger), sequence=1) == before
    undo(ledger, BERT, alias(OLD), after(3))
    with pytest.raises(OutOfTurn):
        undo(ledger, BERT, alias(OLD), after(4))


def test_a_restored_alias_may_not_close_a_circle_either(ledger: Ledger) -> None:
    say_alias(ledger, ANNA, "N-1", "C-1", SEEN, {})
    say_alias(ledger, ANNA, "N-1", "C-2", after(1), {})
    say_alias(ledger, ANNA, "C-1", "N-1", SEEN, {})
    with pytest.raises(Circular):
        undo(ledger, ANNA, alias("N-1"), after(2))


@pytest.mark.parametrize(("first", "second"), [("C-1", "U-1"), ("H-1", "N-1"), ("C-1", "C-1"), ("X-1", "X-2")])
def test_only_two_ids_of_one_kind_can_be_one(ledger: Ledger, first: str, second: str) -> None:
    with pytest.raises(NotOfOneKind):
        same(ledger, ANNA, first, second, SEEN, {})
    with pytest.raises(NotOfOneKind):
        judge(ledger, ANNA, first, second, "different", SEEN, {})
    assert standing(ledger) == []


def test_a_reader_says_nothing_about_who_is_who(ledger: Ledger) -> None:
    with pytest.raises(NotAllowed):
        same(ledger, Actor("主席", "leader", "signed_in"), OLD, NEW, SEEN, {})
