"""The words of the score: what its spec calls an indicator, a value, a threshold, in the reader's language."""

import re
from typing import Any

from etl.text import language
from ui import lists
from ui.text import UNKNOWN, _, decimal, percent, said, term

SHARES = frozenset({"W1", "E1", "E3", "E4"})
"""Indicators whose value is a share 0–1."""
CELL = re.compile(r"(\w+)=(.*)")
SHORT = {
    "payroll": "payroll_cny",
    "paid": "paid_cny",
    "raise": "wage_raise_pct",
    "insured": "mutual_aid_members",
}
"""What the evidence calls a column → the column."""


def spoken(row: dict[str, Any], name: str) -> str:
    """A text of the spec that stands there in both languages."""
    return row[f"{name}_zh" if language.get() == "zh_CN" else f"{name}_en"] or ""


def part(parts: dict[str, dict[str, str]], code: str) -> str:
    """What a part of an indicator finds, in words."""
    return parts[code]["zh" if language.get() == "zh_CN" else "en"] if code in parts else code


def value(spec: dict[str, Any], found: str | None) -> str:
    """An indicator's value in words: its parts, a share, a day, a number; '' where there is none."""
    if found is None:
        return ""
    if spec["parts"]:
        return _("; ").join(part(spec["parts"], code) for code in found.split())
    if found in ("true", "false"):
        shown = _("yes") if found == "true" else _("no")
    elif not re.fullmatch(r"-?\d+(\.\d+)?", found):
        shown = found
    else:
        shown = percent(float(found)) if spec["indicator"] in SHARES else decimal(float(found))
    return _("{label}: {values}", label=spoken(spec, "value"), values=shown)


def threshold(row: dict[str, Any]) -> str:
    """A threshold with its value, unit and mark: 逾期不超过几天算轻：180 天 [M]."""
    is_share = row["unit"] == "share"
    number = f"{row['value']:.0%}" if is_share else decimal(row["value"]) + term("unit", row["unit"])
    said = _("{label}: {values}", label=spoken(row, "about"), values=number)
    return f"{said} {mark(row['mark'])}".strip()


def mark(code: str) -> str:
    """A tag for what is our own design [P] or still to be confirmed [M]; '' where the law's text was read."""
    return "" if code == "V" else f"[{code}]"


def legend() -> str:
    """What the tags say."""
    return _("[P]: this project's own design, not law; the county can change it. [M]: still to be confirmed")


def basis(text: str | None, code: str) -> str:
    """The law behind something, with its tag."""
    return f"{said(text) or UNKNOWN} {mark(code)}".strip()


def evidence(kind: str, text: str | None) -> str:
    """What a row of a source says, its columns by the names that the county's own files have."""
    cells = []
    for cell in (text or "").split("; "):
        found = CELL.fullmatch(cell)
        if not found:
            cells.append(cell)
            continue
        column, written = found.groups()
        shown = {"true": _("yes"), "false": _("no")}.get(written, written)
        cells.append(_("{column} “{value}”", column=lists.header(SHORT.get(column, column), kind), value=shown))
    return _("; ").join(cell for cell in cells if cell)
