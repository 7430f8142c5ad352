"""`python -m etl build`."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from etl import pipeline
from etl.command import screen
from etl.command.current import opened
from etl.command.options import JsonOption, WarehouseOption, settings
from etl.command.summary import show, summary
from etl.text import _

SourcesOption = Annotated[Path | None, typer.Option("--sources", help=_("Folder of the source files"), metavar="DIR")]
AreaOption = Annotated[Path | None, typer.Option("--area", help=_("The county's definitions"), metavar="FILE")]
AsOfOption = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        formats=["%Y-%m-%d"],
        help=_("The day the data shows; otherwise the newest of registry and ledger"),
        metavar="DATE",
    ),
]
HoldOption = Annotated[
    bool, typer.Option("--hold", help=_("Lay the build beside the current one, to be compared and published later"))
]


def build(
    sources: SourcesOption = None,
    area: AreaOption = None,
    warehouse: WarehouseOption = None,
    as_of: AsOfOption = None,
    hold: HoldOption = False,
    as_json: JsonOption = False,
) -> None:
    """Build, check, publish and print the summary."""
    chosen = settings(sources=sources, area=area, warehouse=warehouse)
    with screen.progress(len(pipeline.STAGES) + 1) as step:
        published = pipeline.build(chosen, _day(as_of), watch=step, hold=hold)
    with opened(chosen.warehouse, published.warehouse) as connection:
        found = summary(connection)
    seconds = {name: round(value, 3) for name, value in published.stage_seconds.items()}
    if as_json:
        timings = {"stage_seconds": seconds, "import_seconds": round(published.import_seconds, 3)}
        screen.say_json({**found, "warehouse": published.warehouse, **timings})
        return
    show(found)
    screen.say(
        _(
            "{total} s: {stages}; imports {imports} s apart",
            total=f"{sum(seconds.values()):.1f}",
            stages=", ".join(f"{name} {value:.1f}" for name, value in seconds.items()),
            imports=f"{published.import_seconds:.1f}",
        )
    )
    if hold:
        screen.say(_("Waits to be published (python -m etl publish): {file}", file=str(published.warehouse)))
    else:
        screen.say(_("Published: {file}", file=str(published.warehouse)))


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
