"""Dues by payer and month: payroll as the tax office has it, and what was paid. Two per cent are due."""

import numpy as np
import pandas as pd

from etl.demo.streams import Texts, iso, pick_weighted, stream, texts
from etl.demo.union_life import MONTHS, first_day
from etl.demo.world import World

DUE = 0.02
HABITS = {
    "alive": (("pays", 0.88), ("short", 0.06), ("late", 0.06)),
    "shell": (("never", 0.8), ("short", 0.2)),
    "dead": (("pays", 0.7), ("short", 0.3)),
}
"""How a union's employer pays while the union lives; after its death nothing comes."""
THEMSELVES_DAYS = 830
"""So far back goes what unions pay that no employer pays for."""
STRANGERS = 0.01
"""So many enterprises without a union pay the preparation fund, as a share of the payers."""


def dues(world: World, life: pd.DataFrame) -> pd.DataFrame:
    """One row per payer and month of the last 36: `entity` is the payer, `union` its union (-1: none)."""
    rng = stream(world.seed, "dues")
    payers = _payers(rng, world, life)
    first = first_day(world).astype("datetime64[M]")
    payer = np.repeat(np.arange(len(payers)), MONTHS)
    month = first + np.tile(np.arange(MONTHS), len(payers))
    begun = payers["lived_from"].to_numpy().astype("datetime64[M]")[payer]
    alive = month <= payers["lived_to"].to_numpy().astype("datetime64[M]")[payer]
    kept = (month >= begun) & (alive | (payers["closes"].to_numpy()[payer] == 0))
    payer, month, alive = payer[kept], month[kept], alive[kept]
    wage = payers["wage"].to_numpy()[payer] * rng.uniform(0.96, 1.05, len(payer))
    payroll = np.round(payers["headcount"].to_numpy()[payer] * wage, 2)
    habit = payers["habit"].to_numpy(object)[payer]
    share = np.select([habit == "short", habit == "never"], [rng.uniform(0.3, 0.8, len(payer)), 0.0], 1.0)
    paid = np.where(alive, np.round(payroll * DUE * share, 2), 0.0)
    lag = np.where(habit == "late", rng.integers(95, 260, len(payer)), rng.integers(5, 22, len(payer)))
    day = (month + 1).astype("datetime64[D]") + lag
    came = (paid > 0) & (day <= np.datetime64(world.as_of, "D"))
    warned = ~came & (rng.random(len(payer)) < 0.03) & (month < np.datetime64(world.as_of, "M") - 4)
    return pd.DataFrame(
        {
            "entity": payers["entity"].to_numpy()[payer],
            "union": payers["union"].to_numpy()[payer],
            "费款所属期": _months(month),
            "工资总额(元)": _money(payroll),
            "工资总额来源": pick_weighted(rng, (("申报", 0.6), ("个税申报", 0.3), ("社保缴费基数", 0.1)), len(payer)),
            "实缴金额(元)": np.where(came, _money(paid), "0"),
            "入库日期": np.where(came, iso(day), ""),
            "催缴送达日期": np.where(warned, iso(np.minimum(day + 60, np.datetime64(world.as_of, "D"))), ""),
            "费种": np.where(payers["union"].to_numpy()[payer] >= 0, "经费", "建会筹备金"),
            "减免情况": np.where(payers["small"].to_numpy()[payer] & came, "小额缴费返还", ""),
        }
    )


def _payers(rng: np.random.Generator, world: World, life: pd.DataFrame) -> pd.DataFrame:
    """Employers of own unions, a few without a union, and the other base unions, which pay in their own name (entity
    -1): habit, months, wage; `closes` 1 where the employer is gone."""
    unions, firms = world.unions, world.enterprises
    own = unions[(unions["union_type"] == "own") & (unions["host"] >= 0)]
    told = own.merge(life, on="union")[["union", "host", "state", "lived_from", "lived_to"]]
    told = told.rename(columns={"host": "entity"}).drop_duplicates("entity")
    free = np.setdiff1d(np.flatnonzero((firms["headcount"] >= 25) & (firms["status"] == "active")), told["entity"])
    count = min(len(free), max(2, round(len(told) * STRANGERS)))
    others = pd.DataFrame({"entity": rng.permutation(free)[:count], "union": -1, "state": "alive"})
    others["lived_from"], others["lived_to"] = first_day(world), np.datetime64(world.as_of, "D")
    themselves = life[~life["union"].isin(told["union"])][["union", "state", "lived_from", "lived_to"]]
    recent = np.datetime64(world.as_of, "D") - THEMSELVES_DAYS
    themselves = themselves.assign(entity=-1, lived_from=np.maximum(themselves["lived_from"].to_numpy(), recent))
    payers = pd.concat([told, others, themselves], ignore_index=True)
    hosts, named = firms.iloc[payers["entity"]], payers["entity"].to_numpy() >= 0
    workers = unions["employees"].to_numpy()[payers["union"]]
    habit = np.full(len(payers), "pays", dtype=object)
    for state, habits in HABITS.items():
        rows = np.flatnonzero(payers["state"] == state)
        habit[rows] = pick_weighted(rng, habits, len(rows))
    return payers.assign(
        habit=habit,
        headcount=np.maximum(np.where(named, hosts["headcount"].to_numpy(), workers), 1),
        wage=rng.uniform(3900, 7600, len(payers)),
        closes=(hosts["status"].isin(["dissolved", "revoked"]).to_numpy() & named).astype(int),
        small=named & (hosts["headcount"].to_numpy() < 10),
    )


def _months(month: np.ndarray) -> Texts:
    return texts([text.replace("-", "") for text in np.datetime_as_string(month, unit="M").tolist()])


def _money(values: np.ndarray) -> Texts:
    return texts([f"{value:.2f}" for value in values.tolist()])
