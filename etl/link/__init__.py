"""Linking: which enterprise each base union stands for by certain rules, what remains uncertain, what people decided.

Nothing that counts is guessed. What counts by rule is decided in clean.mention (codes, full names, former names) and by
coverage lists; what only looks alike is found by a model (model.yaml), explained part by part, listed in
link.candidate, and counts where a person says so, by nothing else.
"""

import duckdb

from etl import sql
from etl.link.characters import make_characters
from etl.link.likeness import make_likeness
from etl.together import Step, Work, run, table, tables

CERTAIN = ("head_office", "certain_link", "uncertain_mention", "enterprise_duplicate", "union_duplicate", "duplicate")
COMPARED = ("compared_name", "union_side", "enterprise_side", "trade_bearers", "pair", "spelled_name")
DECIDED = (
    "existing",
    "identity_change",
    "identity",
    "goes_on",
    "merged",
    "decision",
    "certain_link_kept",
    "union_enterprise",
    "candidate_state",
    "status",
    "enterprise_size",
    "duplicate_state",
)


SOUNDS_AND_SHAPES = Work(frozenset({"link.character"}), frozenset({"clean.name_part"}), make_characters)
LIKENESS = Work(
    frozenset({"link.threshold", "link.likeness", "link.likeness_part"}),
    frozenset(f"link.{name}" for name in COMPARED),
    make_likeness,
)


def link(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the link tables from clean, with the decisions in raw.link_decision."""
    run(connection, steps(connection))


def steps(connection: duckdb.DuckDBPyConnection) -> list[Step]:
    """The steps of link(); its functions are made at once."""
    sql.make_macros(connection, "link")
    return [
        *tables("link", CERTAIN),
        SOUNDS_AND_SHAPES,
        *tables("link", COMPARED),
        LIKENESS,
        table("link", "candidate"),
        *tables("link", DECIDED),
    ]


def apply_decisions(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables that decisions move from what was found: the part of linking that is done again where somebody
    has decided since."""
    run(connection, tables("link", DECIDED))
