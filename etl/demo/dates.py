"""Dates as ledgers hold them."""

import numpy as np

from etl.demo.streams import Texts, iso, texts
from etl.demo.writers import Cell

FORMS = (
    ("iso", 0.46),
    ("dotted_month", 0.10),
    ("chinese_month", 0.08),
    ("chinese_day", 0.06),
    ("dotted_day", 0.08),
    ("slash", 0.07),
    ("month_00", 0.04),
    ("eight_digits", 0.03),
    ("excel_serial", 0.05),
    ("year_1900", 0.015),
    ("future", 0.01),
    ("null_word", 0.005),
)
"""Form, share. 20110500 is a month without a day; 1900-01-01 and future dates are no dates at all."""

_EXCEL_ZERO = np.datetime64("1899-12-30")


def write_dates(rng: np.random.Generator, days: np.ndarray) -> tuple[list[Cell], Texts]:
    """Each day in one of the forms (serial numbers as whole numbers), and the form's name; missing days stay ''."""
    weights = np.array([share for _, share in FORMS])
    form = texts([name for name, _ in FORMS])[rng.choice(len(FORMS), len(days), p=weights / weights.sum())]
    form[:: max(len(FORMS) * 3, 1)] = "excel_serial"
    form[np.isnat(days)] = ""
    text = iso(days)
    written = [_WRITERS[name](day, value) if name else "" for name, day, value in zip(form, days, text, strict=True)]
    return written, form


_WRITERS = {
    "iso": lambda _day, text: text,
    "dotted_month": lambda _day, text: f"{text[:4]}.{int(text[5:7])}",
    "chinese_month": lambda _day, text: f"{text[:4]}年{int(text[5:7])}月",
    "chinese_day": lambda _day, text: f"{text[:4]}年{int(text[5:7])}月{int(text[8:])}日",
    "dotted_day": lambda _day, text: f"{text[:4]}.{text[5:7]}.{text[8:]}",
    "slash": lambda _day, text: f"{text[:4]}/{int(text[5:7])}/{int(text[8:])}",
    "month_00": lambda _day, text: f"{text[:4]}{text[5:7]}00",
    "eight_digits": lambda _day, text: text.replace("-", ""),
    "excel_serial": lambda day, _text: int((day.astype("datetime64[D]") - _EXCEL_ZERO).astype(int)),
    "year_1900": lambda _day, _text: "1900-01-01",
    "future": lambda _day, text: f"20{int(text[2:4]) % 10 + 60}{text[4:]}",
    "null_word": lambda _day, _text: "无",
}
