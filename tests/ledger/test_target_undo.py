"""Taking back what was written about a target: once, however often the form is sent."""

from datetime import date

from ledger import Ledger, targets
from ledger.targets import Evidence, OfTarget
from ledger.verdicts import Told
from tests.ledger.conftest import ANNA

OF = OfTarget("C-1", "一厂", "辉埠镇")


def test_an_undo_that_is_sent_twice_takes_back_one_event(ledger: Ledger) -> None:
    for seen, stage in enumerate(("survey", "contact")):
        targets.step(ledger, ANNA, OF, stage, Evidence(date(2026, 1, 1)), Told("", seen))
    told = Told("", 2, idempotency_key="form")
    first = targets.undo(ledger, ANNA, OF, told)
    assert targets.undo(ledger, ANNA, OF, told) == first
    assert targets.now_of(ledger, "C-1").stage == "survey"
