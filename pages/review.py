"""Review: which union belongs to which enterprise? One pair a card; a person decides, by key or by click."""

import streamlit as st

from ui import access, pair, review, reviewed
from ui.frame import here
from ui.text import _, count, plain

frame = here()
build = frame.build
actor = access.choose()
standing = review.standing()
rows = [row for row in review.open_pairs(build, standing) if access.may_see(actor, row["township_name"])]
if rows:
    frame.heading(_("{number} pairs are to be decided", number=count(len(rows))))
else:
    frame.heading(_("Every pair is decided"))
said = review.told()
if said:
    st.warning(said)
if not access.may_write(actor):
    st.info(_("Choose your name in the sidebar to decide; without it you can look"))
card, side = st.columns([5, 3])
with card:
    if rows:
        row = review.current(rows)
        with st.container(border=True):
            pair.show(build, row)
        review.answers(actor, build, row, standing)
        for other in review.alternatives(rows, row)[:4]:
            name = _("Or: {name}", name=plain(other["name"]))
            st.button(
                name, key=f"other_{other['enterprise_id']}", type="tertiary", on_click=review.look_at, args=(other,)
            )
    reviewed.kinds(frame, rows, actor, standing)
with side:
    if rows:
        with st.container(border=True):
            pair.why(build, row)
    reviewed.decided(build, standing, actor)
