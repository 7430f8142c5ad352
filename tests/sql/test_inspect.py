"""What is understood of the files before anything is built."""

import os
from pathlib import Path
from typing import Any

import pytest

from etl.inspect import inspect
from etl.settings import Settings
from tests.sql.source_folder import NUMBER, Folder

COUNTY = '[area]\nname = "常山县"\ncodes = ["330822"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "county.toml").write_text(COUNTY, "utf-8")
    return Folder(tmp_path)


def understood(folder: Folder) -> dict[str, Any]:
    settings = Settings(
        sources=folder.path,
        warehouse=folder.work / "none",
        area=folder.path.parent / "county.toml",
        reviewed=folder.path.parent,
    )
    return inspect(settings)


def file_of(found: dict[str, Any], name: str) -> dict[str, Any]:
    return next(entry for entry in found["files"] if entry["file"] == name)


def test_a_file_tells_its_kind_header_columns_date_and_rows(folder: Folder) -> None:
    folder.xlsx(
        "台账_20260930.xlsx",
        辉埠=[
            ["辉埠镇基层工会台账"],
            ["序号", "工会名称", "所属乡镇", "爱好"],
            ["1", "乙公司工会", "辉埠镇", "棋"],
            ["", "合计", "1", ""],
        ],
    ).remove("台账.csv")
    found = understood(folder)
    assert found["problems"] == []
    entry = file_of(found, "台账_20260930.xlsx")
    [table], [kind] = entry["tables"], entry["kinds"]
    assert (table["kind"], table["sheet"], table["header_row"]) == ("union_ledger", "辉埠", 2)
    assert table["matched"] == {"union_name": "工会名称", "township": "所属乡镇"}
    assert table["unknown"] == ["爱好"]
    assert str(kind["as_of"]) == "2026-09-30"
    assert [kind[f"rows_{fate}"] for fate in ("read", "kept", "rejected", "skipped")] == [2, 1, 0, 1]


def test_the_first_of_each_reject_is_shown_with_how_often_it_occurs(folder: Folder) -> None:
    folder.write(
        "登记_20260930.csv", "企业名称,统一社会信用代码,成立日期\n甲公司,91330822MA0000000X,昨天\n乙公司,,前天\n"
    ).remove("登记.csv")
    [kind] = file_of(understood(folder), "登记_20260930.csv")["kinds"]
    dates = next(reject for reject in kind["rejects"] if reject["column_name"] == "established_on")
    assert (dates["times"], dates["row"], dates["value"]) == (2, 2, "昨天")
    assert (bool(dates["reason"]), bool(dates["next_step"])) == (True, True)


def test_personal_columns_are_dropped_and_values_in_rejects_masked(folder: Folder) -> None:
    folder.write("台账.csv", f"工会名称,身份证号,建会日期\n甲工会,{NUMBER},13812345678\n")
    entry = file_of(understood(folder), "台账.csv")
    assert entry["tables"][0]["dropped"] == ["身份证号"]
    said = str(entry)
    assert NUMBER not in said
    assert "13812345678" not in said


def test_an_older_file_is_replaced_and_the_newer_says_so(folder: Folder) -> None:
    folder.write("登记_20260831.csv", "企业名称\n甲公司\n").write("登记_20260930.csv", "企业名称\n甲公司\n").remove(
        "登记.csv"
    )
    found = understood(folder)
    assert file_of(found, "登记_20260831.csv")["kinds"][0]["superseded_by"] == "登记_20260930.csv"
    assert file_of(found, "登记_20260930.csv")["kinds"][0]["replaces"] == ["登记_20260831.csv"]


def test_a_broken_file_is_one_finding_and_the_others_are_still_understood(folder: Folder) -> None:
    folder.write("坏.xlsx", b"PK\x03\x04 cut off").write("登记_20260930.csv", "企业名称\n甲公司\n").remove("登记.csv")
    found = understood(folder)
    assert file_of(found, "坏.xlsx")["problem"]["看到"] == "文件损坏或不完整"
    assert file_of(found, "登记_20260930.csv")["kinds"][0]["rows_kept"] == 1


def test_a_needed_column_that_lacks_is_the_files_problem(folder: Folder) -> None:
    folder.write("台账.csv", "工会代码,组织类型,会员数,主席,建会日期\n81330822MC0000000X,单独,3,李,2020-01-01\n")
    entry = file_of(understood(folder), "台账.csv")
    assert "工会名称" in entry["problem"]["应为"]


def test_without_a_needed_kind_what_is_there_is_shown_and_what_is_missing_said(folder: Folder) -> None:
    folder.remove("台账.csv").remove("登记.csv")
    found = understood(folder)
    assert "市场主体登记" in found["problems"][0]["问题"]
    [kind] = file_of(found, "乡镇.csv")["kinds"]
    assert (kind["rows_read"], kind["rows_kept"]) == (3, None)


def test_of_an_unknown_table_its_likely_headers_are_given_to_be_mapped(folder: Folder) -> None:
    folder.write("怪.csv", "爱好,颜色\n棋,红\n")
    entry = file_of(understood(folder), "怪.csv")
    assert entry["tables"][0]["unknown"] == ["爱好", "颜色"]


def test_a_header_is_given_whole_for_it_is_mapped_by_it(folder: Folder) -> None:
    long = "企业的全部规范名称即营业执照上登记的名称全称及其简称"
    folder.write("怪.csv", f"{long},2026年9月爱好\n棋,红\n")
    assert file_of(understood(folder), "怪.csv")["tables"][0]["unknown"] == [long, "2026年9月爱好"]


def test_of_a_table_without_headers_nothing_about_persons_is_shown(folder: Folder) -> None:
    folder.write("名单.csv", "张三,138 0013 8000,一村\n李四,13800138001,城南路5号\n").write(
        "人.csv", "张三,110105 19491231 002X,一村\n"
    )
    found = understood(folder)
    for name in ("名单.csv", "人.csv"):
        entry = file_of(found, name)
        assert entry["tables"][0]["unknown"] == []
        assert "张三" not in str(entry)


def test_a_sheet_that_is_not_read_beside_one_that_is_gets_named_and_an_empty_one_does_not(folder: Folder) -> None:
    folder.xlsx(
        "登记_20260930.xlsx",
        一=[["企业名称", "登记状态"], ["甲公司", "存续"]],
        二=[["爱好", "颜色"], ["棋", "红"]],
        三=[],
    ).remove("登记.csv")
    [kind] = file_of(understood(folder), "登记_20260930.xlsx")["kinds"]
    assert kind["problem"] == "工作表 二 没有读：表头不属于已知的任何一类：爱好、颜色"
    assert (kind["rows_kept"], str(kind["as_of"])) == (1, "2026-09-30")


def test_a_correction_that_no_longer_fits_is_said_before_a_build(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "corrections.yaml").write_text(
        "- {id: 甲, kind: union_ledger, file: '台账.csv', row: {union_name: 甲工会}, column: members, action: set,"
        " old: '4', new: '5', reason: 核对, who: 张, on: 2026-09-01}\n",
        "utf-8",
    )
    [problem] = understood(folder)["problems"]
    assert "现在写的是“3”" in problem["看到"]


def test_nothing_is_left_on_the_disk_not_even_by_a_killed_one(folder: Folder) -> None:
    place = folder.work / "none" / ".inspect"
    (place / "killed").mkdir(parents=True)
    os.utime(place / "killed", (0, 0))
    understood(folder)
    assert list(place.iterdir()) == []
