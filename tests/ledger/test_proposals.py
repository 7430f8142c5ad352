"""Proposals for the score: kept under a name, newest first, withdrawn, never applied."""

from dataclasses import replace

import pytest

from ledger import ChangedMeanwhile, Ledger
from ledger.proposals import proposed, save, withdraw
from ledger.verdicts import NotValid, Told
from tests.ledger.conftest import ANNA, BERT

SEEN = Told("经费更要紧", build_id="20261001T000000Z")
WEIGHTS, LIMITS = {"W1": 12.0, "O1": 4.0}, {"suspected_from": 55.0}
EFFECT = {"suspected": [30, 34]}


def test_a_proposal_keeps_weights_thresholds_and_what_they_would_come_to(ledger: Ledger) -> None:
    save(ledger, ANNA, "重经费", WEIGHTS, LIMITS, EFFECT, SEEN)
    [one] = proposed(ledger)
    assert (one.name, one.weights, one.thresholds, one.effect) == ("重经费", WEIGHTS, LIMITS, EFFECT)
    assert (one.saved_by, one.saved_source, one.reason, one.build_id) == (
        "组建员甲",
        "self_reported",
        "经费更要紧",
        SEEN.build_id,
    )


def test_the_newest_comes_first_and_a_withdrawn_one_not_at_all(ledger: Ledger) -> None:
    save(ledger, ANNA, "重经费", WEIGHTS, LIMITS, EFFECT, SEEN)
    save(ledger, BERT, "重活动", {"A1": 9.0}, LIMITS, EFFECT, SEEN)
    save(ledger, BERT, "重经费", WEIGHTS, {"suspected_from": 50.0}, EFFECT, replace(SEEN, seen=1))
    assert [(one.name, one.thresholds["suspected_from"]) for one in proposed(ledger)] == [
        ("重经费", 50.0),
        ("重活动", 55.0),
    ]
    withdraw(ledger, ANNA, "重经费", replace(SEEN, seen=2))
    assert [one.name for one in proposed(ledger)] == ["重活动"]


def test_somebody_else_s_proposal_is_not_written_over_unseen(ledger: Ledger) -> None:
    save(ledger, ANNA, "重经费", WEIGHTS, LIMITS, EFFECT, SEEN)
    with pytest.raises(ChangedMeanwhile):
        save(ledger, BERT, "重经费", WEIGHTS, LIMITS, EFFECT, SEEN)


def test_a_proposal_has_a_name(ledger: Ledger) -> None:
    with pytest.raises(NotValid):
        save(ledger, ANNA, "  ", WEIGHTS, LIMITS, EFFECT, SEEN)
