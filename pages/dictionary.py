"""Data dictionary: which files can be brought, which columns do they have, what is each called?"""

import streamlit as st

from ui import dictionary, frame
from ui.text import _, count

frame.insist()
kinds = dictionary.found("")
needed = sum(1 for kind in kinds.values() if kind.needed)
title = _("{number} kinds of file, {needed} of them needed", number=count(len(kinds)), needed=count(needed))
st.title(title, anchor=False)
st.caption(_("A file is recognised by its headers, not by its name. Any header listed here is understood."))
asked = st.text_input(
    _("Find a file or a column"), placeholder=_("Part of a name, a header or a meaning"), width=340, key="column"
)
kinds = dictionary.found(asked or "")
if not kinds:
    st.info(_("No file and no column holds this"))
for name, kind in kinds.items():
    dictionary.kind_block(name, kind, is_open=bool(asked) and len(kinds) <= 3)
