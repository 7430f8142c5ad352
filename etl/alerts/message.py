"""What is sent: the text of a mail, the content of a webhook's call. No person is named in either."""

from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from typing import Any

from etl.alerts import SEVERITIES, Alert
from etl.alerts.words import as_json, sentence, term
from etl.settings import MailSection
from etl.text import _

TEXT_BYTES = 2000
"""What 企业微信 takes in a message of text is 2,048 bytes."""


@dataclass(frozen=True)
class About:
    """What every message begins with: the county, the build and its as-of date (None: there is no build), the day on
    which one asks."""

    county: str
    build_id: str | None
    as_of: date | None
    today: date


def subject(about: About, alerts: list[Alert]) -> str:
    """The first line: the county and how many."""
    return _("{county}: {number} alerts", county=about.county, number=len(alerts))


def lines(alerts: list[Alert]) -> list[str]:
    """A line an alert under a heading a degree, the most pressing first."""
    found = []
    for severity in SEVERITIES:
        of_it = [alert for alert in alerts if alert.severity == severity]
        if of_it:
            found.append(_("[{severity}] {number}", severity=term("alert_severity", severity), number=len(of_it)))
        for alert in of_it:
            where = f"{alert.township_name}  " if alert.township_name else ""
            found.append(f"- {where}{sentence(alert)}")
    return found


def footer(about: About) -> str:
    """As of when, which build, and that nothing in it is a finding."""
    told = _("no build yet")
    if about.as_of is not None:
        told = _("as of {day}, build {build}", day=about.as_of, build=about.build_id)
    said = _("{told}, asked on {today}", told=told, today=about.today)
    return said + "\n" + _("A list of what to look at; none of it is a finding.")


def mail(about: About, alerts: list[Alert], section: MailSection, address: str) -> EmailMessage:
    """One mail to one person. Raises ValueError where an address cannot be one."""
    message = EmailMessage()
    message["Subject"] = subject(about, alerts)
    message["From"] = section.sender
    message["To"] = address
    message.set_content("\n".join([*lines(alerts), "", footer(about)]) + "\n")
    return message


def content(about: About, alerts: list[Alert], form: str) -> dict[str, Any]:
    """What the webhook gets: as `json` everything, as `text_message` a text that office messengers show, cut where they
    would refuse it."""
    if form == "text_message":
        return {"msgtype": "text", "text": {"content": _cut(about, alerts)}}
    return {
        "county": about.county,
        "build": about.build_id,
        "as_of": _text(about.as_of),
        "asked_on": _text(about.today),
        "alerts": [as_json(alert) | {"since": _text(alert.since)} for alert in alerts],
    }


def _cut(about: About, alerts: list[Alert]) -> str:
    beginning, end = subject(about, alerts), footer(about)
    shown: list[str] = []
    rows = lines(alerts)
    for number, line in enumerate(rows):
        rest = _("… and {number} lines more: see the page of alerts", number=len(rows) - number)
        if len("\n".join([beginning, *shown, line, rest, end]).encode()) > TEXT_BYTES:
            shown.append(rest)
            break
        shown.append(line)
    return "\n".join([beginning, *shown, end])


def _text(moment: date | None) -> str | None:
    return None if moment is None else moment.isoformat()
