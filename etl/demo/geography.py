"""The invented map: outline, seats, township cells, villages, parks. WGS84 degrees; every shape is schematic.

Seats lie roughly where the real ones do, outline and borders are drawn by formula. Borders are Voronoi cells of
the seats, made wavy by one smooth displacement so that neighbours still meet.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import shapely
from shapely import Polygon

from etl.demo.streams import stream, texts
from etl.demo.words import VILLAGE_HEADS, VILLAGE_TAILS


@dataclass(frozen=True)
class Township:
    """A township: `weight` among all enterprises, `organised` share of its larger ones, former name ('' for none)."""

    name: str
    kind: str
    code: str
    former: str
    lon: float
    lat: float
    weight: float
    organised: float
    villages: int


TOWNSHIPS = (
    Township("天马街道", "街道", "339922001", "天马镇", 118.515, 28.860, 0.200, 0.92, 16),
    Township("紫港街道", "街道", "339922002", "", 118.560, 28.925, 0.130, 0.86, 14),
    Township("金川街道", "街道", "339922003", "", 118.470, 28.905, 0.125, 0.80, 14),
    Township("白石镇", "镇", "339922101", "", 118.400, 28.830, 0.050, 0.66, 12),
    Township("招贤镇", "镇", "339922102", "", 118.675, 28.915, 0.070, 0.54, 14),
    Township("青石镇", "镇", "339922103", "", 118.610, 28.880, 0.085, 0.84, 15),
    Township("球川镇", "镇", "339922104", "", 118.335, 28.885, 0.070, 0.45, 15),
    Township("辉埠镇", "镇", "339922105", "宋畈乡", 118.490, 28.990, 0.120, 0.97, 17),
    Township("芳村镇", "镇", "339922106", "", 118.650, 29.100, 0.055, 0.72, 16),
    Township("何家乡", "乡", "339922201", "", 118.395, 28.965, 0.020, 0.55, 9),
    Township("同弓乡", "乡", "339922202", "", 118.425, 28.890, 0.025, 0.85, 9),
    Township("大桥头乡", "乡", "339922203", "", 118.590, 28.995, 0.022, 0.36, 9),
    Township("新昌乡", "乡", "339922204", "", 118.555, 29.080, 0.015, 0.70, 10),
    Township("东案乡", "乡", "339922205", "", 118.690, 29.020, 0.013, 0.60, 10),
)

ZONES = (("云湖工业园区", 118.5265, 28.9450, 0.020, 0.013), ("赤山产业园", 118.4700, 29.0150, 0.014, 0.010))
"""Functional zones: name, middle, half axes in degrees. The first lies across several townships."""


def _wave(points: np.ndarray) -> np.ndarray:
    """The smooth displacement that makes straight borders look grown."""
    lon, lat = points[:, 0], points[:, 1]
    east = 0.0042 * np.sin(95 * lat + 40 * lon) + 0.0011 * np.sin(260 * lat - 90 * lon + 1.3)
    north = 0.0040 * np.sin(85 * lon - 50 * lat + 0.7) + 0.0011 * np.sin(240 * lon + 110 * lat + 2.1)
    return np.round(np.column_stack([lon + east, lat + north]), 6)


def _outline() -> Polygon:
    """A closed curve around the seats: radius by direction, two harmonics."""
    angle = np.linspace(0, 2 * np.pi, 180, endpoint=False)
    radius = 1 + 0.10 * np.cos(3 * angle + 0.8) + 0.06 * np.sin(5 * angle)
    tilt = 0.06 * np.cos(angle)
    return Polygon(
        np.column_stack([118.525 + 0.225 * radius * np.cos(angle), 28.965 + 0.185 * radius * np.sin(angle) + tilt])
    )


def township_polygons() -> dict[str, Polygon]:
    """Township name → its schematic polygon; together they fill the outline without gap or overlap."""
    outline = _outline()
    seats = shapely.MultiPoint([(place.lon, place.lat) for place in TOWNSHIPS])
    cells = shapely.get_parts(shapely.voronoi_polygons(seats, extend_to=outline.buffer(0.2)))
    pieces = shapely.segmentize(shapely.intersection(cells, outline), 0.004)
    cover = (
        shapely.coverage_clean(shapely.set_precision(pieces, 1e-7)) if hasattr(shapely, "coverage_clean") else pieces
    )
    found = {}
    for place, seat in zip(TOWNSHIPS, shapely.get_parts(seats), strict=True):
        cell = cover[int(np.argmax(shapely.contains(cells, seat)))]
        found[place.name] = shapely.transform(cell, _wave)
    return found


def zone_polygons() -> dict[str, Polygon]:
    """Zone name → its schematic polygon, laid over the townships."""
    angle = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    shapes = {}
    for name, lon, lat, wide, high in ZONES:
        radius = 1 + 0.12 * np.sin(3 * angle + lon)
        ring = np.column_stack([lon + wide * radius * np.cos(angle), lat + high * radius * np.sin(angle)])
        shapes[name] = Polygon(np.round(ring, 6))
    return shapes


def villages(seed: int) -> pd.DataFrame:
    """One row per village: name, spoken (with 村 or 社区), township index, code, lon, lat, shared (two have it)."""
    rng = stream(seed, "villages")
    names = [head + tail for head in VILLAGE_HEADS for tail in VILLAGE_TAILS]
    order = rng.permutation(len(names))
    count = sum(place.villages for place in TOWNSHIPS)
    chosen = texts([names[index] for index in order[:count]])
    township = np.repeat(np.arange(len(TOWNSHIPS)), [place.villages for place in TOWNSHIPS])
    # 两对同名村：光凭村名定不了乡镇。
    chosen[[township.searchsorted(6), township.searchsorted(8)]] = chosen[
        [township.searchsorted(4), township.searchsorted(3)]
    ]
    number = np.concatenate([np.arange(place.villages) for place in TOWNSHIPS]) + 201
    codes = [f"{TOWNSHIPS[place].code}{serial}" for place, serial in zip(township, number, strict=True)]
    frame = pd.DataFrame({"name": chosen, "township": township, "code": codes})
    urban = np.array([place.kind == "街道" for place in TOWNSHIPS])[township] & (rng.random(count) < 0.45)
    frame["spoken"] = frame["name"] + np.where(urban, "社区", "村").astype(object)
    frame["shared"] = frame.duplicated("name", keep=False)
    return frame.join(_village_points(rng, township))


def _village_points(rng: np.random.Generator, township: np.ndarray) -> pd.DataFrame:
    """A point well inside the township for each village."""
    points = np.zeros((len(township), 2))
    shapes = township_polygons()
    for index, place in enumerate(TOWNSHIPS):
        rows = np.flatnonzero(township == index)
        inner = shapes[place.name].buffer(-0.006)
        west, south, east, north = inner.bounds
        tries = np.column_stack([rng.uniform(west, east, 4000), rng.uniform(south, north, 4000)])
        points[rows] = tries[shapely.contains_xy(inner, tries)][: len(rows)]
    return pd.DataFrame({"lon": points[:, 0], "lat": points[:, 1]})


def zone_points(rng: np.random.Generator, zone: np.ndarray, township: np.ndarray) -> np.ndarray:
    """Points (n × 2) inside both the zone and the township of each row; rows whose two do not meet get NaN."""
    points = np.full((len(zone), 2), np.nan)
    shapes, areas = township_polygons(), zone_polygons()
    for zone_index, (zone_name, *_rest) in enumerate(ZONES):
        for township_index, place in enumerate(TOWNSHIPS):
            rows = np.flatnonzero((zone == zone_index) & (township == township_index))
            meeting = shapes[place.name].buffer(-0.0015).intersection(areas[zone_name].buffer(-0.0008))
            if not len(rows) or meeting.is_empty:
                continue
            west, south, east, north = meeting.bounds
            tries = np.column_stack([rng.uniform(west, east, 500), rng.uniform(south, north, 500)])
            inside = tries[shapely.contains_xy(meeting, tries)]
            if len(inside):
                points[rows] = inside[rng.integers(0, len(inside), len(rows))]
    return points


def feature_collection(as_of: date) -> dict:
    """The boundary file: 14 townships and the zones, every feature marked as schematic."""
    townships = [
        (place.name, "township", shape, (place.lon, place.lat))
        for place, shape in zip(TOWNSHIPS, township_polygons().values(), strict=True)
    ]
    zones = [
        (name, "zone", shape, (lon, lat))
        for (name, lon, lat, *_), shape in zip(ZONES, zone_polygons().values(), strict=True)
    ]
    features = [
        {
            "type": "Feature",
            "properties": {
                "name": name,
                "kind": kind,
                "county": "常山县",
                "schematic": True,
                "label_lon": label[0],
                "label_lat": label[1],
            },
            "geometry": shapely.geometry.mapping(shape),
        }
        for name, kind, shape, label in townships + zones
    ]
    note = "虚构的示意边界，不是行政区域界线，不得作为地图使用"
    return {
        "type": "FeatureCollection",
        "name": note,
        "schematic": True,
        "as_of": as_of.isoformat(),
        "features": features,
    }
