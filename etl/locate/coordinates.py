"""Points: any coordinate system that is named becomes WGS84, in bulk; a point without a named system is no point."""

import re

import coordTransform
import duckdb
import numpy
import pandas
import shapely

from etl.locate.tables import make, reject

# Longitude and latitude of China in degrees, as a range check.
LONGITUDE = (73.0, 136.0)
LATITUDE = (3.0, 54.0)

# What people write in a column 坐标系, by system. Two that fit mean that it is not known.
SYSTEM_WORDS = (
    ("gcj02", re.compile(r"GCJ|火星|高德|腾讯|AMAP|国测局")),
    ("bd09", re.compile(r"BD-?_?09|百度|BAIDU")),
    ("wgs84", re.compile(r"WGS|CGCS|4326|4490|天地图|国家大?地?坐?标?系?2000|2000国家|CRS84|北斗|GPS")),
)

TO_WGS84 = {"gcj02": coordTransform.gcj02_to_wgs84, "bd09": coordTransform.bd09_to_wgs84}


def system_of(written: str | None) -> str | None:
    """The coordinate system that a text names: gcj02, bd09, wgs84 (CGCS2000 differs by centimetres); None: unknown."""
    text = (written or "").upper().replace(" ", "")
    found = [system for system, pattern in SYSTEM_WORDS if pattern.search(text)]
    return found[0] if len(found) == 1 else None


def to_wgs84(lon: numpy.ndarray, lat: numpy.ndarray, system: str) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Degrees of a system as WGS84 degrees; the inverse of the published shift, good to a few metres."""
    if system not in TO_WGS84:
        return lon, lat
    converted = TO_WGS84[system](numpy.ascontiguousarray(lon), numpy.ascontiguousarray(lat))
    return numpy.asarray(converted[0]), numpy.asarray(converted[1])


def make_points(connection: duckdb.DuckDBPyConnection) -> None:
    """Build clean.point: enterprise (rowid), lon, lat in WGS84, township_name and zone_name of the polygon around it.

    One row per enterprise with usable coordinates; names are NULL outside every polygon. Others go to clean.reject.
    """
    written = [crs for (crs,) in connection.execute("select distinct crs from clean.enterprise").fetchall()]
    connection.execute("create or replace table clean.coordinate_system (crs varchar, system varchar)")
    for crs in written:
        if system_of(crs):
            connection.execute("insert into clean.coordinate_system values (?, ?)", [crs, system_of(crs)])
    (west, east), (south, north) = LONGITUDE, LATITUDE
    make(connection, "point_given", {"west": west, "east": east, "south": south, "north": north})
    points = pandas.concat(_converted(connection, system) for system, _pattern in SYSTEM_WORDS)
    for kind in ("township", "zone"):
        points[kind] = _around(points, *_shapes(connection, kind))
    connection.register("located_points", points)
    make(connection, "point")
    connection.unregister("located_points")
    reject(connection, "point_reject")


def _converted(connection: duckdb.DuckDBPyConnection, system: str) -> pandas.DataFrame:
    """The usable points that were given in a system: enterprise, and lon, lat in WGS84."""
    given = connection.execute(
        "select enterprise, lon, lat from clean.point_given where fault is null and system = ?", [system]
    ).fetchnumpy()
    lon, lat = to_wgs84(numpy.asarray(given["lon"]), numpy.asarray(given["lat"]), system)
    return pandas.DataFrame({"enterprise": given["enterprise"], "lon": lon, "lat": lat})


def _shapes(connection: duckdb.DuckDBPyConnection, kind: str) -> tuple[list[int], list[shapely.Geometry]]:
    rows = connection.execute(
        "select shape_id, shape from clean.boundary_shape where kind = ? order by shape_id", [kind]
    ).fetchall()
    return [shape_id for shape_id, _shape in rows], [shapely.from_wkb(shape) for _shape_id, shape in rows]


def _around(points: pandas.DataFrame, shape_ids: list[int], shapes: list[shapely.Geometry]) -> numpy.ndarray:
    """shape_id of the first polygon around each point (its border included), 0 outside all."""
    lon, lat = points["lon"].to_numpy(), points["lat"].to_numpy()
    around = numpy.zeros(len(points), dtype=numpy.int32)
    for shape_id, shape in zip(shape_ids, shapes, strict=True):
        west, south, east, north = shape.bounds
        near = numpy.flatnonzero((around == 0) & (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
        shapely.prepare(shape)
        around[near[shapely.intersects_xy(shape, lon[near], lat[near])]] = shape_id
    return around
