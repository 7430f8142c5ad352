"""Merged cells and sheets named after a township: which rows get the value, and which stay empty."""

from datetime import date
from typing import Any

import pytest
import xlsxwriter

from tests.sql.source_folder import Folder

COVERAGE = ["联合工会名称", "覆盖单位", "覆盖起始日"]


def merged_xlsx(folder: Folder, name: str, rows: list[list[Any]], merges: list[tuple[int, int, int, int]]) -> None:
    """A workbook of one sheet `表`; each merge is first row, first column, last row, last column, 0-based."""
    with xlsxwriter.Workbook(folder.path / name) as book:
        sheet = book.add_worksheet("表")
        for top, left, bottom, right in merges:
            sheet.merge_range(top, left, bottom, right, "")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, column, cell)


def townships(folder: Folder) -> list[tuple]:
    return folder.rows("select union_name, township from raw.union_ledger order by file_id, sheet, row")


def test_a_merged_township_holds_for_each_of_its_rows_but_totals_and_blank_rows(folder: Folder) -> None:
    rows = [
        ["乡镇街道", "工会名称", "会员数", "备注"],
        ["辉埠镇", "甲工会", 1, None],
        [None, "乙工会", 2, None],
        [None, None, None, None],
        [None, "小计", 3, None],
        [None, "丙工会", 4, None],
        ["芳村镇", "丁工会", 5, None],
    ]
    merged_xlsx(folder.remove("台账.csv"), "台账.xlsx", rows, [(1, 0, 4, 0)])
    folder.read()
    assert townships(folder) == [("甲工会", "辉埠镇"), ("乙工会", "辉埠镇"), ("丙工会", None), ("丁工会", "芳村镇")]
    assert folder.rows("select row, reason from raw.row_skip") == [(5, "total")]


def test_names_numbers_and_dates_of_a_row_are_not_filled_even_where_they_are_merged(folder: Folder) -> None:
    rows = [
        ["乡镇街道", "工会名称", "会员数", "建会日期"],
        ["辉埠镇", "甲工会", 9, "2011-05-18"],
        [None, "乙工会"],
        [None],
    ]
    merged_xlsx(folder.remove("台账.csv"), "台账.xlsx", rows, [(1, 2, 2, 2), (1, 3, 2, 3), (2, 1, 3, 1)])
    folder.read()
    assert folder.rows("select union_name, members, established_on from raw.union_ledger order by row") == [
        ("甲工会", "9", "2011-05-18"),
        ("乙工会", None, None),
    ]


def test_a_merge_to_the_side_fills_nothing(folder: Folder) -> None:
    rows = [["工会名称", "乡镇街道", "单位性质", "会员数"], ["甲工会", "辉埠镇", None, 1], ["乙工会", None, None, 2]]
    merged_xlsx(folder.remove("台账.csv"), "台账.xlsx", rows, [(1, 1, 2, 2)])
    folder.read()
    assert folder.rows("select township, host_sector from raw.union_ledger order by row") == [
        ("辉埠镇", None),
        (None, None),
    ]


def test_a_joint_union_merged_over_the_units_that_it_covers_is_named_in_each_row(folder: Folder) -> None:
    rows = [COVERAGE, ["甲联合工会", "子公司", None], [None, "丑公司", None], ["乙联合工会", "寅公司", None]]
    merged_xlsx(folder, "覆盖.xlsx", rows, [(1, 0, 2, 0)])
    folder.read()
    assert folder.rows("select union_name, host_name from raw.union_coverage order by row") == [
        ("甲联合工会", "子公司"),
        ("甲联合工会", "丑公司"),
        ("乙联合工会", "寅公司"),
    ]


def ledger_csv(*cells: str) -> str:
    return "乡镇街道,工会名称,会员数\n" + "".join(f"{cell},第{n}工会,{n}\n" for n, cell in enumerate(cells, 1))


