"""Notes on a record: the newest first, the last one can be taken back, no figure knows of them."""

from uuid import uuid4

import pytest

from ledger import Actor, ChangedMeanwhile, NotAllowed
from ledger.notes import LENGTH, notes, undo, write
from ledger.undo import OutOfTurn
from ledger.verdicts import NotValid, Told
from tests.ledger.conftest import ANNA, BERT


@pytest.fixture
def record() -> str:
    """A record that nobody has noted anything on."""
    return f"C-{uuid4()}"


def test_notes_stand_the_newest_first_with_who_wrote_them(book, record) -> None:
    first = write(book, ANNA, record, Told(" 找厂办王主任 "))
    write(book, BERT, record, Told("周三下午在", seen=1))
    found, seen = notes(book, record)
    assert [(one.text, one.written_by, one.written_source) for one in found] == [
        ("周三下午在", "审核员乙", "signed_in"),
        ("找厂办王主任", "组建员甲", "self_reported"),
    ]
    assert (seen, found[1].event_id, found[1].written_at) == (2, first.event_id, first.recorded_at)


def test_a_note_says_something_and_is_short(book, record) -> None:
    for text in (" ", "长" * (LENGTH + 1)):
        with pytest.raises(NotValid) as told:
            write(book, ANNA, record, Told(text))
        assert told.value.field == "note"
    write(book, ANNA, record, Told("长" * LENGTH))
    assert len(notes(book, record)[0]) == 1


def test_taking_back_takes_the_last_note_and_ends_with_none(book, record) -> None:
    write(book, ANNA, record, Told("一"))
    write(book, ANNA, record, Told("二", seen=1))
    undo(book, ANNA, record, Told("写错了", seen=2))
    assert [one.text for one in notes(book, record)[0]] == ["一"]
    undo(book, ANNA, record, Told("写错了", seen=3))
    assert notes(book, record) == ([], 4)
    with pytest.raises(OutOfTurn):
        undo(book, ANNA, record, Told("写错了", seen=4))
    write(book, ANNA, record, Told("三", seen=4))
    assert [one.text for one in notes(book, record)[0]] == ["三"]


def test_only_who_left_a_note_takes_it_back(book, record) -> None:
    write(book, ANNA, record, Told("一"))
    with pytest.raises(NotValid) as told:
        undo(book, BERT, record, Told("写错了", seen=1))
    assert told.value.field == "author"
    write(book, BERT, record, Told("二", seen=1))
    undo(book, BERT, record, Told("写错了", seen=2))
    assert [one.text for one in notes(book, record)[0]] == ["一"]


def test_a_form_sent_again_is_recorded_once(book, record) -> None:
    told, back = Told("一", 0, None, f"{record}-1"), Told("错了", 1, None, f"{record}-2")
    first, second = write(book, ANNA, record, told), undo(book, ANNA, record, back)
    assert (write(book, ANNA, record, told), undo(book, ANNA, record, back)) == (first, second)
    assert notes(book, record) == ([], 2)


def test_who_did_not_see_the_last_note_is_told_and_a_leader_writes_none(book, record) -> None:
    write(book, ANNA, record, Told("一"))
    for act in (write, undo):
        with pytest.raises(ChangedMeanwhile):
            act(book, BERT, record, Told("二"))
        with pytest.raises(NotAllowed):
            act(book, Actor("主席戊", "leader", "signed_in"), record, Told("二", seen=1))
    assert len(notes(book, record)[0]) == 1
