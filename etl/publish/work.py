"""The unfinished build: its folder under .work and the one connection that all stages share."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.publish.folder import HISTORY, WORK
from etl.settings import Settings

SCHEMAS = ("raw", "clean", "link", "score", "warehouse.mart")
# Extensions would be downloaded at run time: on an intranet that fails, so nothing may try.
NO_EXTENSIONS = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}


@dataclass(frozen=True)
class Work:
    """An unfinished build: id, folder, and a connection with its two files, the lineage first."""

    build_id: str
    folder: Path
    connection: duckdb.DuckDBPyConnection

    @property
    def lineage(self) -> Path:
        """The unfinished lineage file."""
        return self.folder / "lineage.duckdb"

    @property
    def warehouse(self) -> Path:
        """The unfinished warehouse file."""
        return self.folder / "warehouse.duckdb"


def start_work(settings: Settings, build_id: str) -> Work:
    """Make the work folder, which only its owner may enter, and open the two empty files in it."""
    folder = settings.warehouse / WORK / build_id
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    connection = duckdb.connect(
        config={
            **NO_EXTENSIONS,
            "memory_limit": f"{settings.memory_limit_mb}MB",
            "threads": settings.threads,
            "temp_directory": str(folder / "spill"),
            # Publishing puts both files in order once; DuckDB would do so after every so many tables.
            "checkpoint_threshold": "1TB",
            # and would write half-full parts of tables once more, fuller: a second of a million enterprises.
            "max_vacuum_tasks": 0,
            # What one statement frees the next one takes: to hand it back to the system in between costs both.
            "allocator_flush_threshold": f"{settings.memory_limit_mb // 2}MB",
            "allocator_bulk_deallocation_flush_threshold": f"{settings.memory_limit_mb // 2}MB",
        },
    )
    # Compressing what is read once or twice costs more than half of the writing; make_marts turns it on again.
    connection.execute("set force_compression = 'uncompressed'")
    for catalog in ("lineage", "warehouse"):
        # Nobody takes up a killed build again, so nothing is logged: that cost a quarter of a build.
        connection.execute(f"attach {quoted(folder / f'{catalog}.duckdb')} as {catalog} (recovery_mode no_wal_writes)")
    connection.execute("use lineage")
    for schema in SCHEMAS:
        connection.execute(f"create schema {schema}")
    connection.execute("set search_path = 'lineage.main,warehouse.mart'")
    return Work(build_id, folder, connection)


def forbid_other_files(work: Work, history: Path) -> None:
    """From here on SQL reaches only the build's own folder and the history; cannot be taken back.

    A cell of a source that found its way into SQL could then read no other file.
    """
    if not work.connection.execute("select current_setting('enable_external_access')").fetchone()[0]:
        return
    work.connection.execute(f"set allowed_directories = [{quoted(work.folder)}, {quoted(history)}]")
    work.connection.execute("set enable_external_access = false")


def open_current(folder: Path, warehouse: Path, lineage: Path | None) -> duckdb.DuckDBPyConnection:
    """A published build read-only, its tables under the same names as in a build (raw.…, mart.…).

    `lineage` None leaves the lineage closed: it is its owner's alone, the warehouse everybody's.
    """
    connection = duckdb.connect(config=NO_EXTENSIONS)
    catalogs = {"warehouse": warehouse} if lineage is None else {"lineage": lineage, "warehouse": warehouse}
    for catalog, path in catalogs.items():
        connection.execute(f"attach {quoted(path)} as {catalog} (read_only)")
    first = "" if lineage is None else "lineage.main,"
    connection.execute(f"set search_path = '{first}warehouse.mart'")
    connection.execute(f"set allowed_directories = [{quoted(folder / HISTORY)}]")
    connection.execute("set enable_external_access = false")
    return connection


def clear_work(folder: Path) -> None:
    """Remove every unfinished build; call only while the lock is held."""
    shutil.rmtree(folder / WORK, ignore_errors=True)


def quoted(path: Path) -> str:
    """A path as an SQL string: ATTACH and SET take no bound values."""
    return "'" + str(path).replace("'", "''") + "'"
