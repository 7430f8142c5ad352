"""The reviewed lists: what a person decided about a park or an enterprise, with the source that says so.

`zone_township.csv` (zone_name, township_name, source, reviewed_by, reviewed_on) gives a park's enterprises to a
township; `enterprise_township.csv` (credit_code or name, township_name, …) gives a single enterprise. Absent files are
fine. A faulty row stops the build: a rule that is silently left out would be taken for one that holds.
"""

import csv
from pathlib import Path

import duckdb

from etl.errors import InputError
from etl.text import _

ZONES = "zone_township.csv"
ENTERPRISES = "enterprise_township.csv"
NEEDED = ("township_name", "source")

Rule = tuple[str, str, str]
Decision = tuple[str | None, str | None, str, str]


def read_reviewed(connection: duckdb.DuckDBPyConnection, folder: Path) -> tuple[list[Rule], list[Decision]]:
    """Rules (zone, township, source) and decisions (credit code, name, township, source).

    Raises InputError for a row without source or subject, with an unknown township, or that contradicts another.
    """
    townships = {name for (name,) in connection.execute("select township_name from clean.township").fetchall()}
    zones = [_checked(folder / ZONES, number, row, ("zone_name",), townships) for number, row in _rows(folder / ZONES)]
    _refuse_two_townships(folder / ZONES, [(row["zone_name"], row["township_name"]) for row in zones])
    decisions = [
        _checked(folder / ENTERPRISES, number, row, ("credit_code", "name"), townships)
        for number, row in _rows(folder / ENTERPRISES)
    ]
    _refuse_two_townships(
        folder / ENTERPRISES,
        [(row.get("credit_code") or row.get("name", ""), row["township_name"]) for row in decisions],
    )
    return (
        [(row["zone_name"], row["township_name"], row["source"]) for row in zones],
        [
            (row.get("credit_code") or None, row.get("name") or None, row["township_name"], row["source"])
            for row in decisions
        ],
    )


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Rows with their numbers as a spreadsheet shows them; blank rows are left out, cells are trimmed."""
    if not path.exists():
        return []
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text("gb18030", errors="replace")
    reader = csv.DictReader(text.splitlines())
    rows = []
    for row in reader:
        cells = {str(key).strip(): (value or "").strip() for key, value in row.items() if key}
        if any(cells.values()):
            rows.append((reader.line_num, cells))
    return rows


def _checked(
    path: Path, number: int, row: dict[str, str], subjects: tuple[str, ...], townships: set[str]
) -> dict[str, str]:
    fault = None
    if not any(row.get(column) for column in subjects):
        fault = (_("A reviewed row says nothing about whom it is"), " / ".join(subjects), "")
    elif missing := [column for column in NEEDED if not row.get(column)]:
        fault = (_("A reviewed row lacks what it rests on"), "、".join(missing), "")
    elif row["township_name"] not in townships:
        fault = (_("A reviewed row names an unknown township"), "、".join(sorted(townships)), row["township_name"])
    if fault:
        problem, expected, found = fault
        raise InputError(
            problem,
            file=path.name,
            row=number,
            found=found or "，".join(row.values()),
            expected=expected,
            next_step=_("Complete or remove the row: each decision names its township and its source"),
        )
    return row


def _refuse_two_townships(path: Path, decided: list[tuple[str, str]]) -> None:
    seen: dict[str, str] = {}
    for subject, township in decided:
        if seen.setdefault(subject, township) != township:
            raise InputError(
                _("Reviewed rows contradict each other"),
                file=path.name,
                found=f"{subject}：{seen[subject]}、{township}",
                expected=_("one township"),
                next_step=_("Keep the row that holds"),
            )
