"""One enterprise on 'My work': where it stands, and the form of what is recorded about it next."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import streamlit as st

from etl.personal import masked
from ledger import Actor, Recorded, targets
from ledger.progress import Progress, history, subject_of
from ledger.stages import EVIDENCE, REFUSALS, REMOVALS, SET_UP, TRACKS, earlier, following
from ledger.targets import OfTarget
from ui import access, filters, names, warehouse, work_address, work_queries, work_record, written
from ui.navigation import ENTERPRISE
from ui.spoken import by_whom
from ui.text import N_, UNKNOWN, _, count, day, in_this_language, plain, term
from ui.warehouse import Build
from ui.work_record import At

Row = dict[str, Any]
WEEKS = (1, 2, 4)
"""Weeks until the next visit that one tap chooses."""
COUNTS = {
    "applications": N_("Applied to join"),
    "eligible": N_("May vote"),
    "attended": N_("Came"),
    "votes": N_("Votes of the elected"),
}
DOCUMENTS = {
    "application": N_("Number of the request"),
    "approval": N_("Number of the approval"),
    "confirmation": N_("Number of the approval of the election"),
    "registration": N_("Number of the certificate, or union code"),
    "operation": N_("Number of the minutes or of the voucher"),
}
CLOSED = {
    "ledger": N_("The union ledger shows its union: nothing is to be recorded here"),
    "out_of_scope": N_("It does not count any more, or is not larger any more: nothing is to be recorded here"),
}


def show(build: Build, actor: Actor, row: Row) -> None:
    """Where one of the actor's enterprises stands, and what can be recorded about it."""
    ledger = warehouse.ledger()
    now = targets.now_of(ledger, row["written_as"])
    of = OfTarget(row["written_as"], row["enterprise_name"], row["township_name"])
    at = At(actor, of, now, build.id, work_record.token())
    _state(row, now)
    acts = _acts(at, row)
    if acts:
        act = acts[0] if len(acts) == 1 else _choice(at, acts)
        with st.form(key=at.key("form"), border=False):
            FORMS[act](at, build)
    if row["closed_by"] in CLOSED:
        st.info(_(CLOSED[row["closed_by"]]))
    told = history(ledger.history(subject_of(row["written_as"])))
    if told:
        _take_back(at, told[-1].event)
    st.page_link(
        ENTERPRISE,
        label=_("The enterprise's card"),
        icon=":material/domain:",
        query_params={filters.CARD: row["enterprise_id"]},
    )


def _take_back(at: At, event: Recorded) -> None:
    """The last entry and the way to take it back; whose it is not says why."""
    who = by_whom(event.actor_name, event.actor_source, None)
    label = _("Take back the last entry: {what} · {who}", what=said(event), who=who)
    st.caption(_("Last note: {note}", note=plain(masked(event.reason))) if event.reason else _("No note was written"))
    if event.actor_name != at.actor.name:
        st.text_input(_("Somebody else's entry: why it is taken back"), key=at.key("undo_note"), max_chars=200)
    st.button(label, key=at.key("undo"), icon=":material/undo:", on_click=work_record.take_back, args=(at, 1))


def said(event: Recorded) -> str:
    """One event in words: what, and the name or the day that it tells."""
    body = event.body
    if event.kind == "undone":
        return term("target_event", event.kind)
    what = term("stage", event.state) if event.kind == "stage_reached" else term("target_event", event.kind)
    if event.kind == "assigned":
        told = body["assigned_to"] or _("nobody")
    else:
        told = body.get("happened_on") or body.get("follow_up_on") or ""
    return plain(f"{what} {told}".strip())


