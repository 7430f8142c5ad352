"""Python: size, docstrings, nothing unfinished, no text of the screen outside the catalogues."""

import ast
import re
from pathlib import Path

import pytest

from tests.conventions.sources import CHINESE, PROJECT, files, modules, name_of, strings, text_files, tree_of

SCREEN = ("ui/**/*.py", "pages/*.py", "dashboard.py")
DATA_CONSTANTS = {"未定位", "街道", "镇", "乡", "县"}
UNFINISHED = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X])\b")
OUTSIDE = re.compile(r"https?://(?!127\.0\.0\.1|localhost|www\.w3\.org/2000/svg)")


def lines(path: Path) -> int:
    return path.read_text("utf-8").count("\n")


def undocumented(path: Path) -> list[str]:
    """Public modules, classes, functions and methods of a file without a docstring; what is nested is no interface."""
    tree = tree_of(path)
    missing = [] if ast.get_docstring(tree) else [f"{name_of(path)}: the module"]
    inside = [(tree, "")]
    while inside:
        owner, prefix = inside.pop()
        for node in owner.body:
            if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                missing.append(f"{name_of(path)}:{node.lineno} {prefix}{node.name}")
            if isinstance(node, ast.ClassDef):
                inside.append((node, f"{node.name}."))
    return missing


def test_a_page_has_at_most_60_lines() -> None:
    assert {name_of(path): lines(path) for path in files("pages/*.py") if lines(path) > 60} == {}


def test_a_module_has_at_most_400_lines() -> None:
    assert {name_of(path): lines(path) for path in modules() if lines(path) > 400} == {}


def test_what_is_public_is_documented() -> None:
    assert [gap for path in files("etl/**/*.py", "ui/**/*.py", "benchmarks/*.py") for gap in undocumented(path)] == []


def test_nothing_is_left_unfinished() -> None:
    assert [name_of(path) for path in text_files() if UNFINISHED.search(path.read_text("utf-8"))] == []


def test_no_text_of_the_screen_stands_in_code() -> None:
    """Chinese belongs to the catalogue; only values of the data may stand in code."""
    found = [
        f"{name_of(path)}:{node.lineno} {node.value!r}"
        for path in files(*SCREEN)
        for node in strings(tree_of(path))
        if CHINESE.search(node.value) and node.value not in DATA_CONSTANTS
    ]
    assert found == []


@pytest.mark.parametrize("pattern", ["ui/**/*", "pages/*", "dashboard.py", ".streamlit/*"])
def test_no_outside_address_stands_in_what_the_browser_gets(pattern: str) -> None:
    kinds = {".py", ".sql", ".toml", ".css", ".html"}
    looked_at = [path for path in PROJECT.glob(pattern) if path.suffix in kinds]
    assert looked_at
    assert [name_of(path) for path in looked_at if OUTSIDE.search(path.read_text("utf-8"))] == []
