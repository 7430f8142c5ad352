"""Coordinates: which system a text names, and the library's conversions against published pairs."""

import coordTransform
import numpy
import pytest

from etl.locate.coordinates import system_of, to_wgs84

METRES_PER_DEGREE = 111_000


@pytest.mark.parametrize(
    ("written", "system"),
    [
        ("GCJ-02", "gcj02"),
        ("gcj02", "gcj02"),
        ("火星坐标系", "gcj02"),
        ("高德地图", "gcj02"),
        ("腾讯", "gcj02"),
        ("BD-09", "bd09"),
        ("bd09ll", "bd09"),
        ("百度坐标", "bd09"),
        ("CGCS2000", "wgs84"),
        ("国家2000大地坐标系", "wgs84"),
        ("WGS 84", "wgs84"),
        ("EPSG:4490", "wgs84"),
        ("4326", "wgs84"),
        ("天地图", "wgs84"),
        ("", None),
        (None, None),
        ("北京54", None),
        ("西安80", None),
        ("高德或百度", None),
    ],
)
def test_the_system_that_a_text_names(written: str | None, system: str | None) -> None:
    assert system_of(written) == system


# Pairs from the README of coordtransform (github.com/wandergis/coordtransform), the tool that others copy: the point
# 116.404, 39.915 in GCJ-02, the same point in BD-09, and in WGS84.
PUBLISHED = [
    ("gcj02", (116.404, 39.915), (116.39775550083061, 39.91359571849836)),
    ("bd09", (116.41036949371029, 39.92133699351021), (116.39775550083061, 39.91359571849836)),
]


@pytest.mark.parametrize(("system", "given", "expected"), PUBLISHED)
def test_conversion_agrees_with_published_pairs_within_two_metres(
    system: str, given: tuple[float, float], expected: tuple[float, float]
) -> None:
    lon, lat = to_wgs84(numpy.array([given[0]]), numpy.array([given[1]]), system)
    assert abs(lon[0] - expected[0]) * METRES_PER_DEGREE < 2
    assert abs(lat[0] - expected[1]) * METRES_PER_DEGREE < 2


@pytest.mark.parametrize(
    ("system", "there"), [("gcj02", coordTransform.wgs84_to_gcj02), ("bd09", coordTransform.wgs84_to_bd09)]
)
def test_there_and_back_is_the_same_point_within_three_metres(system: str, there) -> None:
    lon, lat = (
        axis.ravel() for axis in numpy.meshgrid(numpy.linspace(118.2, 118.9, 20), numpy.linspace(28.6, 29.3, 20))
    )
    shifted_lon, shifted_lat = (numpy.asarray(axis) for axis in there(lon, lat))
    assert numpy.abs(shifted_lon - lon).min() * METRES_PER_DEGREE > 300  # the shift is no small thing
    back_lon, back_lat = to_wgs84(shifted_lon, shifted_lat, system)
    assert numpy.abs(back_lon - lon).max() * METRES_PER_DEGREE < 3
    assert numpy.abs(back_lat - lat).max() * METRES_PER_DEGREE < 3


def test_wgs84_stays_as_it_is() -> None:
    lon, lat = to_wgs84(numpy.array([118.5]), numpy.array([28.9]), "wgs84")
    assert (lon[0], lat[0]) == (118.5, 28.9)
