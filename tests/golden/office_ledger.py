"""A ledger as a county office keeps it: 1,200 unions on five sheets, in XLSX or XLS.

Title rows, a header of two rows with merged cells, the township merged over its rows, serial numbers, dates in five
forms, numbers as text, subtotals, the header again on the second page, a total and a remark.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt

SHEETS = ("辉埠镇", "芳村镇", "天马街道", "球川镇", "招贤镇")
UNIONS_A_SHEET = 240
HEADER = (
    [
        "序号",
        "乡镇街道",
        "工会名称",
        "单位",
        "",
        "组建时间",
        "会员",
        "",
        "职工数",
        "本届任期",
        "",
        "工会主席",
        "",
        "备注",
    ],
    ["", "", "", "名称", "统一社会信用代码", "", "总数", "女", "", "起始", "年限(年)", "姓名", "联系电话", ""],
)
GROUPS = ((3, 4), (6, 7), (9, 10), (11, 12))
EPOCH = date(1899, 12, 30)
Write = Callable[[int, int, Any], None]
Merge = Callable[[int, int, int, int, Any], None]


def union(k: int, stem: str, code: Callable[[str], str]) -> list[Any]:
    """The cells of union number k (1 …) from its serial number on, without the township."""
    members = 10 + k % 50
    founded = date(2000 + k % 20, 1 + k % 12, 18)
    written = [
        founded,
        f"{founded.year}.{founded.month}",
        f"{founded.year}年{founded.month}月",
        f"{founded:%Y%m}00",
        (founded - EPOCH).days,
    ][k % 5]
    host = f"常山县{stem}第{k}轴承有限公司"
    return [
        (k - 1) % UNIONS_A_SHEET + 1,
        "",
        f"{host}工会委员会",
        host,
        code(f"91330822MA{k:07d}") if k % 3 else "",
        written,
        str(members) if k % 2 else members,
        members // 3,
        members + 5,
        date(2023, 5, 18),
        5,
        "李某",
        "13800000000",
        "规范" if k % 7 == 0 else "",
    ]


def _header(row: int, write: Write, merge: Merge) -> int:
    """Write the two header rows from `row` on; the next free row."""
    grouped = {column for group in GROUPS for column in group}
    for column, text in enumerate(HEADER[0]):
        if column not in grouped:
            merge(row, column, row + 1, column, text)
    for first, last in GROUPS:
        merge(row, first, row, last, HEADER[0][first])
        for column in (first, last):
            write(row + 1, column, HEADER[1][column])
    return row + 2


def fill_sheet(number: int, write: Write, merge: Merge, code: Callable[[str], str]) -> None:
    """Write sheet `number` (0 …): two pages of 120 unions, each with its header and subtotal, then total and remark."""
    township = SHEETS[number]
    stem = township.removesuffix("街道").removesuffix("镇")
    merge(0, 0, 0, 13, f"常山县{township}基层工会台账")
    merge(1, 0, 1, 13, "截至2026年9月30日    填报单位：常山县总工会")
    row = 2
    for page in (0, 1):
        row = _header(row, write, merge)
        half = UNIONS_A_SHEET // 2
        merge(row, 1, row + half - 1, 1, township)
        for place in range(half):
            cells = union(number * UNIONS_A_SHEET + page * half + place + 1, stem, code)
            for column, cell in enumerate(cells):
                if cell != "":
                    write(row, column, cell)
            row += 1
        write(row, 2, "小计")
        write(row, 6, 4_000)
        row += 1
    write(row, 0, "合计")
    write(row, 6, 8_000)
    write(row + 1, 0, "注：会员数以实名制系统为准。")


def write_xlsx(path: Path, code: Callable[[str], str]) -> None:
    """The ledger as .xlsx."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy/m/d"}) as book:
        for number, township in enumerate(SHEETS):
            sheet = book.add_worksheet(township)
            fill_sheet(number, sheet.write, sheet.merge_range, code)


def write_xls(path: Path, code: Callable[[str], str]) -> None:
    """The ledger as .xls."""
    book = xlwt.Workbook()
    day, plain = xlwt.easyxf(num_format_str="YYYY-M-D"), xlwt.Style.default_style
    for number, township in enumerate(SHEETS):
        sheet = book.add_sheet(township)
        fill_sheet(
            number,
            lambda row, column, cell, to=sheet: to.write(row, column, cell, day if isinstance(cell, date) else plain),
            lambda top, left, bottom, right, cell, to=sheet: to.write_merge(top, bottom, left, right, cell),
            code,
        )
    book.save(path)
