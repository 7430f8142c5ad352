"""Checks: each etl/check/<sentence>.sql is one SELECT of the rows that break the sentence in its file name.

The first line of a file is its name on the Chinese screen: `-- zh: 每条企业……`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from etl.errors import CheckFailed
from etl.text import _, language

FOLDER = Path(__file__).parent
CHINESE = "-- zh:"
SHOWN_ROWS = 5


@dataclass(frozen=True)
class Check:
    """One sentence that must hold of a build, and the SELECT of the rows that break it."""

    key: str
    chinese: str
    select: str

    @property
    def sentence(self) -> str:
        """The sentence in the language of the screen."""
        return self.chinese if language.get().startswith("zh") else self.key.replace("_", " ")


@dataclass(frozen=True)
class Failure:
    """A check with failing rows: how many, and the first five as column → value."""

    check: Check
    rows: int
    first: list[dict[str, Any]]


def load_checks(folder: Path = FOLDER) -> list[Check]:
    """All checks by name. Raises ValueError where a file does not begin with its Chinese name."""
    checks = []
    for path in sorted(folder.glob("*.sql")):
        select = path.read_text("utf-8")
        head = select.partition("\n")[0]
        if not head.startswith(CHINESE) or not head.removeprefix(CHINESE).strip():
            raise ValueError(f"{path.name}: the first line must be '{CHINESE} <the sentence in Chinese>'")
        checks.append(Check(path.stem, head.removeprefix(CHINESE).strip(), select))
    return checks


def failures(connection: duckdb.DuckDBPyConnection, checks: list[Check]) -> list[Failure]:
    """Run the checks on a build connection (raw … mart in reach); those with failing rows."""
    found = []
    for check in checks:
        result = connection.execute(check.select)
        names = [column[0] for column in result.description]
        rows = result.fetchmany(SHOWN_ROWS)
        if rows:
            count = len(rows)
            while more := len(result.fetchmany(10_000)):
                count += more
            found.append(Failure(check, count, [dict(zip(names, row, strict=True)) for row in rows]))
    return found


def require_checks(connection: duckdb.DuckDBPyConnection, checks: list[Check] | None = None) -> int:
    """Run all checks; their number. Raises CheckFailed with each broken sentence and its first five rows."""
    checks = load_checks() if checks is None else checks
    broken = failures(connection, checks)
    if broken:
        raise CheckFailed("\n".join(_told(failure) for failure in broken))
    return len(checks)


def _told(failure: Failure) -> str:
    head = _("Check failed: {sentence} ({rows} rows)", sentence=failure.check.sentence, rows=failure.rows)
    return "\n".join([head, *(f"  {_row(row)}" for row in failure.first)])


def _row(row: dict[str, Any]) -> str:
    return ", ".join(f"{column}={'' if value is None else value}" for column, value in row.items())
