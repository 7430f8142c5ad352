"""The command line: its exit statuses, and what it prints, on a county of three enterprises."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as arrow_parquet
import pytest
from python_calamine import CalamineWorkbook

from etl import pipeline
from etl.check import load_checks
from etl.command import main
from etl.command.explain import masked
from etl.extract.spec import load_spec
from etl.publish import current_build
from etl.publish.lock import only_build
from tests.unit.small_county import SMALL, settings

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process on the test's own folders; exit status, stdout, stderr."""
    monkeypatch.setenv("COVERAGE_WAREHOUSE", str(tmp_path / "warehouse"))
    monkeypatch.setenv("COVERAGE_SOURCES", str(tmp_path / "sources"))

    def run_one(*arguments: str) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        status = main(list(arguments))
        out, err = capfdbinary.readouterr()
        return status, out.decode("utf-8"), err.decode("utf-8")

    return run_one


@pytest.fixture(scope="module")
def small_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Warehouse folder with one build of the small county, for tests that only read."""
    folder = tmp_path_factory.mktemp("small")
    pipeline.build(settings(folder), stages=SMALL)
    return folder / "warehouse"


@pytest.fixture
def county(small_warehouse: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, as the warehouse of the test's commands."""
    monkeypatch.setenv("COVERAGE_WAREHOUSE", str(small_warehouse))
    return small_warehouse


@pytest.mark.parametrize("command", [["status"], ["check"], ["explain", "C-1"], ["export", "enterprise"]])
def test_without_a_build_a_command_says_how_to_make_one(run: Run, command: list[str]) -> None:
    status, out, err = run(*command)
    assert (status, out) == (2, "")
    assert "python -m etl build" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["build", "--nonsense"],
        ["build", "--as-of", "yesterday"],
        ["build", "--as-of"],
        ["export"],
        ["export", "enterprise", "--format", "doc"],
        ["export", "enterprise", "--format", "xlsx"],
        ["demo", "--enterprises", "many"],
    ],
)
def test_an_argument_that_cannot_be_used_is_status_2_with_a_message(
    run: Run, county: Path, arguments: list[str]
) -> None:
    status, _out, err = run(*arguments)
    assert status == 2
    assert err.strip()
    assert "Traceback" not in err


def test_sources_that_are_not_there_are_status_2(run: Run) -> None:
    status, _out, err = run("build", "--sources", "/nonexistent")
    assert status == 2
    assert "/nonexistent" in err


def test_an_environment_that_cannot_be_used_is_status_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_THREADS", "many")
    status, _out, err = run("status")
    assert status == 2
    assert "COVERAGE_THREADS" in err


def test_another_build_is_status_3(run: Run, county: Path, tmp_path: Path) -> None:
    settings(tmp_path)
    with only_build(county):
        status, _out, err = run("build")
    assert status == 3
    assert "已有另一个计算" in err


def test_a_full_disk_is_status_4(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(tmp_path)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: type("Usage", (), {"free": 0}))
    assert run("build")[0] == 4


def test_a_bug_is_status_70_and_its_traceback_is_in_a_file(
    run: Run, county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def broken(_connection: object) -> None:
        raise KeyError("value of a source")

    monkeypatch.setattr("etl.command.status.summary", broken)
    status, _out, err = run("status")
    assert status == 70
    assert "KeyError" in err
    assert "value of a source" not in err
    (log,) = tmp_path.glob("etl-bug-*.log")
    assert "value of a source" in log.read_text("utf-8")


def test_status_prints_sources_rejects_and_coverage(run: Run, county: Path) -> None:
    status, out, _err = run("status")
    assert status == 0
    for told in ("常山县", "2026-09-30", "台账2026-08-31.xlsx", "人数不是数", "33.3%", "66.7%"):
        assert told in out


def test_status_as_json_holds_the_same_figures(run: Run, county: Path) -> None:
    status, out, _err = run("status", "--json")
    found = json.loads(out)
    assert status == 0
    assert (found["as_of"], found["is_demo"]) == ("2026-09-30", False)
    assert found["coverage"]["larger"] == 3
    assert found["rows"] == {"rows_read": 12, "rows_kept": 12, "rows_rejected": 0, "rows_skipped": 0}
    where = {"first_file": "f", "first_sheet": "", "first_row": 2}
    assert found["rejects"] == [
        {"source_kind": "headcount", "reason": "人数不是数", "severity": "cell", "rejects": 1, **where}
    ]


def test_export_prints_every_row_as_csv(run: Run, county: Path) -> None:
    status, out, _err = run("export", "enterprise")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert status == 0
    assert [row["name"] for row in rows] == ["常山县甲有限公司", "常山县乙有限公司", "'=1+1"]


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        (["union_status=own"], ["C-1"]),
        (["union_status=own", "union_status=none"], ["C-1", "C-2"]),
        (["union_status=own", "township_name=辉埠镇"], ["C-1"]),
        (["headcount=30"], ["C-1", "C-2", "C-3"]),
        (["is_larger=true", "union_status=uncertain"], ["C-3"]),
        (["is_above_scale="], ["C-1", "C-2", "C-3"]),
        (["former_names=曾用乙"], ["C-1", "C-2", "C-3"]),
        (["name==1+1"], ["C-3"]),
        (["name=x' or '1'='1"], []),
    ],
)
def test_where_narrows_by_bound_values(run: Run, county: Path, where: list[str], ids: list[str]) -> None:
    status, out, _err = run("export", "enterprise", *(part for one in where for part in ("--where", one)))
    assert status == 0
    assert [row["enterprise_id"] for row in csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))] == ids


