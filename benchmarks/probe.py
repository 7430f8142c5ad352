"""Browser tabs without browsers: sessions that speak Streamlit's websocket protocol to a server on this machine.

A tab says which large messages it holds, as a browser does, so that an unchanged element comes back as a reference.
Times run from the request for a rerun to its script's end, less the 40 ms by which the system may delay an
acknowledgement between two reruns without a pause (TCP_QUICKACK, Linux): nobody clicks that fast, and it is no cost of
the page. Only loopback addresses are asked, and every loop is bounded.
"""

import asyncio
import random
import socket
import statistics
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ENDS = {
    ForwardMsg.FINISHED_SUCCESSFULLY: None,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY: None,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR: "the script does not compile",
}
SECONDS_A_RUN = 60
QUICK_ACKNOWLEDGEMENT = getattr(socket, "TCP_QUICKACK", None)


class PageFailed(Exception):
    """A run showed an exception, or did not end."""


@dataclass(frozen=True)
class Times:
    """Milliseconds of many reruns: the median, the 95th percentile, and how many there were."""

    p50: float
    p95: float
    count: int

    @classmethod
    def of(cls, seconds: list[float]) -> "Times":
        """Summary of run times in seconds; at least two."""
        cuts = statistics.quantiles(seconds, n=100, method="inclusive")
        return cls(1000 * cuts[49], 1000 * cuts[94], len(seconds))


@dataclass
class Tab:
    """One open page. `turn` is a multiselect's key: each rerun chooses its next option, as a person who filters."""

    connection: websockets.ClientConnection
    page: str
    turn: str = ""
    _page_hash: str = ""
    _held: set[str] = field(default_factory=set)
    _widget: str = ""
    _options: list[str] = field(default_factory=list)
    _runs: int = 0

    async def run(self) -> float:
        """One script run, first or again; its seconds. Raises PageFailed."""
        started = time.perf_counter()
        try:
            await asyncio.wait_for(self._exchange(), SECONDS_A_RUN)
        except TimeoutError:
            raise PageFailed(f"{self.page or 'first page'}: no end after {SECONDS_A_RUN} s") from None
        self._runs += 1
        return time.perf_counter() - started

    def options(self) -> int:
        """How many choices the turned filter has; 0 where the page has no such filter."""
        return len(self._options)

    def _request(self) -> bytes:
        message = BackMsg()
        state = message.rerun_script
        state.cached_message_hashes.extend(self._held)
        state.widget_states.SetInParent()
        if self._runs == 0:
            state.page_name = self.page
        else:
            state.page_script_hash = self._page_hash
        if self._options:
            widget = state.widget_states.widgets.add(id=self._widget)
            widget.string_array_value.data.append(self._options[self._runs % len(self._options)])
        return message.SerializeToString()

    async def _exchange(self) -> None:
        await self.connection.send(self._request())
        begun = False
        plain_socket = self.connection.transport.get_extra_info("socket")
        while True:
            if QUICK_ACKNOWLEDGEMENT is not None:
                plain_socket.setsockopt(socket.IPPROTO_TCP, QUICK_ACKNOWLEDGEMENT, 1)
            message = ForwardMsg.FromString(await self.connection.recv())
            kind = message.WhichOneof("type")
            if kind == "new_session":
                begun, self._page_hash = True, message.new_session.page_script_hash
            elif kind == "navigation":
                self._page_hash = message.navigation.page_script_hash
            elif kind == "page_not_found":
                raise PageFailed(f"{self.page}: no such page")
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._take(message)
            elif kind == "script_finished" and begun and message.script_finished in ENDS:
                if problem := ENDS[message.script_finished]:
                    raise PageFailed(f"{self.page}: {problem}")
                return

    def _take(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise PageFailed(f"{self.page}: {element.exception.type} {element.exception.message}")
        if message.metadata.cacheable and message.hash:
            self._held.add(message.hash)
        multiselect = element.multiselect if element.WhichOneof("type") == "multiselect" else None
        if self.turn and multiselect and multiselect.id.endswith(f"-{self.turn}"):
            self._widget, self._options = multiselect.id, list(multiselect.options)


def _stream(url: str) -> str:
    parts = urlsplit(url)
    if parts.hostname != "127.0.0.1":
        raise ValueError(f"only 127.0.0.1 is asked, not {parts.hostname}")
    return f"ws://{parts.netloc}/_stcore/stream"


def _connect(url: str) -> websockets.connect:
    return websockets.connect(
        _stream(url), max_size=None, compression=None, ping_interval=None, subprotocols=["streamlit"]
    )


async def alone(url: str, page: str, reruns: int, turn: str = "") -> Times:
    """One tab that reruns without a pause, after as many uncounted runs as its filter has choices."""
    async with _connect(url) as connection:
        tab = Tab(connection, page, turn)
        await tab.run()
        for _warm in range(max(3, tab.options() + 1)):
            await tab.run()
        return Times.of([await tab.run() for _counted in range(reruns)])


async def together(url: str, pages: list[str], tabs: int, think: float, duration: float, turn: str = "") -> Times:
    """Many tabs over the pages; each thinks about `think` seconds (half to one and a half of it) between reruns."""
    seconds: list[float] = []
    opened = asyncio.Barrier(tabs)

    async def person(number: int) -> None:
        pause = random.Random(number)
        async with _connect(url) as connection:
            tab = Tab(connection, pages[number % len(pages)], turn)
            await tab.run()
            await opened.wait()
            end = time.perf_counter() + duration
            await asyncio.sleep(pause.uniform(0, think))  # nobody clicks in step
            while time.perf_counter() < end:
                seconds.append(await tab.run())
                await asyncio.sleep(pause.uniform(0.5, 1.5) * think)

    await asyncio.gather(*(person(number) for number in range(tabs)))
    return Times.of(seconds)


async def many(url: str, pages: list[str], reruns: int, turn: str = "") -> None:
    """`reruns` reruns, a tab a page by turns of a hundred, for the server's memory; new tabs each turn."""
    for start in range(0, reruns, 100):
        async with _connect(url) as connection:
            tab = Tab(connection, pages[start // 100 % len(pages)], turn)
            for _run in range(min(100, reruns - start)):
                await tab.run()
