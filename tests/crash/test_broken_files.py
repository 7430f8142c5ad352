"""Two hundred and more broken files, one at a time beside good ones: each ends in words, or is read right."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from etl.errors import InputError
from etl.extract import read_sources
from etl.locate import boundary
from etl.pipeline import build
from etl.publish import current_build
from etl.settings import AreaSection, County, Settings
from tests.conftest import PROJECT
from tests.crash.bombs import bombs
from tests.crash.broken_files import ROWS, Broken, files
from tests.sql.source_folder import LEDGER, REGISTRY, TOWNSHIPS

COUNTY = County(area=AreaSection(name="常山县", codes=["330822"]))
GOOD = {"乡镇.csv": TOWNSHIPS, "好台账_20260930.csv": LEDGER, "登记.csv": REGISTRY}
BY_NAME = {row[0]: row[1:] for row in ROWS}
CHINESE = re.compile("[一-鿿]")
MOST_MB = 2_000


def lay_good(folder: Path, *without: str) -> Path:
    """A folder with the good files, but for some."""
    folder.mkdir(parents=True)
    for name, text in GOOD.items():
        if name not in without:
            folder.joinpath(name).write_text(text, "utf-8")
    return folder


def fault_of(broken: Broken, folder: Path) -> str:
    """What is wrong with how a broken file ended; '' where it was told in words or read right."""
    broken.write(lay_good(folder))
    with duckdb.connect() as connection:
        try:
            read_sources(connection, folder, COUNTY, folder / ".work")
            for file_id, name in connection.execute(
                "select file_id, file from raw.source_file where source_kind = 'boundary' and problem is null"
            ).fetchall():
                boundary._read(folder / name, file_id, name)
        except InputError as error:
            return _unclear(error, folder)
        except Exception as error:  # what this test is for: anything else is a bug
            return f"{type(error).__name__}: {error}"
        return _read_wrong(connection, broken)


def _unclear(error: InputError, folder: Path) -> str:
    if not (error.file and CHINESE.search(error.problem) and CHINESE.search(error.next_step)):
        return f"not in words: {error.parts()}"
    return "tells a path of the machine" if str(folder) in str(error) else ""


def _read_wrong(connection: duckdb.DuckDBPyConnection, broken: Broken) -> str:
    """Good rows must be there; of the broken file only what was written, and every row of it accounted for."""
    rows = connection.execute(
        "select union_name, members, employees, established_on, r.township, file"
        " from raw.union_ledger as r join raw.source_file using (file_id) order by file_id, row"
    ).fetchall()
    if ("甲工会", "3") not in {row[:2] for row in rows}:
        return "the good ledger's row is gone"
    read = [row[:-1] for row in rows if row[-1] not in GOOD]
    if strange := [name for name, *_cells in read if name not in BY_NAME and name not in broken.names]:
        return f"read what was not written: {strange[:3]!r}"
    changed = [name for name, *cells in read[:-1] if name in BY_NAME and not _as_written(cells, BY_NAME[name])]
    if changed:
        return f"read otherwise than written: {changed[:3]!r}"
    [(unaccounted,)] = connection.execute(
        "select count(*) from raw.source_file as f where source_kind = 'union_ledger' and rows_read <> rows_blank"
        " + rows_total + rows_superseded + (select count(*) from raw.union_ledger as r where r.file_id = f.file_id)"
        " + (select count(*) from raw.reject as r where r.file_id = f.file_id and severity = 'row')"
    ).fetchall()
    listed = connection.execute("select 1 from raw.source_file where not list_contains($good, file)", {"good": [*GOOD]})
    if not listed.fetchall() and not broken.name.endswith(".txt"):
        return "nothing is said of it"
    return f"{unaccounted} files with rows unaccounted for" if unaccounted else ""


def _as_written(cells: list[str | None], written: tuple[str, ...]) -> bool:
    """Whether each cell is as written or missing: what a file lost is not invented."""
    return all(cell is None or cell == was for cell, was in zip(cells, written, strict=True))


def test_each_broken_file_ends_in_words_or_is_read_right(tmp_path: Path) -> None:
    (tmp_path / "making").mkdir()
    every = files(3, tmp_path / "making")
    assert len(every) >= 200
    faults = {
        f"{number} {broken.what}": fault
        for number, broken in enumerate(every)
        if (fault := fault_of(broken, tmp_path / str(number)))
    }
    assert faults == {}


def test_the_load_page_is_told_of_all_of_them_at_once_and_the_good_files_are_still_understood(tmp_path: Path) -> None:
    sources = lay_good(tmp_path / "sources")
    (tmp_path / "making").mkdir()
    for number, broken in enumerate(files(3, tmp_path / "making")):
        broken.write(sources / str(number))
    ran = subprocess.run(
        [sys.executable, "-m", "etl", "inspect", "--json", "--sources", str(sources)],
        cwd=PROJECT,
        env={**os.environ, "COVERAGE_WAREHOUSE": str(tmp_path / "builds")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2_000:]
    understood = {entry["file"]: entry for entry in json.loads(ran.stdout)["files"]}
    assert len(understood) >= 200
    assert [name for name in GOOD if understood[name]["problem"] or not understood[name]["kinds"][0]["rows_read"]] == []
    mute = [name for name, entry in understood.items() if not (entry["problem"] or entry["kinds"] or entry["tables"])]
    assert mute == []


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A warehouse with one good build."""
    folder = tmp_path_factory.mktemp("published")
    settings = Settings(sources=lay_good(folder / "sources"), warehouse=folder / "builds")
    build(settings)
    return settings


