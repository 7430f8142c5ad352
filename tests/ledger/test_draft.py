"""A draft of the ledger: checked as if it were written, the second thing upon the first, then all or none."""

from datetime import date

import pytest

from ledger import ChangedMeanwhile, Ledger, targets
from ledger.draft import Draft
from ledger.targets import Evidence, OfTarget
from ledger.undo import OutOfTurn
from ledger.verdicts import Told
from tests.ledger.conftest import ANNA

MILL = OfTarget("C-1", "常山纸业有限公司", "辉埠镇")
DAY = date(2026, 3, 5)


def two_steps(draft: Draft) -> None:
    targets.step(draft, ANNA, MILL, "survey", Evidence(DAY), Told("", 0, idempotency_key="a"))
    targets.step(draft, ANNA, MILL, "contact", Evidence(DAY), Told("", 1, idempotency_key="b"))


def test_a_draft_is_checked_upon_itself_and_reaches_no_database(ledger: Ledger) -> None:
    draft = Draft(ledger)
    two_steps(draft)
    assert [entry.state for entry in draft.entries] == ["survey", "contact"]
    assert ledger.position() == 0
    with pytest.raises(OutOfTurn):
        targets.step(draft, ANNA, MILL, "contact", Evidence(DAY), Told("", 2))


def test_what_a_draft_holds_is_written_whole(ledger: Ledger) -> None:
    draft = Draft(ledger)
    two_steps(draft)
    ledger.append_all(ANNA, draft.entries)
    ledger.append_all(ANNA, draft.entries)
    assert ledger.position() == 2
    assert targets.now_of(ledger, "C-1").stage == "contact"


def test_a_draft_upon_what_somebody_changed_since_is_written_not_even_in_part(ledger: Ledger) -> None:
    draft = Draft(ledger)
    two_steps(draft)
    targets.assign(ledger, ANNA, MILL, "组建员乙", Told("换人"))
    with pytest.raises(ChangedMeanwhile):
        ledger.append_all(ANNA, draft.entries)
    assert ledger.position() == 1


def test_what_turned_out_wrong_is_forgotten(ledger: Ledger) -> None:
    draft = Draft(ledger)
    targets.step(draft, ANNA, MILL, "survey", Evidence(DAY), Told("", 0))
    targets.step(draft, ANNA, MILL, "contact", Evidence(DAY), Told("", 1))
    draft.taken_back_to(1)
    assert [entry.state for entry in draft.entries] == ["survey"]
    assert targets.now_of(draft, "C-1").stage == "survey"


def test_a_draft_knows_what_was_recorded_and_what_it_holds_itself(ledger: Ledger) -> None:
    targets.step(ledger, ANNA, MILL, "survey", Evidence(DAY), Told("", 0, idempotency_key="a"))
    draft = Draft(ledger)
    targets.step(draft, ANNA, MILL, "contact", Evidence(DAY), Told("", 1, idempotency_key="b"))
    assert draft.known("a").state == "survey"
    assert draft.known("b").state == "contact"
    assert draft.known("c") is None
    assert draft.known(None) is None
