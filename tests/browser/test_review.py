"""Pairs decided by keyboard: rate and interval move at once, a rebuild keeps decisions, a doubt lowers rate_low."""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl.demo import write_demo
from etl.pipeline import build
from etl.settings import Settings
from tests.browser.conftest import SCREENSHOTS, Visit, Visited, serving
from tests.browser.test_pages_in_chromium import quiet

pytestmark = pytest.mark.browser


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """An invented county with more than twenty undecided pairs, built, with a ledger of its own."""
    monkeypatch.setenv("COVERAGE_LEDGER_URL", f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    settings = Settings(sources=tmp_path / "sources", warehouse=tmp_path / "warehouse")
    write_demo(settings.sources, tmp_path / "truth", seed=1, enterprises=6_000)
    build(settings)
    return settings


def rate(visited: Visited, path: str = "") -> tuple[str, str]:
    """The coverage of the overview and its interval in words."""
    visited.open(path)
    said = visited.words
    interval = re.search(r"建会率 ?[0-9.]+% ?；[^。]*", said)
    return re.search(r"建会率[^0-9]*([0-9.]+%)", said).group(1), interval.group(0) if interval else ""


def left(visited: Visited) -> int:
    return int(re.search(r"还有 ([0-9,]+) 对", visited.heading).group(1).replace(",", ""))


def press(visited: Visited, key: str) -> None:
    """Press a key and wait for another card or, after undo, for the one before."""
    before = visited.page.locator("[data-testid=stMain] table").first.inner_text()
    visited.page.keyboard.press(key)
    visited.until(f"document.querySelector('[data-testid=stMain] table')?.innerText !== {before!r}").settled()


def test_twenty_pairs_are_decided_by_keyboard_and_stay_decided(visit: Visit, county: Settings) -> None:
    with serving(county.warehouse) as served:
        visited = visit("", at=served)
        before = rate(visited)
        visited.open("review")
        visited.page.get_by_role("combobox", name="您的名字").click()
        visited.page.get_by_role("option", name="复核员丙").click()
        visited.settled()
        SCREENSHOTS.mkdir(exist_ok=True)
        visited.page.screenshot(path=SCREENSHOTS / "review_1400.png")
        visited.page.locator("h1").click()  # keys typed into a box are its own
        begun = left(visited)
        for at in range(20):
            press(visited, "n" if at % 4 == 3 else "y")
        assert left(visited) <= begun - 20
        done = left(visited)
        press(visited, "z")
        assert left(visited) > done
        quiet(visited)
        decided = rate(visited)
        assert decided != before
        assert "含 19 条未入库决定" in visited.words
        build(county)
        assert rate(visited) == decided
        assert "未入库决定" not in visited.words
        challenge_first(visited, county)
        assert "1 家被质疑" in rate(visited)[1]
        merge_first(visited)


def merge_first(visited: Visited) -> None:
    """Say by keyboard that the two records on the card are one, and take it back."""
    visited.open("review?part=疑似重复")
    visited.page.get_by_role("combobox", name="您的名字").click()
    visited.page.get_by_role("option", name="复核员丙").click()
    visited.settled()
    visited.page.screenshot(path=SCREENSHOTS / "duplicates_1400.png")
    visited.page.locator("h1").click()
    begun = visited.heading
    assert "疑似重复" in begun
    press(visited, "y")
    assert visited.heading != begun
    press(visited, "z")
    assert visited.heading == begun


def challenge_first(visited: Visited, county: Settings) -> None:
    """Doubt a counted link from its enterprise's card, under the name picked on the review page."""
    name = (county.warehouse / "current").read_text("utf-8").strip()
    with duckdb.connect(str(county.warehouse / name), read_only=True) as connection:
        [(enterprise,)] = connection.execute(
            "select min(enterprise_id) from mart.enterprise where is_larger and in_scope and union_status = 'own'"
        ).fetchall()
    visited.open("review")
    visited.page.get_by_role("combobox", name="您的名字").click()
    visited.page.get_by_role("option", name="复核员丙").click()
    visited.settled()
    visited.page.get_by_placeholder("搜企业或工会").fill(enterprise.removeprefix("C-"))
    hit = visited.page.locator("[data-testid=stMain] button", has_text=enterprise.removeprefix("C-")).first
    hit.wait_for(timeout=60_000)
    hit.click()
    visited.page.wait_for_url("**/enterprise?*id=*", timeout=60_000)
    visited.settled()
    visited.page.get_by_text("这里看着不对").first.click()
    visited.page.get_by_role("textbox", name="哪里不对？").fill("早已搬走")
    visited.page.keyboard.press("Enter")
    visited.settled()
    visited.page.get_by_role("button", name="提出疑问").click()
    visited.settled()
