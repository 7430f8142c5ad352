"""The true enterprises of the invented county, before anybody wrote them down."""

from datetime import date

import numpy as np
import pandas as pd

from etl.demo import codes
from etl.demo.addresses import points, settle, township_names
from etl.demo.geography import TOWNSHIPS
from etl.demo.industries import INDUSTRIES
from etl.demo.streams import Texts, by_key, pick, pick_weighted, some_of, stream, texts
from etl.demo.words import GIVEN, OUTSIDE_PREFIXES, PLACE_PREFIXES, SURNAMES

CLASSES = (
    ("company", 0.655),
    ("branch", 0.055),
    ("sole_proprietorship", 0.06),
    ("partnership", 0.03),
    ("individual_business", 0.10),
    ("cooperative", 0.06),
    ("state_owned", 0.008),
    ("collective", 0.012),
    ("foreign_invested", 0.02),
)
CREDIT_PREFIX = {"individual_business": "92", "cooperative": "93"}

LARGER_SHARE = 0.036
"""Share of all enterprises with 25 or more workers."""
LARGER_FACTOR = {
    "company": 1.0,
    "foreign_invested": 3.0,
    "state_owned": 3.0,
    "collective": 0.8,
    "sole_proprietorship": 0.35,
    "branch": 0.35,
    "partnership": 0.1,
    "cooperative": 0.03,
    "individual_business": 0.005,
}

STATUSES = (("dissolved", 0.52), ("revoked", 0.26), ("moved_out", 0.10), ("closed", 0.07), ("liquidating", 0.05))
INACTIVE_SHARE, DORMANT_SHARE, STATUS_UNKNOWN_SHARE = 0.078, 0.006, 0.012
ABOVE_SCALE_PER_ENTERPRISE = 130 / 12_000

PARTNERSHIPS = ("合伙企业（有限合伙）", "合伙企业（普通合伙）", "事务所（普通合伙）")
STALL_ENDINGS = (("", 0.75), ("（个体工商户）", 0.25))

LETTERED_SINCE = np.datetime64("2015-10-01")
"""Since then body codes begin with MA and nobody gets a 15-digit registration number any more."""


def make_enterprises(seed: int, size: int, as_of: date, villages: pd.DataFrame, trades: Texts) -> pd.DataFrame:
    """One row per true enterprise (index 0 … size-1): identity, industry, size, status, place. See the columns below.

    headcount is the true number of workers; revenue and assets in 10,000 CNY; capital in 10,000 of its currency;
    head is the index of a branch's head office in the county, -1 otherwise; lon and lat are WGS84.
    """
    rng = stream(seed, "enterprises")
    frame = pd.DataFrame({"entity": np.arange(size), "entity_class": pick_weighted(rng, CLASSES, size)})
    frame = frame.join(_industry(rng, frame["entity_class"].to_numpy(object)))
    frame = frame.join(_size(rng, frame))
    frame = frame.join(_life(rng, frame, as_of))
    frame = frame.join(settle(seed, size, frame["section"].isin(["B", "C"]).to_numpy(), villages))
    frame = frame.join(points(seed, frame, villages))
    frame["in_area"] = frame["township"] >= 0
    frame["head"] = _heads(rng, frame)
    frame["trade"] = _shared_trades(rng, frame, trades[:size])
    frame["name"], frame["former_name"] = _names(rng, frame, trades)
    frame["legal_representative"] = people(rng, size)
    frame["credit_code"] = _codes(rng, frame)
    frame["registration_number"] = np.where(
        frame["established_on"] < LETTERED_SINCE, codes.registration_numbers(rng, size), ""
    )
    frame["above_scale"] = _above_scale(rng, frame)
    return frame


def people(rng: np.random.Generator, size: int) -> Texts:
    """Names of people who do not exist: surname, 某 and a counting character."""
    return pick(rng, SURNAMES, size) + "某" + np.where(rng.random(size) < 0.7, pick(rng, GIVEN, size), "")


