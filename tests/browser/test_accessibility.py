"""Every page opens cold on a wide screen, and axe, which travels in its own wheel, finds no serious or critical fault
on it, light or dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import WIDE, Visit, Visited
from tests.browser.test_looks import turn_dark
from tests.browser.test_pages_in_chromium import ADDRESSES, MAP_DRAWN, opened_cold

pytestmark = pytest.mark.browser

# What lies in Streamlit's own elements and cannot be mended from outside: rule → part of the element's name, why.
NOT_OURS = {
    "svg-img-alt": (
        "metric_chart_",
        "the line in st.metric keeps an empty group for marked points; figure and change beside it say what it shows",
    ),
}


def faults(visited: Visited) -> list[str]:
    """Serious and critical faults as 'rule: element (message)'."""
    found = Axe().run(visited.page).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]} ({message(node)})"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
        if NOT_OURS.get(fault["id"], ("\n",))[0] not in node["html"]
    ]


def message(node: dict) -> str:
    return "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_opens_cold_by_its_address_and_has_no_serious_fault(
    visit: Visit, ids: dict[str, str], name: str
) -> None:
    visited = opened_cold(visit, ids, name, WIDE)
    visited.page.set_viewport_size(WIDE)
    visited.settled().until(MAP_DRAWN)
    light = faults(visited)
    turn_dark(visited)
    assert (light, faults(visited)) == ([], [])


def test_every_chart_says_what_it_is(visit: Visit) -> None:
    visited = visit("")
    unnamed = """[...document.querySelectorAll('.js-plotly-plot')].filter(plot => {
        const named = plot.closest('[aria-label]')
        return !named || !/[\\u4e00-\\u9fff]/.test(named.getAttribute('aria-label'))
    }).length"""
    assert visited.page.locator(".js-plotly-plot").count() == 4
    assert visited.page.evaluate(unnamed) == 0
