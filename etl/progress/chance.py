"""How likely a visit brings a target its next stage: learned from what organisers wrote, else as stated here.

A logistic regression over kinds of target, drawn towards the stated chances by as much as little history leaves open.
It reads sums by kind, never a row a target (chance_history.sql says what a visit that moved is).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Any

import duckdb
import numpy as np

from etl import sql
from etl.progress.planner import Candidate

WITHIN_DAYS = 7
"""A step within so many days after a visit is what the visit brought ([P])."""
LEAST_GOINGS = 100
"""Of fewer visits nothing is learned: the stated chances hold ([P])."""
STATED = {
    "survey": 0.5,
    "contact": 0.25,
    "preparation": 0.5,
    "application": 0.7,
    "approval": 0.5,
    "election": 0.7,
    "confirmation": 0.6,
    "registration": 0.4,
}
"""Chance by the stage where a target stands, while there is too little history ([P]): the papers' stages are likelier
than the first talks. One that is merely listed stands as one that was surveyed, which is desk work."""
STATED_REFUSED = 0.5
"""What a refusal before leaves of it ([P])."""
DRAWN = 1.0
"""How strongly what is learned is drawn to what is stated: the precision of a normal prior of each effect ([P])."""
STEPS = 25
MOST_IDLE = 4
"""More visits that brought nothing are not told apart."""
KNOWN = ("stage", "headcount", "has_refused", "idle_here", "idle_before")
Kind = tuple[str, str, bool, int, int]
"""Stage, headcount band, has refused, idle visits at this stage and before it."""


@dataclass(frozen=True)
class Chance:
    """`chance` 0–1 that one visit brings the next stage; `goings` how many visits to targets of the same stage and
    headcount band it rests on; `is_learned`: not merely stated."""

    chance: float
    goings: int
    is_learned: bool


@dataclass(frozen=True)
class Chances:
    """What is known of visits: `goings` in all; effects of stage, headcount, refusal and idle visits, by name."""

    goings: int
    effects: dict[str, float]
    goings_of: dict[tuple[str, str], int]

    @property
    def is_learned(self) -> bool:
        """Whether there was enough history; otherwise the stated chances hold."""
        return self.goings >= LEAST_GOINGS

    def of(self, stage: str, headcount: int | None, has_refused: bool, idle_here: int, idle_before: int) -> Chance:
        """The chance of a target that stands at `stage`, before the last one; `headcount` None: not known; `idle_here`,
        `idle_before`: visits that brought nothing, at this stage and before it."""
        here, before = min(idle_here, MOST_IDLE), min(idle_before, MOST_IDLE)
        kind = ("survey" if stage == "listed" else stage, headcount_band(headcount), has_refused, here, before)
        total = _stated(kind) + sum(self.effects.get(name, 0.0) for name in _names(kind))
        return Chance(1 / (1 + exp(-total)), self.goings_of.get(kind[:2], 0), self.is_learned)


def learned(connection: duckdb.DuckDBPyConnection) -> Chances:
    """What the history of mart.target_event teaches; the connection sees schema mart."""
    parameters = {"within_days": WITHIN_DAYS, "most_idle": MOST_IDLE}
    return learned_from(sql.rows(connection, sql.read("progress", "chance_history"), parameters))


def learned_from(rows: Sequence[dict[str, Any]]) -> Chances:
    """The same of the rows of chance_history.sql."""
    names = ("stage", "headcount_band", "has_refused", "idle_here", "idle_before")
    kinds = [tuple(row[name] for name in names) for row in rows]
    goings_of: dict[tuple[str, str], int] = {}
    for kind, row in zip(kinds, rows, strict=True):
        goings_of[kind[:2]] = goings_of.get(kind[:2], 0) + row["goings"]
    goings = sum(goings_of.values())
    effects = _effects(kinds, rows) if goings >= LEAST_GOINGS else {}
    return Chances(goings, effects, goings_of)


def candidates(connection: duckdb.DuckDBPyConnection, chances: Chances) -> list[Candidate]:
    """Who can be planned, with their chances; an unknown headcount counts as nobody: no gain can be told."""
    return [
        Candidate(
            row["enterprise_id"],
            row["township_name"],
            row["place"],
            row["headcount"] or 0,
            chances.of(*(row[name] for name in KNOWN)).chance,
        )
        for row in _candidates(connection)
        if row["township_name"] is not None
    ]


def unplaced(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Ids of those who could be visited if it were known in which township they lie: no plan holds them."""
    return frozenset(row["enterprise_id"] for row in _candidates(connection) if row["township_name"] is None)


def _candidates(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    return sql.rows(connection, sql.read("progress", "candidates"))


def headcount_band(headcount: int | None) -> str:
    """The band of chance_history.sql."""
    if headcount is None:
        return "unknown"
    return next((f"under_{most}" for most in (50, 100, 300) if headcount < most), "300_and_more")


def _names(kind: Kind) -> tuple[str, ...]:
    stage, headcount, has_refused, here, before = kind
    return (f"stage {stage}", f"headcount {headcount}", f"refused {has_refused}", f"here {here}", f"before {before}")


def _stated(kind: Kind) -> float:
    """Log odds of the stated chance."""
    chance = STATED[kind[0]] * (STATED_REFUSED if kind[2] else 1)
    return log(chance / (1 - chance))


def _effects(kinds: Sequence[Kind], rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Effects by name on the log odds beside what is stated: the likeliest under the prior, by Newton's steps."""
    names = sorted({name for kind in kinds for name in _names(kind)})
    shows = np.array([[name in _names(kind) for name in names] for kind in kinds], dtype=float)
    goings = np.array([row["goings"] for row in rows], dtype=float)
    moved = np.array([row["moved"] for row in rows], dtype=float)
    stated = np.array([_stated(kind) for kind in kinds])
    effects = np.zeros(len(names))
    for _step in range(STEPS):
        chance = 1 / (1 + np.exp(-(stated + shows @ effects)))
        slope = shows.T @ (moved - goings * chance) - DRAWN * effects
        bend = shows.T @ (shows * (goings * chance * (1 - chance))[:, None]) + DRAWN * np.eye(len(names))
        effects = effects + np.linalg.solve(bend, slope)
    return dict(zip(names, effects.tolist(), strict=True))