@pytest.mark.parametrize(
    "arguments",
    [
        ["raw"],
        ["source_file"],
        ["enterprise; drop table x"],
        ["enterprise", "--where", "x=1"],
        ["enterprise", "--where", "name"],
    ],
)
def test_a_table_or_column_that_is_not_there_is_status_2(run: Run, county: Path, arguments: list[str]) -> None:
    status, out, err = run("export", *arguments)
    assert (status, out) == (2, "")
    assert "enterprise" in err


def test_export_writes_each_kind_of_file(run: Run, county: Path, tmp_path: Path) -> None:
    for kind in ("csv", "xlsx", "parquet"):
        assert run("export", "enterprise", "--format", kind, "--out", str(tmp_path / f"e.{kind}"))[0] == 0
    assert (tmp_path / "e.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    sheet = CalamineWorkbook.from_path(tmp_path / "e.xlsx").get_sheet_by_index(0).to_python()
    assert [row[1] for row in sheet] == ["name", "常山县甲有限公司", "常山县乙有限公司", "=1+1"]
    assert (
        arrow_parquet.read_table(tmp_path / "e.parquet").column("former_names").to_pylist()
        == [["曾用甲", "曾用乙"]] * 3
    )
    assert not list(tmp_path.glob("*.part"))


def test_export_to_a_folder_that_is_not_there_leaves_nothing(run: Run, county: Path, tmp_path: Path) -> None:
    status, _out, err = run("export", "enterprise", "--out", str(tmp_path / "nowhere" / "e.csv"))
    assert status == 2
    assert "nowhere" in err


def test_a_template_for_each_kind_has_its_headers(run: Run, tmp_path: Path) -> None:
    assert run("templates", "--out", str(tmp_path))[0] == 0
    for kind in load_spec().kinds.values():
        headers = CalamineWorkbook.from_path(tmp_path / f"{kind.zh}.xlsx").get_sheet_by_index(0).to_python()[0]
        assert headers == [column.zh for column in kind.columns.values()]


def test_every_check_begins_with_its_chinese_name() -> None:
    checks = load_checks()
    assert checks
    assert all(check.sentence == check.chinese for check in checks)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("电话13712345678。", "电话137****5678。"),
        ("0570-5021234", "0570-5****34"),
        ("91330822137123456X", "91330822137123456X"),
        ("913713712345678123", "913713712345678123"),
        ("辉埠镇1号", "辉埠镇1号"),
        (5, 5),
    ],
)
def test_telephone_numbers_are_masked_and_codes_are_not(text: object, shown: object) -> None:
    assert masked(text) == shown


def test_a_telephone_column_shows_its_last_two_digits_alone() -> None:
    assert masked("13712345678", "chair_phone") == "*********78"


def test_a_build_is_published_by_the_command(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(tmp_path)
    real = pipeline.build
    monkeypatch.setattr(pipeline, "build", lambda chosen, as_of, watch, hold: real(chosen, as_of, SMALL, watch, hold))
    status, out, err = run("build", "--json", "--as-of", "2026-10-31")
    assert status == 0, err
    found = json.loads(out)
    assert found["warehouse"] == str(current_build(tmp_path / "warehouse"))
    assert found["as_of"] == "2026-10-31"
    assert list(found["stage_seconds"]) == ["extract", "parameters", "mart", "publish"]
    assert found["import_seconds"] >= 0
    assert "读取数据文件" in err


def test_demo_writes_a_year_of_organising_only_when_asked_and_only_into_a_new_ledger(run: Run, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger" / "ledger.sqlite"
    county = ["demo", "--out", str(tmp_path / "invented"), "--enterprises", "300"]
    assert run(*county)[0] == 0
    assert not ledger.exists()
    status, out, _err = run(*county, "--organising")
    assert status == 0
    assert "虚构的组建记录" in out
    written = ledger.read_bytes()
    status, out, _err = run(*county, "--organising")
    assert status == 0
    assert "不改动" in out
    assert ledger.read_bytes() == written
