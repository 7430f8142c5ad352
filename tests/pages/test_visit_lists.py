"""The page 'Visit lists': the list goes out, comes back filled in, is looked through and recorded by one press."""

from datetime import date, timedelta

import duckdb
import pytest
from icalendar import Calendar
from streamlit.testing.v1 import AppTest

from etl.visits.check import Checker
from etl.visits.write import visit_list
from ledger import Actor, Ledger, targets
from ledger.targets import Evidence, OfTarget
from ledger.verdicts import Told
from tests.pages.conftest import Open, texts
from tests.visit_lists import HEADER_ROW, as_csv, as_xlsx, cells_of, filled
from ui import calendar_file, visit_list_queries, visit_lists, warehouse

NAME, ORGANISER = "复核员丙", "组建员乙"
BERT = Actor(NAME, "reviewer", "self_reported")
TODAY = date.today()


pytestmark = pytest.mark.usefixtures("ledger")


@pytest.fixture
def page(open_page: Open) -> AppTest:
    """The page after somebody has picked a name."""
    return open_page("visit_lists").sidebar.selectbox(key="actor_picker").select(NAME).run()


@pytest.fixture
def first(demo_mart: duckdb.DuckDBPyConnection) -> OfTarget:
    """The enterprise to visit first."""
    [row] = demo_mart.execute(
        "select enterprise_id, enterprise_name, township_name from mart.target_progress"
        " join mart.target using (enterprise_id) order by priority limit 1"
    ).fetchall()
    return OfTarget(*row)


def taken_away(**about: object) -> list[list[str]]:
    """The list that the page gives for its first rows, as text."""
    build = warehouse.current()
    rows = visit_list_queries.listed(build, (), "", visit_lists.USUAL_REASONS, TODAY, 30).to_pylist()
    return cells_of(visit_lists.content(rows, "走访单"))


def drop(page: AppTest, content: bytes, name: str = "走访单.xlsx") -> AppTest:
    page.file_uploader(key="filled_list").set_value((name, content, "application/octet-stream")).run()
    assert not page.exception
    return page


STEP = {"走访日期": TODAY.isoformat(), "走到哪一步": "排查"}


def test_the_list_holds_who_is_due_first_then_who_has_stalled_then_by_rank(
    open_page: Open, ledger: Ledger, demo_mart: duckdb.DuckDBPyConnection
) -> None:
    ranked = demo_mart.execute(
        "select enterprise_id, enterprise_name, township_name from mart.target_progress"
        " join mart.target using (enterprise_id) order by priority"
    ).fetchall()
    due, stalled, later = (OfTarget(*ranked[number]) for number in (5, 3, 0))
    long_ago = TODAY - timedelta(days=200)
    targets.follow_up(ledger, BERT, due, TODAY, Told("再去"))
    targets.step(ledger, BERT, stalled, "survey", Evidence(long_ago), Told(""))
    targets.follow_up(ledger, BERT, later, TODAY + timedelta(days=9), Told("再去"))
    page = open_page("visit_lists")
    shown = page.dataframe[0].value
    assert list(shown["企业"][:2]) == [due.enterprise_name, stalled.enterprise_name]
    assert list(shown["情况"][:3]) == ["到期", "停滞", "接下来"]
    assert later.enterprise_name not in list(shown["企业"])
    assert page.title[0].value == "1 家到期该去，1 家停滞"


def test_on_a_telephone_the_name_is_offered_on_the_page_itself(open_page: Open) -> None:
    for name in ("visit_lists", "planner"):
        page = open_page(name)
        offered = [one for one in page.button if str(one.key).startswith("offered_")]
        assert offered, name
        offered[0].click().run()
        assert not page.exception
        assert page.sidebar.selectbox(key="actor_picker").value == offered[0].label


