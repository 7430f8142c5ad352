"""'My work': whose it is, what is due, every form, what is said after a reload; another's township is nobody's."""

from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from ledger import Actor, Ledger, targets
from ledger.progress import Progress, subject_of
from ledger.targets import Evidence, OfTarget
from ledger.verdicts import Told
from tests.pages.conftest import Open, texts

NAME, COLLEAGUE, TODAY = "组建员乙", "复核员丙", date.today()
BERT = Actor(NAME, "organiser", "self_reported", ("天马街道", "球川镇"))
CARL = Actor(COLLEAGUE, "reviewer", "self_reported")


pytestmark = pytest.mark.usefixtures("ledger")


@pytest.fixture
def mine(demo_mart: duckdb.DuckDBPyConnection) -> list[OfTarget]:
    """Open targets of 球川镇, which is one of the organiser's, the most urgent by headcount and sector first."""
    found = demo_mart.execute(
        "select enterprise_id, enterprise_name, township_name from mart.target_progress"
        " join mart.target using (enterprise_id) where township_name = '球川镇' and closed_by is null order by priority"
    )
    return [OfTarget(*row) for row in found.fetchall()]


@pytest.fixture
def opened(open_page: Open) -> Callable[..., AppTest]:
    """The page after somebody's name was tapped on it."""

    def tap(name: str = NAME, **query: str) -> AppTest:
        page = open_page("my_work", **query)
        return press(page, label=name)

    return tap


def button(page: AppTest, key: str = "", label: str = ""):
    return next(one for one in page.button if (str(one.key).startswith(key) if key else one.label.startswith(label)))


def press(page: AppTest, key: str = "", label: str = "") -> AppTest:
    button(page, key, label).click().run()
    assert not page.exception
    return page


def choose(page: AppTest, act: str) -> AppTest:
    """Choose what is recorded."""
    next(one for one in page.button_group if str(one.key).startswith("act_")).set_value(act).run()
    return page


def field(page: AppTest, kind: str, name: str):
    """A widget of the form that is open."""
    return next(one for one in page.get(kind) if str(one.key).startswith(f"{name}_"))


def now(ledger: Ledger, of: OfTarget) -> Progress:
    return targets.now_of(ledger, of.enterprise_id)


def reach(ledger: Ledger, of: OfTarget, *stages: str, on: date = TODAY) -> None:
    """Steps that were taken before, with evidence for any stage."""
    for stage in stages:
        shown_by = Evidence(on, "常工〔2026〕12号", 30, 60, 50, 45)
        targets.step(ledger, BERT, of, stage, shown_by, Told("", now(ledger, of).sequence))


def said(page: AppTest) -> str:
    return "".join([*texts(page), *(one.value for one in page.success)])


def test_who_has_no_name_taps_it_on_the_page_and_sees_what_is_due(open_page: Open, mine: list[OfTarget]) -> None:
    page = open_page("my_work")
    assert page.title[0].value == "我的工作"
    names = [one.label for one in page.button if str(one.key).startswith("offered_")]
    assert names == ["组建员甲", NAME, COLLEAGUE], "leaders and analysts do not write"
    press(page, label=NAME)
    assert page.title[0].value == "今天没有到期的"
    assert "天马街道、球川镇" in said(page)
    assert page.sidebar.selectbox(key="actor_picker").value == NAME


def test_only_the_own_townships_are_listed(
    opened: Callable[..., AppTest], demo_mart: duckdb.DuckDBPyConnection
) -> None:
    listed = {one.key.removeprefix("open_") for one in opened(due="step").button if str(one.key).startswith("open_")}
    [expected] = demo_mart.execute(
        "select list(enterprise_id) from mart.target_progress where closed_by is null"
        " and (township_name in ('天马街道', '球川镇') or township_name is null)"
    ).fetchone()
    assert listed == set(expected)


