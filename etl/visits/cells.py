"""What stands in the blanks of a visit list, typed: days, whole numbers, stages, reasons. What is none is a mistake."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from etl.extract.dates import EXCEL_EPOCH, SERIAL
from etl.extract.spec import header_key
from etl.text import _
from etl.visits.columns import blanks, codes_of_words, reached_words, refusal_words

DAY = re.compile(r"((?:19|20)\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:\s+00:00:00)?")
COMPACT_DAY = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
WHOLE = re.compile(r"(\d{1,6})(?:\.0+)?\s*[人名份票个]?")
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d+")
MOST_CHARACTERS = 500


@dataclass(frozen=True)
class Told:
    """What a row tells, typed; None and '': nothing stands there. `reached` is a stage or a side track."""

    visited_on: date | None = None
    reached: str | None = None
    document_number: str = ""
    applications: int | None = None
    eligible: int | None = None
    attended: int | None = None
    votes: int | None = None
    refusal: str | None = None
    note: str = ""
    next_visit_on: date | None = None


class NotUnderstood(Exception):
    """A cell that cannot be read; `expected` says what should stand there, `next_step` what to do."""

    def __init__(self, expected: str, next_step: str) -> None:
        super().__init__(expected)
        self.expected, self.next_step = expected, next_step


def typed(cells: dict[str, str]) -> tuple[Told, dict[str, NotUnderstood]]:
    """A row's blanks typed, and the columns whose cells cannot be read."""
    values, faults = {}, {}
    for name, column in blanks().items():
        if name not in cells:
            continue
        try:
            text = cells[name] if column.type == "text" else unicodedata.normalize("NFKC", cells[name]).strip()
            values[name] = READ[column.type](text)
        except NotUnderstood as fault:
            faults[name] = fault
    return Told(**values), faults


def _day(text: str) -> date:
    """A whole day: a month alone, or a day without its year, is none."""
    if SERIAL.fullmatch(text):
        return EXCEL_EPOCH + timedelta(days=int(float(text)))
    found = DAY.fullmatch(text) or COMPACT_DAY.fullmatch(text)
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    raise NotUnderstood(_("a day with its year, such as 2026-03-05"), _("Write year, month and day"))


def _whole(text: str) -> int:
    found = WHOLE.fullmatch(text.replace(",", ""))
    if found is None:
        raise NotUnderstood(_("a whole number, such as 36"), _("Write digits alone; what is not known stays empty"))
    return int(found[1])


def _text(text: str) -> str:
    if SCIENTIFIC.fullmatch(text):
        raise NotUnderstood(
            _("the number as it stands on the paper"),
            _("The spreadsheet made a number of it and lost digits: set the cell to text and write it again"),
        )
    if len(text) > MOST_CHARACTERS:
        raise NotUnderstood(_("at most {number} characters", number=MOST_CHARACTERS), _("Write it shorter"))
    return text


def _chosen(kind: str, words: Callable[[], list[str]]) -> Callable[[str], str]:
    def read(text: str) -> str:
        code = codes_of_words()[kind].get(header_key(text))
        if code is None:
            raise NotUnderstood(_("one of: {words}", words="、".join(words())), _("Choose one from the drop-down"))
        return code

    return read


READ: dict[str, Callable[[str], object]] = {
    "date": _day,
    "whole": _whole,
    "text": _text,
    "reached": _chosen("reached", reached_words),
    "refusal": _chosen("refusal", refusal_words),
}
"""Type of a column → how its cell is read."""