def test_somebody_who_was_there_since_is_not_due(open_page: Open, ledger: Ledger, first: OfTarget) -> None:
    targets.follow_up(ledger, BERT, first, TODAY - timedelta(days=1), Told("再去"))
    assert open_page("visit_lists").title[0].value == "1 家到期该去，0 家停滞"
    targets.visit(ledger, BERT, first, TODAY, None, Told("去过了", seen=1))
    assert "没有到期的" in open_page("visit_lists").title[0].value


def test_a_filled_list_is_looked_through_and_recorded_by_one_press(
    page: AppTest, ledger: Ledger, first: OfTarget
) -> None:
    cells = taken_away()
    assert cells[HEADER_ROW + 1][1] == first.enterprise_name
    drop(page, as_xlsx(filled(cells, STEP, STEP | {"走访日期": "3月5日"}, {"走访日期": TODAY.isoformat()})))
    assert ledger.position() == 0
    assert any("将记下 **1** 行" in text and "有错 **2** 行" in text for text in texts(page))
    mistakes = [error.value for error in page.error]
    assert len(mistakes) == 2
    assert "第 5 行“走访日期”列" in mistakes[0].replace("\\", "")
    assert "带年份的一天" in mistakes[0]
    assert "几句情况说明" in mistakes[1]
    page.button(key="record_list").click().run()
    assert [done.value for done in page.success] == ["对的行已记下"]
    assert targets.now_of(ledger, first.enterprise_id).stage == "survey"
    assert any("将记下 **0** 行" in text and "已记过 1 行" in text for text in texts(page))
    assert "record_list" not in [button.key for button in page.button]


