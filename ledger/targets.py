"""What organisers write about a target: steps with their evidence, visits, side tracks, who goes there next and when.

A subject is a target (`target:<enterprise>`). Only evidence moves one forward, one stage at a time; back is allowed
with a reason. What moves a target does not lie before what moved it last (NotValid, before_last_stage). Nobody writes
about a township that is not among their own; an enterprise without a township is anybody's.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from ledger.actor import Actor, NotAllowed, are_two_people
from ledger.orders import SamePerson
from ledger.progress import MOVES, Progress, progress_of, subject_of
from ledger.stages import (
    EVIDENCE,
    REFUSALS,
    REMOVALS,
    STAGES,
    TRACKS,
    Refusal,
    Removal,
    Stage,
    Track,
    earlier,
    following,
)
from ledger.store import Ledger, Recorded
from ledger.undo import OutOfTurn, recorded_before, require_seen, still_standing, taking_back
from ledger.verdicts import Told, entry, is_hash, require

NEEDS_TWO: tuple[Removal, ...] = ("headcount_changed",)


@dataclass(frozen=True)
class OfTarget:
    """Whom it is about: the enterprise's id, and its name and township as the screen showed them.

    Of an enterprise that is known by another id since, the id under which it was written about
    (mart.target_progress.enterprise_id_written): `seen` counts the events of that one.
    """

    enterprise_id: str
    enterprise_name: str
    township_name: str | None


@dataclass(frozen=True)
class Evidence:
    """When it happened, and what shows it. Counts are of persons; None: not told.

    `applications` 入会申请数; `eligible`, `attended`, `votes` 应到、到会、得票 of the election; `attachment_sha256` the
    fingerprint of a photograph or document, which is not kept itself.
    """

    happened_on: date
    document_number: str = ""
    applications: int | None = None
    eligible: int | None = None
    attended: int | None = None
    votes: int | None = None
    attachment_sha256: str | None = None


def step(ledger: Ledger, actor: Actor, of: OfTarget, stage: Stage, shown_by: Evidence, told: Told) -> Recorded:
    """Move a target forward to the next stage.

    Raises NotValid (stage, happened_on, the field of evidence that the stage asks for, or what _require_possible says
    of the numbers), OutOfTurn where the stage is not the next one or the target rests on a side track or has left the
    list; ChangedMeanwhile, NotAllowed.
    """
    require(stage in EVIDENCE, "stage")
    for name in EVIDENCE[stage]:
        told_of = getattr(shown_by, name)
        require(bool(told_of.strip() if isinstance(told_of, str) else told_of), name)
    require(is_hash(shown_by.attachment_sha256), "attachment_sha256")
    _require_possible(shown_by)

    def becomes(now: Progress) -> str:
        _require_turn(now, not now.track and not now.removal and following(now.stage) == stage)
        return stage

    return _write(ledger, actor, of, told, "stage_reached", asdict(shown_by), becomes)


def visit(
    ledger: Ledger, actor: Actor, of: OfTarget, visited_on: date, refusal: Refusal | None, told: Told
) -> Recorded:
    """Note a visit that moved nothing, with the code of the refusal (None: none); also while a removal waits for a
    second person, who may have to go there.

    Raises NotValid (happened_on, refusal, note), OutOfTurn where the target has left the list; ChangedMeanwhile,
    NotAllowed.
    """
    _require_reason(refusal, told)

    def becomes(now: Progress) -> str:
        _require_turn(now, not now.removal or now.removal_is_open)
        return _state(now)

    return _write(ledger, actor, of, told, "visited", {"happened_on": visited_on, "refusal": refusal}, becomes)


def set_aside(
    ledger: Ledger, actor: Actor, of: OfTarget, track: Track, since: date, refusal: Refusal | None, told: Told
) -> Recorded:
    """Put a target on a side track, with its reason.

    Raises NotValid (track, happened_on, refusal, note), OutOfTurn where it rests on one already or has left the list;
    ChangedMeanwhile, NotAllowed.
    """
    require(track in TRACKS, "track")
    _require_reason(refusal, told)

    def becomes(now: Progress) -> str:
        _require_turn(now, not now.track and not now.removal)
        return track

    return _write(ledger, actor, of, told, "set_aside", {"happened_on": since, "refusal": refusal}, becomes)


def take_up(ledger: Ledger, actor: Actor, of: OfTarget, on: date, told: Told) -> Recorded:
    """Take a target up again from its side track, at the stage where it stood.

    Raises OutOfTurn, NotValid (happened_on), ChangedMeanwhile, NotAllowed.
    """

    def becomes(now: Progress) -> str:
        _require_turn(now, now.track is not None and not now.removal)
        return now.stage

    return _write(ledger, actor, of, told, "taken_up", {"happened_on": on}, becomes)


def move_back(ledger: Ledger, actor: Actor, of: OfTarget, stage: Stage, on: date, told: Told) -> Recorded:
    """Move a target back to an earlier stage, with the reason. Raises NotValid (stage, note, happened_on), OutOfTurn,
    ChangedMeanwhile, NotAllowed."""
    require(stage in STAGES, "stage")
    require(bool(told.reason.strip()), "note")

    def becomes(now: Progress) -> str:
        _require_turn(now, not now.removal and stage in earlier(now.stage))
        return now.track or stage

    return _write(ledger, actor, of, told, "moved_back", {"happened_on": on, "stage": stage}, becomes)


def assign(ledger: Ledger, actor: Actor, of: OfTarget, name: str | None, told: Told) -> Recorded:
    """Say who goes there next (None: nobody). Raises ChangedMeanwhile, NotAllowed."""
    return _write(ledger, actor, of, told, "assigned", {"assigned_to": (name or "").strip() or None}, _state)


def follow_up(ledger: Ledger, actor: Actor, of: OfTarget, on: date | None, told: Told) -> Recorded:
    """Say when somebody goes there next (None: no day is set). Raises ChangedMeanwhile, NotAllowed."""
    return _write(ledger, actor, of, told, "follow_up_set", {"follow_up_on": on}, _state)


def remove(ledger: Ledger, actor: Actor, of: OfTarget, removal: Removal, on: date, told: Told) -> Recorded:
    """Take a target off the list, with the reason; a changed headcount only asks for it, until somebody else looked.

    Raises NotValid (removal, note, happened_on), OutOfTurn where it has left already, ChangedMeanwhile, NotAllowed.
    """
    require(removal in REMOVALS, "removal")
    require(bool(told.reason.strip()), "note")
    needs_two = removal in NEEDS_TWO

    def becomes(now: Progress) -> str:
        _require_turn(now, not now.removal)
        return "removal_asked" if needs_two else "removed"

    body = {"happened_on": on, "removal": removal, "is_open": needs_two}
    return _write(ledger, actor, of, told, "removed", body, becomes)


def check_removal(ledger: Ledger, actor: Actor, of: OfTarget, is_right: bool, on: date, told: Told) -> Recorded:
    """Answer a removal that needs a second person: right, the target leaves the list; not right, it stays.

    Whether two signed-in people stand behind it is noted. Raises NotValid (note), SamePerson where the actor asked for
    it; OutOfTurn where nothing is asked; ChangedMeanwhile, NotAllowed.
    """
    require(bool(told.reason.strip()), "note")
    body = {"happened_on": on, "is_right": is_right, "by_two_people": None}

    def becomes(now: Progress) -> str:
        _require_turn(now, now.removal_is_open)
        if actor.name == now.removal_by:
            raise SamePerson(of.enterprise_id)
        if is_right:
            body["by_two_people"] = are_two_people(Actor(now.removal_by, "organiser", now.removal_source), actor)
        return "removed" if is_right else now.track or now.stage

    return _write(ledger, actor, of, told, "removal_checked", body, becomes)


def list_again(ledger: Ledger, actor: Actor, of: OfTarget, on: date, told: Told) -> Recorded:
    """Put a target that has left, or is asked to, back on the list, with the reason.

    Raises NotValid (note, happened_on), OutOfTurn, ChangedMeanwhile, NotAllowed.
    """
    require(bool(told.reason.strip()), "note")

    def becomes(now: Progress) -> str:
        _require_turn(now, now.removal is not None)
        return now.track or now.stage

    return _write(ledger, actor, of, told, "listed_again", {"happened_on": on}, becomes)


def undo(ledger: Ledger, actor: Actor, of: OfTarget, told: Told) -> Recorded:
    """Take back the last thing written about a target that stands; again, the one before.

    What a second person answered to a removal that person alone takes back (NotValid, author): else who asked for it
    could. NotValid (note) is raised where somebody else wrote it and no reason is told; OutOfTurn where nothing is
    left; ChangedMeanwhile, NotAllowed.
    """
    history = ledger.history(subject_of(of.enterprise_id))
    _require_own(actor, of, history)
    if known := recorded_before(history, told):
        return _of_actor(known, actor)
    require_seen(history, told.seen)
    last = next(reversed(still_standing(history)), None)
    is_mine = last is None or last.actor_name == actor.name
    require(is_mine or last.kind != "removal_checked", "author")
    require(is_mine or bool(told.reason.strip()), "note")
    return _of_actor(ledger.append(actor, taking_back(history, told, tuple(asdict(of)), before_all="listed")), actor)


def now_of(ledger: Ledger, enterprise_id: str) -> Progress:
    """Where a target stands now; its `sequence` is what somebody who writes next has to have seen."""
    return progress_of(ledger.history(subject_of(enterprise_id))) or Progress(enterprise_id)


def _write(
    ledger: Ledger,
    actor: Actor,
    of: OfTarget,
    told: Told,
    kind: str,
    body: dict[str, Any],
    becomes: Callable[[Progress], str],
) -> Recorded:
    """Write an event where `becomes`, which gives the state after it, does not refuse. A form that was recorded before
    is answered with what it recorded, whatever has happened since; not so who was sent somebody else's form."""
    history = ledger.history(subject_of(of.enterprise_id))
    _require_own(actor, of, history)
    if known := recorded_before(history, told):
        return _of_actor(known, actor)
    happened_on = body.get("happened_on")
    tells_day = "happened_on" in body
    require(not tells_day or (happened_on is not None and happened_on <= date.today()), "happened_on")
    require_seen(history, told.seen)
    now = progress_of(history) or Progress(of.enterprise_id)
    state = becomes(now)
    require(kind not in MOVES or now.moved_on is None or happened_on >= now.moved_on, "before_last_stage")
    told_of = {name: value.isoformat() if isinstance(value, date) else value for name, value in body.items()}
    return _of_actor(
        ledger.append(actor, entry(subject_of(of.enterprise_id), kind, state, told, asdict(of) | told_of)), actor
    )


