"""What the conventions look at: the project's own files, read once."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
FOLDERS = ("etl", "ui", "pages", "ledger", "tests", "benchmarks", "docs", "locale", ".streamlit", ".ci")
CHINESE = re.compile(r"[㐀-鿿]")


def files(*patterns: str) -> list[Path]:
    """The project's files that match any pattern, relative to its root; never an empty list, so no test passes idly."""
    found = sorted({path for pattern in patterns for path in PROJECT.glob(pattern) if "__pycache__" not in path.parts})
    assert found, f"no file matches {patterns}"
    return found


def text_files() -> list[Path]:
    """Every text file that people write, the catalogues and the lock files included."""
    inside = [path for folder in FOLDERS for path in (PROJECT / folder).rglob("*") if path.is_file()]
    beside = [path for path in PROJECT.iterdir() if path.is_file()]
    reference = [path for path in (PROJECT / "data").glob("*.toml")] + [*(PROJECT / "data" / "reviewed").rglob("*.*")]
    kinds = {".py", ".sql", ".md", ".toml", ".txt", ".in", ".yaml", ".po", ".csv", ".json", ""}
    skipped = {"__pycache__", "screenshots", ".hypothesis"}
    return sorted(
        path
        for path in inside + beside + reference
        if path.suffix in kinds and not skipped.intersection(path.parts) and path.name != "Thumbs.db"
    )


def modules() -> list[Path]:
    """Every Python file of the project."""
    return files("*.py", *(f"{folder}/**/*.py" for folder in FOLDERS))


def name_of(path: Path) -> str:
    """The path as the project writes it."""
    return path.relative_to(PROJECT).as_posix()


def tree_of(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def docstrings(tree: ast.Module) -> set[int]:
    """Identity of the constants that are docstrings."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = (node.body for node in ast.walk(tree) if isinstance(node, owners))
    first = (body[0] for body in bodies if body)
    return {id(node.value) for node in first if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}


def strings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every string literal that is no docstring, the fixed parts of f-strings included."""
    said = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node


def without_comments(sql: str) -> str:
    """SQL less its -- and /* */ comments."""
    return re.sub(r"('[^']*')|--[^\n]*|/\*.*?\*/", lambda found: found[1] or "", sql, flags=re.DOTALL)
