"""Dirt that lies on whole lines of a CSV: commas without quotes, fields too few or too many, text beyond repair."""

import numpy as np

from etl.demo.streams import Texts

LINE_DIRT = (
    ("unquoted_comma", 0.00015, 4),
    ("missing_field", 0.00003, 2),
    ("extra_fields", 0.00003, 2),
    ("mojibake", 0.0008, 4),
)
"""Name, share of lines, fewest lines."""


def spoil_lines(rng: np.random.Generator, lines: list[str], columns: dict[str, Texts]) -> tuple[list[str], Texts]:
    """The lines with line dirt, and its name per line ('' for clean ones)."""
    labels, lines = np.full(len(lines), "", dtype=object), list(lines)
    free = rng.permutation(len(lines))
    position = 0
    for name, share, least in LINE_DIRT:
        count = max(least, round(len(lines) * share))
        for index in free[position : position + count]:
            fields = {key: values[index] for key, values in columns.items()}
            lines[index], labels[index] = _SPOILERS[name](fields), name
        position += count
    return lines, labels


def _unquoted_comma(fields: dict[str, str]) -> str:
    """Capital of a thousand with its comma, written without quotes: one field too many."""
    return ",".join({**fields, "registered_capital": "1,000(万元人民币)"}.values())


def _missing_field(fields: dict[str, str]) -> str:
    """The column of the industry left out: one field too few, all behind it shifted."""
    return ",".join(value.replace(",", "") for key, value in fields.items() if key != "industry_code")


def _extra_fields(fields: dict[str, str]) -> str:
    """Three fields too many, from an address that was split at its commas."""
    split = fields["registered_address"] + ",东侧,2楼,201室"
    return ",".join({**fields, "registered_address": split}.values())


def _mojibake(fields: dict[str, str]) -> str:
    """GBK read as UTF-8 and saved again, with the columns in another order: beyond repair."""
    moved = list(fields.values())
    moved = [*moved[5:7], *moved[:5], *moved[7:]]
    return ",".join(moved).encode("gbk", "replace").decode("utf-8", "replace").replace("\n", "").replace("\r", "")


_SPOILERS = {
    "unquoted_comma": _unquoted_comma,
    "missing_field": _missing_field,
    "extra_fields": _extra_fields,
    "mojibake": _mojibake,
}