def _industry(rng: np.random.Generator, entity_class: Texts) -> pd.DataFrame:
    weights = np.array([industry.weight for industry in INDUSTRIES])
    farming = np.array([industry.weight * (industry.section == "A") for industry in INDUSTRIES])
    serving = np.array([industry.weight * (industry.section in "FGHO") for industry in INDUSTRIES])
    index = rng.choice(len(weights), len(entity_class), p=weights / weights.sum())
    for kind, chances in (("cooperative", farming), ("individual_business", serving)):
        rows = np.flatnonzero(entity_class == kind)
        index[rows] = rng.choice(len(weights), len(rows), p=chances / chances.sum())
    words = texts([pick(rng, industry.words, 1)[0] for industry in INDUSTRIES])[index]
    # 同一大类里各企业用词不同。
    for number, industry in enumerate(INDUSTRIES):
        rows = np.flatnonzero(index == number)
        words[rows] = pick(rng, industry.words, len(rows))
    columns = {
        name: texts([getattr(industry, name) for industry in INDUSTRIES])[index]
        for name in ("section", "division", "class_code")
    }
    return pd.DataFrame({"industry": index, "word": words, **columns})


def _size(rng: np.random.Generator, frame: pd.DataFrame) -> pd.DataFrame:
    size, industry = len(frame), frame["industry"].to_numpy()
    factor = by_key(frame["entity_class"].to_numpy(object), LARGER_FACTOR).astype(float)
    chance = np.array([industry.larger for industry in INDUSTRIES])[industry] * factor
    chance = np.minimum(chance * LARGER_SHARE / chance.mean(), 0.9)
    small = np.minimum(1 + rng.lognormal(np.log(3.0), 0.95, size), 24).astype(int)
    ceiling = np.where(frame["section"].isin(["C", "E"]), 3200, 480)
    large = np.minimum(25 * (1 - rng.random(size)) ** (-1 / 1.15), ceiling * rng.uniform(0.6, 1, size)).astype(int)
    is_large = rng.random(size) < chance
    headcount = np.where(is_large, np.maximum(large, 25), small)
    per_worker = np.array([industry.revenue for industry in INDUSTRIES])[industry]
    revenue = np.round(headcount * per_worker * rng.lognormal(0, 0.7, size), 2)
    assets = np.round(revenue * rng.lognormal(-0.1, 0.6, size), 2)
    steps = np.array(
        [1, 3, 5, 10, 20, 30, 50, 80, 100, 118, 200, 300, 500, 508, 800, 1000, 1280, 2000, 3000, 5000, 10000]
    )
    capital = steps[np.clip(np.searchsorted(steps, assets * rng.lognormal(-0.5, 0.6, size)), 0, len(steps) - 1)]
    return pd.DataFrame({"headcount": headcount, "revenue": revenue, "assets": assets, "capital": capital})


def _life(rng: np.random.Generator, frame: pd.DataFrame, as_of: date) -> pd.DataFrame:
    size, today, larger = len(frame), np.datetime64(as_of, "D"), frame["headcount"].to_numpy() >= 25
    age = rng.exponential(np.where(larger, 9.5, 6.5) * 365, size).astype(int) + 6
    longest = int((today - np.datetime64("1985-01-01", "D")).astype(int))
    established = today - np.where(age > longest, rng.integers(1500, longest, size), age)
    draw, status = rng.random(size), np.full(size, "active", dtype=object)
    inactive = draw < np.where(larger, INACTIVE_SHARE * 0.45, INACTIVE_SHARE)
    status[inactive] = pick_weighted(rng, STATUSES, int(inactive.sum()))
    status[(draw > 1 - DORMANT_SHARE) & ~larger] = "dormant"
    status[(draw < 1 - DORMANT_SHARE) & (draw > 1 - DORMANT_SHARE - STATUS_UNKNOWN_SHARE)] = "unknown"
    since = (today - established).astype(int)
    ended = today - (rng.random(size) ** 2 * np.maximum(since - 1, 1)).astype(int)
    closed = np.where(np.isin(status, ["dissolved", "moved_out", "closed"]), ended, np.datetime64("NaT", "D"))
    return pd.DataFrame({"established_on": established, "status": status, "closed_on": closed.astype("datetime64[D]")})


def _heads(rng: np.random.Generator, frame: pd.DataFrame) -> np.ndarray:
    """Head office in the county for nearly half of the branches, by size of the head office."""
    can = np.flatnonzero(
        (frame["entity_class"] == "company") & (frame["status"] == "active") & (frame["headcount"] >= 5)
    )
    head = np.full(len(frame), -1)
    if not len(can):
        return head
    branches = np.flatnonzero((frame["entity_class"] == "branch") & (rng.random(len(frame)) < 0.45))
    weight = frame["headcount"].to_numpy()[can].astype(float)
    head[branches] = rng.choice(can, len(branches), p=weight / weight.sum())
    return head


