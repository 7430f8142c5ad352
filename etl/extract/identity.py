"""Tells resident identity numbers (GB 11643) by birth date and check digit."""

import re
from collections.abc import Sequence

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
SHAPE = re.compile(r"[1-8]\d{5}(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx]")


def is_identity_number(text: str) -> bool:
    """True for 18 characters with a birth date in the middle and the right check digit."""
    if not SHAPE.fullmatch(text):
        return False
    return CHECK_DIGITS[sum(int(d) * w for d, w in zip(text, WEIGHTS, strict=False)) % 11] == text[-1].upper()


def mostly_identity_numbers(values: Sequence[str]) -> bool:
    """Whether at least half of the filled values are identity numbers."""
    filled = [text for value in values if (text := (value or "").strip().lstrip("'"))]
    hits = sum(is_identity_number(text) for text in filled)
    return hits > 0 and 2 * hits >= len(filled)