def test_what_is_due_stands_by_urgency_and_a_tile_opens_its_part(
    opened: Callable[..., AppTest], ledger: Ledger, mine: list[OfTarget]
) -> None:
    late, today, week, away, colleague = mine[:5]
    reach(ledger, late, "survey", on=TODAY - timedelta(days=31))
    reach(ledger, today, "survey", on=TODAY - timedelta(days=30))
    targets.follow_up(ledger, BERT, week, TODAY + timedelta(days=6), Told(""))
    reach(ledger, away, "survey", on=TODAY - timedelta(days=90))
    targets.set_aside(ledger, BERT, away, "deferred", TODAY, None, Told("停产", 1))
    targets.assign(ledger, BERT, colleague, COLLEAGUE, Told(""))
    page = opened()
    assert page.title[0].value == "超期 1 家，今天到期 1 家"
    assert [one.value.split()[0] for one in page.subheader] == ["超期", "今天", "七天内", "没人负责"]
    shown = [one.key.removeprefix("open_") for one in page.button if str(one.key).startswith("open_")]
    assert shown[:3] == [late.enterprise_id, today.enterprise_id, week.enterprise_id]
    assert not {away.enterprise_id, colleague.enterprise_id} & set(shown)
    press(page, key="tile_overdue")
    assert [one.key for one in page.button if str(one.key).startswith("open_")] == [f"open_{late.enterprise_id}"]
    press(page, key="tile_step")
    assert {"其余 1", "同事负责 1"} <= {one.value for one in page.subheader}


def test_a_day_that_was_set_is_kept_once_somebody_was_there(
    opened: Callable[..., AppTest], ledger: Ledger, mine: list[OfTarget]
) -> None:
    of = mine[0]
    targets.follow_up(ledger, BERT, of, TODAY - timedelta(days=1), Told(""))
    page = opened()
    assert page.title[0].value == "超期 1 家，今天到期 0 家"
    targets.visit(ledger, BERT, of, TODAY, "nobody_met", Told("门关着", 1))
    assert page.run().title[0].value == "今天没有到期的"


def test_a_step_without_evidence_is_two_taps_and_is_said_again_after_a_reload(
    opened: Callable[..., AppTest], open_page: Open, ledger: Ledger, mine: list[OfTarget]
) -> None:
    of = mine[0]
    reach(ledger, of, "survey", on=TODAY - timedelta(days=3))
    page = press(press(opened(), key=f"open_{of.enterprise_id}"), label="记下：联系")
    state = now(ledger, of)
    assert (state.stage, state.stage_since, state.sequence, state.last_by) == ("contact", TODAY, 2, NAME)
    assert "id" not in page.query_params
    assert of.enterprise_name in said(page)
    again = open_page("my_work", form=page.query_params["form"])
    assert "已记下" in said(again)
    assert "联系" in again.success[0].value


def test_an_answer_that_never_arrived_is_given_after_a_reload_and_nothing_is_written_again(
    opened: Callable[..., AppTest], ledger: Ledger, mine: list[OfTarget]
) -> None:
    """The press reached the server, its answer not the telephone: the address is still that of the open form."""
    of = mine[0]
    address = {"id": of.enterprise_id, "form": "ab12"}
    press(opened(**address), label="记下：排查")
    page = opened(**address)
    assert "已记下" in page.success[0].value
    assert page.query_params["form"] != "ab12", "the enterprise is open with a form of its own"
    assert button(page, label="记下：联系")
    assert now(ledger, of).sequence == 1


def test_one_form_sent_twice_is_recorded_once(
    opened: Callable[..., AppTest], ledger: Ledger, mine: list[OfTarget]
) -> None:
    """Two tabs of one address, or a press whose first sending was slow: the second learns what the first recorded."""
    of = mine[0]
    address = {"id": of.enterprise_id, "form": "cd34"}
    first, second = opened(**address), opened(**address)
    press(first, label="记下：排查")
    press(second, label="记下：排查")
    assert "已记下" in second.success[0].value
    assert not second.error
    assert [event.state for event in ledger.history(subject_of(of.enterprise_id))] == ["survey"]


def test_who_looked_at_an_older_state_is_told_and_writes_nothing(
    opened: Callable[..., AppTest], ledger: Ledger, mine: list[OfTarget]
) -> None:
    of = mine[0]
    page = opened(id=of.enterprise_id)
    targets.assign(ledger, CARL, of, NAME, Told(""))
    press(page, label="记下：排查")
    assert [one.value for one in page.error] == [f"{COLLEAGUE} 刚写过这一条，你的没有写进去，请再看一遍"]
    press(page, label="记下：排查")
    assert now(ledger, of).stage == "survey"


def test_a_document_is_asked_for_and_its_known_part_is_there_but_is_no_number(
    opened: Callable[..., AppTest], ledger: Ledger, mine: list[OfTarget]
) -> None:
    before, of = mine[:2]
    reach(ledger, before, "survey", "contact", "preparation", "application")
    reach(ledger, of, "survey", "contact", "preparation")
    page = opened(id=of.enterprise_id)
    number = field(page, "text_input", "document_number")
    assert (number.label, number.value) == ("请示文号", "常工〔2026〕")
    press(page, label="记下：请示")
    assert [one.value for one in page.error] == ["请写文号，要写全"]
    field(page, "text_input", "document_number").set_value("常工〔2026〕13号")
    press(page, label="记下：请示")
    [event] = ledger.history(subject_of(of.enterprise_id))[3:]
    assert event.body["document_number"] == "常工〔2026〕13号"


