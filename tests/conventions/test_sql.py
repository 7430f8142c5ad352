"""SQL: a file is one statement, a mart names its columns, a page's query holds no text of the screen."""

import re

import duckdb

from tests.conventions.sources import CHINESE, files, name_of, without_comments

STAR = re.compile(r"\bselect\s+(distinct\s+)?(\w+\.)?\*", re.IGNORECASE)
MACRO = re.compile(r"\s*create\s+or\s+replace\s+macro\b", re.IGNORECASE)


def statements(sql: str) -> list[str]:
    return [statement.type.name for statement in duckdb.extract_statements(sql)]


def test_a_file_of_a_build_or_a_page_is_one_select() -> None:
    selects = [path for path in files("etl/**/*.sql", "ui/**/*.sql") if path.parent.name != "macros"]
    assert {
        name_of(path): kind for path in selects if (kind := statements(path.read_text("utf-8"))) != ["SELECT"]
    } == {}


def test_a_macro_file_is_one_macro() -> None:
    macros = [path for path in files("etl/*/macros/*.sql")]
    texts = {name_of(path): without_comments(path.read_text("utf-8")) for path in macros}
    assert [name for name, text in texts.items() if len(statements(text)) != 1 or not MACRO.match(text)] == []


def test_a_mart_names_its_columns() -> None:
    marts = {name_of(path): without_comments(path.read_text("utf-8")) for path in files("etl/mart/*.sql")}
    assert [name for name, text in marts.items() if STAR.search(text)] == []


def test_a_query_of_a_page_holds_no_text_of_the_screen() -> None:
    texts = {name_of(path): without_comments(path.read_text("utf-8")) for path in files("ui/queries/*.sql")}
    assert [name for name, text in texts.items() if CHINESE.search(text.replace("未定位", ""))] == []


def test_a_page_reads_the_marts_and_nothing_else() -> None:
    other = re.compile(r"\b(raw|clean|link|score)\.\w+", re.IGNORECASE)
    texts = {name_of(path): without_comments(path.read_text("utf-8")) for path in files("ui/queries/*.sql")}
    assert [name for name, text in texts.items() if re.search(r"\b(from|join)\s+" + other.pattern, text)] == []
