"""What is understood of the files in the sources folder, file by file, without a build: nothing is published, and a
file that a build would refuse is one finding among others."""

import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb

from etl import clean, locate, sql
from etl.correct import correct
from etl.errors import InputError
from etl.extract.files import SourcePath, identify, named_files, path_of
from etl.extract.problems import check_needed
from etl.extract.read import begin
from etl.parameters import write_parameters
from etl.publish.work import start_work
from etl.settings import County, Settings, load_county

PLACE = ".inspect"
LEFT_AFTER_SECONDS = 3_600
"""Longer than any inspection takes."""


def inspect(settings: Settings) -> dict[str, Any]:
    """Read and clean the sources in a folder of their own that is removed afterwards.

    Returns {"problems": what would stop a build, each {label: text}; "files": one entry a file, in the order of
    names}. An entry: file, bytes, problem ({label: text} or None), tables (kind, sheet, header_row, matched
    {column: header}, unknown, dropped, problem; kind None where nothing was recognised) and kinds (kind, sha256, as_of,
    as_of_method, superseded_by, replaces, rows_read, rows_kept, rows_rejected, rows_skipped, rejects by reason with the
    first of each). rows_kept and rows_skipped are None where cleaning could not be tried.
    """
    county = load_county(settings.area)
    with tempfile.TemporaryDirectory(dir=_place(settings.warehouse)) as name:
        work = start_work(settings.model_copy(update={"warehouse": Path(name)}), "inspect")
        try:
            clean.prepare(work.connection)
            refused, problems = _read(work.connection, settings, county, work.folder)
            cleaned = not problems and not _fails(problems, _clean, work.connection, settings, county)
            files = _files(work.connection, "kinds" if cleaned else "kinds_uncleaned")
        finally:
            work.connection.close()
    return {
        "problems": [_without(problem, str(settings.sources)) for problem in problems],
        "files": [
            {
                "file": file,
                "bytes": path_of(settings.sources, file).lstat().st_size,
                "problem": refused.get(file),
                **tables,
            }
            for file, tables in files.items()
        ],
    }


def _without(problem: dict[str, str], folder: str) -> dict[str, str]:
    """A problem without its line that names the whole folder: who drops files into a page knows no folder."""
    return {label: text for label, text in problem.items() if text != folder}


def _place(warehouse: Path) -> Path:
    """Where files are inspected: beside the builds, only for its owner. What a killed inspection left is removed."""
    place = warehouse / PLACE
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in place.iterdir():
        if time.time() - left.stat().st_mtime > LEFT_AFTER_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    return place


def _read(
    connection: duckdb.DuckDBPyConnection, settings: Settings, county: County, work: Path
) -> tuple[dict[str, dict[str, str]], list[dict[str, str]]]:
    """Read every file; returns what was refused by file name, and what concerns no single file."""
    reader = begin(connection, county, work)
    refused: dict[str, dict[str, str]] = {}
    problems: list[dict[str, str]] = []
    for path, name in named_files(settings.sources):
        source = SourcePath(path, name, "other")
        try:
            source = identify(path, name)
            reader.read(source)
        except InputError as error:
            refused[name] = error.parts()
            reader.refuse(source, error)
    reader.date_and_supersede(county)
    _fails(problems, check_needed, reader.files, settings.sources)
    _fails(problems if not problems else [], reader.finish)
    return refused, problems


def _clean(connection: duckdb.DuckDBPyConnection, settings: Settings, county: County) -> None:
    correct(connection, settings.reviewed)
    write_parameters(connection, county, "inspect", settings.sources, None)
    locate.read_places(connection, settings, county)
    clean.clean(connection)


def _fails(problems: list[dict[str, str]], step: Any, *arguments: Any) -> bool:
    """Whether a step refuses the sources; what it says is noted."""
    try:
        step(*arguments)
    except InputError as error:
        problems.append(error.parts())
        return True
    return False


def _files(connection: duckdb.DuckDBPyConnection, kinds: str) -> dict[str, dict[str, Any]]:
    """Tables and kinds by file, the kinds as the SELECT of that name counts their rows."""
    if kinds == "kinds":
        sql.make_table(connection, "mart", "source_status")
    found: dict[str, dict[str, Any]] = {}
    for kind in sql.rows(connection, sql.read("inspect", kinds)):
        found.setdefault(kind.pop("file"), {"tables": [], "kinds": []})["kinds"].append({**kind, "rejects": []})
    for table in sql.rows(connection, sql.read("inspect", "tables")):
        table["matched"] = json.loads(table["matched"] or "{}")
        found[table.pop("file")]["tables"].append(table)
    for reject in sql.rows(connection, sql.read("inspect", "rejects")):
        of_file = found[reject.pop("file")]["kinds"]
        next(k for k in of_file if k["kind"] == reject["source_kind"])["rejects"].append(reject)
    return found
