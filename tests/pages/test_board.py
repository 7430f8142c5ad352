"""The campaign board: ranked by unions that run, small townships apart, the three steps together."""

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import pytest

from tests.pages.conftest import Open, texts
from ui import board, warehouse

Row = dict[str, object]


pytestmark = pytest.mark.usefixtures("ledger_url")


def row(name: str, planned: int | None, running: int, done: int, larger: int = 40) -> Row:
    rest = {"running_unknown": 0, "not_running": done - running}
    return {"township_name": name, "planned": planned, "running": running, "done": done, "larger": larger, **rest}


def test_townships_are_ranked_by_unions_that_run_and_not_by_those_set_up() -> None:
    rows = [row("甲镇", 20, 2, 20), row("乙镇", 20, 9, 10), row("丙镇", 10, 4, 4)]
    ranked, others = board.ranking(rows)
    assert [one["township_name"] for one in ranked] == ["乙镇", "丙镇", "甲镇"]
    assert others == []


@pytest.mark.parametrize(("planned", "larger"), [(9, 40), (40, 9), (None, 40), (40, None)])
def test_a_small_township_and_one_without_a_plan_have_no_rank(planned: int | None, larger: int | None) -> None:
    ranked, others = board.ranking([row("甲镇", 10, 1, 1, 10), row("乙镇", planned, 9, 9, larger)])
    assert [one["township_name"] for one in ranked] == ["甲镇"]
    assert [one["township_name"] for one in others] == ["乙镇"]


def html(page) -> str:
    return next(element.proto.body for element in page.get("html") if 'class="board"' in element.proto.body)


def test_equals_share_a_rank_and_those_not_ranked_stand_below_the_line(
    open_page: Open, changed: Callable[..., Path]
) -> None:
    body = html(
        open_page(
            "board",
            changed(
                "update mart.township set larger = 30 where township_name <> '未定位'",
                "update mart.plan_year set enterprises_to_organise = 3 where year = 2026",
                "update mart.plan_year set enterprises_to_organise = 20 where year = 2026 and township_name in"
                " ('天马街道', '紫港街道', '金川街道')",
                "update mart.organised set is_running = null where year(organised_on) = 2026",
                "update mart.organised set is_running = true where enterprise_id in (select min(enterprise_id)"
                " from mart.organised where year(organised_on) = 2026 and township_name in ('天马街道', '紫港街道')"
                " group by township_name)",
            ),
        )
    )
    ranks = re.findall(r'board-number">(\d*)</span><a [^>]*>([^<]+)</a>.*?<b>([^<]+)</b>', body)
    assert [(number, share) for number, _name, share in ranks[:2]] == [("1", "5.0%"), ("1", "5.0%")]
    assert {name for _number, name, _share in ranks[:2]} == {"天马街道", "紫港街道"}
    assert ranks[2] == ("3", "金川街道", "待证实")
    assert {number for number, _name, _share in ranks[3:]} == {""}
    assert body.rindex("不排名次") > body.index("金川街道")


def test_set_up_running_and_alive_stand_together_with_plan_and_running(open_page: Open) -> None:
    page = open_page("board")
    said = " ".join(texts(page))
    assert all(word in said for word in ("建起来", "转起来", "活起来", "今年计划", "今年建会", "已证实转起来"))
    assert re.search(r"\d+ 家未转起来，\d+ 家不清楚", said)
    assert "每 30 秒自动更新" in said
    assert 'href="progress?township=' in html(page)


def test_without_a_plan_nobody_is_ranked(open_page: Open, changed: Callable[..., Path]) -> None:
    page = open_page("board", changed("delete from mart.plan_year"))
    said = " ".join(texts(page))
    assert "没有一个乡镇的计划和规模较大企业都满 10 家，不排名次" in said
    assert "没有计划" in said
    assert not re.search(r'board-number">\d', html(page))


def test_each_figure_says_its_definition_and_opens_its_rows(open_page: Open) -> None:
    body = html(open_page("board"))
    figures = re.findall(r'board-value"><a href="progress\?rows=([^"]*)" target="_self" title="([^"]*)"', body)
    assert [unquote(rows) for rows, _told in figures] == ["年度计划", "今年建会", "建会并转起来"]
    assert all("来源" in told and "**" not in told for _rows, told in figures)
    assert body.count('class="board-step" title="有效覆盖') == 3


def test_a_township_without_a_plan_has_no_bar(open_page: Open, changed: Callable[..., Path]) -> None:
    body = html(open_page("board", changed("delete from mart.plan_year")))
    bars = re.findall(r'board-pale">.*?<div class="board-bar"([^>]*)>(.*?)</div>', body)
    assert bars
    assert set(bars) == {("", "")}


def test_what_cannot_be_read_is_not_said_to_be_of_now(
    changed: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = changed()
    monkeypatch.setenv("COVERAGE_WAREHOUSE", str(folder))
    frame = SimpleNamespace(build=warehouse.current(), as_of="2026-09-30")
    assert board.look(frame)
    (folder / "current").write_text("no such build\n", "utf-8")
    assert not board.look(frame)
    assert board.below(frame, 2026, is_read=False).startswith("**数据现在读不了，显示的是 ")