def _of_actor(recorded: Recorded, actor: Actor) -> Recorded:
    """What a form recorded. Raises NotValid (idempotency_key) where that was for somebody else, whose link it is."""
    require(recorded.actor_name == actor.name, "idempotency_key")
    return recorded


def _state(now: Progress) -> str:
    """The state of a target that an event leaves where it is."""
    if now.removal:
        return "removal_asked" if now.removal_is_open else "removed"
    return now.track or now.stage


def _require_own(actor: Actor, of: OfTarget, history: list[Recorded]) -> None:
    """Raise NotAllowed about another's township: the one told, else the last one that was written of the target."""
    written = (event.body.get("township_name") for event in reversed(history))
    township = of.township_name or next(filter(None, written), None)
    if not actor.may_write or (township is not None and not actor.may_see(township)):
        raise NotAllowed(actor)


def _require_turn(now: Progress, is_turn: bool) -> None:
    if not is_turn:
        raise OutOfTurn(f"{now.enterprise_id}: {_state(now)}")


def _require_reason(refusal: Refusal | None, told: Told) -> None:
    require(refusal is None or refusal in REFUSALS, "refusal")
    require(bool(told.reason.strip()), "note")


def _require_possible(shown_by: Evidence) -> None:
    """Raise NotValid for counts that cannot be: negative, attended_more than could, votes_more than came; or of an
    election that does not hold: attended_too_few (two thirds), votes_too_few (more than half of those who could)."""
    told = (shown_by.applications, shown_by.eligible, shown_by.attended, shown_by.votes)
    require(all(number is None or number >= 0 for number in told), "negative")
    eligible, attended, votes = told[1:]
    if eligible is not None and attended is not None:
        require(attended <= eligible, "attended_more")
        require(attended * 3 >= eligible * 2, "attended_too_few")
    if attended is not None and votes is not None:
        require(votes <= attended, "votes_more")
    if eligible is not None and votes is not None:
        require(votes * 2 > eligible, "votes_too_few")
