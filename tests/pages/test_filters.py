"""Filters live in the URL, hold from page to page, and a bad value falls back to the default."""

from tests.pages.conftest import Open, texts
from ui import filters
from ui.filters import Filters


def test_a_filter_comes_from_the_address(open_page: Open) -> None:
    page = open_page("targets", township=["天马街道", "球川镇"], definition="25 人以上企业")
    assert page.multiselect(key="township").value == ["天马街道", "球川镇"]
    assert page.selectbox(key="definition").value == "25plus"
    assert set(page.dataframe[0].value["乡镇街道"]) <= {"天马街道", "球川镇"}


def test_a_value_that_does_not_exist_falls_back(open_page: Open) -> None:
    page = open_page("targets", township=["没有镇"], definition="nonsense", status=["'; drop table"], view="x")
    assert page.multiselect(key="township").value == []
    assert page.selectbox(key="definition").value == "larger"
    assert page.multiselect(key="status").value == ["none"]


def test_a_filter_holds_from_page_to_page(open_page: Open) -> None:
    page = open_page("targets", township=["天马街道"])
    page.multiselect(key="size").set_value(["25to99"]).run()
    page.switch_page("pages/coverage_map.py").run()
    assert page.multiselect(key="township").value == ["天马街道"]
    page.switch_page("pages/targets.py").run()
    assert page.multiselect(key="township").value == ["天马街道"]
    assert page.multiselect(key="size").value == ["25to99"]


def test_an_empty_result_says_which_filters_hold_it_back(open_page: Open) -> None:
    page = open_page("targets", township=["天马街道"], size=["300 人以上"], age=["不满 1 年"])
    said = " ".join(texts(page))
    assert "没有企业同时符合这些筛选" in said
    for part in ("乡镇街道：天马街道", "职工人数：300 人以上", "成立年限：不满 1 年"):
        assert part in said


def test_equal_choices_are_one_key_whatever_their_order(open_page: Open) -> None:
    one = open_page("targets", township=["天马街道", "球川镇"])
    two = open_page("targets", township=["球川镇", "天马街道"])
    assert one.dataframe[0].value.equals(two.dataframe[0].value)


def test_a_link_carries_the_words_that_the_address_holds() -> None:
    assert filters.link(status=["uncertain"], township=["天马街道"], definition="", view="unsized") == {
        "status": ["待确认"],
        "township": ["天马街道"],
        "view": "规模不明",
    }


def test_filters_are_values() -> None:
    assert Filters(townships=("天马街道",)) == Filters(townships=("天马街道",))
    assert hash(Filters()) == hash(Filters())
    assert set(Filters().parameters()) == {
        "definition",
        "townships",
        "sizes",
        "sectors",
        "ages",
        "statuses",
        "steps",
        "bands",
        "members",
        "stages",
        "tracks",
        "search",
    }
