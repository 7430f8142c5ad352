"""The page 'Plan of visits': what is asked, the plan by organiser and day, what it rests on, handing it out."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

import pyarrow as pa
import streamlit as st

from etl.errors import BuildError
from etl.export import to_csv_bytes
from etl.progress.chance import LEAST_GOINGS, STATED
from etl.progress.planner import EVERYWHERE, LEAST_SHARE, Organiser
from ledger import Actor
from ledger.assignments import Assignment, give_all
from ledger.targets import OfTarget
from ui import access, export, planned, tables, visit_lists, warehouse, written
from ui.frame import Frame
from ui.names import UNPLACED, place
from ui.planned import Row, Wish
from ui.tables import Column
from ui.text import N_, _, count, day, in_this_language, listed, plain, term

USUAL_VISITS, MOST_VISITS = 40, 600
USUAL_PER_DAY, MOST_PER_DAY = 4, 12
HEIGHT = 560
OVERTAKEN = "plan_overtaken"


def organisers(townships: tuple[str, ...]) -> list[Organiser]:
    """Who can be sent: the organisers of county.toml that have one of the townships shown."""
    try:
        people = access.organisers()
    except BuildError as error:
        st.error(plain(error), icon=":material/error:")
        return []
    found = [Organiser(one.name, tuple(one.townships)) for one in people]
    return [one for one in found if EVERYWHERE in one.townships or not townships or set(one.townships) & set(townships)]


def ask(people: list[Organiser]) -> Wish:
    """How many visits, by whom, how many a day, from when on."""
    tomorrow = planned.working_day(date.today() + timedelta(days=1), 1)
    with st.form("plan_form", border=True):
        left, middle, right = st.columns(3)
        number = left.number_input(_("Visits this month"), 1, MOST_VISITS, USUAL_VISITS, key="plan_visits")
        per_day = middle.number_input(_("A day, for each"), 1, MOST_PER_DAY, USUAL_PER_DAY, key="plan_per_day")
        first = right.date_input(_("From"), tomorrow, min_value=date.today(), format="YYYY-MM-DD", key="plan_from")
        names = [one.name for one in people]
        chosen = st.multiselect(_("Who goes"), names, default=names, key="plan_who", placeholder=_("Nobody yet"))
        st.form_submit_button(_("Plan"), icon=":material/route:", key="plan_again")
    return Wish(int(number), int(per_day), tuple(one for one in people if one.name in chosen), first or tomorrow)


def headline(rows: list[Row]) -> str:
    """The answer: how many visits, and how many workers' enterprises they are expected to bring a step nearer."""
    if not rows:
        return _("Where to go this month")
    gain = sum(row["expected_gain"] for row in rows)
    return _(
        "{visits} visits: about {workers} workers one step nearer to a union",
        visits=count(len(rows)),
        workers=count(gain),
    )


def show(frame: Frame, actor: Actor | None, rows: list[Row], wish: Wish) -> None:
    """The plan by organiser and day, to take away and to hand out."""
    written.told()
    if len(rows) < wish.visits:
        st.caption(
            _(
                "{asked} visits were asked for, {planned} can be planned: who is left out stands in the box beside",
                asked=count(wish.visits),
                planned=count(len(rows)),
            )
        )
    if overtaken := st.session_state.pop(OVERTAKEN, None):
        st.warning(
            _(
                "Somebody wrote about these meanwhile, they were left as they are: {names}",
                names=plain(listed(overtaken)),
            )
        )
    tables.show(pa.Table.from_pylist(rows), _columns(), "plan_rows", HEIGHT)
    _replaced(rows)
    with st.container(horizontal=True, gap="small"):
        if access.may_write(actor):
            st.button(
                _("Hand out all {number}", number=count(len(rows))),
                key="plan_give",
                type="primary",
                icon=":material/assignment_ind:",
                on_click=hand_out,
                args=(frame, actor, rows),
                help=_("Writes who goes there and on which day; what stands so already is not written again"),
            )
        csv = in_this_language(partial(_csv, rows))
        st.download_button(
            _("CSV"),
            csv,
            file_name=export.file_name(frame.build, _("plan of visits")),
            mime="text/csv",
            key="plan_csv",
            on_click="ignore",
            icon=":material/download:",
        )
        for one in wish.organisers:
            own = [row for row in rows if row["organiser"] == one.name]
            if own:
                _list_of(frame, one.name, own)
    if not access.may_write(actor):
        st.caption(_("Choose your name to hand the plan out; without it you can look"))
        if actor is None:
            access.offer()  # a telephone hides the sidebar


def _replaced(rows: list[Row]) -> None:
    """What stands already and would be written over, said before the press."""
    people, days = planned.replaced(rows)
    if people or days:
        told = {"people": count(people), "days": count(days)}
        st.warning(
            _(
                "Handing out writes over what stands: {people} visits are given to somebody else now, {days} have"
                " another day agreed. The columns “Given to now” and “Day agreed now” say which.",
                **told,
            ),
            icon=":material/warning:",
        )


