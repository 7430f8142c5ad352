"""Data dictionary: which files can be brought, which columns do they have, what is each called?"""

import streamlit as st

from ui import dictionary, frame
from ui.text import _, count

frame.insist()
top = st.container()
asked = st.text_input(
    _("Find a file or a column"), placeholder=_("Part of a name, a header or a meaning"), width=340, key="column"
)
kinds = dictionary.found(asked or "")
needed = [kind for kind in kinds.values() if kind.needed]
with top:
    st.title(
        _("{number} kinds of file, {needed} of them needed", number=count(len(kinds)), needed=count(len(needed))),
        anchor=False,
    )
    st.caption(_("A file is recognised by its headers, not by its name. Any header listed here is understood."))
if not kinds:
    st.info(_("No file and no column holds this"))
for name, kind in kinds.items():
    dictionary.kind_block(name, kind, is_open=bool(asked) and len(kinds) <= 3)
