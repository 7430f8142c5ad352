"""`python -m etl demo`."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from etl.command import screen
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


def demo(
    out: OutOption = FOLDER / "sources",
    truth: TruthOption = None,
    seed: SeedOption = 1,
    enterprises: EnterprisesOption = 12_000,
    as_of: AsOfOption = None,
) -> None:
    """Write the invented county's source files, and the truth where no stage reads."""
    from etl.demo import write_demo  # it brings its own word lists; no other command waits for them

    truth = truth or out.parent / "truth"
    dated = {} if as_of is None else {"as_of": as_of.date()}
    write_demo(out, truth, seed=seed, enterprises=enterprises, **dated)
    screen.say(_("Invented county with {count} enterprises: {folder}", count=f"{enterprises:,}", folder=str(out)))
    screen.say(_("Build it: {command}", command=f"python -m etl build --sources {out}"))
