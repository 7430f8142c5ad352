"""Acts of the invented organisers, written by the ledger's own functions: who writes where, what evidence a step has.

Every name of a person is marked 演示.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.demo.geography import TOWNSHIPS
from ledger import Actor, Ledger, targets
from ledger.targets import Evidence, OfTarget
from ledger.verdicts import Told

PLACES = [place.name for place in TOWNSHIPS]
PEOPLE = tuple(
    Actor(f"演示组建员{name}", "organiser", "self_reported", tuple(PLACES[number::4]))
    for number, name in enumerate("甲乙丙丁")
)
STANDS_IN = Actor("演示组建员戊", "organiser", "self_reported")
REVIEWER = Actor("演示复核员", "reviewer", "self_reported")


@dataclass(frozen=True)
class Act:
    """Something written: on which day about which target (key), by which function of the ledger."""

    on: date
    key: int
    verb: str
    told: dict[str, Any]
    note: str = "演示"


@contextmanager
def without_waiting(ledger: Ledger) -> Iterator[None]:
    """No waiting for the disk after each event: what is lost here is invented again."""
    if ledger.engine.dialect.name != "sqlite":
        yield
        return
    _say_outside_of_transactions(ledger, "pragma synchronous = off")
    try:
        yield
    finally:
        _say_outside_of_transactions(ledger, "pragma synchronous = full")


def _say_outside_of_transactions(ledger: Ledger, pragma: str) -> None:
    connection = ledger.engine.raw_connection()
    connection.cursor().execute(pragma)
    connection.close()


def organiser_of(township: str, on: date) -> Actor:
    """Whose township it is; from May to July somebody stands in for the second organiser."""
    person = next(one for one in PEOPLE if township in one.townships)
    return STANDS_IN if person is PEOPLE[1] and 5 <= on.month <= 7 else person


def _evidence(act: Act) -> Evidence:
    """What a step asks for, such as the law has it: two thirds came, more than half of all voted for."""
    told, stage = act.told, act.told["stage"]
    eligible = max(5, int(told["headcount"] * 0.8))
    attended = -(-eligible * 2 // 3) + int((eligible // 3) * told["share"])
    votes = eligible // 2 + 1 + int((attended - eligible // 2 - 1) * told["share"])
    if stage == "preparation":
        return Evidence(act.on, applications=max(3, int(told["headcount"] * told["share"] / 2)))
    if stage == "election":
        return Evidence(act.on, eligible=eligible, attended=attended, votes=votes)
    if stage in ("survey", "contact"):
        return Evidence(act.on)
    return Evidence(act.on, document_number=f"演示{stage[:2].upper()}〔{act.on.year}〕{told['number']}号")


WRITERS: dict[str, Callable[[Ledger, Actor, OfTarget, Act, Told], Any]] = {
    "step": lambda ledger, by, of, act, told: targets.step(ledger, by, of, act.told["stage"], _evidence(act), told),
    "visit": lambda ledger, by, of, act, told: targets.visit(ledger, by, of, act.on, act.told["refusal"], told),
    "aside": lambda ledger, by, of, act, told: targets.set_aside(
        ledger, by, of, act.told["track"], act.on, act.told["refusal"], told
    ),
    "taken_up": lambda ledger, by, of, act, told: targets.take_up(ledger, by, of, act.on, told),
    "back": lambda ledger, by, of, act, told: targets.move_back(ledger, by, of, act.told["stage"], act.on, told),
    "assign": lambda ledger, by, of, act, told: targets.assign(ledger, by, of, act.told["name"], told),
    "follow_up": lambda ledger, by, of, act, told: targets.follow_up(ledger, by, of, act.told["next_on"], told),
    "remove": lambda ledger, by, of, act, told: targets.remove(ledger, by, of, act.told["removal"], act.on, told),
    "check": lambda ledger, _by, of, act, told: targets.check_removal(
        ledger, REVIEWER, of, act.told["is_right"], act.on, told
    ),
    "list_again": lambda ledger, by, of, act, told: targets.list_again(ledger, by, of, act.on, told),
    "undo": lambda ledger, by, of, _act, told: targets.undo(ledger, by, of, told),
}
"""Verb → the ledger's function."""


def write(ledger: Ledger, of: OfTarget, act: Act, seen: dict[int, int]) -> None:
    """Write an act as somebody does who has seen everything before it."""
    WRITERS[act.verb](ledger, organiser_of(of.township_name, act.on), of, act, Told(act.note, seen[act.key]))
    seen[act.key] += 1
