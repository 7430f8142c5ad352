"""The served dashboard in the system's Chromium, on the invented county."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.conftest import PROJECT

SCREENSHOTS = PROJECT / "tests" / "screenshots"
WIDE, PHONE = {"width": 1400, "height": 950}, {"width": 390, "height": 844}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
SECONDS = 90
# A page's own address makes Streamlit's browser side try that address as the server's before the root: two answers
# of 404 to the server itself, which no option takes away.
PROBES = ("/_stcore/health", "/_stcore/host-config")
# Plotly goes on drawing a chart that Streamlit has taken down while its look changes: of that one nothing is seen.
TAKEN_DOWN = "Cannot read properties of undefined (reading '_rangeSliderData')"
RUNNING = "[data-test-script-state=running], [data-testid=stSkeleton], [data-testid=stAppSkeleton]"
Visit = Callable[..., "Visited"]


class Visited:
    """An open page with what it asked for and what its console complained of."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.outside: list[str] = []
        self.complaints: list[str] = []
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", self._error)

    def _request(self, request) -> None:
        if not request.url.startswith((self.address, self.address.replace("http", "ws", 1), "data:", "blob:")):
            self.outside.append(request.url)

    def _error(self, error: Exception) -> None:
        if str(error) != TAKEN_DOWN:
            self.complaints.append(str(error))

    def _console(self, message: ConsoleMessage) -> None:
        source = message.location.get("url", "")
        if message.type == "error" and not source.endswith(PROBES):
            self.complaints.append(f"{message.text} {source}")

    def open(self, path: str) -> "Visited":
        """Go to an address and wait until its page stands."""
        self.page.goto(f"{self.address}/{path}", timeout=SECONDS * 1000)
        self.page.wait_for_selector("h1", timeout=SECONDS * 1000)
        return self.settled()

    def settled(self) -> "Visited":
        """Wait until no run is going on and nothing is still to be drawn."""
        self.page.wait_for_timeout(400)
        self.page.wait_for_function(f"!document.querySelector({RUNNING!r})", timeout=SECONDS * 1000)
        self.page.wait_for_timeout(300)
        return self

    def until(self, condition: str) -> "Visited":
        """Wait for a condition in JavaScript."""
        self.page.wait_for_function(condition, timeout=SECONDS * 1000)
        return self

    def until_heading(self, part: str) -> "Visited":
        """Wait until the page's answer holds a text, then until the page stands."""
        return self.until(f"document.querySelector('h1')?.innerText.includes({part!r})").settled()

    @property
    def words(self) -> str:
        """What the page says, without its icons, which are words of a font."""
        return self.page.evaluate(
            """() => {
                const copy = document.querySelector('[data-testid=stMain]').cloneNode(true)
                copy.querySelectorAll('[data-testid=stIconMaterial], style, script').forEach(node => node.remove())
                return copy.textContent
            }"""
        )

    @property
    def heading(self) -> str:
        """The page's answer."""
        return self.page.locator("h1").inner_text()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def serving(warehouse: Path) -> Iterator[str]:
    """Serve the dashboard as people do, on a port of its own; stopped afterwards."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    server = subprocess.Popen(
        command,
        cwd=PROJECT,
        env={**os.environ, "COVERAGE_WAREHOUSE": str(warehouse)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait_for(address: str, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.3)
    raise AssertionError("the server did not answer")


@pytest.fixture(scope="session")
def served_warehouse(demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the invented county's warehouse for the server."""
    return shutil.copytree(demo_warehouse, tmp_path_factory.mktemp("served"), dirs_exist_ok=True)


@pytest.fixture(scope="session")
def address(served_warehouse: Path) -> Iterator[str]:
    """Where the dashboard is served."""
    with serving(served_warehouse) as where:
        yield where


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The system's Chromium, headless, drawing WebGL in software."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Opens an address in a new session: visit("targets", PHONE)."""
    contexts = []

    def go(path: str = "", viewport: dict[str, int] = WIDE, at: str = address) -> Visited:
        context = browser.new_context(viewport=viewport, locale="zh-CN", accept_downloads=True)
        contexts.append(context)
        return Visited(context.new_page(), at).open(path)

    yield go
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def ids(demo_mart: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """An enterprise to visit first, and a union that counts."""
    first = demo_mart.execute("select enterprise_id from mart.target where priority = 1").fetchone()
    union = demo_mart.execute("select min(union_id) from mart.enterprise_union where is_current").fetchone()
    return {"enterprise": first[0], "union": union[0]}
