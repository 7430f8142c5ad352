"""What only a browser shows of the progress page and the board: a click on a number, a wall that nobody scrolls."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from ledger import open_ledger
from tests.browser.conftest import PHONE, Visit, serving
from tests.browser.test_pages_in_chromium import quiet
from tests.browser.test_use import chosen
from tests.pages.organising import organise

pytestmark = pytest.mark.browser

SEEN = "document.querySelector('.st-key-progress_rows_shown').getBoundingClientRect().top < window.innerHeight"
FITS = "(() => {const m = document.querySelector('[data-testid=stMain]'); return m.scrollHeight <= m.clientHeight})()"


@pytest.fixture(scope="module")
def organised(
    served_warehouse: Path, demo_mart: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where the dashboard is served with some organising in its ledger."""
    url = f"sqlite:///{tmp_path_factory.mktemp('organising') / 'ledger.sqlite'}"
    ledger = open_ledger(url)
    organise(ledger, demo_mart, date.today())
    ledger.engine.dispose()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("COVERAGE_LEDGER_URL", url)
        with serving(served_warehouse) as where:
            yield where


def test_a_click_in_the_heat_table_opens_its_rows_with_the_place_in_the_address(visit: Visit, organised: str) -> None:
    visited = visit("progress?rows=停滞", at=organised)
    visited.page.get_by_role("button", name=re.compile("^全县 待排查 ")).click()
    visited.until("new URLSearchParams(location.search).getAll('stage').includes('待排查')")
    visited.until("new URLSearchParams(location.search).getAll('rows').includes('在办')")  # drawn later on the page
    visited.until(SEEN)
    quiet(visited)


def test_a_figure_opens_its_rows_on_a_telephone(visit: Visit, organised: str) -> None:
    visited = visit("progress", PHONE, at=organised)
    visited.page.locator(".st-key-figure_organised button").click()
    visited.settled().until(SEEN)
    assert chosen(visited, "rows") == ["今年建会"]
    quiet(visited)


@pytest.mark.parametrize("size", [(1920, 1080), (1400, 900)])
def test_the_board_fits_its_wall(visit: Visit, organised: str, size: tuple[int, int]) -> None:
    visited = visit("board", {"width": size[0], "height": size[1]}, at=organised)
    assert visited.page.evaluate(FITS)
    assert visited.page.locator(".board-rank").count() >= 10
    quiet(visited)
