"""'My work' on a telephone: a step in at most four taps, recorded once, and still said after the net was gone."""

import time
from pathlib import Path

import pytest

from ledger import Ledger, open_ledger
from ledger.progress import TARGET
from tests.browser.conftest import PHONE, SCREENSHOTS, Visit, Visited, serving
from tests.browser.test_accessibility import faults
from tests.browser.test_pages_in_chromium import quiet

pytestmark = pytest.mark.browser

LINES = ".st-key-work [class*=st-key-open_] button"
RECORD = ".st-key-work [class*=st-key-send_] button"
TOO_LOW = """[...document.querySelectorAll('.st-key-work :is(button, a, summary)')]
    .filter(node => node.checkVisibility() && node.innerText.trim())
    .filter(node => node.getBoundingClientRect().height < 47.5).map(node => node.innerText)"""


@pytest.fixture
def county(served_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Ledger]:
    """The invented county's warehouse, with a ledger of the test's own."""
    url = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    monkeypatch.setenv("COVERAGE_LEDGER_URL", url)
    return served_warehouse, open_ledger(url)


def kinds(ledger: Ledger) -> list[str]:
    """What was recorded about targets, in order."""
    return [event.state for event in ledger.events(TARGET)]


def said(visited: Visited) -> str:
    """What the page says of the form that was sent."""
    message = visited.page.get_by_text("已记下（")
    message.wait_for(timeout=60_000)
    return message.inner_text()


def fits(visited: Visited) -> None:
    """Nothing to be moved sideways, whatever is pressed as high as a thumb, the enterprise's name in sight."""
    assert visited.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert visited.page.evaluate("document.querySelector('.st-key-work').getBoundingClientRect().right") <= 390
    assert visited.page.evaluate(TOO_LOW) == []
    assert faults(visited) == []


def picture(visited: Visited, name: str) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    visited.page.screenshot(path=SCREENSHOTS / f"{name}-390.png")


def test_a_step_is_four_taps_is_recorded_once_and_is_said_after_a_reload(
    visit: Visit, county: tuple[Path, Ledger], record_property
) -> None:
    warehouse, ledger = county
    with serving(warehouse) as served:
        visited = visit("my_work", PHONE, served)
        page = visited.page
        fits(visited)
        page.get_by_role("button", name="组建员乙").click()
        page.locator(LINES).first.wait_for(timeout=60_000)
        fits(visited.settled())
        picture(visited, "my_work_due")
        page.get_by_role("button", name="记一步").click()
        page.get_by_placeholder("名称的一部分").wait_for(timeout=60_000)
        line = visited.settled().page.locator(LINES).last
        name = line.inner_text().split("\n")[0]
        line.click()
        page.locator(RECORD).wait_for(timeout=60_000)
        fits(visited.settled())
        assert visited.heading == name
        box = page.locator(RECORD).bounding_box()
        assert box["y"] + box["height"] <= PHONE["height"], "the button is under the thumb without scrolling"
        picture(visited, "my_work_form")
        open_form = page.url
        began = time.monotonic()
        page.locator(RECORD).dblclick()
        assert name in said(visited)
        record_property("milliseconds_from_the_press_to_what_was_recorded", round(1000 * (time.monotonic() - began)))
        assert kinds(ledger) == ["survey"]
        picture(visited, "my_work_recorded")
        page.reload()
        assert name in said(visited)
        page.goto(open_form)  # as if the answer had never come: the address is still that of the form
        assert name in said(visited)
        page.locator(RECORD).wait_for(timeout=60_000)
        assert page.get_by_role("button", name="记下：联系").count() == 1
        assert kinds(ledger) == ["survey"]
        quiet(visited)


@pytest.mark.parametrize("lost", ["answer", "press"])
def test_after_a_break_of_the_net_the_page_says_what_was_recorded(
    visit: Visit, county: tuple[Path, Ledger], lost: str
) -> None:
    """Either the press reaches the server and its answer not the telephone, or the press does not arrive. Then the page
    is opened again where its address stands."""
    warehouse, ledger = county
    gone: set[str] = set()

    def carry(browser_side) -> None:
        server_side = browser_side.connect_to_server()
        browser_side.on_message(lambda message: "press" in gone or server_side.send(message))
        server_side.on_message(lambda message: "answer" in gone or browser_side.send(message))

    with serving(warehouse) as served:
        visited = visit("my_work", PHONE, served)
        page = visited.page
        page.get_by_role("button", name="组建员乙").click()
        page.locator(LINES).first.wait_for(timeout=60_000)
        visited.settled()
        page.route_web_socket("**/_stcore/stream", carry)
        page.reload()
        page.locator(LINES).first.click(timeout=60_000)
        page.locator(RECORD).wait_for(timeout=60_000)
        visited.settled()
        gone.add(lost)
        page.locator(RECORD).click()
        page.wait_for_timeout(3000)
        assert kinds(ledger) == (["survey"] if lost == "answer" else [])
        gone.clear()
        page.reload()
        page.locator(RECORD).wait_for(timeout=60_000)
        if lost == "answer":
            assert "排查" in said(visited.settled())
            picture(visited, "my_work_after_the_break")
        else:
            assert "已记下" not in visited.settled().words
            page.get_by_role("button", name="记下：排查").click()
            said(visited)
        assert kinds(ledger) == ["survey"]
