"""Light and dark, the map's view, zones: what only a browser shows."""

import pytest

from tests.browser.conftest import Visit, Visited
from tests.browser.test_pages_in_chromium import MAP_DRAWN, quiet
from tests.browser.test_use import MAP, chosen, click_township, drawn_map
from ui.theme import DARK, LIGHT

pytestmark = pytest.mark.browser

GROUND = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
BARS = """[...document.querySelectorAll('.js-plotly-plot')].find(plot => plot.data[0].type === 'bar')
    ?.data[0].marker.color"""
VIEW = f"(() => {{const map = {MAP}; return [map.getZoom(), map.getCenter().lng, map.getCenter().lat]}})()"
DRAWN = """colours => {
    const drawn = [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => plot.data)
    const bars = drawn.filter(one => one.type === 'bar')
    return !bars.length || bars.some(bar => colours.includes(bar.marker.color))
}"""
REDRAWN = """async () => {
    let times = 0
    document.querySelectorAll('.js-plotly-plot').forEach(plot => plot.on('plotly_react', () => times++))
    await new Promise(done => setTimeout(done, 2000))
    return times
}"""
ZONE = """name => {
    const plot = document.querySelector('.js-plotly-plot')
    const zones = plot.data[1]
    const at = [...zones.locations].indexOf('zone:' + name)
    const ring = zones.geojson.features[at].geometry.coordinates[0]
    const middle = [0, 1].map(i => ring.reduce((sum, point) => sum + point[i], 0) / ring.length)
    const point = plot._fullLayout.map._subplot.map.project(middle)
    const box = plot.querySelector('canvas').getBoundingClientRect()
    return {x: box.x + point.x, y: box.y + point.y}
}"""


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


def turn_dark(visited: Visited) -> None:
    """The system turns dark while the page is open; wait until it is drawn so."""
    visited.page.emulate_media(color_scheme="dark")
    visited.until(f"{GROUND} === {rgb(DARK.ground)!r}")
    if visited.page.locator(".js-plotly-plot").count():
        colours = [DARK.status["own"], DARK.risk["suspected"]]  # of states and of what runs, or of bands
        visited.until(f"({DRAWN})({colours})").settled().until(MAP_DRAWN)
    visited.settled()


def test_charts_follow_the_system_s_dark_and_light_and_come_to_rest(visit: Visit) -> None:
    visited = visit("")
    assert visited.page.evaluate(BARS) == LIGHT.status["own"]
    turn_dark(visited)
    visited.until(f"{BARS} === {DARK.status['own']!r}")
    assert visited.page.evaluate(REDRAWN) == 0
    quiet(visited)


def test_a_reader_chooses_dark_and_every_page_and_later_visit_keeps_it(visit: Visit) -> None:
    visited = visit("?definition=规上企业")
    visited.page.get_by_role("radio", name="深色").check()
    visited.until(f"{GROUND} === {rgb(DARK.ground)!r}").settled()
    visited.until(f"{BARS} === {DARK.status['own']!r}")
    assert chosen(visited, "definition") == ["规上企业"]
    visited.open("targets")
    assert visited.page.evaluate(GROUND) == rgb(DARK.ground)
    assert visited.page.get_by_role("radio", name="深色").is_checked()
    visited.page.get_by_role("radio", name="随系统").check()
    visited.until(f"{GROUND} === {rgb(LIGHT.ground)!r}")
    quiet(visited)


def moved(visited: Visited) -> list[float]:
    """Zoom in with the wheel off the middle; the view that this gives."""
    before = visited.page.evaluate(VIEW)
    box = visited.page.locator(".js-plotly-plot canvas").first.bounding_box()
    visited.page.mouse.move(box["x"] + box["width"] / 3, box["y"] + box["height"] / 3)
    for _turn in range(3):
        visited.page.mouse.wheel(0, -240)
        visited.page.wait_for_timeout(250)
    visited.page.wait_for_timeout(1200)
    after = visited.page.evaluate(VIEW)
    assert after[0] > before[0] + 0.3
    return after


def drawn_anew_in(visited: Visited, view: list[float], shown: str) -> None:
    """Wait for the map that shows something else, then for its view: the one before, once it is drawn."""
    visited.until(f"(() => {{const plot = document.querySelector('.js-plotly-plot'); return {shown}}})()")
    visited.until(MAP_DRAWN).settled()
    visited.until(f"{VIEW}.every((number, i) => Math.abs(number - {view}[i]) < 1e-6)")


def test_the_map_keeps_its_view_when_definition_zones_or_township_change(visit: Visit) -> None:
    visited = drawn_map(visit)
    view = moved(visited)
    points = visited.page.evaluate("document.querySelector('.js-plotly-plot').data[2].text.length")
    visited.page.get_by_role("combobox", name="口径").click()
    visited.page.get_by_role("option", name="规上企业").click()
    visited.until_heading("规上企业")
    drawn_anew_in(visited, view, f"plot?.data?.[2].text.length !== {points}")
    visited.page.get_by_text("功能区", exact=True).click()
    drawn_anew_in(visited, view, "plot?.data?.[1].locations.length > 0")
    click_township(visited, "大桥头乡")
    visited.until_heading("大桥头乡")
    drawn_anew_in(visited, view, "true")


def test_zones_are_laid_over_the_map_and_one_clicked_is_shown_beside_it(visit: Visit) -> None:
    visited = drawn_map(visit)
    assert visited.page.evaluate("document.querySelector('.js-plotly-plot').data[1].locations.length") == 0
    visited.page.get_by_text("功能区", exact=True).click()
    visited.until("document.querySelector('.js-plotly-plot').data[1].locations.length > 0").settled()
    assert chosen(visited, "zones") == ["true"]
    at = visited.page.evaluate(ZONE, "云湖工业园区")
    for step in (6, 4):
        visited.page.mouse.move(at["x"] - step, at["y"] - 5)
        visited.page.wait_for_timeout(400)
    visited.page.mouse.down()
    visited.page.wait_for_timeout(60)
    visited.page.mouse.up()
    visited.page.get_by_role("heading", name="云湖工业园区", exact=True).wait_for(timeout=60_000)
    assert chosen(visited, "zone") == ["云湖工业园区"]
    assert chosen(visited, "township") == []
    quiet(visited)
