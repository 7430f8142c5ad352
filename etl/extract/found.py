"""What is known of each file while the sources are read; ends as raw.source_file and raw.sheet."""

import fnmatch
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

import duckdb

from etl.extract.dates import cell_date, find_date
from etl.extract.recognise import Recognition
from etl.extract.supersede import WHOLE_COUNTY
from etl.extract.units import units_said
from etl.settings import County

TOWNSHIP_ENDINGS = ("街道", "镇", "乡")
MOST_DATES = 10_000


@dataclass
class FoundFile:
    """A file with what it holds of one kind. Counts are of rows below the header."""

    file_id: int
    kind: str
    name: str
    sha256: str
    encoding: str | None = None
    titles: list[str] = field(default_factory=list)
    as_of: date | None = None
    as_of_method: str = "unknown"
    scope: str = WHOLE_COUNTY
    superseded_by: str | None = None
    rows_read: int = 0
    rows_blank: int = 0
    rows_skipped: int = 0
    rows_superseded: int = 0
    problem: str | None = None

    def date_from_name(self, county: County) -> None:
        """Set the as-of of a file that is no table (boundaries): file name, else county.toml."""
        self._choose_date({"file_name": self._date_of_name(), "county_file": self._stated_date(county)})

    def date_from(self, connection: duckdb.DuckDBPyConnection, county: County) -> None:
        """Set as-of: date column, else title rows, else file name, else county.toml, else unknown."""
        self._choose_date(
            {
                "column": _newest(connection, self.kind, self.file_id),
                "title": max((d for title in self.titles if (d := find_date(title))), default=None),
                "file_name": self._date_of_name(),
                "county_file": self._stated_date(county),
            }
        )

    def _date_of_name(self) -> date | None:
        return find_date(PurePosixPath(self.name).stem)

    def _stated_date(self, county: County) -> date | None:
        return next((e.as_of for e in county.sources if e.as_of and self._matches(e.file)), None)

    def _choose_date(self, candidates: dict[str, date | None]) -> None:
        """Take the first method that found a date."""
        self.as_of_method, self.as_of = next(((m, d) for m, d in candidates.items() if d), ("unknown", None))

    def scope_from(self, county: County, townships: list[str]) -> None:
        """Set scope: county.toml, else, for a ledger, the only township that file name or title names."""
        stated = next(
            (e.township for e in county.sources if e.township != WHOLE_COUNTY and self._matches(e.file)), None
        )
        if stated or self.kind != "union_ledger":
            self.scope = stated or WHOLE_COUNTY
            return
        for text in (PurePosixPath(self.name).name, " ".join(self.titles)):
            named = named_townships(text, townships)
            if len(named) == 1:
                self.scope = named[0]
                return

    def _matches(self, pattern: str) -> bool:
        return fnmatch.fnmatch(self.name, pattern) or fnmatch.fnmatch(PurePosixPath(self.name).name, pattern)

    def row(self) -> tuple[object, ...]:
        """As a row of raw.source_file."""
        return (
            self.file_id, self.kind, self.name, self.sha256, self.as_of, self.as_of_method, self.scope,
            self.superseded_by, self.encoding, self.rows_read, self.rows_blank, self.rows_skipped,
            self.rows_superseded, self.problem,
        )  # fmt: skip


def _newest(connection: duckdb.DuckDBPyConnection, kind: str, file_id: int) -> date | None:
    """The newest date in the as_of column of a file's rows."""
    cells = connection.execute(
        f"select distinct as_of from raw.{kind}"
        f" where file_id = ? and flag is null and as_of is not null limit {MOST_DATES}",
        [file_id],
    ).fetchall()
    return max((d for (cell,) in cells if (d := cell_date(cell))), default=None)


def stem(township: str) -> str:
    """A township's name without its kind: 辉埠镇 → 辉埠; the whole name where hardly anything would be left."""
    for ending in TOWNSHIP_ENDINGS:
        if township.endswith(ending) and len(township) - len(ending) >= 2:
            return township[: -len(ending)]
    return township


def named_townships(text: str, townships: list[str]) -> list[str]:
    """The townships that a text names, by full name where one is named so, else by stem."""
    full = [township for township in townships if township in text]
    return full or [township for township in townships if stem(township) in text]


@dataclass(frozen=True)
class FoundSheet:
    """A sheet ('' for a text file) and what its header says; `found` None where nothing was recognised: `headers` is
    then what may be its header. `title` is what stands
    above the header: its units are kept, nothing else."""

    file_id: int
    sheet: str
    found: Recognition | None
    problem: str | None = None
    headers: tuple[str, ...] = ()
    title: str = ""

    def row(self) -> tuple[object, ...]:
        """As a row of raw.sheet."""
        found = self.found
        if found is None:
            return (self.file_id, None, self.sheet, None, None, _json(list(self.headers)), None, self.problem, None)
        return (
            self.file_id,
            found.kind,
            self.sheet,
            found.header_row + 1,
            _json(found.matched),
            _json(list(found.unknown.values())),
            _json([found.headers[position] for position in found.dropped]),
            self.problem,
            _json(units_said(self.title)),
        )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
