"""A township's own page: its figures, what changed month by month and who it was, its targets, its notes."""

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from etl.demo import AS_OF
from ledger import Actor, notes, open_ledger
from ledger.targets import Evidence, OfTarget, assign, follow_up, now_of, step
from ledger.verdicts import Told
from tests.pages.conftest import Open, texts

ANNA = Actor("组建员甲", "organiser", "self_reported")
NAME = "复核员丙"


pytestmark = pytest.mark.usefixtures("ledger_url")


@pytest.fixture
def largest(demo_mart: duckdb.DuckDBPyConnection) -> tuple[str, int, int]:
    """The township with most targets: name, larger enterprises, those without a union."""
    return demo_mart.execute(
        "select township_name, larger, larger_none from mart.township where township_name <> '未定位'"
        " order by larger_none desc limit 1"
    ).fetchone()


def months(page: AppTest) -> list[dict[str, str]]:
    """The table of months, as the browser gets it."""
    told = next(one.proto for one in page.get("bidi_component") if one.proto.id.endswith("coverage_changes"))
    data = json.loads(told.json)
    return [dict(zip(data["head"], row, strict=True)) for row in data["rows"]]


def labels(page: AppTest) -> list[str]:
    return [link.label for link in page.get("page_link")]


def test_a_township_answers_with_its_own_numbers(open_page: Open, largest: tuple[str, int, int]) -> None:
    name, larger, none = largest
    page = open_page("township", id=name)
    assert page.title[0].value == f"{name}：{larger} 家规模较大企业，{none} 家未建会"
    assert {metric.label: metric.value for metric in page.metric}["未建会"] == str(none)


def test_its_months_are_those_of_the_table_and_the_unknown_is_no_zero(
    open_page: Open, largest: tuple[str, int, int], demo_mart: duckdb.DuckDBPyConnection
) -> None:
    shown = months(open_page("township", id=largest[0]))
    rows = demo_mart.execute(
        "select opening, new_unions, closing from mart.coverage_change where township_name = ? order by month desc",
        [largest[0]],
    ).fetchall()
    assert [tuple(int(row[name]) for name in ("期初", "新建工会", "期末")) for row in shown] == rows
    assert {row["依据"] for row in shown} == {"按日期推算"}
    assert {row["匹配、补录"] for row in shown} == {"—"}


def test_a_month_in_the_address_opens_who_it_was(open_page: Open, demo_mart: duckdb.DuckDBPyConnection) -> None:
    name, month, enterprise = demo_mart.execute(
        "select township_name, strftime(month, '%Y-%m'), enterprise_name from mart.coverage_move"
        " where change = 'new_unions' order by month desc limit 1"
    ).fetchone()
    page = open_page("township", id=name, month=month, change="new_unions")
    assert enterprise in page.dataframe[0].value["企业"].tolist()


@pytest.mark.parametrize("end", ["opening", "closing"])
def test_opening_and_closing_of_a_month_open_who_had_a_union_then(
    open_page: Open, demo_mart: duckdb.DuckDBPyConnection, end: str
) -> None:
    name, month, number = demo_mart.execute(
        f"select township_name, strftime(month, '%Y-%m'), {end} from mart.coverage_change"
        " where township_name <> '未定位' and opening <> closing and opening > 0"
        " order by month desc, opening desc limit 1"
    ).fetchone()
    page = open_page("township", id=name, month=month, change=end)
    assert len(page.dataframe[0].value) == number
    assert any(f"已建会的规模较大企业 {number} 家" in text for text in texts(page))


def test_what_is_counted_by_today_says_so_and_every_figure_is_defined(
    open_page: Open, largest: tuple[str, int, int]
) -> None:
    told = {metric.label: metric.proto.help for metric in open_page("township", id=largest[0]).metric}
    assert f"截至 {date.today()}" in told["停滞"]
    assert "**停滞**" in told["停滞"]
    [organised] = [text for label, text in told.items() if "2026" in label]
    assert "**今年建会**" in organised
    assert f"截至 {AS_OF}" in organised


def test_a_township_that_is_none_is_said_and_the_others_are_offered(open_page: Open) -> None:
    page = open_page("township", id="无此镇")
    assert any("没有叫“无此镇”的乡镇街道" in text for text in texts(page))
    assert {"天马街道", "未定位"} <= {label.replace("\\", "") for label in labels(page)}


