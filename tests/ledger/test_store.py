"""The ledger keeps what people write: append-only, once each, and nobody writes over what they did not see."""

from dataclasses import replace
from multiprocessing.context import BaseContext

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from ledger import Actor, ChangedMeanwhile, Entry, Ledger, open_ledger
from ledger.actor import are_two_people
from tests.ledger.conftest import ANNA, BERT

YES = Entry("link:C-1|U-1", "link_decided", "yes", "现场看过", seen=0, build_id="20261001T000000Z", body={"营业": "在"})


def test_an_event_says_who_when_what_why_and_which_build(ledger: Ledger) -> None:
    written = ledger.append(ANNA, YES)
    [read] = ledger.history("link:C-1|U-1")
    assert read == written
    assert (read.actor_name, read.actor_role, read.actor_source) == ("组建员甲", "organiser", "self_reported")
    assert (read.state, read.reason, read.build_id, read.body) == (
        "yes",
        "现场看过",
        "20261001T000000Z",
        {"营业": "在"},
    )
    assert read.recorded_at.utcoffset().total_seconds() == 0


def test_the_last_event_is_the_state_and_the_older_ones_stay(ledger: Ledger) -> None:
    ledger.append(ANNA, YES)
    ledger.append(BERT, replace(YES, state="no", seen=1))
    ledger.append(ANNA, replace(YES, subject="link:C-2|U-1"))
    ledger.append(ANNA, replace(YES, subject="target:C-2"))
    assert [(one.subject, one.state) for one in ledger.current("link:")] == [
        ("link:C-1|U-1", "no"),
        ("link:C-2|U-1", "yes"),
    ]
    assert [one.sequence for one in ledger.history("link:C-1|U-1")] == [1, 2]


def test_who_did_not_see_the_last_event_is_told_who_wrote_it_and_writes_nothing(ledger: Ledger) -> None:
    ledger.append(ANNA, YES)
    with pytest.raises(ChangedMeanwhile) as told:
        ledger.append(BERT, replace(YES, state="no"))
    assert (told.value.last.actor_name, told.value.last.state) == ("组建员甲", "yes")
    assert len(ledger.history("link:C-1|U-1")) == 1


def test_what_cannot_have_been_seen_is_an_error_and_leaves_no_gap(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="link:C-1"):
        ledger.append(ANNA, replace(YES, seen=1))
    ledger.append(ANNA, YES)
    with pytest.raises(ChangedMeanwhile):
        ledger.append(BERT, replace(YES, seen=2))
    assert [one.sequence for one in ledger.history("link:C-1|U-1")] == [1]


def test_several_events_are_written_all_or_none(ledger: Ledger) -> None:
    ledger.append(ANNA, YES)
    with pytest.raises(ChangedMeanwhile):
        ledger.append_all(BERT, [replace(YES, subject="link:C-9|U-9"), replace(YES, state="no")])
    assert ledger.history("link:C-9|U-9") == []


def test_the_same_form_sent_twice_is_recorded_once(ledger: Ledger) -> None:
    first = ledger.append(ANNA, replace(YES, idempotency_key="form-1"))
    assert ledger.append(ANNA, replace(YES, idempotency_key="form-1")) == first
    assert len(ledger.history("link:C-1|U-1")) == 1


@pytest.mark.parametrize("statement", ["update event set state = 'no'", "delete from event"])
def test_nothing_that_was_written_is_changed_or_removed(ledger: Ledger, statement: str) -> None:
    ledger.append(ANNA, YES)
    with pytest.raises(DatabaseError, match="append-only"), ledger.engine.begin() as connection:
        connection.execute(text(statement))
    assert ledger.history("link:C-1|U-1")[0].state == "yes"


def test_a_ledger_opened_again_keeps_everything(ledger: Ledger, url: str) -> None:
    ledger.append(ANNA, YES)
    again = open_ledger(url)
    assert [one.state for one in again.current("link:")] == ["yes"]
    again.engine.dispose()


def _decide(url: str, state: str, ready: object, told: object) -> None:
    ledger = open_ledger(url)
    ready.wait()
    try:
        ledger.append(Actor(state, "reviewer", "signed_in"), replace(YES, state=state))
        told.put((state, "written"))
    except ChangedMeanwhile as error:
        told.put((state, error.last.state))


def test_of_two_processes_deciding_one_pair_at_once_one_writes_and_the_other_is_told(
    ledger: Ledger, url: str, spawn: BaseContext
) -> None:
    ready, told = spawn.Barrier(2), spawn.Queue()
    deciders = [spawn.Process(target=_decide, args=(url, state, ready, told)) for state in ("yes", "no")]
    for decider in deciders:
        decider.start()
    heard = dict(told.get(timeout=120) for _decider in deciders)
    for decider in deciders:
        decider.join(timeout=60)
    [written] = ledger.history("link:C-1|U-1")
    other = "no" if written.state == "yes" else "yes"
    assert heard == {written.state: "written", other: written.state}


def test_two_processes_may_open_a_new_ledger_at_once(url: str, spawn: BaseContext) -> None:
    ready, told = spawn.Barrier(2), spawn.Queue()
    openers = [spawn.Process(target=_open, args=(url, ready, told)) for _number in range(2)]
    for opener in openers:
        opener.start()
    assert [told.get(timeout=120) for _opener in openers] == ["open", "open"]


def _open(url: str, ready: object, told: object) -> None:
    ready.wait()
    try:
        open_ledger(url)
        told.put("open")
    except Exception as error:
        told.put(repr(error))


def test_a_self_reported_name_is_no_second_person() -> None:
    assert are_two_people(BERT, replace(BERT, name="丙"))
    assert not are_two_people(BERT, replace(BERT, name="丙", source="self_reported"))
    assert not are_two_people(BERT, BERT)


def test_an_organiser_sees_the_own_townships_alone() -> None:
    assert [ANNA.may_see(name) for name in ("辉埠镇", "芳村镇")] == [True, False]
    assert BERT.may_see("芳村镇")
