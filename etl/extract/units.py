"""Units of amounts as title and note rows name them."""

import re
import unicodedata

NAMED = re.compile(r"(?:金额|计量)?(?:单位)?:?(?:人民币)?([十百千万亿]*[元角]|[美欧日港]元|[千万亿]|百万)")
BRACKET = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
AFTER_WORD = re.compile(r"单位\s*:?\s*\(?\s*([^\s;)]+)")
BETWEEN = re.compile(r"[、,/;和]")


def units_said(text: str) -> list[str]:
    """The units that a title or note row names behind 单位 or in brackets; other words there are no unit."""
    text = unicodedata.normalize("NFKC", text)
    parts = [part for said in (*AFTER_WORD.findall(text), *BRACKET.findall(text)) for part in BETWEEN.split(said)]
    return sorted({found[1] for part in parts if (found := NAMED.fullmatch(part.strip()))})
