"""Who is here: signed in, or named by themselves from [people] in county.toml; what they may see and write.

Where a provider is configured for Streamlit's own sign-in ([auth] in secrets.toml), it alone says who somebody is.
Elsewhere a name is picked, and every event says that it was (自报身份).
"""

from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, unquote

import streamlit as st

from etl.errors import BuildError
from etl.settings import PersonEntry, Settings, load_county
from ledger import Actor
from ledger.actor import WRITERS
from ui import memory, viewport
from ui.text import _, plain, term

PICKED, PICKER, REMEMBERED = "actor", "actor_picker", "name"
NOBODY = "nobody"
"""What a telephone remembers once its name was given back."""
BUTTONS = 12
"""Up to so many names are a button each: one tap."""


def actor() -> Actor | None:
    """Who is here, nothing drawn; None where nobody has signed in or picked a name, or the name is not in [people].

    Raises InputError where county.toml has faults.
    """
    user = _user()
    if user is None:
        return _acting(_named(_picked()), "self_reported")
    return _acting(_signed_in(user), "signed_in") if user.get("is_logged_in") else None


def choose() -> Actor | None:
    """The same on a page that writes: the sidebar asks who is here, or says it. None: the page shows and does not
    write."""
    with st.sidebar:
        try:
            return _pick() if _user() is None else _greet()
        except BuildError as error:
            st.error(plain(error), icon=":material/error:")
            return None


def offer() -> None:
    """On the page itself, where nobody has picked a name: those who write, because a telephone hides the sidebar. Where
    county.toml has faults it is said here too."""
    try:
        names = [person.name for person in _people() if person.role in WRITERS]
    except BuildError as error:
        st.error(plain(error), icon=":material/error:")
        return
    if _user() is not None or not names:
        return
    if len(names) > BUTTONS:
        chosen = st.selectbox(_("Your name"), names, index=None, key="offered", placeholder=_("Choose it to write"))
        st.button(_("That is me"), key="offered_taken", type="primary", on_click=take, args=(chosen,), width="stretch")
        return
    for position, name in enumerate(names):
        st.button(plain(name), key=f"offered_{position}", on_click=take, args=(name,), width="stretch")


def take(name: str | None) -> None:
    """Be here under a name, or under none; a telephone, which is one person's, remembers it, a desk's browser not."""
    st.session_state[PICKED] = st.session_state[PICKER] = name
    if viewport.is_narrow():
        memory.remember(REMEMBERED, quote(name or NOBODY))


def give_back() -> None:
    """A button for whoever is here under somebody else's name; nothing where a provider says who it is."""
    if _user() is None:
        label = _("Not you?")
        st.button(label, key="give_back", on_click=take, args=(None,), type="tertiary", icon=":material/person:")


def colleagues(township: str | None) -> list[str]:
    """Names of those who may write about a township, as county.toml has them."""
    people = [_acting(person, "self_reported") for person in _people()]
    return [one.name for one in people if one.may_write and (township is None or one.may_see(township))]


def require() -> None:
    """End the page where a provider is configured and the visitor is nobody in [people]: nothing of the county is
    shown then. Without a provider whoever reaches the office's machine sees the pages."""
    user = _user()
    if user is None:
        return
    try:
        known = actor() is not None
    except BuildError as error:
        st.error(plain(error), icon=":material/error:")
        st.stop()
    if known:
        return
    st.title(_("Sign in to see the data"), anchor=False)
    if user.get("is_logged_in"):
        st.info(_("You are signed in, but county.toml has nobody with your e-mail address: ask whoever keeps it"))
        st.button(_("Sign out"), on_click=st.logout, icon=":material/logout:")
    else:
        st.button(_("Sign in"), on_click=st.login, icon=":material/login:")
    st.stop()


def organisers() -> list[PersonEntry]:
    """The organisers of [[people]], in its order. Raises InputError where county.toml has faults."""
    return [person for person in _people() if person.role == "organiser"]


def may_write(who: Actor | None) -> bool:
    """Whether somebody writes decisions: organisers, reviewers and admins that are known by name."""
    return who is not None and who.may_write


def is_for_writers() -> bool:
    """Whether a way to a form is shown: not to whom is known to write nothing."""
    try:
        here = actor()
    except BuildError:
        return False
    return here is None or here.may_write


def may_see(who: Actor | None, township: str | None) -> bool:
    """Whether a township's pairs are shown for review; what is not placed is everybody's, and so is everything to who
    has picked no name."""
    return who is None or township is None or who.may_see(township)


def _user() -> dict[str, object] | None:
    """What Streamlit's sign-in says of the visitor; None where no provider is configured."""
    user = st.user.to_dict()
    return user if "is_logged_in" in user else None


def _picked() -> object:
    """The name picked in this session, else the one that this telephone remembers."""
    return st.session_state[PICKED] if PICKED in st.session_state else unquote(memory.recall(REMEMBERED))


def _pick() -> Actor | None:
    names = [person.name for person in _people()]
    if st.session_state.setdefault(PICKER, _picked()) not in names:
        st.session_state[PICKER] = None
    name = st.selectbox(
        _("Your name"),
        names,
        index=None,
        placeholder=_("Choose it to write"),
        key=PICKER,
        help=_("Recorded with what you write, as a name that nobody vouches for"),
    )
    st.session_state[PICKED] = name  # a widget's own value ends with the page that shows it
    return _acting(_named(name), "self_reported")


def _greet() -> Actor | None:
    here = actor()
    if here is not None:
        st.caption(plain(f"{here.name} · {term('role', here.role)}"))
        st.button(_("Sign out"), on_click=st.logout, icon=":material/logout:", type="tertiary")
    return here


def _signed_in(user: dict[str, object]) -> PersonEntry | None:
    """The person with the provider's e-mail address, unless it says that nobody has verified it. Never by the name that
    it shows: at most providers everybody writes their own."""
    address = str(user.get("email") or "").lower()
    if not address or user.get("email_verified") is False:
        return None
    return next((person for person in _people() if person.email.lower() == address), None)


def _named(name: object) -> PersonEntry | None:
    return next((person for person in _people() if person.name == name), None) if name else None


def _acting(person: PersonEntry | None, source: str) -> Actor | None:
    return None if person is None else Actor(person.name, person.role, source, tuple(person.townships))


def _people() -> list[PersonEntry]:
    path = Settings().area
    return _people_in(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=4)
def _people_in(path: Path, _changed: int) -> list[PersonEntry]:
    return load_county(path).people
