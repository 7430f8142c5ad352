"""Tables as files: codes stay text, nothing runs as a formula, numbers stay numbers."""

import csv
import io
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pytest
from python_calamine import CalamineWorkbook

from etl.export import to_csv_bytes, to_xlsx_bytes


def cells(frame: object) -> list[list[str]]:
    return list(csv.reader(io.StringIO(to_csv_bytes(frame).decode("utf-8-sig"), newline="")))


def only_cell(value: object) -> str:
    return cells(pa.table({"column": pa.array([value])}))[1][0]


def test_csv_begins_with_a_bom_and_the_headers() -> None:
    assert to_csv_bytes(pa.table({"企业名称": pa.array([], pa.string())})) == '\ufeff"企业名称"\n'.encode()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "－x", "=HYPERLINK(1)"])
def test_text_that_would_run_as_a_formula_is_guarded(text: str) -> None:
    assert only_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "code", ["913308221234567890", "330822000001", "330822197001010", "01", "12E5", "91330822E12345678"]
)
def test_a_code_that_a_spreadsheet_would_spoil_is_guarded_by_a_tab_at_its_end(code: str) -> None:
    assert only_cell(code) == f"{code}\t"


@pytest.mark.parametrize(
    "text", ["91330822MA2DK1234X", "常山县甲有限公司", "2026-08", "330822000", "", "a=1", "0570-5021234"]
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert only_cell(text) == text


@pytest.mark.parametrize(
    ("number", "written"), [(-5, "-5"), (0, "0"), (-1.5, "-1.5"), (913308221234567, "913308221234567")]
)
def test_numbers_stay_numbers(number: float, written: str) -> None:
    assert only_cell(number) == written


def test_null_is_an_empty_cell_and_lists_are_joined() -> None:
    frame = pa.table({"names": pa.array([["甲", "乙"], [], None]), "day": pa.array([date(2026, 9, 30), None, None])})
    assert cells(frame)[1:] == [["甲；乙", "2026-09-30"], ["", ""], ["", ""]]


def test_a_list_that_begins_like_a_formula_is_guarded_too() -> None:
    assert cells(pa.table({"names": pa.array([["=1", "乙"]])}))[1] == ["'=1；乙"]


def test_quotes_commas_and_line_breaks_come_back() -> None:
    text = 'a"b,c\nd；e'
    assert only_cell(text) == text


def test_a_pandas_frame_is_written_like_its_arrow_table() -> None:
    select = "select '01' as a, 5::integer as b, null::integer as c, date '2026-09-30' as d, ['x', 'y'] as e, true as f"
    table = duckdb.sql(select).to_arrow_table()
    assert cells(duckdb.sql(select).df()) == cells(table)
    assert cells(pd.DataFrame({"a": ["=1"], "b": [-2]}))[1] == ["'=1", "-2"]


def test_reading_the_csv_with_trimmed_cells_gives_the_codes_back(tmp_path: Path) -> None:
    codes = ["913308221234567890", "91330822MA2DK1234X", "0330822", None]
    (tmp_path / "codes.csv").write_bytes(to_csv_bytes(pa.table({"code": codes, "n": [1, 2, 3, 4]})))
    read = duckdb.sql(f"select trim(code, chr(9)) from read_csv('{tmp_path}/codes.csv', all_varchar = true)").fetchall()
    assert [code for (code,) in read] == codes


def test_xlsx_holds_text_as_text_and_numbers_as_numbers() -> None:
    frame = pa.table(
        {
            "code": ["913308221234567890", "01", "=1+1", None],
            "n": [-5, 0, None, 7],
            "day": [date(2026, 9, 30), None, None, None],
            "link": ["https://x", "mailto:a@b", "internal:Sheet2!A1", "{=1}"],
            "is": [True, False, None, None],
        }
    )
    rows = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx_bytes(frame))).get_sheet_by_index(0).to_python()
    assert rows[0] == ["code", "n", "day", "link", "is"]
    assert [row[0] for row in rows[1:]] == ["913308221234567890", "01", "=1+1", ""]
    assert [row[1] for row in rows[1:]] == [-5, 0, "", 7]
    assert rows[1][2] == date(2026, 9, 30)
    assert [row[3] for row in rows[1:]] == frame.column("link").to_pylist()
    assert rows[1][4] is True


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_of_records_is_one_text(kind: str) -> None:
    changes = [{"field": "name", "before": "甲", "now": "乙"}, {"field": "address", "before": None, "now": "丙"}]
    table = pa.table({"changes": [changes, [], None]})
    if kind == "csv":
        written = cells(table)[1]
    else:
        written = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx_bytes(table))).get_sheet_by_index(0).to_python()[1]
    assert written == ["field=name before=甲 now=乙；field=address before= now=丙"]
