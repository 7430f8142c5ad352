"""Beside the card of a pair: kinds that one answer settles, challenged links, and what was decided, to take back."""

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from ledger import Actor
from ledger.links import Standing
from ui import access, pair, queries, review, spoken
from ui.frame import Frame
from ui.text import _, count, day, plain, term
from ui.warehouse import Build

SHOWN = 12


def kinds(frame: Frame, rows: list[review.Pair], actor: Actor | None, seen: review.Known) -> None:
    """Pairs alike in kind, the list of each and what a yes to all of them would do; nothing where there are none."""
    found = review.kinds(rows)
    if not found:
        return
    st.subheader(_("Alike in kind: one answer for all"), anchor=False)
    for (evidence, level), pairs in sorted(found.items(), key=lambda one: -len(one[1])):
        kind = f"{term('evidence', evidence)} · {term('comparison_level', level)}"
        with st.expander(_("{kind}: {number} pairs", kind=kind, number=count(len(pairs)))):
            for row in pairs[:SHOWN]:
                st.markdown(f"{plain(pair.name_of(row))} — {plain(row['name'])}")
            if len(pairs) > SHOWN:
                st.caption(_("and {number} more", number=count(len(pairs) - SHOWN)))
            st.markdown(review.effect(frame.build, pairs))
            st.button(
                _("Yes to these {number}", number=count(len(pairs))),
                key=f"all_{evidence}_{level}",
                disabled=not access.may_write(actor),
                on_click=review.decide,
                args=(actor, frame.build, pairs, "yes", seen),
            )


def decided(build: Build, standing: dict[str, Standing], actor: Actor | None) -> None:
    """Links that somebody challenged, with an answer to each, and the last decisions."""
    challenged = [one for one in standing.values() if one.challenged]
    if challenged:
        st.subheader(_("Challenged links"), anchor=False)
    for one in challenged:
        names = _names(build, one.enterprise_id, one.union_id, one.records)
        st.markdown(
            _(
                "{names}. {name}: {reason}",
                names=names,
                name=plain(one.challenged_by),
                reason=plain(one.challenge_reason),
            )
        )
        with st.container(horizontal=True, gap="small"):
            for verdict, label in (("upheld", _("It holds")), ("fallen", _("It does not hold"))):
                st.button(
                    label,
                    key=f"{verdict}_{one.subject}",
                    disabled=not access.may_write(actor),
                    on_click=review.answer,
                    args=(actor, build, one, verdict, standing),
                )
    for row in queries.decisions_not_applied(build)[:SHOWN]:
        st.caption(
            _(
                "{decision}, but {standing}: {names} · {name}",
                decision=term("decision", row["decision"]),
                standing=term("standing", row["standing"]),
                names=_names(build, row["enterprise_id"], row["union_id"]),
                name=plain(row["actor_name"]),
            )
        )
    last = [one for one in reversed(list(standing.values())) if one.decision != "open"][:SHOWN]
    if last:
        st.subheader(_("Decided last"), anchor=False)
    for one in last:
        st.caption(
            _(
                "{decision}: {names} · {name}, {day} · {reason}",
                decision=term("decision", one.decision),
                names=_names(build, one.enterprise_id, one.union_id, one.records),
                name=spoken.by_whom(one.actor_name, one.actor_source, one.by_two_people),
                day=day(one.decided_at.date()),
                reason=plain(one.reason),
            )
        )


def _names(
    build: Build, enterprise_id: str | None, union_id: str, then: Mapping[str, str | None] = MappingProxyType({})
) -> str:
    """What both are called now, else what they were called when somebody decided."""
    asked = (enterprise_id, union_id)
    records = queries.link_records(build, [asked])[asked]
    union = plain(records["union_name"] or then.get("union_name") or union_id)
    if enterprise_id is None:
        return union
    return f"{union} — {plain(records['name'] or then.get('name') or enterprise_id)}"
