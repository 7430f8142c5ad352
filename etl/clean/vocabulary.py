"""The words of the sources: vocabulary.yaml as one SQL function a field, and the industry code list as a table."""

from functools import lru_cache
from pathlib import Path

import duckdb
import yaml
from pydantic import BaseModel, TypeAdapter

from etl.settings import PROJECT

INDUSTRIES = PROJECT / "data" / "reference" / "gbt4754_2017.csv"


class Pattern(BaseModel):
    """A named pattern and the word it stands for; the first of its field that matches decides."""

    name: str
    pattern: str
    code: str


@lru_cache
def load_vocabulary() -> dict[str, list[Pattern]]:
    """vocabulary.yaml by field, in the order in which the patterns are tried."""
    content = yaml.safe_load(Path(__file__).with_name("vocabulary.yaml").read_text("utf-8"))
    return TypeAdapter(dict[str, list[Pattern]]).validate_python(content)


def quoted(text: str) -> str:
    """A text as an SQL literal: macros take no bound values."""
    return "'" + text.replace("'", "''") + "'"


def make_word_functions(connection: duckdb.DuckDBPyConnection) -> None:
    """One function a field, `word_<field>(text)`: the code of the first pattern that matches, NULL when none does."""
    for field, patterns in load_vocabulary().items():
        branches = " ".join(
            f"when regexp_matches(text, {quoted(pattern.pattern)}) then {quoted(pattern.code)}" for pattern in patterns
        )
        connection.execute(f"create or replace macro word_{field}(text) as case {branches} end")


def make_industries(connection: duckdb.DuckDBPyConnection) -> None:
    """Table clean.industry (GB/T 4754-2017): section, division (NULL on the section's own row), name."""
    connection.execute(
        "create or replace table clean.industry as"
        " select section, nullif(division, '') division, name from read_csv($path, all_varchar = true)",
        {"path": str(INDUSTRIES)},
    )
