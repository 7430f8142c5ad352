"""What somebody keeps an eye on: the button on a card, and the list with what moved since the month before."""

from typing import Any

import streamlit as st

from etl.errors import BuildError
from ledger import Actor, watches
from ledger.verdicts import Told
from ledger.watches import Watch
from ui import access, alert_queries, filters, warehouse, written
from ui.frame import Frame
from ui.names import UNPLACED, place
from ui.navigation import ENTERPRISE, TOWNSHIP, UNION
from ui.text import N_, _, count, day, month, percent, plain, term
from ui.warehouse import Build

PAGES = {"enterprise": ENTERPRISE, "union": UNION, "township": TOWNSHIP}


def button(build: Build, record_id: str) -> None:
    """Begin or end to watch a record, and what the last press came to; nothing for who may not write."""
    try:
        actor = access.actor()
    except BuildError:
        return
    if not access.may_write(actor):
        return
    known = alert_queries.watched_by(actor.name).get(record_id)
    is_watched = known is not None and known.is_watched
    name = written.form_of(f"watch_{record_id}")  # another after each press: a second quick one ends nothing
    st.button(
        _("Watched: end it") if is_watched else _("Watch"),
        key=name,
        icon=":material/visibility_off:" if is_watched else ":material/visibility:",
        type="tertiary",
        on_click=turn,
        args=(actor, build, record_id, known, written.form_key(name)),
    )
    if st.session_state.get("watch_told") == record_id:
        st.session_state.pop("watch_told")
        written.told()


def turn(actor: Actor, build: Build, record_id: str, known: Watch | None, key: str) -> None:
    """Write that a record is watched, or no longer."""
    told = Told(_("Pressed on the page"), known.sequence if known else 0, build.id, key)
    act, done = (
        (watches.end, N_("It is watched no longer"))
        if known and known.is_watched
        else (watches.watch, N_("It is watched"))
    )
    st.session_state["watch_told"] = record_id
    written.write(lambda: act(warehouse.ledger(), actor, record_id, told), done, f"watch_{record_id}")


def show(frame: Frame, actor: Actor | None) -> None:
    """What the visitor watches, each with where it stands and what moved since the month before."""
    st.subheader(_("What I watch"), anchor=False)
    if not access.may_write(actor):
        st.caption(_("Choose your name at the left to see what you watch"))
        return
    ids = tuple(one.record_id for one in alert_queries.watched_by(actor.name).values() if one.is_watched)
    rows = alert_queries.watched(frame.build, ids)
    if not ids:
        st.caption(_("Nothing yet: press “Watch” on the page of an enterprise, a union or a township"))
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.page_link(
                PAGES[row["kind"]],
                label=plain(place(row["name"]) if row["kind"] == "township" else row["name"]),
                icon=":material/visibility:",
                query_params={filters.CARD: row["record_id"]},
            )
            st.caption(plain(_("; ").join([*_stands(row), *_moved(row)])), width="content")
    gone = len(ids) - len(rows)
    if gone:
        st.caption(_("{number} more are not in this build", number=count(gone)))


def _stands(row: dict[str, Any]) -> list[str]:
    if row["kind"] == "township":
        return [_("coverage {rate}", rate=percent(row["rate"]))]
    where = place(row["township_name"] or UNPLACED)
    if row["kind"] == "union":
        return [where, term("risk_band", row["risk_band"])]
    said = [where, term("union_status", row["union_status"])]
    if row["stage"]:
        said.append(_("stage {stage} since {day}", stage=term("stage", row["stage"]), day=day(row["stage_since"])))
    return said


def _moved(row: dict[str, Any]) -> list[str]:
    """What is other than in the published month before; 'nothing moved' only where there is such a month."""
    if row["month_before"] is None:
        return [_("no month before to compare with")]
    since = month(row["month_before"])
    if row["kind"] == "township":
        return [_("{since}: {rate}", since=since, rate=percent(row["rate_before"]))]
    if row["kind"] == "union":
        return []
    said = []
    if row["status_before"] is not None:
        before = term("union_status", row["status_before"])
        said.append(_("{since}: {before}", since=since, before=before))
    if row["steps"]:
        said.append(_("{number} records of organising since {since}", number=count(row["steps"]), since=since))
    return said or [_("nothing moved since {since}", since=since)]
