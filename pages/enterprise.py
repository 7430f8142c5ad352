"""One enterprise's card at its own address: ?id=C-…"""

import streamlit as st

from ui import card, filters, queries, watch
from ui.frame import here
from ui.text import _

frame = here()
record_id = filters.card_id()
found = queries.enterprise(frame.build, record_id) if record_id else None
frame.heading(found["name"] if found else _("Enterprise"))
if record_id:
    if found:
        watch.button(frame.build, record_id)
    card.enterprise(frame.build, record_id, named=False)
else:
    st.info(_("Write part of a name or code into the search above, and choose a line"))
