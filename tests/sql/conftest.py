# ruff: noqa: E501  (rows of data stay on one line)
"""A county in a test: raw tables made from literal rows, then the real stages over them."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl import clean, link, locate, mart, score
from etl.correct import correct
from etl.extract.spec import load_spec
from etl.link.decisions import Decisions, write_decisions
from etl.score import risk
from etl.score.spec import write_spec
from etl.settings import AreaSection, County, LargerSection, Settings
from ledger.stages import STAGES
from tests.sql.source_folder import Folder

AS_OF = date(2026, 9, 30)
TOWNSHIPS = [
    {"name": "辉埠镇", "former_names": "辉埠乡"},
    {"name": "天马街道", "former_names": "天马镇"},
    {"name": "球川镇"},
]
Rows = list[dict[str, Any]]


class LiteralCounty:
    """Builds a county from literal rows by source kind; `run()` makes every table up to mart."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self.connection = connection
        self.folder = folder
        self.county = County(
            area=AreaSection(name="常山县", city="衢州市", province="浙江省", codes=["330822"]),
            larger=LargerSection(any_of=["above_scale", "25plus"]),
        )
        self.files = 0
        self.decisions = Decisions()

    def run(self, **kinds: Rows) -> "LiteralCounty":
        """Write raw from the rows given, then run the stages after extract."""
        self._write_raw({"township": TOWNSHIPS, **kinds})
        correct(self.connection, self.folder / "reviewed")
        clean.prepare(self.connection)
        locate.read_places(
            self.connection, Settings(sources=self.folder, reviewed=self.folder / "reviewed"), self.county
        )
        clean.clean(self.connection)
        locate.locate(self.connection, self.county)
        write_decisions(self.connection, self.decisions)
        write_spec(self.connection, self.county.risk_score.spec, self.county.risk_score.ledger_grade)
        score.score(self.connection)
        link.link(self.connection)
        risk.score_unions(self.connection)
        mart.make_marts(self.connection, self.folder / "history")
        return self

    def rows(self, select: str) -> list[tuple]:
        """Rows of a SELECT over the county's tables."""
        return self.connection.execute(select).fetchall()

    def one(self, select: str) -> Any:
        """The only value of a SELECT."""
        [[value]] = self.rows(select)
        return value

    def _write_raw(self, kinds: dict[str, Rows]) -> None:
        execute = self.connection.execute
        execute(
            "create table raw.source_file (file_id integer, source_kind varchar, file varchar, sha256 varchar, as_of date,"
            " as_of_method varchar, township varchar, superseded_by varchar, encoding varchar, rows_read integer,"
            " rows_blank integer, rows_total integer, rows_superseded integer, problem varchar)"
        )
        execute(
            "create table raw.sheet (file_id integer, source_kind varchar, sheet varchar, header_row integer, matched varchar,"
            " unknown_headers varchar, dropped_headers varchar, title_units varchar)"
        )
        execute("create table raw.row_skip (file_id integer, sheet varchar, row integer, reason varchar, text varchar)")
        execute(
            "create table raw.reject (source_kind varchar, file_id integer, sheet varchar, row integer, column_name varchar,"
            " value varchar, reason_code varchar, severity varchar)"
        )
        execute(
            "create table raw.reject_reason (reason_code varchar, reason varchar, expected varchar, next_step varchar)"
        )
        execute("create table raw.setting (key varchar, value varchar)")
        for key, value in [("area_name", "常山县"), ("area_city", "衢州市"), ("area_province", "浙江省")]:
            execute("insert into raw.setting values (?, ?)", [key, value])
        execute("insert into raw.setting values ('dues_collection_mode', ?)", [self.county.dues.collection_mode])
        if self.county.dues.share is not None:
            execute("insert into raw.setting values ('dues_share', ?)", [str(self.county.dues.share)])
        execute("create table raw.area_code as select '330822' as prefix")
        execute("create table raw.larger_definition as select unnest(?) as name", [self.county.larger.any_of])
        execute("create table raw.tile (township_name varchar, tile_column integer, tile_row integer)")
        for name, place in self.county.tiles.items():
            execute("insert into raw.tile values (?, ?, ?)", [name, *place])
        execute("create table raw.stage (stage varchar, position integer, stall_days integer)")
        days = self.county.progress.days()
        for position, stage in enumerate(STAGES):
            execute("insert into raw.stage values (?, ?, ?)", [stage, position, days.get(stage)])
        execute("create table raw.completeness_setting (kind varchar, township varchar, starts_on date, ends_on date)")
        for entry in self.county.completeness:
            for township in entry.townships:
                execute(
                    "insert into raw.completeness_setting values (?, ?, ?, ?)",
                    [entry.kind, township, entry.start, entry.to],
                )
        execute("create table raw.build as select 'test' as build_id, ?::date as as_of, false as is_demo", [AS_OF])
        for kind, spec in load_spec().kinds.items():
            columns = list(spec.columns)
            execute(
                f"create table raw.{kind} (file_id integer, sheet varchar, row integer,"
                f" {', '.join(f'{column} varchar' for column in columns)}, other varchar)"
            )
            if kind in kinds:
                self.insert(kind, kinds[kind])

    def insert(self, kind: str, rows: Rows) -> None:
        """One more source file of a kind, as raw holds it. A row with a `sheet` has a sheet of its own, which has the
        row's columns and no other; the rest stand on one sheet that has them all."""
        columns = load_spec().kinds[kind].columns
        self.files += 1
        self.connection.execute(
            "insert into raw.source_file values (?, ?, ?, '', ?, 'title', '*', null, 'utf-8', ?, 0, 0, 0, null)",
            [self.files, kind, f"{kind}.csv", AS_OF, len(rows)],
        )
        for number, told in enumerate(rows, start=2):
            row = {column: value for column, value in told.items() if column != "sheet"}
            sheet = told.get("sheet", "")
            if sheet:
                self.connection.execute(
                    "insert into raw.sheet values (?, ?, ?, 1, ?, '[]', '[]', null)",
                    [self.files, kind, sheet, json.dumps({column: column for column in row})],
                )
            assert set(row) <= set(columns), set(row) - set(columns)
            names = ", ".join(["file_id", "sheet", "row", *row])
            places = ", ".join("?" for _name in range(len(row) + 3))
            self.connection.execute(
                f"insert into raw.{kind} ({names}) values ({places})", [self.files, sheet, number, *row.values()]
            )


@pytest.fixture
def literal_county(build_connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> LiteralCounty:
    """An empty county; call run(kind=[rows…])."""
    return LiteralCounty(build_connection, tmp_path)


def coded(body: str) -> str:
    """A 17-character body with its GB 32100 check digit: the second route to what the SQL macro computes."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(alphabet.index(character) * pow(3, place, 31) for place, character in enumerate(body))
    return body + alphabet[(31 - total % 31) % 31]


@pytest.fixture
def code() -> Callable[[str], str]:
    """Makes a valid code from its first 17 characters."""
    return coded


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder of sources: township file, ledger and registry; `read()` reads it."""
    return Folder(tmp_path)