def _list_of(frame: Frame, name: str, rows: list[Row]) -> None:
    heading = _("Visit list · {name} · {day} · As of {as_of}", name=name, day=day(date.today()), as_of=frame.as_of)
    told = [row | {"next_visit_on": row["planned_on"]} for row in rows]
    st.download_button(
        _("Visit list of {name}, {number}", name=plain(name), number=count(len(rows))),
        in_this_language(partial(visit_lists.content, told, heading)),
        file_name=f"{_('visit list')}_{name}_{day(date.today())}.xlsx",
        mime=visit_lists.XLSX,
        key=f"plan_list_{name}",
        on_click="ignore",
        icon=":material/print:",
    )


def hand_out(frame: Frame, actor: Actor, rows: list[Row]) -> None:
    """Write who goes where and when, as the plan on the screen says it."""
    given = [Assignment(_of(row), row["organiser"], row["planned_on"], row["sequence"]) for row in rows]
    overtaken: list[str] = []

    def act() -> None:
        _written, names = give_all(warehouse.ledger(), actor, given, _("By the plan of visits"), frame.build.id)
        overtaken.extend(names)

    if written.write(act, N_("The plan is handed out")) and overtaken:
        st.session_state[OVERTAKEN] = overtaken


def _of(row: Row) -> OfTarget:
    township = None if row["township_name"] == UNPLACED else row["township_name"]
    return OfTarget(row["written_id"], row["name"], township)


def _csv(rows: Iterable[Row]) -> bytes:
    return to_csv_bytes(tables.worded(pa.Table.from_pylist(list(rows)), _columns()))


def rests_on(frame: Frame, townships: tuple[str, ...], people: list[Organiser]) -> None:
    """In words: what a gain is, where the chances come from, how it is spread, whom it leaves out; `people` are those
    who go."""
    known = planned.chances(frame.build)
    st.markdown(_("**How the plan is made**"))
    st.caption(
        _("Expected gain = headcount × chance that one visit brings the next stage. It is an expectation, no promise.")
    )
    if known.is_learned:
        st.caption(_("The chances are learned from {goings} visits in the ledger.", goings=count(known.goings)))
    else:
        stated = [f"{term('stage', stage)} {count(100 * share)}%" for stage, share in STATED.items()]
        st.caption(
            _(
                "The ledger holds {goings} visits; below {least} nothing is learned. These chances are stated, by the"
                " stage where an enterprise stands, half of it after a refusal: {stated}.",
                goings=count(known.goings),
                least=count(LEAST_GOINGS),
                stated=listed(stated),
            )
        )
    st.caption(
        _("Whom nobody has surveyed yet counts as surveyed: that is desk work, to be recorded before the visit.")
    )
    st.caption(
        _(
            "Balance: every township gets at least {share} of the visits that its number of enterprises makes due to"
            " it; the others go where most is gained. One place a day for each organiser, in their own townships;"
            " within a place who lies on one road or in one village comes on one day. Saturdays and Sundays are left"
            " out, public holidays are not known here.",
            share=f"{count(100 * LEAST_SHARE)}%",
        )
    )
    if nobody_s := planned.unreached(frame.build, townships, tuple(people), date.today()):
        st.markdown(_("**Nobody is sent to these**"))
        named = [_("{name} ({number})", name=place(name), number=count(number)) for name, number in nobody_s.items()]
        st.caption(_("No organiser who goes has these townships: {names}", names=plain(listed(named))))
    unsized = planned.unsized(frame.build, townships, date.today())
    _not_planned(
        _("**{number} of unknown headcount are not planned**", number=count(len(unsized))),
        _(
            "No gain can be reckoned for them; that says nothing about their size. Ask for the headcount, or go there"
            " anyway."
        ),
        unsized,
        "plan_unsized",
    )
    unplaced = planned.unplaced(frame.build, townships, date.today())
    _not_planned(
        _("**{number} that lie nobody knows where are not planned**", number=count(len(unplaced))),
        _(
            "Their township is not known, so that nobody can be sent. Find out where they lie and have the address put"
            " right, or go there anyway."
        ),
        unplaced,
        "plan_unplaced",
    )


def _not_planned(heading: str, why: str, rows: list[Row], key: str) -> None:
    """Who is in no plan because something is not known of them: unknown is neither zero nor nowhere."""
    if not rows:
        return
    st.markdown(heading)
    st.caption(why)
    columns = (
        Column("name", _("Enterprise"), width=190),
        Column("township_name", _("Township"), words=place, width=90),
        Column("stage", _("Stage now"), terms="stage", width=80),
        Column("address", _("Address"), width=220),
    )
    tables.show(pa.Table.from_pylist(rows), columns, key, HEIGHT // 2)


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", _("Enterprise"), width=190),
        Column("organiser", _("Who goes"), width=90),
        Column("planned_on", _("Day"), kind="date", width=100),
        Column("expected_gain", _("Expected gain, workers"), kind="number", width=96),
        Column("headcount", _("Headcount"), kind="number", width=72),
        Column("chance_percent", _("Chance, %"), kind="number", width=72),
        Column("township_name", _("Township"), words=place, width=90),
        Column("lies_at", _("Zone, village or road"), width=120),
        Column("stage", _("Stage now"), terms="stage", width=80),
        Column("next_stage", _("Next step"), terms="stage", width=80),
        Column("assigned_to", _("Given to now"), width=90),
        Column("next_visit_on", _("Day agreed now"), kind="date", width=100),
        Column("address", _("Address"), width=240),
    )
