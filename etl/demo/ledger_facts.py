"""The ledger's columns about the union itself: members, chair, term, committee, account, reports; with gaps."""

import numpy as np
import pandas as pd

from etl.demo import codes
from etl.demo.dates import write_dates
from etl.demo.enterprises import people
from etl.demo.ledger_life import as_it_lives
from etl.demo.streams import Texts, iso, pick_weighted, some_of, texts
from etl.demo.union_life import union_life
from etl.demo.world import World
from etl.demo.writers import Cell

YES_NO = (("是", 0.5), ("有", 0.08), ("√", 0.05), ("否", 0.22), ("无", 0.05), ("", 0.10))


def ledger_facts(
    rng: np.random.Generator, world: World, unions: pd.DataFrame, former_term: np.ndarray
) -> dict[str, list[Cell] | Texts]:
    """Cells by header; `former_term` rows carry the term before the present one."""
    size, today = len(unions), np.datetime64(world.as_of, "D")
    lives = union_life(world).set_index("union")["kind"]
    kind = lives.reindex(unions["union"]).fillna("").to_numpy(object)
    begun = unions["established_on"].to_numpy().astype("datetime64[D]")
    years = rng.choice([3, 5, 4], size, p=[0.36, 0.61, 0.03])
    passed = (today - begun).astype(int) // (years * 365)
    late = rng.random(size) < 0.3
    term = begun + np.maximum(passed - late - former_term, 0) * years * 365
    term_start, _ = write_dates(rng, np.where(rng.random(size) < 0.12, np.datetime64("NaT"), term))
    vacant = rng.random(size) < 0.04
    active = (unions["union_type"].isin(["own", "joint"])).to_numpy()
    cells = {
        "批复文号": _numbers(rng, "常工组", begun, 0.86),
        **_members(rng, unions),
        "主席姓名": np.where(vacant, "", people(rng, size)),
        "主席电话": _phones(rng, size),
        "主席其他职务": pick_weighted(
            rng,
            (
                ("", 0.4),
                ("办公室主任", 0.25),
                ("副总经理", 0.1),
                ("车间主任", 0.15),
                ("人力资源部经理", 0.06),
                ("总经理", 0.04),
            ),
            size,
        ),
        "主席空缺起始": np.where(vacant, iso(today - rng.integers(20, 500, size)), ""),
        "本届任期开始": term_start,
        "任期年限": _some_text(rng, years, 0.92),
        "选举日期": iso(np.where(rng.random(size) < 0.7, term - 8, np.datetime64("NaT"))),
        "选举结果批复文号": _numbers(rng, "常工组", term, 0.7),
        "委员人数": np.where(active, rng.choice(["3", "3", "5", "5", "7", "9"], size).astype(object), ""),
        "是否有经审会": pick_weighted(rng, YES_NO, size),
        "是否有女职委": pick_weighted(rng, YES_NO, size),
        "是否有独立账户": pick_weighted(rng, YES_NO, size),
        "是否乡镇代管账户": pick_weighted(rng, YES_NO, size),
        "法人资格证书号": np.where(unions["union_code"] != "", _serials(rng, "工法证字第", size), ""),
        "年报日期": np.where(rng.random(size) < 0.75, iso(today - rng.integers(200, 290, size)), ""),
        "职工之家等级": pick_weighted(
            rng, (("", 0.6), ("合格", 0.22), ("县级先进", 0.1), ("县级模范", 0.06), ("市级模范", 0.02)), size
        ),
    }
    return cells | as_it_lives(world, kind, begun, cells)


def _members(rng: np.random.Generator, unions: pd.DataFrame) -> dict[str, list[Cell]]:
    """Members, women, workers: a few with more members than workers, some numbers stored as text, some missing."""
    members, employees = unions["members"].to_numpy().copy(), unions["employees"].to_numpy().copy()
    swapped = some_of(rng, employees > 3, 0.02)
    members[swapped] = (employees[swapped] * 1.3).astype(int)
    told = {"会员人数": members, "女会员人数": unions["female_members"].to_numpy(), "职工人数": employees}
    told["实名制人数"] = (members * rng.uniform(0.4, 1, len(unions))).astype(int)
    return {header: _cells(rng, values, 0.05 if header == "职工人数" else 0.02) for header, values in told.items()}


def _cells(rng: np.random.Generator, values: np.ndarray, missing: float) -> list[Cell]:
    as_text, gone = rng.random(len(values)) < 0.06, rng.random(len(values)) < missing
    return [
        "" if empty else str(value) if text else value
        for value, text, empty in zip(values.tolist(), as_text, gone, strict=True)
    ]


def _phones(rng: np.random.Generator, size: int) -> Texts:
    """Mobile numbers nobody has; some one digit short, some landlines."""
    phone = codes.telephones(rng, size)
    short = rng.random(size) < 0.03
    landline = "0570-0" + rng.integers(100_000, 999_999, size).astype(str).astype(object)
    phone = np.where(short, np.array([number[:-1] for number in phone], dtype=object), phone)
    return np.where(rng.random(size) < 0.06, landline, np.where(rng.random(size) < 0.05, "", phone))


def _numbers(rng: np.random.Generator, office: str, days: np.ndarray, share: float) -> Texts:
    year = np.where(np.isnat(days), "2015", days.astype("datetime64[Y]").astype(str)).astype(object)
    number = rng.integers(1, 90, len(days)).astype(str).astype(object)
    return np.where(rng.random(len(days)) < share, office + "〔" + year + "〕" + number + "号", "")


def _serials(rng: np.random.Generator, prefix: str, size: int) -> Texts:
    return prefix + rng.integers(990_000_000, 999_999_999, size).astype(str).astype(object) + "号"


def _some_text(rng: np.random.Generator, values: np.ndarray, share: float) -> Texts:
    text = values.astype(str).astype(object)
    text = np.where(rng.random(len(values)) < 0.15, text + "年", text)
    return np.where(rng.random(len(values)) < share, text, texts([""]))
