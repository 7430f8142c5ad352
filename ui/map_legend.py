"""What the map's colours, points and lines mean, in words; and what the map is drawn from."""

from typing import Any

from etl.mart import RANKED_FROM
from ui import maps, queries
from ui.text import _, term
from ui.theme import Palette
from ui.warehouse import Build

# The classes from the lowest to the highest, with how many townships are in each.
CLASSES = (
    "coverage under two in ten: {number}",
    "two to four in ten: {number}",
    "four to six in ten: {number}",
    "six to eight in ten: {number}",
    "eight in ten or more: {number}",
)


def _classes(rows: list[dict[str, Any]]) -> list[int]:
    return [maps.coverage_class(row) for row in rows if row["township_name"] != "未定位"]


def entries(rows: list[dict[str, Any]], look: Palette) -> list[tuple[str, str]]:
    """The classes in words and how many townships are in each; (colour, words)."""
    found = _classes(rows)
    named = [
        (colour, _(words, number=found.count(index)))
        for index, (colour, words) in enumerate(zip(look.coverage, CLASSES, strict=True))
    ]
    few = found.count(maps.NO_CLASS)
    if few:
        named.append((look.not_ranked, _("fewer than {least}: {number}", least=RANKED_FROM, number=few)))
    return named


def _meaning(rows: list[dict[str, Any]], definition: str, look: Palette) -> str:
    found, who = _classes(rows), term("definition", definition)
    if found and set(found) == {maps.NO_CLASS}:
        return _(
            "All grey: no township has {least} enterprises of this kind ({who}), so none is ranked",
            least=RANKED_FROM,
            who=who,
        )
    low, high = (term("colour", hue) for hue in look.hues)
    return _(
        "{high}: eight in ten or more of {who} have a union. {low}: fewer than two in ten."
        " Grey: fewer than {least} of them, not ranked",
        high=high,
        low=low,
        who=who,
        least=RANKED_FROM,
    )


def marks(build: Build, look: Palette, zones: bool) -> list[tuple[str, str]]:
    """What points and outlines on the map are; nothing where townships are tiles."""
    if maps.is_tiled(build):
        return []
    points = [(look.point, _("point: larger enterprise without a union"))]
    return points + ([(look.zone, _("line: zone"))] if zones and maps.boundaries(build)["zone"] else [])


def caption(build: Build, definition: str, look: Palette) -> str:
    """What the ends of the scale and grey mean, and what the map is drawn from."""
    meaning = _meaning(queries.townships(build, definition), definition, look)
    return _("{meaning}. {ground}", meaning=meaning, ground=_drawn_from(build))


def _drawn_from(build: Build) -> str:
    if maps.is_tiled(build):
        if any(row["is_set"] for row in queries.tiles(build)):
            return _("No boundary file was brought: tiles of equal size, placed as county.toml says")
        return _("No boundary file was brought: tiles of equal size by name, their place says nothing")
    schematic = any(shape["is_schematic"] for shape in maps.boundaries(build)["township"])
    return _("Schematic boundaries") if schematic else _("Boundaries as brought")
