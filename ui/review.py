"""The review of pairs: which are open, what a press of a key writes, what a whole kind would do to the rate."""

from collections import Counter
from dataclasses import replace
from typing import Any

import streamlit as st

from ledger import Actor, Recorded, links
from ledger.links import Standing
from ui import access, queries, warehouse, words, writing
from ui.text import _, count, percent
from ui.warehouse import Build

Pair = dict[str, Any]
Known = dict[str, Standing]
SKIPPED = "review_skipped"
DECISIONS = (("yes", "Y"), ("no", "N"), ("cannot_tell", "U"))
"""A decision and its key."""
SURE = 0.99
"""From this probability on pairs alike in kind are offered for one answer."""


def open_pairs(build: Build, told: dict[str, Standing]) -> list[Pair]:
    """The build's open pairs without what was decided since; what nobody could tell, and what was
    put off, comes last."""
    told = writing.counting(build, told)
    settled = {subject for subject, one in told.items() if one.decision in ("yes", "no")}
    hosted = {one.union_id for one in told.values() if one.decision == "yes"}
    closed = {one.union_id for one in told.values() if one.decision == "no_host"}
    left = [
        row
        for row in queries.review_queue(build)
        if subject_of(row) not in settled
        and row["union_id"] not in closed
        and not (row["union_type"] == "own" and row["union_id"] in hosted)
    ]
    return writing.in_order(left, subject_of, told, SKIPPED)


def subject_of(row: Pair) -> str:
    """The ledger's subject of a pair."""
    return links.pair(row["enterprise_id"], row["union_id"])


def current(rows: list[Pair]) -> Pair:
    """The pair on the card: the one chosen among the alternatives, else the first."""
    chosen = st.session_state.get(writing.CHOSEN)
    return next((row for row in rows if subject_of(row) == chosen), rows[0])


def alternatives(rows: list[Pair], row: Pair) -> list[Pair]:
    """The other open pairs of the same union, the likeliest first."""
    others = [one for one in rows if one["union_id"] == row["union_id"] and one is not row]
    return sorted(others, key=lambda one: -(one["match_probability"] or 0))


def look_at(row: Pair) -> None:
    """Put another pair on the card."""
    st.session_state[writing.CHOSEN] = subject_of(row)


def answers(actor: Actor | None, build: Build, row: Pair, seen: Known) -> None:
    """The reason and the answers to one pair, each with its key."""
    writes = access.may_write(actor)
    writing.reason_field()
    words_of = {"yes": _("Yes"), "no": _("No"), "cannot_tell": _("Can't tell")}
    with st.container(horizontal=True, gap="small"):
        for decision, key in DECISIONS:
            st.button(
                words_of[decision],
                key=f"decide_{decision}",
                shortcut=key,
                type="primary" if decision == "yes" else "secondary",
                disabled=not writes,
                on_click=decide,
                args=(actor, build, [row], decision, seen),
            )
        st.button(
            _("No host here"),
            key="no_host",
            shortcut="H",
            disabled=not writes,
            on_click=no_host,
            args=(actor, build, row, seen),
        )
        st.button(_("Later"), key="later", shortcut="S", on_click=skip, args=(row,))
        writing.undo_button(actor, build)


def skip(row: Pair) -> None:
    """Put a pair off to the end of this session's queue."""
    writing.put_off(subject_of(row), SKIPPED)


def decide(actor: Actor, build: Build, rows: list[Pair], decision: str, seen: Known) -> None:
    """Write one decision about each of the pairs, all or none, for undo as one step. `seen` is what stood when the page
    was drawn: who wrote since is not written over."""

    def write() -> list[Recorded]:
        records = queries.link_records(build, [(row["enterprise_id"], row["union_id"]) for row in rows])
        entries = [
            links.LinkDecision(
                row["enterprise_id"],
                row["union_id"],
                decision,
                writing.told(build, seen, subject_of(row), records[row["enterprise_id"], row["union_id"]]),
            )
            for row in rows
        ]
        return links.decide_all(warehouse.ledger(), actor, entries)

    writing.write(write)


def no_host(actor: Actor, build: Build, row: Pair, seen: Known) -> None:
    """Write that none of the registry's enterprises is the union's host."""
    subject, records = links.host(row["union_id"]), queries.link_records(build, [(None, row["union_id"])])
    writing.write(
        lambda: [
            links.no_host(
                warehouse.ledger(),
                actor,
                row["union_id"],
                writing.told(build, seen, subject, records[None, row["union_id"]]),
            )
        ]
    )


def answer(actor: Actor, build: Build, one: Standing, verdict: links.Verdict, seen: Known) -> None:
    """Answer a challenge of a counted link."""
    records = queries.link_records(build, [(one.enterprise_id, one.union_id)])[one.enterprise_id, one.union_id]
    writing.write(
        lambda: [
            links.answer(
                warehouse.ledger(),
                actor,
                one.enterprise_id,
                one.union_id,
                verdict,
                writing.told(build, seen, one.subject, records),
            )
        ]
    )


def challenge(actor: Actor, build: Build, enterprise_id: str, union_id: str, reason: str) -> None:
    """Doubt a counted link."""
    subject = links.pair(enterprise_id, union_id)
    told = replace(writing.told(build, writing.standing(), subject), reason=reason.strip())
    writing.write(lambda: [links.challenge(warehouse.ledger(), actor, enterprise_id, union_id, told)])


def kinds(rows: list[Pair]) -> dict[tuple[str, str], list[Pair]]:
    """(evidence, level of the core) → pairs that one answer may settle: very likely, each the only one of its union."""
    found: dict[tuple[str, str], list[Pair]] = {}
    bearers = Counter(row["enterprise_id"] for row in rows)
    for row in rows:
        alone = row["pairs_of_union"] == 1 and bearers[row["enterprise_id"]] == 1
        if alone and (row["match_probability"] or 0) >= SURE and row["core_level"]:
            found.setdefault((row["evidence"], row["core_level"]), []).append(row)
    return {kind: pairs for kind, pairs in found.items() if len(pairs) > 1}


def effect(build: Build, pairs: list[Pair]) -> str:
    """What a yes to all of them does to the county's coverage, in words."""
    coverage = words.summed(queries.townships(build, queries.LARGER))
    moved = len({row["enterprise_id"] for row in pairs if row["moves_coverage"]})
    return _(
        "Coverage of larger enterprises {before} → {after}: {moved} more of {larger}",
        before=percent(coverage.share(coverage.covered)),
        after=percent(coverage.share(coverage.covered + moved)),
        moved=count(moved),
        larger=count(coverage.larger),
    )
