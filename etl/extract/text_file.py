"""Text tables (CSV, TSV): encoding, delimiter, records as a spreadsheet would show them.

Two ways lead into DuckDB and give the same cells. The fast one lets DuckDB read a regular UTF-8 file from where it
lies. Files with blank lines between rows, line breaks in quotes or stray quotes take the slow one: `records`.
"""

import codecs
import hashlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from etl.errors import InputError
from etl.extract.files import SourcePath, opens_by_name
from etl.text import _

DELIMITERS = (",", "\t", ";", "|")
CHUNK = 1 << 22
SAMPLE = 1 << 20
THOROUGH_BELOW = 1 << 24
ERROR_WORD = re.compile(rb"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|GETTING_DATA)")
LINE_END = re.compile(rb"[\r\n]")
MOST_FIELDS = 1_000
MOST_LINES_OF_A_FIELD = 50
"""A quoted field does not go over more lines: beyond, its quote is taken as a stray character."""


@dataclass(frozen=True)
class TextFile:
    """A text file in UTF-8: the original, or its transcoded copy in the work folder.

    `encoding` is the original's; `is_plain`: no bytes that DuckDB's reader is known to take otherwise; `has_broken`
    tells of U+FFFD, `has_errors` of errors such as #N/A; `is_open`: nothing ends the last line, so it may be cut off.
    """

    source: SourcePath
    path: Path
    encoding: str
    is_plain: bool
    has_broken: bool
    has_tabs: bool
    has_errors: bool
    line_ends: int
    is_open: bool


def open_text(source: SourcePath, work: Path, thorough: bool = False) -> TextFile:
    """Find the encoding and make a UTF-8 copy in `work` where DuckDB cannot read the file as it is.

    A large file's encoding is told by its first megabyte (DuckDB checks the rest while reading) unless `thorough`.
    Raises InputError with the byte and row where the text breaks off.
    """
    thorough = thorough or source.path.stat().st_size <= THOROUGH_BELOW
    encoding = _encoding(source, thorough)
    traits = _traits(source.path)
    readable = encoding in ("utf-8", "utf-8-sig") and not traits["nul"] and opens_by_name(source.path)
    path = source.path if readable else _transcode(source, encoding, work)
    if path != source.path:
        traits = _traits(path)
    return TextFile(
        source,
        path,
        encoding,
        is_plain=not (traits["soh"] or traits["mixed_ends"] or traits["spaced_quotes"] or traits["endless"]),
        has_broken=traits["broken"],
        has_tabs=traits["tab"],
        has_errors=traits["errors"],
        line_ends=traits["line_ends"],
        is_open=traits["is_open"],
    )


def _traits(path: Path) -> dict:
    """What the bytes of a UTF-8 file hold that decides how it is read; line ends without those at the very end."""
    marks = {
        "nul": (b"\0",),
        "soh": (b"\x01",),
        "broken": (b"\xef\xbf\xbd",),
        "tab": (b"\t",),
    }
    found = {**dict.fromkeys(marks, False), "errors": False, "spaced_quotes": False, "endless": False}
    feeds = returns = pairs = 0
    tail = b""
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            feeds += chunk.count(b"\n")
            returns += chunk.count(b"\r")
            pairs += (tail[-1:] + chunk).count(b"\r\n") if returns else 0
            found["endless"] = found["endless"] or (len(chunk) == CHUNK and not LINE_END.search(chunk))
            overlap = tail[-8:] + chunk
            for trait, needles in marks.items():
                found[trait] = found[trait] or any(needle in overlap for needle in needles)
            if not found["spaced_quotes"] and b'"' in overlap:
                found["spaced_quotes"] = b' "' in overlap or b'" ' in overlap
            found["errors"] = found["errors"] or ERROR_WORD.search(overlap) is not None
            tail = chunk if chunk.strip(b"\r\n") else tail + chunk
    trailing = tail[len(tail.rstrip(b"\r\n")) :]
    end = b"\n" if feeds else b"\r"
    alike = returns == 0 or feeds == 0 or feeds == returns == pairs
    line_ends = (feeds or returns) - trailing.count(end)
    return {**found, "mixed_ends": not alike, "line_ends": line_ends, "is_open": not trailing}


def _encoding(source: SourcePath, thorough: bool) -> str:
    """utf-8-sig, utf-16, utf-8 or gb18030, strictly."""
    with source.path.open("rb") as stream:
        sample = stream.read(SAMPLE)
    if sample.startswith(codecs.BOM_UTF8):
        fault = _first_fault(source.path, "utf-8") if thorough else None
        if fault:
            raise _undecodable(source, "UTF-8", *fault)
        return "utf-8-sig"
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    fault = _first_fault(source.path, "utf-8", None if thorough else SAMPLE)
    if fault is None:
        return "utf-8"
    if _is_mostly_utf8(sample):
        raise _undecodable(source, "UTF-8", *fault)
    if fault_gb := _first_fault(source.path, "gb18030"):
        raise _undecodable(source, "GB18030", *fault_gb)
    return "gb18030"


def _is_mostly_utf8(sample: bytes) -> bool:
    """Whether nearly all of the text beyond ASCII is UTF-8, so that a fault is damage and not another encoding."""
    text = sample.decode("utf-8", "replace")
    wide = len(text) - len(text.encode("ascii", "ignore"))
    return wide > 0 and text.count("\ufffd") < 0.1 * wide


