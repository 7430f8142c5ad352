"""The page 'Plan of visits': who goes where and when, what it rests on, handed out by one press and never twice."""

from datetime import date, timedelta

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from ledger import Actor, Ledger, targets
from ledger.assignments import Assignment, give_all
from ledger.progress import standing
from ledger.targets import OfTarget
from ledger.verdicts import Told
from tests.pages.conftest import Open, texts
from ui import visit_list_queries, warehouse
from ui.planned import working_day

NAME = "复核员丙"
BERT = Actor(NAME, "reviewer", "self_reported")
MILL = OfTarget("C-1", "常山纸业有限公司", "辉埠镇")
DAY = date(2026, 12, 1)


pytestmark = pytest.mark.usefixtures("ledger")


@pytest.fixture
def page(open_page: Open) -> AppTest:
    """The page after somebody has picked a name."""
    return open_page("planner").sidebar.selectbox(key="actor_picker").select(NAME).run()


def test_the_plan_sends_organisers_to_their_own_townships_one_place_a_day(page: AppTest) -> None:
    plan = page.dataframe[0].value
    assert len(plan) > 4
    own = {"组建员甲": {"辉埠镇"}, "组建员乙": {"天马街道", "球川镇"}}
    assert all(row["乡镇街道"] in own[row["谁去"]] for _number, row in plan.iterrows())
    days = plan.groupby(["谁去", "日期"])
    assert days["乡镇街道"].nunique().max() == 1
    assert days.size().max() <= 4
    assert page.title[0].value.startswith(f"走访 {len(plan)} 次，预计可推进的企业涉及职工约 ")


def test_a_gain_is_headcount_times_chance_and_the_heading_adds_them_up(page: AppTest) -> None:
    plan = page.dataframe[0].value
    assert list(plan["预计收获（人）"]) == [
        round(people * chance / 100, 1) for people, chance in zip(plan["职工人数"], plan["机会（%）"], strict=True)
    ]
    assert f"约 {round(plan['预计收获（人）'].sum())} 人" in page.title[0].value


def test_with_too_little_history_the_page_says_that_the_chances_are_stated(page: AppTest) -> None:
    assert any("不满 100 次不学习，用设定的机会" in text for text in texts(page))


def test_whose_headcount_nobody_knows_is_listed_apart_and_not_planned(
    page: AppTest, demo_mart: duckdb.DuckDBPyConnection
) -> None:
    unknown = demo_mart.execute(
        "select enterprise_name from mart.target_progress"
        " where closed_by is null and headcount is null and township_name is not null"
    ).fetchall()
    assert unknown
    assert set(page.dataframe[1].value["企业"]) == {name for (name,) in unknown}
    assert not set(page.dataframe[0].value["企业"]) & {name for (name,) in unknown}


def test_who_lies_nobody_knows_where_is_listed_apart_and_not_planned(
    page: AppTest, demo_mart: duckdb.DuckDBPyConnection
) -> None:
    unknown = demo_mart.execute(
        "select enterprise_name from mart.target_progress where closed_by is null and township_name is null"
    ).fetchall()
    assert unknown
    assert set(page.dataframe[2].value["企业"]) == {name for (name,) in unknown}
    assert any(f"**{len(unknown)} 家未定位" in text for text in texts(page))


def test_what_a_plan_writes_over_is_said_before_the_press(open_page: Open, page: AppTest, ledger: Ledger) -> None:
    assert not page.warning
    plan, agreed = page.dataframe[0].value, date.today() + timedelta(days=200)
    known = {of.enterprise_name: of for of in visit_list_queries.known(warehouse.current()).values()}
    taken, moved = (known[name] for name in plan["企业"].iloc[:2])
    targets.assign(ledger, BERT, taken, "组建员己", Told("他熟"))
    targets.follow_up(ledger, BERT, moved, agreed, Told("和厂长约好"))
    page = open_page("planner").sidebar.selectbox(key="actor_picker").select(NAME).run()
    [warning] = page.warning
    assert "1 家现由别人去，1 家已约了别的日子" in warning.value
    shown = page.dataframe[0].value.set_index("企业")
    assert shown.loc[taken.enterprise_name, "现由谁去"] == "组建员己"
    assert shown.loc[moved.enterprise_name, "现约定日期"] == agreed
    page.button(key="plan_give").click().run()
    assert not page.warning


def test_no_day_that_is_over_is_handed_out(page: AppTest) -> None:
    assert page.date_input(key="plan_from").min == date.today()


def test_townships_that_nobody_goes_to_are_named(page: AppTest) -> None:
    assert any("没有人负责这些乡镇街道" in text for text in texts(page))


def test_a_plan_is_handed_out_by_one_press_and_a_second_adds_nothing(page: AppTest, ledger: Ledger) -> None:
    plan = page.dataframe[0].value
    page.button(key="plan_give").click().run()
    assert [done.value for done in page.success] == ["计划已指派"]
    given = {progress.enterprise_name: progress for progress, _told in standing(ledger)}
    assert {name: (one.assigned_to, one.follow_up_on) for name, one in given.items()} == {
        row["企业"]: (row["谁去"], row["日期"]) for _number, row in plan.iterrows()
    }
    position = ledger.position()
    assert position == 2 * len(plan)
    assert list(page.dataframe[0].value["现由谁去"]) == list(page.dataframe[0].value["谁去"])
    page.button(key="plan_give").click().run()
    assert ledger.position() == position


def test_who_has_no_name_can_look_and_not_hand_out(open_page: Open) -> None:
    page = open_page("planner")
    assert len(page.dataframe[0].value) > 4
    assert "plan_give" not in [button.key for button in page.button]


def test_a_press_that_comes_twice_writes_once(ledger: Ledger) -> None:
    given = [Assignment(MILL, "组建员甲", DAY, 0)]
    assert give_all(ledger, BERT, given, "按计划", None) == (1, [])
    assert give_all(ledger, BERT, given, "按计划", None) == (0, [])
    assert ledger.position() == 2


def test_a_target_that_somebody_wrote_about_meanwhile_is_left_and_named(ledger: Ledger) -> None:
    other = OfTarget("C-2", "常山木业有限公司", "辉埠镇")
    targets.visit(ledger, BERT, MILL, date(2026, 11, 2), None, Told("去过"))
    given = [Assignment(MILL, "组建员甲", DAY, 0), Assignment(other, "组建员甲", DAY, 0)]
    assert give_all(ledger, BERT, given, "按计划", None) == (1, ["常山纸业有限公司"])
    assert targets.now_of(ledger, "C-1").assigned_to is None
    assert targets.now_of(ledger, "C-2").assigned_to == "组建员甲"


@pytest.mark.parametrize(
    ("number", "day"),
    [(1, date(2026, 11, 30)), (5, date(2026, 12, 4)), (6, date(2026, 12, 7)), (11, date(2026, 12, 14))],
)
def test_days_of_a_plan_are_working_days(number: int, day: date) -> None:
    assert working_day(date(2026, 11, 28), number) == day  # a Saturday
