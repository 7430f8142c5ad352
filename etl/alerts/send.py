"""Sends alerts by mail and to a webhook, to each receiver once.

A receiver claims in the ledger what it has not got, then it is sent, then the ledger says what came of it. Two
processes at once send once; what failed goes out the next time. A process that ends between sending and saying so
leaves its claim, which is free again after CLAIM_MINUTES: then something goes out twice rather than never.
"""

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx

from etl.alerts import Alert
from etl.alerts.message import About, content, mail
from etl.settings import County, MailSection, PersonEntry, Settings
from etl.text import _
from ledger import Actor, Ledger
from ledger.actor import ALL_TOWNSHIPS
from ledger.alerts import claim, settle

SECONDS = 20
MACHINE = Actor("etl alerts", "admin", "self_reported")
"""Who writes that something was sent."""


class NotSent(Exception):
    """The receiver's side did not take it; the text says why, without address or password."""


@dataclass(frozen=True)
class Receiver:
    """Somebody or something that gets alerts: its name in the ledger, which alerts are for it, how it gets them."""

    name: str
    alerts: tuple[Alert, ...]
    send: Callable[[list[Alert]], None]


@dataclass(frozen=True)
class Sent:
    """What came of it: how many alerts each receiver got now, and why another got none."""

    numbers: dict[str, int]
    failures: dict[str, str]


def receivers(county: County, settings: Settings, about: About, alerts: tuple[Alert, ...]) -> list[Receiver]:
    """The people with an address, where a mail server is named, and the webhook, where its address is set."""
    found = []
    section = county.alerts.mail
    for person in county.people if section else []:
        if person.email:
            found.append(_person(section, settings, about, person, alerts))
    url = settings.webhook_url.get_secret_value()
    if url:
        form = county.alerts.webhook
        found.append(Receiver("webhook", alerts, lambda new: _call(url, content(about, new, form))))
    return found


def send(ledger: Ledger, found: list[Receiver]) -> Sent:
    """Send to every receiver what it has not got. Raises SQLAlchemyError where the ledger cannot be written."""
    numbers, failures = {}, {}
    for receiver in found:
        by_key = {alert.key: alert for alert in receiver.alerts}
        claims = claim(ledger, MACHINE, receiver.name, by_key, datetime.now(UTC))
        if not claims:
            continue
        claimed = {one.key for one in claims}
        try:
            receiver.send([alert for key, alert in by_key.items() if key in claimed])
        except NotSent as error:
            settle(ledger, MACHINE, claims, is_sent=False, reason=str(error))
            failures[receiver.name] = str(error)
        else:
            settle(ledger, MACHINE, claims, is_sent=True)
            numbers[receiver.name] = len(claims)
    return Sent(numbers, failures)


def concerns(person: PersonEntry, alert: Alert) -> bool:
    """Whether an alert is for a person: one of their townships, or of none where theirs is the whole county."""
    return ALL_TOWNSHIPS in person.townships or alert.township_name in person.townships


def _person(
    section: MailSection, settings: Settings, about: About, person: PersonEntry, alerts: tuple[Alert, ...]
) -> Receiver:
    password = settings.smtp_password.get_secret_value()
    theirs = tuple(alert for alert in alerts if concerns(person, alert))
    return Receiver(f"mail:{person.name}", theirs, lambda new: _mail(section, password, about, new, person.email))


def _mail(section: MailSection, password: str, about: About, alerts: list[Alert], address: str) -> None:
    try:
        message = mail(about, alerts, section, address)
        server = _server(section)
        try:
            if section.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if section.user:
                server.login(section.user, password)
            server.send_message(message)
        finally:
            with suppress(smtplib.SMTPException, OSError):  # taken is taken, however the server says goodbye
                server.quit()
            server.close()
    except smtplib.SMTPResponseException as error:
        raise NotSent(_("the mail server answered {code}", code=error.smtp_code)) from None
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise NotSent(_("the mail server: {kind}", kind=type(error).__name__)) from None


def _server(section: MailSection) -> smtplib.SMTP:
    if section.security == "tls":
        return smtplib.SMTP_SSL(section.server, section.port, timeout=SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(section.server, section.port, timeout=SECONDS)


def _call(url: str, told: dict[str, object]) -> None:
    """POST as JSON. Office messengers answer 200 and say in `errcode` that they did not take it."""
    try:
        answer = httpx.post(url, json=told, timeout=SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotSent(_("the webhook: {kind}", kind=type(error).__name__)) from None
    if not answer.is_success:
        raise NotSent(_("the webhook answered {code}", code=answer.status_code))
    code = _errcode(answer)
    if code:
        raise NotSent(_("the webhook answered {code}", code=code))


def _errcode(answer: httpx.Response) -> object:
    try:
        told = answer.json()
    except ValueError:
        return None
    return told.get("errcode") if isinstance(told, dict) else None
