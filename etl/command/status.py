"""`python -m etl status` and `python -m etl check`: the current build, as it is and whether it holds."""

from etl.check import load_checks, require_checks
from etl.command import screen
from etl.command.current import current, decided
from etl.command.options import JsonOption, WarehouseOption, settings
from etl.command.summary import show, summary
from etl.text import _


def status(warehouse: WarehouseOption = None, as_json: JsonOption = False) -> None:
    """Print the current build's sources, rows, rejects and coverage."""
    with decided(settings(warehouse=warehouse)) as connection:
        found = summary(connection)
    if as_json:
        screen.say_json(found)
    else:
        show(found)


def check(warehouse: WarehouseOption = None, as_json: JsonOption = False) -> None:
    """Run every check on the current build; a broken one ends with exit status 1."""
    checks = load_checks()
    with current(settings(warehouse=warehouse).warehouse, needs_lineage=True) as connection:
        require_checks(connection, checks)
    if as_json:
        screen.say_json({"checks": [{"check": one.key, "sentence": one.sentence, "failing_rows": 0} for one in checks]})
    else:
        screen.say(_("All {count} checks hold", count=len(checks)))
