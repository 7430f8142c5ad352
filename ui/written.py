"""Writing into the ledger from a form: what was written, or why nothing was, said by the page once.

Callbacks run before the page knows its language: what they have to say is kept as message and values.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import uuid4
from zlib import crc32

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from ledger import ChangedMeanwhile, NotAllowed
from ledger.orders import SamePerson
from ledger.undo import OutOfTurn
from ledger.verdicts import NotValid
from ui.load import DROP_STYLE
from ui.text import N_, _, plain

KEY = "written_told"
FIELDS = {
    "finding": N_("Choose what was found"),
    "visited_on": N_("The day of the visit lies in the future"),
    "note": N_("Write what was seen"),
    "attachment_sha256": N_("A SHA-256 has 64 digits and letters from 0 to f"),
    "problem": N_("Write what is to be mended"),
    "responsible": N_("Write who is responsible"),
    "evidence": N_("Write what shows that it is mended"),
    "mended_on": N_("The day lies in the future"),
    "until": N_("The day lies in the past"),
    "why": N_("Write why"),
    "name": N_("Give the proposal a name"),
    "enterprises": N_("Write how many enterprises are to be organised"),
    "workers": N_("Write how many workers are to be covered, or leave it empty"),
    "year": N_("The year is not one of a plan"),
    "happened_on": N_("The day lies in the future"),
    "before_last_stage": N_("The day lies before the stage that came before"),
    "document_number": N_("Write the number of the document"),
    "applications": N_("Write how many applied to join"),
    "eligible": N_("Write how many may vote"),
    "attended": N_("Write how many came"),
    "votes": N_("Write how many votes the elected had"),
    "negative": N_("A number lies below zero"),
    "attended_more": N_("More came than may vote"),
    "votes_more": N_("More votes than people who came"),
    "attended_too_few": N_("Fewer than two thirds came: the election is not valid"),
    "votes_too_few": N_("Not more than half of those who may vote: nobody is elected"),
    "track": N_("Choose which"),
    "stage": N_("Choose the stage"),
    "removal": N_("Choose why it leaves the list"),
    "unchanged": N_("Nothing was changed"),
    "author": N_("Somebody else left it: only they take it back"),
    "idempotency_key": N_("This form has been sent already, by somebody else or about another one: begin anew"),
}


def write(
    what: Callable[[], object], done: str = "", form: str = "", fields: Mapping[str, str] = MappingProxyType(FIELDS)
) -> bool:
    """Write, and say `done`; where something stands against it, say that and leave the form as it is. `form` is the one
    that is emptied once it is written, `fields` what is said of each field that makes no record."""
    try:
        what()
    except ChangedMeanwhile as error:
        name = error.last.actor_name
        return _say("error", N_("{name} wrote about it meanwhile. Nothing of yours was written: look again"), name=name)
    except NotValid as error:
        return _say("error", fields[error.field])
    except SamePerson:
        return _say("error", N_("Somebody else has to check it: not who reported it, nor who had to mend it"))
    except OutOfTurn:
        return _say("error", N_("It is not in that state any more"))
    except NotAllowed:
        return _say("error", N_("Your role does not write"))
    except SQLAlchemyError:
        return _say("error", N_("The ledger cannot be written; tell whoever looks after the computer"))
    if form:
        st.session_state[_times(form)] = st.session_state.get(_times(form), 0) + 1
    if done:
        _say("done", done)
    return True


def _say(kind: str, message: str, **values: Any) -> bool:
    st.session_state[KEY] = (kind, message, values)
    return False


def told() -> None:
    """What the last press came to; said once."""
    kind, message, values = st.session_state.pop(KEY, ("", "", {}))
    if kind:
        shown = _(message, **{name: plain(value) for name, value in values.items()})
        (st.success if kind == "done" else st.error)(shown)


def form_of(name: str) -> str:
    """What the keys of a form's widgets begin with: another each time it was written, because a browser keeps what is
    typed into the same widgets."""
    return f"{name}_{st.session_state.get(_times(name), 0)}"


def _times(name: str) -> str:
    return f"times_{name}"


def form_key(form: str) -> str:
    """A key that makes one form recorded once, however often it is sent."""
    return st.session_state.setdefault(f"{form}_once", uuid4().hex)


def attachment(name: str) -> None:
    """Where a photograph or a document is dropped to be hashed, or its SHA-256 typed."""
    limit = st.get_option("server.maxUploadSize")
    key = f"drop_{crc32(name.encode()):08x}"
    style = DROP_STYLE.replace("st-key-drop", f"st-key-{key}")
    with st.container(key=key):
        st.html(style.format(choose=_("Choose files"), limit=_("Up to {limit} MB a file", limit=limit)))
        st.file_uploader(
            _("Photograph or minutes"),
            key=f"{name}_file",
            help=_("Only its fingerprint (SHA-256) is recorded; the file itself is not kept"),
        )
    st.text_input(_("or its SHA-256"), key=f"{name}_hash", max_chars=64)


def attached(name: str) -> str | None:
    """SHA-256 of the file dropped, else the one typed; None where there is neither."""
    file = st.session_state.get(f"{name}_file")
    if file is not None:
        return hashlib.sha256(file.getvalue()).hexdigest()
    return (st.session_state.get(f"{name}_hash") or "").strip().lower() or None


def day_of(key: str) -> date:
    """The day chosen in a form."""
    return st.session_state[key]


def text_of(key: str) -> str:
    """The text written in a form, without blanks around it."""
    return (st.session_state.get(key) or "").strip()
