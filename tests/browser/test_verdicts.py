"""From the overview's effective coverage to a verdict in five clicks; the hit rate moves with it."""

from pathlib import Path

import pytest

from tests.browser.conftest import PHONE, SCREENSHOTS, Visit, Visited, serving
from tests.browser.test_pages_in_chromium import quiet

pytestmark = pytest.mark.browser


@pytest.fixture
def county(served_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented county's warehouse, with a ledger of the test's own."""
    monkeypatch.setenv("COVERAGE_LEDGER_URL", f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    return served_warehouse


def to_the_form(visited: Visited) -> None:
    """Four clicks: effective coverage, a row of the list, the whole card, 'On the spot'."""
    visited.page.get_by_role("link", name="看这些工会").click()
    visited.until_heading("疑似空壳")
    grid = visited.page.locator("[data-testid=stDataFrame] canvas").first
    grid.wait_for(timeout=90_000)
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    visited.page.mouse.click(box["x"] + 18, box["y"] + 36 + 30)
    visited.page.wait_for_url("**id=*", timeout=60_000)
    visited.settled()
    name = visited.page.locator("h4").inner_text()
    visited.page.get_by_role("link", name="整张卡片").click()
    visited.until_heading(name)
    visited.page.get_by_role("link", name="先在“现场核实”页左栏选自己的姓名").click()
    visited.until_heading("要到现场")


def test_from_effective_coverage_to_a_verdict_in_five_clicks_and_the_hit_rate_moves(visit: Visit, county: Path) -> None:
    with serving(county) as served:
        visited = visit("", at=served)
        to_the_form(visited)
        visited.page.get_by_role("combobox", name="您的名字").click()
        visited.page.get_by_role("option", name="复核员丙").click()
        visited.settled()
        assert "暂无" in visited.words
        visited.page.get_by_text("不是空壳", exact=True).first.click()
        visited.page.get_by_label("现场情况").fill("厂里有人上班，主席在，有会议记录")
        SCREENSHOTS.mkdir(exist_ok=True)
        visited.page.set_viewport_size({"width": 1400, "height": 1900})
        visited.page.screenshot(path=SCREENSHOTS / "verdict_form-1400.png")
        visited.page.get_by_role("button", name="记下结论").click()
        visited.page.get_by_text("核实结论已记下").wait_for(timeout=60_000)
        assert "1 家中 0 家" in visited.settled().words
        assert visited.page.get_by_label("现场情况").input_value() == ""
        visited.page.set_viewport_size({"width": PHONE["width"], "height": 3000})
        visited.settled().page.screenshot(path=SCREENSHOTS / "verdict_given-390.png")
        quiet(visited)
