"""The lists behind the numbers of the progress page: what each asks, shows and says of itself."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from ui import change_queries, filters, lists, progress_queries
from ui.frame import Frame
from ui.tables import Column
from ui.text import N_, _, count, day, month, term

DUE_DAYS = 30
"""What is due within so many days is listed as due ([P])."""
TARGETS = (
    "enterprise_name township_name stage stage_since days_there track assigned_to next_visit_on headcount visits"
    " last_visit_on refusal late_after track_since last_by enterprise_id"
)
ORGANISED = (
    "enterprise_name township_name organised_on is_running shown_by is_larger workers union_name source_file"
    " source_sheet source_row union_id enterprise_id"
)
LISTS = {
    "stalled": (
        "enterprise_name township_name stage next_stage days_over late_after assigned_to next_visit_on headcount"
        " stage_since refusal visits last_visit_on last_by enterprise_id"
    ),
    "due": (
        "enterprise_name township_name due_on due_reason stage next_stage assigned_to headcount stage_since refusal"
        " visits last_visit_on last_by enterprise_id"
    ),
    "targets": TARGETS,
    "resting": TARGETS.replace("stage stage_since days_there track", "track track_since refusal stage").replace(
        " refusal late_after track_since", " stage_since"
    ),
    **dict.fromkeys(
        ("organised", "larger", "running", "running_unknown", "not_running", "undated", "later", "history"),
        ORGANISED,
    ),
    "removed": (
        "enterprise_name township_name removal removal_check removed_on removal_by removal_source note headcount stage"
        " closed_by enterprise_id"
    ),
    "closed": (
        "enterprise_name township_name union_name covered_from source_file source_sheet source_row stage headcount"
        " last_by union_id enterprise_id"
    ),
    "left": (
        "enterprise_name township_name month direction reason removal_check headcount_before headcount_after"
        " union_status_before union_status_after enterprise_id"
    ),
    "changed": (
        "enterprise_name township_name month direction change union_name union_status headcount basis union_id"
        " enterprise_id"
    ),
    "covered": (
        "enterprise_name township_name headcount union_status union_name source_file source_sheet source_row union_id"
        " enterprise_id"
    ),
    "plans": (
        "township_name plan_year planned workers_planned told_by source_file source_sheet source_row entered_by"
        " entered_source entered_on"
    ),
}
"""List → its columns."""
QUERIES = {name: "progress_targets" for name in ("stalled", "due", "targets", "resting")} | {
    "removed": "progress_removed",
    "closed": "progress_closed",
    "left": "zero_list_changes",
    "changed": "coverage_moves",
    "covered": "progress_covered",
    "plans": "progress_plans",
}
"""List → its query, where it is not the one of what was organised."""
SENTENCES = {
    "stalled": N_("**{number}** targets are late: the next stage was to be reached and was not"),
    "due": N_("**{number}** targets of which something is due within {days} days, or has been since"),
    "targets": N_("**{number}** targets are open"),
    "resting": N_("**{number}** targets rest on a side track"),
    "organised": N_("**{number}** enterprises were organised ({when})"),
    "larger": N_("**{number}** of those organised are larger ({when})"),
    "running": N_("**{number}** of those organised are shown to run ({when})"),
    "running_unknown": N_("**{number}** of those organised: whether they run is not known ({when})"),
    "not_running": N_("**{number}** of those organised certainly do not run ({when})"),
    "undated": N_("**{number}** enterprises are organised, and no row tells the day"),
    "later": N_("**{number}** were organised after the day of the data ({when})"),
    "history": N_("**{number}** organised in the months that the forecast rests on ({when})"),
    "removed": N_("**{number}** targets were taken off the list, or are to be, each with its reason"),
    "closed": N_("**{number}** targets that somebody wrote about are closed: a union of the ledger covers them"),
    "left": N_("**{number}** left the list of those without a union, or came onto it ({when})"),
    "changed": N_("**{number}** came into those with a union, or left them ({when})"),
    "covered": N_("**{number}** larger enterprises had a union at the end of the month ({when})"),
    "plans": N_("Plan of **{year}** by township, and of the next year where it is known already: where it comes from"),
}
OF_A_YEAR = ("organised", "larger", "running", "running_unknown", "not_running", "left")
"""Lists of the year, or of the month that was clicked on."""
OF_A_MONTH = ("changed", "covered")
"""Lists of one month: the one that was clicked on, else the newest that is known."""
OF_TARGETS = ("stalled", "due", "targets", "resting")
"""Lists to which stage and side track apply."""


def until(today: date) -> date:
    """The last day that counts as near."""
    return today + timedelta(days=DUE_DAYS)


def query(name: str) -> str:
    """The query of a list."""
    return QUERIES.get(name, "progress_organised")


def parameters(frame: Frame, name: str, year: int, today: date) -> dict[str, Any]:
    """What the list's query binds."""
    chosen = _month(frame, name)
    since, last = _span(frame, name, year, chosen)
    return {
        "townships": list(frame.filters.townships),
        "stages": list(frame.filters.stages),
        "tracks": list(frame.filters.tracks),
        "which": name,
        "year": year,
        "today": today,
        "since": since,
        "until": until(today) if name in OF_TARGETS else last,
        "month": chosen["month"] if chosen else since,
        "change": filters.change(),
    }


