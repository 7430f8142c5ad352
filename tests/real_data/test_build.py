# ruff: noqa: E501  (rows of data stay on one line)
"""A whole build over the real registry, villages and polygons of 常山县, with a ledger made over the real names."""

import csv
import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from etl.pipeline import build
from etl.settings import Settings

pytestmark = pytest.mark.real_data
AS_OF = date(2026, 9, 30)
FORMER_NAMES = {"天马街道": "天马镇", "辉埠镇": "宋畈乡"}
TEXT_METHODS = ("business_address", "registered_address", "former_name", "village")
COUNTY = """
[area]
name = "常山县"
city = "衢州市"
province = "浙江省"
codes = ["330822"]
"""


@pytest.fixture(scope="module")
def registry(shared_data: Path) -> list[dict[str, str]]:
    with (shared_data / "registry_quzhou.csv").open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


@pytest.fixture(scope="module")
def here(registry: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows whose address names the county."""
    return [row for row in registry if "常山" in row["注册地址"]]


def write_townships(shared_data: Path, target: Path) -> list[str]:
    """Names of the 14, written as a township file; the codes of one code system alone."""
    with (shared_data / "township_codes_330822.csv").open(encoding="utf-8-sig", newline="") as source:
        rows = [row for row in csv.DictReader(source) if row["source"].startswith("NBS")]
    with target.open("w", encoding="gb18030", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["乡镇街道", "代码", "代码体系", "所属县", "曾用名"])
        writer.writerows(
            [row["name"], row["code9"], "统计", "常山县", FORMER_NAMES.get(row["name"], "")] for row in rows
        )
    return [row["name"] for row in rows]


def write_ledger(here: list[dict[str, str]], target: Path) -> dict[str, str]:
    """A ledger with title and total rows over every third real name; the true links, union name → code."""
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet("台账")
    sheet.write(0, 0, "常山县基层工会台账（截至2026年9月30日）")
    sheet.write_row(1, 0, ["序号", "工会名称", "所在单位", "所在单位统一社会信用代码", "组织类型", "建会时间"])
    links = {}
    for number, row in enumerate(here[::3], start=1):
        union = f"{row['企业名称']}工会委员会"
        links[union] = row["统一社会信用代码"]
        code = row["统一社会信用代码"] if number % 2 else ""
        sheet.write_row(number + 1, 0, [number, union, row["企业名称"], code, "单独基层工会", "2011.5"])
    sheet.write_row(len(links) + 2, 0, ["合计", "", len(links)])
    book.close()
    return links


@pytest.fixture(scope="module")
def links() -> dict[str, str]:
    return {}


@pytest.fixture(scope="module")
def mart(
    shared_data: Path, here: list[dict[str, str]], links: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("real")
    sources = folder / "sources"
    sources.mkdir()
    shutil.copy(shared_data / "registry_quzhou.csv", sources / "市场主体登记.csv")
    shutil.copy(shared_data / "villages_330822.csv", sources / "村社区.csv")
    shutil.copy(shared_data / "townships_330822.geojson", sources / "乡镇边界.geojson")
    write_townships(shared_data, sources / "乡镇街道.csv")
    links.update(write_ledger(here, sources / "工会台账.xlsx"))
    (folder / "county.toml").write_text(COUNTY, "utf-8")
    published = build(
        Settings(
            sources=sources, area=folder / "county.toml", warehouse=folder / "builds", reviewed=folder / "reviewed"
        ),
        AS_OF,
    )
    with duckdb.connect(str(published.warehouse), read_only=True) as connection:
        yield connection


def test_most_addresses_get_a_township_from_their_text(
    mart: duckdb.DuckDBPyConnection, capsys: pytest.CaptureFixture[str]
) -> None:
    placed, rows = mart.execute(
        "select count(*) filter (township_method in $methods), count(*) from mart.enterprise where contains(address, '常山')",
        {"methods": list(TEXT_METHODS)},
    ).fetchone()
    with capsys.disabled():
        print(f"\nreal addresses: {placed} of {rows} placed by their text ({placed / rows:.1%})")
    assert rows == 151
    assert placed / rows >= 0.92


def test_no_address_is_placed_against_the_township_it_names(mart: duckdb.DuckDBPyConnection) -> None:
    names = [
        name
        for (name,) in mart.execute(
            "select township_name from mart.township where kind is not null or township_name <> '未定位'"
        ).fetchall()
    ]
    assert len(names) == 14
    for address, township in mart.execute("select address, township_name from mart.enterprise").fetchall():
        named = [name for name in names if name in address]
        assert not named or township in named


def test_parks_go_to_a_zone(mart: duckdb.DuckDBPyConnection) -> None:
    rows = mart.execute(
        "select zone_name, township_name, township_method from mart.enterprise where contains(address, '工业园区')"
    ).fetchall()
    assert len(rows) > 10
    assert all(zone for zone, _township, _method in rows)
    assert all(method != "zone" for _zone, _township, method in rows)  # no reviewed rule was given


def test_every_row_is_kept_rejected_or_skipped_with_a_reason(
    mart: duckdb.DuckDBPyConnection, registry: list[dict[str, str]]
) -> None:
    read, kept, rejected, skipped = mart.execute(
        "select rows_read, rows_kept, rows_rejected, rows_skipped from mart.source_status where source_kind = 'enterprise_registry'"
    ).fetchone()
    assert read == len(registry) == kept + rejected + skipped
    assert mart.execute("select count(*) from mart.reject where next_step is null").fetchone() == (0,)


def test_links_over_real_names_are_right(mart: duckdb.DuckDBPyConnection, links: dict[str, str]) -> None:
    found = dict(
        mart.execute(
            "select union_name, credit_code from mart.enterprise_union join mart.\"union\" using (union_id) join mart.enterprise using (enterprise_id) where relation = 'host'"
        ).fetchall()
    )
    normal = {union.replace("（", "(").replace("）", ")"): code for union, code in links.items()}
    assert found == normal


def test_the_real_polygons_are_there_to_draw(mart: duckdb.DuckDBPyConnection) -> None:
    rows = mart.execute("select name, geojson from mart.boundary where kind = 'township'").fetchall()
    assert len(rows) == 14
    assert all(json.loads(geojson)["type"] in ("Polygon", "MultiPolygon") for _name, geojson in rows)
    assert mart.execute("select boundaries_schematic from mart.build").fetchone() == (False,)
