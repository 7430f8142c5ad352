"""Two records that may be one, on the review page: which are open, both side by side, what a press of a key writes."""

from functools import partial
from typing import Any

import streamlit as st

from ledger import Actor, identity
from ledger.identity import Identity
from ui import access, pair, queries, spoken, warehouse, writing
from ui.card import origin
from ui.names import place
from ui.text import UNKNOWN, _, count, day, listed, plain, term
from ui.warehouse import Build

Twins = dict[str, Any]
Line = tuple[str, str | None, str | None]
SKIPPED = "duplicate_skipped"
SHOWN = 12


def open_twins(build: Build, actor: Actor | None, said: dict[str, Identity]) -> list[Twins]:
    """The build's open pairs that the actor may see, without what was decided since; what nobody could tell, and what
    was put off, comes last. Of a record that was merged since, no pair is open until the figures know it."""
    said = writing.counting(build, said)
    merged = {one.old_id for one in said.values() if one.decision == "same"}
    two = {subject for subject, one in said.items() if one.decision == "different"}
    left = [
        row
        for row in queries.duplicates(build)
        if subject_of(row) not in two
        and not {row["first_id"], row["second_id"]} & merged
        and any(access.may_see(actor, row[side]) for side in ("first_township", "second_township"))
    ]
    return writing.in_order(left, subject_of, said, SKIPPED)


def subject_of(row: Twins) -> str:
    """The ledger's subject of two records."""
    return identity.pair(row["first_id"], row["second_id"])


def current(rows: list[Twins]) -> Twins:
    """The pair on the card: the one taken back last, else the first."""
    chosen = st.session_state.get(writing.CHOSEN)
    return next((row for row in rows if subject_of(row) == chosen), rows[0])


def show(build: Build, row: Twins) -> None:
    """Both records, line by line, why they may be one, and what they said when somebody decided before."""
    why = _(", ").join(term("duplicate_rule", rule) for rule in row["rules"])
    st.markdown(f"**{term('duplicate_kind', row['kind'])}** · {why}")
    lines = _enterprises(build, row) if row["kind"] == "enterprise" else _unions(build, row)
    heads = (_("Left, kept by default"), _("Right"))
    pair.side_by_side(heads, lines, marked=range(len(lines) - 1))
    if row["counts_twice"]:
        st.caption(_("Both are among the larger enterprises: as long as nobody decides they count as two"))
    pair.changes(row)


def answers(actor: Actor | None, build: Build, row: Twins, seen: dict[str, Identity]) -> None:
    """The reason and the answers, each with its key."""
    writes = access.may_write(actor)
    writing.reason_field()
    judged = partial(st.button, disabled=not writes)
    with st.container(horizontal=True, gap="small"):
        for label, name, key, kept, other in (
            (_("The same, keep the left"), "same_left", "Y", "first", "second"),
            (_("The same, keep the right"), "same_right", "X", "second", "first"),
        ):
            vanishes = row[f"{other}_exists"] and not row[f"{kept}_exists"]
            st.button(
                label,
                key=name,
                shortcut=key,
                type="primary" if name == "same_left" else "secondary",
                disabled=not writes or vanishes,
                help=_("This record counts no more and the other one does: keep the other") if vanishes else None,
                on_click=merge,
                args=(actor, build, row[f"{other}_id"], row[f"{kept}_id"], seen),
            )
        for label, decision, key in ((_("Two of them"), "different", "N"), (_("Can't tell"), "cannot_tell", "U")):
            judged(label, key=decision, shortcut=key, on_click=judge, args=(actor, build, row, decision, seen))
        st.button(_("Later"), key="later", shortcut="S", on_click=skip, args=(row,))
        writing.undo_button(actor, build)


def merge(actor: Actor, build: Build, merged_id: str, kept_id: str, seen: dict[str, Identity]) -> None:
    """Write that one record is the other one, which stays."""
    told = writing.told(build, seen, identity.pair(merged_id, kept_id))
    records = queries.identity_records(build, (merged_id, kept_id))
    writing.write(lambda: [identity.same(warehouse.ledger(), actor, merged_id, kept_id, told, records)])


