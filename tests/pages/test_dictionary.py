"""The dictionary page: every kind and column, in both languages, found by any of its words."""

import pytest
from streamlit.testing.v1 import AppTest

from etl.extract.spec import load_spec
from tests.conftest import PROJECT
from tests.conventions.sources import CHINESE
from tests.pages.conftest import texts


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
    shown = [list(table.value.iloc[:, 0]) for table in page.table]
    assert shown == [
        [column.zh.replace("(", "\\(").replace(")", "\\)") for column in k.columns.values()] for k in kinds.values()
    ]


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
    assert [text for text in [*texts(page), *(block.label for block in page.expander)] if CHINESE.search(text)] == [
        "中文"
    ]
    for table in page.table:
        own = table.value[["Column of the file", "Needed", "Meaning"]]
        left = [cell for cell in own.to_numpy().ravel() if CHINESE.search(cell)]
        assert [cell for cell in left if "截止日期" not in cell and "万元" not in cell] == []