def _first_fault(path: Path, encoding: str, limit: int | None = None) -> tuple[int, int] | None:
    """Byte offset and row (1 is the first line) of the first byte that is no text in this encoding; None if all is."""
    decoder = codecs.getincrementaldecoder(encoding)()
    offset, row = 0, 1
    with path.open("rb") as stream:
        while True:
            chunk = stream.read(CHUNK if limit is None else min(CHUNK, limit - offset))
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=not chunk and limit is None)
            except UnicodeDecodeError as error:
                start = max(error.start - pending, 0)
                return offset - pending + error.start, row + chunk[:start].count(b"\n")
            if not chunk:
                return None
            offset += len(chunk)
            row += chunk.count(b"\n")


def _undecodable(source: SourcePath, encoding: str, offset: int, row: int) -> InputError:
    return InputError(
        _("The file's encoding cannot be read"),
        file=source.name,
        row=row,
        found=_("byte {offset} is no text in {encoding}", offset=offset + 1, encoding=encoding),
        expected=_("UTF-8, with or without BOM, GBK or GB18030"),
        next_step=_("Open the file in Excel or WPS, save it as .xlsx or as CSV UTF-8, and build again"),
    )


def _transcode(source: SourcePath, encoding: str, work: Path) -> Path:
    """A UTF-8 copy without BOM and NUL in the work folder."""
    work.mkdir(parents=True, exist_ok=True)
    copy = work / f"text_{hashlib.sha256(source.name.encode()).hexdigest()[:16]}.csv"
    try:
        with (
            source.path.open(encoding=encoding, newline="") as text,
            copy.open("w", encoding="utf-8", newline="") as out,
        ):
            while chunk := text.read(CHUNK):
                out.write(chunk.replace("\0", ""))
    except UnicodeDecodeError as error:
        raise _undecodable(source, encoding.upper(), error.start, 0) from None
    return copy


@lru_cache(maxsize=8)
def _field(delimiter: str) -> re.Pattern[str]:
    """One field and what ends it. Blanks around a quoted field do not count; stray quotes are characters."""
    d = re.escape(delimiter)
    return re.compile(rf'[ ]*"((?:[^"]|"")*)"[ ]*({d}|\Z)|([^{d}]*)({d}|\Z)')


def _opens_quote(text: str, delimiter: str) -> bool:
    """Whether a record's last field begins with a quote that nothing closes yet."""
    pattern, position = _field(delimiter), 0
    while match := pattern.match(text, position):
        literal = match.group(3)
        if literal is not None and literal.lstrip(" ").startswith('"') and not _closes(literal):
            return True
        position = match.end()
        if not (match.group(2) or match.group(4)):
            return False
    return False


def _closes(literal: str) -> bool:
    """Whether the quotes of a field that is not well formed are at least paired."""
    return literal.count('"') % 2 == 0


def split(text: str, delimiter: str) -> list[str]:
    """The fields of one record; beyond MOST_FIELDS the rest is one field, for a line of any length is no table."""
    if '"' not in text:
        return text.split(delimiter, MOST_FIELDS)
    fields, position, pattern = [], 0, _field(delimiter)
    while match := pattern.match(text, position):
        quoted, end, literal, literal_end = match.groups()
        fields.append(literal if quoted is None else quoted.replace('""', '"'))
        position = match.end()
        if not (end or literal_end):
            break
        if len(fields) == MOST_FIELDS:
            return [*fields, text[position:]]
    return fields


def records(path: Path, delimiter: str) -> Iterator[list[str]]:
    """The records of a UTF-8 file, blank lines as empty lists; blank lines at the end are no records."""
    blanks = 0
    for record in _records(path, delimiter):
        if record is None:
            blanks += 1
            continue
        yield from ([] for _blank in range(blanks))
        blanks = 0
        yield record


def _records(path: Path, delimiter: str) -> Iterator[list[str] | None]:
    with path.open(encoding="utf-8-sig", newline=None) as stream:
        lines = iter(stream)
        waiting: list[str] = []
        while waiting or (line := next(lines, None)) is not None:
            line = waiting.pop(0) if waiting else line
            line = line.removesuffix("\n")
            if '"' in line and _opens_quote(line, delimiter):
                ahead = [*waiting[:MOST_LINES_OF_A_FIELD]]
                ahead += list(itertools.islice(lines, MOST_LINES_OF_A_FIELD - len(ahead)))
                waiting = ahead + waiting[MOST_LINES_OF_A_FIELD:]
                taken, joined = _join(line, waiting, delimiter)
                line, waiting = joined, waiting[taken:]
            yield split(line, delimiter) if line else None


def _join(line: str, following: list[str], delimiter: str) -> tuple[int, str]:
    """A record over several lines: how many more lines it takes, and its text; 0 where its quote never closes."""
    joined = line
    for taken, more in enumerate(following, 1):
        joined += "\n" + more.removesuffix("\n")
        if '"' in more and not _opens_quote(joined, delimiter):
            return taken, joined
    return 0, line


def head(path: Path, delimiter: str, rows: int) -> list[list[str]]:
    """The first records."""
    return list(itertools.islice(records(path, delimiter), rows))


def delimiters(path: Path) -> list[str]:
    """The delimiters that occur in the first lines, the most frequent first."""
    with path.open(encoding="utf-8-sig", errors="replace", newline=None) as stream:
        text = "".join(itertools.islice((line[:20_000] for line in stream), 30))
    return sorted((d for d in DELIMITERS if d in text), key=text.count, reverse=True) or [","]
