"""Notes on one enterprise, union or township: what stands; for who may write the form, and taking one's own back."""

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from etl.errors import BuildError
from etl.personal import masked
from ledger import Actor, is_there, notes
from ledger.verdicts import Told
from ui import access, warehouse, written
from ui.spoken import by_whom
from ui.text import N_, _, day, plain
from ui.warehouse import Build


def show(build: Build, record_id: str, township: str | None = None) -> None:
    """The notes of a record, the newest first; who may write, and of this township, leaves one."""
    try:
        found, seen = _found(record_id)
        actor = access.actor()
    except (SQLAlchemyError, BuildError):
        st.caption(_("Notes cannot be read: tell whoever looks after the computer"))
        return
    st.subheader(_("Notes"), anchor=False)
    if st.session_state.get("note_told") == record_id:
        st.session_state.pop("note_told")
        written.told()
    for note in found:
        st.markdown(plain(masked(note.text)))
        st.caption(f"{by_whom(note.written_by, note.written_source, None)} · {day(note.written_at.date())}")
    if not found:
        st.caption(_("No note yet. Notes are words for each other, no part of any figure."))
    if access.may_write(actor) and access.may_see(actor, township):
        _ask(actor, build, record_id, seen)
        if found and found[0].written_by == actor.name:
            name = written.form_of(f"note_{record_id}_undo")
            st.button(
                _("Take the last note back"),
                key=name,
                type="tertiary",
                icon=":material/undo:",
                on_click=take_back,
                args=(actor, build, record_id, seen, written.form_key(name)),
            )


def _found(record_id: str) -> tuple[list[notes.Note], int]:
    """The notes, and what a writer has to have seen; reading makes no ledger where there is none."""
    if not is_there(warehouse.settings().ledger):
        return [], 0
    return notes.notes(warehouse.ledger(), record_id)


def _ask(actor: Actor, build: Build, record_id: str, seen: int) -> None:
    name = written.form_of(f"note_{record_id}")
    with st.form(key=f"{name}_form", border=False):
        st.text_area(_("A note"), key=f"{name}_text", max_chars=notes.LENGTH, height=80)
        st.form_submit_button(
            _("Leave the note"),
            key=f"{name}_write",
            on_click=write,
            args=(actor, build, record_id, seen, written.form_key(name)),
        )


def write(actor: Actor, build: Build, record_id: str, seen: int, key: str) -> None:
    """Write the note that the form holds."""
    told = Told(written.text_of(f"{written.form_of(f'note_{record_id}')}_text"), seen, build.id, key)
    st.session_state["note_told"] = record_id
    written.write(
        lambda: notes.write(warehouse.ledger(), actor, record_id, told), N_("The note is left"), f"note_{record_id}"
    )


def take_back(actor: Actor, build: Build, record_id: str, seen: int, key: str) -> None:
    """Take the last note of a record back."""
    told = Told(_("Taken back on the page"), seen, build.id, key)
    st.session_state["note_told"] = record_id
    written.write(
        lambda: notes.undo(warehouse.ledger(), actor, record_id, told),
        N_("The note is taken back"),
        f"note_{record_id}_undo",
    )
