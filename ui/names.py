"""Names of places and enterprises: in Chinese as they stand, in English with their pinyin beside them.

The pinyin says how a name may be read. Where a character has several readings a dictionary chooses, so it is no name
to be quoted; the Chinese one is.
"""

from functools import lru_cache

from etl.text import language
from ui.text import term

UNPLACED = "未定位"
SUFFIXES = ("街道", "镇", "乡", "县")


def place(name: str) -> str:
    """A township, county or zone on screen: 天马街道, or 天马街道 Tianma; 未定位 in words."""
    if language.get() == "zh_CN":
        return name
    if name == UNPLACED:
        return term("township_method", "unresolved")
    stem = next((name.removesuffix(suffix) for suffix in SUFFIXES if name.endswith(suffix)), name)
    return f"{name} {_joined(stem)}".rstrip()


def places(names: list[str] | tuple[str, ...]) -> list[str]:
    """Several places, each as `place` says it."""
    return [place(name) for name in names]


@lru_cache(maxsize=8192)
def pinyin(name: str) -> str:
    """An enterprise's or union's name in pinyin, a word a syllable: Chang Shan Xian …; what is Latin stays."""
    return " ".join(syllable[:1].upper() + syllable[1:] for syllable in _syllables(name))


@lru_cache(maxsize=512)
def _joined(name: str) -> str:
    """A place's name in pinyin as maps write it, an apostrophe before a vowel: Dong'an."""
    first, *rest = _syllables(name) or [""]
    return (first + "".join(f"'{part}" if part[:1] in "aeo" else part for part in rest)).capitalize()


def _syllables(name: str) -> list[str]:
    from pypinyin import lazy_pinyin  # a dictionary of 30 MB that who reads Chinese need not load

    return [part.strip() for part in lazy_pinyin(name) if part.strip()]
