"""Disputes and incidents of enterprises: a union that works takes part and reports."""

import numpy as np
import pandas as pd

from etl.demo.streams import iso, pick_weighted, stream
from etl.demo.union_life import MONTHS
from etl.demo.world import World

DISPUTES = (("劳动报酬", 0.5), ("社会保险", 0.15), ("解除劳动合同", 0.2), ("工伤待遇", 0.15))
INCIDENTS = (("欠薪", 0.6), ("安全事故", 0.25), ("群体性事件", 0.15))
YES, NO = (("是", 0.7), ("√", 0.3)), (("否", 0.8), ("", 0.2))


def disputes(world: World, life: pd.DataFrame) -> pd.DataFrame:
    """Cases of the last 36 months; `entity` is the employer. Numbers of cases are unique."""
    rng = stream(world.seed, "disputes")
    table, day = _cases(rng, world, 0.09)
    year = day.astype("datetime64[Y]").astype(str).astype(object)
    number = np.arange(1, len(table) + 1).astype(str).astype(object)
    return table.assign(
        立案日期=iso(day),
        争议类型=pick_weighted(rng, DISPUTES, len(table)),
        案号="常劳人仲案〔" + year + "〕" + number + "号",
        工会是否参与=_by_union(rng, world, life, table["entity"].to_numpy()),
        结案日期=_closed(rng, world, day, 70),
    )


def incidents(world: World, life: pd.DataFrame) -> pd.DataFrame:
    """Incidents of the last 36 months; `entity` is the employer."""
    rng = stream(world.seed, "incidents")
    table, day = _cases(rng, world, 0.01)
    return table.assign(
        发生日期=iso(day),
        事件类型=pick_weighted(rng, INCIDENTS, len(table)),
        工会是否报告=_by_union(rng, world, life, table["entity"].to_numpy()),
        处置完结日期=_closed(rng, world, day, 30),
    )


def _cases(rng: np.random.Generator, world: World, share: float) -> tuple[pd.DataFrame, np.ndarray]:
    """Enterprises with 10 or more workers, the larger the likelier, and a day each."""
    firms = world.enterprises
    able = np.flatnonzero((firms["headcount"] >= 10) & firms["in_area"] & firms["status"].isin(["active", "unknown"]))
    weight = np.sqrt(firms["headcount"].to_numpy()[able])
    count = max(4, round(len(able) * share))
    entity = rng.choice(able, count, p=weight / weight.sum())
    day = np.datetime64(world.as_of, "D") - rng.integers(3, MONTHS * 30, count)
    return pd.DataFrame({"union": -1, "entity": entity}), day


def _by_union(rng: np.random.Generator, world: World, life: pd.DataFrame, entity: np.ndarray) -> np.ndarray:
    """Yes mostly where a union of the employer works, no mostly elsewhere."""
    hosts = world.unions["host"].to_numpy()[life.loc[life["state"] == "alive", "union"]]
    chance = np.where(np.isin(entity, hosts[hosts >= 0]), 0.75, 0.06)
    yes = rng.random(len(entity)) < chance
    return np.where(yes, pick_weighted(rng, YES, len(entity)), pick_weighted(rng, NO, len(entity)))


def _closed(rng: np.random.Generator, world: World, day: np.ndarray, most: int) -> np.ndarray:
    end = day + rng.integers(5, most, len(day))
    return np.where(end <= np.datetime64(world.as_of, "D"), iso(end), "")
