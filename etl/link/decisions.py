"""What people decided, as rows that SQL can read: raw.link_decision, raw.link_record, raw.identity_said,
raw.identity_record, raw.ledger; with what they found on the spot (etl/verdict) and how targets came on (etl/progress).

The one door from the ledger into the tables: a build goes through it, and so do the pages for what was decided since
(etl/pending.py). What a decision does is said in link/identity.sql, link/decision.sql and the files after them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa
from sqlalchemy.exc import SQLAlchemyError

from etl.errors import MachineError
from etl.parameters import is_invented
from etl.progress import write_progress
from etl.text import _
from etl.verdict import write_verdicts
from ledger import Ledger, existing_ledger, identity, progress, shown_url
from ledger.identity import Identity
from ledger.links import Standing, standing
from ledger.orders import Order, issued
from ledger.plans import Plan, entered
from ledger.progress import Progress
from ledger.progress import Told as ToldOfTarget
from ledger.verdicts import Verdict, given

MOMENT = pa.timestamp("us")
DECISION = pa.schema(
    {
        "event_id": pa.string(),
        "subject": pa.string(),
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
SAID = pa.schema(
    {
        "event_id": pa.string(),
        "subject": pa.string(),
        "old_id": pa.string(),
        "new_id": pa.string(),
        "decision": pa.string(),
        "actor_name": pa.string(),
        "actor_source": pa.string(),
        "decided_at": MOMENT,
        "reason": pa.string(),
    }
)
RECORD_OF_ID = pa.schema({"event_id": pa.string(), "id": pa.string(), "field": pa.string(), "value": pa.string()})
RECORD = pa.schema({"event_id": pa.string(), "field": pa.string(), "value": pa.string()})
LEDGER = pa.schema({"events": pa.int64(), "pending": pa.int64()})


@dataclass(frozen=True)
class Decisions:
    """What the ledger says at one moment: about links, about who is who, and of what was found on the spot.

    `events` is how many events it had, the decisions are read after counting, so that they hold at least those;
    `pending` how many of them the published build does not know; `moves_links`: whether some of those are about links
    or who is who, `moves_verdicts` about what was found on the spot. Steps of organising are no decisions, not among
    `pending`: they move no figure of coverage; `moves_progress`: whether the build does not know some of them.
    """

    standing: tuple[Standing, ...] = ()
    events: int = 0
    pending: int = 0
    identity: tuple[Identity, ...] = ()
    moves_links: bool = True
    moves_verdicts: bool = True
    verdicts: tuple[Verdict, ...] = ()
    orders: tuple[Order, ...] = ()
    targets: tuple[tuple[Progress, list[ToldOfTarget]], ...] = ()
    plans: tuple[Plan, ...] = ()
    moves_progress: bool = True

    @property
    def said(self) -> list[Standing | Identity]:
        """What says something about links and who is who: neither never said nor taken back."""
        links = [one for one in self.standing if one.challenged or one.decision != "open"]
        return [*links, *(one for one in self.identity if one.decision != "open")]

    def of_county(self, is_demo: bool) -> "Decisions":
        """The same without the invented year of organising (`etl demo --organising`), unless the county is invented:
        whoever tried the demo first finds nothing of it among their own."""
        if is_demo:
            return self
        return replace(self, targets=tuple(one for one in self.targets if not is_invented(one[0].enterprise_id)))


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
    return Decisions(
        events=ledger.position(),
        standing=tuple(standing(ledger)),
        identity=tuple(identity.standing(ledger)),
        verdicts=tuple(given(ledger)),
        orders=tuple(issued(ledger)),
        targets=tuple(progress.standing(ledger)),
        plans=tuple(entered(ledger)),
    )


def write_decisions(connection: duckdb.DuckDBPyConnection, decisions: Decisions) -> None:
    """Make these tables and those of etl/verdict and etl/progress, for the county of raw.build. Times are UTC."""
    [(is_demo,)] = connection.execute("select is_demo from raw.build").fetchall()
    decisions = decisions.of_county(is_demo)
    said = decisions.standing
    _make(connection, "link_decision", DECISION, [_row(one, DECISION) for one in said])
    records = [
        {"event_id": one.event_id, "field": name, "value": value} for one in said for name, value in one.records.items()
    ]
    _make(connection, "link_record", RECORD, records)
    told = [one for one in decisions.identity if one.decision != "open"]
    _make(connection, "identity_said", SAID, [_row(one, SAID) for one in told])
    records_of_ids = [
        {"event_id": one.event_id, "id": record_id, "field": name, "value": value}
        for one in told
        for record_id, record in one.records.items()
        for name, value in record.items()
    ]
    _make(connection, "identity_record", RECORD_OF_ID, records_of_ids)
    _make(connection, "ledger", LEDGER, [{"events": decisions.events, "pending": decisions.pending}])
    write_verdicts(connection, decisions.verdicts, decisions.orders)
    write_progress(connection, decisions.targets, decisions.plans)


def _row(one: Standing | Identity, schema: pa.Schema) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in schema.names}
    return {name: _utc(value) if isinstance(value, datetime) else value for name, value in row.items()}


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _make(connection: duckdb.DuckDBPyConnection, table: str, schema: pa.Schema, rows: Sequence[dict[str, Any]]) -> None:
    connection.register("given", pa.Table.from_pylist(list(rows), schema=schema))
    connection.execute(f"create or replace table raw.{table} as select * from given")
    connection.unregister("given")
