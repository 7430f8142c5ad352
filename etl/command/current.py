"""The current build as commands read it: as it was published, or with what people decided since."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from etl.command import screen
from etl.errors import InputError
from etl.publish.folder import build_id_of, current_build, lineage_file
from etl.publish.work import open_current
from etl.settings import Settings
from etl.text import _


@contextmanager
def current(folder: Path, needs_lineage: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """The current build of a warehouse folder, read-only. Raises InputError where there is none, or no lineage."""
    warehouse = _warehouse(folder)
    with opened(folder, warehouse, _lineage(folder, warehouse) if needs_lineage else None) as connection:
        yield connection


@contextmanager
def decided(settings: Settings, needs_lineage: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same with what people decided since the build, as the pages show it; how many decisions is said on stderr.

    Raises InputError as `current` does, MachineError where the ledger cannot be read.
    """
    from etl.link.decisions import decisions_of  # SQLAlchemy and Arrow, for which no other command should wait
    from etl.pending import decided_warehouse, with_pending

    folder, warehouse = settings.warehouse, _warehouse(settings.warehouse)
    lineage = _lineage(folder, warehouse) if needs_lineage else None
    decisions = decisions_of(settings.ledger)
    if decisions.events:
        decisions = with_pending(warehouse, decisions)
    if decisions.pending:
        warehouse = decided_warehouse(warehouse, decisions)
        screen.complain(_("With {number} decisions made since the build", number=decisions.pending))
    with opened(folder, warehouse, lineage) as connection:
        yield connection


def _warehouse(folder: Path) -> Path:
    found = current_build(folder)
    if found is None:
        raise InputError(_("There is no build yet"), file=str(folder), next_step=_("Build first: python -m etl build"))
    return found


def _lineage(folder: Path, warehouse: Path) -> Path:
    found = lineage_file(folder, build_id_of(warehouse))
    if not found.is_file():
        raise InputError(
            _("The lineage of the current build is not there"),
            file=str(found),
            next_step=_("Build again: python -m etl build"),
        )
    return found


@contextmanager
def opened(folder: Path, warehouse: Path, lineage: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A finished build's files, read-only."""
    connection = open_current(folder, warehouse, lineage)
    try:
        yield connection
    finally:
        connection.close()
