"""Writes and reads the ledger. A writer says what it saw; who saw less than there is, is told and loses nothing."""

import threading
import uuid
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError

from ledger.actor import Actor, NotAllowed
from ledger.migrate import upgrade
from ledger.schema import current_event
from ledger.schema import event as event_table

BUSY_MS = 30_000
"""How long a writer of another process is waited for: SQLite keeps no queue, so of many one may wait long."""


@dataclass(frozen=True)
class Entry:
    """What somebody writes about a subject.

    `seen` is the sequence of the subject's last event that the writer looked at, 0 where there was none. `build_id` is
    the build on the screen, None where none was. The same `idempotency_key` is recorded once, however often it comes.
    """

    subject: str
    kind: str
    state: str
    reason: str
    seen: int
    build_id: str | None = None
    body: dict[str, Any] = field(default_factory=dict)
    idempotency_key: str | None = None


@dataclass(frozen=True)
class Recorded:
    """An event as it stands in the ledger; times are UTC."""

    event_id: str
    subject: str
    sequence: int
    kind: str
    state: str
    body: dict[str, Any]
    reason: str
    actor_name: str
    actor_role: str
    actor_source: str
    recorded_at: datetime
    build_id: str | None
    idempotency_key: str | None


class NotValid(Exception):
    """What was written does not make a record; `field` is what is wrong with it. Nothing was written."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class ChangedMeanwhile(Exception):
    """Somebody else wrote about the subject after the writer looked; `last` is what they wrote. Nothing was written."""

    def __init__(self, last: Recorded) -> None:
        super().__init__(f"{last.subject}: {last.actor_name}, {last.recorded_at:%Y-%m-%d %H:%M}, {last.state}")
        self.last = last


class Ledger:
    """An open ledger."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer = _writer(engine)
        self._turn = threading.Lock() if engine.dialect.name == "sqlite" else nullcontext()
        """Sessions of one server stand in a queue; asking SQLite again and again, one of twenty waits half a minute."""

    def append(self, actor: Actor, entry: Entry) -> Recorded:
        """Write one event. Raises ChangedMeanwhile where the subject has an event that the writer did not see; NotValid
        (idempotency_key) where the form has recorded something about another subject: its answer would read as if this
        one had been saved."""
        return self.append_all(actor, [entry])[0]

    def append_all(self, actor: Actor, entries: list[Entry]) -> list[Recorded]:
        """Write several events, all or none of them. Raises NotAllowed where the actor's role does not write."""
        if not actor.may_write:
            raise NotAllowed(actor)
        try:
            with self._turn, self._writer.begin() as connection:
                return [_append(connection, actor, entry) for entry in entries]
        except IntegrityError:
            with self.engine.connect() as connection:
                known = [_known(connection, entry) for entry in entries]
                if all(known):
                    return [one for one in known if one]
                for entry in entries:
                    last = _last(connection, entry.subject)
                    if last and last.sequence > entry.seen:
                        raise ChangedMeanwhile(last) from None
            raise

    def history(self, subject: str) -> list[Recorded]:
        """Every event of a subject, oldest first."""
        found = select(event_table).where(event_table.c.subject == subject).order_by(event_table.c.sequence)
        with self.engine.connect() as connection:
            return [_recorded(row) for row in connection.execute(found)]

    def events(self, prefix: str) -> list[Recorded]:
        """Every event of each subject that begins so ('verdict:'), by subject, oldest first."""
        found = select(event_table).where(event_table.c.subject.startswith(prefix, autoescape=True))
        with self.engine.connect() as connection:
            rows = connection.execute(found.order_by(event_table.c.subject, event_table.c.sequence))
            return [_recorded(row) for row in rows]

    def try_writing(self) -> None:
        """Write an event and take the transaction back. Raises SQLAlchemyError where nothing can be written."""
        with self._writer.connect() as connection, connection.begin() as transaction:
            _append(connection, Actor("", "admin", "self_reported"), Entry("trial", "trial", "open", "", seen=0))
            transaction.rollback()

    def known(self, idempotency_key: str | None) -> Recorded | None:
        """The event that a form recorded before; None where it recorded none, or has no key."""
        if idempotency_key is None:
            return None
        with self.engine.connect() as connection:
            return _by_key(connection, idempotency_key)

    def position(self) -> int:
        """How many events there are: it grows with every one, so an equal number is an equal ledger."""
        with self.engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(event_table)).scalar_one()

    def current(self, prefix: str) -> list[Recorded]:
        """The last event of each subject that begins so ('link:'), in the order in which they were written."""
        found = select(current_event).where(current_event.c.subject.startswith(prefix, autoescape=True))
        with self.engine.connect() as connection:
            rows = connection.execute(found.order_by(current_event.c.recorded_at, current_event.c.event_id))
            return [_recorded(row) for row in rows]


