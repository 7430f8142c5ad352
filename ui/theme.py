"""Colours that carry meaning, for charts and legends. The rest of the look is .streamlit/config.toml.

They are told apart by the colour-blind and in grey (tests/pages/test_theme.py simulates both).
"""

STATUS = {
    "own": "#1B6CA8",
    "joint": "#7FB7DE",
    "headquarters": "#B9CBD8",
    "uncertain": "#E0A100",
    "none": "#C8401F",
}
COVERAGE = ("#F3E9D8", "#F2C879", "#B7BBA6", "#75A9CF", "#1B6CA8")
COVERAGE_BOUNDS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
NOT_RANKED = "#D3D6DB"
ACCENT = "#B3261E"
MAP_TEXT, MAP_TEXT_ON_DARK = "#1F2328", "#FFFFFF"
BORDER = "#FFFFFF"
ZONE = "#5B3E96"
TRACK = "rgba(138,143,152,0.22)"
GREY = "#8A8F98"
FONT = "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
