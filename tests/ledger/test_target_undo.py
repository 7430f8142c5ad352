"""Taking back what was written about a target: once, however often the form is sent, with a reason where it is not
one's own."""

from datetime import date

import pytest

from ledger import Ledger, targets
from ledger.targets import Evidence, OfTarget
from ledger.verdicts import NotValid, Told
from tests.ledger.conftest import ANNA, BERT

OF = OfTarget("C-1", "一厂", "辉埠镇")


def test_an_undo_that_is_sent_twice_takes_back_one_event(ledger: Ledger) -> None:
    for seen, stage in enumerate(("survey", "contact")):
        targets.step(ledger, ANNA, OF, stage, Evidence(date(2026, 1, 1)), Told("", seen))
    told = Told("", 2, idempotency_key="form")
    first = targets.undo(ledger, ANNA, OF, told)
    assert targets.undo(ledger, ANNA, OF, told) == first
    assert targets.now_of(ledger, "C-1").stage == "survey"


def test_what_somebody_else_wrote_is_taken_back_with_a_reason_the_own_without(ledger: Ledger) -> None:
    for seen, (who, stage) in enumerate(((ANNA, "survey"), (BERT, "contact"))):
        targets.step(ledger, who, OF, stage, Evidence(date(2026, 1, 1)), Told("", seen))
    with pytest.raises(NotValid) as refused:
        targets.undo(ledger, ANNA, OF, Told(" ", 2))
    assert (refused.value.field, targets.now_of(ledger, "C-1").stage) == ("note", "contact")
    assert targets.undo(ledger, ANNA, OF, Told("记错了一家", 2)).reason == "记错了一家"
    assert targets.undo(ledger, ANNA, OF, Told("", 3)).state == "listed"


def test_a_form_belongs_to_who_sent_it_first(ledger: Ledger) -> None:
    told = Told("", idempotency_key="form")
    first = targets.step(ledger, ANNA, OF, "survey", Evidence(date(2026, 1, 1)), told)
    other = OfTarget("C-2", "二厂", "辉埠镇")
    for by, of in ((BERT, OF), (BERT, other), (ANNA, other)):
        with pytest.raises(NotValid) as refused:
            targets.step(ledger, by, of, "survey", Evidence(date(2026, 1, 1)), told)
        assert refused.value.field == "idempotency_key"
    assert targets.step(ledger, ANNA, OF, "survey", Evidence(date(2026, 1, 1)), told) == first
    undone = targets.undo(ledger, ANNA, OF, Told("", 1, idempotency_key="back"))
    with pytest.raises(NotValid):
        targets.undo(ledger, BERT, OF, Told("记错了", 1, idempotency_key="back"))
    assert ledger.events("target:") == [first, undone]
