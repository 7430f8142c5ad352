"""Files made in the test are read into raw: rows, row numbers, skips, rejects, dates."""

import json
from collections.abc import Callable
from datetime import date, datetime

import pytest
import xlwt

from etl.settings import HeaderEntry
from tests.sql.source_folder import NUMBER, REGISTRY, Folder

ENCODINGS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "utf-8": (lambda text: text.encode(), "utf-8"),
    "utf-8 with BOM": (lambda text: text.encode("utf-8-sig"), "utf-8-sig"),
    "gbk": (lambda text: text.encode("gbk"), "gb18030"),
    "utf-16": (lambda text: text.encode("utf-16"), "utf-16"),
    "crlf": (lambda text: text.replace("\n", "\r\n").encode(), "utf-8"),
    "lone carriage return": (lambda text: text.replace("\n", "\r").encode(), "utf-8"),
    "gbk with crlf": (lambda text: text.replace("\n", "\r\n").encode("gbk"), "gb18030"),
    "tabs": (lambda text: text.replace(",", "\t").encode(), "utf-8"),
    "semicolons": (lambda text: text.replace(",", ";").encode(), "utf-8"),
    "NUL bytes": (lambda text: text.replace("乙", "\0乙\0").encode(), "utf-8"),
    "no line end at the end": (lambda text: text.rstrip("\n").encode(), "utf-8"),
    "blank lines at the end": (lambda text: (text + "\n\n").encode(), "utf-8"),
}


@pytest.mark.parametrize("way", ENCODINGS)
def test_a_text_file_reads_the_same_in_every_encoding_and_line_end(folder: Folder, way: str) -> None:
    encode, encoding = ENCODINGS[way]
    text = "企业名称,登记状态,注册地址\n甲公司,存续,辉埠镇\n乙公司,,芳村镇 1 号\n"
    folder.write("登记.csv", encode(text)).read()
    assert folder.rows(
        "select row, name, status, registered_address, credit_code from raw.enterprise_registry order by row"
    ) == [
        (2, "甲公司", "存续", "辉埠镇", None),
        (3, "乙公司", None, "芳村镇 1 号", None),
    ]
    [(found, rows, blank)] = folder.rows(
        "select encoding, rows_read, rows_blank from raw.source_file where source_kind = 'enterprise_registry'"
    )
    assert (found, rows, blank) == (encoding, 2, 0)


@pytest.mark.parametrize("name", ["登记[1].csv", "登记*.csv", "登记's.csv", "登 记（副本）.csv"])
def test_a_file_name_may_hold_any_character(folder: Folder, name: str) -> None:
    folder.remove("登记.csv").write(name, REGISTRY).read()
    assert folder.rows("select file, name from raw.enterprise_registry join raw.source_file using (file_id)") == [
        (name, "甲公司")
    ]


def test_gb18030_characters_beyond_gbk_are_read(folder: Folder) -> None:
    folder.write("登记.csv", "企业名称,登记状态,注册地址\n㐀𠀀公司,存续,x\n", "gb18030").read()
    assert folder.rows("select name from raw.enterprise_registry") == [("㐀𠀀公司",)]


def test_row_numbers_are_a_spreadsheets_below_titles_blank_lines_and_line_breaks_in_cells(folder: Folder) -> None:
    folder.write(
        "登记.csv",
        '市场主体登记\n\n"企业\n名称",登记状态,注册地址\n甲公司,存续,x\n\n,,\n"乙\n公司",存续,"y ""z"""\n　,,\n'
        '丙"公司,存续,w\n',
    ).read()
    assert folder.rows("select row, name, registered_address from raw.enterprise_registry order by row") == [
        (4, "甲公司", "x"),
        (7, "乙\n公司", 'y "z"'),
        (9, '丙"公司', "w"),
    ]
    assert folder.rows("select rows_read, rows_blank from raw.source_file where file = '登记.csv'") == [(6, 3)]


