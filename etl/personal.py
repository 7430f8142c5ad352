"""Personal numbers hidden in what is read straight from the ledger and passes no table: mask_personal in Python.

Says the same as the macro of that name (etl/extract/macros/mask_personal.sql), whose header tells the rules.
"""

import re

WIDE = str.maketrans("０１２３４５６７８９－Ｘ", "0123456789-X")
GAP = "[\t\n\f\r \xa0\u3000-]"
NUMBERS = re.compile("(?:[0-9０-９][\t\n\f\r \xa0\u3000－-]?){10}")
DAY = f"(?:19|20)[0-9]{{2}}{GAP}?(?:0[1-9]|1[0-2]){GAP}?(?:0[1-9]|[12][0-9]|3[01])"
HIDDEN = (
    (rf"\b([1-9][0-9]{{5}}){GAP}?{DAY}{GAP}?[0-9]{{3}}{GAP}?[0-9Xx]\b", r"\1************"),
    (rf"\b((?:86{GAP}?)?1[3-9][0-9]){GAP}?[0-9]{{3,4}}{GAP}?([0-9]{{4}})\b", r"\1****\2"),
    (r"\b(0[0-9]{2,3})-?[0-9]{3,4}([0-9]{4})\b", r"\1-****\2"),
    (
        rf"(^|[^0-9A-Za-z\t\n\f\r \xa0\u3000-]{GAP}*)(0[0-9]{{2,3}}){GAP}?[0-9]{{3,4}}{GAP}?([0-9]{{4}})\b",
        r"\1\2-****\3",
    ),
)
RULES = tuple((re.compile(written, re.ASCII), shown) for written, shown in HIDDEN)
"""In the macro's order; \\b as in DuckDB, where a Chinese character is no part of a word."""


def masked(written: str) -> str:
    """A text with identity-card and telephone numbers hidden, digits of full width made plain."""
    told = written.translate(WIDE)
    if NUMBERS.search(written):
        for pattern, shown in RULES:
            told = pattern.sub(shown, told)
    return told
