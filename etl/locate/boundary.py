"""Boundaries that the county supplies: township polygons and functional zones, as WGS84, ready for the map.

The project ships none: whether a map may be shown is its user's to clear. A GeoJSON is WGS84 by its standard
(RFC 7946) and range-checked; any other format must say its coordinate system.
"""

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import geopandas
import numpy
import pyogrio
import shapely

from etl.errors import InputError
from etl.extract.files import path_of
from etl.locate.coordinates import LATITUDE, LONGITUDE
from etl.locate.tables import make, reject
from etl.text import _

# Names of the property that holds a feature's name, the likeliest first; compared without case.
NAME_PROPERTIES = (
    "name", "township", "township_name", "名称", "乡镇", "乡镇街道", "乡镇名称", "街道", "xzmc", "xzqmc", "xiangzhen",
    "zone_name", "功能区", "mc", "label",
)  # fmt: skip
KIND_PROPERTIES = ("kind", "类型", "类别")
ZONE_WORDS = ("zone", "功能区", "园区", "开发区", "工业园区", "功能分区")
SCHEMATIC_PROPERTIES = ("schematic", "is_schematic", "示意")
# CRS members of older GeoJSON that mean the same as none: WGS84, and CGCS2000 in degrees.
SAME_AS_WGS84 = ("CRS84", "4326", "4490")
# Without .cpg: text is tried as UTF-8, then as GBK, whatever the file claims.
SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj")
MAGIC = {".gpkg": b"SQLite format 3\0", ".shp": b"\0\0\x27\x0a"}
# About 20 m: below a pixel of a county on a screen. About 1 m of decimals.
SCREEN_TOLERANCE_DEGREES = 0.0002
DECIMALS = 5


@dataclass(frozen=True)
class Feature:
    """One polygon as the file gives it. `position` counts from 1; `name` is empty where it has none."""

    file_id: int
    file: str
    position: int
    name: str
    is_zone: bool
    is_schematic: bool
    shape: shapely.Geometry


def read_boundaries(connection: duckdb.DuckDBPyConnection, sources: Path) -> None:
    """Build clean.boundary (simplified GeoJSON for the map) and clean.boundary_shape (full WKB for points).

    One row per township or zone; several polygons of one name, or of a name that a known township begins
    (新昌乡上, 新昌乡下), are one. Both empty where raw.source_file lists no boundary. Polygons of unknown names and
    townships without polygon go to clean.reject. Raises InputError for a file without usable coordinates.
    """
    files = connection.execute(
        "select file_id, file from raw.source_file where source_kind = 'boundary' and superseded_by is null"
        " and problem is null order by file_id"
    ).fetchall()
    features = [feature for file_id, file in files for feature in _read(path_of(sources, file), file_id, file)]
    # extract lists a boundary without opening it: only here is it known how many rows (features) it holds
    for file_id, _file in files:
        count = sum(feature.file_id == file_id for feature in features)
        connection.execute(
            "update raw.source_file set rows_read = ? where file_id = ? and source_kind = 'boundary'", [count, file_id]
        )
    connection.execute(
        "create or replace table clean.boundary_feature (file_id integer, source_file varchar, position integer,"
        " written varchar, is_zone boolean, is_schematic boolean, shape blob)"
    )
    if features:
        connection.executemany(
            "insert into clean.boundary_feature values (?, ?, ?, ?, ?, ?, ?)",
            [
                (f.file_id, f.file, f.position, f.name, f.is_zone, f.is_schematic, shapely.to_wkb(f.shape))
                for f in features
            ],
        )
    make(connection, "boundary_named")
    for name in ("boundary_reject", "boundary_missing"):
        reject(connection, name)
    _store(connection)


