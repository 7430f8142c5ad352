"""The pipeline: what a failed stage leaves (the old build), where as-of comes from, what the machine refuses."""

import resource
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from etl.check import Check, require_checks
from etl.errors import CheckFailed, InputError, MachineError
from etl.machine import as_machine_error
from etl.parameters import DEMO_MARK
from etl.pipeline import Build, Stage, build
from etl.publish import current_build
from etl.together import Statement
from tests.unit.small_county import MARTS, PARAMETERS, SMALL, SOURCES, settings

MEGABYTE = 1024 * 1024


def stage(run: object, reads_files: bool = False) -> Stage:
    return Stage("extra", "Cleaning", "etl.text", lambda _module, unfinished: run(unfinished), reads_files)


def published_row(folder: Path, select: str) -> tuple:
    with duckdb.connect(str(current_build(folder / "warehouse")), read_only=True) as connection:
        return connection.execute(select).fetchone()


def assert_old_build_stays(folder: Path, before: Path) -> None:
    warehouse = folder / "warehouse"
    assert current_build(warehouse) == before
    assert published_row(folder, "select count(*) from mart.enterprise") == (3,)
    assert sorted(path.name for path in warehouse.glob("*.duckdb")) == sorted(
        [before.name, before.name.replace("warehouse_", "lineage_")]
    )
    assert not list((warehouse / ".work").glob("*/")) if (warehouse / ".work").exists() else True


def test_as_of_is_the_newest_of_registry_and_ledger_that_are_not_superseded(tmp_path: Path) -> None:
    build(settings(tmp_path), stages=SMALL)
    assert published_row(tmp_path, "select as_of from mart.build") == (date(2026, 9, 30),)


def test_as_of_that_is_given_wins(tmp_path: Path) -> None:
    build(settings(tmp_path), date(2026, 7, 1), SMALL)
    assert published_row(tmp_path, "select as_of from mart.build") == (date(2026, 7, 1),)


def test_no_as_of_anywhere_is_told_with_what_to_do(tmp_path: Path) -> None:
    undated = stage(lambda b: b.connection.execute("update raw.source_file set as_of = null"), reads_files=True)
    with pytest.raises(InputError, match="--as-of"):
        build(settings(tmp_path), stages=(SOURCES, undated, PARAMETERS, MARTS))
    assert current_build(tmp_path / "warehouse") is None


def test_a_folder_with_the_mark_of_the_demo_is_a_demo(tmp_path: Path) -> None:
    build(settings(tmp_path), stages=SMALL)
    assert published_row(tmp_path, "select is_demo from mart.build") == (False,)
    (tmp_path / "sources" / DEMO_MARK).write_text('{"demo": true}', "utf-8")
    build(settings(tmp_path), stages=SMALL)
    assert published_row(tmp_path, "select is_demo from mart.build") == (True,)


def test_stages_run_in_order_and_are_timed_by_name(tmp_path: Path) -> None:
    seen: list[str] = []
    published = build(settings(tmp_path), stages=SMALL, watch=lambda name, _title: seen.append(name))
    assert seen == ["extract", "parameters", "mart", "publish"]
    assert list(published.stage_seconds) == seen


def test_stages_that_give_steps_run_together_and_end_in_their_order(tmp_path: Path) -> None:
    def gives(name: str, text: str) -> Stage:
        statement = Statement(f"score.{name}", f"create table score.{name} as {text}")
        return Stage(name, "Cleaning", "etl.text", lambda _module, _unfinished: [statement], gives_steps=True)

    first = gives("first", "select count(*) as x from range(3000000) as r(i) where hash(i) % 7 = 3")
    second, third = gives("second", "select 1 as x"), gives("third", "select x from score.second")
    seen: list[str] = []
    published = build(
        settings(tmp_path), stages=(first, second, third, *SMALL), watch=lambda name, _title: seen.append(name)
    )
    assert seen == ["first", "second", "third", "extract", "parameters", "mart", "publish"]
    assert list(published.stage_seconds) == seen
    assert published.stage_seconds["second"] + published.stage_seconds["third"] < published.stage_seconds["first"]


