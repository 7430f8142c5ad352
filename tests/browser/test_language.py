"""The language and the first steps are remembered by the browser, carried by the address, and leave nothing Chinese but
names in the frame."""

from urllib.parse import parse_qs, quote, urlparse

import pytest

from tests.browser.conftest import Visit, Visited

pytestmark = pytest.mark.browser


def asked(visited: Visited) -> list[str]:
    return parse_qs(urlparse(visited.page.url).query).get("lang", [])


def again(visited: Visited, path: str = "") -> Visited:
    """A new visit of the same browser, after this one."""
    return Visited(visited.page.context.new_page(), visited.address).open(path)


def test_english_holds_from_page_to_page_and_from_visit_to_visit(visit: Visit) -> None:
    visited = visit(f"targets?township={quote('天马街道')}")
    visited.page.get_by_role("button", name="English").click()
    visited.until_heading("whom to visit first")
    assert asked(visited) == ["en"]
    assert parse_qs(urlparse(visited.page.url).query)["township"] == ["天马街道 Tianma"]
    visited.page.locator("[data-testid=stSidebarNav] a").nth(1).click()
    visited.until_heading("Tianma")
    assert asked(visited) == ["en"]
    assert visited.page.evaluate("document.documentElement.lang") == "en"
    later = again(visited, "targets")
    later.until_heading("whom to visit first")
    later.page.get_by_role("button", name="中文").click()
    later.until_heading("走访")
    assert asked(later) == []
    assert "未建会" in again(later, "targets").heading
    assert later.complaints == []
    assert later.outside == []


def test_first_steps_that_were_closed_stay_closed(visit: Visit) -> None:
    visited = visit()
    visited.page.get_by_role("link", name="2 点一个乡镇").click()
    visited.page.wait_for_url("**/coverage_map*", timeout=60_000)
    visited.settled()
    visited.page.get_by_role("button", name="关闭").click()
    visited.until("!document.body.innerText.includes('照这四步')").settled()
    later = again(visited)
    assert "照这四步" not in later.words
    later.page.get_by_role("button", name="怎么看").click()
    later.page.get_by_role("button", name="再看一遍入门四步").click()
    later.until("document.body.innerText.includes('照这四步')")
    assert later.complaints == []
