"""What happens in unions: meetings, agreements, surveys, courses. Columns are the files' headers; `union` is whose."""

import hashlib

import numpy as np
import pandas as pd

from etl.demo.dates import write_dates
from etl.demo.streams import Texts, iso, pick, pick_weighted, stream
from etl.demo.union_life import every
from etl.demo.world import World

HABITS = (
    ("会员大会", 365, (("会员大会", 0.6), ("会员代表大会", 0.3), ("第三届会员（代表）大会", 0.1)), 0.7),
    ("职代会", 365, (("职代会", 0.6), ("职工代表大会", 0.25), ("职工大会", 0.15)), 0.5),
    ("委员会会议", 80, (("委员会会议", 0.7), ("工会委员会会议", 0.3)), 0.1),
    ("活动", 88, (("活动", 0.5), ("文体活动", 0.3), ("送清凉活动", 0.2)), 0.4),
    ("民主恳谈", 700, (("民主恳谈", 0.7), ("职工恳谈会", 0.3)), 0.2),
)
"""What a working union does: every how many days, the words for it, which share of the members comes."""
GRADES = (("B", 0.14), ("C", 0.66), ("D", 0.12), ("", 0.08))
CHECKED, AWAKE = 0.4, 0.3
"""Share of the good unions whose meetings the union above checks; share of its meetings that a sleepy union holds."""
SHARED_ATTACHMENTS = 7
"""So many attachments serve all shells: one photograph under many names."""
COURSES = ("新任工会主席培训班", "工会财务培训班", "集体协商指导员培训班", "女职工工作培训班", "工会干部培训班")


def meetings(world: World, life: pd.DataFrame) -> pd.DataFrame:
    """Meetings of the unions that live, and what shells report at the end of the year."""
    rng = stream(world.seed, "meetings")
    members = world.unions["members"].to_numpy()
    working = life[life["state"] != "shell"].reset_index(drop=True)
    checked = (working["kind"] == "good").to_numpy() & (rng.random(len(working)) < CHECKED)
    parts = []
    for _kind, days, words, share in HABITS:
        index, held = every(rng, working, days)
        held_at_all = (working["kind"].to_numpy()[index] != "sleepy") | (rng.random(len(index)) < AWAKE)
        index, held = index[held_at_all], held[held_at_all]
        union = working["union"].to_numpy()[index]
        came = members[union] * share * rng.uniform(0.5, 1.2, len(union))
        parts.append(
            pd.DataFrame(
                {
                    "union": union,
                    "held_on": held,
                    "会议类型": pick_weighted(rng, words, len(union)),
                    "参加人数": np.clip(came, 3, np.maximum(members[union], 3)).astype(int).astype(str),
                    "证据等级": _grades(rng, working["kind"].to_numpy(object)[index], checked[index]),
                    "附件指纹": "",
                }
            )
        )
    parts += [_ticked(rng, world, life[life["kind"] == "ticked"]), _on_paper(rng, world, life[life["kind"] == "paper"])]
    table = pd.concat(parts, ignore_index=True)
    numbers = rng.integers(1, 99, len(table)).astype(str).astype(object)
    noted = np.isin(table["证据等级"].to_numpy(object), ["B", "C"])
    year = table["held_on"].to_numpy().astype("datetime64[Y]").astype(str).astype(object)
    table["证据编号"] = np.where(noted, "工会纪要〔" + year + "〕" + numbers + "号", "")
    return table.assign(召开日期=iso(table.pop("held_on").to_numpy().astype("datetime64[D]")))


def _grades(rng: np.random.Generator, kind: Texts, checked: np.ndarray) -> Texts:
    """Grades of what really happened: of some good unions the union above checks all; poor paperwork is ticks."""
    told = np.where(kind == "poor_paperwork", pick(rng, ("D", ""), len(kind)), pick_weighted(rng, GRADES, len(kind)))
    return np.where(checked, "B", told)


