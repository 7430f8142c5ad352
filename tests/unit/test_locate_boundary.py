"""Boundary files: three formats, what is refused with which words, and what the map gets."""

import json
import zipfile
from pathlib import Path

import duckdb
import geopandas
import pytest
import shapely

from etl.errors import InputError
from etl.locate import boundary
from tests.located import LocatedCounty, collection, square

WEST, EAST = square(118.4, 28.8, 118.5, 28.9), square(118.5, 28.8, 118.6, 28.9)


@pytest.fixture
def county(build_connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> LocatedCounty:
    """The county before its places are read."""
    return LocatedCounty(build_connection, tmp_path)


def frame(**columns: list) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(
        columns, geometry=[shapely.geometry.shape(WEST), shapely.geometry.shape(EAST)], crs=4490
    )


def zipped_shapefile(
    folder: Path, data: geopandas.GeoDataFrame, name: str, *, encoding: str, leave_out: tuple[str, ...] = ()
) -> None:
    data.to_file(folder / "layer.shp", encoding=encoding)
    with zipfile.ZipFile(folder / name, "w") as archive:
        for part in sorted(folder.glob("layer.*")):
            if part.suffix not in leave_out:
                archive.write(part, f"边界数据/{part.name}")
            part.unlink()


def read(county: LocatedCounty, name: str, content: str | dict = "") -> list[dict]:
    county.add_boundary(name, content)
    county.read(villages=[])
    return county.rows("select * from clean.boundary order by name")


def test_geojson_geopackage_and_shapefile_give_the_same_boundary(county: LocatedCounty) -> None:
    names = ["天马街道", "白石镇"]
    sources = county.settings.sources
    frame(name=names).to_crs(4326).to_file(sources / "a.geojson", driver="GeoJSON")
    frame(乡镇=names).to_file(sources / "b.gpkg", driver="GPKG")
    zipped_shapefile(sources, frame(XZMC=names).to_crs(4549), "c.zip", encoding="utf-8")  # metres, Gauss-Krüger
    zipped_shapefile(sources, frame(XZMC=names), "d.zip", encoding="gb18030", leave_out=(".cpg",))  # text in GBK
    found = {}
    for name in ("a.geojson", "b.gpkg", "c.zip", "d.zip"):
        features = boundary._read(sources / name, 1, name)
        found[name] = [(f.name, shapely.set_precision(f.shape, 1e-6).normalize().wkt) for f in features]
    assert found["a.geojson"][0][0] == "天马街道"
    assert all(features == found["a.geojson"] for features in found.values()), found


def test_polygons_whose_name_a_township_begins_are_one_township(county: LocatedCounty) -> None:
    rows = read(county, "边界.geojson", collection(({"NAME": "白石镇上"}, WEST), ({"NAME": "常山县白石镇下"}, EAST)))
    assert [(row["name"], row["kind"]) for row in rows] == [("白石镇", "township")]
    assert shapely.geometry.shape(json.loads(rows[0]["geojson"])).area == pytest.approx(0.02)
    assert county.rows("select rows_read from raw.source_file where source_kind = 'boundary'") == [{"rows_read": 2}]


def test_unknown_polygons_and_missing_townships_are_reported(county: LocatedCounty) -> None:
    rows = read(county, "边界.geojson", collection(({"name": "天马街道"}, WEST), ({"name": "贺村镇"}, EAST)))
    assert [row["name"] for row in rows] == ["天马街道"]
    rejects = county.rejects()
    assert (2, "name", "贺村镇", "boundary_name_unknown", "row") in rejects
    [missing] = [value for row, _column, value, reason, _severity in rejects if reason == "boundary_township_missing"]
    assert set(missing.split("、")) == {"金川街道", "紫港街道", "白石镇", "青石镇", "辉埠镇", "大桥头乡"}


def test_the_map_gets_rings_as_its_renderer_expects_and_a_label_inside(county: LocatedCounty) -> None:
    [row] = read(county, "边界.geojson", collection(({"name": "天马街道"}, WEST)))
    shape = shapely.geometry.shape(json.loads(row["geojson"]))
    assert shape.exterior.is_ccw
    assert shape.equals(shapely.geometry.shape(WEST))
    assert shape.contains(shapely.Point(row["label_lon"], row["label_lat"]))
    decimals = max(len(repr(value).partition(".")[2]) for point in shape.exterior.coords for value in point)
    assert decimals <= 5


def test_neighbours_keep_their_common_border_when_simplified(county: LocatedCounty) -> None:
    border = [(118.5 + (0.00001 if step % 2 else -0.00001), 28.8 + step * 0.001) for step in range(101)]
    west = shapely.Polygon([(118.4, 28.8), *border, (118.4, 28.9)])
    east = shapely.Polygon([(118.6, 28.9), *reversed(border), (118.6, 28.8)])
    rows = read(
        county,
        "边界.geojson",
        collection(
            ({"name": "天马街道"}, shapely.geometry.mapping(west)), ({"name": "白石镇"}, shapely.geometry.mapping(east))
        ),
    )
    drawn = [shapely.geometry.shape(json.loads(row["geojson"])) for row in rows]
    assert sum(len(shape.exterior.coords) for shape in drawn) < 100
    assert drawn[0].intersection(drawn[1]).area == 0
    assert shapely.union_all(drawn).area == pytest.approx(drawn[0].area + drawn[1].area)
    [full] = county.rows("select shape from clean.boundary_shape where name = '天马街道'")
    assert shapely.from_wkb(full["shape"]).equals(west)  # points are looked up in the full shape


@pytest.mark.parametrize("members", [({"schematic": True}, {}), ({}, {"示意": "是"})])
def test_a_schematic_boundary_says_so(county: LocatedCounty, members: tuple[dict, dict]) -> None:
    whole, single = members
    [row] = read(county, "边界.geojson", collection(({"name": "天马街道", **single}, WEST), **whole))
    assert row["is_schematic"] is True


def test_a_boundary_that_says_nothing_is_not_schematic(county: LocatedCounty) -> None:
    [row] = read(county, "边界.geojson", collection(({"name": "天马街道"}, WEST)))
    assert row["is_schematic"] is False


def test_a_zone_is_an_overlay_and_known_by_its_kind(county: LocatedCounty) -> None:
    rows = read(
        county,
        "边界.geojson",
        collection(({"name": "云湖产业园", "类型": "功能区"}, WEST), ({"name": "天马街道"}, WEST)),
    )
    assert {(row["name"], row["kind"]) for row in rows} == {("云湖产业园", "zone"), ("天马街道", "township")}
    assert county.rows("select zone_name, township_name from clean.zone") == [
        {"zone_name": "云湖产业园", "township_name": None}
    ]


def test_no_boundary_file_is_no_boundary(county: LocatedCounty) -> None:
    county.read(villages=[])
    assert county.rows("select * from clean.boundary") == []
    assert [row for row in county.rejects() if row[3].startswith("boundary")] == []


CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4549"}}
CRS84 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
REFUSED = {
    "另一坐标系": (collection(({"name": "天马街道"}, WEST), crs=CRS), "4549"),
    "米": (collection(({"name": "天马街道"}, square(507000, 3190000, 508000, 3191000))), "5.07e+05"),
    "经纬写反": (collection(({"name": "天马街道"}, square(28.8, 118.4, 28.9, 118.5))), "28.8"),
    "没有面": (collection(({"name": "天马街道"}, {"type": "Point", "coordinates": [118.5, 28.9]})), ""),
    "空": (collection(), ""),
    "坏": ('{"type": "FeatureCollection", "features": [', "损坏"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_geojson_that_cannot_be_used_is_refused_in_words(county: LocatedCounty, name: str) -> None:
    content, found = REFUSED[name]
    with pytest.raises(InputError) as error:
        read(county, "边界.geojson", content)
    assert error.value.file == "边界.geojson"
    assert found in error.value.found
    assert error.value.expected
    assert error.value.next_step


def test_a_geojson_that_declares_wgs84_is_taken(county: LocatedCounty) -> None:
    assert len(read(county, "边界.geojson", collection(({"name": "天马街道"}, WEST), crs=CRS84))) == 1


def test_a_shapefile_without_projection_is_refused(county: LocatedCounty) -> None:
    zipped_shapefile(
        county.settings.sources, frame(name=["天马街道", "白石镇"]), "乡镇.zip", encoding="utf-8", leave_out=(".prj",)
    )
    with pytest.raises(InputError) as error:
        read(county, "乡镇.zip")
    assert (error.value.file, error.value.found) == ("乡镇.zip", "边界数据/layer.shp")


@pytest.mark.filterwarnings("ignore:.crs. was not provided")
def test_a_geopackage_without_system_is_refused(county: LocatedCounty) -> None:
    frame(name=["天马街道", "白石镇"]).set_crs(None, allow_override=True).to_file(
        county.settings.sources / "乡镇.gpkg", driver="GPKG"
    )
    with pytest.raises(InputError) as error:
        read(county, "乡镇.gpkg")
    assert error.value.expected
