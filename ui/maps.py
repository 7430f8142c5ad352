"""The county's map as a finished figure: polygons where there is a boundary file, tiles where there is none.

Drawn on an empty style: no tile, font or outline is asked for. The map's own text is Chinese only, because the
library draws Chinese by itself but would ask a font server for Latin letters and digits.
"""

import json
import math
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from ui import queries, theme, warehouse
from ui.charts import RANKED_FROM, Finished
from ui.text import _, count, percent
from ui.warehouse import Build

HEIGHT = {"overview": 440, "page": 560, "narrow": 330}
WIDTH = {"overview": 440, "page": 500, "narrow": 300}
LABEL = {"overview": 12, "page": 13, "narrow": 11}
CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": True}
STYLE = {
    "version": 8,
    "sources": {"nothing": {"type": "geojson", "data": {"type": "FeatureCollection", "features": []}}},
    "layers": [
        {"id": "ground", "type": "background", "paint": {"background-color": "#FFFFFF", "background-opacity": 0}}
    ],
}
NO_CLASS, DARKEST = len(theme.COVERAGE), len(theme.COVERAGE) - 1
NOT_CHINESE = re.compile(r"[^\u4e00-\u9fff]")
TILE_COLUMNS = 4
TILE, TILE_GAP = 0.1, 0.008


def coverage_class(row: dict[str, Any]) -> int:
    """0–4 from the lowest fifth to the highest; NO_CLASS where there are too few enterprises to say."""
    if row["rate"] is None or row["larger"] < RANKED_FROM:
        return NO_CLASS
    return min(int(row["rate"] * 5), 4)