def _shared_trades(rng: np.random.Generator, frame: pd.DataFrame, trades: Texts) -> Texts:
    """Some trade names stand on two enterprises of other industries: groups, and near-copies."""
    rows = np.flatnonzero(some_of(rng, (frame["entity_class"] == "company").to_numpy(), 0.05))
    shared = trades.copy()
    shared[rows] = trades[rng.integers(0, len(trades), len(rows))]
    return shared


def _names(rng: np.random.Generator, frame: pd.DataFrame, trades: Texts) -> tuple[Texts, Texts]:
    """Names of all enterprises, each different, and the former name of some ('' for the others)."""
    name = _named(rng, frame, frame["trade"].to_numpy(object))
    repeated = pd.Series(name).duplicated(keep="first").to_numpy() & (frame["entity_class"] != "branch").to_numpy()
    own = np.where(repeated, trades[: len(frame)], frame["trade"])
    name = np.where(repeated, _named(rng, frame, own), name)
    name = _branch_names(rng, frame, name)
    order = pd.Series(name).groupby(name).cumcount().to_numpy()
    name = np.where(order > 0, name + "第" + (order + 1).astype(str).astype(object) + "经营点", name)
    name = _bracket_twins(rng, frame, name)
    name = _not_unions(rng, frame, name)
    renamed = np.flatnonzero(
        some_of(
            rng, frame["entity_class"].isin(["company", "foreign_invested", "sole_proprietorship"]).to_numpy(), 0.05
        )
    )
    former = np.full(len(frame), "", dtype=object)
    older = trades[len(frame) : len(frame) + len(renamed)]
    former[renamed] = _named(
        rng,
        frame.iloc[renamed],
        np.where(rng.random(len(renamed)) < 0.5, older, frame["trade"].to_numpy(object)[renamed]),
    )
    return name, np.where(former == name, "", former)


def _bracket_twins(rng: np.random.Generator, frame: pd.DataFrame, name: Texts) -> Texts:
    """Three pairs of different companies whose names differ by the width of the brackets alone."""
    company = (frame["entity_class"] == "company").to_numpy() & (frame["head"] < 0).to_numpy()
    first = rng.permutation(np.flatnonzero(company & (np.char.find(name.astype(str), "（") >= 0)))[:3]
    second = rng.permutation(np.setdiff1d(np.flatnonzero(company & ~np.isin(frame.index, frame["head"])), first))[
        : len(first)
    ]
    twins = name.copy()
    twins[second] = [text.replace("（", "(").replace("）", ")") for text in name[first]]
    return twins


def _not_unions(rng: np.random.Generator, frame: pd.DataFrame, name: Texts) -> Texts:
    """A few firms have 工会 in their name and are no union."""
    serving = ((frame["section"] == "L") & (frame["entity_class"] == "company")).to_numpy()
    rows = np.flatnonzero(some_of(rng, serving, 0.004, least=4))
    rows = np.setdiff1d(rows, frame["head"])
    result = name.copy()
    result[rows] = "常山县" + frame["trade"].to_numpy(object)[rows] + "工会服务有限公司"
    return result


def _named(rng: np.random.Generator, frame: pd.DataFrame, trade: Texts) -> Texts:
    """Place + trade name + industry word + legal form, by the habits of each class."""
    core, entity_class = trade + frame["word"].to_numpy(object), frame["entity_class"].to_numpy(object)
    township, mining = township_names(frame["township"].to_numpy()), frame["section"].isin(["B", "C"]).to_numpy()
    result = _company_names(rng, frame, trade)

    def shop(rows: np.ndarray) -> Texts:
        return (
            pick(rng, ("常山县", "常山"), len(rows))
            + core[rows]
            + np.where(mining[rows], "厂", "经营部").astype(object)
        )

    def stall(rows: np.ndarray) -> Texts:
        ending = pick_weighted(rng, STALL_ENDINGS, len(rows))
        return "常山县" + township[rows] + core[rows] + pick(rng, ("店", "经营部", "商店"), len(rows)) + ending

    made = {
        "sole_proprietorship": shop,
        "partnership": lambda rows: (
            pick_weighted(rng, PLACE_PREFIXES, len(rows)) + core[rows] + pick(rng, PARTNERSHIPS, len(rows))
        ),
        "individual_business": stall,
        "cooperative": lambda rows: "常山县" + core[rows] + "专业合作社",
        "state_owned": lambda rows: "常山县" + core[rows] + pick(rng, ("公司", "总公司"), len(rows)),
        "collective": lambda rows: "常山县" + core[rows] + pick(rng, ("厂", "供应站"), len(rows)),
        "foreign_invested": lambda rows: trade[rows] + "（浙江）" + frame["word"].to_numpy(object)[rows] + "有限公司",
    }
    for kind, make in made.items():
        rows = np.flatnonzero(entity_class == kind)
        result[rows] = make(rows)
    return result


