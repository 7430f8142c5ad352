"""The tables as code sees them; the migrations make them: events, and as a view the last event of each subject."""

from sqlalchemy import JSON, Column, DateTime, Integer, MetaData, String, Table, Text

metadata = MetaData()

EVENT_COLUMNS = (
    ("event_id", String(36)),
    ("subject", String(200)),
    ("sequence", Integer),
    ("kind", String(40)),
    ("state", String(40)),
    ("body", JSON),
    ("reason", Text),
    ("actor_name", String(80)),
    ("actor_role", String(20)),
    ("actor_source", String(20)),
    ("recorded_at", DateTime(timezone=True)),
    ("build_id", String(40)),
    ("idempotency_key", String(100)),
)

event = Table("event", metadata, *(Column(name, type_) for name, type_ in EVENT_COLUMNS))
"""One row per thing that somebody wrote, never changed and never removed (triggers hold it).

`subject` is what it is about ('link:C-…|U-…'); `sequence` counts its events from 1; `state` is the subject's state
after this event; `build_id` the build that was looked at, NULL where none was; `idempotency_key` is unique where given.
"""

current_event = Table("current_event", metadata, *(Column(name, type_) for name, type_ in EVENT_COLUMNS))
"""View: the last event of each subject, which is its state now."""
