"""How clerks err in writing an enterprise's name: each kind of noise turns a name in its parts into what is written.

Told by how ledgers come about (typed from paper, from memory, from a shop sign, from last term's list), not by how the
project cleans names. A writing of None means that this name gives no occasion for the kind.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from pypinyin import Style, lazy_pinyin

from benchmarks.linking.characters import any_other, common_characters, look_alike, same_sound
from benchmarks.linking.names import Name
from benchmarks.linking.registry import BANK, OTHER_PLACES
from etl.demo.words import PLAIN, RARE

Slip = Callable[[np.random.Generator, Name], str | None]

IN_TRADE_SHARE = 0.7
"""Share of slips of one character that hit the trade name: the rarest characters, which are confused most."""
DIGITS = {"第一": "第1", "第二": "第2", "第三": "第3"}


def _choose(rng: np.random.Generator, values: tuple[str, ...]) -> str:
    return values[int(rng.integers(len(values)))]


def _place_of_slip(rng: np.random.Generator, name: Name) -> int:
    """Where in the full name one character goes wrong: in the trade name mostly, else in what follows it."""
    start = len(name.place)
    end = start + len(name.trade)
    if rng.random() < IN_TRADE_SHARE:
        return int(rng.integers(start, end))
    tail = len(name.bracket + name.number + name.word) + min(2, len(name.form))
    return end + int(rng.integers(max(1, min(tail, len(name.full) - end))))


def _replaced(other: Callable[[np.random.Generator, str], str | None]) -> Slip:
    def slip(rng: np.random.Generator, name: Name) -> str | None:
        at = _place_of_slip(rng, name)
        full = name.full
        wrong = None if full[at] in "（）" else other(rng, full[at])
        return None if wrong is None else full[:at] + wrong + full[at + 1 :]

    return slip


def _missing(rng: np.random.Generator, name: Name) -> str | None:
    at = _place_of_slip(rng, name)
    return None if name.full[at] in "（）" else name.full[:at] + name.full[at + 1 :]


def _added(rng: np.random.Generator, name: Name) -> str:
    """A character doubled by the hand, or one too many from an input method's phrase."""
    at = _place_of_slip(rng, name)
    full = name.full
    extra = full[at] if rng.random() < 0.4 and full[at] not in "（）" else any_other(rng, full[at])
    return full[: at + 1] + extra + full[at + 1 :]


def _swapped(rng: np.random.Generator, name: Name) -> str | None:
    full, at = name.full, _place_of_slip(rng, name)
    after = at + 1
    if after >= len(full) or full[at] == full[after] or {full[at], full[after]} & set("（）"):
        return None
    return full[:at] + full[after] + full[at] + full[after + 1 :]


def _place_dropped(_rng: np.random.Generator, name: Name) -> str | None:
    return replace(name, place="").full if name.place else None


def _place_added(rng: np.random.Generator, name: Name) -> str | None:
    longer = tuple(p for p in ("浙江省", "浙江", "衢州市", "衢州", "常山县", "常山") if p not in name.place)
    return _choose(rng, longer) + name.full


def _place_changed(rng: np.random.Generator, name: Name) -> str | None:
    """The same place said otherwise (常山 for 常山县), or the wider one taken for the narrower."""
    others = {
        "常山县": ("常山", "浙江常山", "浙江省常山县", "衢州"),
        "常山": ("常山县", "浙江常山", "衢州常山"),
        "浙江": ("浙江省", "常山", "浙江常山"),
        "衢州": ("衢州市", "常山", "浙江衢州"),
        "衢州市": ("衢州", "常山县"),
    }
    return replace(name, place=_choose(rng, others[name.place])).full if name.place in others else None


def _form_changed(rng: np.random.Generator, name: Name) -> str | None:
    others = {
        "有限公司": ("有限责任公司", "公司", "股份有限公司", "厂"),
        "有限责任公司": ("有限公司", "公司"),
        "股份有限公司": ("有限公司", "公司", "股份公司"),
        "集团有限公司": ("集团", "有限公司", "集团公司"),
        "厂": ("有限公司", "总厂", "公司"),
        "经营部": ("有限公司", "商行", "店"),
    }
    return replace(name, form=_choose(rng, others[name.form])).full if name.form in others else None


def _form_dropped(_rng: np.random.Generator, name: Name) -> str | None:
    return replace(name, form="").full if name.form and not name.branch else None


