"""The dictionary page: every kind and column, in both languages, found by any of its words."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from etl.extract.spec import load_spec
from tests.conftest import PROJECT
from tests.conventions.sources import CHINESE
from tests.pages.conftest import texts
from ui import lists


@pytest.fixture
def open_dictionary(tmp_path, monkeypatch: pytest.MonkeyPatch):
    """Opens the page where no build is: it needs none."""
    monkeypatch.setenv("COVERAGE_WAREHOUSE", str(tmp_path))

    def open_it(**query: str) -> AppTest:
        page = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
        for key, value in query.items():
            page.query_params[key] = value
        page.run()
        page.switch_page("pages/dictionary.py").run()
        assert not page.exception, [entry.message for entry in page.exception]
        return page

    return open_it


def test_every_kind_and_column_is_told(open_dictionary) -> None:
    page = open_dictionary()
    kinds = load_spec().kinds
    assert page.title[0].value == f"{len(kinds)} 种文件，其中 3 种必须有"
    shown = ["".join(text.value.replace("\\", "")) for text in page.markdown]
    for kind in kinds.values():
        lines = [f"- **{column.zh}**" for column in kind.columns.values()]
        assert any(all(line in text for line in lines) for text in shown), kind.zh
    dues = next(text for text in shown if "费种" in text)
    assert [mark for mark in dues if mark in "★☆"] == list("☆☆☆☆★☆☆☆☆")


@pytest.mark.parametrize("asked", ["dues", "费款所属期", "入库", "应缴或实缴"])
def test_a_kind_is_found_by_name_header_or_meaning(open_dictionary, asked: str) -> None:
    page = open_dictionary()
    page.text_input(key="column").input(asked).run()
    assert any("工会经费" in block.label for block in page.expander)
    assert len(page.expander) < len(load_spec().kinds)


def test_what_nobody_brings_is_said_to_be_unknown(open_dictionary) -> None:
    page = open_dictionary()
    page.text_input(key="column").input("天气预报").run()
    assert page.info[0].value == "没有这样的文件或列"


def test_in_english_only_headers_and_examples_are_chinese(open_dictionary) -> None:
    page = open_dictionary(lang="en")
    shown = "\n".join([*texts(page), *(block.label for block in page.expander)])
    left = re.sub(r"“[^”]*”|:gray\[.*?(?<!\\)\]", "", shown).replace("中文", "")
    assert [line for line in left.splitlines() if CHINESE.search(line) and not re.search("截止日期|万元", line)] == []


@pytest.mark.parametrize(
    ("kind", "header"), [("dues", "费种"), ("dispute", "争议类型"), ("union_meeting", "会议类型"), ("township", "类别")]
)
def test_a_reject_names_the_column_as_its_own_kind_of_file_does(kind: str, header: str) -> None:
    assert lists.header("kind", kind) == header
    assert lists.header(f"{kind}.kind") == header
