"""Linking by certain rules: which enterprise each base union stands for, and what remains uncertain.

Nothing here guesses. What counts is decided in clean.mention (codes, full names, former names) and by coverage lists;
what only looks alike is listed in link.candidate and never counted.
"""

import duckdb

from etl import sql

TABLES = ("head_office", "union_enterprise", "uncertain_mention", "candidate", "status")


def link(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the link tables from clean."""
    for table in TABLES:
        sql.make_table(connection, "link", table)
