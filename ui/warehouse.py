"""The current build, read-only. The pages read schema `mart` through here and in no other way."""

import contextlib
import os
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import streamlit as st

from etl.publish.folder import build_id_of, current_build
from etl.settings import Settings
from ledger import Ledger, is_there
from ui import pending

QUERIES = Path(__file__).parent / "queries"
LOCKED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "2",
    "memory_limit": "1GB",
    "lock_configuration": "true",
}


class Build(NamedTuple):
    """A published build: its id, and the file to read. What every cached question asks first.

    `pending` is how many decisions the file holds that were made after the build; `waiting` how many it does not hold
    because they could not be worked in, None where the ledger cannot be read.
    """

    id: str
    file: str
    pending: int = 0
    waiting: int | None = 0


def current() -> Build | None:
    """The build that `current` names now, with what people decided since; None where nothing has been published.

    Raises MachineError where the folder is damaged. Reads one line and counts the ledger's events, so that a new build
    or decision is picked up by the next run.
    """
    build = published()
    chosen = settings()
    if build is None or not is_there(chosen.ledger):
        return build
    return build._replace(**pending.decided(Path(build.file), chosen.ledger)._asdict())


def published() -> Build | None:
    """The build that `current` names now as it was published; None where nothing has been. Raises MachineError."""
    path = current_build(settings().warehouse)
    return None if path is None else Build(build_id_of(path) or path.stem, str(path))


def ledger() -> Ledger:
    """The ledger for a page that writes; its SQLite file is made where none is there.

    Raises SQLAlchemyError where it cannot be opened.
    """
    return pending.opened(settings().ledger)


def settings() -> Settings:
    """Where warehouse and ledger are; validated once, because that costs more than a query."""
    return _settings(os.environ.get("COVERAGE_WAREHOUSE"), os.environ.get("COVERAGE_LEDGER_URL"))


@lru_cache(maxsize=8)
def _settings(_warehouse: str | None, _ledger: str | None) -> Settings:
    return Settings()


def _close(connection: duckdb.DuckDBPyConnection) -> None:
    with contextlib.suppress(duckdb.Error):
        connection.close()


@st.cache_resource(max_entries=2, show_spinner=False, on_release=_close)
def _connection(build: Build) -> duckdb.DuckDBPyConnection:
    """One connection a build, kept for the newest two: a page that began on the old build can end on it."""
    return duckdb.connect(build.file, read_only=True, config=LOCKED)


@lru_cache(maxsize=128)
def sql(name: str) -> str:
    """Text of ui/queries/<name>.sql, which is one SELECT."""
    return (QUERIES / f"{name}.sql").read_text("utf-8")


def cursor(build: Build) -> duckdb.DuckDBPyConnection:
    """A cursor for what of etl/ asks the marts itself; the connection is locked, and read-only."""
    return _connection(build).cursor()


def _run(build: Build, name: str, parameters: dict[str, Any]) -> duckdb.DuckDBPyRelation:
    """A query on a cursor of its own. It takes the parameters that its text names; others are left out."""
    text = sql(name)
    used = {key: value for key, value in parameters.items() if f"${key}" in text}
    return _connection(build).cursor().sql(text, params=used)


def rows(build: Build, name: str, **parameters: Any) -> list[dict[str, Any]]:
    """Rows of a query as dicts, for figures and facts; null is None."""
    found = _run(build, name, parameters)
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def table(build: Build, name: str, **parameters: Any) -> Any:
    """The same as a pyarrow table: what st.dataframe and the CSV take without copying."""
    return _run(build, name, parameters).to_arrow_table()
