"""`python -m etl alerts`: what is to be looked at today; sent once each; silenced and heard again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

import typer

from etl.alerts import Alert, Found, find, words
from etl.alerts.message import About
from etl.command import screen
from etl.command.build import AreaOption
from etl.command.current import decided
from etl.command.options import JsonOption, WarehouseOption, settings
from etl.errors import InputError, MachineError
from etl.publish.failure import last_failure
from etl.publish.folder import current_build
from etl.settings import County, Settings, load_county
from etl.text import _

DryRunOption = Annotated[bool, typer.Option("--dry-run", help=_("Print, and send nothing"))]
DAY = {"formats": ["%Y-%m-%d"], "metavar": "DATE"}
OnOption = Annotated[
    datetime | None,
    typer.Option("--on", help=_("The day on which one asks, and nothing is sent; otherwise today"), **DAY),
]
SilenceOption = Annotated[str, typer.Option("--silence", help=_("Silence the alert with this key"), metavar="KEY")]
HearOption = Annotated[str, typer.Option("--hear", help=_("Let a silenced alert be heard again"), metavar="KEY")]
UntilOption = Annotated[datetime | None, typer.Option("--until", help=_("Silent until this day, it included"), **DAY)]
ReasonOption = Annotated[str, typer.Option("--reason", help=_("Why"), metavar="TEXT")]
AsOption = Annotated[str, typer.Option("--as", help=_("Who says so: a name of [[people]]"), metavar="NAME")]


@dataclass(frozen=True)
class Asked:
    """What a day's question found, with what the ledger says of it: key → silence, key → first sent at."""

    about: About
    found: Found
    silences: dict[str, Any]
    sent: dict[str, datetime]
    today: date

    def heard(self) -> tuple[Alert, ...]:
        """The alerts that nobody silences today."""
        return tuple(one for one in self.found.alerts if not self.silenced(one.key))

    def silenced(self, key: str) -> bool:
        """Whether somebody silences an alert today."""
        return key in self.silences and self.silences[key].holds(self.today)


def alerts(
    warehouse: WarehouseOption = None,
    area: AreaOption = None,
    on: OnOption = None,
    dry_run: DryRunOption = False,
    silence: SilenceOption = "",
    hear: HearOption = "",
    until: UntilOption = None,
    reason: ReasonOption = "",
    who: AsOption = "",
    as_json: JsonOption = False,
) -> None:
    """Print the alerts of today and send those that are new; or silence one, or let it be heard again."""
    chosen = settings(warehouse=warehouse, area=area)
    county = load_county(chosen.area)
    with _ledger_told(chosen):
        asked = _ask(chosen, county, on.date() if on else date.today())
        if silence or hear:
            end = (until.date() if until else date.min) if silence else None
            _say(chosen, county, asked, silence or hear, end, reason, who)
            return
        sent = None if dry_run or on else _send(chosen, county, asked)
    _print(asked, sent, as_json)
    if sent and sent.failures:
        told = "；".join(f"{name}：{why}" for name, why in sent.failures.items())
        raise MachineError(_("Not sent, tried again the next time: {failures}", failures=told))


def _ask(chosen: Settings, county: County, today: date) -> Asked:
    from ledger import alerts as said
    from ledger import existing_ledger

    folder = chosen.warehouse
    if current_build(folder) is None and last_failure(folder) is not None:
        about, found = About(county.area.name, None, None, today), find(None, folder, county.alerts, today)
    else:
        with decided(chosen) as connection:
            built = connection.execute("select area_name, build_id, as_of from mart.build").fetchone()
            about, found = About(*built, today), find(connection, folder, county.alerts, today)
    ledger = existing_ledger(chosen.ledger)
    if ledger is None:
        return Asked(about, found, {}, {}, today)
    try:
        return Asked(about, found, said.standing(ledger), said.sent(ledger), today)
    finally:
        ledger.engine.dispose()


