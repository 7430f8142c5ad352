"""Translated text: gettext catalogues read straight from locale/<language>/LC_MESSAGES/*.po.

Messages stand in English in the code; zh_CN is what people see first. No compiled catalogue is kept:
a .po is parsed once a process.
"""

import gettext
import re
from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"
LISTED = (("；", "; ", -1), ("：", ": ", 1), ("、", ", ", -1))
language: ContextVar[str] = ContextVar("language", default="zh_CN")


@lru_cache(maxsize=16)
def catalogue(domain: str, code: str) -> gettext.NullTranslations:
    """The catalogue of a domain ('etl', 'ui') in a language; English where there is none."""
    path = LOCALE / code / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as source:
        messages = read_po(source, locale=code, domain=domain)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _(message: str, **values: object) -> str:
    """A message of the data side (domain 'etl') in the current language, its {named} places filled."""
    translated = catalogue("etl", language.get()).gettext(message)
    return translated.format(**values) if values else translated


def recomposed(text: str, word: Callable[[str], str]) -> str:
    """A sentence that was put together in Chinese from messages of the data side, in the current language.

    Found by its form: the message whose Chinese, with its {named} places open, is the text; what fills the places goes
    through `word`. A list, and 'sheet：sentence', is taken apart. The text itself where no message has that form.
    """
    fixed, forms = _forms()
    if text in fixed:
        return _(fixed[text])
    for form, message in forms:
        found = form.fullmatch(text)
        if found:
            return _(message, **{name: word(value) for name, value in found.groupdict().items()})
    for separator, spoken, most in LISTED:
        parts = text.split(separator, most)
        told = [word(part) for part in parts] if len(parts) > 1 else parts
        if told != parts:
            return spoken.join(told)
    return text


@lru_cache(maxsize=1)
def _forms() -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    """Chinese sentence without places → its message; and with places, as a pattern, the one with most fixed words
    first."""
    with (LOCALE / "zh_CN" / "LC_MESSAGES" / "etl.po").open("rb") as source:
        entries = [entry for entry in read_po(source) if entry.id and isinstance(entry.id, str)]
    fixed, forms = {}, []
    for entry in entries:
        parts = list(Formatter().parse(entry.string))
        names = [name for _literal, name, _spec, _conversion in parts if name]
        if not names:
            fixed[entry.string] = entry.id
        elif len(names) == len(set(names)):
            open_places = (re.escape(literal) + (f"(?P<{name}>.*)" if name else "") for literal, name, *_ in parts)
            forms.append((sum(len(part[0]) for part in parts), "".join(open_places), entry.id))
    forms.sort(key=lambda form: -form[0])
    return fixed, [(re.compile(form, re.DOTALL), message) for length, form, message in forms if length > 1]


def spec_word(text: str) -> str:
    """A word of sources.yaml (a kind's or column's Chinese name) in the current language."""
    return catalogue("sources", language.get()).gettext(text)