def _state(row: Row, now: Progress) -> None:
    """Place, size, stage and since when; side track, refusal, who goes there next."""
    size = _("{number} workers", number=count(row["headcount"])) if row["headcount"] else _("size unknown")
    parts = [names.place(row["township_name"] or names.UNPLACED), size, term("stage", now.stage)]
    if now.stage_since:
        days = (date.today() - now.stage_since).days
        parts.append(_("since {day}, {days} days", day=day(now.stage_since), days=count(days)))
    lines = [plain(" · ".join(parts))]
    if row["stage"] == "listed" and SET_UP in (now.stage, *earlier(now.stage)):
        lines.append(
            _("The union that came of it is in the union ledger no more: move it back to where it begins anew")
        )
    if now.track:
        lines.append(_("{track} since {day}", track=f"**{term('track', now.track)}**", day=day(now.track_since)))
    if now.refusal:
        lines.append(_("Last refusal: {refusal}", refusal=term("refusal", now.refusal)))
    if now.visits:
        lines.append(_("{number} visits, the last on {day}", number=now.visits, day=day(now.last_visit_on)))
    who = plain(now.assigned_to) if now.assigned_to else _("nobody")
    when = day(row["next_visit_on"]) if row["next_visit_on"] else UNKNOWN
    lines.append(_("Goes there next: {who}, on {when}", who=who, when=when))
    if now.removal:
        why = {"why": term("removal", now.removal), "name": plain(now.removal_by)}
        asked = _("{name} asked to take it off the list: {why}. Somebody else has to look", **why)
        lines.append(asked if now.removal_is_open else _("{name} took it off the list: {why}", **why))
    st.markdown("  \n".join(lines))


def _acts(at: At, row: Row) -> list[str]:
    """What can be recorded now, the likeliest first; nothing where it is closed from above."""
    now = at.now
    if row["closed_by"] in CLOSED:
        return []
    if now.removal and not now.removal_is_open:
        return ["list_again"]
    if now.removal:
        return ["hand_over"] if now.removal_by == at.actor.name else ["check_removal", "hand_over"]
    if now.track:
        return ["take_up", "visit", "hand_over", "remove"]
    forward = ["step"] if following(now.stage) else []
    back = ["move_back"] if earlier(now.stage) else []
    return [*forward, "visit", "set_aside", *back, "hand_over", "remove"]


def _choice(at: At, acts: list[str]) -> str:
    """What is recorded, in a row of words. Another choice is another form: its token changes with it."""
    chosen = st.pills(
        _("What to record"),
        acts,
        default=acts[0],
        required=True,
        format_func=_words("work_act"),
        key=f"act_{at.of.enterprise_id}_{at.now.sequence}",
        label_visibility="collapsed",
        on_change=work_address.open_form,
        args=(uuid4().hex,),
    )
    return chosen or acts[0]


def _words(column: str) -> Callable[[str], str]:
    """Codes of a column in words: of this run's language also where a press is taken in, before the next run."""
    return in_this_language(partial(term, column))


def _when(at: At, label: str) -> None:
    today = date.today()
    st.date_input(label, today, max_value=today, format="YYYY-MM-DD", key=at.key("day"))


def _note(at: At, label: str) -> None:
    st.text_area(label, key=at.key("note"), max_chars=500, height=76)


def _next_visit(at: At) -> None:
    """The day of the next visit, a tap a week."""
    days = [date.today() + timedelta(weeks=weeks) for weeks in WEEKS]
    weeks = dict(zip(days, WEEKS, strict=True))
    st.pills(
        _("Next visit"),
        days,
        format_func=in_this_language(lambda on: _("in {weeks} weeks, {day}", weeks=weeks[on], day=f"{on:%m-%d}")),
        key=at.key("next"),
    )


def _refusals(at: At, label: str) -> None:
    st.pills(label, REFUSALS, format_func=_words("refusal"), key=at.key("refusal"))


def _send(at: At, label: str, act: Callable[..., None], *arguments: object, name: str = "send") -> None:
    st.form_submit_button(
        label,
        key=at.key(name),
        type="primary" if name == "send" else "secondary",
        width="stretch",
        on_click=act,
        args=(at, *arguments),
    )


