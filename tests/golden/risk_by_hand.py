"""The outcomes of the risk score once more, in plain Python: from the clean tables and the YAML, one union at a time.

Written from risk_score.yaml and docs/domain.md, it shares no code with the SQL: the slow, plain reading of the rules.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import duckdb
import yaml

from etl.score.spec import OWN

Row = dict[str, Any]


class Said(NamedTuple):
    """What an indicator says of a union: applies, share failed (None: not known), grade of the evidence."""

    share: float | None
    grade: str
    applies: bool = True


class Outcome(NamedTuple):
    """As mart.risk_indicator has it."""

    outcome: str
    share: float | None
    weight: float


def months_ago(day: date, months: float) -> date:
    """The same day so many months before; the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - int(months), 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def years_later(day: date, years: float) -> date:
    """The same day so many years later; 28 February for the 29th."""
    return months_ago(day, -12 * int(years))


@dataclass
class County:
    """The clean tables of a build as lists of rows, and what was set."""

    as_of: date
    build_id: str
    settings: dict[str, str]
    tables: dict[str, list[Row]]

    def by(self, table: str, column: str) -> dict[Any, list[Row]]:
        """Rows of a table by a column, those without one left out."""
        found = defaultdict(list)
        for row in self.tables[table]:
            if row[column] is not None:
                found[row[column]].append(row)
        return found


TABLES = {
    "unions": 'from clean."union"',
    "facts": "from clean.union_fact",
    "codes": "select row_key, union_code_as_written from clean.union_row",
    "links": "from link.union_enterprise",
    "coverage": "from clean.union_coverage",
    "enterprises": "select enterprise_id, registration_status from clean.enterprise",
    "places": "select enterprise_id, township_name from clean.location",
    "headcounts": "select enterprise_id, headcount from score.headcount",
    "meetings": "from clean.union_meeting",
    "agreements": "from clean.union_agreement",
    "dues": "from clean.dues",
    "surveys": "from clean.survey",
    "disputes": "from clean.dispute",
    "incidents": "from clean.incident",
    "welfare": "from clean.welfare",
    "mechanisms": "from clean.mechanism",
    "declared": "from clean.completeness",
    "files": "select source_kind, problem from raw.source_file",
    "sheets": "select file_id, sheet, matched from raw.sheet where source_kind = 'union_agreement'",
}


def read_county(lineage: duckdb.DuckDBPyConnection) -> County:
    """Everything that the score rests on."""

    def rows(select: str) -> list[Row]:
        found = lineage.execute(select)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    [build] = rows("from raw.build")
    settings = {row["key"]: row["value"] for row in rows("from raw.setting")}
    return County(build["as_of"], build["build_id"], settings, {name: rows(select) for name, select in TABLES.items()})


class Rules:
    """The YAML, by name: rules['O1', 'first_days'], rules.weight['O1'], rules.words['O2', 'manager']."""

    def __init__(self) -> None:
        content = yaml.safe_load(OWN.read_text("utf-8"))
        self.value = {(s, name): p["value"] for s in ("score", "signal_limits") for name, p in content[s].items()}
        self.words, self.weight = {}, {}
        for one in content["indicators"]:
            self.weight[one["id"]] = one["weight"]
            self.value |= {(one["id"], name): p["value"] for name, p in one["parameters"].items()}
            self.words |= {(one["id"], name): p["value"] for name, p in one.get("words", {}).items()}
        self.grades = content["grades"]

    def __getitem__(self, key: tuple[str, str]) -> float:
        return self.value[key]


def outcomes(county: County, rules: Rules) -> dict[tuple[str, str], Outcome]:
    """Every union × indicator."""
    from tests.golden.risk_of_a_union import judge, prepare

    found = {}
    for union in prepare(county, rules):
        for indicator, said in judge(union, county, rules).items():
            found[union.id, indicator] = outcome(said, rules)
    return found


def outcome(said: Said, rules: Rules) -> Outcome:
    """What was said in the words of the table."""
    if not said.applies:
        return Outcome("not_applicable", None, 0)
    if said.share is None or (said.share == 0 and rules.grades[said.grade] == 0):
        return Outcome("unknown", None, 0)
    word = "pass" if said.share == 0 else "fail" if said.share >= 1 else "partial"
    return Outcome(word, said.share, rules.grades[said.grade] if said.share == 0 else 1)


def complete_since(declared: Iterable[tuple[date, date]], as_of: date) -> date | None:
    """The first day of the unbroken declaration that reaches the build's day."""
    days = sorted(declared, key=lambda span: span[1], reverse=True)
    since = None
    for start, end in days:
        reached = as_of if since is None else since - timedelta(days=1)
        if end >= reached:
            since = start if since is None else min(since, start)
    return since


def counted_texts(pairs: Iterable[tuple[Any, str]], least: float) -> set[Any]:
    """Keys that at least so many different unions have."""
    unions = defaultdict(set)
    for key, union in pairs:
        unions[key].add(union)
    return {key for key, having in unions.items() if len(having) >= least}


def ratio(part: Decimal | float | None, whole: Decimal | float | None) -> float | None:
    """None without a whole."""
    return float(part) / float(whole) if part is not None and whole else None
