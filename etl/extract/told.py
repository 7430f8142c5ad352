"""What the title or the file name says for every row of a table that has no column for it: source, period."""

import re
import unicodedata

from etl.extract.dates import find_date
from etl.extract.recognise import Recognition
from etl.extract.spec import load_spec

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")


def absent(found: Recognition) -> list[str]:
    """Needed columns that a recognised table has not, and that its title or file name must therefore tell."""
    kind = load_spec().kinds[found.kind]
    groups = [group for group in kind.needed_columns if not any(name in found.columns for name in group)]
    return [group[0] for group in groups if kind.may_be_told(group)]


def told(kind: str, column: str, texts: list[str]) -> str | None:
    """What the first of the texts that says it says; None where none does, or one says several things."""
    spec = load_spec().kinds[kind].columns[column]
    for text in texts:
        said = _period(text) if spec.told_period else _word(text, spec.told)
        if said:
            return said
    return None


def _word(text: str, words: dict[str, list[str]]) -> str | None:
    found = [value for value, written in words.items() if any(word in text for word in written)]
    return found[0] if len(found) == 1 else None


def _period(text: str) -> str | None:
    text = unicodedata.normalize("NFKC", text)
    day = find_date(text)
    if day:
        return f"{day:%Y-%m}"
    year = YEAR.search(text)
    return f"{year[1]}年度" if year else None