def _step(at: At, build: Build) -> None:
    """The next stage with the evidence that it asks for and no other; the known part of its number is there already."""
    stage = following(at.now.stage)
    known_part = ""
    _when(at, _("{stage}: on which day", stage=term("stage", stage)))
    for field in EVIDENCE[stage]:
        if field == "document_number":
            last = work_queries.last_document(build, at.actor.name, stage)
            known_part = _before_number(last)
            help_ = _("Last time: {number}", number=plain(last)) if last else None
            st.text_input(_(DOCUMENTS[stage]), known_part, key=at.key(field), max_chars=80, help=help_)
        else:
            st.number_input(_(COUNTS[field]), value=None, min_value=0, step=1, key=at.key(field))
    _send(at, _("Record: {stage}", stage=term("stage", stage)), work_record.step, stage, known_part)
    _note(at, _("Note (may be empty)"))
    _next_visit(at)
    with st.expander(_("Photograph or document")):
        written.attachment(at.key("attachment"))


def _before_number(document: str) -> str:
    """What stands before a document's own number: 常工〔2026〕 of 常工〔2026〕12号."""
    before = document.rstrip()
    while before and not before[-1].isdigit():
        before = before[:-1]
    return before.rstrip("0123456789")


def _visit(at: At, _build: Build) -> None:
    _when(at, _("Visited on"))
    _refusals(at, _("Why nothing came of it"))
    _note(at, _("What was seen there"))
    _next_visit(at)
    _send(at, _("Record the visit"), work_record.visit)


def _aside(at: At, _build: Build) -> None:
    st.pills(_("Where to"), TRACKS, format_func=_words("track"), key=at.key("track"))
    _when(at, _("Since which day"))
    _refusals(at, _("The refusal, if there was one"))
    _note(at, _("Why"))
    _send(at, _("Set it aside"), work_record.set_aside)


def _take_up(at: At, _build: Build) -> None:
    _when(at, _("Taken up again on"))
    _note(at, _("Note (may be empty)"))
    _send(at, _("Take it up again at: {stage}", stage=term("stage", at.now.stage)), work_record.take_up)


def _back(at: At, _build: Build) -> None:
    stages = earlier(at.now.stage)[::-1]
    st.selectbox(_("Back to"), stages, format_func=_words("stage"), key=at.key("stage"))
    _when(at, _("On which day"))
    _note(at, _("Why"))
    _send(at, _("Move it back"), work_record.move_back)


def _hand_over(at: At, _build: Build) -> None:
    now = at.now.assigned_to or ""
    people = list(dict.fromkeys(["", *access.colleagues(at.of.township_name), now]))
    st.selectbox(
        _("Who goes there next"),
        people,
        index=people.index(now),
        format_func=in_this_language(lambda name: name or _("nobody")),
        key=at.key("assigned_to"),
    )
    st.date_input(
        _("When"),
        at.now.follow_up_on,
        min_value=min(date.today(), at.now.follow_up_on or date.today()),
        format="YYYY-MM-DD",
        key=at.key("next"),
    )
    if at.now.follow_up_on:
        st.checkbox(_("No day any more"), key=at.key("no_day"))
    _note(at, _("Note (may be empty)"))
    _send(at, _("Record who and when"), work_record.hand_over)


def _remove(at: At, _build: Build) -> None:
    st.pills(_("Why it leaves the list"), REMOVALS, format_func=_words("removal"), key=at.key("removal"))
    st.caption(_("A changed headcount takes it off only when somebody else has looked"))
    _when(at, _("On which day"))
    _note(at, _("What shows it"))
    _send(at, _("Take it off the list"), work_record.remove)


def _check(at: At, _build: Build) -> None:
    _when(at, _("Looked at on"))
    _note(at, _("What was checked"))
    _send(at, _("Right: it leaves the list"), work_record.check_removal, True)
    _send(at, _("Not right: it stays"), work_record.check_removal, False, name="stays")


def _list_again(at: At, _build: Build) -> None:
    _when(at, _("On which day"))
    _note(at, _("Why"))
    _send(at, _("Put it back on the list"), work_record.list_again)


FORMS: dict[str, Callable[[At, Build], None]] = {
    "step": _step,
    "visit": _visit,
    "set_aside": _aside,
    "take_up": _take_up,
    "move_back": _back,
    "hand_over": _hand_over,
    "remove": _remove,
    "check_removal": _check,
    "list_again": _list_again,
}
"""What is recorded → its form."""
