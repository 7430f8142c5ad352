"""The current build as commands read it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from etl.errors import InputError
from etl.publish.folder import build_id_of, current_build, lineage_file
from etl.publish.work import open_current
from etl.text import _


@contextmanager
def current(folder: Path, needs_lineage: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """The current build of a warehouse folder, read-only. Raises InputError where there is none, or no lineage."""
    warehouse = current_build(folder)
    if warehouse is None:
        raise InputError(_("There is no build yet"), file=str(folder), next_step=_("Build first: python -m etl build"))
    lineage = lineage_file(folder, build_id_of(warehouse))
    if needs_lineage and not lineage.is_file():
        raise InputError(
            _("The lineage of the current build is not there"),
            file=str(lineage),
            next_step=_("Build again: python -m etl build"),
        )
    with opened(folder, warehouse, lineage if needs_lineage else None) as connection:
        yield connection


@contextmanager
def opened(folder: Path, warehouse: Path, lineage: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A finished build's files, read-only."""
    connection = open_current(folder, warehouse, lineage)
    try:
        yield connection
    finally:
        connection.close()
