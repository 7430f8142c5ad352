"""The page 'My work': whose it is, three tiles, what is due, and what was recorded last."""

from datetime import date
from typing import Any
from uuid import uuid4

import streamlit as st

from ledger import Actor, targets
from ledger.targets import OfTarget
from ui import access, filters, names, queries, warehouse, work_address, work_queries, work_record
from ui.frame import Frame
from ui.navigation import VISIT_LISTS
from ui.spoken import by_whom
from ui.text import _, count, day, listed, plain, term
from ui.work_form import said
from ui.work_queries import SHOWN
from ui.work_record import At

Row = dict[str, Any]
DUE = ("overdue", "today", "week", "check", "unassigned")
"""What the page begins with, the most urgent first."""
TILES = {"today": ("today",), "overdue": ("overdue",), "step": (*DUE[:3], "later", "unassigned", "others", "check")}
"""Tile → the parts of the list that it opens."""
TO_THE_TOP = """
export default function ({ data }) {
  const before = window.openOnMyWork
  window.openOnMyWork = data.open
  if (before === undefined || before === data.open) return
  for (const node of document.querySelectorAll("main, section")) node.scrollTop = 0
}
"""
FEW = 8
"""Rows of a part while several parts stand below one another."""


def townships(frame: Frame, actor: Actor) -> tuple[str, ...]:
    """The actor's townships; none named: all of the county."""
    rows = queries.townships(frame.build, queries.LARGER)
    everywhere = [row["township_name"] for row in rows if row["township_name"] != names.UNPLACED]
    mine = [name for name in everywhere if actor.may_see(name)]
    return () if mine == everywhere else tuple(mine or [""])


def parts(frame: Frame, actor: Actor, search: str = "") -> dict[str, list[Row]]:
    """The actor's work today, by part."""
    return work_queries.parts(frame.build, actor.name, townships(frame, actor), date.today(), search)


def total(found: dict[str, list[Row]], part: str) -> int:
    """How many there are in a part, shown or not."""
    return found[part][0]["total"] if part in found else 0


def headline(frame: Frame, actor: Actor | None, row: Row | None) -> str:
    """The answer: the enterprise that is open, else what is due."""
    if not access.may_write(actor):
        return _("My work")
    if row is not None:
        return row["enterprise_name"]
    found = parts(frame, actor)
    late, now = total(found, "overdue"), total(found, "today")
    if late:
        return _("{late} overdue, {now} due today", late=count(late), now=count(now))
    return _("{now} due today", now=count(now)) if now else _("Nothing is due today")


def opened(frame: Frame, actor: Actor | None) -> Row | None:
    """The enterprise in the address, where it is one of the actor's; else None."""
    if not access.may_write(actor) or not filters.card_id():
        return None
    row = work_queries.target(frame.build, filters.card_id())
    return row if row is not None and access.may_see(actor, row["township_name"]) else None


def whose(frame: Frame, actor: Actor) -> None:
    """Who is here and for which townships, and a way out for somebody else."""
    mine = [names.place(name) for name in townships(frame, actor)]
    places = listed([name for name in mine if name]) if mine else _("the whole county")
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f"**{by_whom(actor.name, actor.source, None)}**  \n{plain(places)}", width="content")
        access.give_back()


def saved(frame: Frame, actor: Actor | None) -> None:
    """What the form in the address recorded, from the ledger itself: also after a reload, also if no answer arrived."""
    form = work_address.form()
    events = work_record.events_of(form)
    if not events and (form := work_address.sent()):
        events = work_record.events_of(form)
    if not events or not access.may_see(actor, events[0].body.get("township_name")):
        return
    first = events[0]
    at = f"{first.recorded_at.astimezone():%m-%d %H:%M}"
    what = listed(list(dict.fromkeys(said(event) for event in events)))
    name = first.body.get("enterprise_name") or ""
    is_mine = actor is not None and actor.name == first.actor_name
    if not is_mine:
        at = _("{time} by {who}", time=at, who=by_whom(first.actor_name, first.actor_source, None))
    told = _("Recorded at {time}: {name}, {what}", time=at, name=f"**{plain(name)}**", what=what)
    (st.success if is_mine or actor is None else st.info)(told)
    now = targets.now_of(warehouse.ledger(), first.body["enterprise_id"])
    if first.kind == "undone" or not is_mine or now.sequence != events[-1].sequence:
        return
    of = OfTarget(first.body["enterprise_id"], name, first.body.get("township_name"))
    undoing = At(actor, of, now, frame.build.id, f"{form}_undo")
    st.button(
        _("Take it back"),
        key=undoing.key("saved"),
        icon=":material/undo:",
        on_click=work_record.take_back,
        args=(undoing, len(events)),
    )