def _send(chosen: Settings, county: County, asked: Asked) -> Any:
    """What was sent; None where nobody is to get anything."""
    from etl.alerts import send
    from ledger import open_ledger

    to = send.receivers(county, chosen, asked.about, asked.heard())
    if not to:
        return None
    ledger = open_ledger(chosen.ledger)
    try:
        return send.send(ledger, to)
    finally:
        ledger.engine.dispose()


def _say(chosen: Settings, county: County, asked: Asked, key: str, until: date | None, reason: str, who: str) -> None:
    """Silence an alert until a day; None: let it be heard again."""
    from ledger import Actor, ChangedMeanwhile, NotAllowed, open_ledger
    from ledger import alerts as said
    from ledger.verdicts import NotValid, Told

    alert = next((one for one in asked.found.alerts if one.key == key), None)
    if alert is None:
        raise InputError(_("There is no alert with this key today"), found=key, next_step="python -m etl alerts")
    person = next((one for one in county.people if one.name == who), None)
    if person is None:
        raise InputError(_("Nobody in [[people]] has this name"), found=who, next_step=_("Name one with --as"))
    actor = Actor(person.name, person.role, "self_reported", tuple(person.townships))
    told = Told(reason, asked.silences[key].sequence if key in asked.silences else 0, asked.about.build_id)
    ledger = open_ledger(chosen.ledger)
    try:
        if until is not None:
            said.silence(ledger, actor, key, alert.township_name, until, told)
            screen.say(_("Silent until {day}: {key}", day=until, key=key))
        else:
            said.hear(ledger, actor, key, alert.township_name, told)
            screen.say(_("Heard again: {key}", key=key))
    except NotValid as error:
        until_when = _("--until is missing, in the past, or more than {days} days away", days=said.LONGEST_DAYS)
        why = _("A silence needs its reason: --reason")
        raise InputError(until_when if error.field == "until" else why) from None
    except ChangedMeanwhile as error:
        told = _("{name} wrote about it meanwhile: look again", name=error.last.actor_name)
        raise InputError(told, next_step="python -m etl alerts") from None
    except NotAllowed:
        raise InputError(_("The role of {name} does not write, or not about this township", name=who)) from None
    finally:
        ledger.engine.dispose()


@contextmanager
def _ledger_told(chosen: Settings) -> Iterator[None]:
    """A ledger that cannot be read or written is the machine's fault, and said so."""
    from sqlalchemy.exc import SQLAlchemyError

    from ledger import shown_url

    try:
        yield
    except SQLAlchemyError as error:
        problem = str(error).splitlines()[0]
        raise MachineError(
            _(
                "The ledger of decisions {ledger} cannot be read: {problem}",
                ledger=shown_url(chosen.ledger),
                problem=problem,
            )
        ) from error


def _print(asked: Asked, sent: Any, as_json: bool) -> None:
    if as_json:
        told = {
            "asked_on": asked.today,
            "build": asked.about.build_id,
            "as_of": asked.about.as_of,
            "alerts": [words.as_json(one) | _state(asked, one.key) for one in asked.found.alerts],
            "not_asked": list(asked.found.not_asked),
            "sent": sent.numbers if sent else {},
            "failed": sent.failures if sent else {},
        }
        screen.say_json(told)
        return
    heard = asked.heard()
    silenced = len(asked.found.alerts) - len(heard)
    screen.say(
        _("{number} alerts on {day}, {silenced} more silenced", number=len(heard), day=asked.today, silenced=silenced)
    )
    for one in heard:
        where = f"{one.township_name}  " if one.township_name else ""
        screen.say(f"{words.term('alert_severity', one.severity)}  {where}{words.sentence(one)}\n    {one.key}")
    if words.left_out(asked.found):
        screen.complain(words.left_out(asked.found))
    for name, number in (sent.numbers if sent else {}).items():
        screen.say(_("Sent to {name}: {number}", name=name, number=number))


def _state(asked: Asked, key: str) -> dict[str, Any]:
    until = asked.silences[key].until if asked.silenced(key) else None
    return {"silenced_until": until, "first_sent_at": asked.sent.get(key)}
