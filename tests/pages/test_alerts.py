"""The watch list: on the overview in short, whole on its page, silenced and heard again; what somebody watches."""

import os
import shutil
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from ledger import Actor, open_ledger, orders, watches
from ledger.alerts import standing
from ledger.orders import OfUnion, Problem
from ledger.verdicts import Told
from tests.pages.conftest import Open, picked, texts

BERT = Actor("审核员乙", "reviewer", "signed_in")
NAME = "复核员丙"
TODAY = date.today()
TOWNSHIPS = ("辉埠镇", "芳村镇")


@pytest.fixture(autouse=True)
def ledger_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A ledger of the test's own, with the county's rules but for the age of sources, which depends on today."""
    url = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    monkeypatch.setenv("COVERAGE_LEDGER_URL", url)
    area = tmp_path / "county.toml"
    area.write_text(Path("data/county.toml").read_text("utf-8") + "\n[alerts.source_old]\nis_on = false\n", "utf-8")
    monkeypatch.setenv("COVERAGE_AREA", str(area))
    return url


@pytest.fixture
def overdue(ledger_url: str, demo_mart: duckdb.DuckDBPyConnection) -> list[str]:
    """Keys of two overdue orders, one in each of two townships; the one of 辉埠镇 is overdue since yesterday."""
    ledger = open_ledger(ledger_url)
    keys = []
    for days, township in enumerate(TOWNSHIPS, start=1):
        due_on = TODAY - timedelta(days=days)
        union = demo_mart.execute(
            'select union_id, union_name, township_name from mart."union" where township_name = ? limit 1', [township]
        ).fetchone()
        orders.issue(ledger, BERT, OfUnion(*union), Problem((), "两年没开会", "厂长丁", due_on), Told("现场核实"))
        keys.append(f"order_overdue:{union[0]}:1:{due_on}")
    ledger.engine.dispose()
    return keys


def links(page: AppTest) -> list[str]:
    return [link.label.replace("\\", "") for link in page.get("page_link")]


def open_as(open_page: Open, key: str) -> AppTest:
    page = open_page("alerts", id=key)
    return page.sidebar.selectbox(key="actor_picker").select(NAME).run()


def test_the_overview_counts_by_rule_and_links_the_first(open_page: Open, overdue: list[str]) -> None:
    page = open_page()
    assert "整改单超期 2 条" in texts(page)
    told = [label for label in links(page) if " · " in label]
    assert [label.split(" · ")[0] for label in told] == ["辉埠镇", "芳村镇"]
    assert sum("整改单期限" in text for text in texts(page)) == 2


def test_the_overview_says_that_there_is_nothing(open_page: Open) -> None:
    assert "今天各项提醒规则都没有查到什么" in texts(open_page())


def test_a_county_file_with_faults_is_said_and_never_shown_as_nothing(open_page: Open) -> None:
    area = Path(os.environ["COVERAGE_AREA"])
    area.write_text(area.read_text("utf-8") + "\n[alerts.nonsense]\n", "utf-8")
    said = " ".join(texts(open_page()))
    assert "县配置文件里的规则读不了" in said
    assert "没有查到什么" not in said


def test_the_page_lists_the_alerts_of_the_townships_chosen(open_page: Open, overdue: list[str]) -> None:
    page = open_page("alerts")
    assert page.title[0].value == "2 件事要看一看，其中 2 件急"
    shown = page.dataframe[0].value
    assert list(shown["乡镇街道"]) == ["辉埠镇", "芳村镇"]
    assert set(shown["规则"]) == {"整改单超期"}
    assert open_page("alerts", township="芳村镇").title[0].value == "1 件事要看一看，其中 1 件急"


def test_an_alert_is_silenced_with_a_reason_and_heard_again(
    open_page: Open, overdue: list[str], ledger_url: str
) -> None:
    key = overdue[0]
    page = open_as(open_page, key)
    form = f"silence_{key}_0"
    send = page.button(key=f"{form}_send")
    send.click().run()
    assert "请写原因" in texts(page)
    page.text_input(key=f"{form}_why").set_value("在等批复")
    page.button(key=f"{form}_send").click().run()
    assert not page.exception
    said = standing(open_ledger(ledger_url))[key]
    assert (said.until, said.reason, said.said_by) == (TODAY + timedelta(days=30), "在等批复", NAME)
    assert page.title[0].value == "1 件事要看一看，其中 1 件急"
    assert any("另有 1 条暂不提醒" in text for text in texts(page))
    assert any("暂不提醒，到" in text and "在等批复" in text and "自报身份" in text for text in texts(page))
    assert list(page.dataframe[0].value["乡镇街道"]) == ["芳村镇", "辉埠镇"]
    page.button(key=f"hear_{key}_0").click().run()
    assert page.title[0].value == "2 件事要看一看，其中 2 件急"


def test_an_alert_of_another_township_is_for_somebody_else_to_silence(open_page: Open, overdue: list[str]) -> None:
    page = open_page("alerts", id=overdue[0])
    page.sidebar.selectbox(key="actor_picker").select("组建员乙").run()
    assert "不在您负责的乡镇街道，由负责的人来定" in texts(page)
    assert not [button for button in page.button if button.key and button.key.startswith("silence")]


def test_who_has_picked_no_name_silences_nothing(open_page: Open, overdue: list[str]) -> None:
    page = open_page("alerts", id=overdue[0])
    assert not [button for button in page.button if button.key and button.key.startswith("silence")]


def test_a_failed_build_is_on_the_overview(open_page: Open, shown: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(shown, tmp_path / "builds")
    (folder / "last_failure.json").write_text(
        '{"first_at": "2026-10-01T08:00:00+00:00", "last_at": "2026-10-01T08:00:00+00:00", "times": 1,'
        ' "exit_status": 4, "problem": ""}',
        "utf-8",
    )
    page = open_page("overview", warehouse=folder)
    assert "计算失败" in links(page)
    assert any("1 次" in text and "没有发布新数据" in text for text in texts(page))


def test_an_enterprise_is_watched_from_its_card_and_stands_in_the_list(
    open_page: Open, demo_mart: duckdb.DuckDBPyConnection, ledger_url: str
) -> None:
    enterprise_id, name = demo_mart.execute(
        "select enterprise_id, name from mart.target join mart.enterprise using (enterprise_id) where priority = 1"
    ).fetchone()
    page = open_as(open_page, "")
    assert any("还没有" in text for text in texts(page))
    page.query_params["id"] = enterprise_id
    picked(page.switch_page("pages/enterprise.py").run())
    press = page.button(key=f"watch_{enterprise_id}_0")
    press.click().run()
    assert [done.value for done in page.success] == ["已关注"]
    assert page.button(key=f"watch_{enterprise_id}_1").label == "取消关注"
    press.root.run()  # the second press of a quick two, on the button that is gone
    assert open_ledger(ledger_url).position() == 1
    assert watches.of(open_ledger(ledger_url), NAME)[enterprise_id].is_watched
    page.query_params.clear()
    picked(page.switch_page("pages/alerts.py").run())
    assert name in links(page)
    assert any("没有上一个发布月可比" in text and "未建会" in text for text in texts(page))


def test_a_union_and_a_township_are_watched_from_their_pages(
    open_page: Open, demo_mart: duckdb.DuckDBPyConnection, ledger_url: str
) -> None:
    union_id, name = demo_mart.execute(
        'select union_id, union_name from mart."union" where risk_rank is not null order by union_id limit 1'
    ).fetchone()
    page = open_as(open_page, "")
    for path, record_id in (("union", union_id), ("township", "辉埠镇")):
        page.query_params["id"] = record_id
        page.switch_page(f"pages/{path}.py").run()
        page.sidebar.selectbox(key="actor_picker").select(NAME).run()
        next(one for one in page.button if one.label == "关注").click().run()
        assert not page.exception
        assert "取消关注" in [one.label for one in page.button]
    assert set(watches.of(open_ledger(ledger_url), NAME)) == {union_id, "辉埠镇"}
    page.query_params.clear()
    page.switch_page("pages/alerts.py").run()
    page.sidebar.selectbox(key="actor_picker").select(NAME).run()
    assert {name, "辉埠镇"} <= set(links(page))


def test_what_is_watched_says_what_moved_since_the_month_before(
    open_page: Open, changed, demo_mart: duckdb.DuckDBPyConnection, ledger_url: str
) -> None:
    [(enterprise_id,)] = demo_mart.execute("select enterprise_id from mart.target where priority = 1").fetchall()
    folder = changed(
        "insert into mart.coverage_month select * replace (date '2026-07-01' as month, 'published' as basis)"
        " from mart.coverage_month where month = date '2026-09-01'",
        "insert into mart.enterprise_change (month, opening_month, enterprise_id, record, union_status_before)"
        f" values (date '2026-09-01', date '2026-07-01', '{enterprise_id}', 1, 'joint')",
    )
    ledger = open_ledger(ledger_url)
    for record_id in (enterprise_id, "辉埠镇", "U-没有"):
        watches.watch(ledger, Actor(NAME, "reviewer", "self_reported"), record_id, Told("看"))
    ledger.engine.dispose()
    page = open_page("alerts", warehouse=folder)
    page.sidebar.selectbox(key="actor_picker").select(NAME).run()
    said = " ".join(texts(page)).replace("\\", "")
    assert "2026-07：联合工会覆盖" in said
    assert "2026-07：" in said
    assert "另有 1 个不在这次计算里" in said
