"""Linking: which enterprise each base union stands for by certain rules, what remains uncertain, what people decided.

Nothing here guesses. What counts by rule is decided in clean.mention (codes, full names, former names) and by coverage
lists; what only looks alike is listed in link.candidate and counts where a person says so, by nothing else.
"""

import duckdb

from etl import sql

FOUND = ("head_office", "certain_link", "uncertain_mention", "candidate")
DECIDED = ("decision", "union_enterprise", "candidate_state", "status")


def link(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the link tables from clean, with the decisions in raw.link_decision."""
    for table in FOUND:
        sql.make_table(connection, "link", table)
    apply_decisions(connection)


def apply_decisions(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables that decisions move from what was found: the part of linking that is done again where somebody
    has decided since."""
    for table in DECIDED:
        sql.make_table(connection, "link", table)