def test_a_list_is_looked_through_once_until_somebody_writes(
    page: AppTest, ledger: Ledger, first: OfTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    check = Checker.check
    monkeypatch.setattr(Checker, "check", lambda self, rows: asked.append(1) or check(self, rows))
    drop(page, as_xlsx(filled(taken_away(), STEP))).run()
    assert len(asked) == 1
    targets.step(ledger, BERT, first, "survey", Evidence(TODAY), Told(""))
    page.run()
    assert len(asked) == 2
    assert any("有错 **1** 行" in text for text in texts(page))


def test_the_same_list_dropped_again_adds_nothing(page: AppTest, ledger: Ledger) -> None:
    written = filled(taken_away(), STEP)
    drop(page, as_xlsx(written)).button(key="record_list").click().run()
    position = ledger.position()
    drop(page, as_csv(written), "另存的.csv")
    assert "record_list" not in [button.key for button in page.button]
    assert ledger.position() == position


def test_a_list_of_another_program_is_refused_in_words(page: AppTest) -> None:
    drop(page, as_xlsx([["企业名称", "代码"], ["甲", "1"]]))
    assert "这个文件不是走访单" in page.error[0].value.replace("\\", "")


def test_who_has_no_name_can_take_the_list_and_not_load_one(open_page: Open) -> None:
    page = open_page("visit_lists")
    assert len(page.file_uploader) == 0
    assert len(page.get("download_button")) == 1
    assert any("选自己的姓名，才能载入" in text for text in texts(page))


def test_what_comes_back_of_an_unknown_enterprise_is_a_mistake(page: AppTest, ledger: Ledger) -> None:
    row = {
        "enterprise_id": "C-X",
        "enterprise_name": "没有的厂",
        "address": None,
        "township_name": "",
        "headcount": None,
    }
    row |= {"stage": "listed", "next_stage": "survey", "planned_on": None}
    drop(page, as_xlsx(filled(cells_of(visit_list([row], "走访单")), STEP)))
    assert "未建会名单里已没有这家" in page.error[0].value.replace("\\", "")
    assert ledger.position() == 0


def test_the_calendar_holds_a_whole_day_a_visit_and_keeps_its_id_when_the_day_moves(
    page: AppTest, ledger: Ledger, first: OfTarget
) -> None:
    day = TODAY + timedelta(days=3)
    targets.follow_up(ledger, BERT, first, day, Told("再去"))
    before = Calendar.from_ical(_ics())
    targets.follow_up(ledger, BERT, first, day + timedelta(days=1), Told("改期", seen=1))
    after = Calendar.from_ical(_ics())
    [entry], [moved] = before.walk("VEVENT"), after.walk("VEVENT")
    assert (entry["DTSTART"].dt, moved["DTSTART"].dt) == (day, day + timedelta(days=1))
    assert entry["UID"] == moved["UID"]
    assert entry["SUMMARY"] == f"走访 {first.enterprise_name}"
    assert "TZID" not in _ics().decode()


def test_who_is_due_and_stalled_is_both_on_the_list(open_page: Open, ledger: Ledger, first: OfTarget) -> None:
    targets.step(ledger, BERT, first, "survey", Evidence(TODAY - timedelta(days=90)), Told(""))
    targets.follow_up(ledger, BERT, first, TODAY, Told("再去", seen=1))
    page = open_page("visit_lists")
    assert page.title[0].value == "1 家到期该去，1 家停滞"
    assert page.dataframe[0].value["情况"].iloc[0] == "到期；停滞"


def test_an_organiser_s_calendar_holds_what_my_work_counts(
    open_page: Open, ledger: Ledger, demo_mart: duckdb.DuckDBPyConnection
) -> None:
    found = demo_mart.execute(
        "select enterprise_id, enterprise_name, township_name from mart.target_progress"
        " where township_name = '球川镇' and closed_by is null order by enterprise_id limit 3"
    ).fetchall()
    mine, nobody_s, colleague_s = (OfTarget(*row) for row in found)
    for of, who in ((mine, ORGANISER), (colleague_s, NAME)):
        targets.assign(ledger, BERT, of, who, Told(""))
    for of in (mine, nobody_s, colleague_s):
        targets.follow_up(ledger, BERT, of, TODAY, Told("", seen=targets.now_of(ledger, of.enterprise_id).sequence))
    page = open_page("visit_lists").sidebar.selectbox(key="actor_picker").select(ORGANISER).run()
    [button] = [one.proto.label for one in page.get("download_button") if "日历" in one.proto.label]
    assert "2 天" in button or "2 " in button
    due = visit_list_queries.due(warehouse.current(), ("球川镇",), ORGANISER)
    assert {row["about"] for row in due} == {mine.enterprise_id, nobody_s.enterprise_id}
    work = open_page("my_work")
    work.sidebar.selectbox(key="actor_picker").select(ORGANISER).run()
    assert work.title[0].value == "今天到期 2 家"
    assert "纸质走访单、日历文件" in [link.label for link in work.get("page_link")]


def _ics() -> bytes:
    return calendar_file.ics(visit_list_queries.due(warehouse.current(), (), ""), "常山县", "到期提醒")


def test_a_stage_that_will_be_late_and_an_order_stand_in_the_calendar(
    page: AppTest, ledger: Ledger, first: OfTarget, demo_mart: duckdb.DuckDBPyConnection
) -> None:
    from ledger import orders
    from ledger.orders import OfUnion, Problem

    [(union_id, union_name)] = demo_mart.execute(
        'select union_id, union_name from mart."union" where risk_band is not null order by union_id limit 1'
    ).fetchall()
    due_on = TODAY + timedelta(days=20)
    problem = Problem((), "两年没开会", "厂长丁", due_on)
    orders.issue(ledger, BERT, OfUnion(union_id, union_name, None), problem, Told("核实后"))
    targets.step(ledger, BERT, first, "survey", Evidence(TODAY), Told(""))
    entries = {entry["SUMMARY"]: entry["DTSTART"].dt for entry in Calendar.from_ical(_ics()).walk("VEVENT")}
    assert entries == {
        f"整改到期：{union_name}": due_on,
        f"{first.enterprise_name}：过了今天就算停滞": TODAY + timedelta(days=30),
    }
