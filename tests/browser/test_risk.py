"""From the overview's effective coverage to the list, to one union, to the row of a source: in few clicks."""

import re

import pytest

from tests.browser.conftest import Visit
from tests.browser.test_use import table

pytestmark = pytest.mark.browser


def test_from_effective_coverage_to_the_row_of_a_source_in_two_clicks_and_to_the_whole_card_in_a_third(
    visit: Visit,
) -> None:
    visited = visit("")
    visited.page.get_by_role("link", name="看这些工会").click()
    visited.until_heading("疑似空壳")
    grid = visited.page.locator("[data-testid=stDataFrame] canvas").first
    grid.wait_for(timeout=90_000)
    first = next(cell for cell in table(visited)[0] if len(cell) > 5)
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    visited.page.mouse.click(box["x"] + 18, box["y"] + 36 + 30)
    visited.page.wait_for_url("**id=*", timeout=60_000)
    visited.settled()
    assert visited.page.locator("h4").inner_text() == first
    assert re.search(r"\.xlsx? · .+ · 第 \d+ 行", visited.words)
    visited.page.get_by_role("link", name="整张卡片").click()
    visited.until_heading(first)
    assert visited.words.count("怎样降分：") >= 3
