"""Translated text: gettext catalogues read straight from locale/<language>/LC_MESSAGES/*.po.

Messages stand in English in the code; zh_CN is what people see first. No compiled catalogue is kept:
a .po is parsed once a process.
"""

import gettext
from contextvars import ContextVar
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"
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
