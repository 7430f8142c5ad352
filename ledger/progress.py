"""How far each target has come: what its events that stand make of it, one after the other.

Reads alone; what people write is ledger/targets.py.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from ledger.stages import Removal, Stage, Track
from ledger.store import Ledger, Recorded
from ledger.undo import still_standing

TARGET = "target:"


@dataclass(frozen=True)
class Progress:
    """A target after its last event.

    `stage_since` is the day that brought it there, or on which it was taken up there again, None while it is listed;
    `track` the side track that it rests on, None on the main road. `removal` is why it left the list, or is to leave it
    while `removal_is_open` (a second person has not looked yet); `by_two_people`: whether two signed-in people stand
    behind a removal that needs them, else None. `visits` counts visits and steps of contact. `moved_on` is the day of
    the last event in MOVES: nothing that moves a target happened before it. `sequence` is that of the last event; times
    are UTC.
    """

    enterprise_id: str
    enterprise_name: str = ""
    township_name: str | None = None
    sequence: int = 0
    stage: Stage = "listed"
    stage_since: date | None = None
    track: Track | None = None
    track_since: date | None = None
    moved_on: date | None = None
    refusal: str | None = None
    visits: int = 0
    last_visit_on: date | None = None
    assigned_to: str | None = None
    follow_up_on: date | None = None
    removal: Removal | None = None
    removal_is_open: bool = False
    removed_on: date | None = None
    removal_by: str | None = None
    removal_source: str | None = None
    by_two_people: bool | None = None
    last_by: str | None = None
    last_at: datetime | None = None


@dataclass(frozen=True)
class Told:
    """One event of a target that nobody took back, `position` from 1, and where the target stood after it."""

    position: int
    event: Recorded
    after: Progress


def subject_of(enterprise_id: str) -> str:
    """The subject of a target."""
    return f"{TARGET}{enterprise_id}"


def history(events: list[Recorded]) -> list[Told]:
    """The events of one target that stand, oldest first, each with what it came to."""
    found: list[Told] = []
    now = Progress(events[0].subject.removeprefix(TARGET)) if events else None
    for position, event in enumerate(still_standing(events), start=1):
        body = event.body
        now = replace(
            FOLD[event.kind](now, event),
            sequence=event.sequence,
            moved_on=day_of(event) if event.kind in MOVES else now.moved_on,
            enterprise_name=body.get("enterprise_name") or now.enterprise_name,
            township_name=body.get("township_name") or now.township_name,
            last_by=event.actor_name,
            last_at=event.recorded_at,
        )
        found.append(Told(position, event, now))
    return found


def progress_of(events: list[Recorded]) -> Progress | None:
    """Where one target stands; None where nothing was ever written. What was all taken back is listed again."""
    return _after(events, history(events)) if events else None


def standing(ledger: Ledger) -> list[tuple[Progress, list[Told]]]:
    """Every target that somebody wrote about, with its events that stand, by enterprise id."""
    found = []
    for _subject, events in groupby(ledger.events(TARGET), key=lambda event: event.subject):
        whole = list(events)
        told = history(whole)
        found.append((_after(whole, told), told))
    return found


def _after(events: list[Recorded], told: list[Told]) -> Progress:
    now = told[-1].after if told else Progress(events[0].subject.removeprefix(TARGET))
    return replace(now, sequence=events[-1].sequence)


def day_of(event: Recorded) -> date:
    """The day on which what an event tells happened."""
    return date.fromisoformat(event.body["happened_on"])


def _stepped(before: Progress, event: Recorded) -> Progress:
    reached = replace(before, stage=event.state, stage_since=day_of(event))
    return replace(_gone_there(reached, event) if event.state == "contact" else reached, refusal=None)


def _visited(before: Progress, event: Recorded) -> Progress:
    return replace(_gone_there(before, event), refusal=event.body["refusal"])


def _gone_there(before: Progress, event: Recorded) -> Progress:
    last = max(filter(None, (before.last_visit_on, day_of(event))))
    return replace(before, visits=before.visits + 1, last_visit_on=last)


def _set_aside(before: Progress, event: Recorded) -> Progress:
    return replace(before, track=event.state, track_since=day_of(event), refusal=event.body["refusal"])


def _taken_up(before: Progress, event: Recorded) -> Progress:
    since = None if before.stage == "listed" else day_of(event)
    return replace(before, track=None, track_since=None, refusal=None, stage_since=since)


def _moved_back(before: Progress, event: Recorded) -> Progress:
    stage = event.body["stage"]
    return replace(before, stage=stage, stage_since=None if stage == "listed" else day_of(event))


def _assigned(before: Progress, event: Recorded) -> Progress:
    return replace(before, assigned_to=event.body["assigned_to"])


def _followed_up(before: Progress, event: Recorded) -> Progress:
    told = event.body["follow_up_on"]
    return replace(before, follow_up_on=date.fromisoformat(told) if told else None)


def _removed(before: Progress, event: Recorded) -> Progress:
    return replace(
        before,
        removal=event.body["removal"],
        removal_is_open=event.body["is_open"],
        removed_on=None if event.body["is_open"] else day_of(event),
        removal_by=event.actor_name,
        removal_source=event.actor_source,
        by_two_people=None,
    )


def _removal_checked(before: Progress, event: Recorded) -> Progress:
    if event.body["is_right"]:
        by_two = event.body["by_two_people"]
        return replace(before, removal_is_open=False, removed_on=day_of(event), by_two_people=by_two)
    return _listed_again(before, event)


def _listed_again(before: Progress, _event: Recorded) -> Progress:
    return replace(
        before,
        removal=None,
        removal_is_open=False,
        removed_on=None,
        removal_by=None,
        removal_source=None,
        by_two_people=None,
    )


FOLD: dict[str, Callable[[Progress, Recorded], Progress]] = {
    "stage_reached": _stepped,
    "visited": _visited,
    "set_aside": _set_aside,
    "taken_up": _taken_up,
    "moved_back": _moved_back,
    "assigned": _assigned,
    "follow_up_set": _followed_up,
    "removed": _removed,
    "removal_checked": _removal_checked,
    "listed_again": _listed_again,
}
"""Kind of event → what it makes of a target."""
MOVES = ("stage_reached", "set_aside", "taken_up", "moved_back", "removed", "removal_checked", "listed_again")
"""Kinds that change where a target stands; their days never go back, so that where it stood on a day is one place."""
