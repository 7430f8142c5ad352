"""A folder of sources in a test, read into a database in memory."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
import xlsxwriter

from etl.errors import InputError
from etl.extract import read_sources
from etl.settings import AreaSection, County

TOWNSHIPS = "乡镇街道,类别\n辉埠镇,镇\n芳村镇,镇\n天马街道,街道\n"
LEDGER = "工会名称,会员数,乡镇街道\n甲工会,3,辉埠镇\n"
REGISTRY = "企业名称,统一社会信用代码,登记状态,注册资本,注册地址\n甲公司,91330822MA0000000X,存续,1,辉埠镇\n"
NUMBER = "11010519491231002X"
"""The example of GB 11643."""


class Folder:
    """A folder of sources; `read()` reads it into a database in memory."""

    def __init__(self, path: Path) -> None:
        self.path = path / "sources"
        self.path.mkdir()
        self.work = path / "work"
        self.county = County(area=AreaSection(name="常山县", codes=["330822"]))
        self.connection = duckdb.connect()
        self.write("乡镇.csv", TOWNSHIPS)
        self.write("台账.csv", LEDGER)
        self.write("登记.csv", REGISTRY)

    def write(self, name: str, content: str | bytes, encoding: str = "utf-8") -> "Folder":
        target = self.path / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return self

    def remove(self, name: str) -> "Folder":
        (self.path / name).unlink()
        return self

    def xlsx(self, name: str, **sheets: list[list[Any]]) -> "Folder":
        with xlsxwriter.Workbook(self.path / name, {"default_date_format": "yyyy-mm-dd"}) as book:
            for title, rows in sheets.items():
                sheet = book.add_worksheet(title)
                for number, row in enumerate(rows):
                    for column, cell in enumerate(row):
                        if isinstance(cell, str) and cell.startswith("#"):
                            sheet.write_formula(number, column, "=NA()", None, cell)
                        elif cell is not None:
                            sheet.write(number, column, cell)
        return self

    def read(self) -> "Folder":
        read_sources(self.connection, self.path, self.county, self.work)
        return self

    def rows(self, select: str) -> list[tuple]:
        return self.connection.execute(select).fetchall()

    def error(self) -> InputError:
        with pytest.raises(InputError) as caught:
            self.read()
        return caught.value
