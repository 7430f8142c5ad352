"""Questions about what was found on the spot, one cached function each, as in ui/queries.py."""

from datetime import date
from functools import lru_cache
from typing import Any

from ui import warehouse
from ui.queries import ROWS_SHOWN, Rows
from ui.warehouse import Build

Places = tuple[str, ...]
"""Townships chosen; none: all."""


@lru_cache(maxsize=32)
def listed(build: Build, name: str, townships: Places, today: date) -> Any:
    """The first rows of a list (visits, orders, verdicts, verdict_rates) as an Arrow table; column total holds the
    number of all of them. `today` says which orders are overdue."""
    return warehouse.table(build, name, townships=list(townships), today=today, row_limit=ROWS_SHOWN)


@lru_cache(maxsize=32)
def orders(build: Build, townships: Places, today: date) -> dict[str, int]:
    """How many orders are not closed (open), of these overdue and reported, and how many are closed."""
    return warehouse.rows(build, "visit_counts", townships=list(townships), today=today)[0]


@lru_cache(maxsize=4)
def rates(build: Build) -> dict[tuple[str, str | None], dict[str, Any]]:
    """Part and name (county: None) → unions, verified, found, rate (None where too few are verified)."""
    found = warehouse.rows(build, "verdict_rates", townships=[], row_limit=None)
    return {(row["part"], row["part_name"]): row for row in found}


@lru_cache(maxsize=64)
def shown(build: Build, union_id: str) -> dict[str, Any] | None:
    """What the screen says of a union that is judged; None where it is not scored."""
    found = warehouse.rows(build, "verdict_shown", id=union_id)
    return found[0] if found else None


@lru_cache(maxsize=64)
def of_union(build: Build, union_id: str) -> dict[str, Rows]:
    """Verdicts on a union, the newest first, its orders, closed ones last, and the indicators that add points."""
    names = {"verdicts": "verdicts_of_union", "orders": "orders_of_union", "findings": "verdict_findings"}
    return {key: warehouse.rows(build, name, id=union_id) for key, name in names.items()}