def _store(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "create or replace table clean.boundary_shape (shape_id integer, name varchar, kind varchar, shape blob)"
    )
    connection.execute(
        "create or replace table clean.boundary (name varchar, kind varchar, geojson varchar, label_lon double,"
        " label_lat double, is_schematic boolean, source_file varchar)"
    )
    for kind in ("township", "zone"):
        rows = connection.execute(
            "select name, list(shape order by position), bool_or(is_schematic), min(source_file)"
            " from clean.boundary_named where kind = ? group by name order by name",
            [kind],
        ).fetchall()
        if not rows:
            continue
        whole = [shapely.union_all([shapely.from_wkb(shape) for shape in shapes]) for _name, shapes, *_rest in rows]
        for (name, _shapes, is_schematic, file), full, drawn in zip(rows, whole, _for_screen(whole, kind), strict=True):
            label = _label(full)
            connection.execute(
                "insert into clean.boundary_shape select count(*) + 1, ?, ?, ? from clean.boundary_shape",
                [name, kind, shapely.to_wkb(full)],
            )
            connection.execute(
                "insert into clean.boundary values (?, ?, ?, ?, ?, ?, ?)",
                [name, kind, _geojson(drawn), round(label.x, DECIMALS), round(label.y, DECIMALS), is_schematic, file],
            )


def _for_screen(shapes: list[shapely.Geometry], kind: str) -> list[shapely.Geometry]:
    """Simplified; townships together, so that neighbours keep their common border."""
    if kind == "township":
        simple = shapely.coverage_simplify(shapes, SCREEN_TOLERANCE_DEGREES)
    else:
        simple = shapely.simplify(shapes, SCREEN_TOLERANCE_DEGREES)
    return [s if not s.is_empty else full for s, full in zip(simple, shapes, strict=True)]


def _geojson(shape: shapely.Geometry) -> str:
    """GeoJSON text, rounded, exterior rings counter-clockwise (RFC 7946, as the map's renderer expects)."""
    rounded = shapely.transform(shape, lambda points: points.round(DECIMALS))
    geometry = shapely.geometry.mapping(shapely.orient_polygons(rounded if rounded.is_valid else shape))
    return json.dumps(geometry, separators=(",", ":"))


def _label(shape: shapely.Geometry) -> shapely.Point:
    """The point farthest from the border of the largest part."""
    largest = max(getattr(shape, "geoms", [shape]), key=lambda part: part.area)
    return shapely.Point(shapely.maximum_inscribed_circle(largest).coords[0])


def _read(path: Path, file_id: int, file: str) -> list[Feature]:
    try:
        frame, whole_is_schematic = _opened(path, file)
    except InputError:
        raise
    except Exception as error:  # GDAL and json raise many kinds; to the user all mean the same
        raise InputError(
            _("The boundary file cannot be read"), file=file, found=_("a damaged or cut-off file, or another format"),
            expected=_("GeoJSON, GeoPackage or a zipped shapefile"), next_step=_next_step(),
        ) from error  # fmt: skip
    frame = frame[~(shapely.is_missing(frame.geometry.array) | shapely.is_empty(frame.geometry.array))]
    frame = frame[frame.geometry.geom_type.isin(["Polygon", "MultiPolygon"])]
    if frame.empty:
        raise InputError(
            _("The boundary file holds no polygon"), file=file,
            expected=_("one polygon or more per township"), next_step=_next_step(),
        )  # fmt: skip
    _check_range(frame, file)
    names, kinds, schematic = (
        _property(frame, properties) for properties in (NAME_PROPERTIES, KIND_PROPERTIES, SCHEMATIC_PROPERTIES)
    )
    return [
        Feature(
            file_id, file, int(index) + 1, name.strip(), kind.strip().lower() in ZONE_WORDS,
            whole_is_schematic or _is_true(drawn), shapely.make_valid(shape),
        )
        for index, name, kind, drawn, shape in zip(frame.index, names, kinds, schematic, frame.geometry, strict=True)
    ]  # fmt: skip


def _opened(path: Path, file: str) -> tuple[geopandas.GeoDataFrame, bool]:
    """All layers of a file in WGS84, and whether the file as a whole says that it is schematic."""
    if path.suffix.lower() in (".geojson", ".json"):
        return _opened_geojson(path, file)
    if path.suffix.lower() == ".zip":
        with TemporaryDirectory() as folder:
            frames = [_opened_shapefile(shapefile) for shapefile in _unpacked(path, Path(folder), file)]
    else:
        _require_magic(path)
        layers = [layer for layer, geometry in pyogrio.list_layers(path) if geometry]
        frames = [geopandas.read_file(path, layer=layer) for layer in layers]
    in_wgs84 = [_with_system(frame, file).to_crs(4326) for frame in frames]
    return geopandas.pd.concat(in_wgs84, ignore_index=True), False


