"""What was found at one union: the verdicts so far, the form of the next one, and its rectification orders.

`form(build, union_id)` stands on the page 'On the spot' and on the union's card.
"""

from datetime import date
from typing import Any

import streamlit as st

from etl.errors import BuildError
from ledger import Actor, verdicts
from ledger.verdicts import FINDINGS, Shown, Told, Visit
from ui import access, filters, orders, verdict_queries, warehouse, written
from ui.navigation import VERDICTS
from ui.spoken import by_whom
from ui.text import N_, _, day, decimal, plain, term
from ui.warehouse import Build

Row = dict[str, Any]


def form(build: Build, union_id: str) -> None:
    """Verdicts on a scored union, its orders, and for those who may write the form of the next verdict; nothing where
    the union is not scored."""
    shown = verdict_queries.shown(build, union_id)
    if shown is None:
        return
    found = verdict_queries.of_union(build, union_id)
    st.subheader(_("Found on the spot"), anchor=False)
    written.told()
    if not found["verdicts"]:
        st.caption(_("Nobody has been there yet. Whether it is a shell is said only after a visit."))
    for row in found["verdicts"]:
        _verdict(row)
    try:
        actor = access.actor()
    except BuildError:
        return
    if access.may_write(actor):
        _ask(actor, build, shown, found)
    else:
        label = _("First choose your name on the page “On the spot”")
        st.page_link(VERDICTS, label=label, icon=":material/fact_check:", query_params={filters.CARD: union_id})
    orders.of_union(actor, build, shown, found)


def _verdict(row: Row) -> None:
    """One verdict: what, when, by whom, what was seen, and what the screen said then."""
    text = f"**{term('verdict', row['verdict'])}** · {day(row['visited_on'])} · "
    text += by_whom(row["actor_name"], row["actor_source"], None)
    st.markdown(text if row["is_last"] else f":gray[{text}]")
    lines = [plain(row["note"])]
    if row["risk_band"]:
        score = "" if row["score_proven"] is None else decimal(row["score_proven"])
        band = term("risk_band", row["risk_band"])
        lines.append(_("Shown then: {band}, {score} points proven", band=band, score=score))
    if row["drawn_in"]:
        lines.append(_("Drawn at random for {quarter}", quarter=row["drawn_in"]))
    if row["attachment_sha256"]:
        lines.append(_("Attachment {hash}…", hash=row["attachment_sha256"][:12]))
    st.caption("  \n".join(lines))


def _ask(actor: Actor, build: Build, shown: Row, found: dict[str, list[Row]]) -> None:
    """The form of the next verdict, and taking back the last."""
    union_id = shown["union_id"]
    name = written.form_of(f"verdict_{union_id}")
    seen = verdicts.last_sequence(warehouse.ledger(), union_id)
    with st.form(key=f"{name}_form", border=True):
        st.radio(
            _("What was found"),
            FINDINGS,
            index=None,
            format_func=lambda code: term("verdict", code),
            horizontal=True,
            key=f"{name}_finding",
        )
        today = date.today()
        st.date_input(_("Visited on"), today, max_value=today, format="YYYY-MM-DD", key=f"{name}_day")
        st.text_area(_("What was seen there"), key=f"{name}_note", max_chars=500, height=90)
        written.attachment(name)
        st.form_submit_button(
            _("Record the verdict"),
            key=f"{name}_give",
            type="primary",
            on_click=give,
            args=(actor, build, shown, seen, written.form_key(name)),
        )
    if found["verdicts"] and found["verdicts"][0]["union_id_written"] == union_id:
        st.button(
            _("Take the last verdict back"),
            key=f"verdict_{union_id}_undo",
            type="tertiary",
            icon=":material/undo:",
            on_click=take_back,
            args=(actor, build, union_id, seen),
        )


def give(actor: Actor, build: Build, shown: Row, seen: int, key: str) -> None:
    """Write the verdict that the form holds, with what the screen said of the union."""
    union_id = shown["union_id"]
    name = written.form_of(f"verdict_{union_id}")
    visit = Visit(st.session_state[f"{name}_finding"], written.day_of(f"{name}_day"), written.attached(name))
    on_screen = Shown(**{field: shown[field] for field in Shown.__dataclass_fields__})
    told = Told(written.text_of(f"{name}_note"), seen, build.id, key)
    written.write(
        lambda: verdicts.give(warehouse.ledger(), actor, union_id, visit, on_screen, told),
        N_("The verdict is recorded"),
        f"verdict_{union_id}",
    )


def take_back(actor: Actor, build: Build, union_id: str, seen: int) -> None:
    """Take the last verdict on a union back."""
    told = Told(_("Taken back on the page"), seen, build.id)
    written.write(lambda: verdicts.undo(warehouse.ledger(), actor, union_id, told), N_("The verdict is taken back"))
