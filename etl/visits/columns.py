"""The columns of a visit list: one declaration for the sheet that goes out and for the file that comes back."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml

from etl.extract.spec import bare_header_key, header_key
from etl.text import catalogue, language
from ledger.stages import REFUSALS, STAGES, TRACKS

Part = Literal["given", "blank", "hidden"]
Type = Literal["text", "date", "whole", "reached", "refusal"]
LANGUAGES = ("zh_CN", "en")
ROW_ID = "row_id"


@dataclass(frozen=True)
class Column:
    """A column of the list: printed, filled in by hand, or only kept. `width` is in characters."""

    name: str
    zh: str
    en: str
    part: Part
    width: int
    type: Type = "text"
    also: tuple[str, ...] = ()

    @property
    def header(self) -> str:
        """What it is called in the current language."""
        return self.zh if language.get() == "zh_CN" else self.en


@lru_cache(maxsize=1)
def columns() -> dict[str, Column]:
    """Every column by its name, in the order of the sheet."""
    told = yaml.safe_load((Path(__file__).parent / "columns.yaml").read_text("utf-8"))
    return {one["name"]: Column(**one | {"also": tuple(one.get("also", ()))}) for one in told}


def blanks() -> dict[str, Column]:
    """The columns that are filled in by hand."""
    return {name: column for name, column in columns().items() if column.part == "blank"}


@lru_cache(maxsize=1)
def _named() -> dict[str, str]:
    """Compared header → column."""
    written = ((text, name) for name, one in columns().items() for text in (one.zh, one.en, *one.also))
    return {key(text): name for text, name in written for key in (bare_header_key, header_key)}


def column_of(header: str) -> str | None:
    """The column that a header stands for; None where it is none of ours."""
    known = _named()
    return known.get(header_key(header)) or known.get(bare_header_key(header))


def word(context: str, code: str) -> str:
    """What the screen calls a stage, track or refusal in the current language."""
    return catalogue("ui", language.get()).pgettext(context, code)


def reached_words() -> list[str]:
    """Every stage that can be reached, and every side track, as the drop-down says them."""
    return [word("stage", stage) for stage in STAGES[1:]] + [word("track", track) for track in TRACKS]


def refusal_words() -> list[str]:
    """Every reason of a refusal, as the drop-down says them."""
    return [word("refusal", code) for code in REFUSALS]


@lru_cache(maxsize=1)
def codes_of_words() -> dict[str, dict[str, str]]:
    """Column type → compared word, in either language or as the code itself → code."""
    contexts = {"stage": STAGES[1:], "track": TRACKS, "refusal": REFUSALS}
    found: dict[str, dict[str, str]] = {"reached": {}, "refusal": {}}
    for context, codes in contexts.items():
        words = found["refusal" if context == "refusal" else "reached"]
        for code in codes:
            spoken = [catalogue("ui", one).pgettext(context, code) for one in LANGUAGES]
            words |= {header_key(text): code for text in (code, *spoken)}
    return found
