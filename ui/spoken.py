"""What people said of a record, on its card: decisions about its links, corrections of its rows."""

from typing import Any

import streamlit as st

from ui import corrections, queries
from ui.text import _, day, plain, term
from ui.warehouse import Build


def show(build: Build, record_id: str) -> None:
    """Decisions and corrections of an enterprise or a union, the newest first; nothing where there are none."""
    decided, corrected = queries.decisions_of(build, record_id), queries.corrections_of(build, record_id)
    if not decided and not corrected:
        return
    with st.expander(_("Decided and corrected by people: {number}", number=len(decided) + len(corrected))):
        for row in decided:
            st.markdown(
                f"{plain(row['union_name'])} — {plain(row['name'])}" if row["name"] else plain(row["union_name"])
            )
            st.caption("  \n".join(_lines(row)))
        for row in corrected:
            corrections.line(row)


def _lines(row: dict[str, Any]) -> list[str]:
    lines = []
    if row["decision"] != "open":
        lines.append(
            _(
                "{decision} · {name}, {day} · {reason} ({standing})",
                decision=term("decision", row["decision"]),
                name=by_whom(row["actor_name"], row["actor_source"], row["by_two_people"]),
                day=day(row["decided_at"].date()),
                reason=plain(row["reason"]),
                standing=term("standing", row["standing"]),
            )
        )
    if row["challenged"]:
        lines.append(
            _("Challenged by {name}: {reason}", name=plain(row["challenged_by"]), reason=plain(row["challenge_reason"]))
        )
    return lines


def by_whom(name: str, source: str, by_two_people: bool | None) -> str:
    """Who decided, with what stands behind the name where no sign-in does, and where two people should have looked."""
    notes = [term("actor_source", source)] if source == "self_reported" else []
    if by_two_people is False:
        notes.append(_("not checked by two people"))
    return plain(name) + (_(" ({note})", note=_(", ").join(notes)) if notes else "")
