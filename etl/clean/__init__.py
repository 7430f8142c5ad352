"""Cleaning: raw text becomes typed rows, set at a time. Nothing is thrown away: a cell or row that cannot be used is
listed in clean.reject, a row that says nothing new in clean.row_skip."""

import duckdb

from etl import sql
from etl.clean import events
from etl.clean.amount_unit import make_event_units
from etl.clean.names import name_parts, place_words
from etl.clean.rejects import ensure_reject_tables
from etl.clean.vocabulary import make_industries, make_word_functions
from etl.errors import InputError
from etl.text import _
from etl.together import Statement, Step, Work, added, run, table, tables

READ = (
    "county_name",
    "named_township",
    "registry_row",
    "registry_identity",
    "registry_again",
    "enterprise",
    "former_name",
    "enterprise_key",
    "headcount_row",
    "above_scale_row",
    "union_row",
    "union_written_member",
    "union_written_count",
    "union_coverage_row",
)
MATCHED = (
    "mention",
    "headcount_entity",
    "headcount_repeated",
    "headcount_fault",
    "headcount",
    "above_scale",
    "union_identity",
    "union_again",
    "union",
    "union_text",
    "union_cell",
    "union_fact",
    "union_key",
    "union_coverage_listed",
    "union_coverage",
    "corrected_id",
)
REJECTS = (
    "registry_reject",
    "headcount_reject",
    "above_scale_reject",
    "union_reject",
    "union_fact_reject",
    "union_coverage_reject",
)
SKIPS = ("registry_skip", "headcount_skip", "union_skip", "union_coverage_skip")
KEPT = {
    "enterprise_registry": "enterprise",
    "headcount": "headcount",
    "above_scale_list": "above_scale",
    "union_ledger": "union",
    "union_coverage": "union_coverage",
    **{name: events.table_of(name) for name in events.event_kinds()},
}
"""For each kind that is cleaned here: the table with one row a row that is kept."""


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """The functions and word lists that all stages after extract use, and the empty tables of rejects and skips."""
    connection.execute("create schema if not exists clean")
    sql.make_macros(connection, "clean")
    make_word_functions(connection)
    make_industries(connection)
    ensure_reject_tables(connection)


def clean(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the clean tables from raw. Expects prepare() to have run; places are cleaned by etl.locate."""
    run(connection, steps(connection))


def steps(connection: duckdb.DuckDBPyConnection) -> list[Step]:
    """The steps of clean(); what sheets say of the units of their amounts is read at once."""
    told = events.Events(connection)
    make_event_units(connection, told.kinds)
    places = place_words(connection)
    return [
        *tables("clean", READ),
        Work(frozenset(), frozenset({"raw.completeness_setting", "clean.named_township"}), require_known_townships),
        *told.rows(),
        table("clean", "bare_name"),
        name_parts(places),
        *tables("clean", MATCHED),
        *(added("clean.reject", sql.read("clean", name)) for name in REJECTS),
        *(added("clean.row_skip", sql.read("clean", name)) for name in SKIPS),
        *told.events(places),
        *kept_counts(),
        table("clean", "completeness"),
    ]


def require_known_townships(connection: duckdb.DuckDBPyConnection) -> None:
    """InputError where county.toml declares a township complete that the county does not have."""
    unknown = connection.execute(
        "select distinct township from raw.completeness_setting where township <> '*'"
        " and township not in (select alias from clean.named_township) order by township"
    ).fetchall()
    if unknown:
        raise InputError(
            _("A township of [[completeness]] is not known"),
            file="county.toml",
            found="、".join(name for (name,) in unknown),
            expected=_("a name of the list of townships"),
            next_step=_("Correct it by docs/county.md and build again"),
        )


def kept_counts() -> list[Statement]:
    """Make clean.row_kept, per kind cleaned here and file the rows that are kept (a file of none has no row), and
    clean.kept_kind, the kinds."""
    counts = (
        f"select '{kind}' as source_kind, file_id, count(*) as rows from clean.\"{name}\" group by file_id"
        for kind, name in KEPT.items()
    )
    kinds = "create or replace table clean.kept_kind as select unnest($kinds) as source_kind"
    return [
        Statement("clean.row_kept", f"create or replace table clean.row_kept as {' union all '.join(counts)}"),
        Statement("clean.kept_kind", kinds, {"kinds": list(KEPT)}),
    ]
