"""Pages by AppTest, on the invented county as the real pipeline builds and publishes it."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ledger import Ledger, open_ledger
from tests.conftest import PROJECT

PAGES = (
    "overview",
    "coverage_map",
    "targets",
    "progress",
    "board",
    "risk",
    "visit_lists",
    "planner",
    "verdicts",
    "my_work",
    "what_if",
    "alerts",
    "review",
    "data",
    "enterprise",
    "union",
    "township",
    "compare",
    "glossary",
)
Open = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def _forget_after() -> Iterator[None]:
    """Connections to builds are closed when the pages' tests are over."""
    yield
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def shown(demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented county's warehouse for the pages alone: a process cannot hold one file open in two ways, and the
    tests look into the other copy."""
    return shutil.copytree(demo_warehouse, tmp_path_factory.mktemp("shown"), dirs_exist_ok=True)


@pytest.fixture
def open_page(shown: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a page by its address on a warehouse, the invented county's if none is named."""

    def open_it(name: str = "overview", warehouse: Path = shown, **query: str | list[str]) -> AppTest:
        monkeypatch.setenv("COVERAGE_WAREHOUSE", str(warehouse))
        page = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
        for key, value in query.items():
            page.query_params[key] = value
        page.run()
        if name != "overview":
            page.switch_page(f"pages/{name}.py")
            page.run()
        assert not page.exception, [entry.message for entry in page.exception]
        return page

    return open_it


@pytest.fixture
def ledger_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A ledger of the test's own, which the pages write into."""
    url = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    monkeypatch.setenv("COVERAGE_LEDGER_URL", url)
    return url


@pytest.fixture
def ledger(ledger_url: str) -> Ledger:
    """The same, opened: nobody has written yet."""
    return open_ledger(ledger_url)


@pytest.fixture
def changed(demo_warehouse: Path, tmp_path: Path) -> Callable[..., Path]:
    """A copy of the invented county's warehouse after some statements: for states that the county itself is not in."""

    def change(*statements: str) -> Path:
        name = (demo_warehouse / "current").read_text("utf-8").strip()
        shutil.copy(demo_warehouse / name, tmp_path / name)
        (tmp_path / "current").write_text(name + "\n", "utf-8")
        with duckdb.connect(str(tmp_path / name)) as connection:
            for statement in statements:
                connection.execute(statement)
        return tmp_path

    return change


def picked(page: AppTest, name: str = "复核员丙") -> AppTest:
    """The page after somebody has picked a name."""
    page.sidebar.selectbox(key="actor_picker").select(name).run()
    assert not page.exception, [entry.message for entry in page.exception]
    return page


def texts(page: AppTest) -> list[str]:
    """Everything that a page says in words: headings, paragraphs, captions, labels, figures, HTML."""
    said = [
        element.value
        for kind in ("title", "subheader", "markdown", "caption", "info", "warning", "error")
        for element in page.get(kind)
    ]
    said += [re.sub("<[^>]*>", " ", element.value) for element in page.get("html")]
    said += [part for metric in page.metric for part in (metric.label, metric.value, metric.delta)]
    said += [
        widget.label for kind in (page.multiselect, page.selectbox, page.text_input, page.button) for widget in kind
    ]
    said += [link.label for link in page.get("page_link")]
    return [text for text in said if text]