def legend_entries(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The classes with bounds and how many townships are in each, in words."""
    classes = [coverage_class(row) for row in rows if row["township_name"] != "未定位"]
    entries = [
        (
            colour,
            _("{low}–{high} %: {number}", low=round(low * 100), high=round(high * 100), number=classes.count(index)),
        )
        for index, (colour, low, high) in enumerate(
            zip(theme.COVERAGE, theme.COVERAGE_BOUNDS, theme.COVERAGE_BOUNDS[1:], strict=False)
        )
    ]
    if NO_CLASS in classes:
        entries.append(
            (
                theme.NOT_RANKED,
                _("under {number} enterprises: {count}", number=RANKED_FROM, count=classes.count(NO_CLASS)),
            )
        )
    return entries


def _ring_bounds(geometry: dict[str, Any]) -> tuple[float, float, float, float]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    points = [point for polygon in polygons for point in polygon[0]]
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def view(bounds: list[tuple[float, float, float, float]], width: int, height: int) -> dict[str, Any]:
    """Centre and zoom at which the bounds fill a panel of this size in pixels, with a margin."""
    west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
    east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)

    def mercator(latitude: float) -> float:
        return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))

    tall, wide = max(mercator(north) - mercator(south), 1e-6), max(east - west, 1e-6)
    zoom = min(math.log2(width * 360 / (512 * wide)), math.log2(height * 360 / (512 * tall))) - 0.12
    return {"center": {"lon": (west + east) / 2, "lat": (south + north) / 2}, "zoom": round(zoom, 2)}


@lru_cache(maxsize=4)
def boundaries(build: Build) -> dict[str, list[dict[str, Any]]]:
    """Township and zone shapes by kind with their geometry parsed; both empty where no boundary file was read."""
    found: dict[str, list[dict[str, Any]]] = {"township": [], "zone": []}
    for row in warehouse.rows(build, "boundaries"):
        found.setdefault(row["kind"], []).append({**row, "geometry": json.loads(row["geojson"])})
    return found


def is_tiled(build: Build) -> bool:
    """Whether there is no boundary to draw, so that townships are equal tiles."""
    return not boundaries(build)["township"]


def _tiles(names: list[str]) -> list[dict[str, Any]]:
    """Equal squares in rows, each a township: geography unknown, comparison and click still possible."""
    shapes = []
    for index, name in enumerate(names):
        x = (index % TILE_COLUMNS) * TILE
        y = -(index // TILE_COLUMNS) * TILE * 0.72
        right, top = x + TILE - TILE_GAP, y + TILE * 0.72 - TILE_GAP
        ring = [[x, y], [right, y], [right, top], [x, top], [x, y]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        shapes.append({"name": name, "geometry": geometry, "label_lon": (x + right) / 2, "label_lat": (y + top) / 2})
    return shapes


@lru_cache(maxsize=24)
def coverage_map(build: Build, definition: str, place: str, narrow: bool) -> go.Figure:
    """Townships coloured by class of coverage, their names, zones as outlines, and on the map's own page larger
    enterprises without a union as points.

    The same object whatever is chosen, so that the view stays where it was put.
    """
    rows = {row["township_name"]: row for row in queries.townships(build, definition)}
    shapes = boundaries(build)["township"] or _tiles([name for name in rows if name != "未定位"])
    darkest = [shape for shape in shapes if shape["name"] in rows and coverage_class(rows[shape["name"]]) == DARKEST]
    others = [shape for shape in shapes if shape not in darkest]
    panel = "narrow" if narrow else place
    size = LABEL[panel]
    traces = [
        _townships(shapes, rows),
        _labels(others, theme.MAP_TEXT, size),
        _labels(darkest, theme.MAP_TEXT_ON_DARK, size),
    ]
    if place == "page" and not is_tiled(build):
        traces += [_outline(zone) for zone in boundaries(build)["zone"]]
        traces.append(_points(warehouse.rows(build, "points", definition=definition)))
    figure = go.Figure(traces)
    bounds = [_ring_bounds(shape["geometry"]) for shape in shapes]
    figure.update_layout(
        height=HEIGHT[panel],
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        showlegend=False,
        clickmode="event+select",
        dragmode="pan",
        font={"family": theme.FONT, "size": 13},
        map={"style": STYLE, **view(bounds, WIDTH[panel], HEIGHT[panel])},
        uirevision=build.id,
    )
    return Finished(figure)


def _townships(shapes: list[dict[str, Any]], rows: dict[str, dict[str, Any]]) -> go.Choroplethmap:
    steps = [*theme.COVERAGE, theme.NOT_RANKED]
    scale = [[edge / len(steps), colour] for i, colour in enumerate(steps) for edge in (i, i + 1)]
    names = [shape["name"] for shape in shapes]
    known = [rows.get(name) for name in names]
    return go.Choroplethmap(
        geojson={
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "id": shape["name"], "properties": {}, "geometry": shape["geometry"]}
                for shape in shapes
            ],
        },
        locations=names,
        z=[NO_CLASS if row is None else coverage_class(row) for row in known],
        zmin=-0.5,
        zmax=len(steps) - 0.5,
        colorscale=scale,
        showscale=False,
        marker={"line": {"color": theme.BORDER, "width": 1.5}, "opacity": 0.92},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.5}},
        text=["" if row is None else _hover(row) for row in known],
        hovertemplate="<b>%{location}</b><br>%{text}<extra></extra>",
    )


def _hover(row: dict[str, Any]) -> str:
    return "<br>".join(
        (
            _("coverage {rate}", rate=percent(row["rate"])),
            _(
                "{number} larger enterprises, {none} without a union",
                number=count(row["larger"]),
                none=count(row["larger_none"]),
            ),
            _("{number} to be verified", number=count(row["larger_uncertain"])),
        )
    )


def _labels(shapes: list[dict[str, Any]], colour: str, size: int) -> go.Scattermap:
    placed = [shape for shape in shapes if shape["label_lon"] is not None and shape["label_lat"] is not None]
    return go.Scattermap(
        lon=[shape["label_lon"] for shape in placed],
        lat=[shape["label_lat"] for shape in placed],
        text=[NOT_CHINESE.sub("", shape["name"]) for shape in placed],
        mode="text",
        textfont={"size": size, "color": colour},
        hoverinfo="skip",
    )


def _outline(zone: dict[str, Any]) -> go.Scattermap:
    geometry = zone["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    longitudes: list[float | None] = []
    latitudes: list[float | None] = []
    for polygon in polygons:
        longitudes += [point[0] for point in polygon[0]] + [None]
        latitudes += [point[1] for point in polygon[0]] + [None]
    return go.Scattermap(
        lon=longitudes,
        lat=latitudes,
        mode="lines",
        line={"color": theme.ZONE, "width": 1.6},
        name=zone["name"],
        hovertemplate=zone["name"] + "<extra></extra>",
    )


def _points(found: list[dict[str, Any]]) -> go.Scattermap:
    return go.Scattermap(
        lon=[row["lon"] for row in found],
        lat=[row["lat"] for row in found],
        mode="markers",
        marker={"size": 7, "color": theme.STATUS["none"], "opacity": 0.85},
        customdata=[[row["enterprise_id"], row["township_name"]] for row in found],
        text=[
            _("{name}<br>{workers} workers, no union", name=row["name"], workers=count(row["headcount"]))
            for row in found
        ],
        hovertemplate="%{text}<extra></extra>",
    )


def show(figure: go.Figure, key: str, on_select: Callable[[], None] | None = None) -> None:
    """Put the map on the page; with on_select a click on a township or point is told to it."""
    options: dict[str, Any] = {"on_select": on_select, "selection_mode": "points"} if on_select else {}
    st.plotly_chart(
        figure,
        key=key,
        config=CONFIG,
        alt=_("Map of coverage by township"),
        height=int(figure.layout.height),
        **options,
    )


def caption(build: Build) -> str:
    """What the map is drawn from, and what it is not."""
    if is_tiled(build):
        return _("No boundary file was brought: townships are tiles of equal size, not places")
    schematic = any(shape["is_schematic"] for shape in boundaries(build)["township"])
    return (
        _("Schematic boundaries. Pale grey: too few enterprises to rank")
        if schematic
        else _("Boundaries as brought. Pale grey: too few enterprises to rank")
    )


def point_legend(build: Build) -> list[tuple[str, str]]:
    """What points and outlines on the map are."""
    if is_tiled(build):
        return []
    entries = [(theme.STATUS["none"], _("point: larger enterprise without a union"))]
    return entries + ([(theme.ZONE, _("line: zone"))] if boundaries(build)["zone"] else [])


def clicked(selection: Any) -> tuple[str | None, str | None]:
    """(township, enterprise id) of a click on the map: a polygon gives its name, a point both; nothing: two None."""
    points = selection.get("points", []) if selection else []
    for point in points:
        if point.get("customdata"):
            return point["customdata"][1], point["customdata"][0]
    for point in points:
        if point.get("location"):
            return point["location"], None
    return None, None
