"""The score of shell unions: from what is cleaned and linked to outcomes, scores, red lines and the ladder, for every
active base union as of the build's date. Rules and words stand in risk_score.yaml (etl/score/spec.py); verdicts of
people are no input.

Everything rests on links, which people's decisions move, so all of it is made again where somebody has decided.
"""

import duckdb

from etl import sql

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
    "ladder",
)


def score_unions(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the score's tables; needs the spec's (write_spec), clean and link."""
    sql.make_macros(connection, "score")
    for table in TABLES:
        sql.make_table(connection, "score", table)
