"""The review page: who decides what, undo, one answer for a kind, somebody faster; and what the figures make of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ledger import Actor, links, open_ledger
from ledger.links import Told
from tests.pages.conftest import Open, picked, texts
from ui import queries, warehouse
from ui.filters import Filters

pytestmark = pytest.mark.usefixtures("ledger_url")
OTHER = Actor("审核员乙", "reviewer", "signed_in")


@pytest.fixture
def review(open_page: Open, county_to_review: Path) -> AppTest:
    """The review page after somebody has picked a name."""
    return picked(open_page("review", county_to_review))


def pairs_left(page: AppTest) -> int:
    return int("".join(c for c in page.title[0].value if c.isdigit()) or 0)


def press(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click().run()
    assert not page.exception
    return page


def written(url: str) -> list[tuple[str, str]]:
    return [(one.decision, one.actor_source or "") for one in links.standing(open_ledger(url))]


def test_without_a_name_nothing_can_be_decided(open_page: Open, ledger_url: str) -> None:
    page = open_page("review")
    assert page.button(key="decide_yes").disabled
    assert not page.button(key="later").disabled


@pytest.mark.parametrize(
    ("key", "decision"), [("decide_yes", "yes"), ("decide_no", "no"), ("decide_cannot_tell", "cannot_tell")]
)
def test_an_answer_is_written_as_self_reported_and_the_next_pair_comes(
    review: AppTest, ledger_url: str, key: str, decision: str
) -> None:
    before = pairs_left(review)
    press(review, key)
    assert written(ledger_url) == [(decision, "self_reported")]
    assert (pairs_left(review) < before) == (decision != "cannot_tell")


def test_no_host_here_takes_all_pairs_of_the_union_away_and_undo_brings_them_back(
    review: AppTest, ledger_url: str
) -> None:
    before = pairs_left(review)
    press(review, "no_host")
    assert pairs_left(review) < before
    press(review, "undo")
    assert pairs_left(review) == before
    assert written(ledger_url) == [("open", "")]


def test_the_reason_is_recorded_and_said_with_what_was_decided_last(review: AppTest, ledger_url: str) -> None:
    review.text_input(key="review_reason").input("营业执照上是同一家").run()
    press(review, "decide_yes")
    assert "营业执照上是同一家" in "".join(texts(review))
    [one] = links.standing(open_ledger(ledger_url))
    assert one.reason == "营业执照上是同一家"


def test_who_was_faster_is_told_and_nothing_is_written_twice(review: AppTest, ledger_url: str) -> None:
    build = warehouse.published()
    row = queries.review_queue(build)[0]
    links.decide(open_ledger(ledger_url), OTHER, row["enterprise_id"], row["union_id"], "no", Told("现场看过"))
    press(review, "decide_yes")
    assert "审核员乙 先一步核定" in "".join(warning.value for warning in review.warning)
    assert written(ledger_url) == [("no", "signed_in")]


def test_a_kind_is_decided_at_once_and_undone_at_once(review: AppTest, ledger_url: str) -> None:
    [all_of_a_kind] = [button for button in review.button if button.key.startswith("all_")][:1]
    before = pairs_left(review)
    press(review, all_of_a_kind.key)
    number = len(written(ledger_url))
    assert number > 1
    assert pairs_left(review) == before - number
    press(review, "undo")
    assert pairs_left(review) == before


def figure(page: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in page.metric}


def test_decisions_move_the_overview_before_the_next_build(
    review: AppTest, open_page: Open, county_to_review: Path
) -> None:
    before = figure(open_page("overview", county_to_review))
    for _pair in range(3):
        press(review, "decide_yes")
    after = open_page("overview", county_to_review)
    assert figure(after) != before
    assert "含 3 条未入库决定" in "".join(texts(after))


def test_a_challenged_link_lowers_the_lower_rate_until_it_is_answered(
    open_page: Open, county_to_review: Path, ledger_url: str
) -> None:
    page = open_page("targets", county_to_review, status=["单独建会"])
    build = warehouse.published()
    row = warehouse.rows(build, "enterprises", **Filters(statuses=("own",)).parameters(), row_limit=1)[0]
    [link] = warehouse.rows(build, "unions_of_enterprise", id=row["enterprise_id"])
    ledger, told = open_ledger(ledger_url), Told("人早就走光了")
    links.challenge(ledger, OTHER, row["enterprise_id"], link["union_id"], told)
    assert "1 家被质疑" in "".join(texts(open_page("overview", county_to_review)))
    page = open_page("enterprise", county_to_review, id=row["enterprise_id"])
    assert "有人对这条关联提出疑问" in "".join(texts(page))
    links.answer(ledger, OTHER, row["enterprise_id"], link["union_id"], "upheld", replace(told, seen=1))
    assert "被质疑" not in "".join(texts(open_page("overview", county_to_review)))


@pytest.mark.parametrize("card", ["enterprise", "union"])
def test_whoever_has_a_name_may_challenge_a_link_from_either_card(
    review: AppTest, ledger_url: str, county_to_review: Path, card: str
) -> None:
    build = warehouse.published()
    row = warehouse.rows(build, "enterprises", **Filters(statuses=("own",)).parameters(), row_limit=1)[0]
    [link] = warehouse.rows(build, "unions_of_enterprise", id=row["enterprise_id"])
    review.query_params["id"] = link[f"{card}_id"]
    review.switch_page(f"pages/{card}.py").run()
    review.selectbox(key="actor_picker").select("复核员丙").run()  # a browser keeps it, AppTest forgets
    pair = f"{link['enterprise_id']}_{link['union_id']}"
    review.text_input(key=f"doubt_why_{pair}").input("早已搬走").run()
    press(review, f"doubt_it_{pair}")
    [one] = links.standing(open_ledger(ledger_url))
    assert (one.challenged, one.challenge_reason) == (True, "早已搬走")
