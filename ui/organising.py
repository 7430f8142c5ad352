"""How organising has come on at one enterprise: where it stands, since when, who goes there next, and all that was
written with its evidence."""

from datetime import date
from typing import Any

import streamlit as st

from ledger.stages import COUNTS
from ui import card, change_queries, filters
from ui.names import place
from ui.navigation import COMPARE, TOWNSHIP
from ui.spoken import by_whom
from ui.text import UNKNOWN, _, count, day, plain, term
from ui.warehouse import Build


def show(build: Build, enterprise_id: str) -> None:
    """Stage, side track, next visit and events; nothing where the enterprise was never to be organised."""
    found = change_queries.target(build, enterprise_id)
    if found is None:
        return
    st.subheader(_("How organising has come on"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(term("stage", found["stage"]), color="blue")
        if found["track"]:
            st.badge(term("track", found["track"]), color="orange")
        if found["closed_by"]:
            st.badge(term("closed_by", found["closed_by"]), color="gray")
        if found["reopened"]:
            st.badge(_("Open again: its union is gone"), color="orange")
    st.markdown("  \n".join(_standing(found)))
    events = change_queries.events(build, enterprise_id)
    if not events:
        st.caption(_("Nobody has written about it yet"))
        return
    with st.expander(_("All that was written: {number}", number=len(events)), expanded=len(events) <= 5):
        for row in events:
            _event(row)


def _standing(found: dict[str, Any]) -> list[str]:
    """Since when, who goes there next and when, by when the next stage is due, and what closed it."""
    lines = []
    if found["stage_since"]:
        lines.append(_("At this stage since {day}", day=day(found["stage_since"])))
    if found["track_since"]:
        lines.append(_("On the side track since {day}", day=day(found["track_since"])))
    if not found["closed_by"] and not found["removal_is_open"]:
        who = plain(found["assigned_to"]) if found["assigned_to"] else _("nobody yet")
        when = day(found["next_visit_on"]) if found["next_visit_on"] else _("no day is set")
        lines.append(_("Who goes there: {who}; next visit: {when}", who=who, when=when))
        if found["late_after"]:
            lines.append(_deadline(found, date.today()))
    if found["closed_by"] == "ledger":
        row = {name: found[f"closing_{name}"] for name in ("file", "sheet", "row")}
        lines.append(_("Closed by a row of the ledger: {row}", row=plain(_origin(row))))
    if found["removal"]:
        lines.append(_removal(found))
    return lines or [_("Nobody has been there yet")]


def _deadline(found: dict[str, Any], today: date) -> str:
    """By when the next stage is to be reached, and by how many days that is over."""
    told = {"stage": term("stage", found["next_stage"]), "day": day(found["late_after"])}
    late = (today - found["late_after"]).days
    if late > 0:
        return _("“{stage}” was due by {day}: {late} days late", **told, late=count(late))
    return _("“{stage}” is due by {day}", **told)


def _origin(row: dict[str, Any]) -> str:
    return card.origin({f"source_{name}": value for name, value in row.items()})


def _removal(found: dict[str, Any]) -> str:
    reason = term("removal", found["removal"])
    if found["removal_is_open"]:
        return _("To be taken off the list ({reason}): a second person has to look", reason=reason)
    who = plain(found["removal_by"]) if found["removal_by"] else UNKNOWN
    text = _("Taken off the list on {day} ({reason}) by {who}", day=day(found["removed_on"]), reason=reason, who=who)
    if found["removal"] == "headcount_changed" and found["by_two_people"] is not True:
        text += _("; not checked by two people")
    return text


def _event(row: dict[str, Any]) -> None:
    """One event: what, when, by whom, and what shows it."""
    what = [f"**{term('target_event', row['kind'])}**"]
    if row["kind"] in ("stage_reached", "moved_back"):
        what.append(term("stage", row["stage"]))
    what += [term(column, row[column]) for column in ("refusal", "removal") if row[column]]
    if row["kind"] == "set_aside":
        what.append(term("track", row["track"]))
    if row["happened_on"]:
        what.append(day(row["happened_on"]))
    st.markdown(" · ".join(what) + " · " + by_whom(row["actor_name"], row["actor_source"], None))
    shown_by = [_("Document {number}", number=plain(row["document_number"]))] if row["document_number"] else []
    shown_by += [f"{term('evidence_count', name)} {count(row[name])}" for name in COUNTS if row[name] is not None]
    if row["attachment_sha256"]:
        shown_by.append(_("Attachment {hash}…", hash=row["attachment_sha256"][:12]))
    if row["kind"] == "assigned":
        who = plain(row["assigned_to"]) if row["assigned_to"] else _("nobody yet")
        shown_by.append(_("Who goes there: {who}", who=who))
    if row["kind"] == "follow_up_set":
        when = day(row["follow_up_on"]) if row["follow_up_on"] else _("no day is set")
        shown_by.append(_("Next visit: {when}", when=when))
    if row["note"]:
        shown_by.append(plain(row["note"]))
    if shown_by:
        st.caption("  \n".join(shown_by))


def ways_on(enterprise_id: str, township: str | None) -> None:
    """The ways to this enterprise beside another, and to its township."""
    with st.container(horizontal=True):
        st.page_link(
            COMPARE,
            label=_("Compare with…"),
            icon=":material/compare_arrows:",
            query_params=filters.link(compare="enterprises", a=enterprise_id),
        )
        if township:
            st.page_link(
                TOWNSHIP,
                label=_("All about {place}", place=plain(place(township))),
                icon=":material/location_on:",
                query_params={filters.CARD: township},
            )
