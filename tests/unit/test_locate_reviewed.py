"""The reviewed lists: a decision names its township and its source, or the build stops."""

from pathlib import Path

import duckdb
import pytest

from etl.errors import InputError
from etl.locate.reviewed import read_reviewed
from etl.settings import PROJECT


@pytest.fixture
def townships(build_connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A connection that knows two townships."""
    build_connection.execute("create table clean.township as select unnest(['辉埠镇', '青石镇']) as township_name")
    return build_connection


ZONE_HEADER = "zone_name,township_name,source,reviewed_by,reviewed_on"
FIRM_HEADER = "credit_code,name,township_name,source"
FAULTS = {
    "no source": ("zone_township.csv", ZONE_HEADER, ["建材工业园区,辉埠镇,,甲,2026-01-01"], 2),
    "no township": ("zone_township.csv", ZONE_HEADER, ["建材工业园区,,文件,甲,2026-01-01"], 2),
    "no zone": ("zone_township.csv", ZONE_HEADER, ["生态工业园区,青石镇,文件,,", ",辉埠镇,文件,,"], 3),
    "unknown township": ("zone_township.csv", ZONE_HEADER, ["建材工业园区,辉埠,文件,,"], 2),
    "no source column": ("zone_township.csv", "zone_name,township_name", ["建材工业园区,辉埠镇"], 2),
    "two townships": (
        "zone_township.csv",
        ZONE_HEADER,
        ["建材工业园区,辉埠镇,文件,,", "建材工业园区,青石镇,文件,,"],
        0,
    ),
    "nobody": ("enterprise_township.csv", FIRM_HEADER, [",,辉埠镇,文件"], 2),
    "firm without source": ("enterprise_township.csv", FIRM_HEADER, [",常山甲厂,辉埠镇,"], 2),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_row_stops_the_build(townships: duckdb.DuckDBPyConnection, tmp_path: Path, fault: str) -> None:
    name, header, lines, row = FAULTS[fault]
    (tmp_path / name).write_text("\n".join([header, *lines]) + "\n", "utf-8-sig")
    with pytest.raises(InputError) as error:
        read_reviewed(townships, tmp_path)
    assert (error.value.file, error.value.row) == (name, row)
    assert error.value.next_step


def test_good_rows_are_read_and_blank_ones_left_out(townships: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    (tmp_path / "zone_township.csv").write_text(f"{ZONE_HEADER}\n建材工业园区,辉埠镇,文件,,\n,,,,\n", "gb18030")
    assert read_reviewed(townships, tmp_path) == ([("建材工业园区", "辉埠镇", "文件")], [])


def test_absent_lists_are_fine(townships: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert read_reviewed(townships, tmp_path / "nowhere") == ([], [])


def test_the_lists_that_come_with_the_project_are_empty(townships: duckdb.DuckDBPyConnection) -> None:
    assert read_reviewed(townships, PROJECT / "data" / "reviewed") == ([], [])
