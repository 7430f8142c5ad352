"""The chain: which place an address, a point, a rule or a reviewed decision gives, and which text gives none."""

from pathlib import Path

import duckdb
import pytest

from tests.located import LocatedCounty, collection, square


@pytest.fixture
def county(build_connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> LocatedCounty:
    """The county before its places are read."""
    return LocatedCounty(build_connection, tmp_path)


def placed(county: LocatedCounty, *addresses: str) -> list[tuple]:
    """township_name, township_method, township_evidence, zone_name per registered address."""
    rows = county.read().place(*[{"registered_address": address} for address in addresses])
    return [(r["township_name"], r["township_method"], r["township_evidence"], r["zone_name"]) for r in rows]


PLACED = {
    "浙江省衢州市常山县天马街道霁阳街7号": ("天马街道", "registered_address", "天马街道"),
    "常山 县 天马街道霁阳路": ("天马街道", "registered_address", "天马街道"),
    "常山青石镇栎坞村": ("青石镇", "registered_address", "青石镇"),
    "浙江省衢州市(常山县)白石镇": ("白石镇", "registered_address", "白石镇"),
    "天马街道市场路3号": ("天马街道", "registered_address", "天马街道"),
    "常山县生态工业园区(青石镇栎坞段)": ("青石镇", "registered_address", "青石镇"),
    "常山县辉埠镇路里坑村9号": ("辉埠镇", "registered_address", "辉埠镇"),
    "金华市常山县天马街道": ("天马街道", "registered_address", "天马街道"),
    "常山县大桥头乡荻畈村": ("大桥头乡", "registered_address", "大桥头乡"),
    "常山县天马镇霁阳街5号": ("天马街道", "former_name", "天马镇"),
    "常山县宋畈乡荻畈垄": ("辉埠镇", "former_name", "宋畈乡"),
    "常山县辉埠乡1号": ("辉埠镇", "former_name", "辉埠乡"),
    "常山县白石乡1号": ("白石镇", "former_name", "白石乡"),
    "常山县辉埠新区霁阳路": ("辉埠镇", "former_name", "辉埠"),
    "常山县外港8号": ("紫港街道", "village", "外港"),
    "常山县外港苗圃内": ("紫港街道", "village", "外港"),
    "常山县霁阳路5号外港村": ("紫港街道", "village", "外港村"),
    "常山县新都工业园区8号": ("金川街道", "village", "新都"),
    "常山县建材工业园区(东乡段8号)": ("辉埠镇", "village", "东乡段"),
    "常山县东乡乡12号": ("辉埠镇", "village", "东乡"),  # a township no more, named after its seat
    "常山县徐村12号": ("金川街道", "village", "徐村"),
    "常山县金川社区3幢": ("天马街道", "village", "金川社区"),
}


def test_the_text_of_an_address_gives_its_township(county: LocatedCounty) -> None:
    assert dict(zip(PLACED, [row[:3] for row in placed(county, *PLACED)], strict=True)) == PLACED


NOT_PLACED = [
    "常山县霁阳街163号",
    "常山县青石路12号",  # a road named after a township
    "常山县白石镇路12号",
    "常山县新都东大道9号",  # a road named after a village
    "常山县文峰东路1号",
    "常山县天马大厦2楼",
    "常山县金川12号",  # 金川街道, or 金川社区 of 天马街道?
    "常山县溪口村",  # two villages of that name
    "常山县小溪口村",  # another village that ends like a known one
    "常山县建材工业园区6号",  # a park is no township
    "浙江省常山工业园区6号",
    "江山市虎山街道某山大桥头3幢",  # another county
    "浙江省衢州市柯城区天马街道3号",
    "衢州市衢江区大桥头乡",
    "浙江省江山市贺村镇常山县商会天马街道",
    "江西省玉山县白石镇",
    "浙江省义乌市白石镇",
]


def test_a_text_that_names_no_township_gives_none(county: LocatedCounty) -> None:
    assert dict(zip(NOT_PLACED, [row[0] for row in placed(county, *NOT_PLACED)], strict=True)) == dict.fromkeys(
        NOT_PLACED
    )


def test_words_that_end_in_a_districts_character_are_no_county(county: LocatedCounty) -> None:
    texts = [
        "天马街道",
        "衢州市区天马街道",
        "新都工业园区天马街道",
        "古县村天马街道",
        "文峰小区天马街道",
        "辉埠新区天马街道",
    ]
    assert [row[0] for row in placed(county, *texts)] == ["天马街道"] * len(texts)


ZONES = {
    "常山县生态工业园区6号": "生态工业园区",
    "常山县常山生态工业园区": "生态工业园区",
    "常山县建材工业园区(东乡段8号)": "建材工业园区",
    "常山县辉埠镇(县建材工业园区内": "建材工业园区",
    "常山县工业园区6号": "常山工业园区",
    "浙江省常山工业园区6号": "常山工业园区",
    "常山县辉埠镇栎坞村(辉埠新区)": "辉埠新区",
    "常山县青石镇生态工业园区3号": "生态工业园区",
    "常山县金川街道霁阳东路7号经济开发区": "常山经济开发区",
    "常山县白石镇园区新村栎坞4号": None,
    "常山县天马街道霁阳小区2幢": None,
    "常山县天马街道工业园区路2号": None,
    "江山市经济开发区": None,
}


def test_a_park_is_the_rows_zone_whatever_gave_the_township(county: LocatedCounty) -> None:
    assert dict(zip(ZONES, [row[3] for row in placed(county, *ZONES)], strict=True)) == ZONES


# business address, registered address, township, method
BOTH = [
    ("常山县青石镇1号", "常山县白石镇2号", "青石镇", "business_address"),
    ("常山县霁阳街1号", "常山县白石镇2号", "白石镇", "registered_address"),
    ("常山县天马镇1号", "常山县白石镇2号", "天马街道", "former_name"),
    ("常山县外港村1号", "常山县白石镇2号", "紫港街道", "village"),
    ("常山县外港1号", "常山县白石镇2号", "白石镇", "registered_address"),  # 外港 alone may be a firm's or a hill's name
    ("常山县外港1号", "常山县霁阳街2号", "紫港街道", "village"),
    ("常山县霁阳街1号", "常山县天马镇2号", "天马街道", "former_name"),
]


def test_where_an_enterprise_works_goes_before_where_it_is_registered(county: LocatedCounty) -> None:
    rows = county.read().place(*[{"business_address": b, "registered_address": r} for b, r, *_expected in BOTH])
    found = [(*given[:2], row["township_name"], row["township_method"]) for given, row in zip(BOTH, rows, strict=True)]
    assert found == BOTH
    assert [row["address"] for row in rows[:2]] == ["常山县青石镇1号", "常山县白石镇2号"]


IN_AREA = [
    ("江山市贺村镇", "常山县天马街道", "330822", False),  # the business address decides
    (None, "江山市贺村镇", "330822", False),
    ("霁阳街1号", "江山市贺村镇", "330822", False),
    ("常山县霁阳街1号", "江山市贺村镇", "330881", True),
    ("常山县天马街道1号", "江山市贺村镇", "330881", True),
    (None, "常山县霁阳街", "330881", True),
    (None, "霁阳街163号", "330822", True),
    (None, "霁阳街163号", "330881", False),
    (None, None, "330822", True),
    (None, None, None, False),
]


def test_in_the_area_by_place_then_address_then_code(county: LocatedCounty) -> None:
    rows = county.read().place(
        *[{"business_address": b, "registered_address": r, "code_district": d} for b, r, d, _in_area in IN_AREA]
    )
    assert [(*given[:3], row["in_area"]) for given, row in zip(IN_AREA, rows, strict=True)] == IN_AREA


def test_an_address_without_county_is_searched_only_where_the_code_is_of_the_county(county: LocatedCounty) -> None:
    rows = county.read().place(
        {"registered_address": "天马街道霁阳路1号", "code_district": "330822"},
        {"registered_address": "天马街道霁阳路1号", "code_district": None},
        {"registered_address": "天马街道霁阳路1号", "code_district": "330881"},
        {"registered_address": "衢州市天马街道霁阳路1号", "code_district": "330822"},
    )
    assert [row["township_name"] for row in rows] == ["天马街道", "天马街道", None, "天马街道"]


def test_the_city_is_learnt_where_county_toml_names_none(
    build_connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    county = LocatedCounty(build_connection, tmp_path, city="").read()
    texts = ["浙江省衢州市常山县天马街道", "衢州市天马街道1号", "义乌市天马街道1号", "江西省衢州市天马街道"]
    rows = county.place(*[{"registered_address": text} for text in texts])
    assert [row["township_name"] for row in rows] == ["天马街道", "天马街道", None, None]


BOUNDARY = collection(
    ({"name": "天马街道"}, square(118.4, 28.8, 118.5, 28.9)),
    ({"name": "白石镇"}, square(118.5, 28.8, 118.6, 28.9)),
    ({"name": "云湖产业园", "kind": "zone"}, square(118.40, 28.80, 118.42, 28.82)),
)


def test_a_point_places_what_no_text_places(county: LocatedCounty) -> None:
    county.add_boundary("边界.geojson", BOUNDARY)
    [by_point, in_zone, outside, elsewhere] = county.read().place(
        {"registered_address": "常山县霁阳街1号", "lon": 118.55, "lat": 28.85, "crs": "CGCS2000"},
        {"lon": 118.41, "lat": 28.81, "crs": "WGS84"},
        {"lon": 118.9, "lat": 28.85, "crs": "EPSG:4326"},
        {"business_address": "江山市霁阳路1号", "lon": 118.55, "lat": 28.85, "crs": "WGS84"},
    )
    assert (by_point["township_name"], by_point["township_method"]) == ("白石镇", "point")
    assert by_point["township_evidence"] == "118.55000, 28.85000"
    assert (in_zone["township_name"], in_zone["zone_name"]) == ("天马街道", "云湖产业园")
    assert (outside["township_name"], outside["township_method"], outside["lon"]) == (None, "unresolved", 118.9)
    assert (elsewhere["township_name"], elsewhere["in_area"]) == (None, False)


def test_the_text_wins_over_a_point_that_contradicts_it_and_the_point_is_reported(county: LocatedCounty) -> None:
    county.add_boundary("边界.geojson", BOUNDARY)
    [row] = county.read().place(
        {"registered_address": "常山县天马街道1号", "lon": 118.55, "lat": 28.85, "crs": "WGS84"}
    )
    assert (row["township_name"], row["township_method"]) == ("天马街道", "registered_address")
    assert (2, "lon", "118.55000, 28.85000（白石镇）", "point_contradicts_address", "cell") in county.rejects()


def test_a_point_without_system_or_out_of_range_is_no_point(county: LocatedCounty) -> None:
    rows = county.read().place(
        {"lon": 118.55, "lat": 28.85},
        {"lon": 118.55, "lat": 28.85, "crs": "本地坐标"},
        {"lon": 28.85, "lat": 118.55, "crs": "WGS84"},
        {"lon": 40512345.0, "lat": 3198765.0, "crs": "CGCS2000"},
    )
    assert [(row["lon"], row["lat"]) for row in rows] == [(None, None)] * 4
    assert county.rejects() == [
        (2, "crs", None, "point_without_crs", "cell"),
        (3, "crs", "本地坐标", "point_without_crs", "cell"),
        (4, "lon", "28.85, 118.55", "point_out_of_range", "cell"),
        (5, "lon", "40512345.0, 3198765.0", "point_out_of_range", "cell"),
    ]


def test_a_park_gives_a_township_only_by_a_reviewed_rule(county: LocatedCounty) -> None:
    county.review("zone_township.csv", "zone_name,township_name,source", "常山县建材工业园区,辉埠镇,常政发〔2019〕3号")
    [ruled, text_first, unruled] = county.read().place(
        {"registered_address": "浙江省常山县建材工业园区6号"},
        {"registered_address": "常山县青石镇建材工业园区"},
        {"registered_address": "常山县生态工业园区6号"},
    )
    assert (ruled["township_name"], ruled["township_method"], ruled["zone_name"]) == ("辉埠镇", "zone", "建材工业园区")
    assert ruled["township_evidence"] == "建材工业园区：常政发〔2019〕3号"
    assert (text_first["township_name"], text_first["township_method"]) == ("青石镇", "registered_address")
    assert (unruled["township_name"], unruled["zone_name"]) == (None, "生态工业园区")


def test_the_reviewed_list_comes_last_and_outweighs_an_address_elsewhere(county: LocatedCounty) -> None:
    county.review(
        "enterprise_township.csv",
        "credit_code,name,township_name,source",
        "91330822MA00000001,,白石镇,现场核实",
        ",常山甲厂,青石镇,电话核实",
    )
    [by_code, by_name, text_first, other] = county.read().place(
        {"credit_code": "91330822MA00000001", "name_key": "常山乙厂", "registered_address": "江山市霁阳路1号"},
        {"name_key": "常山甲厂", "registered_address": "常山县霁阳街1号"},
        {"name_key": "常山甲厂", "registered_address": "常山县天马街道1号"},
        {"name_key": "常山丙厂", "registered_address": "常山县霁阳街1号"},
    )
    assert (by_code["township_name"], by_code["township_method"], by_code["in_area"]) == ("白石镇", "manual", True)
    assert (by_name["township_name"], by_name["township_evidence"]) == ("青石镇", "电话核实")
    assert text_first["township_method"] == "registered_address"
    assert other["township_method"] == "unresolved"


def test_every_enterprise_has_one_row_also_without_any_address(county: LocatedCounty) -> None:
    [row] = county.read().place({})
    assert (row["address"], row["township_name"], row["township_method"], row["zone_name"]) == (
        None,
        None,
        "unresolved",
        None,
    )
