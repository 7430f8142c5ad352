"""An invented enterprise's name in its parts, as whoever made it knows them, and how people customarily write it."""

from dataclasses import dataclass, replace

FULL_WIDTH = {ord("（"): "(", ord("）"): ")", ord("　"): None, ord(" "): None} | {
    code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B)
}


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
    found = {
        name.full: 0,
        replace(name, place="").full: 1,
        replace(plain, place=name.bracket.strip("（）") or name.place).full: 1,
        replace(name, form="").full: 1,
        replace(name, form="公司").full: 1,
        replace(plain, place="", form="公司").full: 2,
        replace(plain, place="", form="").full: 2,
        replace(plain, place="", word="", form="公司").full: 2,
        replace(plain, word="", form="公司").full: 2,
    }
    writings: dict[str, int] = {}
    for text, left_out in found.items():
        key = compact(text)
        writings[key] = min(left_out, writings.get(key, left_out))
    return writings
