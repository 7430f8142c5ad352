"""What county.toml declares complete must exist: a kind of source, a township."""

from datetime import date

import duckdb
import pytest

from etl import sql
from etl.clean import require_known_townships
from etl.errors import InputError
from etl.parameters import write_parameters
from etl.settings import AreaSection, CompletenessEntry, County


def declaring(kind: str) -> County:
    entry = CompletenessEntry(kind=kind, townships=["辉埠镇"], start=date(2025, 1, 1), to=date(2026, 9, 30))
    return County(area=AreaSection(name="常山县", codes=["330822"]), completeness=[entry])


def test_an_unknown_kind_stops_the_build_and_names_the_known_ones(build_connection, tmp_path) -> None:
    with pytest.raises(InputError, match=r"天气.*\n.*union_meeting"):
        write_parameters(build_connection, declaring("天气"), "b", tmp_path, date(2026, 9, 30))


def test_a_known_kind_becomes_a_row_a_township(build_connection: duckdb.DuckDBPyConnection, tmp_path) -> None:
    build_connection.execute("create table raw.enterprise_registry (credit_code varchar)")
    write_parameters(build_connection, declaring("union_meeting"), "b", tmp_path, date(2026, 9, 30))
    found = build_connection.execute("from raw.completeness_setting").fetchall()
    assert found == [("union_meeting", "辉埠镇", date(2025, 1, 1), date(2026, 9, 30))]


@pytest.mark.parametrize(
    ("township", "known"),
    [
        ("辉埠镇", True),
        ("常山县辉埠镇", True),
        ("衢州市常山县辉埠镇", True),
        ("*", True),
        ("没有的镇", False),
        ("江山市辉埠镇", False),
    ],
)
def test_a_township_that_the_county_lacks_stops_the_build(
    build_connection: duckdb.DuckDBPyConnection, township: str, known: bool
) -> None:
    build_connection.execute(
        "create table clean.township_alias as select '辉埠镇' as alias, '辉埠镇' as township_name;"
        "create table raw.setting as select * from (values"
        " ('area_name', '常山县'), ('area_city', '衢州市'), ('area_province', '浙江省')) as s(key, value)"
    )
    for table in ("county_name", "named_township"):
        sql.make_table(build_connection, "clean", table)
    build_connection.execute("create table raw.completeness_setting as select $name as township", {"name": township})
    if known:
        require_known_townships(build_connection)
    else:
        with pytest.raises(InputError, match=township):
            require_known_townships(build_connection)