def test_its_targets_stand_by_stage_as_they_were_written(
    open_page: Open, largest: tuple[str, int, int], demo_mart: duckdb.DuckDBPyConnection, ledger_url: str
) -> None:
    found = demo_mart.execute(
        "select enterprise_id, name from mart.target join mart.enterprise using (enterprise_id)"
        " where township_name = ? order by priority limit 2",
        [largest[0]],
    ).fetchall()
    ledger = open_ledger(ledger_url)
    for enterprise_id, name in found:
        step(ledger, ANNA, OfTarget(enterprise_id, name, largest[0]), "survey", Evidence(date(2026, 9, 1)), Told(""))
    page = open_page("township", id=largest[0])
    assert any(label.startswith("排查 2") for label in labels(page))
    assert any(label.startswith(f"待排查 {largest[2] - 2}") for label in labels(page))


def test_a_note_is_left_and_taken_back(open_page: Open, largest: tuple[str, int, int], ledger_url: str) -> None:
    page = open_page("township", id=largest[0])
    assert not page.text_area
    page.sidebar.selectbox(key="actor_picker").select(NAME).run()
    page.text_area[0].set_value("十二月集中走访")
    next(button for button in page.button if button.label == "记下备注").click().run()
    assert not page.exception
    assert {"备注已记下", "十二月集中走访"} <= {entry.value for entry in (*page.success, *page.markdown)}
    [note], seen = notes.notes(open_ledger(ledger_url), largest[0])
    assert (note.text, note.written_by, seen) == ("十二月集中走访", NAME, 1)
    assert page.text_area[0].value == ""
    next(button for button in page.button if button.label == "撤回最后一条备注").click().run()
    assert notes.notes(open_ledger(ledger_url), largest[0])[0] == []


def test_somebody_elses_note_is_not_for_taking_back(
    open_page: Open, largest: tuple[str, int, int], ledger_url: str
) -> None:
    notes.write(open_ledger(ledger_url), ANNA, largest[0], Told("十二月集中走访"))
    page = open_page("township", id=largest[0])
    page.sidebar.selectbox(key="actor_picker").select(NAME).run()
    assert not any(str(button.key).endswith("_undo_0") for button in page.button)


def test_an_empty_note_is_refused(open_page: Open, largest: tuple[str, int, int], ledger_url: str) -> None:
    page = open_page("township", id=largest[0])
    page.sidebar.selectbox(key="actor_picker").select(NAME).run()
    next(button for button in page.button if button.label == "记下备注").click().run()
    assert len(page.error) == 1
    assert open_ledger(ledger_url).position() == 0


@pytest.mark.parametrize("page_name", ["enterprise", "union"])
def test_cards_have_notes_and_reading_makes_no_ledger(
    open_page: Open, demo_mart: duckdb.DuckDBPyConnection, ledger_url: str, tmp_path: Path, page_name: str
) -> None:
    table = "enterprise" if page_name == "enterprise" else '"union"'
    [(record_id,)] = demo_mart.execute(f"select min({page_name}_id) from mart.{table}").fetchall()
    page = open_page(page_name, id=record_id)
    assert any("备注供大家互相提醒" in text for text in texts(page))
    assert not (tmp_path / "ledger.sqlite").exists()


def test_a_card_says_how_organising_has_come_on(
    open_page: Open, demo_mart: duckdb.DuckDBPyConnection, ledger_url: str
) -> None:
    enterprise_id, name, township = demo_mart.execute(
        "select enterprise_id, name, township_name from mart.target join mart.enterprise using (enterprise_id)"
        " where priority = 1"
    ).fetchone()
    ledger, of = open_ledger(ledger_url), OfTarget(enterprise_id, name, township)
    step(ledger, ANNA, of, "survey", Evidence(date(2026, 9, 1)), Told("厂里有三百人"))
    for what, value in ((assign, NAME), (follow_up, date(2026, 12, 5))):
        what(ledger, ANNA, of, value, Told("", seen=now_of(ledger, enterprise_id).sequence))
    said = " ".join(texts(open_page("enterprise", id=enterprise_id))).replace("\\", "")
    for part in (
        "组建进展",
        "2026-09-01 进入这个阶段",
        "由谁去：复核员丙；下次走访：2026-12-05",
        "厂里有三百人",
        "自报身份",
    ):
        assert part in said, part
    assert "与别家对比" in said
