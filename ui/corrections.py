"""The part of the data page that lists corrections: what was changed in which file, why and by whom."""

from typing import Any

import streamlit as st

from ui import filters, lists, queries
from ui.frame import Frame
from ui.navigation import ENTERPRISE, UNION
from ui.text import _, day, plain, term


def show(frame: Frame) -> None:
    """One block a correction, the newest first, with a link to the card of whom it is about."""
    found = queries.corrections(frame.build)
    if not found:
        st.info(_("Nothing in the files was corrected. Known errors are entered in data/reviewed/corrections.yaml"))
        return
    for row in found:
        with st.container(border=True, gap="xxsmall"):
            line(row)
            _link(row)


def line(row: dict[str, Any]) -> None:
    """What was changed, and below it where, why, by whom and when."""
    st.markdown(_changed(row))
    where = " · ".join(plain(part) for part in (row["file"], row["sheet"]) if part)
    st.caption(
        _(
            "{where} row {row}; {reason}; {who}, {day}",
            where=where,
            row=row["row"],
            reason=plain(row["correction_reason"]),
            who=plain(row["who"]),
            day=day(row["decided_on"]),
        )
    )


def _changed(row: dict[str, Any]) -> str:
    kind = term("source_kind", row["source_kind"])
    if row["column_name"] is None:
        return _("**{kind}** · the row “{old}” was taken out", kind=kind, old=plain(row["old"]))
    return _(
        "**{kind}** · {column}: “{old}” → “{new}”",
        kind=kind,
        column=plain(lists.header(row["column_name"])),
        old=plain(row["old"]),
        new=plain(row["new"] or ""),
    )


def _link(row: dict[str, Any]) -> None:
    record, page = (row["enterprise_id"], ENTERPRISE) if row["enterprise_id"] else (row["union_id"], UNION)
    if record and row["subject"]:
        st.page_link(page, label=plain(row["subject"]), icon=":material/badge:", query_params={filters.CARD: record})
