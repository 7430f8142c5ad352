"""What townships tell: welfare, campaigns, mechanisms, the yearly plan, and which sources are complete."""

import numpy as np
import pandas as pd

from etl.demo.geography import TOWNSHIPS
from etl.demo.streams import Texts, iso, pick, pick_weighted, stream, texts
from etl.demo.union_life import MONTHS, first_day
from etl.demo.world import World

PLACES = np.arange(len(TOWNSHIPS))
LEVELS = (("县级", 0.75), ("市级", 0.2), ("省级", 0.05))
TOLD_COMPLETE = {
    "会议与活动": PLACES[:10],
    "集体合同": PLACES[:8],
    "工会经费": None,
    "劳动争议": None,
    "重大事件": None,
    "干部培训": PLACES[4:],
}
"""Which sources are declared complete for which townships (None: the whole county); of the others nobody knows."""


def welfare(world: World, life: pd.DataFrame) -> pd.DataFrame:
    """Sums by township and quarter, and by union and year where the union works."""
    rng = stream(world.seed, "welfare")
    quarters = _quarters(world)
    township = np.tile(PLACES, len(quarters))
    size = len(township)
    weight = np.array([place.weight for place in TOWNSHIPS])[township] * len(world.enterprises) / 100
    by_place = pd.DataFrame({"union": -1, "township": township, "时期": np.repeat(texts(quarters), len(PLACES))})
    households = (weight * rng.uniform(0.8, 1.4, size)).astype(int) + 2
    by_place = by_place.assign(
        互助保障参保人数=(weight * rng.uniform(30, 60, size)).astype(int).astype(str),
        互助保障理赔人次=(weight * rng.uniform(0.5, 2, size)).astype(int).astype(str),
        困难职工户数=households.astype(str),
        帮扶次数=(households * rng.uniform(0.5, 2, size)).astype(int).astype(str),
        解困户数=(households * rng.uniform(0, 0.3, size)).astype(int).astype(str),
    )
    working = life.loc[(life["state"] == "alive") & (rng.random(len(life)) < 0.3), "union"].to_numpy()
    insured = (world.unions["members"].to_numpy()[working] * rng.uniform(0.1, 0.9, len(working))).astype(int)
    by_union = pd.DataFrame({"union": working, "township": -1, "时期": f"{world.as_of.year - 1}年度"})
    by_union["互助保障参保人数"], by_union["互助保障理赔人次"] = insured.astype(str), (insured // 30).astype(str)
    return pd.concat([by_place, by_union], ignore_index=True).fillna("")


def _quarters(world: World) -> list[str]:
    """The whole quarters among the last 36 months, as 2026年二季度."""
    months = first_day(world).astype("datetime64[M]") + np.arange(MONTHS)
    numbers = months.astype(int)
    ends = numbers[(numbers % 3 == 2) & (numbers >= numbers[0] + 2)]
    return [f"{1970 + number // 12}年{'一二三四'[number % 12 // 3]}季度" for number in ends.tolist()]


def campaigns(world: World, life: pd.DataFrame) -> pd.DataFrame:
    """Who applied, met the standard, was named: unions that work; shells apply and that is it; townships each year."""
    rng = stream(world.seed, "campaigns")
    years = np.arange(world.as_of.year - 2, world.as_of.year + 1)
    chosen = life[rng.random(len(life)) < 0.22]
    union = np.repeat(chosen["union"].to_numpy(), 2)
    working = np.repeat((chosen["state"] == "alive").to_numpy(), 2)
    later = np.tile([False, True], len(chosen))
    status = np.where(later, pick_weighted(rng, (("达标", 0.6), ("命名", 0.36), ("撤销", 0.04)), len(union)), "申报")
    union, status = union[~later | working], status[~later | working]
    name = np.repeat(pick(rng, ("双爱双评", "规范化建设", "创争活动", "典型培育"), len(chosen)), 2)[~later | working]
    year = np.repeat(rng.choice(years, len(chosen)), 2)[~later | working]
    by_union = pd.DataFrame({"union": union, "township": -1, "创建活动": name, "创建状态": status, "year": year})
    place = np.tile(PLACES, len(years))
    result = pick_weighted(rng, (("申报", 0.3), ("达标", 0.5), ("命名", 0.2)), len(place))
    by_place = pd.DataFrame({"union": -1, "township": place, "创建活动": "三级联创", "创建状态": result})
    table = pd.concat([by_union, by_place.assign(year=np.repeat(years, len(PLACES)))], ignore_index=True)
    named = np.isin(table["创建状态"].to_numpy(object), ["命名", "撤销"])
    years_text = table["year"].astype(str).to_numpy(object)
    number = rng.integers(1, 60, len(table)).astype(str).astype(object)
    score = np.round(rng.uniform(70, 99, len(table)), 1).astype(str).astype(object)
    day = table.pop("year").to_numpy().astype(str).astype("datetime64[D]") + rng.integers(60, 250, len(table))
    return table.assign(
        级别=pick_weighted(rng, LEVELS, len(table)),
        命名文号=np.where(named, "常工〔" + years_text + "〕" + number + "号", ""),
        认定日期=iso(day),
        年度=years_text,
        得分=np.where(table["创建状态"] != "申报", score, ""),
    )


def mechanisms(world: World, _life: pd.DataFrame) -> pd.DataFrame:
    """What each township set up and how many cases it had last year; some talks in enterprises."""
    rng = stream(world.seed, "mechanisms")
    kinds = texts(("四长联动", "职工维权服务代理中心", "乡镇工会委员会", "职工保障互助", "推优入党"))
    township, kind = np.repeat(PLACES, len(kinds)), np.tile(kinds, len(PLACES))
    there = rng.random(len(township)) < 0.7
    township, kind = township[there], kind[there]
    large = np.flatnonzero((world.enterprises["headcount"] >= 100) & world.enterprises["in_area"])
    firms = rng.permutation(large)[: max(3, len(large) // 8)]
    entity = np.concatenate([np.full(len(township), -1), firms])
    township = np.concatenate([township, np.full(len(firms), -1)])
    kind = np.concatenate([kind, np.full(len(firms), "民主恳谈会", dtype=object)])
    received = rng.integers(0, 60, len(kind))
    closed = (received * rng.uniform(0.6, 1, len(kind))).astype(int)
    counted = np.isin(kind, ["四长联动", "职工维权服务代理中心"])
    elected = pick_weighted(rng, (("选举", 0.5), ("任命", 0.5)), len(kind))
    return pd.DataFrame(
        {
            "union": -1,
            "entity": entity,
            "township": township,
            "机制名称": kind,
            "建立日期": iso(np.datetime64(world.as_of, "D") - rng.integers(200, 3000, len(kind))),
            "产生方式": np.where(kind == "乡镇工会委员会", elected, ""),
            "受理件数": np.where(counted, received.astype(str), ""),
            "办结件数": np.where(counted, closed.astype(str), ""),
            "满意件数": np.where(counted, (closed * 0.9).astype(int).astype(str), ""),
            "年度": np.where(counted, str(world.as_of.year - 1), ""),
        }
    )


def plans(world: World, _life: pd.DataFrame) -> pd.DataFrame:
    """Each township's task of a year: about what was founded there in that year; of the present year, what would be by
    its end at the same pace."""
    rng = stream(world.seed, "plans")
    years = np.arange(world.as_of.year - 2, world.as_of.year + 1)
    own = world.unions[world.unions["union_type"].isin(["own", "joint"])]
    founded = own["established_on"].dt.year.to_numpy()
    rows = [
        (place, year, (own["township"] == place).to_numpy() & (founded == year)) for year in years for place in PLACES
    ]
    count = np.array([int(mask.sum()) for *_at, mask in rows])
    workers = np.array([int(own["employees"].to_numpy()[mask].sum()) for *_at, mask in rows])
    passed = (world.as_of - world.as_of.replace(month=1, day=1)).days / 365
    whole_year = np.array([year == world.as_of.year for _place, year, _mask in rows]) / max(passed, 0.25)
    whole_year = np.maximum(whole_year, 1)
    planned = np.maximum(np.round(count * whole_year * rng.uniform(0.8, 1.4, len(rows))).astype(int), 1)
    return pd.DataFrame(
        {
            "union": -1,
            "township": [place for place, *_rest in rows],
            "年度": [str(year) for _place, year, _mask in rows],
            "计划建会企业数": planned.astype(str),
            "计划覆盖职工数": np.maximum(np.round(workers * whole_year * 1.1).astype(int), planned * 8).astype(str),
        }
    )


def declarations(world: World) -> dict[str, Texts]:
    """The sheet that says which sources hold every row, for whom and since when; cells by header."""
    rows = [
        (kind, "全县" if places is None else TOWNSHIPS[place].name)
        for kind, places in TOLD_COMPLETE.items()
        for place in ([0] if places is None else places)
    ]
    return {
        "数据种类": texts([kind for kind, _place in rows]),
        "乡镇街道": texts([place for _kind, place in rows]),
        "完整起始日": texts([str(first_day(world))] * len(rows)),
        "完整截止日": texts([world.as_of.isoformat()] * len(rows)),
    }