def _month(frame: Frame, name: str) -> dict[str, Any] | None:
    """The month that was clicked on, with the one before it that it is compared with; of lists of one month the newest
    where none was. None: no month."""
    asked, known = filters.month(), change_queries.months(frame.build, frame.filters.townships)
    if asked is None:
        return known[0] if known and name in OF_A_MONTH else None
    before = (asked - timedelta(days=1)).replace(day=1)
    return next((row for row in known if row["month"] == asked), {"month": asked, "opening_month": before})


def _span(frame: Frame, name: str, year: int, chosen: dict[str, Any] | None) -> tuple[date, date]:
    """First and last day of what was organised: the forecast's history, the month that was clicked on up to the as-of,
    what came after it, or the year. Of
    changes the month that they begin with, and the last one."""
    history = progress_queries.history(frame.build)
    if name in ("changed", "left"):
        whole = date(year - 1, 12, 1), date(year, 12, 1)
        return (chosen["opening_month"], chosen["month"]) if chosen else whole
    if name == "history" and history:
        return history[0], _last_day(history[-1])
    as_of = frame.facts["as_of"]
    if name == "later":
        return as_of + timedelta(days=1), date(year, 12, 31)
    if name in OF_A_YEAR and chosen:
        is_cut_off = chosen["month"] == as_of.replace(day=1)  # as the line is, whose point was clicked
        return chosen["month"], as_of if is_cut_off else _last_day(chosen["month"])
    return date(year, 1, 1), date(year, 12, 31)


def _last_day(chosen: date) -> date:
    return chosen.replace(day=monthrange(chosen.year, chosen.month)[1])


def sentence(name: str, bound: dict[str, Any], total: int) -> str:
    """What the list holds and how many, with its time where it has one."""
    when = _("{first} to {last}", first=day(bound["since"]), last=day(bound["until"]))
    if name == "left":
        when = str(bound["year"])
    is_whole = bound["until"] == _last_day(bound["month"])
    if name in OF_A_MONTH or (name in OF_A_YEAR and filters.month() and is_whole):
        when = month(bound["month"])
    if name == "changed" and bound["change"]:
        when = _("{month}, {change}", month=when, change=term("coverage_change", bound["change"]))
    told = {"number": count(total), "days": DUE_DAYS, "year": bound["year"], "when": when}
    return _(SENTENCES[name], **told)


def columns(name: str) -> tuple[Column, ...]:
    """The columns of a list, in order."""
    number, moment = "number", "date"
    special = (
        Column("enterprise_name", _("Enterprise"), width=190),
        Column("stage", _("Stage reached"), terms="stage", width=90),
        Column("next_stage", _("Next stage"), terms="stage", width=90),
        Column("stage_since", _("Since"), kind=moment, width=100),
        Column("days_there", _("Days there"), kind=number, width=80),
        Column("days_over", _("Days late"), kind=number, width=80),
        Column("late_after", _("To be reached by"), kind=moment, width=110),
        Column("track", _("Side track"), terms="track", width=110),
        Column("track_since", _("On it since"), kind=moment, width=100),
        Column("due_on", _("Due on"), kind=moment, width=100),
        Column("due_reason", _("What is due"), terms="due_reason", width=120),
        Column("assigned_to", _("Who goes there"), width=100),
        Column("next_visit_on", _("To go again on"), kind=moment, width=110),
        Column("visits", _("Visits"), kind=number, width=64),
        Column("last_visit_on", _("Last visit"), kind=moment, width=100),
        Column("refusal", _("Refused because"), terms="refusal", width=110),
        Column("last_by", _("Last written by"), width=100),
        Column("organised_on", _("Organised on"), kind=moment, width=100),
        Column("is_running", _("Does it run"), words=_running, width=90),
        Column("shown_by", _("Shown by"), terms="shown_by", width=100),
        Column("removal", _("Why taken off"), terms="removal", width=110),
        Column("removal_check", _("Second person"), terms="removal_check", width=120),
        Column("removed_on", _("Taken off on"), kind=moment, width=100),
        Column("removal_by", _("Taken off by"), width=100),
        Column("removal_source", _("Signed in or not"), terms="actor_source", width=90),
        Column("note", _("Reason written"), width=220),
        Column("closed_by", _("Closed by"), terms="closed_by", width=110),
        Column("covered_from", _("Covered since"), kind=moment, width=100),
        Column("month", _("Month"), kind=moment, width=100),
        Column("direction", _("Came or left"), terms="direction", width=90),
        Column("change", _("Why"), terms="coverage_change", width=150),
        Column("basis", _("Basis"), terms="basis", width=96),
        Column("reason", _("Why"), terms="zero_list_reason", width=130),
        Column("union_status", _("Now"), terms="union_status", width=100),
        Column("headcount_before", _("Headcount before"), kind=number, width=90),
        Column("headcount_after", _("Headcount after"), kind=number, width=90),
        Column("union_status_before", _("Union before"), terms="union_status", width=100),
        Column("union_status_after", _("Union after"), terms="union_status", width=100),
        Column("plan_year", _("Year"), width=60),
        Column("planned", _("Enterprises planned"), kind=number, width=100),
        Column("workers_planned", _("Workers planned"), kind=number, width=100),
        Column("told_by", _("Told by"), terms="told_by", width=100),
        Column("entered_by", _("Entered by"), width=100),
        Column("entered_source", _("Signed in or not"), terms="actor_source", width=90),
        Column("entered_on", _("Entered on"), kind=moment, width=100),
    )
    own = {column.name: (column,) for column in special}
    return tuple(column for word in LISTS[name].split() for column in own.get(word) or lists.of(word))


def _running(code: str) -> str:
    return term("running", "running" if code.lower() == "true" else "not_running")
