"""What every page keeps: an answer as heading, Chinese, the demo badge, as-of, definitions at hand."""

import re

import pytest

from tests.pages.conftest import PAGES, Open, texts

RAW_CODE = re.compile(r"(?<![\w.-])[a-z]{2,}(_[a-z0-9]+)*(?![\w.-])")
LATIN_WORDS = {"toml", "csv", "xls", "xlsx", "data", "reviewed"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_cold_by_its_address(open_page: Open, name: str) -> None:
    page = open_page(name)
    assert len(page.title) == 1
    assert re.search("[一-鿿]", page.title[0].value)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_invented_county_says_so(open_page: Open, name: str) -> None:
    assert any("演示数据" in text for text in texts(open_page(name)))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_as_of_when(open_page: Open, name: str) -> None:
    assert any("截至 2026-09-30" in text for text in texts(open_page(name)))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_the_search(open_page: Open, name: str) -> None:
    assert open_page(name).text_input(key="q").placeholder == "搜企业或工会：名称、代码的一部分"


@pytest.mark.parametrize("view", ["数据来源", "用不上的行与格", "更正", "未定位", "规模不明", "口径"])
def test_no_code_and_no_english_is_on_the_data_page(open_page: Open, view: str) -> None:
    assert english(open_page("data", view=view)) == set()


@pytest.mark.parametrize("name", ["overview", "coverage_map", "targets", "risk"])
def test_no_code_and_no_english_is_on_a_page(open_page: Open, name: str) -> None:
    assert english(open_page(name)) == set()


def english(page) -> set[str]:
    """Words of Latin letters on a page that are neither an icon, a file's ending, nor a quoted value of the data."""
    said = " ".join(texts(page))
    said = re.sub(r":material/\w+:|“[^”]*”|`[^`]*`|\S+\\?\.(?:csv|xlsx?|geojson|toml|md)\b", " ", said)
    return {word[0] for word in RAW_CODE.finditer(said)} - LATIN_WORDS


def test_every_figure_has_its_definition_source_and_as_of(open_page: Open) -> None:
    helps = {metric.label: metric.help for metric in open_page("overview").metric}
    assert set(helps) == {"建会率", "其中单独建会", "职工覆盖率", "未建会"}
    for text in helps.values():
        assert "分子：" in text
        assert "来源：" in text
        assert "截至 2026-09-30" in text