def tiles(frame: Frame, actor: Actor) -> None:
    """Three large tiles; the one that is chosen opens its list, a second tap closes it."""
    found, chosen = parts(frame, actor), work_address.due()
    labels = {"today": _("Due today"), "overdue": _("Overdue"), "step": _("Record a step")}
    with st.grid(3, min_column_width=96, gap="small"):
        for name, label in labels.items():
            number = ":material/edit_note:" if name == "step" else count(total(found, name))
            st.button(
                f"**{number}**  \n{label}",
                key=f"tile_{name}",
                type="primary" if name == chosen else "secondary",
                width="stretch",
                on_click=work_address.choose_due,
                args=("" if name == chosen else name,),
            )


def lists(frame: Frame, actor: Actor) -> None:
    """What is due, part by part; of a tile that is chosen all of its parts, found by name."""
    chosen = work_address.due() if work_address.due() in TILES else ""
    search = ""
    if chosen == "step":
        search = st.text_input(_("Enterprise"), key="work_search", placeholder=_("Part of its name")) or ""
    found = parts(frame, actor, search.strip())
    shown = [part for part in TILES.get(chosen, DUE) if part in found]
    if not shown:
        st.info(_("No enterprise of yours is in this list"))
    limit = SHOWN if chosen else FEW
    for part in shown:
        st.subheader(f"{term('work_part', part)} {count(total(found, part))}", anchor=False)
        for row in found[part][:limit]:
            _line(row)
        if total(found, part) > len(found[part][:limit]):
            st.caption(_("The first {shown}; “Record a step” finds the others by name", shown=limit))
    st.caption(
        _(
            "Due: the day set for going there again, or the last day before the next stage is late [P]. Today is {day};"
            " from the ledger of decisions and build {id}",
            day=day(date.today()),
            id=frame.build.id,
        )
    )


def _line(row: Row) -> None:
    """One enterprise as a large button: name, place, stage and what makes it due."""
    parts_ = [names.place(row["township_name"] or names.UNPLACED)]
    if row["headcount"]:
        parts_.append(_("{number} workers", number=count(row["headcount"])))
    parts_.append(term("track", row["track"]) if row["track"] else term("stage", row["stage"]))
    if row["due_on"]:
        why = {"day": day(row["due_on"]), "stage": term("stage", row["next_stage"])}
        parts_.append(_("to go there on {day}", day=why["day"]) if row["is_set"] else _("{stage} by {day}", **why))
    if row["assigned_to"]:
        parts_.append(row["assigned_to"])
    st.button(
        f"**{plain(row['enterprise_name'])}**  \n:small[{plain(' · '.join(parts_))}]",
        key=f"open_{row['enterprise_id']}",
        width="stretch",
        on_click=work_record.open_target,
        args=(row["enterprise_id"],),
    )


@st.cache_resource(max_entries=1, show_spinner=False)
def _component():
    return st.components.v2.component("top", js=TO_THE_TOP)


def to_the_top() -> None:
    """Another enterprise, or the list again, is read from its beginning; where the list was long it would not be."""
    _component()(key="top", data={"open": filters.card_id()}, height="content")


def take_along() -> None:
    """The way to the visit list on paper and to the calendar file of what is due."""
    label = _("Visit list on paper, calendar file")
    st.page_link(VISIT_LISTS, label=label, icon=":material/calendar_month:")


def back() -> None:
    """The way from an enterprise to the list."""
    label = _("Back to the list")
    st.button(label, key="back_to_list", icon=":material/arrow_back:", on_click=work_record.open_target, args=(None,))


def new_form() -> None:
    """Where the address holds a form that was recorded, the enterprise that is open gets another."""
    if work_record.events_of(work_address.form()):
        work_address.open_form(uuid4().hex, after=work_address.form())
