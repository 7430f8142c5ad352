"""From an empty installation to a map and back, in the browser alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import SCREENSHOTS, WIDE, Visited, serving
from tests.conftest import Demo

pytestmark = pytest.mark.browser
ONE_BY_ONE = 5
"""Files dropped one after the other; the rest come in one go, because each time all of them are read."""
KNOWN_HEADER, STRANGE_HEADER = "经营场所", "干活的地方"
COUNTY = '[area]\nname = "常山县"\ncity = "衢州市"\nprovince = "浙江省"\ncodes = ["330822"]\n'


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: Browser) -> Iterator[tuple[Visited, Path]]:
    """The dashboard of an installation without files and without a build, and its folder."""
    (tmp_path / "county.toml").write_text(COUNTY, "utf-8")
    monkeypatch.setenv("COVERAGE_SOURCES", str(tmp_path / "incoming"))
    monkeypatch.setenv("COVERAGE_AREA", str(tmp_path / "county.toml"))
    with serving(tmp_path / "builds") as address:
        context = browser.new_context(viewport=WIDE, locale="zh-CN")
        yield Visited(context.new_page(), address), tmp_path
        context.close()


def strange(demo: Demo, folder: Path) -> tuple[list[Path], str]:
    """The invented county's files, one of them with a header that nobody knows; and that one's name."""
    shutil.copytree(demo.sources, folder)
    changed = sorted(folder.glob("市场主体登记_2*.csv"))[0]
    content = changed.read_bytes()
    assert KNOWN_HEADER.encode() in content
    changed.write_bytes(content.replace(KNOWN_HEADER.encode(), STRANGE_HEADER.encode(), 1))
    return sorted(folder.iterdir()), changed.name


def drop(page: Page, *paths: Path) -> None:
    page.locator("input[type=file]").set_input_files(paths)
    for path in paths:
        page.locator("strong", has_text=path.name).wait_for(timeout=90_000)


def click(visited: Visited, name: str) -> None:
    visited.page.get_by_role("button", name=name, exact=True).first.click()


def test_a_new_user_loads_maps_a_header_compares_publishes_and_goes_back(
    office: tuple[Visited, Path], demo: Demo, tmp_path: Path
) -> None:
    visited, folder = office
    page = visited.page
    visited.open("")
    assert visited.heading == "还没有数据"
    page.get_by_role("link", name="去导入文件").click()
    visited.until_heading("把县里的文件放到这里")
    paths, changed = strange(demo, tmp_path / "given")
    tables = [path for path in paths if not path.name.endswith(".json")]
    for path in tables[:ONE_BY_ONE]:
        drop(page, path)
    drop(page, *tables[ONE_BY_ONE:])
    visited.settled()

    block = page.locator("[class*=st-key-file_]", has=page.get_by_text(changed, exact=True))
    block.get_by_text("2 个表头没认出").click()
    block.get_by_role("combobox", name="这一列是").fill("经营地址")
    page.get_by_role("option", name="经营地址", exact=True).click()
    block.get_by_role("button", name="记住，以后都这样认").click()
    visited.until(f"!document.body.innerText.includes({STRANGE_HEADER!r})").settled()
    assert STRANGE_HEADER in (folder / "county.toml").read_text("utf-8")

    click(visited, "重新计算")
    visited.until_heading("先比较，再发布")
    assert "这是第一次发布" in visited.words
    click(visited, "发布")
    visited.until("document.body.innerText.includes('已发布：')").settled()

    visited.open("coverage_map")
    assert "演示数据" in visited.words
    first = (folder / "builds" / "current").read_text("utf-8")

    visited.open("load")
    page.locator("[class*=st-key-file_]", has_text="社保").get_by_role("button", name="移出").click()
    visited.settled()
    click(visited, "重新计算")
    visited.until_heading("先比较，再发布")
    page.screenshot(path=SCREENSHOTS / "load_compare-1400.png", full_page=True)
    click(visited, "发布")
    visited.until("document.body.innerText.includes('已发布：')").settled()
    assert (folder / "builds" / "current").read_text("utf-8") != first

    page.get_by_text("以前的结果：可以恢复").click()
    click(visited, "恢复")
    visited.until("document.body.innerText.includes('已恢复：')").settled()
    assert (folder / "builds" / "current").read_text("utf-8") == first
    assert visited.outside == []
    assert visited.complaints == []
