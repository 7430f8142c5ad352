"""Load: drop the county's files, see what is understood of each, compute, compare, publish. No terminal."""

import streamlit as st

from ui import comparison, frame, incoming, load
from ui.text import _, count

frame.insist()
comparison.said()
proposed = comparison.waiting()
with st.spinner(_("Reading the files"), show_time=True):
    found = incoming.understood()
usable = sum(1 for entry in found["files"] if not entry["problem"])
if proposed:
    st.title(_("Computed: compare, then publish"), anchor=False)
elif found["files"]:
    st.title(
        _("{files} files are here, {usable} can be read", files=count(len(found["files"])), usable=count(usable)),
        anchor=False,
    )
else:
    st.title(_("Drop the county's files here"), anchor=False)
if proposed:
    comparison.show(proposed)
load.drop()
stopped = load.problems(found)
load.build_button(stopped)
load.files(found)
comparison.earlier()
