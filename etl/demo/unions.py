"""The true unions of the invented county: whose they are and whom they cover."""

from datetime import date

import numpy as np
import pandas as pd

from etl.demo import codes
from etl.demo.addresses import township_names
from etl.demo.geography import TOWNSHIPS
from etl.demo.streams import Texts, pick, pick_weighted, some_of, stream, texts
from etl.demo.words import PARKS

UNIONS_PER_ENTERPRISE = 0.075

TYPES = (
    ("joint", 0.080),
    ("federation", 0.050),
    ("work_committee", 0.035),
    ("branch_union", 0.060),
    ("group", 0.040),
    ("preparatory", 0.040),
    ("other", 0.030),
)
"""Shares of the types; the rest are unions of one employer (own)."""

BASE_TYPES = ("own", "joint")
OWN_HOSTS = (("institution", 0.19), ("absent", 0.055), ("outside", 0.02))
"""Hosts of `own` unions that are no enterprise of the registry: offices, schools; unknown there; outside the county."""

JOINT_SHARE_SMALL, JOINT_SHARE_LARGE = 0.26, 0.06
"""Share of organised larger enterprises that a joint union covers, below 60 workers and up to 199."""

INSTITUTIONS = (
    ("12", "机关事业", ("小学", "中学", "幼儿园", "卫生院", "水利管理站", "文化馆", "林场")),
    ("11", "机关事业", ("管理局", "办公室", "服务中心")),
    ("52", "社会组织", ("民办幼儿园", "养老院", "职业培训学校")),
    ("51", "社会组织", ("行业协会", "商会")),
)


_PARTS = (
    "一车间",
    "二车间",
    "三车间",
    "生产部",
    "销售部",
    "质检部",
    "机修班",
    "包装班",
    "后勤部",
    "仓储部",
    "运输队",
    "研发部",
)


