"""What was found on the spot and what is to be mended, as rows that SQL can read: raw.verdict, raw.rectification_order.

They come through the same door as decisions about links (etl/link/decisions.py) and end in schema mart: no score reads
them, because they are what the score is measured by.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa

from ledger.orders import Order
from ledger.verdicts import Verdict

TEXT, DAY, MOMENT = pa.string(), pa.date32(), pa.timestamp("us")
WHOLE, NUMBER, TRUTH = pa.int64(), pa.float64(), pa.bool_()
VERDICT = pa.schema(
    {
        **dict.fromkeys(("event_id", "union_id", "verdict", "note", "attachment_sha256"), TEXT),
        **dict.fromkeys(("actor_name", "actor_source", "build_id"), TEXT),
        **dict.fromkeys(("union_name", "township_name", "risk_band", "drawn_in"), TEXT),
        **dict.fromkeys(("score_proven", "score_worst", "evidence_share"), NUMBER),
        **{"position": WHOLE, "is_last": TRUTH, "visited_on": DAY, "recorded_at": MOMENT},
    }
)
ORDER = pa.schema(
    {
        **dict.fromkeys(("event_id", "subject", "union_id", "union_name", "township_name", "state"), TEXT),
        **dict.fromkeys(("problem", "responsible", "evidence", "attachment_sha256", "check_note"), TEXT),
        **dict.fromkeys(("issued_by", "issued_source", "reported_by", "reported_source"), TEXT),
        **dict.fromkeys(("checked_by", "checked_source"), TEXT),
        **dict.fromkeys(("issued_at", "reported_at", "checked_at"), MOMENT),
        **{"sequence": WHOLE, "number": WHOLE, "by_two_people": TRUTH, "due_on": DAY, "mended_on": DAY},
        **{"indicators": pa.list_(TEXT)},
    }
)


def write_verdicts(connection: duckdb.DuckDBPyConnection, verdicts: Iterable[Verdict], orders: Iterable[Order]) -> None:
    """Make both tables, a column a field under its name. Times are UTC."""
    for table, schema, said in (("verdict", VERDICT, verdicts), ("rectification_order", ORDER, orders)):
        make(connection, table, schema, [vars(one) for one in said])


def make(connection: duckdb.DuckDBPyConnection, table: str, schema: pa.Schema, rows: Iterable[dict[str, Any]]) -> None:
    """Make raw.<table> of rows, a column a field under its name. Times become UTC without zone."""
    told = [{name: _plain(row[name]) for name in schema.names} for row in rows]
    connection.register("given", pa.Table.from_pylist(told, schema=schema))
    connection.execute(f"create or replace table raw.{table} as select * from given")
    connection.unregister("given")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None)
    return list(value) if isinstance(value, tuple) else value
