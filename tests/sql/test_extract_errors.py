"""A source that cannot be used stops the build with file, sheet, row, found, expected and next step."""

import struct
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from tests.sql.source_folder import LEDGER, REGISTRY, Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_a_needed_column_missing(folder: Folder) -> None:
    error = folder.write("登记.csv", "名单\n统一社会信用代码,成立日期,登记状态,住所\n9,2011-05-18,存续,x\n").error()
    assert (error.file, error.sheet, error.row) == ("登记.csv", "", 2)
    assert error.found == "统一社会信用代码、成立日期、登记状态、住所"
    assert "企业名称" in error.expected
    assert "单位名称" in error.expected
    assert error.next_step


def test_a_needed_column_missing_on_one_sheet_of_several(folder: Folder) -> None:
    header = ["工会名称", "单位名称", "会员数", "建会日期", "组织类型", "工会主席"]
    wrong = ["名", *header[1:]]
    error = folder.remove("台账.csv").xlsx("台账.xlsx", 辉埠镇=[header, ["甲"]], 芳村镇=[[], wrong, ["乙"]]).error()
    assert (error.file, error.sheet, error.row) == ("台账.xlsx", "芳村镇", 2)


@pytest.mark.parametrize(
    ("name", "kind"), [("登记.csv", "市场主体登记"), ("台账.csv", "基层工会台账"), ("乡镇.csv", "乡镇街道")]
)
def test_a_needed_kind_absent(folder: Folder, name: str, kind: str) -> None:
    error = folder.remove(name).write("其他.csv", "姓名,电话\n张,1\n").error()
    assert kind in error.problem
    assert "其他.csv" in error.found
    assert error.next_step


def test_an_empty_folder_and_no_folder(folder: Folder) -> None:
    for name in ("登记.csv", "台账.csv", "乡镇.csv"):
        folder.remove(name)
    assert folder.error().found == "没有文件"
    folder.path.rmdir()
    assert folder.error().file == str(folder.path)


@pytest.mark.parametrize("rows", ["", ",,,,\n", "合计,,,,\n"])
def test_a_needed_kind_without_rows(folder: Folder, rows: str) -> None:
    error = folder.write("登记.csv", REGISTRY.splitlines()[0] + "\n" + rows).error()
    assert "市场主体登记" in error.problem
    assert error.file == "登记.csv"


def test_a_wrong_encoding_is_told_with_byte_and_row(folder: Folder) -> None:
    good = "企业名称,登记状态,注册地址\n甲公司,存续,x\n".encode()
    error = folder.write("登记.csv", good + "乙".encode()[:2] + b",\n").error()
    assert (error.file, error.row) == ("登记.csv", 3)
    assert str(len(good) + 1) in error.found
    error = folder.write("登记.csv", "企业名称,状态\n甲公司,".encode("gbk") + b"\xff\xff\n").error()
    assert (error.file, error.row) == ("登记.csv", 2)
    assert "GB18030" in error.found


