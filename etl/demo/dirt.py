"""What clerks, spreadsheets and exports do to data, as named functions, and which of it goes where how often.

Shares follow what was measured in a real registry of 1.1 million rows; where so few rows would be hit that a small
county had none, at least two are.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from etl.demo.streams import Texts, pick

NULLS = ("N/A", "无", "null", "-", "")
_FULL_WIDTH = str.maketrans(
    "0123456789ABCDEFGHJKLMNPQRTUWXY", "０１２３４５６７８９ＡＢＣＤＥＦＧＨＪＫＬＭＮＰＱＲＴＵＷＸＹ"
)
_LOOK_ALIKES = str.maketrans({"0": "O", "1": "I", "5": "S", "2": "Z"})
_TYPOS = str.maketrans(
    "限公司材机械工品塑轴承纺织饰贸易物流建设装电科技业石钙农发展餐饮酒店商",
    "线工斯才几诫公口朔袖乘仿职适茂亿勿留健没妆申料枝叶右钓衣法屐歺欣洒居啇",
)

Soil = Callable[[np.random.Generator, Texts], Texts]


@dataclass(frozen=True)
class Dirt:
    """One named kind of dirt: the share of rows it hits, what it does, and a pattern that a value must match first."""

    name: str
    share: float
    soil: Soil
    fits: str = ""


def each(change: Callable[[str], str]) -> Soil:
    """Dirt that looks at one value at a time; it only ever gets the few rows that are hit."""

    def soil(_rng: np.random.Generator, values: Texts) -> Texts:
        return np.array([change(value) for value in values] + [""], dtype=object)[:-1]

    return soil


def apply(rng: np.random.Generator, values: Texts, kinds: Sequence[Dirt], eligible: np.ndarray) -> tuple[Texts, Texts]:
    """The values with at most one kind of dirt each, and the name of that kind ('' for clean ones)."""
    result, labels = values.copy(), np.full(len(values), "", dtype=object)
    order = rng.permutation(np.flatnonzero(eligible))
    free, size = np.ones(len(order), dtype=bool), len(order)
    for kind in kinds:
        found = _first_fits(values, order, np.flatnonzero(free), max(2, round(size * kind.share)), kind.fits)
        free[found] = False
        rows = order[found]
        result[rows], labels[rows] = kind.soil(rng, values[rows]), kind.name
    return result, labels


def _first_fits(values: Texts, order: np.ndarray, places: np.ndarray, count: int, pattern: str) -> np.ndarray:
    """The first `count` places whose value matches, looked for in pieces: a million values are not all read."""
    if not pattern:
        return places[:count]
    matches, found, step = re.compile(pattern).search, places[:0], max(200, count * 3)
    for start in range(0, len(places), step):
        piece = places[start : start + step]
        fits = np.array([matches(value) is not None for value in values[order[piece]]], dtype=bool)
        found = np.concatenate([found, piece[fits]])
        if len(found) >= count:
            break
    return found[:count]


def null_words(rng: np.random.Generator, values: Texts) -> Texts:
    """N/A, 无, null, - or nothing, all in one column."""
    return pick(rng, NULLS, len(values))


def spaced(text: str) -> str:
    """A code typed in groups, with blanks around it."""
    return f" {text[:8]} {text[8:]}\u3000"


def look_alike(text: str) -> str:
    """The last 0, 1, 5 or 2 before the check digit typed as O, I, S or Z."""
    at = max(text[:-1].rfind(digit) for digit in "0152")
    return text[:at] + text[at].translate(_LOOK_ALIKES) + text[at + 1 :]


def wrong_check_digit(text: str) -> str:
    """The check digit replaced by another one."""
    return text[:-1] + ("7" if text[-1] != "7" else "4")


def mixed_brackets(text: str) -> str:
    """Full-width brackets become half-width ones, half-width ones full-width."""
    return text.translate(str.maketrans("（）()", "()（）"))


def inner_space(text: str) -> str:
    """An ideographic space and a blank inside a name."""
    return f"{text[:4]}\u3000{text[4:]} "


def full_width_digits(text: str) -> str:
    """Digits and capitals at double width."""
    return text.translate(_FULL_WIDTH)


def one_wrong_character(text: str) -> str:
    """The last character that has a look-alike is replaced by it, the ending 有限公司 set aside where more is there."""
    body, ending = (text[:-4], text[-4:]) if text.endswith("有限公司") and len(text) > 8 else (text, "")
    at = max((index for index, sign in enumerate(body) if sign != sign.translate(_TYPOS)), default=-1)
    wrong = body[:at] + body[at].translate(_TYPOS) + body[at + 1 :] if at >= 0 else body[:-1]
    return wrong + ending


def without_legal_form(text: str) -> str:
    """The short form that people say."""
    return re.sub(r"(集团|股份)?有限(责任)?公司$|总?公司$|（[^（）]*）$|\([^()]*\)$", "", text)


def without_place(text: str) -> str:
    """The name without the place before it."""
    return re.sub(r"^(浙江省常山县|常山县|浙江|常山|衢州市|衢州)", "", text)


def other_legal_form(text: str) -> str:
    """有限公司 written as 有限责任公司 and the other way round."""
    return (
        text.replace("有限责任公司", "有限公司") if "有限责任公司" in text else text.replace("有限公司", "有限责任公司")
    )


LOWER_CASE = Dirt("lower_case", 0.0006, each(str.lower), r"[A-Z]$|X")
SPACES = Dirt("spaces", 0.0006, each(spaced))
FULL_WIDTH_CODE = Dirt("full_width_code", 0.0003, each(full_width_digits))
LOOK_ALIKE = Dirt("look_alike", 0.0004, each(look_alike), r"[0152]")
SCIENTIFIC = Dirt("scientific", 0.0003, each(lambda code: f"{float(code):.5E}"), r"^\d{18}$")
LAST_THREE_ZERO = Dirt("last_three_zero", 0.0003, each(lambda code: code[:-3] + "000"), r"^\d{18}$")
MASKED = Dirt("masked", 0.0003, each(lambda code: code[:-2] + "xx"))
WRONG_CHECK = Dirt("wrong_check_digit", 0.0003, each(wrong_check_digit))
NULL_CODE = Dirt("null_word", 0.0008, lambda rng, codes: pick(rng, ("无", "N/A", "-", "null"), len(codes)))
CODE_DIRT = (
    SCIENTIFIC,
    LAST_THREE_ZERO,
    LOOK_ALIKE,
    LOWER_CASE,
    SPACES,
    FULL_WIDTH_CODE,
    MASKED,
    WRONG_CHECK,
    NULL_CODE,
)

NAME_DIRT = (
    Dirt("mixed_brackets", 0.015, each(mixed_brackets), r"[（(]"),
    Dirt("inner_space", 0.002, each(inner_space)),
)
ADDRESS_DIRT = (
    Dirt("full_width_digits", 0.023, each(full_width_digits), r"\d"),
    Dirt("html_entity", 0.004, each(lambda text: text + "A&amp;B座")),
    Dirt(
        "html_blank", 0.003, each(lambda text: text.replace("县", "县&nbsp;", 1) if "县" in text else text + "&nbsp;")
    ),
    Dirt(
        "brackets",
        0.012,
        lambda rng, texts: texts + pick(rng, ("(东侧)", "（1层）", "（自主申报)", "(2幢）"), len(texts)),
    ),
    Dirt("ideographic_space", 0.004, each(lambda text: text[:3] + "\u3000" + text[3:] + " ")),
)


def more_often(kinds: Sequence[Dirt], times: float) -> tuple[Dirt, ...]:
    """The same dirt, hitting a larger share: ledgers are kept by hand."""
    return tuple(Dirt(kind.name, kind.share * times, kind.soil, kind.fits) for kind in kinds)
