"""How ledgers and coverage lists write the employer: name and code, with dirt, and whether a certain rule finds it.

A certain rule is a readable code with a name that does not contradict it, or a full name that is equal after width,
brackets and blanks and unique in the registry, or a former name that the registry states ('a link counts when').
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from etl.demo import dirt
from etl.demo.dirt import Dirt, each, more_often
from etl.demo.streams import Texts, some_of
from etl.demo.world import World

NAME_KINDS = (
    Dirt("mixed_brackets", 0.05, each(dirt.mixed_brackets), r"[（(]"),
    Dirt("inner_space", 0.03, each(dirt.inner_space)),
    Dirt("short_form", 0.035, each(dirt.without_legal_form), r"公司$|）$"),
    Dirt("missing_place", 0.03, each(dirt.without_place), r"^(浙江|常山|衢州)"),
    Dirt("other_legal_form", 0.02, each(dirt.other_legal_form), r"有限(责任)?公司$"),
    Dirt("typo", 0.035, each(dirt.one_wrong_character)),
)
SAME_NAME = ("", "mixed_brackets", "inner_space")
"""Kinds that leave the full name equal after width, brackets and blanks."""

CODE_KINDS = (
    Dirt("lower_case", 0.02, each(str.lower), r"[A-Z]"),
    Dirt("spaces", 0.02, each(dirt.spaced)),
    Dirt("full_width_code", 0.008, each(dirt.full_width_digits)),
    Dirt("look_alike", 0.03, each(dirt.look_alike), r"[0152]"),
    *more_often((dirt.SCIENTIFIC, dirt.LAST_THREE_ZERO, dirt.MASKED, dirt.WRONG_CHECK), 40),
    Dirt("null_word", 0.03, dirt.null_words),
)
READABLE_CODE = ("", "lower_case", "spaces", "full_width_code")
MISSING_CODE_SHARE, FORMER_NAME_SHARE = 0.28, 0.6


@dataclass(frozen=True)
class Written:
    """How each employer is written: name and code as they stand, kinds of dirt, whether a certain rule finds it."""

    name: Texts
    code: Texts
    name_dirt: Texts
    code_dirt: Texts
    findable: np.ndarray


def plain(names: Texts) -> pa.Array:
    """Names without what a certain rule overlooks: width of brackets, blanks. Arrow, to look up among a million."""
    text = pa.array(names, pa.string())
    for sign, instead in (("（", "("), ("）", ")"), (" ", ""), ("\u3000", "")):
        text = pc.replace_substring(text, sign, instead)
    return text


def _among(names: Texts, others: pa.Array) -> np.ndarray:
    return pc.is_in(plain(names), value_set=others).to_numpy(zero_copy_only=False)


class RegistryView:
    """What the registry files let somebody find: names that are unique in it, codes that stand on one readable row."""

    def __init__(self, world: World, registry: pd.DataFrame) -> None:
        readable = registry[~registry["line_dirt"].isin(["mojibake", "missing_field", "extra_fields"])]
        self.entities = world.enterprises
        counts = plain(readable["name"].to_numpy(object)).value_counts()
        self.names = counts.field("values")
        self.unique_names = self.names.filter(pc.equal(counts.field("counts"), 1))
        clean = readable["code_dirt"].isin(READABLE_CODE) & ~readable["is_repeat"]
        reused = set(readable.loc[readable["code_dirt"] == "reused", "credit_code"])
        self.coded = np.zeros(len(world.enterprises), dtype=bool)
        self.coded[readable.loc[clean & ~readable["credit_code"].isin(reused), "entity"]] = True
        self.former_stated = np.zeros(len(world.enterprises), dtype=bool)
        self.former_stated[readable.loc[readable["states_former_name"] | readable["is_repeat"], "entity"]] = True
        self.there = np.zeros(len(world.enterprises), dtype=bool)
        self.there[readable.loc[~readable["is_repeat"], "entity"]] = True


def write_hosts(rng: np.random.Generator, entity: np.ndarray, name: Texts, code: Texts, view: RegistryView) -> Written:
    """Write employers (`entity` -1: not in the registry) with dirt. A wrong name never is somebody else's name."""
    known, named = entity >= 0, name != ""
    former = np.where(known, view.entities["former_name"].to_numpy(object)[entity], "")
    old = (former != "") & (rng.random(len(entity)) < FORMER_NAME_SHARE)
    written, name_dirt = dirt.apply(rng, np.where(old, former, name), NAME_KINDS, named & ~old)
    name_dirt = np.where(old, "former_name", name_dirt)
    # 写错后恰好成了别家的名称，就不写错。
    foreign = np.isin(name_dirt, ["short_form", "missing_place", "other_legal_form", "typo"])
    clash = foreign & _among(written, view.names)
    written, name_dirt = np.where(clash, name, written), np.where(clash, "", name_dirt)
    coded, code_dirt = dirt.apply(rng, code, CODE_KINDS, code != "")
    missing = some_of(rng, (code != "") & (code_dirt == ""), MISSING_CODE_SHARE)
    coded, code_dirt = np.where(missing, "", coded), np.where(missing, "missing", code_dirt)
    by_code = np.isin(code_dirt, READABLE_CODE) & (code != "") & np.where(known, view.coded[entity], False)
    unique = _among(written, view.unique_names)
    by_name = np.isin(name_dirt, SAME_NAME) & unique
    # 错一个字、或登记里查不到的旧名称，与代码合不上，要人来定。
    sure = np.where(old, view.former_stated[entity], (by_code & (name_dirt != "typo")) | by_name)
    findable = known & np.where(known, view.there[entity], False) & sure
    return Written(written, coded, name_dirt, code_dirt, findable)
