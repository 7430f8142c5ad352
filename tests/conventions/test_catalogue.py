"""Every message has its Chinese, with the same named places, and no translation is left over."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from tests.conventions.sources import PROJECT, files, name_of, strings, tree_of

DOMAINS = {"etl": ("etl/**/*.py",), "ui": ("ui/**/*.py", "pages/*.py", "dashboard.py")}
DATA = {"etl": ("etl/**/*.yaml",), "ui": ()}
domains = pytest.mark.parametrize("domain", DOMAINS)


def catalogue_path(domain: str) -> Path:
    return PROJECT / "locale" / "zh_CN" / "LC_MESSAGES" / f"{domain}.po"


def translations(domain: str) -> dict[str, str]:
    """msgid -> Chinese, plural forms left to the first."""
    with catalogue_path(domain).open("rb") as source:
        messages = read_po(source, locale="zh_CN", domain=domain)
    return {
        (message.id if isinstance(message.id, str) else message.id[0]): (
            message.string if isinstance(message.string, str) else message.string[0]
        )
        for message in messages
        if message.id
    }


def calls(domain: str) -> list[tuple[str, ast.Call]]:
    """Where → call of `_`, for every call whose first argument stands there as text."""
    found = []
    for path in files(*DOMAINS[domain]):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_" and node.args:
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
def test_a_translation_has_the_named_places_of_its_message(domain: str) -> None:
    uneven = {
        message: chinese for message, chinese in translations(domain).items() if places(message) != places(chinese)
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
    entries = re.split(r"\n(?=msgid )", "\n" + catalogue_path(domain).read_text("utf-8"))[1:]
    ids = [
        ast.literal_eval("(" + entry.split("msgstr")[0].removeprefix("msgid").strip() + ")")
        for entry in entries
        if "msgid_plural" not in entry
    ]
    assert sorted(message for message in set(ids) if ids.count(message) > 1) == []
