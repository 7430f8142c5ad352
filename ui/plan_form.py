"""The year's plan of a township, entered where no file tells it; taken back, the file's plan holds again."""

import streamlit as st

from ledger import Actor, plans
from ledger.verdicts import Told
from ui import access, progress_queries, queries, warehouse, written
from ui.frame import Frame
from ui.names import UNPLACED, place
from ui.text import N_, _, count, in_this_language
from ui.warehouse import Build

FORM = "plan"
YEARS = 2
"""The as-of's year and the next: a plan is made before its year begins."""


def show(frame: Frame, actor: Actor | None, year: int) -> None:
    """The form of a plan, for those who may write, of the townships that are theirs; others are told what to do."""
    build = frame.build
    with st.expander(
        _("Enter or change the plan of a township, {year} or {next}", year=year, next=year + 1), key="plan_form"
    ):
        written.told()
        if not access.may_write(actor):
            st.caption(_("Choose your name in the sidebar first; leaders and analysts see plans and enter none"))
            return
        names = [row["township_name"] for row in queries.townships(build, queries.LARGER)]
        mine = [name for name in names if name != UNPLACED and access.may_see(actor, name)]
        chosen = [name for name in frame.filters.townships if name in mine]
        _ask(actor, build, year, mine, mine.index(chosen[0]) if chosen else 0)


def _ask(actor: Actor, build: Build, this_year: int, names: list[str], first: int) -> None:
    name = written.form_of(FORM)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        township = st.selectbox(
            _("Township"), names, first, format_func=in_this_language(place), key="plan_township", width=220
        )
        years = range(this_year, this_year + YEARS)
        year = st.selectbox(_("Year"), years, format_func=str, key="plan_year", width=110)
    st.caption(_stands(build, township, year))
    seen = plans.last_sequence(warehouse.ledger(), township, year)
    with (
        st.form(key=f"{name}_form", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        st.number_input(_("Enterprises to organise"), 0, 100_000, None, 1, key=f"{name}_enterprises", width=170)
        st.number_input(_("Workers to cover"), 0, 10_000_000, None, 1, key=f"{name}_workers", width=170)
        st.text_input(_("Where it is laid down"), key=f"{name}_reason", max_chars=200, width=300)
        st.form_submit_button(
            _("Enter the plan"),
            key=f"{name}_enter",
            type="primary",
            on_click=enter,
            args=(actor, build, township, year, seen, written.form_key(name)),
        )
    if plans.is_entered(warehouse.ledger(), township, year):
        st.button(
            _("Take the entered plan back"),
            key=f"{name}_withdraw",
            type="tertiary",
            icon=":material/undo:",
            on_click=withdraw,
            args=(actor, build, township, year, seen, written.form_key(f"{name}_withdraw")),
        )


def _stands(build: Build, township: str, year: int) -> str:
    """The plan that a township's year has, as the pages count it."""
    found = next((row for row in progress_queries.places(build, year) if row["township_name"] == township), {})
    if found.get("planned") is None and found.get("workers_planned") is None:
        return _("{place}, {year}: no plan yet", place=place(township), year=year)
    return _(
        "{place}, {year}: {enterprises} enterprises, {workers} workers planned",
        place=place(township),
        year=year,
        enterprises=count(found["planned"]),
        workers=count(found["workers_planned"]),
    )


def enter(actor: Actor, build: Build, township: str, year: int, seen: int, key: str) -> None:
    """Write the plan that the form holds."""
    name, state = written.form_of(FORM), st.session_state
    told = Told(written.text_of(f"{name}_reason") or _("Entered on the page"), seen, build.id, idempotency_key=key)
    number, workers = state[f"{name}_enterprises"], state[f"{name}_workers"]
    written.write(
        lambda: plans.enter(warehouse.ledger(), actor, township, year, -1 if number is None else number, workers, told),
        N_("The plan is entered"),
        FORM,
    )


def withdraw(actor: Actor, build: Build, township: str, year: int, seen: int, key: str) -> None:
    """Take the entered plan of a township back."""
    told = Told(_("Taken back on the page"), seen, build.id, key)
    written.write(
        lambda: plans.withdraw(warehouse.ledger(), actor, township, year, told),
        N_("The plan is taken back; what a file tells holds again"),
        FORM,
    )