@pytest.mark.parametrize(
    "what",
    ["台账.xlsx cut off", "台账.xls cut off", "text: HTML", "a locked xlsx", "xlsx without xl/workbook.xml"],
)
def test_nothing_is_published_from_a_needed_broken_file(published: Settings, tmp_path: Path, what: str) -> None:
    before = current_build(published.warehouse)
    (tmp_path / "making").mkdir()
    broken = [broken for broken in files(3, tmp_path / "making") if broken.what.startswith(what)][
        1 if "cut" in what else 0
    ]
    broken.write(lay_good(tmp_path / "sources", "好台账_20260930.csv"))
    with pytest.raises(InputError) as caught:
        build(published.model_copy(update={"sources": tmp_path / "sources"}))
    assert caught.value.next_step
    assert current_build(published.warehouse) == before


@pytest.mark.parametrize("what", ["text: random bytes", "a ZIP that is no workbook"])
def test_the_command_says_what_is_wrong_and_ends_with_status_2(tmp_path: Path, what: str) -> None:
    (tmp_path / "making").mkdir()
    broken = next(broken for broken in files(3, tmp_path / "making") if broken.what == what)
    broken.write(lay_good(tmp_path / "sources", "好台账_20260930.csv"))
    arguments = ["--sources", str(tmp_path / "sources"), "--warehouse", str(tmp_path / "builds")]
    ran = subprocess.run(
        [sys.executable, "-m", "etl", "build", *arguments],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 2, ran.stderr
    assert broken.name in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stdout + ran.stderr
    assert current_build(tmp_path / "builds") is None


def test_bombs_are_refused_or_read_within_two_gigabytes(tmp_path: Path) -> None:
    made = bombs()
    for name, write in made.items():
        write(lay_good(tmp_path / "bombs" / name))
    ran = subprocess.run(
        [sys.executable, "-m", "tests.crash.bombs", str(tmp_path / "bombs")],
        cwd=PROJECT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2_000:]
    *outcomes, peak = ran.stdout.splitlines()
    assert len(outcomes) == len(made)
    assert [line for line in outcomes if not CHINESE.search(line) and not line.endswith(": read")] == []
    assert int(peak) < MOST_MB, outcomes
