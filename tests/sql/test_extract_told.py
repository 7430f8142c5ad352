"""A list of headcounts as an office sends it: title and file name say source and month, no column does."""

import pytest

from tests.sql.source_folder import Folder

LIST = "序号,单位名称,统一社会信用代码,参保人数,备注\n1,甲公司,91330822MA0000000X,65,\n合计,2家,,65,\n"


@pytest.mark.parametrize(
    ("name", "title", "source", "period"),
    [
        ("名单.csv", "常山县社会保险参保情况表（2026年9月）\n", "社保", "2026-09"),
        ("社保参保人数2026年9月.csv", "", "社保", "2026-09"),
        ("个税扣缴人数_202608.csv", "", "个税", "2026-08"),
        ("年报从业人数2025年度.csv", "", "年报", "2025年度"),
    ],
)
def test_title_or_file_name_says_source_and_period(
    folder: Folder, name: str, title: str, source: str, period: str
) -> None:
    folder.write(name, title + LIST).read()
    [row] = folder.rows("select name, headcount, source, period from raw.headcount")
    assert row == ("甲公司", "65", source, period)


@pytest.mark.parametrize("name", ["名单_202609.csv", "社保与个税_202609.csv", "社保名单.csv"])
def test_what_nobody_says_or_what_is_said_twice_is_not_guessed(folder: Folder, name: str) -> None:
    folder.write(name, LIST).read()
    [(problem,)] = folder.rows(f"select problem from raw.source_file where file = '{name}'")
    assert "认成职工人数，但没有这一列" in problem
    assert folder.rows("select count(*) from raw.headcount") == [(0,)]


def test_a_summary_without_codes_is_no_list_of_headcounts(folder: Folder) -> None:
    folder.write("工会统计表_202609.csv", "单位名称,职工人数\n辉埠镇,650\n").read()
    assert folder.rows("select count(*) from raw.headcount") == [(0,)]


def test_a_total_beside_the_serial_numbers_is_a_total_whatever_stands_beside_it(folder: Folder) -> None:
    folder.write("台账.csv", "序号,工会名称,会员数\n1,甲工会,3\n合计,20家,698\n").read()
    assert folder.rows("select union_name from raw.union_ledger") == [("甲工会",)]