def _require_magic(path: Path) -> None:
    """GDAL asks a file what it is, whatever its name says; some formats would make it open others, or the network."""
    with path.open("rb") as stream:
        head = stream.read(16)
    if not head.startswith(MAGIC[path.suffix.lower()]):
        raise ValueError(path.name)


def _opened_geojson(path: Path, file: str) -> tuple[geopandas.GeoDataFrame, bool]:
    content = json.loads(path.read_text("utf-8-sig"))
    declared = json.dumps(content.get("crs")) if content.get("crs") else ""
    if declared and not any(name in declared for name in SAME_AS_WGS84):
        raise InputError(
            _("The boundary file is not in WGS84"), file=file, found=declared,
            expected=_("a GeoJSON in WGS84, longitude and latitude in degrees (RFC 7946)"), next_step=_next_step(),
        )  # fmt: skip
    frame = geopandas.GeoDataFrame.from_features(content.get("features", []), crs=4326)
    return frame, any(_is_true(content.get(name)) for name in SCHEMATIC_PROPERTIES)


def _opened_shapefile(path: Path) -> geopandas.GeoDataFrame:
    """A shapefile; its text is GBK where it is not the UTF-8 that it may claim."""
    try:
        return geopandas.read_file(path, encoding="utf-8")
    except UnicodeDecodeError:
        return geopandas.read_file(path, encoding="gb18030")


def _unpacked(path: Path, folder: Path, file: str) -> list[Path]:
    """The shapefiles of a zip, unpacked under plain names: in a folder, or under a name in GBK, GDAL finds none."""
    shapefiles = []
    with zipfile.ZipFile(path) as archive:
        parts = {name.lower(): name for name in archive.namelist()}
        for number, stem in enumerate(sorted(name.removesuffix(".shp") for name in parts if name.endswith(".shp"))):
            if f"{stem}.prj" not in parts:
                raise _without_system(file, parts[f"{stem}.shp"])
            for suffix in SHAPEFILE_PARTS:
                if stem + suffix in parts:
                    (folder / f"layer{number}{suffix}").write_bytes(archive.read(parts[stem + suffix]))
            shapefiles.append(folder / f"layer{number}.shp")
    return shapefiles


def _next_step() -> str:
    return _("Export the boundary again as GeoJSON in WGS84, or as a shapefile zipped together with its .prj")


def _with_system(frame: geopandas.GeoDataFrame, file: str) -> geopandas.GeoDataFrame:
    if frame.crs is None:
        raise _without_system(file, file)
    return frame


def _without_system(file: str, found: str) -> InputError:
    return InputError(
        _("The boundary file does not say its coordinate system"), file=file, found=found,
        expected=_("a coordinate system: a .prj in the zip, or one in the GeoPackage"), next_step=_next_step(),
    )  # fmt: skip


def _check_range(frame: geopandas.GeoDataFrame, file: str) -> None:
    west, south, east, north = frame.total_bounds
    whole = bool(numpy.isfinite(shapely.get_coordinates(frame.geometry)).all())
    if whole and west >= LONGITUDE[0] and east <= LONGITUDE[1] and south >= LATITUDE[0] and north <= LATITUDE[1]:
        return
    raise InputError(
        _("The boundary's coordinates are out of range"),
        file=file,
        found=f"{west:.5g} … {east:.5g}, {south:.5g} … {north:.5g}",
        expected=_("longitude 73 to 136, latitude 3 to 54 degrees, longitude first"),
        next_step=_next_step(),
    )


def _property(frame: geopandas.GeoDataFrame, properties: tuple[str, ...]) -> list[str]:
    """The first property of that meaning, as text; empty where there is none."""
    by_name = {str(column).strip().lower(): column for column in frame.columns if column != frame.geometry.name}
    columns = [by_name[name] for name in properties if name in by_name]
    if not columns:
        return [""] * len(frame)
    return ["" if value is None or value != value else str(value) for value in frame[columns[0]]]


def _is_true(value: object) -> bool:
    return str(value).strip().lower() in ("true", "1", "yes", "是", "示意")
