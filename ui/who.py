"""Who is who, beside the figures: what counts as this record, what may be it too, ids that no source has any more."""

from typing import Any

import streamlit as st

from ledger import Actor, identity
from ledger.identity import Identity
from ui import access, filters, queries, spoken, warehouse, writing
from ui.navigation import ENTERPRISE, REVIEW, UNION
from ui.text import _, count, day, plain, term
from ui.warehouse import Build

SHOWN = 12


def gone(build: Build, record_id: str) -> None:
    """Where an id leads that the build does not have: to the card of the record as which it goes on."""
    kept = queries.goes_on_as(build, record_id)
    if kept is None:
        return
    page = UNION if kept[0] in identity.UNION else ENTERPRISE
    st.page_link(
        page,
        label=_("It counts as {name} now", name=plain(queries.name_of(build, kept))),
        icon=":material/merge:",
        query_params={filters.CARD: kept},
    )


def merged(build: Build, record_id: str) -> None:
    """On a card: which records count as this one, who said so and when; and which may be it, undecided."""
    for row in queries.merged_into(build, record_id):
        said = _("Merged from {name}") if row["is_merged"] else _("Known before as {name}")
        st.caption(
            said.format(name=plain(" · ".join(part for part in (row["old_name"], row["old_id"]) if part)))
            + _(
                ". Said by {name}, {day}: {reason}",
                name=spoken.by_whom(row["actor_name"], row["actor_source"], None)
                + (_(" (correction)") if row["origin"] == "correction" else ""),
                day=day(row["decided_at"].date()),
                reason=plain(row["reason"]),
            )
        )
    for row in queries.duplicates_of(build, record_id):
        st.page_link(
            REVIEW,
            label=_(
                "May be the same as {name}: {rule}",
                name=plain(row["name"]),
                rule=term("duplicate_rule", row["rule"]),
            ),
            icon=":material/content_copy:",
            query_params={filters.PART: term("review_part", "duplicates")},
        )


def proposals(build: Build, actor: Actor | None, said: dict[str, Identity]) -> None:
    """Ids that decisions wait for, each with the record that it may go on as, and one button that says so."""
    settled = {one.old_id for one in said.values() if one.decision == "same"}
    found = [row for row in queries.identity_proposals(build) if row["old_id"] not in settled]
    if found:
        st.subheader(_("Ids that are in no source any more"), anchor=False)
    for row in found[:SHOWN]:
        st.markdown(
            _(
                "{old} → {new}: {rule}; {number} decisions wait for it",
                old=plain(row["old_name"] or row["old_id"]),
                new=plain(f"{row['new_name']} · {row['new_id']}"),
                rule=term("duplicate_rule", row["rule"]),
                number=count(row["decisions"]),
            )
        )
        st.button(
            _("It is the same"),
            key=f"alias_{row['old_id']}_{row['new_id']}",
            disabled=not access.may_write(actor),
            on_click=go_on,
            args=(actor, build, row, said),
        )


def not_applied(build: Build) -> None:
    """What was said about who is who and this build does not apply, and why."""
    for row in queries.identity_not_applied(build)[:SHOWN]:
        st.caption(
            _(
                "{old} → {new}, but {standing} · {name}",
                old=plain(queries.name_of(build, row["old_id"])),
                new=plain(queries.name_of(build, row["new_id"])),
                standing=term("standing", row["standing"]),
                name=plain(row["actor_name"]),
            )
        )


def go_on(actor: Actor, build: Build, row: dict[str, Any], seen: dict[str, Identity]) -> None:
    """Write that an id goes on as another one."""
    old_id, new_id = row["old_id"], row["new_id"]
    told = writing.told(build, seen, identity.alias(old_id))
    records = queries.identity_records(build, (new_id,))
    writing.write(lambda: [identity.say_alias(warehouse.ledger(), actor, old_id, new_id, told, records)])