def test_a_fault_far_behind_the_first_megabytes_is_found_with_its_row(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.extract.text_file.THOROUGH_BELOW", 0)
    monkeypatch.setattr("etl.extract.text_file.SAMPLE", 100)
    text = "企业名称,登记状态,注册地址\n" + "甲公司,存续,x\n" * 50
    error = folder.write("登记.csv", text.encode() + b"\xd2\xd2\xb9\xab,\n").error()
    assert (error.file, error.row) == ("登记.csv", 52)


def test_a_large_file_whose_chinese_comes_late_is_still_read_as_gbk(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.extract.text_file.THOROUGH_BELOW", 0)
    monkeypatch.setattr("etl.extract.text_file.SAMPLE", 100)
    folder.write("登记.csv", "name,status,registered_address\n" + "a,b,c\n" * 50 + "甲公司,存续,x\n", "gbk").read()
    assert folder.rows("select max(name), count(*) from raw.enterprise_registry") == [("甲公司", 51)]
    assert folder.rows("select encoding from raw.source_file where source_kind = 'enterprise_registry'") == [
        ("gb18030",)
    ]


def _workbook(path: Path) -> bytes:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("表").write_row(0, 0, LEDGER.splitlines()[0].split(","))
    return path.read_bytes()


def _old_workbook(path: Path) -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, "工会名称")
    book.save(path)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("台账.xlsx", b"PK\x03\x04 cut off"),
        ("台账.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("台账.xls", b"<html><table><tr><td>1</td></tr></table></html>"),
        ("台账.xls", b'<?xml version="1.0"?><Workbook></Workbook>'),
        ("台账.xlsx", b"\x00\x01\x02\x03" * 100),
        ("台账.xlsx", b""),
        ("台账.parquet", b"PAR1 cut off"),
    ],
)
def test_a_file_that_cannot_be_opened(folder: Folder, name: str, content: bytes) -> None:
    error = folder.write(name, content).error()
    assert error.file == name
    assert error.found
    assert error.expected
    assert error.next_step


def test_a_workbook_cut_off_in_the_middle(folder: Folder, tmp_path: Path) -> None:
    content = _workbook(tmp_path / "whole.xlsx")
    assert folder.write("台账.xlsx", content[: len(content) // 2]).error().file == "台账.xlsx"


def test_a_workbook_packed_by_a_method_that_nothing_here_unpacks(folder: Folder, tmp_path: Path) -> None:
    unknown = struct.pack("<H", 99)
    content = bytearray(_workbook(tmp_path / "whole.xlsx"))
    for header, method_at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = content.find(header)
        while at >= 0:
            content[at + method_at : at + method_at + 2] = unknown
            at = content.find(header, at + 4)
    error = folder.write("台账.xlsx", bytes(content)).error()
    assert error.file == "台账.xlsx"
    assert "损坏" in error.found


@pytest.mark.parametrize("missing", [500, 600, 2_000, 5_000])
def test_an_old_workbook_cut_off(folder: Folder, tmp_path: Path, missing: int) -> None:
    content = _old_workbook(tmp_path / "whole.xls")
    error = folder.write("台账.xls", content[:-missing]).error()
    assert error.file == "台账.xls"
    assert "损坏" in error.found


def test_an_encrypted_workbook(folder: Folder) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le")
    error = folder.write("台账.xlsx", ole).error()
    assert error.file == "台账.xlsx"
    assert "密码" in error.problem


def test_an_old_workbook_locked_by_a_password(folder: Folder, tmp_path: Path) -> None:
    content = _old_workbook(tmp_path / "plain.xls")
    begin = content.index(struct.pack("<HH", 0x0809, 16))
    protected = content[: begin + 20] + struct.pack("<HH", 0x002F, 8) + b"\1" * 8 + content[begin + 32 :]
    assert "密码" in folder.write("台账.xls", protected).error().problem


def test_a_sheet_with_a_stray_cell_far_out_is_refused_without_taking_its_memory(folder: Folder) -> None:
    with xlsxwriter.Workbook(folder.path / "台账.xlsx") as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, LEDGER.splitlines()[0].split(","))
        sheet.write(1_000_000, 2_000, "x")
    error = folder.error()
    assert (error.file, error.sheet) == ("台账.xlsx", "表")


def test_a_sheet_with_a_million_formatted_empty_rows_is_read(folder: Folder) -> None:
    with xlsxwriter.Workbook(folder.path / "台账.xlsx") as book:
        sheet = book.add_worksheet("表")
        for number, line in enumerate(LEDGER.splitlines()):
            sheet.write_row(number, 0, line.split(","))
        bold = book.add_format({"bold": True})
        for row in range(10, 1_000_000, 2_000):
            sheet.write_blank(row, 1_999, None, bold)
    folder.remove("台账.csv").read()
    assert folder.rows("select union_name from raw.union_ledger") == [("甲工会",)]
