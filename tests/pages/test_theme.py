"""The colours that carry meaning are told apart by the colour-blind, and in grey by their order.

Colour-blindness is simulated by the matrices of Machado, Oliveira and Fernandes (2009), severity 1.0; differences are
CIE 1976 ΔE in CIELAB. Ten is far more than the just noticeable 2.3.
"""

from itertools import combinations, pairwise

import numpy as np
import pytest

from ui.theme import DARK, LIGHT, Palette

SEEN_BY = {
    "everybody": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
APART, APART_IN_GREY = 10, 5


def linear(colour: str) -> np.ndarray:
    share = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def lab(colour: str, eye: str) -> np.ndarray:
    xyz = TO_XYZ @ np.clip(SEEN_BY[eye] @ linear(colour), 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(one: str, two: str, eye: str) -> float:
    return float(np.linalg.norm(lab(one, eye) - lab(two, eye)))


palettes = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)


@palettes
@pytest.mark.parametrize("eye", SEEN_BY)
def test_states_are_told_apart(eye: str, palette: Palette) -> None:
    close = {
        (one, two): round(found, 1)
        for (one, a), (two, b) in combinations(palette.status.items(), 2)
        if (found := difference(a, b, eye)) < APART
    }
    assert close == {}


@palettes
@pytest.mark.parametrize("eye", SEEN_BY)
def test_bands_and_steps_are_told_apart(eye: str, palette: Palette) -> None:
    for colours in (palette.risk.values(), palette.ladder):
        close = {pair: found for pair in combinations(colours, 2) if (found := difference(*pair, eye)) < APART}
        assert close == {}


@palettes
@pytest.mark.parametrize("eye", SEEN_BY)
def test_classes_of_coverage_are_told_apart(eye: str, palette: Palette) -> None:
    colours = [*palette.coverage, palette.not_ranked]
    close = {pair: round(found, 1) for pair in combinations(colours, 2) if (found := difference(*pair, eye)) < APART}
    assert close == {}


@palettes
@pytest.mark.parametrize("eye", SEEN_BY)
def test_points_and_zones_are_told_from_every_class_under_them(eye: str, palette: Palette) -> None:
    under = [*palette.coverage, palette.not_ranked]
    close = [
        (mark, colour)
        for mark in (palette.point, palette.zone)
        for colour in under
        if difference(mark, colour, eye) < 10
    ]
    assert close == []


@palettes
def test_neighbours_of_a_stacked_bar_differ_in_grey(palette: Palette) -> None:
    """A bar's parts stand in a fixed order; uncertain is hatched besides."""
    for colours in (palette.status, palette.risk):
        lightness = [lab(colour, "everybody")[0] for colour in colours.values()]
        assert all(abs(one - two) >= APART_IN_GREY for one, two in pairwise(lightness))


@palettes
def test_coverage_moves_away_from_the_ground_in_grey(palette: Palette) -> None:
    ground = lab(palette.ground, "everybody")[0]
    away = [abs(lab(colour, "everybody")[0] - ground) for colour in palette.coverage]
    assert all(two - one >= APART_IN_GREY for one, two in pairwise(away))


@palettes
def test_map_text_is_read_on_every_class_that_it_stands_on(palette: Palette) -> None:
    written = zip((*palette.coverage, palette.not_ranked), (*palette.coverage_ink, palette.not_ranked_ink), strict=True)
    assert [(colour, ink) for colour, ink in written if contrast(colour, ink) < 4.5] == []


def test_a_state_is_seen_on_the_dark_ground() -> None:
    assert [state for state, colour in DARK.status.items() if contrast(colour, DARK.ground) < 3] == []


def contrast(one: str, two: str) -> float:
    """Contrast of two colours by WCAG 2, 1 to 21."""
    darker, lighter = sorted(float(TO_XYZ[1] @ linear(colour)) for colour in (one, two))
    return (lighter + 0.05) / (darker + 0.05)
