"""Questions about the score of unions, one cached function each, as in ui/queries.py: results are shared, unchanged."""

from functools import lru_cache
from typing import Any

from ui import warehouse
from ui.filters import Filters
from ui.queries import ROWS_SHOWN, Rows
from ui.warehouse import Build

LISTS = {
    "ranked": "risk_ranked",
    "unproven": "risk_unproven",
    "red_lines": "risk_red_lines",
    "signals": "risk_signals",
    "rules": "risk_rules",
}
"""The page's lists by their names in the address, and the question behind each."""


@lru_cache(maxsize=32)
def places(build: Build, members: tuple[str, ...]) -> Rows:
    """One row a township with scored unions of these sizes (none named: all): numbers by band and by ladder step."""
    return warehouse.rows(build, "risk_places", members=list(members))


@lru_cache(maxsize=64)
def listed(build: Build, name: str, filters: Filters) -> Any:
    """The first rows of one of the page's lists as an Arrow table; column total holds the number of all of them."""
    return warehouse.table(build, LISTS[name], **filters.parameters(), row_limit=ROWS_SHOWN)


@lru_cache(maxsize=64)
def missing(build: Build, townships: tuple[str, ...]) -> Rows:
    """What is open at unions that too little is known of, by indicator, the heaviest first."""
    return warehouse.rows(build, "risk_missing", townships=list(townships))


@lru_cache(maxsize=4)
def signal_counts(build: Build) -> Rows:
    """One row a signal: groups and unions in the county, whose evidence it lowers."""
    return warehouse.rows(build, "risk_signal_counts")


@lru_cache(maxsize=4)
def spec(build: Build) -> dict[str, dict[str, Any]]:
    """The spec that the build scores by: words, weight and legal basis of every indicator, by its id, in order."""
    return {row["indicator"]: row for row in versions(build) if row["is_used"]}


@lru_cache(maxsize=4)
def versions(build: Build) -> Rows:
    """Every indicator of every version of the spec, the one in use first."""
    return warehouse.rows(build, "risk_spec")


@lru_cache(maxsize=4)
def thresholds(build: Build) -> dict[str, Rows]:
    """The thresholds in use by what they belong to: an indicator's id in small letters, score, red, signal."""
    found: dict[str, Rows] = {}
    for row in warehouse.rows(build, "risk_thresholds"):
        found.setdefault(row["owner"], []).append(row)
    return found


@lru_cache(maxsize=4)
def doubts(build: Build) -> Rows:
    """What the score's own checks say of it: doubt, indicator, the other one of a copy, unions."""
    return warehouse.rows(build, "score_checks")


@lru_cache(maxsize=4)
def medians(build: Build) -> dict[tuple[str | None, str], dict[str, Any]]:
    """Township (None: the county) and dimension → number of unions, and median of what is proven, 0–100."""
    return {(row["township_name"], row["dimension"]): row for row in warehouse.rows(build, "risk_medians")}


@lru_cache(maxsize=64)
def of_union(build: Build, union_id: str) -> dict[str, Rows]:
    """What stands behind one union's score: findings, evidence, red_lines, signals, conditions of the ladder."""
    names = {
        "findings": "risk_findings",
        "evidence": "risk_evidence",
        "red_lines": "risk_red_lines_of",
        "signals": "risk_signals_of",
        "conditions": "ladder_conditions",
    }
    return {key: warehouse.rows(build, name, id=union_id, row_limit=None) for key, name in names.items()}
