"""A little organising in the invented county, written through the ledger's own functions: steps, rests, removals."""

from datetime import date, timedelta
from itertools import cycle

import duckdb

from ledger import Actor, Ledger, targets
from ledger.stages import STAGES
from ledger.targets import Evidence, OfTarget
from ledger.verdicts import Told

ORGANISER = Actor("组建员己", "organiser", "self_reported", ("*",))
REVIEWER = Actor("复核员庚", "reviewer", "self_reported", ("*",))
GOALS = (2, 1, 9, 3, 0, 2, 6, 1, 7, 4)
"""How many stages each target goes, in turn."""


def organise(ledger: Ledger, mart: duckdb.DuckDBPyConnection, today: date) -> None:
    """Every other target goes some stages; one in seven rests, one in five is taken off, one in five seen again."""
    found = mart.execute(
        "select enterprise_id, enterprise_name, township_name from mart.target_progress order by enterprise_id"
    ).fetchall()
    for number, (row, goal) in enumerate(zip(found[::2], cycle(GOALS), strict=False)):
        of, seen = OfTarget(*row), 0
        begun = today - timedelta(days=200 - number % 40)
        for position, stage in enumerate(STAGES[1 : goal + 1]):
            day = begun + timedelta(days=20 * position)
            shown = Evidence(day, "常工〔2026〕8号", 12, 60, 50, 45)
            targets.step(ledger, ORGANISER, of, stage, shown, Told("", seen, "b"))
            seen += 1
        last = begun + timedelta(days=20 * max(goal - 1, 0))
        if number % 5 == 2:
            targets.remove(ledger, ORGANISER, of, "headcount_changed", last, Told("社保只剩 18 人", seen, "b"))
            if number % 2:
                targets.check_removal(ledger, REVIEWER, of, True, today, Told("核对过社保", seen + 1, "b"))
        elif number % 7 == 6:
            targets.set_aside(ledger, ORGANISER, of, "deferred", last, "production_stopped", Told("停产", seen, "b"))
        elif number % 5 == 4:
            targets.follow_up(ledger, ORGANISER, of, today + timedelta(days=number % 60 - 5), Told("", seen, "b"))