def make_unions(
    seed: int, count: int, as_of: date, enterprises: pd.DataFrame, trades: Texts
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The unions (index 0 … count-1) and the coverage of joint ones (union, entity, covered_from, covered_to).

    host is the entity index of the host enterprise, -1 where there is none in the registry; host_kind is enterprise,
    institution, absent (a name the registry does not have), outside or none; covered_to is not-a-time while it lasts.
    """
    rng = stream(seed, "unions")
    frame = pd.DataFrame({"union": np.arange(count), "union_type": _types(rng, count)})
    own_rows = np.flatnonzero(frame["union_type"] == "own")
    organised = _organised(rng, enterprises)
    hosts, joint_members = _own_and_joint(rng, enterprises, organised, len(own_rows))
    frame["host_kind"], frame["host"] = _hosts(rng, frame, enterprises, hosts)
    frame["township"] = _townships(rng, frame, enterprises)
    frame["trade"] = trades[:count]
    rare = frame.index[frame["union_type"] == "joint"][:2]
    # 只有 GB18030 才有的字。
    frame.loc[rare, "trade"] = "䶮" + frame.loc[rare, "trade"]
    frame = frame.join(_host_names(rng, frame, enterprises))
    frame = frame.join(_facts(rng, frame, enterprises, as_of))
    coverage = _coverage(rng, frame, enterprises, joint_members, as_of)
    frame["true_name"] = union_names(rng, frame, frame["host_name"].to_numpy(object), coverage)
    coded = rng.random(count) < np.where(frame["union_type"].isin(BASE_TYPES), 0.55, 0.10)
    bodies = codes.organisation_codes(rng, np.zeros(count, dtype=bool))
    frame["union_code"] = np.where(
        coded, codes.credit_codes(texts(["81"] * count), texts([codes.DISTRICT] * count), bodies), ""
    )
    return frame, coverage


def _types(rng: np.random.Generator, count: int) -> Texts:
    kinds = np.full(count, "own", dtype=object)
    numbers = [max(1, round(count * share)) for _, share in TYPES]
    others = np.repeat(texts([kind for kind, _ in TYPES]), numbers)[:count]
    kinds[rng.permutation(count)[: len(others)]] = others
    return kinds


def legal_and_active(enterprises: pd.DataFrame) -> np.ndarray:
    """Mask of who counts: in the area, active or of unknown status, no branch, individual business or cooperative."""
    counted = ~enterprises["entity_class"].isin(["branch", "individual_business", "cooperative"])
    return (counted & enterprises["status"].isin(["active", "unknown"]) & enterprises["in_area"]).to_numpy()


def _organised(rng: np.random.Generator, enterprises: pd.DataFrame) -> np.ndarray:
    """Which larger enterprises have a union: by township, size and age."""
    headcount = enterprises["headcount"].to_numpy()
    larger = legal_and_active(enterprises) & ((headcount >= 25) | enterprises["above_scale"].to_numpy())
    share = np.array([place.organised for place in TOWNSHIPS] + [0.0])[enterprises["township"].to_numpy()]
    by_size = np.select([headcount >= 100, headcount >= 50], [1.10, 1.02], 0.93)
    young = enterprises["established_on"].to_numpy() > enterprises["established_on"].max() - np.timedelta64(700, "D")
    return larger & (rng.random(len(enterprises)) < np.minimum(share * by_size * np.where(young, 0.5, 1), 0.97))


def _own_and_joint(
    rng: np.random.Generator, enterprises: pd.DataFrame, organised: np.ndarray, own_unions: int
) -> tuple[np.ndarray, np.ndarray]:
    """Entities with a union of their own (at most so many as there are), and larger ones that joint unions cover."""
    headcount = enterprises["headcount"].to_numpy()
    share = np.select([headcount >= 200, headcount >= 60], [0, JOINT_SHARE_LARGE], JOINT_SHARE_SMALL)
    jointly = organised & (rng.random(len(enterprises)) < share)
    wanted = round(own_unions * (1 - sum(share for _, share in OWN_HOSTS)))
    own = rng.permutation(np.flatnonzero(organised & ~jointly))[:wanted]
    small = np.flatnonzero(
        legal_and_active(enterprises) & (headcount >= 4) & (headcount < 25) & ~enterprises["above_scale"].to_numpy()
    )
    weight = headcount[small].astype(float)
    more = rng.choice(small, min(wanted - len(own), len(small)), replace=False, p=weight / weight.sum())
    gone = np.flatnonzero(enterprises["status"].isin(["dissolved", "revoked"]) & enterprises["in_area"])
    hosts = np.concatenate([own, more])
    dissolved = rng.permutation(gone)[: min(len(hosts) // 4, max(2, round(len(hosts) * 0.02)))]
    hosts[len(hosts) - len(dissolved) :] = dissolved
    return rng.permutation(hosts), np.flatnonzero(jointly)


def _hosts(
    rng: np.random.Generator, frame: pd.DataFrame, enterprises: pd.DataFrame, own: np.ndarray
) -> tuple[Texts, np.ndarray]:
    """Host kind and host entity of each union; parts of a union belong to a host that has an own union."""
    kind, host = np.full(len(frame), "none", dtype=object), np.full(len(frame), -1)
    rows = np.flatnonzero(frame["union_type"] == "own")
    host[rows[: len(own)]], kind[rows[: len(own)]] = own, "enterprise"
    rest = rows[len(own) :]
    kind[rest] = pick_weighted(rng, OWN_HOSTS, len(rest))
    parts = np.flatnonzero(frame["union_type"].isin(["branch_union", "group"]))
    large = own[np.argsort(-enterprises["headcount"].to_numpy()[own], kind="stable")][: max(1, len(own) // 3)]
    host[parts], kind[parts] = rng.permutation(np.resize(large, len(parts))), "enterprise"
    coming = np.flatnonzero(frame["union_type"] == "preparatory")
    free = np.setdiff1d(np.flatnonzero(legal_and_active(enterprises) & (enterprises["headcount"].to_numpy() >= 8)), own)
    coming = coming[: len(free)]
    host[coming], kind[coming] = rng.permutation(free)[: len(coming)], "enterprise"
    led = np.flatnonzero((frame["union_type"] == "joint") & (rng.random(len(frame)) < 0.2) & (len(own) > 0))
    host[led], kind[led] = rng.choice(own, len(led)), "enterprise"
    return kind, host


def _townships(rng: np.random.Generator, frame: pd.DataFrame, enterprises: pd.DataFrame) -> np.ndarray:
    weights = np.array([place.weight * place.organised for place in TOWNSHIPS])
    drawn = rng.choice(len(TOWNSHIPS), len(frame), p=weights / weights.sum())
    others = np.flatnonzero(frame["union_type"].isin(["joint", "federation", "work_committee", "other"]))
    drawn[others] = np.arange(len(others)) % len(TOWNSHIPS)
    host = frame["host"].to_numpy()
    found = enterprises["township"].to_numpy()[host]
    return np.where((host >= 0) & (found >= 0), found, drawn)


def _host_names(rng: np.random.Generator, frame: pd.DataFrame, enterprises: pd.DataFrame) -> pd.DataFrame:
    """True name, code and sector of each host; absent hosts are near-copies of enterprises that the registry has."""
    size, kind, host = len(frame), frame["host_kind"].to_numpy(object), frame["host"].to_numpy()
    name = np.where(kind == "enterprise", enterprises["name"].to_numpy(object)[host], "")
    code = np.where(kind == "enterprise", enterprises["credit_code"].to_numpy(object)[host], "")
    sector = np.where(np.isin(kind, ["enterprise", "absent", "outside"]), "企业", "").astype(object)
    trade, prefix = frame["trade"].to_numpy(object), texts(["91"] * size)
    which = rng.integers(0, len(INSTITUTIONS), size)
    for number, (department, group, endings) in enumerate(INSTITUTIONS):
        rows = np.flatnonzero((kind == "institution") & (which == number))
        name[rows] = "常山县" + trade[rows] + pick(rng, endings, len(rows))
        sector[rows], prefix[rows] = group, department
    absent = np.flatnonzero(kind == "absent")
    near = enterprises.iloc[rng.integers(0, len(enterprises), len(absent))]
    name[absent] = _near_copies(rng, near)
    outside = np.flatnonzero(kind == "outside")
    name[outside] = (
        pick(rng, ("浙江", "杭州", "金华"), len(outside))
        + trade[outside]
        + pick(rng, ("物流", "建设", "保安服务"), len(outside))
        + "有限公司"
    )
    bodies = codes.organisation_codes(rng, np.ones(size, dtype=bool))
    fresh = codes.credit_codes(prefix, texts([codes.DISTRICT] * size), bodies)
    code = np.where(np.isin(kind, ["institution", "absent", "outside"]), fresh, code)
    return pd.DataFrame({"host_name": name, "host_code": code, "host_sector": sector})


def _near_copies(rng: np.random.Generator, near: pd.DataFrame) -> Texts:
    """Names of firms that are not the near one: same trade name, another line or another place."""
    trade, word = near["trade"].to_numpy(object), near["word"].to_numpy(object)
    other_line = "常山县" + trade + word + pick(rng, ("制造", "销售", "科技", "发展"), len(near)) + "有限公司"
    other_place = pick(rng, ("江山", "开化", "龙游"), len(near)) + trade + word + "有限公司"
    return np.where(rng.random(len(near)) < 0.6, other_line, other_place)


def _facts(rng: np.random.Generator, frame: pd.DataFrame, enterprises: pd.DataFrame, as_of: date) -> pd.DataFrame:
    size, host, today = len(frame), frame["host"].to_numpy(), np.datetime64(as_of, "D")
    born = np.where(
        host >= 0,
        enterprises["established_on"].to_numpy()[host].astype("datetime64[D]"),
        np.datetime64("1998-05-01", "D"),
    )
    born = np.maximum(born + 60, np.datetime64("1995-01-01", "D"))
    span = np.maximum((today - born).astype(int) - 20, 1)
    established = np.minimum(born + (rng.random(size) ** 0.8 * span).astype(int), today - 12)
    employees = np.where(
        host >= 0, enterprises["headcount"].to_numpy()[host], np.maximum(rng.lognormal(3.3, 0.7, size).astype(int), 3)
    )
    employees = np.maximum((employees * rng.uniform(0.9, 1.1, size)).astype(int), 1)
    members = np.maximum((employees * rng.uniform(0.80, 1.0, size)).astype(int), 1)
    female = (members * rng.uniform(0.15, 0.75, size)).astype(int)
    withdrawn = some_of(rng, (frame["union_type"] == "own").to_numpy(), 0.02)
    status = np.where(withdrawn, "dissolved", np.where(frame["union_type"] == "preparatory", "preparatory", "active"))
    return pd.DataFrame(
        {
            "established_on": established,
            "employees": employees,
            "members": members,
            "female_members": female,
            "status": status.astype(object),
        }
    )


def _coverage(
    rng: np.random.Generator, frame: pd.DataFrame, enterprises: pd.DataFrame, larger: np.ndarray, as_of: date
) -> pd.DataFrame:
    """Whom each joint union covers: the larger ones given, small neighbours, a few with an own union; some ended."""
    joint = frame.index[frame["union_type"] == "joint"].to_numpy()
    listed = joint[: max(1, round(len(joint) * 0.88))]
    small = np.flatnonzero(legal_and_active(enterprises) & (enterprises["headcount"].to_numpy() < 25))
    extra = rng.choice(small, min(len(small), len(listed) * 7), replace=False)
    both = frame.loc[(frame["union_type"] == "own") & (frame["host"] >= 0), "host"].to_numpy()
    both = rng.permutation(both.copy())[: max(3, round(len(both) * 0.012))]
    entity = np.unique(np.concatenate([larger, extra, both]))
    township, places = enterprises["township"].to_numpy()[entity], frame["township"].to_numpy()[listed]
    order = rng.permutation(len(listed))
    union = listed[rng.integers(0, len(listed), len(entity))]
    for place in range(len(TOWNSHIPS)):
        near, rows = order[places[order] == place], np.flatnonzero(township == place)
        if len(near):
            union[rows] = listed[near[rng.integers(0, len(near), len(rows))]]
    start = frame["established_on"].to_numpy()[union].astype("datetime64[D]")
    begun = np.minimum(start + rng.integers(0, 400, len(entity)), np.datetime64(as_of, "D") - 5)
    ended = (rng.random(len(entity)) < 0.05) & ~np.isin(entity, larger)
    end = np.where(ended, np.datetime64(as_of, "D") - rng.integers(1, 5, len(entity)), np.datetime64("NaT", "D"))
    table = pd.DataFrame(
        {"union": union, "entity": entity, "covered_from": begun, "covered_to": end.astype("datetime64[D]")}
    )
    return table.sort_values(["union", "entity"], ignore_index=True)


def union_names(rng: np.random.Generator, frame: pd.DataFrame, host_name: Texts, coverage: pd.DataFrame) -> Texts:
    """Names by the habits of each type; `host_name` is the host as whoever named the union wrote it."""
    size, place, trade = len(frame), township_names(frame["township"].to_numpy()), frame["trade"].to_numpy(object)
    covered = np.bincount(coverage["union"], minlength=size)
    several = trade + "等" + np.maximum(covered, 2).astype(str).astype(object) + "家企业联合工会委员会"
    number = frame.groupby(["union_type", "township"]).cumcount().to_numpy()
    part = frame.groupby(["union_type", "host"]).cumcount().to_numpy() % len(_PARTS)
    common, ending = (
        number == 0,
        pick_weighted(rng, (("工会委员会", 0.74), ("工会", 0.20), ("基层工会委员会", 0.06)), size),
    )
    joint_kinds = pick(rng, ("商圈联合工会委员会", "楼宇联合工会", "片区联合工会委员会"), size)
    made = {
        "own": host_name + ending,
        "joint": np.where(rng.random(size) < 0.35, place + several, place + trade + joint_kinds),
        "federation": np.where(
            common, place + "工会联合会", place + trade + pick(rng, ("行业工会联合会", "商圈工会联合会"), size)
        ),
        "work_committee": np.where(
            common, place + "工会工作委员会", pick(rng, PARKS, size) + trade + "片工会工作委员会"
        ),
        "branch_union": host_name + texts(_PARTS)[part] + "分工会",
        "group": host_name + texts(_PARTS)[part] + "工会小组",
        "preparatory": host_name + pick(rng, ("工会筹备组", "工会委员会筹备组"), size),
        "other": np.where(common, place + "总工会", place + trade + "工会办事处"),
    }
    result = np.full(size, "", dtype=object)
    for kind, names in made.items():
        result = np.where(frame["union_type"] == kind, names, result)
    return result
