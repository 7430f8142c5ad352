"""SQL: a file is one statement, a mart names its columns, a page's query holds no text of the screen."""

import json
import re

import duckdb

from tests.conventions.sources import CHINESE, files, name_of, without_comments

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


def results(sql: str) -> list[dict]:
    """The SELECT nodes whose columns become the table's: the last one, or each part of a last UNION."""
    with duckdb.connect() as connection:  # the module's own connection is every test's
        tree = json.loads(connection.execute("select json_serialize_sql($sql)", {"sql": sql}).fetchone()[0])
    nodes, found = [tree["statements"][0]["node"]], []
    while nodes:
        node = nodes.pop()
        inside = node.get("children") or [node[side] for side in ("left", "right") if isinstance(node.get(side), dict)]
        if node["type"] == "SET_OPERATION_NODE":
            nodes.extend(inside)
        else:
            found.append(node)
    return found


def test_a_mart_names_its_columns() -> None:
    """A CTE that imports a table may take all of it; what a mart gives is written out."""
    starred = [
        name_of(path)
        for path in files("etl/mart/*.sql")
        for node in results(path.read_text("utf-8"))
        if any(column["class"] == "STAR" for column in node["select_list"])
    ]
    assert starred == []


def test_a_query_of_a_page_holds_no_text_of_the_screen() -> None:
    texts = {name_of(path): without_comments(path.read_text("utf-8")) for path in files("ui/queries/*.sql")}
    assert [name for name, text in texts.items() if CHINESE.search(text.replace("未定位", ""))] == []


def test_a_page_reads_the_marts_and_nothing_else() -> None:
    other = re.compile(r"\b(raw|clean|link|score)\.\w+", re.IGNORECASE)
    texts = {name_of(path): without_comments(path.read_text("utf-8")) for path in files("ui/queries/*.sql")}
    assert [name for name, text in texts.items() if re.search(r"\b(from|join)\s+" + other.pattern, text)] == []
