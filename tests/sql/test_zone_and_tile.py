"""Zones counted by township's rules; tiles by hand, the others after them."""

from collections.abc import Callable

import pytest

from etl.check import failures, load_checks
from etl.errors import InputError
from tests.sql.conftest import LiteralCounty

PARK = "浙江省常山县辉埠镇云湖工业园区1号"


def enterprise(code: str, name: str, address: str = PARK) -> dict[str, str]:
    return {
        "name": name,
        "credit_code": code,
        "entity_type": "有限责任公司",
        "status": "存续",
        "registered_address": address,
    }


@pytest.fixture
def zoned(literal_county: LiteralCounty, code: Callable[[str], str]) -> LiteralCounty:
    """Five in a park (own union and 30 workers; 40; 10; size unknown; dissolved) and one elsewhere."""
    codes = [code(f"91330822MA2800{number:03}") for number in range(6)]
    names = [f"常山县{word}有限公司" for word in ("甲一", "乙二", "丙三", "丁四", "戊五", "己六")]
    registry = [enterprise(*pair) for pair in zip(codes[:4], names[:4], strict=True)]
    registry.append({**enterprise(codes[4], names[4]), "status": "注销"})
    registry.append(enterprise(codes[5], names[5], "浙江省常山县球川镇东街2号"))
    headcounts = [
        {"credit_code": codes[number], "headcount": workers, "source": "社保", "period": "2026-09"}
        for number, workers in ((0, "30"), (1, "40"), (2, "10"), (4, "50"), (5, "60"))
    ]
    ledger = [
        {"union_name": f"{names[0]}工会委员会", "host_code": codes[0], "union_type": "单独基层工会", "status": "正常"}
    ]
    listed = [{"credit_code": codes[0], "name": names[0]}]
    return literal_county.run(
        enterprise_registry=registry, headcount=headcounts, union_ledger=ledger, above_scale_list=listed
    )


def test_a_zone_counts_its_enterprises_in_scope_whatever_their_township(zoned: LiteralCounty) -> None:
    [row] = zoned.rows(
        "select zone_name, enterprises, larger, larger_own, larger_none, size_unknown, rate, workers, workers_covered"
        " from mart.zone"
    )
    assert row == ("云湖工业园区", 4, 2, 1, 1, 1, 0.5, 70, 30)


def test_the_checks_of_zones_hold_and_see_a_wrong_count(zoned: LiteralCounty) -> None:
    checks = [check for check in load_checks() if "mart.zone" in check.select or "mart.tile" in check.select]
    assert len(checks) == 4
    assert failures(zoned.connection, checks) == []
    zoned.connection.execute("update warehouse.mart.zone set larger = 3")
    broken = {failure.check.key for failure in failures(zoned.connection, checks)}
    assert broken == {"states_add_up_to_larger", "zones_add_up_to_enterprises_in_zones"}


def test_without_tiles_townships_stand_by_name_four_a_row(literal_county: LiteralCounty) -> None:
    literal_county.run(township=[{"name": f"{word}镇"} for word in ("甲", "乙", "丙", "丁", "戊")])
    placed = literal_county.rows("select tile_column, tile_row from mart.tile order by tile_row, tile_column")
    assert placed == [(1, 1), (2, 1), (3, 1), (4, 1), (1, 2)]


def test_townships_that_the_tiles_do_not_name_follow_below_the_last_row(literal_county: LiteralCounty) -> None:
    literal_county.county.tiles = {"球川镇": (3, 2)}
    literal_county.run()
    assert literal_county.rows("select township_name, tile_column, tile_row, is_set from mart.tile order by all") == [
        ("天马街道", 1, 3, False),
        ("球川镇", 3, 2, True),
        ("辉埠镇", 2, 3, False),
    ]


def test_tiles_that_name_an_unknown_township_are_refused_by_name(literal_county: LiteralCounty) -> None:
    literal_county.county.tiles = {"球川镇": (1, 1), "秋川镇": (2, 1)}
    with pytest.raises(InputError) as refused:
        literal_county.run()
    assert "秋川镇" in refused.value.found
    assert "球川镇" not in refused.value.found
    assert "球川镇" in refused.value.expected