def existing_ledger(url: str) -> Ledger | None:
    """The ledger for somebody who only reads; None where its SQLite file is not there, and then none is made."""
    return open_ledger(url) if is_there(url) else None


def is_there(url: str) -> bool:
    """Whether there is a ledger to open: a SQLite file; of a server that is known only by asking it."""
    place = make_url(url)
    return place.get_backend_name() != "sqlite" or not place.database or Path(place.database).is_file()


def shown_url(url: str) -> str:
    """A ledger's URL for people: without its password."""
    return make_url(url).render_as_string(hide_password=True)


def open_ledger(url: str) -> Ledger:
    """Open a ledger and bring its tables up to date; a SQLite file is made, with its folder, where none is there."""
    place = make_url(url)
    if place.get_backend_name() == "sqlite" and place.database:
        Path(place.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _as_wal)
        event.listen(engine, "begin", _begin)
    upgrade(_writer(engine))
    return Ledger(engine)


def _writer(engine: Engine) -> Engine:
    """The same engine for transactions that write."""
    return engine.execution_options(is_writer=True)


def _as_wal(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin, not by the driver
    connection.execute(f"pragma busy_timeout = {BUSY_MS}")
    connection.execute("pragma journal_mode = wal")


def _begin(connection: Connection) -> None:
    """A writer takes the write lock at once: two readers that both want to write would otherwise refuse each other.
    Who only reads waits for nobody."""
    is_writer = connection.get_execution_options().get("is_writer", False)
    connection.exec_driver_sql("begin immediate" if is_writer else "begin")


def _append(connection: Connection, actor: Actor, entry: Entry) -> Recorded:
    known = _known(connection, entry)
    if known:
        return known
    last = _last(connection, entry.subject)
    if last and last.sequence != entry.seen:
        raise ChangedMeanwhile(last)
    if last is None and entry.seen:
        raise ValueError(f"{entry.subject}: event {entry.seen} cannot have been seen, there is none")
    recorded = Recorded(
        event_id=str(uuid.uuid4()),
        sequence=entry.seen + 1,
        actor_name=actor.name,
        actor_role=actor.role,
        actor_source=actor.source,
        recorded_at=datetime.now(UTC),
        **{name: getattr(entry, name) for name in ("subject", "kind", "state", "body", "reason", "build_id")},
        idempotency_key=entry.idempotency_key,
    )
    connection.execute(insert(event_table), vars(recorded))
    return recorded


def _known(connection: Connection, entry: Entry) -> Recorded | None:
    """The event that came before with the same idempotency key. Raises NotValid where it is about another subject."""
    known = None if entry.idempotency_key is None else _by_key(connection, entry.idempotency_key)
    if known and known.subject != entry.subject:
        raise NotValid("idempotency_key")
    return known


def _by_key(connection: Connection, idempotency_key: str) -> Recorded | None:
    row = connection.execute(select(event_table).where(event_table.c.idempotency_key == idempotency_key)).first()
    return _recorded(row) if row else None


def _last(connection: Connection, subject: str) -> Recorded | None:
    """By the index on subject and sequence; the view would look at every event of the ledger."""
    found = select(event_table).where(event_table.c.subject == subject).order_by(event_table.c.sequence.desc())
    row = connection.execute(found.limit(1)).first()
    return _recorded(row) if row else None


def _recorded(row: Any) -> Recorded:
    values = dict(row._mapping)
    if values["recorded_at"].tzinfo is None:  # SQLite keeps no zone
        values["recorded_at"] = values["recorded_at"].replace(tzinfo=UTC)
    return Recorded(**values)
