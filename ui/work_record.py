"""What a press on 'My work' writes: one form, recorded once, however often it is sent.

A form's token stands in the address and is the key under which the ledger knows what it recorded. So a page that comes
back after the net was gone, whether it was reloaded or reconnected, asks the ledger what became of the press.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import uuid4

import streamlit as st

from ledger import Actor, Recorded, targets
from ledger.progress import Progress
from ledger.stages import COUNTS, Stage
from ledger.targets import Evidence, OfTarget
from ledger.verdicts import NotValid, Told
from ui import filters, warehouse, work_address, written
from ui.text import N_

REASON = {**written.FIELDS, "note": N_("Write why")}
"""What is said where a form asks why, and not what was seen."""
CHECKED = {**written.FIELDS, "note": N_("Write what was checked")}
Act = Callable[[Told], Recorded]


@dataclass(frozen=True)
class At:
    """Where a form stands: who writes, about whom, as the ledger says it is now, on which build, under which token."""

    actor: Actor
    of: OfTarget
    now: Progress
    build_id: str
    token: str

    def key(self, name: str) -> str:
        """The key of one of the form's widgets; another for every token, so that a recorded form is empty again and a
        second press on it can only send the same."""
        return f"{name}_{self.token}"


def token() -> str:
    """The token in the address; a new one is put there where there is none."""
    if not work_address.form():
        work_address.open_form(uuid4().hex)
    return work_address.form()


def open_target(enterprise_id: str | None) -> None:
    """Open an enterprise with an empty form, or none: a button's callback."""
    filters.open_card(enterprise_id)
    work_address.open_form(uuid4().hex)


def events_of(form: str) -> list[Recorded]:
    """What the form with a token recorded, in order: nothing where it was not sent, or never arrived."""
    ledger = warehouse.ledger()
    first = ledger.known(form) if form else None
    return [one for one in (first, ledger.known(f"{form}_1") if first else None) if one]


def _write(at: At, note: str, *acts: Act, fields: dict[str, str] = written.FIELDS) -> None:
    """Write the events of a form, each knowing of the one before; then the enterprise is closed and the list says what
    was recorded."""

    def all_of_them() -> None:
        if not acts:
            raise NotValid("unchanged")
        for position, act in enumerate(acts):
            key = f"{at.token}_{position}" if position else at.token
            act(Told(note, at.now.sequence + position, at.build_id, key))

    if written.write(all_of_them, fields=fields):
        filters.open_card(None)
        work_address.open_form(at.token)


def _next_visit(at: At) -> list[Act]:
    """The day of the next visit, where the form names one."""
    on = st.session_state.get(at.key("next"))
    return [partial(targets.follow_up, warehouse.ledger(), at.actor, at.of, on)] if on else []


def _note(at: At) -> str:
    return written.text_of(at.key("note"))


def step(at: At, stage: Stage, known_part: str) -> None:
    """Write the step that the form holds. A document's number that is only the part filled in is none."""
    state = st.session_state
    number = written.text_of(at.key("document_number"))
    counts = {name: state.get(at.key(name)) for name in COUNTS}
    shown_by = Evidence(
        written.day_of(at.key("day")),
        "" if number == known_part else number,
        attachment_sha256=written.attached(at.key("attachment")),
        **counts,
    )
    act = partial(targets.step, warehouse.ledger(), at.actor, at.of, stage, shown_by)
    _write(at, _note(at), act, *_next_visit(at))


def visit(at: At) -> None:
    """Write a visit that moved nothing."""
    day, refusal = written.day_of(at.key("day")), st.session_state[at.key("refusal")]
    act = partial(targets.visit, warehouse.ledger(), at.actor, at.of, day, refusal)
    _write(at, _note(at), act, *_next_visit(at))


def set_aside(at: At) -> None:
    """Put the target on the side track that the form holds."""
    track, refusal = st.session_state[at.key("track")], st.session_state[at.key("refusal")]
    act = partial(targets.set_aside, warehouse.ledger(), at.actor, at.of, track, written.day_of(at.key("day")), refusal)
    _write(at, _note(at), act, fields=REASON)


def take_up(at: At) -> None:
    """Take the target up again."""
    act = partial(targets.take_up, warehouse.ledger(), at.actor, at.of, written.day_of(at.key("day")))
    _write(at, _note(at), act)


def move_back(at: At) -> None:
    """Move the target back to the stage that the form holds."""
    stage = st.session_state[at.key("stage")]
    act = partial(targets.move_back, warehouse.ledger(), at.actor, at.of, stage, written.day_of(at.key("day")))
    _write(at, _note(at), act, fields=REASON)


def hand_over(at: At) -> None:
    """Write who goes there next and when, where the form says otherwise than the ledger."""
    name, on = st.session_state[at.key("assigned_to")] or None, st.session_state[at.key("next")]
    if st.session_state.get(at.key("no_day")):
        on = None
    acts: list[Act] = []
    if name != at.now.assigned_to:
        acts.append(partial(targets.assign, warehouse.ledger(), at.actor, at.of, name))
    if on != at.now.follow_up_on:
        acts.append(partial(targets.follow_up, warehouse.ledger(), at.actor, at.of, on))
    _write(at, _note(at), *acts)


def remove(at: At) -> None:
    """Take the target off the list, or ask for it where a second person has to look."""
    why = st.session_state[at.key("removal")]
    act = partial(targets.remove, warehouse.ledger(), at.actor, at.of, why, written.day_of(at.key("day")))
    _write(at, _note(at), act, fields=REASON)


def check_removal(at: At, is_right: bool) -> None:
    """Answer somebody else's removal."""
    day = written.day_of(at.key("day"))
    act = partial(targets.check_removal, warehouse.ledger(), at.actor, at.of, is_right, day)
    _write(at, _note(at), act, fields=CHECKED)


def list_again(at: At) -> None:
    """Put the target back on the list."""
    act = partial(targets.list_again, warehouse.ledger(), at.actor, at.of, written.day_of(at.key("day")))
    _write(at, _note(at), act, fields=REASON)


def take_back(at: At, number: int) -> None:
    """Take back the last events of the target, with the reason that is asked for where they are somebody else's."""
    acts = [partial(targets.undo, warehouse.ledger(), at.actor, at.of)] * number
    _write(at, written.text_of(at.key("undo_note")), *acts, fields=REASON)