def test_in_csv_a_township_column_that_is_plainly_merged_is_filled_down(folder: Folder) -> None:
    folder.write("台账.csv", ledger_csv("辉埠镇", "", "", "芳村", "", "天马街道", "")).read()
    assert [township for _name, township in townships(folder)] == [
        "辉埠镇", "辉埠镇", "辉埠镇", "芳村", "芳村", "天马街道", "天马街道",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cells",
    [
        ("", "", "", "辉埠镇", "芳村镇", "天马街道", "", ""),
        ("辉埠镇", "", "", "芳村镇", "", "", ""),
        ("辉埠镇", "", "", "芳村镇", "", "辉埠镇", "", "天马街道", ""),
        ("辉埠镇", "", "", "芳村镇", "", "不知道的镇", "", ""),
        ("辉埠镇", "芳村镇", "天马街道", ""),
    ],
    ids=["first row empty", "few townships", "one twice", "an unknown one", "mostly filled"],
)
def test_in_csv_a_township_column_with_gaps_stays_as_it_is(folder: Folder, cells: tuple[str, ...]) -> None:
    folder.write("台账.csv", ledger_csv(*cells)).read()
    assert [township or "" for _name, township in townships(folder)] == list(cells)


def test_in_a_sheet_an_empty_township_that_was_not_merged_stays_empty(folder: Folder) -> None:
    rows = [line.split(",") for line in ledger_csv("辉埠镇", "", "", "芳村", "", "天马街道", "").splitlines()]
    folder.remove("台账.csv").xlsx("台账.xlsx", 表=rows).read()
    assert folder.rows("select count(township) from raw.union_ledger") == [(3,)]


def test_in_csv_nothing_is_filled_over_a_subtotal(folder: Folder) -> None:
    text = ledger_csv("辉埠镇", "", "", "芳村镇", "", "天马街道", "")
    folder.write("台账.csv", text.replace(",第3工会", "小计,,\n,第3工会")).read()
    assert [township for _name, township in townships(folder)][1:3] == [None, None]


def test_a_sheet_named_after_a_township_tells_it_where_no_row_does(folder: Folder) -> None:
    silent = [["工会名称", "会员数", "职工数"], ["甲工会", 1, 2]]
    spoken = [["工会名称", "会员数", "乡镇街道"], ["乙工会", 1, "天马街道"], ["丙工会", 1, None]]
    folder.remove("台账.csv").xlsx("台账.xlsx", 辉埠=silent, 芳村镇=spoken, 其他=silent).read()
    assert sorted(townships(folder), key=str) == sorted(
        [("甲工会", "辉埠镇"), ("乙工会", "天马街道"), ("丙工会", None), ("甲工会", None)], key=str
    )


def test_both_rows_of_a_repeated_header_are_no_data(folder: Folder) -> None:
    folder.write(
        "台账.csv",
        "工会名称,会员,,乡镇街道\n,总数,女,\n甲工会,5,2,辉埠镇\n工会名称,会员,,乡镇街道\n,总数,女,\n乙工会,6,3,芳村镇\n",
    ).read()
    assert folder.rows("select row, union_name, members, female_members from raw.union_ledger order by row") == [
        (3, "甲工会", "5", "2"),
        (6, "乙工会", "6", "3"),
    ]
    assert folder.rows("select row, reason from raw.row_skip order by row") == [
        (4, "repeated_header"),
        (5, "repeated_header"),
    ]


@pytest.mark.parametrize("from_1904", [False, True])
def test_date_cells_of_either_calendar_are_the_day_that_the_sheet_shows(folder: Folder, from_1904: bool) -> None:
    options = {"date_1904": from_1904}
    with xlsxwriter.Workbook(folder.path / "台账.xlsx", options) as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, ["工会名称", "会员数", "建会日期"])
        formats = ["yyyy-mm-dd", "yyyy/m/d", 'yyyy"年"m"月"d"日"', '[$-804]yyyy"年"m"月";@', "m/d/yy h:mm"]
        for row, shown in enumerate(formats, 1):
            sheet.write_row(row, 0, [f"第{row}工会", 1])
            sheet.write_datetime(row, 2, date(2011, 5, 18), book.add_format({"num_format": shown}))
    folder.remove("台账.csv").read()
    assert folder.rows("select distinct established_on from raw.union_ledger") == [("2011-05-18",)]
