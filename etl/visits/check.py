"""What the rows of a visit list come to, before anything is written: new, recorded already, empty, or wrong and why.

A row tells one step, one side track or one visit that moved nothing, and when somebody goes there again. It is tried on
a draft of the ledger by the ledger's own functions, so that a list and a form are checked by the same rules.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Literal

from etl.text import _
from etl.visits import mistake
from etl.visits.cells import Told, typed
from etl.visits.columns import ROW_ID, word
from etl.visits.mistake import Mistake
from etl.visits.read import FilledRow
from etl.visits.row_id import RowId
from etl.visits.row_id import read as read_id
from ledger import Actor, Ledger, NotAllowed, targets
from ledger.draft import Draft
from ledger.progress import subject_of
from ledger.stages import COUNTS, TRACKS, following
from ledger.stages import EVIDENCE as ASKED
from ledger.store import Entry, Recorded
from ledger.targets import Evidence, OfTarget
from ledger.undo import OutOfTurn, still_standing
from ledger.verdicts import NotValid
from ledger.verdicts import Told as Wherefore

Fate = Literal["new", "recorded", "empty", "wrong"]
EVIDENCE = ("document_number", *COUNTS)
MARK = "list:"
LOADED = "Loaded from a visit list"


@dataclass(frozen=True)
class Checked:
    """A row and what becomes of it. `entries` is what the ledger takes where it is new; `told` what it says, None where
    its cells cannot be read; `earlier` the event that it was recorded as before."""

    row: FilledRow
    fate: Fate
    told: Told | None = None
    entries: tuple[Entry, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    earlier: Recorded | None = None

    @property
    def enterprise_name(self) -> str:
        """The name that stands in the row."""
        return self.row.cells.get("enterprise_name", "")


class _Wrong(Exception):
    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__()
        self.mistakes = mistakes


class Checker:
    """Checks rows one after the other: the second of one enterprise upon what the first would record.

    `known` gives the targets of the warehouse by their id: whom a row is about is never taken from the file. `closed`
    are the ids of those, as the ledger writes them, of which nothing is to be recorded any more.
    """

    def __init__(
        self,
        ledger: Ledger,
        actor: Actor,
        known: Mapping[str, OfTarget],
        build_id: str | None,
        closed: Collection[str] = (),
    ) -> None:
        self._draft = Draft(ledger)
        self._actor, self._known, self._build_id, self._closed = actor, known, build_id, closed
        self._keys: set[str] = set()

    def check(self, rows: Iterable[FilledRow]) -> list[Checked]:
        """What becomes of each row, in their order."""
        rows = list(rows)
        for row in rows:
            told, faults = typed(row.cells)
            if (row_id := _id_of(row)) and not faults:
                self._keys.add(key_of(row_id, told))
        return [self._checked(row) for row in rows]

    def _checked(self, row: FilledRow) -> Checked:
        if not row.is_filled:
            return Checked(row, "empty")
        told, faults = typed(row.cells)
        if faults:
            found = [mistake.at(row, name, fault.expected, fault.next_step) for name, fault in faults.items()]
            return Checked(row, "wrong", mistakes=tuple(found))
        begun = len(self._draft.entries)
        try:
            row_id, of = self._whom(row)
            key = key_of(row_id, told)
            if earlier := self._draft.known(key):
                self._require_standing(row, earlier)
                return Checked(row, "recorded", told, earlier=earlier)
            self._require_open(row, of)
            _require_sense(row, told)
            self._require_new(row, row_id, told, of)
            earlier = self._same_visit(told, of)
            if earlier and told.next_visit_on in (None, targets.now_of(self._draft, of.enterprise_id).follow_up_on):
                return Checked(row, "recorded", told, earlier=earlier)
            self._try(row, replace(told, visited_on=None, refusal=None, note="") if earlier else told, of, key)
        except _Wrong as wrong:
            self._draft.taken_back_to(begun)
            return Checked(row, "wrong", told, mistakes=wrong.mistakes)
        return Checked(row, "new", told, tuple(self._draft.entries[begun:]))

    def _whom(self, row: FilledRow) -> tuple[RowId, OfTarget]:
        row_id = _id_of(row)
        if row_id is None:
            expected = _("the id that the list was downloaded with, beside its own enterprise")
            raise _Wrong(mistake.at(row, ROW_ID, expected, _("Write it into the enterprise's own row of the list")))
        of = self._known.get(row_id.enterprise_id)
        if of is None:
            expected = _("an enterprise that is to be organised")
            raise _Wrong(
                mistake.at(
                    row, "enterprise_name", expected, _("It is on the list of targets no more: ask who keeps the data")
                )
            )
        return row_id, of

    def _require_standing(self, row: FilledRow, earlier: Recorded) -> None:
        """A row that was recorded and taken back stands nowhere, and the ledger takes a key once."""
        if earlier not in still_standing(self._draft.history(earlier.subject)):
            expected = _("a row that was not taken back since {name} recorded it", name=earlier.actor_name)
            raise _Wrong(
                mistake.at(row, "visited_on", expected, _("Record it on the page “My work” if it holds after all"))
            )

    def _require_open(self, row: FilledRow, of: OfTarget) -> None:
        """What the form refuses, a list does not bring in."""
        if of.enterprise_id in self._closed:
            expected = _("an enterprise that is to be organised")
            next_step = _("The union ledger shows its union, or it does not count any more: nothing is to be recorded")
            raise _Wrong(mistake.at(row, "enterprise_name", expected, next_step))

    def _same_visit(self, told: Told, of: OfTarget) -> Recorded | None:
        """The same visit as another list, or the page “My work”, recorded it: of that day, with the same refusal."""
        if told.visited_on is None or told.reached:
            return None
        visits = (
            event
            for event in still_standing(self._draft.history(subject_of(of.enterprise_id)))
            if event.kind == "visited"
        )
        day = told.visited_on.isoformat()
        return next(
            (one for one in visits if (one.body["happened_on"], one.body["refusal"]) == (day, told.refusal)), None
        )

    def _require_new(self, row: FilledRow, row_id: RowId, told: Told, of: OfTarget) -> None:
        """A row that was recorded and then changed is no second visit: what stands has to be taken back first."""
        if told.visited_on is None:
            return
        kind = "set_aside" if told.reached in TRACKS else "stage_reached" if told.reached else "visited"
        for event in still_standing(self._draft.history(subject_of(of.enterprise_id))):
            key = event.idempotency_key or ""
            same = event.kind == kind and event.state == (told.reached or event.state)
            if same and key.startswith(_list_mark(row_id)) and key not in self._keys:
                happened = event.body["happened_on"]
                expected = _("the row as it was recorded by {name}, for {day}", name=event.actor_name, day=happened)
                next_step = _(
                    "Take back what was recorded there first, or record the second visit on the page “My work”"
                )
                raise _Wrong(mistake.at(row, "visited_on", expected, next_step))

    def _try(self, row: FilledRow, told: Told, of: OfTarget, key: str) -> None:
        """Write what the row tells into the draft. Raises _Wrong with what stands against it."""
        if told.visited_on:
            self._write(row, of, lambda why: self._happened(told, of, why), told.note, key)
        if told.next_visit_on:
            day = told.next_visit_on
            again = f"{key}:next" if told.visited_on else key
            self._write(
                row,
                of,
                lambda why: targets.follow_up(self._draft, self._actor, of, day, why),
                told.note or _(LOADED),
                again,
            )

    def _happened(self, told: Told, of: OfTarget, why: Wherefore) -> Recorded:
        day, draft, actor = told.visited_on, self._draft, self._actor
        if told.reached is None:
            return targets.visit(draft, actor, of, day, told.refusal, why)
        if told.reached in TRACKS:
            return targets.set_aside(draft, actor, of, told.reached, day, told.refusal, why)
        shown_by = Evidence(day, **{name: getattr(told, name) for name in EVIDENCE})
        return targets.step(draft, actor, of, told.reached, shown_by, why)

    def _write(self, row: FilledRow, of: OfTarget, act: Callable[[Wherefore], Recorded], note: str, key: str) -> None:
        seen = len(self._draft.history(subject_of(of.enterprise_id)))
        try:
            act(Wherefore(note, seen, self._build_id, key))
        except NotValid as error:
            raise _Wrong(*self._refused(row, of, error.field)) from None
        except OutOfTurn:
            raise _Wrong(self._out_of_turn(row, of)) from None
        except NotAllowed:
            expected = _("one of your own townships")
            next_step = _("Let somebody load it whose township it is")
            raise _Wrong(mistake.at(row, "township_name", expected, next_step)) from None

    def _refused(self, row: FilledRow, of: OfTarget, field: str) -> list[Mistake]:
        """What the ledger refused: that it is not the next step goes before what that step lacks, and all of that."""
        reached = typed(row.cells)[0].reached
        now = targets.now_of(self._draft, of.enterprise_id)
        if reached in ASKED and (now.track or now.removal or following(now.stage) != reached):
            return [self._out_of_turn(row, of)]
        lacking = [name for name in ASKED.get(reached, ()) if name not in row.cells]
        return [mistake.refused(row, name) for name in (lacking if field in lacking else [field])]

    def _out_of_turn(self, row: FilledRow, of: OfTarget) -> Mistake:
        now = targets.now_of(self._draft, of.enterprise_id)
        again = _("Put it right in the list and load it again")
        if now.removal:
            expected = _("nothing: it has left the list ({reason})", reason=word("removal", now.removal))
            return mistake.at(row, "reached", expected, _("Put it back on the list first, with the reason"))
        if now.track:
            expected = _("a visit without a step: it rests at “{track}”", track=word("track", now.track))
            return mistake.at(row, "reached", expected, _("Take it up again first on the page “My work”"))
        stage, ahead = word("stage", now.stage), following(now.stage)
        if ahead is None:
            return mistake.at(
                row, "reached", _("a visit without a step: it stands at the last, “{stage}”", stage=stage), again
            )
        expected = _(
            "“{next}”: it stands at “{stage}”, and a row tells one step", next=word("stage", ahead), stage=stage
        )
        return mistake.at(row, "reached", expected, again)


def record(ledger: Ledger, actor: Actor, checked: Iterable[Checked]) -> list[Recorded]:
    """Write what is new, each row all or none. Raises ChangedMeanwhile where somebody wrote about one of them since:
    the rows before it are written and stay so, for a row is recorded once."""
    return [event for one in checked if one.fate == "new" for event in ledger.append_all(actor, list(one.entries))]


def key_of(row_id: RowId, told: Told) -> str:
    """What makes a row recorded once: its list, its enterprise and what it tells, not how its cells are written."""
    content = {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(told).items()}
    digest = hashlib.sha256(json.dumps([row_id.enterprise_id, content], sort_keys=True).encode()).hexdigest()
    return f"{_list_mark(row_id)}{digest[:32]}"


def _list_mark(row_id: RowId) -> str:
    return f"{MARK}{row_id.token}:"


def _id_of(row: FilledRow) -> RowId | None:
    return read_id(row.cells.get(ROW_ID, ""), row.cells.get("enterprise_name", ""))


def _require_sense(row: FilledRow, told: Told) -> None:
    """What no form would let through: a day that is missing, a step with a refusal, evidence without a step."""
    if told.visited_on is None and (told.reached or told.refusal or told.note or _evidence(told)):
        raise _Wrong(mistake.at(row, "visited_on", _("the day of the visit"), _("Write year, month and day")))
    if told.reached and told.reached not in TRACKS and told.refusal:
        next_step = _("Leave the reason empty where a step was reached, or the step where none was")
        raise _Wrong(mistake.at(row, "refusal", _("a step, or a reason why there is none"), next_step))
    if told.reached is None and (name := _evidence(told)):
        next_step = _(
            "Choose the step that it shows, or write it into “{column}”", column=mistake.header_of(row, "note")
        )
        raise _Wrong(
            mistake.at(
                row, "reached", _("the step that “{column}” shows", column=mistake.header_of(row, name)), next_step
            )
        )


def _evidence(told: Told) -> str | None:
    """The first column of evidence that is filled."""
    return next((name for name in EVIDENCE if getattr(told, name)), None)