def test_total_rows_repeated_headers_notes_and_rows_with_only_a_serial_number_are_no_data(folder: Folder) -> None:
    folder.write(
        "台账.csv",
        "序号,工会名称,会员数,职工数,单位名称\n1,甲工会,3,4,甲\n2,,,,\n序号,工会名称,会员数,职工数,单位名称\n"
        "3,乙工会,3,4,乙\n,合 计：,6,8,\n小计,,6,8,\n注：截至月底,,,,\n",
    ).read()
    assert folder.rows("select row, union_name from raw.union_ledger order by row") == [(2, "甲工会"), (5, "乙工会")]
    assert folder.rows("select row, reason, text from raw.row_skip order by row") == [
        (4, "repeated_header", "序号,工会名称,会员数,职工数,单位名称"),
        (6, "total", "合 计：,6,8"),
        (7, "total", "小计,6,8"),
        (8, "note", "注：截至月底"),
    ]
    assert folder.rows("select rows_read, rows_blank, rows_total from raw.source_file where file = '台账.csv'") == [
        (7, 1, 4)
    ]


def test_an_amount_split_by_its_own_unquoted_commas_is_joined_again(folder: Folder) -> None:
    folder.write(
        "登记.csv",
        "企业名称,统一社会信用代码,注册资本,注册地址\n甲公司,,1,000(万元人民币),x\n乙公司,,12,345,678.9万,y\n丙公司,,1,00(万),z\n"
        "丁公司,,5,x,多出来的\n戊公司,,5,x,\n",
    ).read()
    assert folder.rows(
        "select row, name, registered_capital, registered_address from raw.enterprise_registry order by row"
    ) == [
        (2, "甲公司", "1,000(万元人民币)", "x"),
        (3, "乙公司", "12,345,678.9万", "y"),
        (6, "戊公司", "5", "x"),
    ]
    assert folder.rows("select row, reason_code, severity, value from raw.reject order by row") == [
        (4, "ragged_row", "row", "丙公司"),
        (5, "ragged_row", "row", "丁公司"),
    ]


def test_a_short_row_counts_where_only_optional_cells_at_its_end_are_missing(folder: Folder) -> None:
    folder.write(
        "登记.csv",
        "统一社会信用代码,企业名称,登记状态,注册地址\n,甲公司,存续\n,丁公司,存续,x\n,乙公司\n91330822MA0000000X\n,丙公司,存续,x\n",
    ).read()
    assert folder.rows("select row, name, status, registered_address from raw.enterprise_registry order by row") == [
        (2, "甲公司", "存续", None),
        (3, "丁公司", "存续", "x"),
        (4, "乙公司", None, None),
        (6, "丙公司", "存续", "x"),
    ]
    assert folder.rows("select row, reason_code from raw.reject order by row") == [(5, "ragged_row")]


def test_two_neighbours_that_make_one_row_were_torn_apart_and_both_rejected(folder: Folder) -> None:
    folder.write(
        "登记.csv",
        "企业名称,登记状态,注册地址,法定代表人\n甲公司,存续,x,张\n乙公司,存续,辉\n埠镇,李\n丙公司,存续,y,王\n",
    ).read()
    assert folder.rows("select name from raw.enterprise_registry order by row") == [("甲公司",), ("丙公司",)]
    assert folder.rows("select row from raw.reject order by row") == [(3,), (4,)]


def test_a_row_with_broken_characters_is_rejected(folder: Folder) -> None:
    folder.write("登记.csv", "企业名称,登记状态,注册地址\n甲公司,存续,x\n存续,\ufffd\ufffd,公司\n").read()
    assert folder.rows("select row, reason_code from raw.reject") == [(3, "broken_encoding")]
    assert folder.rows("select count(*) from raw.enterprise_registry") == [(1,)]