def _on_paper(rng: np.random.Generator, world: World, shells: pd.DataFrame) -> pd.DataFrame:
    """All the meetings that there should be, with attachments that others use too: good papers over nothing."""
    prints = [hashlib.sha256(f"paper {world.seed} {one}".encode()).hexdigest() for one in range(SHARED_ATTACHMENTS)]
    parts = []
    for _kind, days, words, _share in HABITS:
        index, held = every(rng, shells, days)
        size = len(index)
        parts.append(
            pd.DataFrame(
                {
                    "union": shells["union"].to_numpy()[index],
                    "held_on": held,
                    "会议类型": pick_weighted(rng, words, size),
                    "参加人数": pick(rng, ("20", "30", "50"), size),
                    "证据等级": "C",
                    "附件指纹": pick(rng, prints, size),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _ticked(rng: np.random.Generator, world: World, shells: pd.DataFrame) -> pd.DataFrame:
    """Two or three activities every December, told by the union alone, with attachments that others use too."""
    years = np.arange(world.as_of.year - 3, world.as_of.year)
    union = np.repeat(shells["union"].to_numpy(), len(years) * 2)
    year = np.tile(np.repeat(years, 2), len(shells))
    held = np.array([f"{number}-12-01" for number in year], "datetime64[D]") + rng.integers(3, 29, len(union))
    prints = [hashlib.sha256(f"{world.seed} {number}".encode()).hexdigest() for number in range(SHARED_ATTACHMENTS)]
    table = pd.DataFrame(
        {
            "union": union,
            "held_on": held,
            "会议类型": "活动",
            "参加人数": pick(rng, ("20", "30", "50"), len(union)),
            "证据等级": pick_weighted(rng, (("D", 0.7), ("C", 0.3)), len(union)),
            "附件指纹": pick(rng, prints, len(union)),
        }
    )
    lived = shells.set_index("union").loc[table["union"]]
    within = (table["held_on"].to_numpy() >= lived["lived_from"].to_numpy()) & (
        table["held_on"].to_numpy() <= lived["lived_to"].to_numpy()
    )
    return table[within]


def agreements(world: World, life: pd.DataFrame) -> pd.DataFrame:
    """Agreements: three years, wages every year, women's. Shells sign a template, without a raise and a review."""
    rng = stream(world.seed, "agreements")
    working, shells = life[life["state"] != "shell"], life[life["kind"].isin(["ticked", "paper"])]
    kinds = (("集体合同", 3, 0.72), ("工资专项", 1, 0.6), ("女职工专项", 3, 0.4))
    parts = []
    for group, keeps in ((working, 1.0), (shells, 0.5)):
        for kind, years, share in kinds:
            chosen = group[rng.random(len(group)) < share * keeps]
            index, signed = every(rng, chosen, years * 365)
            starts = signed + rng.integers(0, 30, len(index))
            parts.append(
                pd.DataFrame(
                    {
                        "union": chosen["union"].to_numpy()[index],
                        "合同类型": pick(rng, (kind, f"{kind}集体合同" if kind != "集体合同" else kind), len(index)),
                        "signed": signed,
                        "starts": starts,
                        "ends": starts + years * 365 - 1,
                        "人社审查号": _reviews(rng, signed, 0.75 * keeps if group is working else 0.0),
                        "工资增幅(%)": _raises(rng, len(index), kind == "工资专项" and group is working),
                    }
                )
            )
    table = pd.concat(parts, ignore_index=True)
    days = {header: table.pop(name).to_numpy() for header, name in DAYS.items()}
    written = {header: write_dates(rng, day.astype("datetime64[D]"))[0] for header, day in days.items()}
    return table.assign(**{header: [str(cell) for cell in cells] for header, cells in written.items()})


DAYS = {"签订日期": "signed", "生效日期": "starts", "到期日期": "ends"}


def _reviews(rng: np.random.Generator, signed: np.ndarray, share: float) -> Texts:
    year = signed.astype("datetime64[Y]").astype(str).astype(object)
    number = rng.integers(1, 400, len(signed)).astype(str).astype(object)
    return np.where(rng.random(len(signed)) < share, "常人社集审〔" + year + "〕" + number + "号", "")


def _raises(rng: np.random.Generator, size: int, told: bool) -> Texts:
    raised = pick_weighted(rng, (("3", 0.2), ("5", 0.3), ("5%", 0.15), ("6.5", 0.15), ("", 0.2)), size)
    return raised if told else np.where(raised == raised, "", raised)


def surveys(world: World, life: pd.DataFrame) -> pd.DataFrame:
    """What the county's union found where it asked: in three of ten, in the last year and a half."""
    rng = stream(world.seed, "surveys")
    asked = life[(rng.random(len(life)) < 0.3) & (life["lived_from"] < life["lived_to"])]
    sampled = np.clip(world.unions["members"].to_numpy()[asked["union"]] // 8, 5, 40)
    working = (asked["state"] == "alive").to_numpy()
    aware = np.where(working, rng.uniform(0.6, 1.0, len(asked)), rng.uniform(0.0, 0.35, len(asked)))
    satisfied = aware * rng.uniform(0.75, 1.0, len(asked))
    day = np.datetime64(world.as_of, "D") - rng.integers(5, 540, len(asked))
    return pd.DataFrame(
        {
            "union": asked["union"].to_numpy(),
            "调查日期": iso(day),
            "抽样人数": sampled.astype(str),
            "知晓人数": (sampled * aware).astype(int).astype(str),
            "满意人数": (sampled * satisfied).astype(int).astype(str),
            "调查单位": pick_weighted(rng, (("县总工会", 0.8), ("乡镇总工会", 0.2)), len(asked)),
        }
    )


def courses(world: World, life: pd.DataFrame) -> pd.DataFrame:
    """Who was at which course, by numbers alone."""
    rng = stream(world.seed, "courses")
    chosen = life[rng.random(len(life)) < np.where(life["state"] == "alive", 0.6, 0.15)]
    index, day = every(rng, chosen, 500)
    attended = rng.integers(1, 4, len(index))
    return pd.DataFrame(
        {
            "union": chosen["union"].to_numpy()[index],
            "培训班": pick(rng, COURSES, len(index)),
            "培训日期": iso(day.astype("datetime64[M]").astype("datetime64[D]") + 10),
            "参训人数": attended.astype(str),
            "结业人数": np.minimum(attended, rng.integers(0, 4, len(index))).astype(str),
        }
    )
