"""The watch list on screen: what is to be looked at, on the overview in short, whole on a page of its own."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import streamlit as st

from etl.alerts import NAMES, Alert
from etl.alerts.words import detail, what
from etl.errors import BuildError
from ledger import Actor, alerts
from ledger.alerts import Silence
from ledger.verdicts import Told
from ui import access, alert_queries, filters, tables, warehouse, written
from ui.frame import Frame
from ui.names import place
from ui.navigation import ALERTS, DATA, ENTERPRISE, LOAD, TARGETS, VERDICTS
from ui.spoken import by_whom
from ui.tables import Column
from ui.text import N_, _, cached_by_language, count, day, listed, plain, term
from ui.warehouse import Build
from ui.written import form_of

FIRST = 5
DAYS = 30
"""Days that the form proposes for a silence."""
HEIGHT, ROW_HEIGHT = 560, 72
PAGES = {"enterprise": ENTERPRISE, "union": VERDICTS, "township": TARGETS, "sources": DATA, "load": LOAD}


@dataclass(frozen=True)
class Listed:
    """The alerts of the townships chosen: heard, and silenced today with who said so; and the rules not asked."""

    heard: list[Alert]
    silenced: list[Alert]
    silences: dict[str, Silence]
    not_asked: tuple[str, ...]

    def of(self, key: str) -> Alert | None:
        """The alert with a key; None where it is there no more."""
        return next((alert for alert in (*self.heard, *self.silenced) if alert.key == key), None)


def ask(frame: Frame) -> Listed:
    """What there is today for the townships chosen. Raises InputError where county.toml has faults."""
    today, said = date.today(), alert_queries.silences()
    found = alert_queries.of_townships(frame.build, today, frame.filters.townships)
    quiet = {key for key, one in said.items() if one.holds(today)}
    silenced = [alert for alert in found if alert.key in quiet]
    heard = [alert for alert in found if alert.key not in quiet]
    return Listed(heard, silenced, said, alert_queries.found(frame.build, today).not_asked)


def block(frame: Frame) -> None:
    """On the overview: how many by rule, the first five, each a link; says so where there are none."""
    st.subheader(_("Watch list"), anchor=False)
    try:
        found = ask(frame)
    except BuildError as error:
        st.caption(_("The rules in county.toml cannot be read, so nothing is watched: {error}", error=plain(error)))
        return
    if found.heard:
        st.caption(by_rule(found.heard))
    else:
        st.caption(_("No rule of the watch list found anything today"))
    for alert in found.heard[:FIRST]:
        link(alert)
    unheard(found)
    st.page_link(ALERTS, label=_("The whole watch list"), icon=":material/arrow_forward:")


def by_rule(found: list[Alert]) -> str:
    """How many of each rule, in the rules' order."""
    numbers = Counter(alert.rule for alert in found)
    return listed(
        [
            _("{rule} {number}", rule=term("alert_rule", name), number=count(numbers[name]))
            for name in NAMES
            if numbers[name]
        ]
    )


def unheard(found: Listed) -> None:
    """What is not among them: silenced ones, and rules that this build cannot answer."""
    parts = []
    if found.silenced:
        parts.append(_("{number} more are silenced", number=count(len(found.silenced))))
    if found.not_asked:
        rules = listed([term("alert_rule", rule) for rule in found.not_asked])
        parts.append(_("not asked, the build has no table for it: {rules}", rules=rules))
    if parts:
        st.caption(_("; ").join(parts))


def link(alert: Alert) -> None:
    """What an alert is about, as the way there, and below it what was found."""
    with st.container(gap="xxsmall"):
        _link(alert)
        st.caption(plain(detail(alert)))


def _link(alert: Alert) -> None:
    where = "" if alert.township_name is None or alert.opens == "township" else f"{place(alert.township_name)} · "
    st.page_link(
        PAGES[alert.opens],
        label=plain(where + what(alert)),
        icon=":material/priority_high:" if alert.severity == "urgent" else ":material/visibility:",
        query_params=_query(alert),
    )


def _query(alert: Alert) -> dict[str, Any]:
    if alert.opens in ("enterprise", "union"):
        query = {filters.CARD: alert.record_id}
        return query | (filters.link(visits="orders") if alert.opens == "union" else {})
    if alert.opens == "township":
        return filters.link(township=[alert.record_id])
    return filters.link(view="sources") if alert.opens == "sources" else {}


def headline(found: Listed) -> str:
    """The answer: how many, and how many of them are pressing."""
    urgent = sum(alert.severity == "urgent" for alert in found.heard)
    if not found.heard:
        return _("Nothing on the watch list today")
    if urgent:
        return _("{number} things to look at, {urgent} of them urgent", number=count(len(found.heard)), urgent=urgent)
    return _("{number} things to look at", number=count(len(found.heard)))


