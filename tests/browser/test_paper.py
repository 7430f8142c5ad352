"""A page printed: A4, what it says and its charts whole, without what only a screen needs."""

import pypdfium2
import pytest
from PIL import Image

from tests.browser.conftest import Visit, Visited
from tests.browser.test_looks import turn_dark
from tests.browser.test_pages_in_chromium import MAP_DRAWN
from ui.theme import DARK, LIGHT, Palette

pytestmark = pytest.mark.browser

A4 = (595, 842)
CUT = """[...document.querySelectorAll('main .js-plotly-plot, main .on-paper, main h1, main h3')]
    .filter(part => part.getClientRects().length)
    .filter(part => { const box = part.getBoundingClientRect(); return box.left < 0 || box.right > innerWidth + 1 })
    .map(part => part.className)"""


def printed(visited: Visited) -> pypdfium2.PdfDocument:
    """The page as Chromium prints it, its colours too."""
    if visited.page.locator(".js-plotly-plot").count():
        visited.until(MAP_DRAWN)
    visited.page.wait_for_timeout(1500)
    return pypdfium2.PdfDocument(visited.page.pdf(format="A4", print_background=True, prefer_css_page_size=True))


def words(document: pypdfium2.PdfDocument) -> str:
    return "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "")


def pictures(document: pypdfium2.PdfDocument) -> list[Image.Image]:
    return [page.render(scale=1).to_pil().convert("RGB") for page in document]


def area(document: pypdfium2.PdfDocument, colour: str) -> int:
    """Points of the sheets that have a colour, nearly."""
    wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return sum(
        number
        for picture in pictures(document)
        for number, found in picture.getcolors(1 << 24)
        if all(abs(one - two) <= 6 for one, two in zip(wanted, found, strict=True))
    )


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", ("各乡镇建会情况", "逐月建会率", "球川镇", "从台账到建会")),
        ("coverage_map?zones=true", ("人数最多的未建会企业", "图上没有线框的功能区")),
        ("targets", ("规模较大企业；工会：未建会", "统一社会信用代码", "为什么排在这里")),
        ("data", ("基层工会台账_20260930.xlsx",)),
    ],
    ids=["overview", "coverage_map", "targets", "data"],
)
def test_a_page_on_paper_holds_what_it_says_and_no_menu(visit: Visit, path: str, said: tuple[str, ...]) -> None:
    visited = visit(path)
    heading = visited.heading
    document = printed(visited)
    text = words(document)
    assert {tuple(round(side) for side in page.get_size()) for page in document} == {A4}
    for part in (heading, "截至 2026-09-30", "演示数据", *said):
        assert part in text, part
    for part in ("外观", "搜企业", "CSV", "随系统", "全部", "第一次来"):
        assert part not in text, part
    visited.page.emulate_media(media="print")
    visited.page.set_viewport_size({"width": 703, "height": 1000})
    visited.page.wait_for_timeout(800)
    assert visited.page.evaluate(CUT) == []


def test_the_list_on_paper_is_a_table_of_its_first_hundred_rows(visit: Visit) -> None:
    visited = visit("targets?definition=25 人以上企业")
    rows = visited.page.locator("table.on-paper tr")
    shown = int(visited.page.evaluate("document.querySelector('h1').innerText").split("家")[0].strip() or 0)
    assert rows.count() == min(shown, 100) + 1
    first, last = (rows.nth(at).locator("td").first.inner_text() for at in (1, rows.count() - 1))
    text = words(printed(visited))
    assert first in text
    assert last in text


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_paper_is_white_and_charts_keep_the_colours_of_their_legends(visit: Visit, look: Palette) -> None:
    visited = visit("")
    if look is DARK:
        turn_dark(visited)
    red, green, blue = bytes.fromhex(look.status["none"].removeprefix("#"))
    visited.until(
        "[...document.querySelectorAll('.js-plotly-plot g.point path')]"
        f".filter(bar => getComputedStyle(bar).fill === 'rgb({red}, {green}, {blue})').length > 5"
    )  # every chart is drawn anew in the colours of the look
    document = printed(visited)
    sheet = A4[0] * A4[1] * len(document)
    assert area(document, "#FFFFFF") > 0.6 * sheet
    assert area(document, look.ground) < 0.02 * sheet or look is LIGHT
    for state in ("own", "none"):
        assert area(document, look.status[state]) > 1500, state
