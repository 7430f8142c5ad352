"""One word for one thing: the glossary, the catalogue and the tables say the same."""

import re
from typing import get_args

import duckdb
from babel.messages.pofile import read_po

from ledger.actor import Source
from ledger.links import Decision
from ledger.progress import FOLD
from ledger.stages import REFUSALS, REMOVALS, STAGES, TRACKS
from tests.conventions.sources import PROJECT, files, name_of
from ui.changes import CHANGES
from ui.text import term

ENUMERATIONS = {
    "enterprise": """credit_code_status entity_class registration_status scope_reason township_method size_class
        headcount_source union_status link_rule""",
    "union": "union_type host_group risk_band",
    "enterprise_union": "relation",
    "risk_indicator": "dimension outcome basis_mark",
    "risk_red_line": "red_line",
    "risk_signal": "signal",
    "ladder_condition": "condition",
    "score_check": "doubt",
    "verdict_rate": "part",
    "coverage_month": "threshold basis",
    "coverage_move": "direction basis",
    "link_candidate": "decision evidence",
    "link_comparison": "comparison",
    "definition": "key",
    "target_progress": "stage closed_by",
    "organised": "shown_by",
}


def glossary() -> str:
    return (PROJECT / "docs" / "glossary.md").read_text("utf-8")


def codes(mart: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    """Every (column, code) that the built county holds in its columns of codes."""
    columns = [(table, column) for table, names in ENUMERATIONS.items() for column in names.split()]
    return {
        (column, value)
        for table, column in columns
        for (value,) in mart.execute(
            f'select distinct "{column}" from mart."{table}" where "{column}" is not null'
        ).fetchall()
    }


def test_every_code_in_the_tables_is_in_the_glossary(demo_mart: duckdb.DuckDBPyConnection) -> None:
    told = set(re.findall(r"`([^`]+)`", glossary()))
    assert {code for _column, code in codes(demo_mart)} - told == set()


def test_the_screen_calls_a_code_what_the_glossary_calls_it() -> None:
    told = {
        heading: dict(re.findall(r"`([^`]+)` ([^·\n]+?)(?= ·|$)", line))
        for heading, line in re.findall(r"^\*\*(\w+) [^*]+\*\*: (.+)$", glossary(), re.MULTILINE)
    }
    with (PROJECT / "locale/zh_CN/LC_MESSAGES/ui.po").open("rb") as source:
        shown = [(message.context, message.id, message.string) for message in read_po(source) if message.context]
    other = {
        (column, code): (chinese, told[column].get(code))
        for column, code, chinese in shown
        if column in told and told[column].get(code) != chinese
    }
    assert other == {}


def test_a_code_in_the_tables_has_a_name_on_the_screen(demo_mart: duckdb.DuckDBPyConnection) -> None:
    elsewhere = {"key", "threshold"}  # told by mart.definition
    nameless = [
        (column, code) for column, code in codes(demo_mart) if column not in elsewhere if term(column, code) == code
    ]
    assert nameless == []


def test_whatever_people_decide_has_a_name_on_the_screen() -> None:
    """The invented county has no decisions, so its tables do not show their codes."""
    said = [("decision", code) for code in ("open", "no_host", *get_args(Decision))]
    said += [("standing", code) for code in ("applied", "resting", "changed")]
    said += [("actor_source", code) for code in get_args(Source)]
    said += [("stage", code) for code in STAGES] + [("track", code) for code in TRACKS]
    said += [("refusal", code) for code in REFUSALS] + [("removal", code) for code in REMOVALS]
    said += [("target_event", code) for code in FOLD]
    said += [("coverage_change", code) for code in CHANGES]
    said += [("closed_by", code) for code in ("ledger", "removal", "out_of_scope", "size_unknown", "uncertain")]
    said += [("shown_by", code) for code in ("ledger", "progress")]
    assert [(column, code) for column, code in said if term(column, code) == code] == []


def test_a_thing_has_one_name() -> None:
    """The glossary lists the names that are not used; what is written for the screen keeps to that."""
    unused = re.findall(r"^\| (\S+) \| \S+", glossary().split("## Words that are not used")[1], re.MULTILINE)
    unused = [word for word in unused if word not in ("not", "---")]
    assert unused
    written = files("locale/zh_CN/LC_MESSAGES/*.po", "etl/**/*.yaml", "docs/*.zh.md", "README.zh.md")
    assert [(name_of(path), word) for path in written for word in unused if word in path.read_text("utf-8")] == []
