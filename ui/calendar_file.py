"""What is due, as a calendar file (.ics) that a telephone or a mail program takes in.

Each entry keeps its id from file to file: taken in again, a day that moved moves there too. Entries are whole days
without a zone, for a day of the office is meant and no moment.
"""

from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from icalendar import Calendar, Event

from ui.names import place
from ui.text import _, term
from ui.warehouse import Build

PRODUCT = "-//union coverage//calendar//ZH"
FIRST = datetime(2000, 1, 1, tzinfo=UTC)
"""When an entry was made that the ledger has not heard of: any moment, but always the same."""
Row = dict[str, Any]


def ics(rows: list[Row], area: str, name: str) -> bytes:
    """A calendar with an entry a row (ui/queries/calendar.sql), called `name`; ids are those of the area's targets."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for row in rows:
        calendar.add_component(_entry(row, area))
    return calendar.to_ical()


def file_name(build: Build, name: str) -> str:
    """What the file of somebody's calendar is called."""
    return f"{_('due')}_{name}_{build.id}.ics"


def _entry(row: Row, area: str) -> Event:
    told_at = row["told_at"]
    entry = Event()
    entry.add("uid", str(uuid5(NAMESPACE_OID, f"{area}|{row['kind']}|{row['about']}")))
    entry.add("dtstamp", FIRST if told_at is None else told_at.replace(tzinfo=UTC, microsecond=0))
    entry.add("dtstart", row["due_on"])
    entry.add("summary", _summary(row))
    entry.add("transp", "TRANSPARENT")
    entry.add("categories", [term("due_kind", row["kind"])])
    if row["address"]:
        entry.add("location", row["address"])
    entry.add("description", _description(row))
    return entry


def _summary(row: Row) -> str:
    if row["kind"] == "follow_up":
        return _("Visit {name}", name=row["name"])
    if row["kind"] == "stall":
        return _("{name}: stalls after today", name=row["name"])
    return _("Deadline of an order: {name}", name=row["name"])


def _description(row: Row) -> str:
    if row["kind"] == "order":
        return _("{township}. To be mended: {problem}", township=place(row["township_name"]), problem=row["problem"])
    parts = [place(row["township_name"]), _("stands at {stage}", stage=term("stage", row["stage"]))]
    if row["next_stage"]:
        parts.append(_("next step {stage}", stage=term("stage", row["next_stage"])))
    if row["assigned_to"]:
        parts.append(_("given to {name}", name=row["assigned_to"]))
    return _("; ").join(parts)
