"""Every message has its Chinese, with the same named places, and no translation is left over; what the code or the data
say by a code or in Chinese has its English."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
import yaml
from babel.messages import Message
from babel.messages.pofile import read_po

from tests.conventions.sources import CHINESE, PROJECT, files, name_of, strings, tree_of

DOMAINS = {"etl": ("etl/**/*.py",), "ui": ("ui/**/*.py", "pages/*.py", "dashboard.py")}
DATA = {"etl": ("etl/**/*.yaml",), "ui": ()}
MARKS = ("_", "N_")
domains = pytest.mark.parametrize("domain", DOMAINS)


def catalogue_path(domain: str, language: str = "zh_CN") -> Path:
    return PROJECT / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


def messages(domain: str, language: str = "zh_CN") -> list[Message]:
    """The catalogue's entries, the header left out."""
    with catalogue_path(domain, language).open("rb") as source:
        return [message for message in read_po(source, locale=language, domain=domain) if message.id]


def first(text: str | tuple[str, ...]) -> str:
    """A message's text, or the first of its plural forms."""
    return text if isinstance(text, str) else text[0]


def translations(domain: str) -> dict[str, str]:
    """msgid -> Chinese of the messages that code looks up by their text alone."""
    return {first(entry.id): first(entry.string) for entry in messages(domain) if not entry.context}


def calls(domain: str) -> list[tuple[str, ast.Call]]:
    """Where → call of `_`, or of `N_` that marks a message for later, by the text that is its first argument."""
    found = []
    for path in files(*DOMAINS[domain]):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS and node.args:
                found.append((f"{name_of(path)}:{node.lineno}", node))
    return found


def places(message: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(message) if name}


@domains
def test_every_message_in_code_has_its_chinese(domain: str) -> None:
    known = translations(domain)
    missing = {
        f"{where} {call.args[0].value!r}"
        for where, call in calls(domain)
        if isinstance(call.args[0], ast.Constant) and not known.get(call.args[0].value)
    }
    assert missing == set()


@domains
def test_no_message_is_put_together_before_it_is_looked_up(domain: str) -> None:
    assert [where for where, call in calls(domain) if isinstance(call.args[0], ast.JoinedStr | ast.BinOp)] == []


@domains
def test_no_translation_is_left_over(domain: str) -> None:
    """A message counts as used where it stands as a literal in the code, or in a YAML of its stage."""
    written = {node.value for path in files(*DOMAINS[domain]) for node in strings(tree_of(path))}
    data = "\n".join(path.read_text("utf-8") for pattern in DATA[domain] for path in PROJECT.glob(pattern))
    assert [message for message in translations(domain) if message not in written and message not in data] == []


@domains
def test_no_term_is_left_over(domain: str) -> None:
    """A code of the tables has its column as context; a context that no code names is looked up by nobody."""
    written = {node.value for path in files(*DOMAINS[domain]) for node in strings(tree_of(path))}
    assert {entry.context for entry in messages(domain) if entry.context} - written == set()


@domains
def test_every_translation_is_filled_with_the_named_places_of_its_message(domain: str) -> None:
    uneven = {
        first(entry.id): first(entry.string)
        for entry in messages(domain)
        if not first(entry.string) or places(first(entry.id)) != places(first(entry.string))
    }
    assert uneven == {}


@domains
def test_a_call_fills_the_places_of_its_message(domain: str) -> None:
    uneven = [
        where
        for where, call in calls(domain)
        if isinstance(call.args[0], ast.Constant)
        and all(keyword.arg for keyword in call.keywords)
        and call.keywords
        and {keyword.arg for keyword in call.keywords} != places(call.args[0].value)
    ]
    assert uneven == []


@domains
def test_a_message_stands_once_in_its_catalogue(domain: str) -> None:
    entries = [entry for entry in catalogue_path(domain).read_text("utf-8").split("\n\n") if "msgid" in entry]
    keys = [re.search(r"(msgctxt.*?)?msgid.*?(?=msgstr|msgid_plural)", entry, re.DOTALL)[0] for entry in entries]
    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


def terms(language: str) -> set[tuple[str, str]]:
    return {(entry.context, first(entry.id)) for entry in messages("ui", language) if entry.context and entry.string}


def test_every_term_has_its_english_and_none_is_left_over() -> None:
    assert terms("en") == terms("zh_CN")


def test_an_english_wording_of_a_message_replaces_a_message_that_is_used() -> None:
    """A message stands in English in the code; the catalogue only words better what reads badly alone."""
    better = [entry for entry in messages("ui", "en") if not entry.context]
    assert [entry.id for entry in better if first(entry.id) not in translations("ui")] == []
    assert [entry.id for entry in better if places(first(entry.id)) != places(first(entry.string))] == []


def said_by_the_data() -> set[str]:
    """Chinese sentences of the definitions, rules of priority, reasons of rejection and checks."""
    entries = [*yaml.safe_load((PROJECT / "etl/mart/definition.yaml").read_text("utf-8"))]
    entries += yaml.safe_load((PROJECT / "etl/mart/priority_rule.yaml").read_text("utf-8"))
    entries += yaml.safe_load((PROJECT / "etl/extract/reject_reasons.yaml").read_text("utf-8")).values()
    texts = {str(text) for entry in entries for text in entry.values()}
    texts |= {path.read_text("utf-8").split("\n")[0].removeprefix("-- zh: ") for path in files("etl/check/*.sql")}
    return {text for text in texts if CHINESE.search(text)}


def test_what_the_data_say_in_chinese_has_its_english() -> None:
    known = {first(entry.id): first(entry.string) for entry in messages("data", "en")}
    assert {text for text in said_by_the_data() if not known.get(text)} == set()
    assert {text: english for text, english in known.items() if CHINESE.search(english)} == {}


def test_no_english_of_the_data_is_left_over() -> None:
    written = "\n".join(path.read_text("utf-8") for path in files("etl/**/*.yaml", "etl/**/*.sql"))
    assert [entry.id for entry in messages("data", "en") if first(entry.id) not in written] == []
