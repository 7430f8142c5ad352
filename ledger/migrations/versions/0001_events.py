"""The table of events, its view, and what keeps it append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

VIEW = """
create view current_event as
select e.*
from event as e
where e.sequence = (select max(o.sequence) from event as o where o.subject = e.subject)
"""
SQLITE = """
create trigger event_no_{what} before {what} on event
begin select raise(abort, 'the ledger is append-only'); end
"""
POSTGRESQL = """
create function event_is_append_only() returns trigger language plpgsql as
$$ begin raise exception 'the ledger is append-only'; end $$
"""
POSTGRESQL_TRIGGER = """
create trigger event_append_only before update or delete or truncate on event
for each statement execute function event_is_append_only()
"""


def upgrade() -> None:
    """One row per event; a subject's events are numbered without gap, so that two writers cannot both be next."""
    op.create_table(
        "event",
        sa.Column("event_id", sa.String(36), primary_key=True),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("actor_name", sa.String(80), nullable=False),
        sa.Column("actor_role", sa.String(20), nullable=False),
        sa.Column("actor_source", sa.String(20), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("build_id", sa.String(40)),
        sa.Column("idempotency_key", sa.String(100), unique=True),
        sa.UniqueConstraint("subject", "sequence"),
        sa.CheckConstraint("sequence > 0"),
        sa.CheckConstraint("actor_source in ('signed_in', 'self_reported')"),
    )
    op.execute(VIEW)
    if op.get_bind().dialect.name == "sqlite":
        for what in ("update", "delete"):
            op.execute(SQLITE.format(what=what))
    else:
        op.execute(POSTGRESQL)
        op.execute(POSTGRESQL_TRIGGER)
