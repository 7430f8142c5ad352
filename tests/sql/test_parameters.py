"""What a build is told about itself."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.parameters import write_parameters
from etl.settings import AreaSection, County

REAL, INVENTED = "91330822MA00000000", "91339922MA00000000"


@pytest.mark.parametrize(
    ("codes", "is_demo"),
    [([REAL, INVENTED, REAL], False), ([INVENTED, INVENTED, REAL, None], True), ([None], False), ([], False)],
)
def test_a_county_is_invented_where_half_of_its_codes_are(tmp_path: Path, codes: list, is_demo: bool) -> None:
    connection = duckdb.connect()
    connection.execute("create schema raw")
    connection.execute(
        "create table raw.enterprise_registry as select unnest($codes::varchar[]) as credit_code", {"codes": codes}
    )
    county = County(area=AreaSection(name="常山县", codes=["330822"]))
    write_parameters(connection, county, "b", tmp_path, date(2026, 9, 30))
    assert connection.execute("select is_demo from raw.build").fetchall() == [(is_demo,)]
