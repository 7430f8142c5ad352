"""Words and numbers on screen: gettext domain 'ui', terms of the tables' codes, numbers by Babel.

Messages stand in English in the code, zh_CN is what people see first. A code of the tables (`own`, `business_address`)
is looked up as a message with its column as context, so that 'none' of one column is not 'none' of another.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from etl.extract.spec import load_spec
from etl.text import catalogue, language, recomposed

UNKNOWN = "—"
WRITTEN = ("data", "sources")
"""Catalogues of what the project's own data files say in Chinese: definitions, reasons, rules, columns."""


def _(message: str, **values: object) -> str:
    """A message of the pages in the current language, its {named} places filled."""
    translated = catalogue("ui", language.get()).gettext(message)
    return translated.format(**values) if values else translated


def N_(message: str) -> str:
    """The message itself, marked as one; `_` translates it where it is shown."""
    return message


def said(text: str | None) -> str:
    """What the project wrote in Chinese into its data files or a build (a definition, a reason, a fault), in the
    current language; '' for null; any other text, and what has no translation, as it stands."""
    if not text or language.get() == "zh_CN":
        return text or ""
    for domain in WRITTEN:
        found = catalogue(domain, language.get()).gettext(text)
        if found != text:
            return found
    kind = _kinds().get(text)
    return term("source_kind", kind) if kind else recomposed(text, said)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    """What a kind of source is called in the spec → the kind."""
    return {kind.zh: name for name, kind in load_spec().kinds.items()}


def source_words(text: str) -> str:
    """What the spec of the sources calls a kind or a column, or says of it, in the current language."""
    return catalogue("sources", language.get()).gettext(text)


def cached_by_language(maxsize: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """functools.lru_cache for a result that holds words: one result a language and arguments."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @lru_cache(maxsize=maxsize)
        def kept(_language: str, *arguments: Any, **named: Any) -> Any:
            return function(*arguments, **named)

        @wraps(function)
        def ask(*arguments: Any, **named: Any) -> Any:
            return kept(language.get(), *arguments, **named)

        return ask

    return decorate


def in_this_language(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that is called later, outside of the run: it speaks the language of now."""
    code = language.get()

    @wraps(function)
    def speak(*arguments: Any, **named: Any) -> Any:
        token = language.set(code)
        try:
            return function(*arguments, **named)
        finally:
            language.reset(token)

    return speak


@lru_cache(maxsize=4)
def _locale(code: str) -> Locale:
    """Parsed once: Babel would look at its files again for every number."""
    return Locale.parse(code)


def term(column: str, code: str | None) -> str:
    """What a code of a table's column is called on screen; '—' for null, the code itself where it has no name."""
    return UNKNOWN if code is None else term_in(language.get(), column, code)


def term_in(code_of_language: str, column: str, code: str) -> str:
    """The same in a language that need not be the current one."""
    return catalogue("ui", code_of_language).pgettext(column, code)


@cached_by_language(maxsize=4096)
def count(number: float | None) -> str:
    """A whole number with thousands separators; '—' for null, never 0."""
    return UNKNOWN if number is None else format_decimal(number, format="#,##0", locale=_locale(language.get()))


@cached_by_language(maxsize=4096)
def decimal(number: float | None) -> str:
    """A number with at most one decimal; '—' for null."""
    return UNKNOWN if number is None else format_decimal(number, format="#,##0.#", locale=_locale(language.get()))


@cached_by_language(maxsize=4096)
def percent(share: float | None) -> str:
    """A share 0–1 as per cent with one decimal; '—' for null, and 100 % only where it is complete."""
    if share is None:
        return UNKNOWN
    shown = min(share, 0.999) if share < 1 else share
    return format_percent(shown, format="0.0%", locale=_locale(language.get()))


def day(moment: date | None) -> str:
    """A date as 2026-09-30; the words for 'date unknown' for null."""
    return (
        _("date unknown")
        if moment is None
        else format_date(moment, format="yyyy-MM-dd", locale=_locale(language.get()))
    )


def month(moment: date | None) -> str:
    """A month as 2026-09; '—' for null."""
    return UNKNOWN if moment is None else format_date(moment, format="yyyy-MM", locale=_locale(language.get()))


def age(moment: date | None, as_of: date) -> str:
    """How long before the build's as-of date a moment lies, in words: '3 days ago', 'the same day'."""
    if moment is None:
        return _("date unknown")
    days = (as_of - moment).days
    if days < 0:
        return _("{days} days later", days=-days)
    if days == 0:
        return _("the same day")
    if days < 60:
        return _("{days} days earlier", days=days)
    if days < 730:
        return _("{months} months earlier", months=days // 30)
    return _("{years} years earlier", years=days // 365)


def wide(pixels: int) -> int:
    """A width that holds Chinese words, for the words of the current language: English takes more."""
    return pixels if language.get() == "zh_CN" else pixels * 7 // 5


def listed(names: list[str]) -> str:
    """Names in a row, separated as the language does it."""
    return _(", ").join(names)


def plain(text: object) -> str:
    """A value of the data as Markdown that shows it literally: no link, no emphasis, no directive."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()<>#+-.!|~:$" else sign for sign in str(text))