def test_a_failed_check_names_sentence_and_rows_and_keeps_the_old_build(tmp_path: Path) -> None:
    before = build(settings(tmp_path), stages=SMALL).warehouse
    check = Check("every_enterprise_has_a_union", "每家企业都有工会", "select * from mart.enterprise order by all")
    failing = stage(lambda b: require_checks(b.connection, [check]))
    with pytest.raises(CheckFailed, match=r"每家企业都有工会（3 行）[\s\S]*enterprise_id=C-1"):
        build(settings(tmp_path), stages=(*SMALL, failing))
    assert_old_build_stays(tmp_path, before)


def test_a_bug_leaves_its_traceback_and_the_old_build(tmp_path: Path) -> None:
    def broken(_build: Build) -> None:
        raise KeyError("no such column")

    before = build(settings(tmp_path), stages=SMALL).warehouse
    with pytest.raises(KeyError) as caught:
        build(settings(tmp_path), stages=(*SMALL, stage(broken)))
    assert "no such column" in Path(caught.value.__notes__[0]).read_text("utf-8")
    assert_old_build_stays(tmp_path, before)


def test_a_disk_without_room_is_told_before_anything_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build(settings(tmp_path), stages=SMALL).warehouse
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(total=1, used=0, free=5 * MEGABYTE))
    with pytest.raises(MachineError, match="5 MB"):
        build(settings(tmp_path), stages=SMALL)
    assert_old_build_stays(tmp_path, before)


@pytest.fixture
def files_of_two_megabytes() -> Iterator[None]:
    """As on a disk with no room for more: the kernel refuses every write beyond."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * MEGABYTE, old[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, old)


def test_a_disk_that_fills_up_during_a_build_keeps_the_old_one(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    before = build(settings(tmp_path), stages=SMALL).warehouse
    request.getfixturevalue("files_of_two_megabytes")
    big = stage(
        lambda b: b.connection.execute("create table raw.big as select hash(i) as h from range(2_000_000) t(i)")
    )
    with pytest.raises(MachineError, match="已满"):
        build(settings(tmp_path), stages=(*SMALL, big))
    assert_old_build_stays(tmp_path, before)


def test_short_memory_is_the_machines_fault(tmp_path: Path) -> None:
    with duckdb.connect(config={"memory_limit": "8MB", "temp_directory": ""}) as connection:
        with pytest.raises(duckdb.Error) as caught:
            connection.execute("create table big as select hash(i) as h from range(5_000_000) t(i)")
        assert "COVERAGE_MEMORY_LIMIT_MB" in str(as_machine_error(caught.value, tmp_path))


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "Permission denied"), "权限"),
        (OSError(28, "No space left on device"), "已满"),
        (OSError(5, "Input/output error"), "读写失败"),
        (MemoryError(), "内存"),
    ],
)
def test_what_the_machine_refuses_is_told_apart_from_bugs(tmp_path: Path, error: Exception, told: str) -> None:
    assert told in str(as_machine_error(error, tmp_path))


@pytest.mark.parametrize("error", [ValueError("x"), FileNotFoundError(2, "x"), duckdb.BinderException("x")])
def test_a_bug_is_not_blamed_on_the_machine(tmp_path: Path, error: Exception) -> None:
    assert as_machine_error(error, tmp_path) is None


def test_after_reading_sql_reaches_no_other_file(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n", "utf-8")
    read = f"select * from read_csv('{other}')"
    early = stage(lambda b: b.connection.execute(read).fetchall(), reads_files=True)
    build(settings(tmp_path), stages=(early, *SMALL))
    late = stage(lambda b: b.connection.execute(read).fetchall())
    with pytest.raises(duckdb.PermissionException):
        build(settings(tmp_path), stages=(*SMALL, late))


def test_after_reading_sql_still_reaches_the_history(tmp_path: Path) -> None:
    build(settings(tmp_path), stages=SMALL)
    counted: list[tuple] = []
    select = "select count(*) from read_parquet('{}/*.parquet')"
    late = stage(lambda b: counted.append(b.connection.execute(select.format(b.history)).fetchone()))
    build(settings(tmp_path), stages=(*SMALL, late))
    assert counted == [(3,)]


def test_a_warehouse_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "warehouse").touch()
    with pytest.raises(InputError, match="--warehouse"):
        build(settings(tmp_path), stages=SMALL)


def test_sources_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        build(settings(tmp_path).model_copy(update={"sources": tmp_path / "nowhere"}), stages=SMALL)
