"""The measured dirt in files, for every kind of source that a county may bring: what becomes of the rows.

The tables are made from the spec: two good rows a kind, then the dirt.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwt

from etl.extract.spec import load_spec
from tests.sql.source_folder import Folder

KINDS = tuple(load_spec().kinds)
Rows = list[list[str]]


def table(kind: str) -> tuple[list[str], Rows]:
    """Headers and two good rows of a kind: its examples, then the same with another name."""
    spec = load_spec().kinds[kind]
    first = [column.example for column in spec.columns.values()]
    second = [f"乙{cell}" if name in spec.identity else cell for name, cell in zip(spec.columns, first, strict=True)]
    return [column.zh for column in spec.columns.values()], [first, second]


def csv_text(headers: list[str], rows: Rows) -> str:
    return "".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) + "\n" for row in [headers, *rows])


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    """A folder without any file: each test writes one a kind."""
    empty = Folder(tmp_path)
    for name in ("乡镇.csv", "台账.csv", "登记.csv"):
        empty.remove(name)
    yield empty
    empty.connection.close()


def kept(folder: Folder, kind: str) -> list[tuple]:
    names = ", ".join(f'"{name}"' for name in load_spec().kinds[kind].columns)
    return folder.rows(f"select {names} from raw.{kind} order by file_id, sheet, row")


def assert_both_rows(folder: Folder) -> None:
    """Every kind has its two good rows, as written, and nothing else."""
    for kind in KINDS:
        assert kept(folder, kind) == [tuple(row) for row in table(kind)[1]], kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_any_encoding_is_read(folder: Folder, encoding: str) -> None:
    for kind in KINDS:
        folder.write(f"{kind}.csv", csv_text(*table(kind)), encoding)
    assert_both_rows(folder.read())


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n\n"])
def test_any_line_end_and_nul_bytes_are_read(folder: Folder, ends: str) -> None:
    for kind in KINDS:
        text = csv_text(*table(kind)).replace("\n", ends)
        folder.write(f"{kind}.csv", text.replace("乙", "\0乙"))
    assert_both_rows(folder.read())


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_row_decoded_wrongly_is_rejected_in_text_and_workbooks(folder: Folder, suffix: str) -> None:
    for kind in KINDS:
        headers, rows = table(kind)
        broken = [cell.encode("gbk", "replace").decode("utf-8", "replace") for cell in rows[0]]
        assert "\ufffd" in "".join(broken)
        if suffix == "csv":
            folder.write(f"{kind}.csv", csv_text(headers, [*rows, broken]))
        else:
            folder.xlsx(f"{kind}.xlsx", 表=[headers, *rows, broken])
    assert_both_rows(folder.read())
    found = folder.rows("select source_kind, row, reason_code from raw.reject order by source_kind")
    assert found == [(kind, 4, "broken_encoding") for kind in sorted(KINDS)]


def test_rows_with_too_many_or_too_few_fields_are_rejected(folder: Folder) -> None:
    for kind in KINDS:
        headers, rows = table(kind)
        few = rows[0][: max(1, len(headers) // 2 - 1)] if len(headers) > 3 else []
        folder.write(f"{kind}.csv", csv_text(headers, [*rows, [*rows[0], "多"], *([few] if few else [])]))
    folder.read()
    assert_both_rows(folder)
    for kind in KINDS:
        wanted = [(4, "ragged_row"), (5, "ragged_row")] if len(table(kind)[0]) > 3 else [(4, "ragged_row")]
        found = folder.rows(f"select row, reason_code from raw.reject where source_kind = '{kind}' order by row")
        assert found == wanted, kind


def office_sheet(kind: str) -> list[list[Any]]:
    """A sheet as an office makes it: title, column of serial numbers, numbers as text, header again, total, remark."""
    headers, rows = table(kind)
    place = next(
        p for p, name in enumerate(load_spec().kinds[kind].columns) if name in load_spec().kinds[kind].identity
    )
    total = ["" for _header in headers]
    total[place] = "合　计"
    return [
        [f"常山县{load_spec().kinds[kind].zh}"],
        ["", "填报单位：常山县总工会"],
        ["序号", *headers],
        [1, *rows[0]],
        ["序号", *headers],
        ["2", *rows[1]],
        [3],
        [],
        ["", *total],
        ["注：以上数据由各单位填报"],
    ]


def write_xlsx(path: Path, sheets: dict[str, list[list[Any]]]) -> None:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write(number, column, cell)


def write_xls(path: Path, sheets: dict[str, list[list[Any]]]) -> None:
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell)
    book.save(path)


@pytest.mark.parametrize(("suffix", "write"), [("xlsx", write_xlsx), ("xls", write_xls)])
def test_an_offices_sheet_gives_its_two_rows_and_nothing_else(folder: Folder, suffix: str, write: Any) -> None:
    for kind in KINDS:
        write(folder.path / f"{kind}.{suffix}", {"表": office_sheet(kind)})
    assert_both_rows(folder.read())
    for kind in KINDS:
        skipped = folder.rows(
            "select reason from raw.row_skip join raw.source_file using (file_id)"
            f" where source_kind = '{kind}' order by row"
        )
        assert skipped == [("repeated_header",), ("total",), ("note",)], kind


@pytest.mark.parametrize(("suffix", "write"), [("xlsx", write_xlsx), ("xls", write_xls)])
def test_sheets_of_one_kind_are_read_together(folder: Folder, suffix: str, write: Any) -> None:
    for kind in KINDS:
        headers, rows = table(kind)
        write(folder.path / f"{kind}.{suffix}", {"一": [headers, rows[0]], "二": [headers, rows[1]], "空": []})
    folder.read()
    for kind in KINDS:
        assert sorted(kept(folder, kind)) == sorted(tuple(row) for row in table(kind)[1]), kind
