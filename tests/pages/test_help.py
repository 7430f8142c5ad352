"""Every page says how it is to be read; the glossary holds the words; first steps until they are closed."""

import re

import pytest

from tests.conventions.sources import PROJECT
from tests.pages.conftest import PAGES, Open, texts
from ui import glossary, help, tour

HELPED = [*PAGES, "load", "dictionary", "review"]


def test_every_page_has_its_help() -> None:
    assert {path.stem for path in (PROJECT / "pages").glob("*.py")} == set(help.HELP) == set(HELPED)


@pytest.mark.parametrize("name", HELPED)
def test_a_page_says_how_it_is_to_be_read(open_page: Open, name: str) -> None:
    page = open_page(name)
    opened = page.get("popover")
    assert [popover.proto.popover.label for popover in opened] == ["怎么看"]
    said = opened[0].markdown[0].value
    assert said.count("- ") >= len(help.HELP[name])
    assert re.search("[一-鿿]", said)


@pytest.mark.parametrize("name", ["overview", "coverage_map", "targets", "enterprise"])
def test_no_union_is_explained_as_a_lack_of_evidence(open_page: Open, name: str) -> None:
    assert any("没有建会的证据" in text and "不能证明" in text for text in texts(open_page(name)))


def test_the_first_steps_are_closed_and_can_be_opened_again(open_page: Open) -> None:
    page = open_page()
    steps = {"1 看总览", "2 点一个乡镇", "3 点一家企业", "4 看数据来源"}
    assert steps <= set(texts(page))
    page.button(key="close_first_steps").click().run()
    assert not steps & set(texts(page))
    page.switch_page("pages/data.py").run()
    assert not steps & set(texts(page))
    page.button(key="open_first_steps").click().run()
    assert steps <= set(texts(page))


def test_only_the_invented_county_has_first_steps(open_page: Open, changed) -> None:
    page = open_page("overview", changed("update mart.build set is_demo = false"))
    assert "1 看总览" not in texts(page)


def test_the_first_steps_lead_to_pages_that_exist() -> None:
    assert all((PROJECT / path).exists() for path, _what, _how in tour.STEPS)


@pytest.mark.parametrize(("asked", "chinese"), [("join", "联合工会覆盖"), ("区间", "区间"), ("cannot_tell", "说不清")])
def test_the_glossary_finds_a_word_by_any_part(open_page: Open, asked: str, chinese: str) -> None:
    page = open_page("glossary")
    page.text_input(key="word").set_value(asked).run()
    shown = [value for table in (*page.table, *page.dataframe) for value in table.value["中文"]]
    assert chinese in shown
    assert len(shown) < 20


def test_the_glossary_says_where_it_has_no_word(open_page: Open) -> None:
    page = open_page("glossary")
    page.text_input(key="word").set_value("没有这个").run()
    assert "没有这样的词" in texts(page)


def test_every_word_of_the_glossary_has_both_languages() -> None:
    assert [word for word in glossary.words() if not all(word)] == []
    assert [(code.column, code.code) for code in glossary.codes() if not glossary.english(code)] == []
