"""Every page in a real browser: cold by its address, Chinese, quiet, within the machine. Here on a telephone; on a wide
screen by test_accessibility, which looks at each page as soon as it stands: to open one costs more than all that is
asked of it."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browser.conftest import PHONE, SCREENSHOTS, Visit, Visited, serving

pytestmark = pytest.mark.browser

ADDRESSES = {
    "overview": "",
    "coverage_map": "coverage_map",
    "targets": "targets",
    "review": "review",
    "progress": "progress",
    "board": "board",
    "risk": "risk",
    "risk_card": "risk?id={union}",
    "visit_lists": "visit_lists",
    "planner": "planner",
    "verdicts": "verdicts",
    "verdicts_of_union": "verdicts?id={union}",
    "my_work": "my_work",
    "what_if": "what_if",
    "data": "data",
    "data_rejects": f"data?view={quote('用不上的行与格')}",
    "data_unsized": f"data?view={quote('规模不明')}",
    "data_definitions": f"data?view={quote('口径')}",
    "enterprise": "enterprise?id={enterprise}",
    "union": "union?id={union}",
    "township": f"township?id={quote('天马街道')}",
    "compare": "compare",
    "compare_enterprises": f"compare?compare={quote('两家企业')}&a={{enterprise}}",
}
PHONED = (
    "overview",
    "coverage_map",
    "targets",
    "risk",
    "verdicts",
    "visit_lists",
    "planner",
    "progress",
    "board",
    "my_work",
    "what_if",
    "review",
    "data",
    "enterprise",
    "township",
    "compare",
)
ENGLISH = re.compile(
    r"\b(the|and|of|page|loading|search|select|choose|options?|none|true|false|null|nan)\b", re.IGNORECASE
)


def quiet(visited: Visited) -> None:
    assert visited.outside == []
    assert visited.complaints == []


@pytest.mark.parametrize("name", PHONED)
def test_a_page_opens_cold_by_its_address_on_a_telephone(visit: Visit, ids: dict[str, str], name: str) -> None:
    opened_cold(visit, ids, name, PHONE)


def opened_cold(visit: Visit, ids: dict[str, str], name: str, viewport: dict[str, int]) -> Visited:
    """A page in Chinese, without a complaint or an outside request, within its width; its picture is kept."""
    visited = visit(ADDRESSES[name].format(**ids), viewport)
    assert re.search("[一-鿿]", visited.heading)
    assert "演示数据" in visited.words
    assert ENGLISH.findall(re.sub("“[^”]*”", "", visited.words)) == [], "English that is no quoted value"
    assert visited.page.evaluate("document.documentElement.lang") == "zh-CN"
    quiet(visited)  # before the picture: its window as high as the page makes Plotly resize what is being replaced
    picture(visited, f"{name}-{viewport['width']}", viewport["width"])
    return visited


def picture(visited: Visited, name: str, width: int) -> None:
    """Keep a picture of the whole page, map drawn; nothing may stick out at the right."""
    if visited.page.locator(".js-plotly-plot").count():
        visited.until(MAP_DRAWN)
    content = visited.page.evaluate(
        "(() => {const m = document.querySelector('[data-testid=stMain]'); return [m.scrollWidth, m.scrollHeight]})()"
    )
    assert content[0] <= width
    visited.page.set_viewport_size({"width": width, "height": min(max(content[1], 600), 6000)})
    visited.settled().page.wait_for_timeout(1500)
    SCREENSHOTS.mkdir(exist_ok=True)
    visited.page.screenshot(path=SCREENSHOTS / f"{name}.png")


def test_a_server_s_very_first_visit_may_go_straight_to_a_page(visit: Visit, served_warehouse: Path) -> None:
    with serving(served_warehouse) as fresh:
        visited = visit("targets", at=fresh)
        visited.until_heading("未建会")
        assert visited.page.locator("[data-testid=stDataFrame]").count() == 1
        quiet(visited)


MAP_DRAWN = """() => [...document.querySelectorAll('.js-plotly-plot')].every(plot => {
    const map = plot._fullLayout?.map?._subplot?.map
    return !plot._fullLayout?.map || (map && map.loaded())
})"""
