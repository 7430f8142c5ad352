"""Tells resident identity numbers (GB 11643) by birth date and check digit."""

import re
import unicodedata
from collections.abc import Sequence

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
SHAPE = re.compile(r"[1-8]\d{5}(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx]")

GAP = r"[\s-]?"
WITHIN = re.compile(
    rf"[1-8]\d{{5}}{GAP}(?:19|20)\d\d{GAP}(?:0[1-9]|1[0-2]){GAP}(?:0[1-9]|[12]\d|3[01]){GAP}\d{{3}}{GAP}[\dXx]"
)
"""The same inside of a text, its groups set apart by a blank or a hyphen."""
TELEPHONE = re.compile(rf"(?<!\d)(?:1[3-9]\d{GAP}\d{{4}}{GAP}\d{{4}}|0\d{{2,3}}{GAP}\d{{3,4}}{GAP}\d{{4}})(?!\d)")


def is_identity_number(text: str) -> bool:
    """True for 18 characters with a birth date in the middle and the right check digit."""
    if not SHAPE.fullmatch(text):
        return False
    return CHECK_DIGITS[sum(int(d) * w for d, w in zip(text, WEIGHTS, strict=False)) % 11] == text[-1].upper()


def holds_identity_number(text: str) -> bool:
    """Whether an identity number stands anywhere in a text, in digits of either width."""
    found = WITHIN.findall(unicodedata.normalize("NFKC", text))
    return any(is_identity_number(re.sub(r"[\s-]", "", number)) for number in found)


def concerns_a_person(text: str) -> bool:
    """Whether a text holds what looks like an identity number (check digit not asked) or a telephone number."""
    plain = unicodedata.normalize("NFKC", text)
    return bool(WITHIN.search(plain) or TELEPHONE.search(plain))


def mostly_identity_numbers(values: Sequence[str]) -> bool:
    """Whether at least half of the filled values are identity numbers."""
    filled = [text for value in values if (text := (value or "").strip().lstrip("'"))]
    hits = sum(is_identity_number(re.sub(r"[\s-]", "", text)) for text in filled)
    return hits > 0 and 2 * hits >= len(filled)
