"""Data: which files stand behind the figures, how old are they, what could not be used, what was corrected?"""

import streamlit as st

from ui import corrections, export, filters, lists, queries, sources, tables, two_unions
from ui.frame import here
from ui.text import _, count

frame = here()
build = frame.build
files = queries.sources(build)
used = [row for row in files if not row["superseded_by"] and not row["problem"]]
rejected = sum(row["rows_rejected"] or 0 for row in files)
if rejected:
    frame.heading(_("{files} files are used; {rejected} rows could not be", files=len(used), rejected=count(rejected)))
else:
    frame.heading(_("{files} files are used; every row of them was", files=len(used)))

parts = {
    "sources": (lists.SOURCES, _("sources"), sources.source_rows),
    "rejects": (lists.REJECTS, _("rejects"), sources.rejects),
    "corrections": (lists.CORRECTIONS, _("corrections"), corrections.show),
    "two_unions": (lists.TWO_UNIONS, _("under two unions"), two_unions.show),
    "definitions": (lists.DEFINITIONS, _("definitions"), sources.definitions),
}
left, right = st.columns([5, 1], vertical_alignment="center")
with left:
    view = filters.view()
if view in parts:
    columns, name, show = parts[view]
    with right:
        export.button(build, view, lists.of(columns), name)
    show(frame)
elif view == "unplaced":
    found = queries.unplaced(build, frame.filters.search)
    st.markdown(
        _(
            "**{number}** enterprises in scope are in no township: neither address, nor village, nor point says it",
            number=count(tables.total_of(found)),
        )
    )
    with right:
        export.button(build, "unplaced", lists.of(lists.UNPLACED), _("unplaced"), search=frame.filters.search)
    tables.show(found, lists.of(lists.UNPLACED), "unplaced", 560)
    tables.shown_of(found)
else:
    found = queries.unsized(build, frame.filters)
    st.markdown(
        _(
            "Of **{number}** enterprises in scope it is not known whether they are larger; by registered capital",
            number=count(tables.total_of(found)),
        )
    )
    with right:
        export.button(build, "unsized", lists.of(lists.UNSIZED), _("unsized"), **frame.filters.parameters())
    tables.show(found, lists.of(lists.UNSIZED), "unsized", 560)
    tables.shown_of(found)
