"""Linking: which enterprise each base union stands for, by certain rules; and what remains for a person to decide.

Nothing that counts is guessed: it is decided in clean.mention (codes, full names, former names) and by coverage lists.
What only looks alike is found by a model (model.yaml), explained part by part, listed in link.candidate, never counted.
"""

import duckdb

from etl import sql
from etl.link.characters import make_characters
from etl.link.likeness import make_likeness

CERTAIN = ("head_office", "union_enterprise", "uncertain_mention")
COMPARED = ("compared_name", "union_side", "enterprise_side")
DECIDED = ("candidate", "status")


def link(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the link tables from clean."""
    _make(connection, CERTAIN)
    make_characters(connection)
    _make(connection, COMPARED)
    make_likeness(connection)
    _make(connection, DECIDED)


def _make(connection: duckdb.DuckDBPyConnection, tables: tuple[str, ...]) -> None:
    for table in tables:
        sql.make_table(connection, "link", table)
