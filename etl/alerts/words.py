"""What an alert says, in the current language. Enterprises, unions and townships are named, persons never."""

from datetime import date, datetime
from typing import Any

from etl.alerts import BUILD_FAILED, Alert, Found
from etl.text import _, catalogue, language

STATES = {"open": "waits to be mended", "reported": "reported as mended, waits for its check"}
ENTERED = {
    "new_enterprise": "newly in the files",
    "headcount_changed": "its headcount changed",
    "rescoped": "it counts now",
    "uncertain": "a link that was open is decided",
    "union_vanished": "its union is no longer in the ledger",
    "rematched": "it is linked otherwise",
}
FAILED = {
    1: "a check did not hold",
    2: "a file or an argument cannot be used",
    4: "the machine: disk, permission or memory",
    70: "a fault of the program",
}
"""Exit status of a build → why it failed."""


def sentence(alert: Alert) -> str:
    """One sentence that can stand alone in a message."""
    return _("{what}: {detail}", what=what(alert), detail=detail(alert))


def what(alert: Alert) -> str:
    """What it is about: an enterprise, a union, a township, a kind of source, the build."""
    if alert.rule == BUILD_FAILED:
        return term("alert_rule", alert.rule)
    if alert.rule != "source_old":
        return alert.facts["name"]
    kind, township = term("source_kind", alert.facts["name"]), alert.facts["township_name"]
    return f"{kind}（{township}）" if township else kind


def detail(alert: Alert) -> str:
    """What was found of it."""
    return DETAILS[alert.rule](alert.facts)


def both(alert: Alert) -> dict[str, str]:
    """The sentence in Chinese and in English, by 'zh' and 'en'."""
    return {name: _in(code, alert) for name, code in (("zh", "zh_CN"), ("en", "en"))}


def term(column: str, code: str) -> str:
    """What the pages call a code, in the current language."""
    return catalogue("ui", language.get()).pgettext(column, code)


def as_json(alert: Alert) -> dict[str, Any]:
    """The alert for a program: key, rule, severity, township, what it is about, since when, and its words."""
    return {
        "key": alert.key,
        "rule": alert.rule,
        "severity": alert.severity,
        "township_name": alert.township_name,
        "opens": alert.opens,
        "record_id": alert.record_id,
        "since": alert.since,
        **both(alert),
    }


def left_out(found: Found) -> str:
    """Which rules could not be asked; '' where all were."""
    if not found.not_asked:
        return ""
    return _(
        "Not asked, because the current build has no table for it: {rules}. Build again",
        rules="、".join(term("alert_rule", rule) for rule in found.not_asked),
    )


def _in(code: str, alert: Alert) -> str:
    token = language.set(code)
    try:
        return sentence(alert)
    finally:
        language.reset(token)


def _new_without_union(facts: dict[str, Any]) -> str:
    return _(
        "new on the list of larger enterprises without a union in {month} ({reason})",
        month=_month(facts["month"]),
        reason=_(ENTERED[facts["reason"]]),
    )


def _coverage_fell(facts: dict[str, Any]) -> str:
    return _(
        "coverage of larger enterprises {before} → {now} ({month_before} to {month}; {covered_before} of"
        " {all_before}, now {covered} of {all})",
        before=f"{facts['rate_before']:.1%}",
        now=f"{facts['rate']:.1%}",
        month_before=_month(facts["month_before"]),
        month=_month(facts["month"]),
        covered_before=facts["covered_before"],
        all_before=facts["enterprises_before"],
        covered=facts["covered"],
        all=facts["enterprises"],
    )


def _stage_stalled(facts: dict[str, Any]) -> str:
    return _(
        "{days} days in “{stage}”, {allowed} are allowed until “{next}”",
        days=facts["days"],
        stage=term("stage", facts["stage"]),
        allowed=facts["stall_days"],
        next=term("stage", facts["next_stage"]),
    )


def _order_overdue(facts: dict[str, Any]) -> str:
    return _(
        "rectification order no. {number} is {days} days over its deadline {day} and {state}",
        number=facts["number"],
        days=facts["days"],
        day=facts["due_on"],
        state=_(STATES[facts["state"]]),
    )


def _source_old(facts: dict[str, Any]) -> str:
    if facts["as_of"] is None:
        return _("the files say no date, so nobody knows how old they are")
    return _(
        "the newest file is as of {day}, {days} days ago; {allowed} are allowed",
        day=facts["as_of"],
        days=facts["days"],
        allowed=facts["days_allowed"],
    )


def _build_failed(facts: dict[str, Any]) -> str:
    moment = datetime.fromisoformat(facts["last_at"]).astimezone()
    told = _(
        "{times} times, last {moment} ({why}); nothing new was published",
        times=facts["times"],
        moment=f"{moment:%Y-%m-%d %H:%M}",
        why=_(FAILED.get(facts["exit_status"], FAILED[70])),
    )
    return _("{what}: {detail}", what=told, detail=facts["problem"]) if facts["problem"] else told


def _month(moment: date) -> str:
    return f"{moment:%Y-%m}"


DETAILS = {
    "new_without_union": _new_without_union,
    "coverage_fell": _coverage_fell,
    "stage_stalled": _stage_stalled,
    "order_overdue": _order_overdue,
    "source_old": _source_old,
    "build_failed": _build_failed,
}
