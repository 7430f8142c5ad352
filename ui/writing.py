"""What a press of a key writes into the ledger from the review page: with a reason, undone step by step; and what is
said where nothing could be written."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from ledger import Actor, ChangedMeanwhile, Recorded, identity, links
from ledger.identity import Circular, Identity
from ledger.links import Standing, Told
from ui import access, queries, warehouse
from ui.text import _, plain, term
from ui.warehouse import Build

Known = Mapping[str, Standing | Identity]
Row = dict[str, Any]
WRITTEN, REASON, TOLD, CHOSEN = "review_written", "review_reason", "review_told", "review_pair"
"""Names in the session's state; CHOSEN is the subject of the pair on the card."""


@lru_cache(maxsize=2)
def _standing(_url: str, _position: int) -> dict[str, Standing]:
    return {one.subject: one for one in links.standing(warehouse.ledger())}


@lru_cache(maxsize=2)
def _identity(_url: str, _position: int) -> dict[str, Identity]:
    return {one.subject: one for one in identity.standing(warehouse.ledger())}


def standing() -> dict[str, Standing]:
    """Subject → what stands about a pair or a union's host now, whether or not the build knows it."""
    ledger = warehouse.ledger()
    return _standing(str(ledger.engine.url), ledger.position())


def who_is_who() -> dict[str, Identity]:
    """Subject → what stands about two ids now, whether or not the build knows it."""
    ledger = warehouse.ledger()
    return _identity(str(ledger.engine.url), ledger.position())


def counting(build: Build, said: Mapping[str, Any]) -> dict[str, Any]:
    """Of what stands, what still counts: what a record says otherwise since is to be decided again."""
    changed = queries.changed_decisions(build)
    return {subject: one for subject, one in said.items() if one.event_id not in changed}


def in_order(rows: list[Row], subject_of: Callable[[Row], str], said: Mapping[str, Any], skipped: str) -> list[Row]:
    """An open queue in its own order; what nobody could tell, and what this session put off, comes last. `skipped`
    names what was put off in the session's state."""
    later = {subject: place for place, subject in enumerate(st.session_state.get(skipped, []), 1)}

    def place(row: Row) -> tuple[bool, int]:
        subject = subject_of(row)
        return (subject in said and said[subject].decision == "cannot_tell", later.get(subject, 0))

    return sorted(rows, key=place)


def put_off(subject: str, skipped: str) -> None:
    """Put something off to the end of this session's queue; nothing is written."""
    st.session_state[skipped] = [one for one in st.session_state.get(skipped, []) if one != subject] + [subject]
    st.session_state.pop(CHOSEN, None)


def reason_field() -> None:
    """Where the reason of the next decision is written."""
    st.text_input(_("Reason"), key=REASON, placeholder=_("Compared both records"), max_chars=200)


def undo_button(actor: Actor | None, build: Build) -> None:
    """Take back this session's last step."""
    idle = not access.may_write(actor) or not st.session_state.get(WRITTEN)
    st.button(_("Undo"), key="undo", shortcut="Z", disabled=idle, on_click=undo, args=(actor, build))


def undo(actor: Actor, build: Build) -> None:
    """Take back this session's last step, whole, and put it on the card again."""
    steps = st.session_state.get(WRITTEN, [])
    if not steps:
        return
    known = {**standing(), **who_is_who()}

    def take_back() -> list[Recorded]:
        return [_undone(actor, subject, told(build, known, subject)) for subject, _event_id in steps[-1]]

    if any(subject not in known or known[subject].event_id != event_id for subject, event_id in steps[-1]):
        st.session_state[TOLD] = _("Somebody wrote about it since: nothing was taken back")
        return
    if not written(take_back):
        return
    st.session_state[WRITTEN] = steps[:-1]
    st.session_state[CHOSEN] = steps[-1][0][0]


def _undone(actor: Actor, subject: str, said: Told) -> Recorded:
    is_link = subject.startswith((links.LINK, links.HOST))
    return (links if is_link else identity).undo(warehouse.ledger(), actor, subject, said)


def told(build: Build, known: Known, subject: str, records: dict[str, Any] | None = None) -> Told:
    """What goes with everything that is written: the reason in the field, what was seen, the records as shown."""
    seen = known[subject].sequence if subject in known else 0
    reason = (st.session_state.get(REASON) or "").strip() or _("Compared both records")
    return Told(reason, seen, build.id, as_texts(records or {}))


def as_texts(records: dict[str, Any]) -> dict[str, str | None]:
    """Values of a record as the ledger keeps them."""
    return {name: None if value is None else str(value) for name, value in records.items()}


def write(what: Callable[[], list[Recorded]]) -> bool:
    """Write one step; whether it was written."""
    recorded = written(what)
    if recorded:
        st.session_state.pop(CHOSEN, None)
        step = [(one.subject, one.event_id) for one in recorded]
        st.session_state[WRITTEN] = [*st.session_state.get(WRITTEN, []), step]
    return bool(recorded)


def written(what: Callable[[], list[Recorded]]) -> list[Recorded]:
    """What was written; nothing, and a word for the page, where somebody was faster or the ledger refuses."""
    try:
        return what()
    except ChangedMeanwhile as error:
        st.session_state[TOLD] = _(
            "{name} was faster: {decision}. Nothing of yours was written",
            name=plain(error.last.actor_name),
            decision=term("decision", error.last.state),
        )
    except Circular as error:
        st.session_state[TOLD] = _(
            "That would lead round in a circle: {chain}. Nothing was written", chain=plain(" → ".join(error.chain))
        )
    except SQLAlchemyError:
        st.session_state[TOLD] = _("The ledger cannot be written; tell whoever looks after the computer")
    return []


def outcome() -> str:
    """What the last press came to, once."""
    return st.session_state.pop(TOLD, "")
