"""Records that may be one: told beside the figures, compared on the review page, merged by a person, taken back."""

import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from ledger import Actor, identity, links, open_ledger
from ledger.links import Told
from tests.pages.conftest import Open, picked, texts
from ui import queries, warehouse

pytestmark = pytest.mark.usefixtures("ledger_url")
OTHER = Actor("审核员乙", "reviewer", "signed_in")


@pytest.fixture
def review(open_page: Open) -> AppTest:
    """The part of the review page with duplicates, after somebody has picked a name."""
    return part(picked(open_page("review")), "疑似重复")


def part(page: AppTest, name: str) -> AppTest:
    page.segmented_control(key="part").set_value(code_of(name)).run()
    assert not page.exception, [entry.message for entry in page.exception]
    return page


def code_of(name: str) -> str:
    return {"关联": "links", "疑似重复": "duplicates", "待补名单": "tasks"}[name]


def press(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click().run()
    assert not page.exception, [entry.message for entry in page.exception]
    return page


def left(page: AppTest) -> int:
    return int("".join(c for c in page.title[0].value if c.isdigit()) or 0)


def written(url: str) -> list[identity.Identity]:
    return identity.standing(open_ledger(url))


def counted(build: warehouse.Build) -> int:
    """Enterprises in scope and active unions of the county, as the pages count them."""
    enterprises = sum(row["enterprises"] for row in queries.townships(build, queries.LARGER))
    return enterprises + sum(row["unions"] for row in queries.union_types(build, ()))


def test_without_a_name_two_records_can_be_compared_and_not_judged(open_page: Open) -> None:
    page = part(open_page("review"), "疑似重复")
    assert page.button(key="same_left").disabled
    assert "<mark>" in "".join(element.value for element in page.get("html"))


@pytest.mark.parametrize(
    ("key", "decision"),
    [("same_left", "same"), ("same_right", "same"), ("different", "different"), ("cannot_tell", "cannot_tell")],
)
def test_an_answer_is_written_and_the_next_pair_comes(
    review: AppTest, ledger_url: str, key: str, decision: str
) -> None:
    before, row = left(review), queries.duplicates(warehouse.published())[0]
    press(review, key)
    [said] = written(ledger_url)
    assert (said.decision, said.actor_source) == (decision, "self_reported")
    if decision == "same":
        kept = row["first_id"] if key == "same_left" else row["second_id"]
        assert said.new_id == kept
        assert set(said.records) == {row["first_id"], row["second_id"]}
    assert (left(review) < before) == (decision != "cannot_tell")


def test_two_that_are_one_count_once_at_once_and_the_card_says_who_said_so(
    review: AppTest, open_page: Open, ledger_url: str
) -> None:
    before = counted(warehouse.current())
    review.text_input(key="review_reason").input("到现场看过，一个厂门").run()
    press(review, "same_left")
    [said] = written(ledger_url)
    assert counted(warehouse.current()) == before - 1
    page = open_page("enterprise" if said.new_id[0] in "CRN" else "union", id=said.new_id)
    assert "合并而来" in "".join(texts(page))
    assert "到现场看过，一个厂门" in "".join(texts(page))
    gone = open_page("enterprise" if said.new_id[0] in "CRN" else "union", id=said.old_id)
    assert "现已并入" in "".join(texts(gone))


@pytest.mark.parametrize(("same", "said"), [("true", "张*（同名）"), ("false", "张*（姓名不同）"), ("null", "张*")])
def test_two_people_shown_alike_are_told_apart_without_their_names(
    open_page: Open, changed: Callable[..., Path], same: str, said: str
) -> None:
    folder = changed(f"update mart.duplicate set first_person = '张*', second_person = '张*', same_person = {same}")
    page = part(open_page("review", folder), "疑似重复")
    cells = "".join(re.sub("</?mark>", "", element.value) for element in page.get("html"))
    assert f">{said}</td></tr>" in cells


def test_who_counts_cannot_be_merged_into_who_does_not(open_page: Open, changed: Callable[..., Path]) -> None:
    folder = changed(
        "update mart.enterprise set in_scope = false"
        " where enterprise_id in (select first_id from mart.duplicate where kind = 'enterprise')"
        " and enterprise_id not in (select second_id from mart.duplicate)"
    )
    page = picked(part(open_page("review", folder), "疑似重复"))
    row = queries.duplicates(warehouse.published())[0]
    assert (row["kind"], row["first_exists"], row["second_exists"]) == ("enterprise", False, True)
    assert page.button(key="same_left").disabled
    assert not page.button(key="same_right").disabled


def test_a_merge_is_taken_back_whole(review: AppTest, ledger_url: str) -> None:
    before, figures = left(review), counted(warehouse.current())
    press(press(review, "same_left"), "undo")
    assert [one.decision for one in written(ledger_url)] == ["open"]
    assert (left(review), counted(warehouse.current())) == (before, figures)


def test_who_judged_the_pair_first_is_told_and_nothing_is_written_over(review: AppTest, ledger_url: str) -> None:
    row = queries.duplicates(warehouse.published())[0]
    ledger = open_ledger(ledger_url)
    identity.judge(ledger, OTHER, row["first_id"], row["second_id"], "different", Told("两家厂"), {})
    press(review, "same_left")
    assert "审核员乙 先一步核定" in "".join(warning.value for warning in review.warning)
    assert [one.decision for one in written(ledger_url)] == ["different"]


def test_the_overview_says_how_many_pairs_may_be_one(open_page: Open) -> None:
    said = "".join(texts(open_page("overview")))
    pairs = queries.duplicates_counted(warehouse.published(), ())
    assert pairs["enterprises"] > 0
    assert f"其中 {pairs['enterprises']} 对企业" in said


def test_a_card_says_what_may_be_the_same(open_page: Open) -> None:
    open_page("review")
    row = queries.duplicates(warehouse.published())[0]
    page = open_page("enterprise" if row["kind"] == "enterprise" else "union", id=row["first_id"])
    assert any("疑似与" in text for text in texts(page))


def test_a_decision_whose_id_is_gone_goes_on_by_one_press(
    review: AppTest, ledger_url: str, demo_mart: duckdb.DuckDBPyConnection, changed: object, open_page: Open
) -> None:
    [(enterprise_id, name, union_id)] = demo_mart.execute(
        "select enterprise_id, e.name, c.union_id from mart.link_candidate as c join mart.enterprise as e using"
        " (enterprise_id) where e.enterprise_id like 'C-%' order by all limit 1"
    ).fetchall()
    ledger = open_ledger(ledger_url)
    links.decide(ledger, OTHER, "N-before", union_id, "yes", Told("看过", records={"name": name}))
    folder = changed(
        f"insert into mart.identity_proposal values ('N-before', '{name}', '{enterprise_id}', '{name}', 'same_name', 1)"
    )
    page = picked(open_page("review", folder))
    press(page, f"alias_N-before_{enterprise_id}")
    [said] = written(ledger_url)
    assert (said.subject, said.old_id, said.new_id) == ("alias:N-before", "N-before", enterprise_id)
    assert f"alias_N-before_{enterprise_id}" not in {button.key for button in page.button}


def test_missing_lists_stand_on_the_review_page_and_on_the_unions_card(changed: object, open_page: Open) -> None:
    folder = changed(
        "insert into mart.task select 'coverage_list_missing', union_id, 12, 3, 9, date '2024-03-01'"
        " from mart.\"union\" where union_type = 'joint' order by union_id limit 1"
    )
    page = part(open_page("review", folder), "待补名单")
    assert "还缺" in page.title[0].value
    assert any("还缺另外 9 家的名单（2024-03-01 起）" in text for text in texts(page))
    union_id = queries.tasks(warehouse.published())[0]["union_id"]
    assert any("还缺另外" in text for text in texts(open_page("union", folder, id=union_id)))


def test_enterprises_under_two_unions_are_listed(open_page: Open) -> None:
    page = open_page("data", view="多家工会")
    found = queries.under_two_unions(warehouse.published())
    assert found.num_rows > 0
    assert any("同时在两家以上工会名下" in text for text in texts(page))
