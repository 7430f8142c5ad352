"""What somebody has to bring because the sources lack it: lists of whom a joint union covers."""

from typing import Any

import streamlit as st

from ledger import Actor
from ui import access, export, lists, queries
from ui.navigation import UNION
from ui.text import _, count, day, plain, term
from ui.warehouse import Build

SHOWN = 50


def visible(build: Build, actor: Actor | None) -> list[dict[str, Any]]:
    """The tasks of the townships that somebody may see."""
    return [row for row in queries.tasks(build) if access.may_see(actor, row["township_name"])]


def show(build: Build, rows: list[dict[str, Any]]) -> None:
    """Each task with the union that it is about; all of them as CSV."""
    export.button(build, "tasks", lists.of(lists.TASKS), _("tasks"), id="")
    for row in rows[:SHOWN]:
        st.page_link(
            UNION, label=plain(row["union_name"]), icon=":material/groups:", query_params={"id": row["union_id"]}
        )
        st.caption(sentence(row))
    if len(rows) > SHOWN:
        st.caption(_("and {number} more", number=count(len(rows) - SHOWN)))


def of_union(build: Build, union_id: str) -> None:
    """On a union's card: what is lacking."""
    for row in queries.tasks(build, union_id):
        st.warning(sentence(row), icon=":material/assignment_late:")


def sentence(row: dict[str, Any]) -> str:
    """A task in words."""
    since = _(", since {day}", day=day(row["since"])) if row["since"] else ""
    return _(
        "{task}: its name counts {counted} units, {told} of them are known; the list of the other {lacking} is missing"
        "{since}",
        task=term("task", row["task"]),
        counted=count(row["counted"]),
        told=count(row["told"]),
        lacking=count(row["lacking"]),
        since=since,
    )