def _company_names(rng: np.random.Generator, frame: pd.DataFrame, trade: Texts) -> Texts:
    """常山县某某轴承有限公司, now and then 某某（常山）轴承有限公司."""
    size, word = len(frame), frame["word"].to_numpy(object)
    form = pick_weighted(rng, (("有限公司", 0.90), ("有限责任公司", 0.07), ("股份有限公司", 0.03)), size)
    form[(frame["headcount"].to_numpy() >= 300) & (rng.random(size) < 0.4)] = "集团有限公司"
    result = pick_weighted(rng, PLACE_PREFIXES, size) + trade + word + form
    rows = np.flatnonzero(rng.random(size) < 0.035)
    result[rows] = trade[rows] + pick(rng, ("（浙江）", "（常山）", "（衢州）"), len(rows)) + word[rows] + "有限公司"
    return result


def _branch_names(rng: np.random.Generator, frame: pd.DataFrame, name: Texts) -> Texts:
    """A branch carries its head office's name; head offices outside the county are invented too."""
    head, result = frame["head"].to_numpy(), name.copy()
    branch = (frame["entity_class"] == "branch").to_numpy()
    stem = texts([place.name.removesuffix(place.kind) for place in TOWNSHIPS] + ["常山"])[frame["township"].to_numpy()]
    inside, outside = np.flatnonzero(branch & (head >= 0)), np.flatnonzero(branch & (head < 0))
    result[inside] = name[head[inside]] + stem[inside] + pick(rng, ("分公司", "分厂", "营业部"), len(inside))
    core = (frame["trade"] + frame["word"]).to_numpy(object)[outside]
    ending = pick(rng, ("常山分公司", "常山县分公司", "常山营业部"), len(outside))
    result[outside] = pick_weighted(rng, OUTSIDE_PREFIXES, len(outside)) + core + "有限公司" + ending
    return result


def _codes(rng: np.random.Generator, frame: pd.DataFrame) -> Texts:
    prefix = by_key(frame["entity_class"].to_numpy(object), CREDIT_PREFIX, "91")
    district = np.where(rng.random(len(frame)) < 0.04, pick(rng, codes.OTHER_DISTRICTS, len(frame)), codes.DISTRICT)
    bodies = codes.organisation_codes(rng, (frame["established_on"] >= LETTERED_SINCE).to_numpy())
    return codes.credit_codes(prefix, district, bodies)


def _above_scale(rng: np.random.Generator, frame: pd.DataFrame) -> np.ndarray:
    """The statistics office's list: by revenue with some noise, mostly industry; a few have fewer than 25 workers."""
    count = max(3, round(len(frame) * ABOVE_SCALE_PER_ENTERPRISE))
    legal = frame["entity_class"].isin(["company", "foreign_invested", "state_owned"]) & frame["status"].isin(
        ["active", "unknown"]
    )
    industry = (
        frame["section"].isin(["B", "C", "D"]).to_numpy() * 2.2
        + frame["section"].isin(["E", "F", "G", "I", "H"]).to_numpy() * 0.35
    )
    score = (
        frame["revenue"].to_numpy()
        * industry
        * legal.to_numpy()
        * frame["in_area"].to_numpy()
        * rng.lognormal(0, 0.5, len(frame))
    )
    listed = np.zeros(len(frame), dtype=bool)
    listed[np.argsort(-score, kind="stable")[:count]] = True
    return listed & (score > 0)
