"""`python -m etl demo`."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from etl.command import options, screen
from etl.settings import PROJECT
from etl.text import _

FOLDER = PROJECT / "data" / "demo"
OutOption = Annotated[Path, typer.Option("--out", help=_("Folder for the source files"), metavar="DIR")]
TruthOption = Annotated[
    Path | None,
    typer.Option("--truth", help=_("Folder for the truth; otherwise truth beside the sources"), metavar="DIR"),
]
SeedOption = Annotated[int, typer.Option("--seed", help=_("Another seed invents another county"))]
EnterprisesOption = Annotated[int, typer.Option("--enterprises", min=50, help=_("How many enterprises"))]
AsOfOption = Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], metavar="DATE")]
OrganisingOption = Annotated[
    bool,
    typer.Option("--organising", help=_("Write a year of invented organising too, where there is no ledger yet")),
]


def demo(
    out: OutOption = FOLDER / "sources",
    truth: TruthOption = None,
    seed: SeedOption = 1,
    enterprises: EnterprisesOption = 12_000,
    as_of: AsOfOption = None,
    organising: OrganisingOption = False,
) -> None:
    """Write the invented county's source files, and the truth where no stage reads."""
    from etl.demo import AS_OF, write_demo  # it brings its own word lists; no other command waits for them

    truth = truth or out.parent / "truth"
    day = AS_OF if as_of is None else as_of.date()
    write_demo(out, truth, seed=seed, enterprises=enterprises, as_of=day)
    screen.say(_("Invented county with {count} enterprises: {folder}", count=f"{enterprises:,}", folder=str(out)))
    if organising:
        _organise(truth, seed, day)
    screen.say(_("Build it: {command}", command=f"python -m etl build --sources {out}"))


def _organise(truth: Path, seed: int, as_of: date) -> None:
    """Write the year into a new ledger; one that is there may hold what people wrote, and is left as it is."""
    from etl.demo.organising import write_organising
    from ledger import is_there, open_ledger, shown_url

    url = options.settings().ledger
    if is_there(url):
        screen.say(_("A ledger is there and stays as it is: {ledger}", ledger=shown_url(url)))
        return
    ledger = open_ledger(url)
    try:
        events = write_organising(ledger, truth, seed, as_of)
    finally:
        ledger.engine.dispose()
    screen.say(_("A year of invented organising, {count} events: {ledger}", count=f"{events:,}", ledger=shown_url(url)))
