"""What people do with finished builds: publish the one that waits, drop it, bring an earlier one back. Each says which
build it means, and takes the lock before it looks: somebody else may have done something since."""

from pathlib import Path

from etl.errors import InputError
from etl.publish.folder import build_id_of, earlier_builds, proposed_build
from etl.publish.lock import only_build
from etl.publish.release import discard, name_current
from etl.text import _


def publish_waiting(folder: Path, meant: Path, keep: int) -> None:
    """Make the build that waits the current one. Raises InputError where it is not the one that was meant."""
    with only_build(folder):
        _require_waiting(folder, meant)
        name_current(folder, meant, keep)


def drop_waiting(folder: Path, meant: Path) -> None:
    """Remove the build that waits; the current one stays. Raises InputError where it is not the one that was meant."""
    with only_build(folder):
        _require_waiting(folder, meant)
        discard(folder)


def bring_back(folder: Path, meant: Path, keep: int) -> None:
    """Make an earlier build the current one again. Raises InputError where there is no such earlier build."""
    with only_build(folder):
        kept = earlier_builds(folder)
        if meant not in kept:
            raise InputError(
                _("There is no such earlier build: {build}", build=build_id_of(meant) or meant.name),
                file=str(folder),
                expected="、".join(filter(None, map(build_id_of, kept))) or _("none is kept"),
            )
        name_current(folder, meant, keep)


def _require_waiting(folder: Path, meant: Path) -> None:
    waiting = proposed_build(folder)
    if waiting != meant:
        raise InputError(
            _("This build does not wait any more: somebody has published or dropped it"),
            file=str(folder),
            found=_("waiting: {build}", build=build_id_of(waiting)) if waiting else _("No build waits to be published"),
            next_step=_("Look at the present state, and compute anew if it is needed"),
        )
