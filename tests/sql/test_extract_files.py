"""Which files of a kind count: as-of dates, scopes, superseded snapshots, files left out."""

from datetime import date

import pytest

from etl.settings import SourceEntry
from tests.sql.source_folder import REGISTRY, Folder


@pytest.mark.parametrize(
    ("text", "name", "as_of", "method"),
    [
        (
            "企业名称,登记状态,数据日期\n甲,存续,2026-08-31\n乙,存续,2026-09-30\n",
            "登记_202601.csv",
            date(2026, 9, 30),
            "column",
        ),
        (
            "登记名单（截至2026年8月）,,\n企业名称,登记状态,注册地址\n甲,存续,x\n",
            "登记_202601.csv",
            date(2026, 8, 31),
            "title",
        ),
        ("企业名称,登记状态,注册地址\n甲,存续,x\n", "登记_202601.csv", date(2026, 1, 31), "file_name"),
        ("企业名称,登记状态,注册地址\n甲,存续,x\n", "登记_新.csv", date(2025, 12, 31), "county_file"),
        ("企业名称,登记状态,注册地址\n甲,存续,x\n", "登记.csv", None, "unknown"),
    ],
)
def test_the_as_of_comes_from_column_then_title_then_file_name_then_county_file(
    folder: Folder, text: str, name: str, as_of: date | None, method: str
) -> None:
    folder.county.sources.append(SourceEntry(file="登记_新*", as_of=date(2025, 12, 31)))
    folder.remove("登记.csv").write(name, text).read()
    assert folder.rows("select as_of, as_of_method from raw.source_file where source_kind = 'enterprise_registry'") == [
        (as_of, method)
    ]


def test_an_older_snapshot_beside_a_newer_one_is_only_counted(folder: Folder) -> None:
    folder.remove("登记.csv").write("登记_20260831.csv", REGISTRY + ",,,,\n乙公司,,存续,1,x,多\n").write(
        "登记_20260930.csv", REGISTRY
    ).read()
    assert folder.rows("select count(*), count(distinct file_id) from raw.enterprise_registry") == [(1, 1)]
    assert folder.rows(
        "select superseded_by, rows_read, rows_blank, rows_superseded from raw.source_file where file like '%0831%'"
    ) == [("登记_20260930.csv", 3, 1, 2)]
    assert folder.rows("select count(*) from raw.reject") == [(0,)]


def test_files_of_an_event_kind_all_count(folder: Folder) -> None:
    text = "企业名称,人数,来源,时期\n甲公司,{},社保,2026-0{}\n"
    folder.write("社保_202607.csv", text.format(12, 7)).write("社保_202608.csv", text.format(13, 8)).read()
    assert folder.rows("select headcount from raw.headcount order by period") == [("12",), ("13",)]


def test_a_townships_newer_ledger_replaces_the_countys_rows_of_that_township(folder: Folder) -> None:
    header = "工会名称,会员数,乡镇街道\n"
    folder.remove("台账.csv")
    folder.write("台账_20260831.csv", header + "甲工会,1,辉埠镇\n乙工会,2,芳村镇\n丙工会,3,\n")
    folder.write("芳村_20260930.csv", header + "丁工会,4,芳村镇\n").read()
    assert folder.rows("select union_name from raw.union_ledger order by 1") == [("丁工会",), ("丙工会",), ("甲工会",)]
    assert folder.rows(
        "select township, rows_read, rows_superseded from raw.source_file"
        " where source_kind = 'union_ledger' order by rows_read desc"
    ) == [
        ("*", 3, 1),
        ("芳村镇", 1, 0),
    ]


def test_the_county_file_states_a_files_township(folder: Folder) -> None:
    folder.county.sources.append(SourceEntry(file="台账*", township="天马街道"))
    folder.read()
    assert folder.rows("select township from raw.source_file where source_kind = 'union_ledger'") == [("天马街道",)]


def test_boundaries_are_listed_and_other_files_reported_or_ignored(folder: Folder) -> None:
    folder.write("边界.geojson", '{"type": "FeatureCollection", "features": []}')
    folder.write("演示数据.json", '{"demo": true}').write("~$台账.xlsx", "x").write(".hidden.csv", "x").write(
        "README.md", "x"
    )
    folder.write("说明.txt", "请把文件放在这里").write("子/名单.csv", "姓名,电话\n张,13800000000\n").write(
        "照片.jpg", b"\xff\xd8\xff"
    ).read()
    assert folder.rows(
        "select file, source_kind, problem from raw.source_file"
        " where source_kind in ('boundary', 'unrecognised') order by file"
    ) == [
        ("子/名单.csv", "unrecognised", "表头不属于已知的任何一类：姓名、电话"),
        ("照片.jpg", "unrecognised", "里面没有找到表格"),
        ("边界.geojson", "boundary", None),
    ]


def test_an_optional_kind_without_a_needed_column_is_reported_and_left_out(folder: Folder) -> None:
    folder.write("人数.csv", "单位名称,统一社会信用代码,参保人数,所属期\n甲公司,,12,2026-08\n").read()
    [(problem,)] = folder.rows("select problem from raw.source_file where source_kind = 'headcount'")
    assert "来源" in problem
    assert folder.rows("select count(*) from raw.headcount") == [(0,)]


def test_every_kind_has_a_table_and_every_reject_a_reason(folder: Folder) -> None:
    folder.read()
    assert folder.rows("select count(*) from raw.village") == [(0,)]
    columns = [name for (name,) in folder.rows("select column_name from (describe raw.union_coverage)")]
    assert columns == [
        "file_id", "sheet", "row", "union_code", "union_name", "host_code", "host_name", "covered_from", "covered_to",
        "as_of", "other",
    ]  # fmt: skip
    assert ("ragged_row",) in folder.rows("select reason_code from raw.reject_reason")


def test_a_sheet_that_lost_its_rows_is_named(folder: Folder) -> None:
    header = ["工会名称", "会员数", "乡镇街道"]
    folder.remove("台账.csv").xlsx(
        "台账.xlsx",
        辉埠=[header, ["甲工会", 3, "辉埠镇"]],
        芳村=[["芳村镇工会台账"], header, ["合计", 0]],
        天马=[header],
    ).read()
    assert folder.rows("select problem from raw.source_file where file = '台账.xlsx'") == [
        ("工作表 芳村 只有表头，没有数据；工作表 天马 只有表头，没有数据",)
    ]
    assert folder.rows("select count(*) from raw.union_ledger") == [(1,)]
