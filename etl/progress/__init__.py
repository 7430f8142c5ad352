"""What organisers wrote about targets and plans, as rows that SQL can read: raw.target_event, raw.target_progress,
raw.plan_entered.

They come through the same door as decisions about links (etl/link/decisions.py) and move no coverage: a target is
organised when the ledger of unions shows its union, not when somebody says so.
"""

from collections.abc import Iterable
from typing import Any

import duckdb
import pyarrow as pa

from etl.verdict import DAY, MOMENT, TEXT, TRUTH, WHOLE, make
from ledger.plans import Plan
from ledger.progress import Progress, Told

PROGRESS = pa.schema(
    {
        **dict.fromkeys(("enterprise_id", "enterprise_name", "township_name", "stage", "track", "refusal"), TEXT),
        **dict.fromkeys(("assigned_to", "removal", "removal_by", "removal_source", "last_by"), TEXT),
        **dict.fromkeys(("stage_since", "track_since", "last_visit_on", "follow_up_on", "removed_on"), DAY),
        **{"sequence": WHOLE, "visits": WHOLE, "removal_is_open": TRUTH, "by_two_people": TRUTH, "last_at": MOMENT},
    }
)
EVENT = pa.schema(
    {
        **dict.fromkeys(("event_id", "enterprise_id", "enterprise_name", "township_name", "kind", "state"), TEXT),
        **dict.fromkeys(("stage", "track", "happened_on_written", "document_number", "attachment_sha256"), TEXT),
        **dict.fromkeys(("refusal", "removal", "assigned_to", "follow_up_on", "note"), TEXT),
        **dict.fromkeys(("actor_name", "actor_source", "build_id", "idempotency_key"), TEXT),
        **dict.fromkeys(("position", "applications", "eligible", "attended", "votes"), WHOLE),
        **{"recorded_at": MOMENT},
    }
)
PLAN = pa.schema(
    {
        **dict.fromkeys(("event_id", "township_name", "reason", "entered_by", "entered_source"), TEXT),
        **{"year": WHOLE, "enterprises_to_organise": WHOLE, "workers_to_cover": WHOLE, "entered_at": MOMENT},
    }
)


def write_progress(
    connection: duckdb.DuckDBPyConnection, targets: Iterable[tuple[Progress, list[Told]]], plans: Iterable[Plan]
) -> None:
    """Make the three tables: a row a target, a row an event that stands, a row a township's year. Times are UTC."""
    targets = list(targets)
    make(connection, "target_progress", PROGRESS, [vars(progress) for progress, _told in targets])
    make(connection, "target_event", EVENT, [_event(told) for _progress, events in targets for told in events])
    make(connection, "plan_entered", PLAN, [vars(plan) for plan in plans])


def _event(told: Told) -> dict[str, Any]:
    event, after = told.event, told.after
    body = {name: event.body.get(name) for name in EVENT.names}
    return body | {
        "event_id": event.event_id,
        "enterprise_id": after.enterprise_id,
        "position": told.position,
        "kind": event.kind,
        "state": event.state,
        "stage": after.stage,
        "track": after.track,
        "happened_on_written": event.body.get("happened_on"),
        "note": event.reason,
        "actor_name": event.actor_name,
        "actor_source": event.actor_source,
        "build_id": event.build_id,
        "idempotency_key": event.idempotency_key,
        "recorded_at": event.recorded_at,
    }
