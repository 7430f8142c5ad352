"""Load: drop the county's files, see what is understood of each, compute, compare, publish. No terminal."""

import streamlit as st

from ui import attempt, comparison, frame, incoming, load
from ui.text import _, count

frame.insist()
attempt.said()
top = st.container()
load.drop()
with st.spinner(_("Reading the files"), show_time=True):
    found = incoming.understood()
proposed = comparison.waiting()
files = len(found["files"])
usable = sum(1 for entry in found["files"] if load.is_understood(entry))
with top:
    if proposed:
        st.title(_("Computed: compare, then publish"), anchor=False)
        comparison.show(proposed)
    elif files:
        readable = _("{files} files are here, {usable} can be read", files=count(files), usable=count(usable))
        st.title(readable, anchor=False)
    else:
        st.title(_("Drop the county's files here"), anchor=False)
stopped = load.problems(found)
load.build_button(stopped)
load.files(found)
comparison.earlier()