def show(found: Listed) -> None:
    """Every alert, the most pressing first, silenced ones last; a click on a row opens it beside the list."""
    rows = [*found.heard, *found.silenced]
    if found.heard:
        st.caption(by_rule(found.heard))
    unheard(found)
    if not rows:
        st.info(_("No rule of the watch list found anything today"))
        return
    quiet = [(alert.key, found.silences[alert.key].until) for alert in found.silenced]
    sent = [(key, at.astimezone().date()) for key, at in alert_queries.sent().items()]
    words, moment = _table(tuple(rows), tuple(quiet), tuple(sent)), "date"
    columns = (
        Column("about", _("What to look at"), width=176),
        Column("found", _("What the rule found"), width=300),
        Column("severity", _("How pressing"), terms="alert_severity", width=64),
        Column("township_name", _("Township"), words=place, width=90),
        Column("rule", _("Rule"), terms="alert_rule", width=120),
        Column("since", _("Since"), kind=moment, width=100),
        Column("silenced_until", _("Silenced until"), kind=moment, width=100),
        Column("sent_on", _("Sent on"), kind=moment, width=100),
    )
    keys = [alert.key for alert in rows]

    def choose() -> None:
        chosen = st.session_state[name].selection.rows
        filters.open_card(keys[chosen[0]] if chosen and chosen[0] < len(keys) else None)

    name = f"alerts_{len(found.heard)}_{len(found.silenced)}"
    at = keys.index(filters.card_id()) if filters.card_id() in keys else None
    tables.show(words, columns, name, HEIGHT, choose, at, row_height=ROW_HEIGHT)


@cached_by_language(maxsize=8)
def _table(rows: tuple[Alert, ...], silenced: tuple[tuple[str, date], ...], sent: tuple[tuple[str, date], ...]) -> Any:
    """The alerts in words, as an Arrow table; of each key until when it is silent, and since when it is sent."""
    until, sent_on = dict(silenced), dict(sent)
    texts = {
        "about": [what(alert) for alert in rows],
        "found": [detail(alert) for alert in rows],
        "severity": [alert.severity for alert in rows],
        "rule": [alert.rule for alert in rows],
        "township_name": [alert.township_name for alert in rows],
    }
    days = {
        "since": [alert.since for alert in rows],
        "silenced_until": [until.get(alert.key) for alert in rows],
        "sent_on": [sent_on.get(alert.key) for alert in rows],
    }
    return pa.table(
        {name: pa.array(values, pa.string()) for name, values in texts.items()}
        | {name: pa.array(values, pa.date32()) for name, values in days.items()}
    )


def panel(frame: Frame, actor: Actor | None, found: Listed) -> None:
    """The alert that is chosen: what it says, the way to it, and silencing for those who may."""
    written.told()
    alert = found.of(filters.card_id())
    if alert is None:
        st.markdown(_("**Choose a row to open it or to silence it**"))
        st.caption(_("Rules and limits stand in county.toml. An alert goes away by itself when its cause does."))
        return
    link(alert)
    since = _("since {day}", day=day(alert.since))
    st.caption(_("; ").join([term("alert_severity", alert.severity), term("alert_rule", alert.rule), since]))
    is_silenced = alert.key in {one.key for one in found.silenced}
    if is_silenced:
        _silenced(found.silences[alert.key])
    if not access.may_write(actor):
        st.caption(_("Who may write chooses their name at the left to silence it"))
    elif not alerts.may_silence(actor, alert.township_name):
        st.caption(_("It is in no township of yours: it is for somebody else to silence"))
    elif is_silenced:
        name = form_of(f"hear_{alert.key}")
        said = (actor, frame.build, alert, _seen(found, alert), written.form_key(name))
        st.button(_("Let it be heard again"), key=name, on_click=hear, args=said)
    else:
        _form(actor, frame.build, alert, _seen(found, alert))


def _silenced(said: Silence) -> None:
    st.caption(
        _(
            "Silenced until {day} by {name}: {reason}",
            day=day(said.until),
            name=by_whom(said.said_by, said.said_source, None),
            reason=plain(said.reason),
        )
    )


def _seen(found: Listed, alert: Alert) -> int:
    return found.silences[alert.key].sequence if alert.key in found.silences else 0


def _form(actor: Actor, build: Build, alert: Alert, seen: int) -> None:
    name = form_of(f"silence_{alert.key}")
    today = date.today()
    with st.form(key=f"{name}_form", border=False):
        st.date_input(
            _("Silent until"),
            today + timedelta(days=DAYS),
            min_value=today,
            max_value=today + timedelta(days=alerts.LONGEST_DAYS),
            format="YYYY-MM-DD",
            key=f"{name}_until",
        )
        st.text_input(_("Why it may be silent"), key=f"{name}_why", max_chars=200)
        said = (actor, build, alert, seen, written.form_key(name))
        st.form_submit_button(_("Silence it"), key=f"{name}_send", on_click=silence, args=said)


def silence(actor: Actor, build: Build, alert: Alert, seen: int, key: str) -> None:
    """Write that an alert is silent until the day in the form."""
    form = f"silence_{alert.key}"
    until, why = written.day_of(f"{form_of(form)}_until"), written.text_of(f"{form_of(form)}_why")
    told = Told(why, seen, build.id, key)
    written.write(
        lambda: alerts.silence(warehouse.ledger(), actor, alert.key, alert.township_name, until, told),
        N_("It is silent"),
        form,
    )


def hear(actor: Actor, build: Build, alert: Alert, seen: int, key: str) -> None:
    """Write that an alert is heard again."""
    told = Told(_("Heard again on the page"), seen, build.id, key)
    written.write(
        lambda: alerts.hear(warehouse.ledger(), actor, alert.key, alert.township_name, told),
        N_("It is heard again"),
        f"hear_{alert.key}",
    )
