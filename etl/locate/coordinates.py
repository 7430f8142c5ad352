"""Points: any coordinate system that is named becomes WGS84, in bulk; a point without a named system is no point."""

import re

import coordTransform
import duckdb
import numpy
import pandas
import shapely

from etl.locate.tables import reject

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
    """Build clean.point: enterprise_id, lon, lat in WGS84, township_name and zone_name of the polygon around it.

    One row per enterprise with usable coordinates; names are NULL outside every polygon. Others go to clean.reject.
    """
    given = connection.execute(
        "select enterprise_id, lon, lat, crs from clean.enterprise where lon is not null and lat is not null"
    ).df()
    given["system"] = given["crs"].map({written: system_of(written) for written in given["crs"].dropna().unique()})
    in_range = given["lon"].between(*LONGITUDE) & given["lat"].between(*LATITUDE)
    given["fault"] = numpy.where(
        ~in_range, "point_out_of_range", numpy.where(given["system"].isna(), "point_without_crs", "")
    )
    points = _converted(given[given["fault"] == ""])
    for kind in ("township", "zone"):
        points[f"{kind}_name"] = _around(points, *_shapes(connection, kind))
    _store(connection, "point", points[["enterprise_id", "lon", "lat", "township_name", "zone_name"]])
    _store(connection, "point_fault", given.loc[given["fault"] != "", ["enterprise_id", "fault"]])
    reject(connection, "point_reject")


def _converted(given: pandas.DataFrame) -> pandas.DataFrame:
    points = given.reset_index(drop=True)
    for system, group in points.groupby("system"):
        points.loc[group.index, ["lon", "lat"]] = numpy.column_stack(
            to_wgs84(group["lon"].to_numpy(), group["lat"].to_numpy(), str(system))
        )
    return points


def _shapes(connection: duckdb.DuckDBPyConnection, kind: str) -> tuple[list[str], list[shapely.Geometry]]:
    rows = connection.execute(
        "select name, shape from clean.boundary_shape where kind = ? order by name", [kind]
    ).fetchall()
    return [name for name, _shape in rows], [shapely.from_wkb(shape) for _name, shape in rows]


def _around(points: pandas.DataFrame, names: list[str], shapes: list[shapely.Geometry]) -> numpy.ndarray:
    """Name of the first polygon around each point, None outside all."""
    around = numpy.full(len(points), None, dtype=object)
    if shapes and len(points):
        located = shapely.points(points["lon"].to_numpy(), points["lat"].to_numpy())
        point, polygon = shapely.STRtree(shapes).query(located, predicate="intersects")
        first = pandas.Series(polygon, index=point).groupby(level=0).min()
        around[first.index.to_numpy()] = numpy.array(names, dtype=object)[first.to_numpy()]
    return around


def _store(connection: duckdb.DuckDBPyConnection, table: str, frame: pandas.DataFrame) -> None:
    connection.register(
        "located_points", frame.astype({name: "string" for name in frame.columns if name not in ("lon", "lat")})
    )
    try:
        connection.execute(f"create or replace table clean.{table} as select * from located_points")
    finally:
        connection.unregister("located_points")