def test_identity_numbers_are_never_stored_and_telephone_numbers_are_masked_in_rejects(folder: Folder) -> None:
    folder.write(
        "台账.csv",
        "工会名称,会员数,主席身份证号,主席证件,联系方式2,备注\n"
        f"甲工会,3,{NUMBER},{NUMBER},0570-5020000,{NUMBER}\n乙工会,4,{NUMBER},{NUMBER},,好\n丙工会,\ufffd,{NUMBER},,13800000000,x\n"
        "丁工会,4,,,,好\n戊工会,4,,,,好\n",
    ).read()
    text = json.dumps(
        [folder.rows(f"select * from raw.{table}") for table in ("union_ledger", "reject", "row_skip", "sheet")],
        ensure_ascii=False,
    )
    assert NUMBER not in text
    assert "13800000000" not in text
    assert folder.rows("select dropped_headers from raw.sheet where source_kind = 'union_ledger'") == [
        ('["主席身份证号", "主席证件"]',)
    ]
    assert folder.rows("select value from raw.reject") == [("丙工会",)]
    assert folder.rows("select other from raw.union_ledger order by row") == [
        ('{"联系方式2":"0570-5020000"}',),
        ('{"备注":"好"}',),
        ('{"备注":"好"}',),
        ('{"备注":"好"}',),
    ]


def test_an_identity_number_anywhere_in_a_cell_is_blanked_and_codes_stay(folder: Folder) -> None:
    spaced, wide = "110105 19491231 002X", NUMBER.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ"))
    folder.write(
        "登记.csv",
        "企业名称,统一社会信用代码,爱好,备注,注册地址\n"
        f"甲公司,{NUMBER},找张三{NUMBER}办,证{spaced},x\n乙公司,913308221950123118,{wide},,辉埠镇\n"
        "丙公司,,x,y,x\n丁公司,81330822MC0000001X,x,y,x\n",
    ).read()
    assert folder.rows("select credit_code, other from raw.enterprise_registry order by row") == [
        (None, '{"爱好":"找张三办","备注":"证"}'),
        ("913308221950123118", None),
        (None, '{"爱好":"x","备注":"y"}'),
        ("81330822MC0000001X", '{"爱好":"x","备注":"y"}'),
    ]


def test_of_a_row_that_cannot_be_used_only_the_organisation_is_told(folder: Folder) -> None:
    folder.write(
        "登记.csv",
        "法定代表人,企业名称,登记状态,注册地址,电话\n丙,丁公司,存续,x,\n"
        "李某,甲公司,存续,x,138 0013 8000,y\n王某,乙公司,存\n续,张某,x\n",
    ).read()
    assert folder.rows("select value from raw.reject order by row") == [("甲公司",), ("乙公司",), (None,)]


def test_unknown_headers_are_reported_and_their_values_kept(folder: Folder) -> None:
    folder.write("登记.csv", "企业名称,登记状态,登记机关,注册地址\n甲公司,存续,县局,x\n乙公司,存续, ,x\n").read()
    assert folder.rows("select unknown_headers from raw.sheet where source_kind = 'enterprise_registry'") == [
        ('["登记机关"]',)
    ]
    assert folder.rows("select other from raw.enterprise_registry order by row") == [('{"登记机关":"县局"}',), (None,)]


def test_a_workbook_is_read_sheet_by_sheet_with_values_as_a_spreadsheet_shows_them(folder: Folder) -> None:
    header = ["序号", "工会名称", "统一社会信用代码", "建会日期", "会员数", "是否有经审会", "乡镇街道"]
    folder.remove("台账.csv").xlsx(
        "台账.xlsx",
        辉埠镇=[
            ["基层工会台账"],
            ["截至2026年9月30日"],
            header,
            [1, "甲工会", 813308220000000000, datetime(2011, 5, 18), 12, True, "辉埠镇"],
            [2, "乙工会", "81330822MC0000001X", "2011.5", 3.5, "是", "辉埠镇"],
            ["合计", None, None, None, 15.5],
        ],
        空=[],
        芳村镇=[header, [1, "丙工会", None, None, "#N/A", False, "芳村镇"]],
        汇总=[["乡镇", "工会数", "会员数", "职工数"], ["辉埠镇", 2, 15, 20]],
    ).read()
    assert folder.rows(
        "select sheet, row, union_name, union_code, established_on, members, has_audit_committee"
        " from raw.union_ledger order by sheet desc, row"
    ) == [
        ("辉埠镇", 4, "甲工会", "8.13308E+17", "2011-05-18", "12", "TRUE"),
        ("辉埠镇", 5, "乙工会", "81330822MC0000001X", "2011.5", "3.5", "是"),
        ("芳村镇", 2, "丙工会", None, None, None, "FALSE"),
    ]
    assert folder.rows("select sheet, row, reason from raw.row_skip") == [("辉埠镇", 6, "total")]
    assert folder.rows("select sheet, row, column_name, value, reason_code, severity from raw.reject") == [
        ("芳村镇", 2, "members", "#N/A", "excel_error", "cell")
    ]
    assert folder.rows(
        "select s.sheet, s.source_kind, header_row from raw.sheet as s join raw.source_file using (file_id)"
        " where file = '台账.xlsx' order by header_row nulls last"
    ) == [
        ("芳村镇", "union_ledger", 1),
        ("辉埠镇", "union_ledger", 3),
        ("汇总", None, None),
    ]
    assert folder.rows("select as_of, as_of_method, township from raw.source_file where file = '台账.xlsx'") == [
        (date(2026, 9, 30), "title", "*")
    ]


