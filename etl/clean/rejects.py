"""clean.reject and clean.row_skip: what could not be used, and what says nothing new."""

import duckdb

REJECT = (
    "create table if not exists clean.reject (source_kind varchar, file_id integer, sheet varchar, row integer,"
    " column_name varchar, value varchar, reason_code varchar, severity varchar)"
)
ROW_SKIP = (
    "create table if not exists clean.row_skip (source_kind varchar, file_id integer, sheet varchar, row integer,"
    " reason varchar)"
)


def ensure_reject_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create both where they are not there yet; keep their rows where they are."""
    connection.execute(REJECT)
    connection.execute(ROW_SKIP)
