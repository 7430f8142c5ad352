"""Colours that carry meaning, light and dark, for charts and legends. The rest of the look is .streamlit/config.toml.

In both palettes they are told apart by the colour-blind and in grey (tests/pages/test_theme.py simulates both).
"""

from dataclasses import dataclass

import streamlit as st

FONT = "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
COVERAGE_BOUNDS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
TRACK = "rgba(138,143,152,0.22)"


@dataclass(frozen=True, eq=False)
class Palette:
    """One look. `coverage` goes from the lowest class to the highest, away from the ground; `coverage_ink` is what is
    written on each class, `not_ranked_ink` on what is not ranked. `hues` are the codes of the names of the colours of
    the lowest and the highest class. `risk` has the bands in the order in which a bar stacks them, `ladder` the three
    steps. Compared and hashed by identity, because figures are cached by it.
    """

    name: str
    ground: str
    status: dict[str, str]
    risk: dict[str, str]
    ladder: tuple[str, str, str]
    coverage: tuple[str, ...]
    coverage_ink: tuple[str, ...]
    not_ranked: str
    not_ranked_ink: str
    hues: tuple[str, str]
    zone: str
    point: str
    line: str


LIGHT = Palette(
    name="light",
    ground="#FFFFFF",
    status={
        "own": "#1B6CA8",
        "joint": "#7FB7DE",
        "headquarters": "#B9CBD8",
        "uncertain": "#E0A100",
        "none": "#C8401F",
    },
    risk={
        "suspected": "#C8401F",
        "watch": "#E0A100",
        "to_verify": "#8A8F98",
        "normal": "#1B6CA8",
        "exempt": "#D9DCE0",
    },
    ladder=("#B9CBD8", "#7FB7DE", "#1B6CA8"),
    coverage=("#F3E9D8", "#F2C879", "#B7BBA6", "#75A9CF", "#1B6CA8"),
    coverage_ink=("#1F2328", "#1F2328", "#1F2328", "#1F2328", "#FFFFFF"),
    not_ranked="#D3D6DB",
    not_ranked_ink="#1F2328",
    hues=("cream", "deep_blue"),
    zone="#3D1F6B",
    point="#C8401F",
    line="#8A8F98",
)
DARK = Palette(
    name="dark",
    ground="#16181B",
    status={
        "own": "#4C9BDB",
        "joint": "#A6D3F2",
        "headquarters": "#6F8494",
        "uncertain": "#E0A100",
        "none": "#E8694A",
    },
    risk={
        "suspected": "#E8694A",
        "watch": "#E0A100",
        "to_verify": "#7A8088",
        "normal": "#4C9BDB",
        "exempt": "#454B53",
    },
    ladder=("#6F8494", "#A6D3F2", "#4C9BDB"),
    coverage=("#4A3826", "#8A6220", "#7F8C80", "#6FB0E0", "#C4E3FA"),
    coverage_ink=("#FFFFFF", "#FFFFFF", "#0E1013", "#0E1013", "#0E1013"),
    not_ranked="#3B4047",
    not_ranked_ink="#FFFFFF",
    hues=("brown", "bright_blue"),
    zone="#FFE08A",
    point="#FF7A59",
    line="#8A8F98",
)


def current() -> Palette:
    """The palette of the theme that the reader sees; light where the browser has not said."""
    return DARK if st.context.theme.type == "dark" else LIGHT
