"""The words of the project, read from docs/glossary.md: the one place where they are written down."""

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from etl.text import catalogue
from ui.text import term_in

GLOSSARY = Path(__file__).resolve().parent.parent / "docs" / "glossary.md"
CODES = re.compile(r"^\*\*([\w ]+?) ([^\x00-\x7f][^*]*)\*\*[^:]*: (.+)$", re.MULTILINE)
CONTEXTS = {"union status": "union_state", "threshold": "definition"}
"""Columns of the glossary whose codes the screen names under another heading."""
CODE = re.compile(r"`([^`]+)` ([^·\n]+?)(?= ·|$)")


class Word(NamedTuple):
    """A thing: its English and Chinese name, what it means in English and in Chinese."""

    english: str
    chinese: str
    meaning: str
    meaning_zh: str


class Code(NamedTuple):
    """A code of the tables: its column in English and Chinese, the code, its Chinese name."""

    column: str
    column_zh: str
    code: str
    chinese: str


@lru_cache(maxsize=1)
def words() -> tuple[Word, ...]:
    """Rows of the table 'Things', in its order. Raises ValueError where a row has not four cells."""
    section = GLOSSARY.read_text("utf-8").split("## Things")[1].split("\n## ")[0]
    rows = [line.strip().strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    found = []
    for row in rows[2:]:
        if len(row) != len(Word._fields):
            raise ValueError(f"docs/glossary.md: not four cells in {row}")
        found.append(Word(*(cell.strip() for cell in row)))
    return tuple(found)


@lru_cache(maxsize=1)
def codes() -> tuple[Code, ...]:
    """Every code of the section 'Codes', in its order."""
    section = GLOSSARY.read_text("utf-8").split("## Codes")[1].split("\n## ")[0]
    return tuple(
        Code(column, column_zh, code, chinese)
        for column, column_zh, listed in CODES.findall(section)
        for code, chinese in CODE.findall(listed)
    )


@lru_cache(maxsize=256)
def english(code: Code) -> str:
    """What the English pages call a code; '' where they do not name it."""
    column = CONTEXTS.get(code.column, code.column)
    if term_in("zh_CN", column, code.code) != code.code:
        return term_in("en", column, code.code)
    said = catalogue("data", "en").gettext(code.chinese)
    return "" if said == code.chinese else said