def _short_form(rng: np.random.Generator, name: Name) -> str | None:
    """As people say it: trade name and industry, or trade name and 公司; a bank is 农商行."""
    if name.word == BANK:
        return f"{_choose(rng, ('', '常山'))}{name.trade}农商行{name.branch}"
    said = (name.trade + name.word, f"{name.trade}公司", f"常山{name.trade}公司", f"{name.trade}{name.word}公司")
    return _choose(rng, said) + name.number + name.branch


def _branch_words(rng: np.random.Generator, name: Name) -> str | None:
    """A branch called otherwise or by its firm alone; a firm by the workshop in which its union sits."""
    if name.branch:
        other = {"分公司": "公司", "分厂": "厂", "营业部": "分公司", "支行": "分理处"}
        ending = next((end for end in other if name.branch.endswith(end)), "")
        stem = name.branch.removesuffix(ending)
        return replace(name, branch=_choose(rng, (f"（{stem}）", stem + other[ending], f"{stem}县{ending}"))).full
    return name.full + _choose(rng, ("第二分厂", "一分厂", "本部", "老厂区", "生产部", "（总部）"))


def _brackets(rng: np.random.Generator, name: Name) -> str | None:
    """Brackets narrow, square or left out; a place moved into brackets, or out of them."""
    if name.bracket:
        inside = name.bracket.strip("（）")
        written = (f"({inside})", f"〔{inside}〕", inside, f"（ {inside} ）")
        moved = replace(name, place=inside, bracket="").full
        return moved if rng.random() < 0.3 else replace(name, bracket=_choose(rng, written)).full
    if not name.place:
        return None
    return replace(name, place="", bracket=_choose(rng, (f"（{name.place}）", f"({name.place})"))).full


def _digits_and_latin(rng: np.random.Generator, name: Name) -> str:
    """第二 as 第2, or the trade name by its Latin letters as on the sign, before or instead of the characters."""
    if name.number:
        return replace(name, number=_choose(rng, (DIGITS[name.number], name.number[1:]))).full
    letters = "".join(lazy_pinyin(name.trade, style=Style.FIRST_LETTER)).upper()
    return replace(name, trade=_choose(rng, (f"{letters}{name.trade}", f"{name.trade}{letters}", letters))).full


def _two_slips(rng: np.random.Generator, name: Name) -> str | None:
    """Place or legal form wrong, and one character besides."""
    wrong = _replaced(look_alike)(rng, name) or _missing(rng, name)
    if wrong is None:
        return None
    if name.place and rng.random() < 0.5:
        return wrong.removeprefix(name.place)
    return wrong.removesuffix("有限公司") + "公司" if wrong.endswith("有限公司") else f"常山{wrong}"


def _nickname(rng: np.random.Generator, name: Name) -> str:
    """What the neighbours call the factory: by its place and trade, or by half of its trade name."""
    size = name.word[:2]
    return _choose(rng, (f"{name.trade[0]}字{size}厂", f"老{name.trade[-1]}记{size}", f"{name.trade}老板厂"))


def other_place(rng: np.random.Generator, name: Name) -> Name:
    """The same name under a county that is not this one."""
    return replace(name, place=_choose(rng, OTHER_PLACES), bracket="")


def one_character(rng: np.random.Generator, name: Name) -> Name:
    """A trade name of its own, one character from this one."""
    at = int(rng.integers(len(name.trade)))
    pool = common_characters() if rng.random() < 0.5 else "".join(RARE + PLAIN)
    return replace(name, trade=name.trade[:at] + pool[int(rng.integers(len(pool)))] + name.trade[at + 1 :])


SLIPS: dict[str, Slip] = {
    "exact": lambda _rng, name: name.full,
    "look_alike_character": _replaced(look_alike),
    "same_sound_character": _replaced(same_sound),
    "random_character": _replaced(any_other),
    "missing_character": _missing,
    "added_character": _added,
    "swapped_characters": _swapped,
    "place_dropped": _place_dropped,
    "place_added": _place_added,
    "place_changed": _place_changed,
    "form_changed": _form_changed,
    "form_dropped": _form_dropped,
    "short_form": _short_form,
    "branch_words": _branch_words,
    "brackets": _brackets,
    "digits_and_latin": _digits_and_latin,
    "two_slips": _two_slips,
    "nickname": _nickname,
}