def test_a_formula_error_in_text_is_rejected_and_the_row_kept(folder: Folder) -> None:
    folder.write("登记.csv", "企业名称,登记状态,注册地址\n甲公司,#REF!,3#厂房\n").read()
    assert folder.rows("select name, status, registered_address from raw.enterprise_registry") == [
        ("甲公司", None, "3#厂房")
    ]
    assert folder.rows("select row, column_name, value, severity from raw.reject") == [(2, "status", "#REF!", "cell")]


def test_a_table_may_stand_away_from_the_first_row_and_column_of_its_sheet(folder: Folder) -> None:
    folder.remove("台账.csv").xlsx(
        "台账.xlsx", 表=[[], [], [None, None, "工会名称", "会员数"], [None, None, "甲工会", "#N/A"]]
    ).read()
    assert folder.rows("select row, union_name, members from raw.union_ledger") == [(4, "甲工会", None)]
    assert folder.rows("select row, value from raw.reject") == [(4, "#N/A")]


def test_an_old_workbook_is_read_also_under_a_wrong_name(folder: Folder) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名录")
    rows = [["企业名称", "规上类别", "入库时间"], ["甲公司", "工业", 202101], ["乙公司", "建筑业", date(2022, 1, 1)]]
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            style = xlwt.easyxf(num_format_str="YYYY-MM-DD") if isinstance(cell, date) else xlwt.Style.default_style
            sheet.write(number, column, cell, style)
    book.save(folder.path / "规上.xls")
    (folder.path / "规上.xls").rename(folder.path / "规上.xlsx")
    folder.read()
    assert folder.rows("select row, name, listed_from from raw.above_scale_list order by row") == [
        (2, "甲公司", "202101"),
        (3, "乙公司", "2022-01-01"),
    ]


def test_text_under_a_workbooks_name_is_read_as_text(folder: Folder) -> None:
    folder.write(
        "人数.xls", "统一社会信用代码\t人数\t来源\t时期\n91330822MA0000000X\t12\t社保\t2026-08\n", "gbk"
    ).read()
    assert folder.rows("select headcount, source, period from raw.headcount") == [("12", "社保", "2026-08")]


def test_parquet_is_read_with_the_header_counted_as_row_one(folder: Folder) -> None:
    folder.connection.execute(
        "copy (select '甲公司' as \"企业名称\", date '2011-05-18' as \"成立日期\", 12.0 as lon, '存续' as status)"
        f" to '{folder.path / '登记.parquet'}' (format parquet)"
    )
    folder.remove("登记.csv").read()
    assert folder.rows("select row, name, established_on, lon from raw.enterprise_registry") == [
        (2, "甲公司", "2011-05-18", "12.0")
    ]


def test_a_header_that_the_county_mapped_is_read_and_no_longer_reported(folder: Folder) -> None:
    folder.county.headers.append(HeaderEntry(kind="union_ledger", header="单位全名", column="host_name"))
    folder.write("台账.csv", "工会名称,单位全名,会员数\n甲工会,甲公司,3\n").read()
    assert folder.rows("select union_name, host_name, other from raw.union_ledger") == [("甲工会", "甲公司", None)]
    assert folder.rows("select unknown_headers from raw.sheet where source_kind = 'union_ledger'") == [("[]",)]
