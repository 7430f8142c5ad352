"""Townships and villages: joined on county and name, codes only within their system."""

from pathlib import Path

import duckdb
import pytest

from etl.errors import InputError
from tests.located import LocatedCounty


@pytest.fixture
def county(build_connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> LocatedCounty:
    """The county before its places are read."""
    return LocatedCounty(build_connection, tmp_path)


def test_a_township_under_two_code_systems_is_one_township(county: LocatedCounty) -> None:
    county.read(
        [
            {"name": "辉埠镇", "code": "330822115", "code_system": "统计", "former_names": "宋畈乡"},
            {"name": "常山县辉埠镇", "code": "330822101000", "code_system": "民政", "former_names": "辉埠乡"},
        ],
        [],
    )
    assert county.rows("select township_name, kind, code, code_system, row from clean.township") == [
        {"township_name": "辉埠镇", "kind": "镇", "code": "330822115", "code_system": "统计", "row": 2}
    ]
    codes = county.rows("select code, code_system from clean.township_code order by code")
    assert [tuple(row.values()) for row in codes] == [("330822101", "民政"), ("330822115", "统计")]
    aliases = county.rows("select alias from clean.township_alias where alias_kind = 'former' order by alias")
    assert [row["alias"] for row in aliases] == ["宋畈乡", "辉埠乡", "辉埠办事处", "辉埠街道"]


def test_rows_of_another_county_are_skipped(county: LocatedCounty) -> None:
    county.read(
        [
            {"name": "天马街道", "county": "常山县"},
            {"name": "金川街道", "county": "常山"},
            {"name": "紫港街道", "county": "330822"},
            {"name": "青石镇", "code": "330822109"},
            {"name": "白石镇", "county": "浙江省衢州市常山县"},
            {"name": "贺村镇", "county": "江山市"},
            {"name": "峡口镇", "county": "330881"},
            {"name": "上余镇", "code": "330881104"},
        ],
        [{"name": "永兴坞村", "township_code": "330881104"}],
    )
    names = [row["township_name"] for row in county.rows("select township_name from clean.township order by row")]
    assert names == ["天马街道", "金川街道", "紫港街道", "青石镇", "白石镇"]
    skipped = county.rows("select source_kind, row, reason from clean.row_skip order by all")
    assert [tuple(row.values()) for row in skipped] == [
        ("township", 7, "other_county"),
        ("township", 8, "other_county"),
        ("township", 9, "other_county"),
        ("village", 2, "other_county"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ({"code": "1", "code_system": "统计"}, {"code": "2", "code_system": "统计"}, "1、2"),
        ({"kind": "镇"}, {"kind": "街道"}, "街道、镇"),
        (
            {"name": "青石镇", "code": "1", "code_system": "统计"},
            {"code": "1", "code_system": "统计"},
            "白石镇、青石镇",
        ),
    ],
)
def test_contradicting_townships_stop_the_build_and_name_the_row(
    county: LocatedCounty, first: dict, second: dict, found: str
) -> None:
    with pytest.raises(InputError) as error:
        county.read([{"name": "白石镇", **first}, {"name": "白石镇", **second}], [])
    assert (error.value.file, error.value.row, error.value.found) == ("乡镇.csv", 3, found)
    assert error.value.expected
    assert error.value.next_step


def test_a_file_without_any_township_of_the_county_stops_the_build(county: LocatedCounty) -> None:
    with pytest.raises(InputError) as error:
        county.read([{"name": "贺村镇", "county": "江山市"}], [])
    assert (error.value.found, error.value.file) == ("江山市", "乡镇.csv")


def test_a_former_name_of_two_townships_is_not_used(county: LocatedCounty) -> None:
    county.read(
        [{"name": "白石镇", "former_names": "城关镇;金源乡"}, {"name": "青石镇", "former_names": "城关镇，白石镇"}], []
    )
    assert county.rejects() == [
        (2, "former_names", "城关镇", "former_name_ambiguous", "cell"),
        (3, "former_names", "城关镇", "former_name_ambiguous", "cell"),
        (3, "former_names", "白石镇", "former_name_ambiguous", "cell"),
    ]
    [row] = county.rows("select township_name from clean.township_alias where alias = '金源乡'")
    assert row["township_name"] == "白石镇"


CODED = [
    {"name": "辉埠镇", "code": "330822115", "code_system": "统计"},
    {"name": "辉埠镇", "code": "330822101", "code_system": "民政"},
    {"name": "球川镇", "code": "330822111", "code_system": "统计"},
    {"name": "球川镇", "code": "330822115", "code_system": "民政"},
]


def test_a_village_names_its_township_by_name_or_by_code_within_a_system(county: LocatedCounty) -> None:
    county.read(
        CODED,
        [
            {"name": "甲村", "township": "辉埠镇"},
            {"name": "乙村", "township": "辉埠乡"},  # a former name
            {"name": "丙村", "township_code": "330822115", "code_system": "统计"},
            {"name": "丁村", "township_code": "330822115", "code_system": "民政"},
            {"name": "戊村", "township_code": "330822101"},  # one township in all systems
            {"name": "己村", "township_code": "330822115"},  # two
            {"name": "庚村", "township_code": "330822101", "code_system": "统计"},
            {"name": "辛村", "township": "城关镇"},
            {"name": "壬村"},
            {"township": "辉埠镇"},
        ],
    )
    villages = county.rows("select village_name, township_name from clean.village order by row")
    assert [tuple(row.values()) for row in villages] == [
        ("甲村", "辉埠镇"),
        ("乙村", "辉埠镇"),
        ("丙村", "辉埠镇"),
        ("丁村", "球川镇"),
        ("戊村", "辉埠镇"),
    ]
    assert county.rejects() == [
        (7, "township_code", "330822115", "township_code_ambiguous", "row"),
        (8, "township_code", "330822101", "township_code_unknown", "row"),
        (9, "township", "城关镇", "unknown_township", "row"),
        (10, "township", None, "village_township_missing", "row"),
        (11, "name", None, "village_name_missing", "row"),
    ]


def test_a_villages_stem_leaves_out_what_only_says_that_it_is_one(county: LocatedCounty) -> None:
    names = [
        "东方红村委会",
        "徐村村委会",
        "东明社区",
        "宝石街居委会",
        "文峰社区居委会",
        "外港村",
        "后弄",
        "山底村民委员会",
    ]
    county.read([{"name": "白石镇"}], [{"name": name, "township": "白石镇"} for name in names])
    stems = [row["village_stem"] for row in county.rows("select village_stem from clean.village order by row")]
    assert stems == ["东方红", "徐村", "东明", "宝石街", "文峰", "外港", "后弄", "山底"]
