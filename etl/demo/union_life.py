"""How the unions of the invented county live: most work, some are shells, some have died.

Everything that happens to a union is drawn from this, so that meetings, dues and agreements tell one story.
"""

import numpy as np
import pandas as pd

from etl.demo.streams import Texts, pick_weighted, stream
from etl.demo.unions import BASE_TYPES
from etl.demo.world import World

MONTHS = 36
STATES = (("alive", 0.66), ("shell", 0.20), ("dead", 0.14))
LIVING = (("good", 0.66), ("sleepy", 0.16), ("poor_paperwork", 0.18))
SHELLS = ("plaque", "ticked", "fake_members", "paper", "one_chair")
"""Kinds of shells besides abandoned ones: a plaque on the door and nothing else; boxes ticked every December; members
on paper alone; good papers over nothing; one person chair of many."""
YOUNG_DAYS = 300
"""Nobody calls a union dead or a shell that was founded so recently, unless its employer is gone."""
ABANDONED_DAYS = 540
"""Dead for longer than this is a shell; a shorter silence is sleep."""


def union_life(world: World) -> pd.DataFrame:
    """One row per base union that the ledger does not call dissolved: union, state (alive, shell, dead), lived_from and
    lived_to (days within the last 36 months in which it did anything; lived_to before lived_from: it did nothing), kind
    (good, sleepy, poor_paperwork; plaque, ticked, fake_members, paper, one_chair, abandoned; zombie), is_shell.

    A zombie's employer is gone: that union is to be withdrawn, which is another matter than a shell. A union whose
    employer is gone died with it; a dead one did nothing after its last day.
    """
    rng = stream(world.seed, "union life")
    unions, today = world.unions, np.datetime64(world.as_of, "D")
    base = unions[unions["union_type"].isin(BASE_TYPES) & (unions["status"] == "active")]
    size, host = len(base), base["host"].to_numpy()
    state = pick_weighted(rng, STATES, size)
    firms = world.enterprises.iloc[np.maximum(host, 0)]
    gone = (host >= 0) & firms["status"].isin(["dissolved", "revoked"]).to_numpy()
    state[base["established_on"].to_numpy().astype("datetime64[D]") > today - YOUNG_DAYS] = "alive"
    state[gone] = "dead"
    begun = np.maximum(base["established_on"].to_numpy().astype("datetime64[D]"), first_day(world))
    died = today - rng.integers(120, MONTHS * 30 + 400, size)
    closed = firms["closed_on"].to_numpy().astype("datetime64[D]")
    died = np.where(gone & ~np.isnat(closed), closed, died)
    kind = _kinds(stream(world.seed, "union kinds"), state, gone, (today - died).astype(int))
    return pd.DataFrame(
        {
            "union": base["union"].to_numpy(),
            "state": state,
            "lived_from": begun,
            "lived_to": np.where(state == "dead", died, today),
            "kind": kind,
            "is_shell": np.isin(kind, [*SHELLS, "abandoned"]),
        }
    )


def _kinds(rng: np.random.Generator, state: Texts, gone: np.ndarray, dead_days: np.ndarray) -> Texts:
    """The kind of each union; shells of every kind are equally many."""
    kind = pick_weighted(rng, LIVING, len(state))
    shells = np.flatnonzero(state == "shell")
    kind[shells] = rng.permutation(np.resize(np.array(SHELLS, dtype=object), len(shells)))
    dead = state == "dead"
    kind[dead] = np.where(dead_days[dead] > ABANDONED_DAYS, "abandoned", "sleepy")
    kind[gone] = "zombie"
    return kind


def first_day(world: World) -> np.datetime64:
    """The first day of the 36 months that the events cover."""
    last = np.datetime64(world.as_of, "M")
    return (last - (MONTHS - 1)).astype("datetime64[D]")


def every(rng: np.random.Generator, life: pd.DataFrame, days: float) -> tuple[np.ndarray, np.ndarray]:
    """Rows of `life`, each as often as it lived that many days, and a day for each: evenly spaced with some jitter."""
    begun, ended = (life[name].to_numpy().astype("datetime64[D]") for name in ("lived_from", "lived_to"))
    lived = (ended - begun).astype(int)
    times = np.maximum(np.floor(lived / days + rng.random(len(life))), 0).astype(int)
    index = np.repeat(np.arange(len(life)), times)
    place = np.arange(len(index)) - np.repeat(np.cumsum(times) - times, times)
    share = (place + rng.uniform(0.15, 0.85, len(index))) / np.maximum(times[index], 1)
    return index, begun[index] + (share * np.maximum(lived[index], 0)).astype(int)
