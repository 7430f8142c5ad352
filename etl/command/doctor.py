"""`python -m etl doctor`: can this installation work, and what is to be done where it cannot?"""

from dataclasses import asdict
from datetime import UTC, datetime

import typer

from etl.command import screen
from etl.command.build import AreaOption, SourcesOption
from etl.command.options import JsonOption, WarehouseOption, settings
from etl.doctor import examine
from etl.text import _

WORDS = {"fine": "fine", "mind": "mind this", "broken": "does not work"}


def doctor(
    sources: SourcesOption = None,
    area: AreaOption = None,
    warehouse: WarehouseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print what was looked at and what to do; exit status 1 where something does not work."""
    found = examine(settings(sources=sources, area=area, warehouse=warehouse), datetime.now(UTC))
    if as_json:
        screen.say_json([asdict(finding) for finding in found])
    else:
        screen.table(
            [_("What"), _("State"), _("Seen"), _("Next step")],
            [[finding.name, _(WORDS[finding.state]), finding.seen, finding.next_step] for finding in found],
        )
    if any(finding.state == "broken" for finding in found):
        raise typer.Exit(1)
