"""The visit list goes out, comes back filled by hand with three mistakes, and is taken in, the mistakes named."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ledger import open_ledger
from ledger.progress import standing
from tests.browser.conftest import PHONE, SCREENSHOTS, Visit, Visited, serving
from tests.browser.test_pages_in_chromium import quiet
from tests.visit_lists import as_xlsx, cells_of, filled

pytestmark = pytest.mark.browser
TODAY = date.today().isoformat()
STEP = {"走访日期": TODAY, "走到哪一步": "排查"}
VISIT = {"走访日期": TODAY, "没进展的原因": "业主不愿", "情况说明": "老板不在，主管说再等等"}
MISTAKES = (
    STEP | {"走访日期": "3月5日"},
    STEP | {"走到哪一步": "批复"},
    {"走访日期": TODAY, "没进展的原因": "没见到人"},
)


@pytest.fixture(scope="module")
def ledger_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('visit_lists') / 'ledger.sqlite'}"


@pytest.fixture(scope="module")
def served(served_warehouse: Path, ledger_url: str) -> Iterator[str]:
    """Where the invented county is served with a ledger of these tests' own."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("COVERAGE_LEDGER_URL", ledger_url)
        with serving(served_warehouse) as address:
            yield address


def download(visited: Visited, button: str) -> bytes:
    with visited.page.expect_download(timeout=60_000) as getting:
        visited.page.get_by_role("button", name=button).click()
    return Path(getting.value.path()).read_bytes()


def pick_name(visited: Visited) -> None:
    visited.page.get_by_role("combobox", name="您的名字").click()
    visited.page.get_by_role("option", name="复核员丙").click()
    visited.settled()


def picture(visited: Visited, name: str, width: int, height: int) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    visited.page.set_viewport_size({"width": width, "height": height})
    visited.settled().page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png")


def test_the_list_goes_out_comes_back_with_three_mistakes_and_is_taken_in(
    visit: Visit, served: str, ledger_url: str, tmp_path: Path
) -> None:
    visited = visit("my_work", PHONE, served)
    visited.page.get_by_role("button", name="复核员丙").click()  # the telephone remembers it
    visited.page.get_by_role("button", name="换人").wait_for(timeout=60_000)
    visited.settled().open("visit_lists").until_heading("可去")
    cells = cells_of(download(visited, "下载走访单"))
    back = tmp_path / "走访单 填好.xlsx"
    back.write_bytes(as_xlsx([["常山县总工会"], *filled(cells, STEP, *MISTAKES, VISIT)]))
    visited.page.locator("input[type=file]").set_input_files(back)
    visited.page.get_by_text("将记下 2 行").wait_for(timeout=60_000)
    said = visited.settled().words
    assert "有错 3 行" in said
    for mistake in ("第 6 行“走访日期”列", "第 7 行“走到哪一步”列", "第 8 行“情况说明”列"):
        assert mistake in said
    visited.page.get_by_role("button", name="记下 2 行").click()
    visited.page.get_by_text("对的行已记下").wait_for(timeout=60_000)
    assert "已记过 2 行" in visited.settled().words
    wrong = cells_of(download(visited, "下载有错的 3 行"))
    assert wrong[2][-1] == "哪里不对"
    assert len(wrong) == 6
    picture(visited, "visit_list_back", PHONE["width"], 3200)
    quiet(visited)
    told = [progress for progress, _told in standing(open_ledger(ledger_url))]
    assert sorted((one.stage, one.visits) for one in told) == [("listed", 1), ("survey", 0)]


def test_a_plan_is_handed_out_and_its_visits_are_due(visit: Visit, served: str) -> None:
    visited = visit("planner", at=served)
    visited.until_heading("走访")
    pick_name(visited)
    picture(visited, "plan_of_visits", 1400, 1300)
    visited.page.get_by_role("button", name="全部指派").click()
    visited.page.get_by_text("计划已指派").wait_for(timeout=60_000)
    assert len(cells_of(download(visited, "组建员乙的走访单"))) > 4
    picture(visited, "plan_of_visits", PHONE["width"], 3000)
    quiet(visited)
