"""Review: which union belongs to which enterprise, which records are one, what is lacking? A person decides, by key."""

import streamlit as st

from ui import access, duplicates, filters, pair, review, reviewed, tasks, who, writing
from ui.frame import here
from ui.text import _, count, plain

frame = here()
build = frame.build
actor = access.choose()
part = filters.review_part()
standing, said = writing.standing(), writing.who_is_who()
rows = [row for row in review.open_pairs(build, standing) if access.may_see(actor, row["township_name"])]
twins = duplicates.open_twins(build, actor, said)
lacking = tasks.visible(build, actor)
headings = {
    "links": (len(rows), _("{number} pairs are to be decided"), _("Every pair is decided")),
    "duplicates": (len(twins), _("{number} pairs of records may be one"), _("No two records are left that may be one")),
    "tasks": (len(lacking), _("{number} lists are missing"), _("No list is missing")),
}
number, some, none = headings[part]
frame.heading(some.format(number=count(number)) if number else none)
if outcome := writing.outcome():
    st.warning(outcome)
if part != "tasks" and not access.may_write(actor):
    st.info(_("Choose your name in the sidebar to decide; without it you can look"))
card, side = st.columns([5, 3])
if part == "links":
    with card:
        if rows:
            row = review.current(rows)
            with st.container(border=True):
                pair.show(build, row)
            review.answers(actor, build, row, standing)
            for other in review.alternatives(rows, row)[:4]:
                name = _("Or: {name}", name=plain(other["name"]))
                key = f"other_{other['enterprise_id']}"
                st.button(name, key=key, type="tertiary", on_click=review.look_at, args=(other,))
        reviewed.kinds(frame, rows, actor, standing)
    with side:
        if rows:
            with st.container(border=True):
                pair.why(build, row)
        reviewed.decided(build, standing, actor)
        who.proposals(build, actor, said)
elif part == "duplicates":
    with card:
        if twins:
            with st.container(border=True):
                duplicates.show(build, duplicates.current(twins))
            duplicates.answers(actor, build, duplicates.current(twins), said)
    with side:
        duplicates.decided(build, said)
        who.not_applied(build)
else:
    with card:
        tasks.show(build, lacking)
