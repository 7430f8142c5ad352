"""'This looks wrong' beside a counted link, wherever it is shown: it counts on, but not in the lower rate, until
somebody answers on the review page."""

from typing import Any

import streamlit as st

from etl.errors import BuildError
from ui import access, review
from ui.navigation import REVIEW
from ui.text import _
from ui.warehouse import Build


def button(build: Build, link: dict[str, Any]) -> None:
    """Ask why and challenge a counted link, for those who may; for others how to become one of them. Nothing beside a
    link that counts no more, or that stands for a branch by its head office's union: there the head office's is meant.
    """
    if not link["is_current"] or link["relation"] == "headquarters":
        return
    if link["is_challenged"]:
        st.caption(_("Somebody doubts this link; until it is answered it counts, but not in the lower rate"))
        return
    try:
        actor = access.actor()
    except BuildError:
        return
    enterprise_id, union_id = link["enterprise_id"], link["union_id"]
    pair = f"{enterprise_id}_{union_id}"
    with st.popover(_("This looks wrong"), icon=":material/report:", type="tertiary", key=f"doubt_{pair}"):
        if not access.may_write(actor):
            st.page_link(REVIEW, label=_("First choose your name on the review page"), icon=":material/rule:")
            return
        reason = st.text_input(_("What is wrong?"), key=f"doubt_why_{pair}", max_chars=200)
        st.button(
            _("Challenge this link"),
            key=f"doubt_it_{pair}",
            disabled=not reason.strip(),
            on_click=review.challenge,
            args=(actor, build, enterprise_id, union_id, reason),
        )
