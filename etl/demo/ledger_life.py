"""What the ledger says of a base union by how it lives: good ones are in order, papers of shells miss or shine."""

from typing import NamedTuple

import numpy as np

from etl.demo.streams import Texts, iso, pick, stream, texts
from etl.demo.union_life import SHELLS
from etl.demo.world import World
from etl.demo.writers import Cell


class Habit(NamedTuple):
    """Chances, by kind of life: a ledger's cell is as it should be (else empty or a failing); the roster's share."""

    in_term: float
    chair: float
    approved: float
    committees: float
    account: float
    report: float
    verified: float
    roster: tuple[float, float]


HABITS = {
    "good": Habit(0.95, 0.98, 0.96, 0.94, 0.95, 0.95, 0.40, (0.82, 1.0)),
    "sleepy": Habit(0.60, 0.90, 0.85, 0.75, 0.80, 0.70, 0.10, (0.6, 1.0)),
    "poor_paperwork": Habit(0.90, 0.90, 0.50, 0.85, 0.85, 0.60, 0.05, (0.6, 1.0)),
    "plaque": Habit(0.12, 0.45, 0.40, 0.15, 0.10, 0.10, 0.02, (0.0, 0.4)),
    "ticked": Habit(0.35, 0.85, 0.60, 0.95, 0.70, 0.40, 0.0, (0.2, 0.7)),
    "fake_members": Habit(0.40, 0.80, 0.40, 0.50, 0.40, 0.30, 0.02, (0.05, 0.3)),
    "paper": Habit(0.90, 0.95, 0.90, 1.0, 0.95, 0.95, 0.0, (0.9, 1.0)),
    "one_chair": Habit(0.30, 1.0, 0.50, 0.40, 0.30, 0.30, 0.02, (0.2, 0.7)),
    "abandoned": Habit(0.20, 0.55, 0.60, 0.40, 0.30, 0.10, 0.02, (0.2, 0.8)),
    "zombie": Habit(0.30, 0.70, 0.80, 0.60, 0.50, 0.20, 0.02, (0.2, 0.8)),
}
POSTS = ("", "办公室主任", "车间主任", "工会干事", "党支部副书记")
MANAGERS = ("总经理", "副总经理", "人力资源部经理")
UNIONS_A_CHAIR, EQUAL_MEMBERS = 6, 30


def as_it_lives(
    world: World, kind: Texts, begun: np.ndarray, cells: dict[str, list[Cell] | Texts]
) -> dict[str, list[Cell] | Texts]:
    """The ledger's cells about unions whose life is known (`kind`, '' for others, which keep theirs), by header."""
    rng, size, today = stream(world.seed, "ledger by life"), len(kind), np.datetime64(world.as_of, "D")
    known = kind != ""
    habit = {name: np.array([getattr(HABITS.get(one, HABITS["good"]), name) for one in kind]) for name in Habit._fields}

    def holds(name: str) -> np.ndarray:
        return rng.random(size) < habit[name]

    def kept(header: str, values: Texts) -> Texts:
        return np.where(known, values, texts(cells[header]) if header in cells else "")

    in_term = holds("in_term")
    age = np.where(in_term, rng.integers(60, 1000, size), rng.integers(2250, 3600, size))
    term = np.maximum(today - age, begun)
    in_chair = holds("chair")
    is_new = np.char.str_len(np.array(cells["主席姓名"], dtype=str)) == 0
    name = np.where(in_chair & is_new, "赵某某", cells["主席姓名"])
    shared = np.flatnonzero(kind == "one_chair")
    person = np.arange(len(shared)) // UNIONS_A_CHAIR
    phone = np.array(cells["主席电话"], dtype=object)
    name[shared] = [f"钱某{'甲乙丙丁戊己庚辛壬癸'[one % 10]}" for one in person]
    phone[shared] = [f"1200000{one:04d}" for one in person]
    manages = np.isin(kind, SHELLS) & (kind != "paper") & (rng.random(size) < 0.35)
    return {
        "批复文号": kept("批复文号", _numbers(rng, begun, holds("approved"))),
        "实名制人数": _roster(rng, kind, habit["roster"], cells),
        **_members(kind, cells),
        "主席姓名": kept("主席姓名", np.where(in_chair, name, "")),
        "主席电话": kept("主席电话", np.where(in_chair, phone, "")),
        "主席其他职务": kept("主席其他职务", np.where(manages, pick(rng, MANAGERS, size), pick(rng, POSTS, size))),
        "主席空缺起始": kept("主席空缺起始", np.where(in_chair, "", iso(today - rng.integers(40, 900, size)))),
        "本届任期开始": kept("本届任期开始", np.where(rng.random(size) < 0.95, iso(term), "")),
        "选举日期": kept("选举日期", np.where(holds("approved"), iso(term - 8), "")),
        "选举结果批复文号": kept("选举结果批复文号", _numbers(rng, term, holds("approved"))),
        "是否有经审会": kept("是否有经审会", np.where(holds("committees"), "是", "否")),
        "是否有女职委": kept("是否有女职委", np.where(holds("committees"), "是", "否")),
        "是否有独立账户": kept("是否有独立账户", np.where(holds("account"), "是", "否")),
        "是否乡镇代管账户": kept("是否乡镇代管账户", np.full(size, "否", dtype=object)),
        "是否有劳动争议调解委员会": kept("是否有劳动争议调解委员会", np.where(holds("committees"), "是", "否")),
        "年报日期": kept("年报日期", np.where(holds("report"), iso(today - rng.integers(200, 290, size)), "")),
        "经审报告日": kept("经审报告日", np.where(holds("report"), iso(today - rng.integers(20, 340, size)), "")),
        **_verified(rng, today, known & holds("verified")),
    }


def _numbers(rng: np.random.Generator, days: np.ndarray, there: np.ndarray) -> Texts:
    year = days.astype("datetime64[Y]").astype(str).astype(object)
    return np.where(
        there, "常工组〔" + year + "〕" + rng.integers(1, 90, len(days)).astype(str).astype(object) + "号", ""
    )


def _roster(
    rng: np.random.Generator, kind: Texts, share: np.ndarray, cells: dict[str, list[Cell] | Texts]
) -> list[Cell]:
    """Members that the roster names; an empty cell stays empty."""
    drawn = rng.uniform(share[:, 0], share[:, 1])
    told = zip(kind, cells["会员人数"], cells["实名制人数"], drawn, strict=True)
    return [
        int(int(members) * part) if one and str(members).isdigit() and roster != "" else roster
        for one, members, roster, part in told
    ]


def _members(kind: Texts, cells: dict[str, list[Cell] | Texts]) -> dict[str, list[Cell]]:
    """Members that exist on paper alone are as many everywhere."""
    members = list(cells["会员人数"])
    return {
        "会员人数": [EQUAL_MEMBERS if one == "fake_members" else told for one, told in zip(kind, members, strict=True)]
    }


def _verified(rng: np.random.Generator, today: np.datetime64, verified: np.ndarray) -> dict[str, Texts]:
    day = iso(today - rng.integers(5, 330, len(verified)))
    return {
        "核实日": np.where(verified, day, ""),
        "核实人": np.where(verified, pick(rng, ("组建员甲", "复核员丙"), len(day)), ""),
    }
