"""What people do: click on the map, on a row, search, follow links, take the list away, send an address on."""

import csv
import io
import re
from urllib.parse import parse_qs, quote, urlparse

import pytest
from PIL import Image

from tests.browser.conftest import PHONE, Visit, Visited
from tests.browser.test_pages_in_chromium import MAP_DRAWN

pytestmark = pytest.mark.browser

MAP = "document.querySelector('.js-plotly-plot')._fullLayout.map._subplot.map"
TABLE_ROWS = """[...document.querySelectorAll('[data-testid=stDataFrame] canvas table tbody tr')]
    .map(row => [...row.querySelectorAll('td')].map(cell => cell.innerText))"""


def table(visited: Visited) -> list[list[str]]:
    """The cells of the rows in sight, as the list tells a screen reader."""
    visited.until(f"{TABLE_ROWS}.length > 0")
    return visited.page.evaluate(TABLE_ROWS)


def place_in(row: list[str]) -> str:
    return next(cell for cell in row if re.search("街道$|镇$|乡$|^未定位$", cell))


def name_in(row: list[str]) -> str:
    return next(cell for cell in row if len(cell) > 5)


def chosen(visited: Visited, name: str) -> list[str]:
    return list(dict.fromkeys(parse_qs(urlparse(visited.page.url).query).get(name, [])))


def drawn_map(visit: Visit, viewport: dict[str, int] | None = None) -> Visited:
    visited = visit("coverage_map", viewport) if viewport else visit("coverage_map")
    visited.page.wait_for_selector(".js-plotly-plot canvas", timeout=90_000)
    visited.until(MAP_DRAWN)
    visited.page.wait_for_timeout(1500)
    return visited


def label_of(visited: Visited, township: str) -> dict[str, float]:
    """Where on the page a township's label stands."""
    return visited.page.evaluate(
        """name => {
            const plot = document.querySelector('.js-plotly-plot')
            const labels = plot.data.find(trace => trace.mode === 'text')
            const at = [...labels.text].indexOf(name)
            const values = part => Array.isArray(part) ? part : [...part._inputArray ?? part]
            const point = plot._fullLayout.map._subplot.map.project([values(labels.lon)[at], values(labels.lat)[at]])
            const box = plot.querySelector('canvas').getBoundingClientRect()
            return {x: box.x + point.x, y: box.y + point.y}
        }""",
        township,
    )


def click_township(visited: Visited, township: str) -> None:
    at = label_of(visited, township)
    visited.page.mouse.move(at["x"] - 6, at["y"] - 14)
    visited.page.wait_for_timeout(400)
    visited.page.mouse.move(at["x"] - 4, at["y"] - 14)
    visited.page.wait_for_timeout(400)
    visited.page.mouse.down()
    visited.page.wait_for_timeout(60)
    visited.page.mouse.up()


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["1400", "390"])
def test_the_map_s_canvas_is_not_blank(visit: Visit, viewport: dict[str, int] | None) -> None:
    visited = drawn_map(visit, viewport)
    picture = Image.open(io.BytesIO(visited.page.locator(".js-plotly-plot canvas").first.screenshot())).convert("RGB")
    coloured = sum(
        number for number, colour in picture.getcolors(1 << 24) if max(colour) - min(colour) > 4 or max(colour) < 235
    )
    assert coloured > 0.15 * picture.width * picture.height


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["1400", "390"])
def test_the_whole_county_is_in_the_map(visit: Visit, viewport: dict[str, int] | None) -> None:
    visited = drawn_map(visit, viewport)
    corners = visited.page.evaluate(
        """() => {
            const plot = document.querySelector('.js-plotly-plot')
            const box = plot.querySelector('canvas').getBoundingClientRect()
            const flat = part => part.flat(9)
            const inside = plot.data[0].geojson.features.every(feature => {
                const numbers = flat(feature.geometry.coordinates)
                for (let i = 0; i < numbers.length; i += 2) {
                    const at = plot._fullLayout.map._subplot.map.project([numbers[i], numbers[i + 1]])
                    if (at.x < 0 || at.y < 0 || at.x > box.width || at.y > box.height) return false
                }
                return true
            })
            return inside
        }"""
    )
    assert corners


