"""Size and scope of each enterprise: the three definitions of size side by side, and what makes it count.

The score of unions (docs/domain.md, 空壳工会) joins this stage with its own issue.
"""

import duckdb

from etl import sql
from etl.settings import PROJECT

SIZE_CLASSES = PROJECT / "data" / "reference" / "size_class_2017.csv"
TABLES = ("headcount_by_source", "headcount", "size_class", "size", "scope")


def score(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the score tables from clean, for the enterprises in the area."""
    connection.execute("create schema if not exists score")
    sql.make_macros(connection, "score")
    connection.execute(
        "create or replace table score.size_rule as select rule, prefix,"
        " * exclude (rule, prefix) replace (x_large::double as x_large)"
        " from read_csv($path, types = {'rule': 'VARCHAR', 'prefix': 'VARCHAR'}, header = true)",
        {"path": str(SIZE_CLASSES)},
    )
    for table in TABLES:
        sql.make_table(connection, "score", table)
