"""What people decided, as rows that SQL can read: raw.link_decision, raw.link_record, raw.ledger.

The one door from the ledger into the tables: a build goes through it, and so do the pages for what was decided since
(etl/pending.py). What a decision does to links is said in link/decision.sql and the files after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa
from sqlalchemy.exc import SQLAlchemyError

from etl.errors import MachineError
from etl.text import _
from ledger import Ledger, existing_ledger, shown_url
from ledger.links import Standing, standing

MOMENT = pa.timestamp("us")
DECISION = pa.schema(
    {
        "event_id": pa.string(),
        "enterprise_id": pa.string(),
        "union_id": pa.string(),
        "decision": pa.string(),
        "actor_name": pa.string(),
        "actor_source": pa.string(),
        "decided_at": MOMENT,
        "reason": pa.string(),
        "by_two_people": pa.bool_(),
        "challenged": pa.bool_(),
        "challenged_by": pa.string(),
        "challenge_reason": pa.string(),
        "challenged_at": MOMENT,
    }
)
RECORD = pa.schema({"event_id": pa.string(), "field": pa.string(), "value": pa.string()})
LEDGER = pa.schema({"events": pa.int64(), "pending": pa.int64()})


@dataclass(frozen=True)
class Decisions:
    """What the ledger says about links at one moment: `events` is how many events it had, the decisions are read after
    counting, so that they hold at least those; `pending` how many of them the published build does not know."""

    standing: tuple[Standing, ...] = ()
    events: int = 0
    pending: int = 0


def decisions_of(ledger_url: str) -> Decisions:
    """What the ledger at a URL says; nothing where there is none, and then none is made.

    Raises MachineError where it cannot be read: a build without its decisions would show others than the one before.
    """
    try:
        ledger = existing_ledger(ledger_url)
        if ledger is None:
            return Decisions()
        try:
            return decisions_in(ledger)
        finally:
            ledger.engine.dispose()
    except SQLAlchemyError as error:
        problem = str(error).splitlines()[0]
        raise MachineError(
            _(
                "The ledger of decisions {ledger} cannot be read: {problem}",
                ledger=shown_url(ledger_url),
                problem=problem,
            )
        ) from error


def decisions_in(ledger: Ledger) -> Decisions:
    """What an open ledger says."""
    return Decisions(events=ledger.position(), standing=tuple(standing(ledger)))


def write_decisions(connection: duckdb.DuckDBPyConnection, decisions: Decisions) -> None:
    """Make the three tables. Times are UTC."""
    said = decisions.standing
    _make(connection, "link_decision", DECISION, [_row(one) for one in said])
    records = [
        {"event_id": one.event_id, "field": name, "value": value} for one in said for name, value in one.records.items()
    ]
    _make(connection, "link_record", RECORD, records)
    _make(connection, "ledger", LEDGER, [{"events": decisions.events, "pending": decisions.pending}])


def _row(one: Standing) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in DECISION.names}
    return {name: _utc(value) if isinstance(value, datetime) else value for name, value in row.items()}


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _make(connection: duckdb.DuckDBPyConnection, table: str, schema: pa.Schema, rows: Sequence[dict[str, Any]]) -> None:
    connection.register("given", pa.Table.from_pylist(list(rows), schema=schema))
    connection.execute(f"create or replace table raw.{table} as select * from given")
    connection.unregister("given")
