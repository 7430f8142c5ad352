"""Locating over the real register, villages and polygons beside the checkout. Counts only: no name is kept."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl.locate import locate, read_places
from etl.settings import AreaSection, County, Settings
from etl.sql import make_macros

pytestmark = pytest.mark.real_data
BY_TEXT = ("business_address", "registered_address", "former_name", "village")
# The real names of the contract's columns in the real files, and what only the county knows: old names.
RAW = {
    "setting": "select unnest(['area_name', 'area_city', 'area_province']) as key, unnest(['常山县', '', '']) as value",
    "area_code": "select '330822' as prefix",
    "source_file": """
        select 9 as file_id, 'boundary' as source_kind, 'townships_330822.geojson' as file, 0 as rows_read,
            null::varchar as superseded_by, null::varchar as problem""",
    "township": """
        select 1 as file_id, '' as sheet, (row_number() over () + 1)::integer as row, name, code9 as code,
            source as code_system, county6 as county, null::varchar as kind,
            case name when '天马街道' then '天马镇' when '辉埠镇' then '宋畈乡' end as former_names
        from read_csv($folder || '/township_codes_330822.csv', all_varchar = true)""",
    "village": """
        select 2 as file_id, '' as sheet, (row_number() over () + 1)::integer as row, name, code,
            null::varchar as township, "streetCode" as township_code, null::varchar as code_system, "areaCode" as county
        from read_csv($folder || '/villages_330822.csv', all_varchar = true)""",
}
ENTERPRISE = """
    create table clean.enterprise as
    select row_number() over () as number, 'E' || number as enterprise_id, 3 as file_id, '' as sheet, number as row,
        企业名称 as name, name_key(企业名称) as name_key, 统一社会信用代码 as credit_code,
        blank_to_null(normalise_text(注册地址)) as registered_address, null::varchar as business_address,
        null::double as lon, null::double as lat, null::varchar as crs, substr(统一社会信用代码, 3, 6) as code_district
    from read_csv($folder || '/registry_quzhou.csv', all_varchar = true)
"""


@pytest.fixture(scope="module")
def located(shared_data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The real register located, with clean.location and the places."""
    connection = duckdb.connect()
    for schema in ("raw", "clean"):
        connection.execute(f"create schema {schema}")
    for stage in ("clean", "locate"):
        make_macros(connection, stage)
    for table, select in RAW.items():
        parameters = {"folder": str(shared_data)} if "$folder" in select else {}
        connection.execute(f"create table raw.{table} as {select}", parameters)
    connection.execute(ENTERPRISE, {"folder": str(shared_data)})
    county = County(area=AreaSection(name="常山县", codes=["330822"]))
    read_places(connection, Settings(sources=shared_data, reviewed=shared_data / "none"), county)
    locate(connection, county)
    yield connection
    connection.close()


def one(connection: duckdb.DuckDBPyConnection, select: str) -> object:
    return connection.execute(select).fetchone()[0]


def test_at_least_92_percent_of_the_151_addresses_get_a_township_from_their_text(
    located: duckdb.DuckDBPyConnection,
) -> None:
    here = "clean.location where address like '%常山%'"
    assert one(located, f"select count(*) from {here}") == 151
    by_text = one(located, f"select count(*) from {here} and township_method in {BY_TEXT}")
    assert by_text / 151 >= 0.92
    assert one(located, f"select count(*) from {here} and not in_area") == 0


def test_none_is_placed_against_the_township_that_its_address_names(located: duckdb.DuckDBPyConnection) -> None:
    """The second route: a plain search for the 14 names, without any of the rules."""
    names = [name for (name,) in located.execute("select township_name from clean.township").fetchall()]
    rows = located.execute("select address, township_name from clean.location where address like '%常山%'").fetchall()
    named = [(township, [name for name in names if name in address]) for address, township in rows]
    assert sum(bool(found) for _township, found in named) == 121
    assert all(found == [township] for township, found in named if found)


def test_no_firm_of_another_county_is_placed_or_in_the_area(located: duckdb.DuckDBPyConnection) -> None:
    elsewhere = "clean.location where coalesce(address, '') not like '%常山%'"
    assert one(located, f"select count(*) from {elsewhere}") == 1221 - 151
    assert one(located, f"select count(*) from {elsewhere} and (township_name is not null or in_area)") == 0


@pytest.mark.parametrize("park", ["生态工业园区", "建材工业园区", "常山工业园区", "新都工业园区", "辉埠新区"])
def test_a_park_is_a_zone(located: duckdb.DuckDBPyConnection, park: str) -> None:
    written = one(located, f"select count(*) from clean.location where address like '%{park}%'")
    assert written > 0
    assert (
        one(located, f"select count(*) from clean.location where address like '%{park}%' and zone_name = '{park}'")
        == written
    )


def test_no_park_gives_a_township_without_a_reviewed_rule(located: duckdb.DuckDBPyConnection) -> None:
    assert one(located, "select count(*) from clean.location where township_method in ('zone', 'manual', 'point')") == 0


def test_14_of_14_polygons_and_all_198_villages_are_read(located: duckdb.DuckDBPyConnection) -> None:
    assert one(located, "select count(*) from clean.township") == 14
    assert one(located, "select count(*) from clean.boundary where kind = 'township'") == 14
    assert one(located, "select count(*) from clean.village") == 198
    assert one(located, "select count(*) from clean.reject") == 0
    assert one(located, "select bool_or(is_schematic) from clean.boundary") is False


def test_a_polygons_label_lies_in_it_and_a_point_there_is_of_its_township(located: duckdb.DuckDBPyConnection) -> None:
    labels = located.execute("select name, label_lon, label_lat from clean.boundary").df()
    located.register("labels", labels)
    located.execute("create or replace table clean.real_enterprise as select * from clean.enterprise")
    located.execute(
        "create or replace table clean.enterprise as"
        " select r.* replace (l.label_lon as lon, l.label_lat as lat, 'CGCS2000' as crs, null as registered_address)"
        " from labels l positional join (from clean.real_enterprise limit 14) r"
    )
    locate(located, County(area=AreaSection(name="常山县", codes=["330822"])))
    placed = located.execute(
        "select township_name, township_method from clean.location order by township_name"
    ).fetchall()
    assert placed == [(name, "point") for name in sorted(labels["name"])]
