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
    """A published build: its id, and the file that holds it. What every cached question asks first."""

    id: str
    file: str


def current() -> Build | None:
    """The build that `current` names now; None where nothing has been published.

    Raises MachineError where the folder is damaged. Reads one line, so a new build is picked up by the next run.
    """
    path = current_build(_folder(os.environ.get("COVERAGE_WAREHOUSE")))
    return None if path is None else Build(build_id_of(path) or path.stem, str(path))


@lru_cache(maxsize=8)
def _folder(_named: str | None) -> Path:
    """The warehouse folder as the settings give it; read once, because validating costs more than a query."""
    return Settings().warehouse


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