def test_a_click_on_a_township_filters_what_stands_beside_it(visit: Visit) -> None:
    visited = drawn_map(visit)
    click_township(visited, "天马街道")
    visited.until_heading("天马街道")
    assert chosen(visited, "township") == ["天马街道"]
    assert visited.page.get_by_role("heading", name="天马街道", exact=True).count() == 1
    visited.page.get_by_text("打开名单").click()
    visited.until_heading("走访")
    assert {place_in(row) for row in table(visited)} == {"天马街道"}


def test_a_click_on_a_row_opens_the_card_beside_the_list(visit: Visit) -> None:
    visited = visit("targets")
    grid = visited.page.locator("[data-testid=stDataFrame] canvas").first
    grid.wait_for(timeout=90_000)
    first = table(visited)[0]
    box = grid.bounding_box()
    visited.page.mouse.click(box["x"] + 18, box["y"] + 36 + 16)
    visited.page.wait_for_url("**id=*", timeout=60_000)
    visited.settled()
    assert visited.page.locator("h4").inner_text() == name_in(first)
    assert visited.page.get_by_text("统一社会信用代码").count() >= 1


def test_the_csv_holds_the_rows_shown(visit: Visit) -> None:
    visited = visit(f"targets?sector={quote('制造业')}")
    shown = [name_in(row) for row in table(visited)]
    number = int(re.search(r"(\d+) 家", visited.heading)[1])
    with visited.page.expect_download(timeout=60_000) as download:
        visited.page.get_by_role("button", name="CSV", exact=True).click()
    assert re.fullmatch(r"企业名单_\d{4}-\d\d-\d\d\.csv", download.value.suggested_filename)
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == number > 0
    assert {row["行业"] for row in rows} == {"制造业"}
    assert [row["企业"] for row in rows][: len(shown)] == shown


def test_filters_survive_a_reload_and_a_change_of_page(visit: Visit) -> None:
    visited = visit(f"targets?township={quote('天马街道')}&size={quote('25–99 人')}")
    before = visited.heading
    visited.page.reload()
    visited.page.wait_for_selector("h1", timeout=90_000)
    assert visited.settled().heading == before
    assert chosen(visited, "size") == ["25–99 人"]
    sidebar = visited.page.locator("[data-testid=stSidebarNav] a")
    sidebar.nth(1).click()
    visited.until_heading("天马街道")
    assert chosen(visited, "township") == ["天马街道"]
    sidebar.filter(has_text="未建会企业").click()
    visited.until_heading("走访")
    assert visited.heading == before
    assert chosen(visited, "township") == ["天马街道"]
    assert chosen(visited, "size") == ["25–99 人"]


def test_a_link_to_other_townships_replaces_the_ones_chosen(visit: Visit) -> None:
    visited = visit(f"?township={quote('球川镇')}&township={quote('辉埠镇')}")
    visited.page.get_by_text(re.compile("^先去")).click()
    visited.until_heading("走访")
    assert set(chosen(visited, "township")) <= {"球川镇", "辉埠镇"}


def test_a_search_leads_to_the_card(visit: Visit) -> None:
    visited = visit("data")
    box = visited.page.get_by_placeholder("搜企业或工会：名称、代码的一部分")
    box.fill("有限公司")
    hit = visited.page.locator("[data-testid=stMain] button", has_text="有限公司").first
    hit.wait_for(timeout=60_000)
    name = hit.inner_text().split(" · ")[0].split("\n")[-1].strip()
    hit.click()
    visited.page.wait_for_url("**/enterprise?*id=*", timeout=60_000)
    visited.until_heading(name)
    assert visited.page.get_by_placeholder("搜企业或工会：名称、代码的一部分").input_value() == ""
    assert visited.complaints == []
