"""`python -m etl publish`, `discard`, `restore`: what becomes of a build that waits, and the way back."""

from pathlib import Path
from typing import Annotated

import typer

from etl.command import screen
from etl.command.options import WarehouseOption, settings
from etl.errors import InputError
from etl.publish.folder import proposed_build, warehouse_file
from etl.publish.switch import bring_back, drop_waiting, publish_waiting
from etl.text import _

BuildArgument = Annotated[str, typer.Argument(help=_("Id of an earlier build, as status lists it"), metavar="BUILD")]


def publish(warehouse: WarehouseOption = None) -> None:
    """Publish the build that waits (made by build --hold)."""
    chosen = settings(warehouse=warehouse)
    waiting = _waiting(chosen.warehouse)
    publish_waiting(chosen.warehouse, waiting, chosen.keep_builds)
    screen.say(_("Published: {file}", file=str(waiting)))


def discard(warehouse: WarehouseOption = None) -> None:
    """Remove the build that waits; the current one stays."""
    folder = settings(warehouse=warehouse).warehouse
    drop_waiting(folder, _waiting(folder))
    screen.say(_("The build that waited is removed; the current one stays"))


def restore(build_id: BuildArgument, warehouse: WarehouseOption = None) -> None:
    """Make an earlier build the current one again."""
    chosen = settings(warehouse=warehouse)
    path = warehouse_file(chosen.warehouse, build_id)
    bring_back(chosen.warehouse, path, chosen.keep_builds)
    screen.say(_("Current again: {file}", file=str(path)))


def _waiting(folder: Path) -> Path:
    waiting = proposed_build(folder)
    if waiting is None:
        raise InputError(
            _("No build waits to be published"),
            file=str(folder),
            next_step=_("Build one first: python -m etl build --hold"),
        )
    return waiting
