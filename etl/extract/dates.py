"""As-of dates in text: title rows, file names, date columns."""

import calendar
import re
import unicodedata
from datetime import date, timedelta

SEPARATOR = r"\s*[-./_年]\s*"
DAY = re.compile(rf"(?<!\d)((?:19|20)\d\d){SEPARATOR}(\d{{1,2}})\s*[-./_月]\s*(\d{{1,2}})(?!\d)日?")
COMPACT_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
MONTH_RANGE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年\s*\d{1,2}\s*月?\s*[-—~～至到]\s*(\d{1,2})\s*月(?!\s*\d)")
MONTH = re.compile(rf"(?<!\d)((?:19|20)\d\d){SEPARATOR}(\d{{1,2}})(?![\d]|\s*[-./_月]\s*\d)月?")
COMPACT_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(?!\d)")
SERIAL = re.compile(r"[34]\d{4}(?:\.0+)?")
STATED = re.compile(r"截[至止]|数据日期|统计时点|as.?of", re.IGNORECASE)
EXCEL_EPOCH = date(1899, 12, 30)

QUARTER = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?\s*(?:第?\s*([一二三四1-4])\s*季度|([上])半年)")

PATTERNS = (MONTH_RANGE, DAY, COMPACT_DAY, MONTH, COMPACT_MONTH)


def _to_date(parts: tuple[str, ...]) -> date | None:
    """A day, or the last day of a month; None where the calendar has no such day."""
    year, month = int(parts[0]), int(parts[1])
    try:
        day = int(parts[2]) if len(parts) > 2 else calendar.monthrange(year, month)[1]
        return date(year, month, day)
    except (ValueError, calendar.IllegalMonthError):
        return None


def find_date(text: str) -> date | None:
    """The date a title or file name states: what follows 截至 first, else the last one; a month means its last day."""
    text = unicodedata.normalize("NFKC", text)
    if stated := STATED.search(text):
        after = _dates(text[stated.end() : stated.end() + 20])
        if after:
            return after[0]
    found = _dates(text)
    return found[-1] if found else None


def _last_month(match: re.Match[str]) -> int:
    """The month in which a quarter or first half-year ends."""
    if match[3]:
        return 6
    return 3 * ("一二三四".find(match[2]) + 1 or int(match[2]))


def _dates(text: str) -> list[date]:
    """Every date in a text, in reading order; a day is never read as a month as well."""
    hits: list[tuple[int, date]] = []
    text = QUARTER.sub(lambda match: f"{match[1]}年{_last_month(match)}月", text)
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            if found := _to_date(match.groups()):
                hits.append((match.start(), found))
        text = pattern.sub(lambda match: "□" * len(match.group()), text)
    return [found for _, found in sorted(hits)]


def cell_date(text: str) -> date | None:
    """A cell of a date column: any form of find_date, or an Excel serial number (five digits from 1982 to 2036)."""
    text = (text or "").strip()
    if SERIAL.fullmatch(text):
        return EXCEL_EPOCH + timedelta(days=int(float(text)))
    return find_date(text)
