"""The score of shell unions: from what is cleaned and linked to outcomes, scores, red lines and the ladder, for every
active base union as of the build's date. Rules and words stand in risk_score.yaml (etl/score/spec.py); verdicts of
people are no input.

Everything rests on links, which people's decisions move, so all of it is made again where somebody has decided.
"""

import duckdb

from etl import sql
from etl.together import Statement, run, tables

TABLES = (
    "union_host",
    "scored_union",
    "union_dues",
    "complete_since",
    "union_complete",
    "signal_union",
    "meeting",
    "agreement",
    "indicator_organisation",
    "indicator_institution",
    "indicator_work",
    "indicator_activity",
    "indicator_effect",
    "risk_indicator",
    "risk_score",
    "union_red_line",
    "ladder_condition",
    "ladder",
)


EVENTS = ("union_meeting", "union_agreement", "dues", "survey", "dispute", "incident", "welfare", "mechanism")
"""Kinds of evidence, each with the union and the enterprise that a row is about."""
COUNTING_AS = """
    select
        event.* replace (
            coalesce(union_kept.kept_id, event.union_id) as union_id,
            coalesce(enterprise_kept.kept_id, event.enterprise_id) as enterprise_id
        )
    from clean.{kind} as event
    left join link.merged as union_kept on union_kept.old_id = event.union_id
    left join link.merged as enterprise_kept on enterprise_kept.old_id = event.enterprise_id
"""
"""What was recorded of a record that somebody said is another one speaks of that one."""


def score_unions(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the score's tables; needs the spec's (write_spec), clean and link."""
    run(connection, steps(connection))


def steps(connection: duckdb.DuckDBPyConnection) -> list[Statement]:
    """The steps of score_unions(); its functions are made at once."""
    sql.make_macros(connection, "score")
    views = [
        Statement(f"score.{kind}", f"create or replace view score.{kind} as {COUNTING_AS.format(kind=kind)}")
        for kind in EVENTS
    ]
    return [*views, *tables("score", TABLES)]
