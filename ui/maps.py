"""The county's map as a finished figure: polygons where there is a boundary file, tiles where there is none.

Drawn on an empty style: no tile, font or outline is asked for. The map's own text is Chinese only, because the
library draws Chinese by itself but would ask a font server for Latin letters and digits.
"""

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from etl.mart import RANKED_FROM
from ui import queries, theme, warehouse
from ui.charts import Finished
from ui.names import place
from ui.text import _, cached_by_language, count, percent
from ui.theme import Palette
from ui.warehouse import Build

KEYS = OVERVIEW, PAGE = "overview_map", "coverage_map"
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
NO_CLASS = len(theme.COVERAGE_BOUNDS) - 1
NOT_CHINESE = re.compile(r"[^\u4e00-\u9fff]")
TILE, TILE_SHAPE, TILE_GAP = 0.1, 0.72, 0.008
ZONE_ID = "zone:"
"""Before a zone's name in the map: a park may be called as its township is."""


def coverage_class(row: dict[str, Any]) -> int:
    """0–4 from the lowest fifth to the highest; NO_CLASS where there are too few enterprises to say."""
    if row["rate"] is None or row["larger"] < RANKED_FROM:
        return NO_CLASS
    return min(int(row["rate"] * 5), 4)


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


def _tiles(build: Build) -> list[dict[str, Any]]:
    """Equal squares, each a township, where county.toml puts them: comparison and click without geography."""
    shapes = []
    for tile in queries.tiles(build):
        x, y = (tile["tile_column"] - 1) * TILE, -tile["tile_row"] * TILE * TILE_SHAPE
        right, top = x + TILE - TILE_GAP, y + TILE * TILE_SHAPE - TILE_GAP
        ring = [[x, y], [right, y], [right, top], [x, top], [x, y]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        middle = {"label_lon": (x + right) / 2, "label_lat": (y + top) / 2}
        shapes.append({"name": tile["township_name"], "geometry": geometry, **middle})
    return shapes


@cached_by_language(maxsize=48)
def coverage_map(
    build: Build, definition: str, place: str, narrow: bool, look: Palette, zones: bool = False
) -> go.Figure:
    """Townships coloured by class of coverage, zones as outlines if wanted, on the map's own page larger enterprises
    without a union as points, and the townships' names above all.

    Layers that are not wanted are there and empty, and the view has one revision a build: Plotly then keeps the view
    where the reader put it, whatever is chosen.
    """
    rows = {row["township_name"]: row for row in queries.townships(build, definition)}
    shapes = boundaries(build)["township"] or _tiles(build)
    panel = "narrow" if narrow else place
    traces = [_townships(shapes, rows, look)]
    if place == "page" and not is_tiled(build):
        known = {row["zone_name"]: row for row in queries.zones(build, definition)}
        traces.append(_zones(boundaries(build)["zone"] if zones else [], known, look))
        traces.append(_points(warehouse.rows(build, "points", definition=definition), look))
    by_ink: dict[str, list[dict[str, Any]]] = {ink: [] for ink in (*look.coverage_ink, look.not_ranked_ink)}
    for shape in shapes:
        by_ink[_ink(rows.get(shape["name"]), look)].append(shape)
    traces += [_labels(part, ink, LABEL[panel]) for ink, part in by_ink.items()]
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


def _ink(row: dict[str, Any] | None, look: Palette) -> str:
    step = NO_CLASS if row is None else coverage_class(row)
    return (*look.coverage_ink, look.not_ranked_ink)[step]


def _features(shapes: list[dict[str, Any]], prefix: str = "") -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": prefix + shape["name"], "properties": {}, "geometry": shape["geometry"]}
            for shape in shapes
        ],
    }


def _townships(shapes: list[dict[str, Any]], rows: dict[str, dict[str, Any]], look: Palette) -> go.Choroplethmap:
    steps = [*look.coverage, look.not_ranked]
    scale = [[edge / len(steps), colour] for i, colour in enumerate(steps) for edge in (i, i + 1)]
    names = [shape["name"] for shape in shapes]
    known = [rows.get(name) for name in names]
    return go.Choroplethmap(
        geojson=_features(shapes),
        locations=names,
        z=[NO_CLASS if row is None else coverage_class(row) for row in known],
        zmin=-0.5,
        zmax=len(steps) - 0.5,
        colorscale=scale,
        showscale=False,
        marker={"line": {"color": look.ground, "width": 1.5}, "opacity": 0.92},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.5}},
        text=[f"<b>{place(name)}</b>{_hover(row)}" for name, row in zip(names, known, strict=True)],
        hovertemplate="%{text}<extra></extra>",
    )


def _zones(shapes: list[dict[str, Any]], rows: dict[str, dict[str, Any]], look: Palette) -> go.Choroplethmap:
    """Outlines with their own coverage in the hover; filled with nothing, so that all of a zone can be clicked."""
    names = [shape["name"] for shape in shapes]
    said = [_hover(rows.get(name)) or "<br>" + _("no enterprise is known here") for name in names]
    return go.Choroplethmap(
        geojson=_features(shapes, ZONE_ID),
        locations=[ZONE_ID + name for name in names],
        z=[0] * len(names),
        colorscale=[[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]],
        showscale=False,
        marker={"line": {"color": look.zone, "width": 2}},
        unselected={"marker": {"opacity": 1}},
        text=[f"<b>{place(name)}</b>{words}" for name, words in zip(names, said, strict=True)],
        hovertemplate="%{text}<extra></extra>",
    )


def _hover(row: dict[str, Any] | None) -> str:
    if row is None:
        return ""
    return "<br>".join(
        (
            "",
            _("coverage {rate}", rate=percent(row["rate"])) if row["larger"] >= RANKED_FROM else _("too few to judge"),
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


def _points(found: list[dict[str, Any]], look: Palette) -> go.Scattermap:
    return go.Scattermap(
        lon=[row["lon"] for row in found],
        lat=[row["lat"] for row in found],
        mode="markers",
        marker={"size": 7, "color": look.point, "opacity": 0.85},
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


@dataclass(frozen=True)
class Clicked:
    """What a click on the map hit; '' for what it did not. An enterprise comes with its township."""

    township: str = ""
    zone: str = ""
    enterprise_id: str = ""


def clicked(selection: Any) -> Clicked:
    """A point before a zone, a zone before the township under it."""
    points = selection.get("points", []) if selection else []
    for point in points:
        if point.get("customdata"):
            return Clicked(township=point["customdata"][1], enterprise_id=point["customdata"][0])
    places = sorted((point["location"] for point in points if point.get("location")), key=_is_township)
    for hit in places:
        return Clicked(township=hit) if _is_township(hit) else Clicked(zone=hit.removeprefix(ZONE_ID))
    return Clicked()


def _is_township(place: str) -> bool:
    return not place.startswith(ZONE_ID)