def judge(actor: Actor, build: Build, row: Twins, decision: identity.Difference, seen: dict[str, Identity]) -> None:
    """Write that two records are two, or that nobody can tell."""
    ids = (row["first_id"], row["second_id"])
    told = writing.told(build, seen, subject_of(row))
    records = queries.identity_records(build, ids)
    writing.write(lambda: [identity.judge(warehouse.ledger(), actor, *ids, decision, told, records)])


def skip(row: Twins) -> None:
    """Put a pair off to the end of this session's queue."""
    writing.put_off(subject_of(row), SKIPPED)


def decided(build: Build, said: dict[str, Identity]) -> None:
    """The last words about who is who, the newest first."""
    last = [one for one in reversed(list(said.values())) if one.decision != "open"][:SHOWN]
    if last:
        st.subheader(_("Decided last"), anchor=False)
    for one in last:
        arrow = " → " if one.decision == "same" else " | "
        st.caption(
            _(
                "{decision}: {names} · {name}, {day} · {reason}",
                decision=term("decision", one.decision),
                names=plain(arrow.join(queries.name_of(build, one_id) for one_id in (one.old_id, one.new_id))),
                name=spoken.by_whom(one.actor_name, one.actor_source, None),
                day=day(one.decided_at.date()),
                reason=plain(one.reason),
            )
        )


def _enterprises(build: Build, row: Twins) -> list[Line]:
    left, right = (queries.enterprise(build, row[side]) or {} for side in ("first_id", "second_id"))
    told = (
        (_("Name"), lambda one: one.get("name")),
        (_("Credit code"), lambda one: one.get("credit_code") or one.get("credit_code_as_written")),
        (_("Registration number"), lambda one: one.get("registration_number")),
        (_("Former names"), lambda one: listed(one["former_names"]) if one.get("former_names") else None),
        (_("Registration status"), lambda one: _term("registration_status", one)),
        (_("Established on"), lambda one: _day(one.get("established_on"))),
        (_("Township"), lambda one: _place(one.get("township_name"))),
        (_("Address"), lambda one: one.get("address")),
        (_("Headcount"), lambda one: _number(one.get("headcount"))),
        (_("Union"), lambda one: _term("union_status", one)),
    )
    return [*_lines(told, left, right), _person(row), (_("Source"), _origin(left), _origin(right))]


def _unions(build: Build, row: Twins) -> list[Line]:
    left, right = (queries.union(build, row[side]) or {} for side in ("first_id", "second_id"))
    told = (
        (_("Name of the union"), lambda one: one.get("union_name")),
        (_("Union code"), lambda one: one.get("union_code")),
        (_("Kind"), lambda one: _term("union_type", one)),
        (_("Host"), lambda one: one.get("host_name")),
        (_("Township"), lambda one: _place(one.get("township_name"))),
        (_("Established on"), lambda one: _day(one.get("established_on"))),
        (_("Term since"), lambda one: _day(one.get("term_start"))),
        (_("Members"), lambda one: _number(one.get("members"))),
    )
    return [*_lines(told, left, right), _person(row), (_("Source"), _origin(left), _origin(right))]


def _lines(told: Any, left: Twins, right: Twins) -> list[Line]:
    """Those lines in which one of the two says something."""
    lines = [(label, of(left), of(right)) for label, of in told]
    return [line for line in lines if line[1] or line[2]]


def _person(row: Twins) -> Line:
    """Of people the surname alone; whether both bear one name is said, for two may be shown alike."""
    label = _("Legal representative") if row["kind"] == "enterprise" else _("Chair")
    left, right, same = row["first_person"], row["second_person"], row["same_person"]
    if same is None:
        return (label, left, right)
    if not same:
        return (label, left, _("{name} (another name)", name=right))
    return (label, *(_("{name} (the same name)", name=person) for person in (left, right)))


def _origin(found: Twins) -> str:
    return origin(found) if found else UNKNOWN


def _term(column: str, found: Twins) -> str | None:
    return term(column, found[column]) if found.get(column) else None


def _day(value: Any) -> str | None:
    return None if value is None else day(value)


def _number(value: int | None) -> str | None:
    return None if value is None else count(value)


def _place(value: str | None) -> str | None:
    return None if value is None else place(value)
