"""'My work' of two people: what one recorded the other takes back with a reason, and a form is its sender's."""

from datetime import date

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from ledger import Actor, Ledger, open_ledger, targets
from ledger.progress import subject_of
from ledger.targets import Evidence, OfTarget
from ledger.verdicts import Told
from tests.pages.conftest import Open, picked

NAME, COLLEAGUE = "组建员乙", "复核员丙"
BERT = Actor(NAME, "organiser", "self_reported", ("天马街道", "球川镇"))


@pytest.fixture
def ledger(ledger_url: str) -> Ledger:
    return open_ledger(ledger_url)


@pytest.fixture
def of(demo_mart: duckdb.DuckDBPyConnection) -> OfTarget:
    """An open target of 球川镇, which is one of the organiser's."""
    return OfTarget(
        *demo_mart.execute(
            "select enterprise_id, enterprise_name, township_name from mart.target_progress"
            " where township_name = '球川镇' and closed_by is null order by enterprise_id"
        ).fetchone()
    )


def press(page: AppTest, of_key: str) -> AppTest:
    next(one for one in page.button if str(one.key).startswith(of_key)).click().run()
    assert not page.exception
    return page


def test_what_a_colleague_recorded_is_taken_back_with_a_reason(open_page: Open, ledger: Ledger, of: OfTarget) -> None:
    targets.step(ledger, BERT, of, "survey", Evidence(date.today()), Told(""))
    page = press(picked(open_page("my_work", id=of.enterprise_id), COLLEAGUE), "undo_")
    assert [one.value for one in page.error] == ["请写原因"]
    assert targets.now_of(ledger, of.enterprise_id).stage == "survey"
    next(one for one in page.text_input if str(one.key).startswith("undo_note_")).set_value("记错了一家")
    press(page, "undo_")
    assert targets.now_of(ledger, of.enterprise_id).stage == "listed"
    assert ledger.history(subject_of(of.enterprise_id))[-1].reason == "记错了一家"


def test_a_forwarded_form_does_not_pass_for_the_second_person(open_page: Open, ledger: Ledger, of: OfTarget) -> None:
    first, second = (picked(open_page("my_work", id=of.enterprise_id, form="ef56"), name) for name in (NAME, COLLEAGUE))
    press(first, "send_")
    press(second, "send_")
    assert [one.value for one in second.error] == ["这张表已由别人记过，或记的是别家，请重新填"]
    assert not second.success
    assert f"，{NAME}" in second.info[0].value
    press(second, "send_")
    assert [event.actor_name for event in ledger.history(subject_of(of.enterprise_id))] == [NAME, COLLEAGUE]
