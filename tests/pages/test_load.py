"""The load page by AppTest: what it says of the files in the folder, and what waits to be published."""

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etl.errors import InputError
from etl.pipeline import build
from etl.publish import current_build
from etl.publish.folder import proposed_build
from etl.publish.switch import drop_waiting
from etl.settings import Settings, load_county
from tests.conftest import PROJECT, Demo
from tests.pages.conftest import texts
from ui import county_file, incoming

COUNTY = '# 本县口径\n[area]\nname = "常山县"   # 县名\ncodes = ["330822"]\n'


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation of its own: empty folder of sources, no build, a county.toml that may be written."""
    area = tmp_path / "county.toml"
    area.write_text(COUNTY, "utf-8")
    settings = Settings(sources=tmp_path / "incoming", warehouse=tmp_path / "builds", area=area)
    for name in ("sources", "warehouse", "area"):
        monkeypatch.setenv(f"COVERAGE_{name.upper()}", str(getattr(settings, name)))
    return settings


def load_page() -> AppTest:
    page = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=120)
    page.run()
    page.switch_page("pages/load.py").run()
    assert not page.exception, [entry.message for entry in page.exception]
    return page


def test_an_empty_installation_asks_for_files_and_names_the_needed_ones(office: Settings) -> None:
    page = load_page()
    assert page.title[0].value == "把县里的文件放到这里"
    assert any("市场主体登记" in text for text in texts(page))
    assert next(button for button in page.button if button.label == "重新计算").disabled


def test_what_waits_is_compared_and_published_by_a_click(office: Settings, demo: Demo) -> None:
    shutil.copytree(demo.sources, office.sources)
    first = build(office)
    for path in office.sources.glob("社保*"):
        path.unlink()
    held = build(office, hold=True)
    page = load_page()
    assert page.title[0].value == "已经算好：先比较，再发布"
    assert any("家规模较大企业的情况有变化" in text for text in texts(page))
    assert current_build(office.warehouse) == first.warehouse
    assert any("演示数据" in text for text in texts(page))
    next(button for button in page.button if button.label == "发布").click().run()
    assert (current_build(office.warehouse), proposed_build(office.warehouse)) == (held.warehouse, None)
    next(button for button in page.button if button.label == "恢复").click().run()
    assert current_build(office.warehouse) == first.warehouse


def test_a_file_taken_out_is_kept_aside(office: Settings) -> None:
    office.sources.mkdir()
    (office.sources / "甲.csv").write_text("a\n", "utf-8")
    incoming.take_out("甲.csv")
    assert not (office.sources / "甲.csv").exists()
    assert [path.name for path in (office.sources / incoming.ASIDE).rglob("*.csv")] == ["甲.csv"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("台账 2026.xlsx", "台账 2026.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\桌面\\台账.xls", "台账.xls"),
        (".hidden.csv", "hidden.csv"),
        ("a\u202excod.csv", "axcod.csv"),
        ("a\x00b?.csv", "ab.csv"),
        ("..", "file"),
        ("县" * 90 + ".csv", "县" * 65 + ".csv"),
        ("x" * 20 + "." + "y" * 250 + ".csv", ("x" * 20 + "." + "y" * 250)[:196] + ".csv"),
    ],
)
def test_a_dropped_files_name_is_only_a_name(given: str, kept: str) -> None:
    assert incoming.safe_name(given) == kept


@pytest.mark.parametrize("name", ["README.csv", "~$台账.xlsx", "desktop.ini"])
def test_a_name_that_the_reader_passes_over_is_refused_aloud(office: Settings, name: str) -> None:
    with pytest.raises(InputError):
        incoming.put(name, BytesIO(b"a"))
    assert list(office.sources.iterdir()) == []


def test_a_file_of_the_same_name_goes_aside(office: Settings) -> None:
    for content in (b"old", b"new"):
        incoming.put("台账.csv", BytesIO(content))
    assert (office.sources / "台账.csv").read_bytes() == b"new"
    assert [path.read_bytes() for path in (office.sources / incoming.ASIDE).rglob("*.csv")] == [b"old"]
    incoming.take_out("台账.csv")
    incoming.take_out("台账.csv")  # a second click, or somebody else's


def test_reading_that_ended_badly_is_said_and_not_kept(office: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    found = incoming.understood()
    assert (bool(found["failed"]), found["files"]) == (True, [])
    monkeypatch.undo()
    for name in ("sources", "warehouse", "area"):
        monkeypatch.setenv(f"COVERAGE_{name.upper()}", str(getattr(office, name)))
    assert "failed" not in incoming.understood()


def test_without_a_county_file_the_page_says_so(office: Settings) -> None:
    office.area.unlink()
    assert "county.toml" in incoming.understood()["failed"]


def test_who_publishes_what_somebody_dropped_is_told(office: Settings, demo: Demo) -> None:
    shutil.copytree(demo.sources, office.sources)
    build(office, hold=True)
    page = load_page()
    drop_waiting(office.warehouse, proposed_build(office.warehouse))
    next(button for button in page.button if button.label == "发布").click().run()
    assert any("不再等着发布" in error.value for error in page.error)
    assert current_build(office.warehouse) is None


def test_notes_of_two_people_at_once_are_both_kept(office: Settings) -> None:
    names = [f"表头{number}" for number in range(12)]
    with ThreadPoolExecutor(4) as people:
        list(people.map(lambda name: county_file.remember_header("union_ledger", name, "host_name"), names))
    assert {entry.header for entry in load_county(office.area).headers} == set(names)


def test_lists_written_on_one_line_are_kept(office: Settings) -> None:
    office.area.write_text('headers = []\nsources = [{file = "a.csv", township = "辉埠镇"}]\n' + COUNTY, "utf-8")
    county_file.remember_date("台账[1].csv", date(2026, 9, 30))
    assert [entry.file for entry in load_county(office.area).sources] == ["a.csv", "台账[[]1].csv"]


def test_a_header_mapped_by_hand_is_remembered_and_peoples_comments_stay(office: Settings) -> None:
    county_file.remember_header("union_ledger", "单位全名", "union_name")
    county_file.remember_header("union_ledger", "单位全名", "host_name")
    written = office.area.read_text("utf-8")
    assert "# 本县口径" in written
    assert 'name = "常山县"   # 县名' in written
    [entry] = load_county(office.area).headers
    assert (entry.kind, entry.header, entry.column) == ("union_ledger", "单位全名", "host_name")


def test_a_day_said_by_hand_is_remembered_for_its_file(office: Settings) -> None:
    office.sources.mkdir()
    (office.sources / "登记.csv").write_text("企业名称,登记状态\n甲公司,存续\n", "utf-8")
    page = load_page()
    page.date_input[0].set_value(date(2026, 9, 30))
    next(button for button in page.button if button.label == "记住这一天").click().run()
    [entry] = load_county(office.area).sources
    assert (entry.file, entry.as_of) == ("登记.csv", date(2026, 9, 30))
    assert not page.date_input
    assert any("截至 2026-09-30" in text for text in texts(page))


def test_a_county_file_that_would_not_be_valid_is_left_as_it_was(office: Settings) -> None:
    with pytest.raises(InputError):
        county_file.remember_header("union_ledger", "单位全名", "no_such_column")
    assert office.area.read_text("utf-8") == COUNTY
    assert list(office.area.parent.glob(".*.part")) == []
