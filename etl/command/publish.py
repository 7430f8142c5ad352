"""`python -m etl publish`, `discard`, `restore`: what becomes of a build that waits, and the way back."""

from typing import Annotated

import typer

from etl.command import screen
from etl.command.options import WarehouseOption, settings
from etl.errors import InputError
from etl.publish.folder import build_id_of, earlier_builds, proposed_build, warehouse_file
from etl.publish.lock import only_build
from etl.publish.release import discard as remove_waiting
from etl.publish.release import name_current
from etl.text import _

BuildArgument = Annotated[str, typer.Argument(help=_("Id of an earlier build, as status lists it"), metavar="BUILD")]


def publish(warehouse: WarehouseOption = None) -> None:
    """Publish the build that waits (made by build --hold)."""
    chosen = settings(warehouse=warehouse)
    folder = chosen.warehouse
    waiting = proposed_build(folder)
    if waiting is None:
        raise InputError(
            _("No build waits to be published"),
            file=str(folder),
            next_step=_("Build one first: python -m etl build --hold"),
        )
    with only_build(folder):
        name_current(folder, waiting, chosen.keep_builds)
    screen.say(_("Published: {file}", file=str(waiting)))


def discard(warehouse: WarehouseOption = None) -> None:
    """Remove the build that waits; the current one stays."""
    folder = settings(warehouse=warehouse).warehouse
    with only_build(folder):
        remove_waiting(folder)
    screen.say(_("The build that waited is removed; the current one stays"))


def restore(build_id: BuildArgument, warehouse: WarehouseOption = None) -> None:
    """Make an earlier build the current one again."""
    chosen = settings(warehouse=warehouse)
    folder = chosen.warehouse
    path = warehouse_file(folder, build_id)
    if path not in earlier_builds(folder):
        raise InputError(
            _("There is no such earlier build: {build}", build=build_id),
            file=str(folder),
            expected="、".join(filter(None, map(build_id_of, earlier_builds(folder)))) or _("none is kept"),
        )
    with only_build(folder):
        name_current(folder, path, chosen.keep_builds)
    screen.say(_("Current again: {file}", file=str(path)))
