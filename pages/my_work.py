"""My work: where am I to go, and what came of it? For a telephone: an enterprise, one large button, recorded."""

import streamlit as st

from ui import access, filters, work, work_form, written
from ui.frame import here
from ui.text import _

frame = here()
actor = access.choose()
row = work.opened(frame, actor)
frame.heading(work.headline(frame, actor, row))
with st.container(key="work", width=720):
    work.saved(frame, actor)
    written.told()
    if actor is None:
        st.markdown(_("Who are you? Your name is recorded with what you write"))
        access.offer()
    elif not actor.may_write:
        st.info(_("Your role looks and does not write: this page is for those who visit enterprises"))
    elif row is not None:
        work.back()
        work.new_form()
        work_form.show(frame.build, actor, row)
    else:
        work.whose(frame, actor)
        if filters.card_id():
            st.warning(_("That enterprise is none of yours: it is in another township, or was never on the list"))
        work.tiles(frame, actor)
        work.lists(frame, actor)
        work.take_along()
work.to_the_top()
