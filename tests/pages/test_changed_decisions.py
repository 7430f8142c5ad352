"""A decision that a record contradicts since is on the review page again, whatever the ledger says of it."""

import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from ledger import Actor, open_ledger
from ledger.links import Told, decide, standing
from ui import queries, review, warehouse
from ui.warehouse import Build

ANNA = Actor("组建员甲", "organiser", "signed_in")


@pytest.mark.parametrize("decision", ["yes", "no"])
def test_a_decided_pair_whose_record_changed_is_open_again(
    county_to_review: Path, tmp_path: Path, decision: str
) -> None:
    copy = shutil.copytree(county_to_review, tmp_path / "builds")
    file = copy / (copy / "current").read_text("utf-8").strip()
    row = queries.review_queue(Build("before", str(file)))[0]
    pair = (row["enterprise_id"], row["union_id"])
    ledger = open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    decide(ledger, ANNA, *pair, decision, Told("现场看过"))
    told = {one.subject: one for one in standing(ledger)}
    [one] = told.values()

    def is_open(name: str) -> bool:
        rows = review.open_pairs(Build(name, str(file)), told)
        return pair in [(found["enterprise_id"], found["union_id"]) for found in rows]

    assert not is_open("decided")
    warehouse._connection.clear()
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "insert into mart.link_decision by name select $event as event_id, $enterprise as enterprise_id,"
            " $union_id as union_id, $decision as decision, 'changed' as standing, false as challenged",
            {"event": one.event_id, "enterprise": pair[0], "union_id": pair[1], "decision": decision},
        )
    assert is_open("changed")
    told = {subject: replace(said, event_id="later") for subject, said in told.items()}
    assert not is_open("changed")
