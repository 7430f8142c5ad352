"""An invented enterprise's name in its parts, as whoever made it knows them, and how people customarily write it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

FULL_WIDTH = {ord("（"): "(", ord("）"): ")", ord("　"): None, ord(" "): None} | {
    code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B)
}
PLACES = ("浙江省", "浙江", "衢州市", "衢州", "常山县", "常山")
FORMS = (
    *("集团有限公司", "股份有限公司", "有限责任公司", "集团公司", "股份公司", "有限公司", "总厂", "公司", "集团"),
    *("经营部", "商行", "厂", "店"),
)


@dataclass(frozen=True)
class Name:
    """常山县 · 云沐 · （浙江）· 第二 · 轴承 · 有限公司 · 辉埠分公司; a part that the name lacks is ''."""

    place: str
    trade: str
    bracket: str
    number: str
    word: str
    form: str
    branch: str

    @property
    def full(self) -> str:
        """The name as registered."""
        return self.place + self.trade + self.bracket + self.number + self.word + self.form + self.branch


def compact(text: str) -> str:
    """The text with full-width signs in half width and without blanks; nothing else is changed."""
    return text.translate(FULL_WIDTH).upper()


def customary_writings(name: Name) -> dict[str, int]:
    """Each way in which people write this name, compact → how much of the full name it leaves out (0, 1 or 2 steps).

    Left out are place, legal form, bracket and industry word; never the trade name, the number or the branch.
    """
    plain = replace(name, bracket="")
    found = [
        (name.full, 0),
        (replace(name, place="").full, 1),
        (replace(plain, place=name.bracket.strip("（）") or name.place).full, 1),
        (replace(plain, place="").full, 1),
        (replace(name, form="").full, 1),
        (replace(name, form="公司").full, 1),
        (replace(plain, place="", form="公司").full, 2),
        (replace(plain, place="", form="").full, 2),
        (replace(plain, place="", word="", form="公司").full, 2),
        (replace(plain, word="", form="公司").full, 2),
    ]
    return _least((compact(text), left_out) for text, left_out in found)


def readings(written: str) -> dict[str, int]:
    """Each way in which a name as written may be read, compact → how much of it is passed over (0, 1 or 2 steps).

    Passed over are the words of the county, its city and its province, in front or in brackets, and the legal form at
    the end: a person does not take those for the name.
    """
    whole = compact(written)
    bare = whole
    for place in PLACES:
        bare = bare.replace(f"({place})", "").replace(f"〔{place}〕", "")
    while place := next((place for place in PLACES if bare.startswith(place)), ""):
        bare = bare.removeprefix(place)
    return _least([(whole, 0), (bare, 1), (_without_form(whole), 1), (_without_form(bare), 2)])


def _least(found: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Each text once, with its least number."""
    least: dict[str, int] = {}
    for text, number in found:
        least[text] = min(number, least.get(text, number))
    return least


def _without_form(text: str) -> str:
    return text.removesuffix(next((form for form in FORMS if text.endswith(form)), ""))
