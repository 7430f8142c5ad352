"""One enterprise's card at its own address: ?id=C-…"""

import streamlit as st

from ui import access, card, filters, notes, organising, queries
from ui.frame import here
from ui.text import _

frame = here()
access.choose()
record_id = filters.card_id()
found = queries.enterprise(frame.build, record_id) if record_id else None
frame.heading(found["name"] if found else _("Enterprise"))
if record_id:
    card.enterprise(frame.build, record_id, named=False)
if found:
    organising.show(frame.build, record_id)
    notes.show(frame.build, record_id, found["township_name"])
    organising.ways_on(record_id, found["township_name"])
if not record_id:
    st.info(_("Write part of a name or code into the search above, and choose a line"))
