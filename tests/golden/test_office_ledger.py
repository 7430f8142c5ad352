# ruff: noqa: E501  (rows of data stay on one line)
"""An office's own ledger is read right without any setting, from XLSX and XLS: the expected rows are written by hand."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.pipeline import build
from etl.settings import Settings
from tests.golden.office_ledger import write_xls, write_xlsx
from tests.sql.conftest import coded

TOWNSHIPS = "乡镇街道,类别\n辉埠镇,镇\n芳村镇,镇\n天马街道,街道\n球川镇,镇\n招贤镇,镇\n"
HOSTS = {1: "常山县辉埠第1轴承有限公司", 242: "常山县芳村第242轴承有限公司", 3: "常山县辉埠第3轴承有限公司"}
EXPECTED = [  # union name, township, founded, members, women, employees, term, sheet, row
    ("常山县辉埠第1轴承有限公司工会委员会", "辉埠镇", date(2001, 2, 1), 11, 3, 16, date(2023, 5, 18), "辉埠镇", 5),
    ("常山县辉埠第2轴承有限公司工会委员会", "辉埠镇", date(2002, 3, 1), 12, 4, 17, date(2023, 5, 18), "辉埠镇", 6),
    ("常山县辉埠第3轴承有限公司工会委员会", "辉埠镇", date(2003, 4, 1), 13, 4, 18, date(2023, 5, 18), "辉埠镇", 7),
    ("常山县辉埠第4轴承有限公司工会委员会", "辉埠镇", date(2004, 5, 18), 14, 4, 19, date(2023, 5, 18), "辉埠镇", 8),
    ("常山县辉埠第5轴承有限公司工会委员会", "辉埠镇", date(2005, 6, 18), 15, 5, 20, date(2023, 5, 18), "辉埠镇", 9),
    (
        "常山县辉埠第120轴承有限公司工会委员会",
        "辉埠镇",
        date(2000, 1, 18),
        30,
        10,
        35,
        date(2023, 5, 18),
        "辉埠镇",
        124,
    ),
    ("常山县辉埠第121轴承有限公司工会委员会", "辉埠镇", date(2001, 2, 1), 31, 10, 36, date(2023, 5, 18), "辉埠镇", 128),
    (
        "常山县辉埠第240轴承有限公司工会委员会",
        "辉埠镇",
        date(2000, 1, 18),
        50,
        16,
        55,
        date(2023, 5, 18),
        "辉埠镇",
        247,
    ),
    ("常山县芳村第241轴承有限公司工会委员会", "芳村镇", date(2001, 2, 1), 51, 17, 56, date(2023, 5, 18), "芳村镇", 5),
    (
        "常山县芳村第299轴承有限公司工会委员会",
        "芳村镇",
        date(2019, 12, 18),
        59,
        19,
        64,
        date(2023, 5, 18),
        "芳村镇",
        63,
    ),
    (
        "常山县天马第500轴承有限公司工会委员会",
        "天马街道",
        date(2000, 9, 18),
        10,
        3,
        15,
        date(2023, 5, 18),
        "天马街道",
        24,
    ),
    (
        "常山县天马第622轴承有限公司工会委员会",
        "天马街道",
        date(2002, 11, 1),
        32,
        10,
        37,
        date(2023, 5, 18),
        "天马街道",
        149,
    ),
    ("常山县球川第888轴承有限公司工会委员会", "球川镇", date(2008, 1, 1), 48, 16, 53, date(2023, 5, 18), "球川镇", 175),
    (
        "常山县招贤第1199轴承有限公司工会委员会",
        "招贤镇",
        date(2019, 12, 18),
        59,
        19,
        64,
        date(2023, 5, 18),
        "招贤镇",
        246,
    ),
    (
        "常山县招贤第1200轴承有限公司工会委员会",
        "招贤镇",
        date(2000, 1, 18),
        10,
        3,
        15,
        date(2023, 5, 18),
        "招贤镇",
        247,
    ),
]


@pytest.fixture(scope="module", params=[("xlsx", write_xlsx), ("xls", write_xls)], ids=lambda way: way[0])
def mart(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    suffix, write = request.param
    folder: Path = tmp_path_factory.mktemp(suffix)
    sources = folder / "sources"
    sources.mkdir()
    write(sources / f"工会台账.{suffix}", _code)
    sources.joinpath("乡镇.csv").write_text(TOWNSHIPS, "utf-8")
    registry = "".join(f"{name},{_code(f'91330822MA{k:07d}')},存续,{name[3:5]}\n" for k, name in HOSTS.items())
    sources.joinpath("登记.csv").write_text("企业名称,统一社会信用代码,登记状态,注册地址\n" + registry, "utf-8")
    published = build(Settings(sources=sources, warehouse=folder / "builds"))
    with duckdb.connect(str(published.warehouse), read_only=True) as connection:
        yield connection


_code: Callable[[str], str] = coded


def test_the_rows_at_chosen_places_are_as_written_by_hand(mart: duckdb.DuckDBPyConnection) -> None:
    names = [row[0] for row in EXPECTED]
    found = mart.execute(
        "select union_name, township_name, established_on, members, female_members, employees, term_start, source_sheet,"
        " source_row from mart.union where list_contains($names, union_name)",
        {"names": names},
    ).fetchall()
    assert sorted(found) == sorted(EXPECTED)


def test_every_union_is_there_once_with_its_sums(mart: duckdb.DuckDBPyConnection) -> None:
    totals = mart.execute(
        "select count(*), count(distinct union_name), sum(members), sum(female_members), sum(employees),"
        " count(established_on), count(*) filter (month(established_on) = 5), count(term_start) from mart.union"
    ).fetchone()
    assert totals == (1_200, 1_200, 41_400, 13_392, 47_400, 1_200, 100, 1_200)
    townships = mart.execute("select township_name, count(*) from mart.union group by all").fetchall()
    assert sorted(townships) == sorted(
        [("辉埠镇", 240), ("芳村镇", 240), ("天马街道", 240), ("球川镇", 240), ("招贤镇", 240)]
    )


def test_nothing_of_it_is_rejected_and_what_is_no_union_is_skipped(mart: duckdb.DuckDBPyConnection) -> None:
    status = mart.execute(
        "select rows_read, rows_kept, rows_rejected, rows_skipped, as_of from mart.source_status"
        " where source_kind = 'union_ledger'"
    ).fetchall()
    assert status == [(1_230, 1_200, 0, 30, date(2026, 9, 30))]
    assert mart.execute("select * from mart.reject where source_kind = 'union_ledger'").fetchall() == []


def test_hosts_are_found_by_code_and_where_the_cell_is_empty_by_name(mart: duckdb.DuckDBPyConnection) -> None:
    found = mart.execute("select name, link_rule from mart.enterprise where union_status = 'own'").fetchall()
    assert sorted(found) == sorted([(HOSTS[1], "code"), (HOSTS[242], "code"), (HOSTS[3], "name")])
