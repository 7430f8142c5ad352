"""The watch list: rules that county.toml sets, each one question to the current build, asked on a day.

An alert is no row that is kept: it is there as long as its rule finds it. Its key stays the same meanwhile, so that it
is sent once and can be silenced (ledger/alerts.py).
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import duckdb

from etl import sql
from etl.mart import RANKED_FROM
from etl.publish.failure import last_failure
from etl.settings import AlertsSection

Severity = Literal["urgent", "attention", "notice"]
SEVERITIES: tuple[Severity, ...] = ("urgent", "attention", "notice")
Opens = Literal["enterprise", "union", "township", "sources", "load"]
BUILD_FAILED = "build_failed"


@dataclass(frozen=True)
class Rule:
    """A rule: which table of the build it asks beside those that every build has ('' none), how pressing it is, what
    opens its record, and which of a row's columns tell one time that it holds from another."""

    name: str
    needs: str
    severity: Severity
    opens: Opens
    told_apart_by: tuple[str, ...]


RULES = (
    Rule("new_without_union", "zero_list_change", "attention", "enterprise", ("month",)),
    Rule("coverage_fell", "coverage_month", "attention", "township", ("month",)),
    Rule("stage_stalled", "target_progress", "attention", "enterprise", ("stage", "stage_since")),
    Rule("order_overdue", "rectification_order", "urgent", "union", ("number", "due_on")),
    Rule("source_old", "source_status", "notice", "sources", ("township_name", "as_of")),
    Rule(BUILD_FAILED, "", "urgent", "load", ("first_at",)),
)
"""In the order in which they are shown."""
NAMES = tuple(rule.name for rule in RULES)


@dataclass(frozen=True)
class Alert:
    """One thing that a rule found. `township_name` is None where it is about the whole county, 未定位 where it is about
    somebody who is in no township; `since` the first day on which it held, None where that is not known; `facts` what
    its words are made of."""

    key: str
    rule: str
    severity: Severity
    opens: Opens
    record_id: str
    township_name: str | None
    since: date | None
    facts: dict[str, Any] = field(compare=False)


@dataclass(frozen=True)
class Found:
    """Every alert of a day, the most pressing first, of these the newest; and the rules that could not be asked,
    because the build is of an older version of the program or there is none."""

    alerts: tuple[Alert, ...]
    not_asked: tuple[str, ...] = ()


def find(connection: duckdb.DuckDBPyConnection | None, folder: Path, section: AlertsSection, today: date) -> Found:
    """Ask every rule that is on. `connection` is the current build's, None where there is none; `folder` its warehouse.

    Raises duckdb.Error where a table cannot be read.
    """
    alerts: list[Alert] = []
    not_asked = []
    tables = _tables(connection)
    for rule in RULES:
        chosen = getattr(section, rule.name)
        if not chosen.is_on:
            continue
        if rule.name == BUILD_FAILED:
            rows = _failed(folder)
        elif rule.needs in tables:
            rows = _rows(connection, rule.name, _parameters(section, today))
        else:
            not_asked.append(rule.name)
            continue
        alerts += [_alert(rule, chosen.severity or rule.severity, row) for row in rows]
    return Found(tuple(sorted(alerts, key=_place)), tuple(not_asked))


def _tables(connection: duckdb.DuckDBPyConnection | None) -> set[str]:
    if connection is None:
        return set()
    asked = connection.execute("select table_name from duckdb_tables() where schema_name = 'mart'")
    return {name for (name,) in asked.fetchall()}


def _parameters(section: AlertsSection, today: date) -> dict[str, Any]:
    limits = section.source_old.limits()
    return {
        "today": today,
        "ranked_from": RANKED_FROM,
        "points": section.coverage_fell.points,
        "kinds": list(limits),
        "limits": list(limits.values()),
    }


def _rows(connection: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    """The rule's rows. It takes the parameters that its text names."""
    text = sql.read("alerts", name)
    return sql.rows(connection, text, {key: value for key, value in parameters.items() if f"${key}" in text})


def _failed(folder: Path) -> list[dict[str, Any]]:
    failure = last_failure(folder)
    if failure is None:
        return []
    since = datetime.fromisoformat(failure.first_at).astimezone().date()
    return [{"record_id": "", "township_name": None, "since": since, "name": "", **vars(failure)}]


def _alert(rule: Rule, severity: Severity, row: dict[str, Any]) -> Alert:
    told_apart = (row[name] for name in rule.told_apart_by)
    key = ":".join(str(part) for part in (rule.name, row["record_id"], *told_apart) if part not in (None, ""))
    facts = {name: value for name, value in row.items() if name not in ("record_id", "since")}
    return Alert(key, rule.name, severity, rule.opens, row["record_id"], row["township_name"], row["since"], facts)


def _place(alert: Alert) -> tuple[Any, ...]:
    """The most pressing first, the newest of these first, then by rule and key."""
    age = -(alert.since or date.min).toordinal()
    return SEVERITIES.index(alert.severity), age, NAMES.index(alert.rule), alert.key
