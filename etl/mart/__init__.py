"""The tables that pages, exports and other people's scripts read: a public interface (docs/contract.md)."""

from pathlib import Path

import duckdb
import yaml

from etl import sql
from etl.publish.history import RISK
from etl.together import run, table

HERE = Path(__file__).parent
RANKED_FROM = 10
"""A place with fewer larger enterprises is neither ranked, nor coloured, nor called behind the county."""
RATED_FROM = 10
"""Of fewer verified unions no rate is given: one more or less would move it by ten points and more."""
MOVED_BY_VERDICTS = ("build", "verdict", "rectification_order", "verdict_rate")
"""Tables that say otherwise once somebody has been on the spot; no score is among them."""
MOVED_BY_PROGRESS = ("build", "target_event", "plan_year", "target_progress", "organised", "zero_list_change")
"""Tables that say otherwise once somebody has written about a target or a plan; no figure of coverage is among them."""
PARAMETERS = {"target": {"ranked_from": RANKED_FROM}, "verdict_rate": {"rated_from": RATED_FROM}}
TABLES = (
    "build",
    "enterprise",
    "enterprise_headcount",
    "union",
    "union_again",
    "enterprise_union",
    "link_candidate",
    "link_comparison",
    "link_decision",
    "identity_decision",
    "identity_proposal",
    "duplicate",
    "task",
    "place_coverage",
    "township",
    "zone",
    "tile",
    "size_band",
    "coverage_month",
    "enterprise_change",
    "coverage_move",
    "coverage_change",
    "target",
    "boundary",
    "union_chain",
    "risk_indicator",
    "risk_evidence",
    "risk_signal",
    "risk_red_line",
    "ladder_condition",
    "risk_month",
    "score_check",
    "verdict_sample",
    "verdict",
    "rectification_order",
    "verdict_rate",
    "stage",
    *MOVED_BY_PROGRESS[1:],
    "risk_spec",
    "risk_threshold",
    "reject",
    "correction",
    "source_status",
)

UNMOVED = ("tile", "boundary", "stage", "risk_spec", "risk_threshold", "reject", "source_status")
MOVED_BY_DECISIONS = tuple(name for name in TABLES if name not in UNMOVED)
"""Tables that say otherwise once somebody has decided about a link or about who is who."""


def make_marts(connection: duckdb.DuckDBPyConnection, history: Path) -> None:
    """Make the tables of schema mart in the warehouse. `history` holds the published months, one Parquet file each."""
    connection.execute("set force_compression = 'auto'")
    sql.make_macros(connection, "mart")
    sql.keep_macro(connection, "score", "risk_band_of", sql.CATALOG["mart"])
    _load_wording(connection)
    _load_history(connection, history)
    _load_risk_history(connection, history)
    _make(connection, TABLES)


def remake_marts(connection: duckdb.DuckDBPyConnection) -> None:
    """Make those tables again that decisions about links move; what they rest on is there from the build."""
    sql.make_macros(connection, "mart")
    _make(connection, MOVED_BY_DECISIONS)


def remake_verdicts(connection: duckdb.DuckDBPyConnection) -> None:
    """Make those tables again that verdicts and orders move, where nobody has decided about links."""
    _make(connection, MOVED_BY_VERDICTS)


def remake_progress(connection: duckdb.DuckDBPyConnection) -> None:
    """Make those tables again that steps of organising and plans move, where nobody has decided about links."""
    sql.make_macros(connection, "mart")
    _make(connection, MOVED_BY_PROGRESS)


def _make(connection: duckdb.DuckDBPyConnection, tables: tuple[str, ...]) -> None:
    run(connection, [table("mart", name, PARAMETERS.get(name)) for name in tables])


def _load_wording(connection: duckdb.DuckDBPyConnection) -> None:
    """mart.definition and mart.priority_rule from their YAML files, in the order in which they stand there."""
    for name in ("definition", "priority_rule"):
        entries = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
        columns = list(entries[0])
        types = ", ".join(f"{column} {'integer' if column == 'points' else 'varchar'}" for column in columns)
        connection.execute(f"create or replace table warehouse.mart.{name} ({types})")
        places = ", ".join("?" for _column in columns)
        connection.executemany(
            f"insert into warehouse.mart.{name} values ({places})",
            [[entry[column] for column in columns] for entry in entries],
        )


def _load_risk_history(connection: duckdb.DuckDBPyConnection, history: Path) -> None:
    """score.risk_history: the score's published months, one row a township and month; empty before the first."""
    connection.execute(
        "create or replace table score.risk_history (month date, township_name varchar, unions bigint, exempt bigint,"
        " to_verify bigint, normal bigint, watch bigint, suspected bigint, red_lined bigint, set_up_proven bigint,"
        " set_up_possible bigint, running_proven bigint, running_possible bigint, alive_proven bigint,"
        " alive_possible bigint)"
    )
    files = [str(path) for path in sorted((history / RISK).glob("*.parquet"))]
    if files:
        connection.execute(
            "insert into score.risk_history by name"
            " select * exclude (build_id) from read_parquet($files, union_by_name = true)",
            {"files": files},
        )


def _load_history(connection: duckdb.DuckDBPyConnection, history: Path) -> None:
    """score.history: one row per enterprise and published month before the build's own, under the ids that it had then;
    empty before the first. What an older month did not write yet (name, scope_reason, link_rule) is null."""
    connection.execute(
        "create or replace table score.history (month date, as_of date, enterprise_id varchar, name varchar,"
        " township_name varchar, in_scope boolean, scope_reason varchar, is_25plus boolean, is_100plus boolean,"
        " is_above_scale boolean, is_larger boolean, union_status varchar, union_id varchar, link_rule varchar,"
        " headcount integer)"
    )
    files = [str(path) for path in sorted(history.glob("*.parquet"))] if history.is_dir() else []
    if files:
        connection.execute(
            "insert into score.history by name"
            " select date_trunc('month', h.as_of)::date as month, h.* exclude (build_id)"
            " from read_parquet($files, union_by_name = true) as h, raw.build as b"
            " where date_trunc('month', h.as_of) < date_trunc('month', b.as_of)",
            {"files": files},
        )