def test_an_election_asks_for_its_counts_and_refuses_one_that_cannot_be(
    opened: Callable[..., AppTest], ledger: Ledger, mine: list[OfTarget]
) -> None:
    of = mine[0]
    reach(ledger, of, "survey", "contact", "preparation", "application", "approval")
    page = opened(id=of.enterprise_id)
    assert [one.label for one in page.number_input] == ["应到人数", "到会人数", "当选得票"]
    for wrong, why in (
        ((None, None, None), "请写应到人数"),
        ((60, 30, 29), "到会不足应到的三分之二，选举无效"),
        ((60, 50, 30), "得票没有过应到人数的一半，不能当选"),
    ):
        for name, value in zip(("eligible", "attended", "votes"), wrong, strict=True):
            field(page, "number_input", name).set_value(value)
        press(page, label="记下：选举")
        assert [one.value for one in page.error] == [why]
    field(page, "number_input", "votes").set_value(45)
    press(page, label="记下：选举")
    assert now(ledger, of).stage == "election"


def test_an_attachment_is_hashed_and_the_next_visit_is_set_by_the_same_press_and_taken_back_with_it(
    opened: Callable[..., AppTest], ledger: Ledger, mine: list[OfTarget]
) -> None:
    of = mine[0]
    page = opened(id=of.enterprise_id)
    page.file_uploader[0].set_value(("门口.jpg", b"gate", "image/jpeg"))
    field(page, "button_group", "next").set_value(TODAY + timedelta(weeks=2))
    press(page, label="记下：排查")
    step, follow_up = ledger.history(subject_of(of.enterprise_id))
    assert step.body["attachment_sha256"] == sha256(b"gate").hexdigest()
    assert follow_up.body["follow_up_on"] == (TODAY + timedelta(weeks=2)).isoformat()
    press(page, key="saved_")
    assert (now(ledger, of).stage, now(ledger, of).follow_up_on) == ("listed", None)
    assert "撤回上一条" in page.success[0].value


def test_a_visit_without_progress_needs_what_was_seen(
    opened: Callable[..., AppTest], ledger: Ledger, mine: list[OfTarget]
) -> None:
    of = mine[0]
    page = choose(opened(id=of.enterprise_id), "visit")
    field(page, "button_group", "refusal").set_value("owner_unwilling")
    press(page, label="记下走访")
    assert [one.value for one in page.error] == ["请写现场情况"]
    field(page, "text_area", "note").set_value("老板说再等等")
    press(page, label="记下走访")
    state = now(ledger, of)
    assert (state.stage, state.visits, state.refusal) == ("listed", 1, "owner_unwilling")


def test_a_side_track_and_back_again(opened: Callable[..., AppTest], ledger: Ledger, mine: list[OfTarget]) -> None:
    of = mine[0]
    reach(ledger, of, "survey")
    page = choose(opened(id=of.enterprise_id), "set_aside")
    field(page, "text_area", "note").set_value("停产三个月")
    press(page, label="记下转入支线")
    assert [one.value for one in page.error] == ["请选哪一种"]
    field(page, "button_group", "track").set_value("deferred")
    press(page, label="记下转入支线")
    assert now(ledger, of).track == "deferred"
    page = opened(id=of.enterprise_id)
    assert "暂缓" in said(page)
    press(page, label="恢复推进，回到：排查")
    assert (now(ledger, of).track, now(ledger, of).stage) == (None, "survey")


def test_a_step_back_needs_a_reason(opened: Callable[..., AppTest], ledger: Ledger, mine: list[OfTarget]) -> None:
    of = mine[0]
    reach(ledger, of, "survey", "contact")
    page = choose(opened(id=of.enterprise_id), "move_back")
    press(page, label="记下退回")
    assert [one.value for one in page.error] == ["请写原因"]
    field(page, "text_area", "note").set_value("记错了企业")
    press(page, label="记下退回")
    assert now(ledger, of).stage == "survey"


