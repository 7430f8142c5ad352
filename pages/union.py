"""One union's card at its own address: ?id=U-… or H-…"""

import streamlit as st

from ui import access, filters, notes, queries, union_card, watch
from ui.frame import here
from ui.text import _

frame = here()
access.choose()
record_id = filters.card_id()
found = queries.union(frame.build, record_id) if record_id else None
frame.heading(found["union_name"] if found else _("Union"))
if record_id:
    if found:
        watch.button(frame.build, record_id)
    union_card.show(frame.build, record_id)
    if found:
        notes.show(frame.build, record_id, found["township_name"])
else:
    st.info(_("Write part of a name or code into the search above, and choose a line"))