def test_who_goes_next_and_when_is_written_where_it_changes_and_only_to_whom_the_township_belongs(
    opened: Callable[..., AppTest], ledger: Ledger, mine: list[OfTarget]
) -> None:
    of = mine[0]
    page = choose(opened(id=of.enterprise_id), "hand_over")
    assert field(page, "selectbox", "assigned_to").options == ["没人", NAME, COLLEAGUE]
    press(page, label="记下安排")
    assert [one.value for one in page.error] == ["没有改动，不用记"]
    field(page, "selectbox", "assigned_to").set_value(COLLEAGUE)
    field(page, "date_input", "next").set_value(TODAY + timedelta(days=3))
    press(page, label="记下安排")
    state = now(ledger, of)
    assert (state.assigned_to, state.follow_up_on, state.sequence) == (COLLEAGUE, TODAY + timedelta(days=3), 2)
    assert COLLEAGUE in page.success[0].value
    second = opened(COLLEAGUE)
    assert second.subheader[0].value == "七天内 1"
    page = choose(press(second, key=f"open_{of.enterprise_id}"), "hand_over")
    field(page, "selectbox", "assigned_to").set_value("")
    field(page, "checkbox", "no_day").check()
    press(page, label="记下安排")
    assert (now(ledger, of).assigned_to, now(ledger, of).follow_up_on) == (None, None)


def test_a_changed_headcount_leaves_the_list_when_somebody_else_has_looked(
    opened: Callable[..., AppTest], ledger: Ledger, mine: list[OfTarget]
) -> None:
    of = mine[0]
    page = choose(opened(id=of.enterprise_id), "remove")
    field(page, "button_group", "removal").set_value("headcount_changed")
    field(page, "text_area", "note").set_value("社保只剩 12 人")
    press(page, label="移出名单")
    assert now(ledger, of).removal_is_open
    page = press(press(page, key="tile_step"), key=f"open_{of.enterprise_id}")
    assert "要另一人复核" in said(page)
    assert not any(str(one.label).startswith("属实") for one in page.button)
    second = opened(COLLEAGUE)
    assert second.subheader[0].value == "请您复核 1"
    press(press(second, key=f"open_{of.enterprise_id}"), label="属实，移出")
    assert [one.value for one in second.error] == ["请写核对了什么"]
    assert now(ledger, of).removal_is_open
    field(second, "text_area", "note").set_value("查了社保")
    press(second, label="属实，移出")
    assert (now(ledger, of).removal_is_open, now(ledger, of).removal) == (False, "headcount_changed")
    page.run()
    field(page, "text_area", "note").set_value("又招了人")
    press(page, label="重新列入")
    assert now(ledger, of).removal is None


def test_the_last_entry_is_taken_back(opened: Callable[..., AppTest], ledger: Ledger, mine: list[OfTarget]) -> None:
    of = mine[0]
    reach(ledger, of, "survey", "contact")
    page = opened(id=of.enterprise_id)
    assert button(page, key="undo_").label.startswith(f"撤回上一条：联系 {TODAY}".replace("-", r"\-"))
    press(page, key="undo_")
    assert now(ledger, of).stage == "survey"


def test_an_enterprise_of_another_township_is_not_opened(
    opened: Callable[..., AppTest], demo_mart: duckdb.DuckDBPyConnection
) -> None:
    [other] = demo_mart.execute(
        "select enterprise_id from mart.target_progress where township_name = '芳村镇' and closed_by is null"
    ).fetchone()
    page = opened(id=other)
    assert [one.value for one in page.warning] == ["这家企业不归您：在别的乡镇，或不在名单上"]
    assert not any(str(one.label).startswith("记下") for one in page.button)


@pytest.mark.parametrize("name", ["分析员丁", "主席戊"])
def test_leaders_and_analysts_see_no_form(open_page: Open, mine: list[OfTarget], name: str) -> None:
    page = open_page("my_work", id=mine[0].enterprise_id)
    page.sidebar.selectbox(key="actor_picker").select(name).run()
    assert "您的身份只看不记" in said(page)
    assert not any(str(one.key).startswith(("open_", "send_", "tile_")) for one in page.button)


def test_a_list_is_found_in_by_name(opened: Callable[..., AppTest], mine: list[OfTarget]) -> None:
    page = opened(due="step")
    page.text_input(key="work_search").set_value(mine[0].enterprise_name).run()
    found = [one.key for one in page.button if str(one.key).startswith("open_")]
    assert found == [f"open_{mine[0].enterprise_id}"]


def test_the_card_says_the_stage_and_leads_to_the_form(open_page: Open, ledger: Ledger, mine: list[OfTarget]) -> None:
    reach(ledger, mine[0], "survey")
    page = open_page("enterprise", id=mine[0].enterprise_id)
    assert "阶段：排查" in said(page)
    assert "记一步" in [link.label for link in page.get("page_link")]
    listed = open_page("targets").dataframe[0].value
    assert set(listed["阶段"]) == {"待排查", "排查"}
