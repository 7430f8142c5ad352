# ruff: noqa: E501  (rows of data stay on one line)
"""Two builds side by side: what a publishing would change."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.compare import FIGURES, compare, swings

Enterprise = tuple[str, str, bool, bool | None, str]


def warehouse(path: Path, enterprises: list[Enterprise], headcounts: int = 10) -> Path:
    """A warehouse with the columns that are compared: id, township, in_scope, is_larger, union_status."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema mart")
        connection.execute(
            "create table mart.enterprise (enterprise_id varchar, name varchar, township_name varchar,"
            " in_scope boolean, is_larger boolean, union_status varchar)"
        )
        connection.executemany(
            "insert into mart.enterprise values ($1, $1, $2, $3, $4, $5)", [list(row) for row in enterprises]
        )
        connection.execute(
            "create table mart.township as select township_name, count(*) as enterprises,"
            " count(*) filter (is_larger) as larger, count(*) filter (is_larger and union_status = 'own') as larger_own,"
            " 0 as larger_joint, 0 as larger_headquarters, 0 as larger_uncertain,"
            " count(*) filter (is_larger and union_status = 'none') as larger_none,"
            " count(*) filter (is_larger is null) as size_unknown, 100 as workers, 40 as workers_covered,"
            " count(*) filter (is_larger and union_status = 'own') / nullif(count(*) filter (is_larger), 0) as rate"
            " from mart.enterprise where in_scope group by township_name"
        )
        connection.execute(
            """create table mart."union" as select true as is_base_union, status, 5 as members from (select unnest(['active', 'dissolved']) as status)"""
        )
        connection.execute(
            "create table mart.source_status as select 'headcount' as source_kind, $rows::integer as rows_kept,"
            " date '2026-09-30' as as_of, null::varchar as superseded_by, null::varchar as problem",
            {"rows": headcounts},
        )
    return path


def figure(found: dict[str, list[dict[str, Any]]], name: str) -> dict[str, Any]:
    return next(row for row in found["figures"] if row["figure"] == name)


@pytest.fixture
def found(tmp_path: Path) -> dict[str, list[dict[str, Any]]]:
    before = warehouse(
        tmp_path / "before.duckdb",
        [
            ("C-1", "甲镇", True, True, "none"),
            ("C-2", "甲镇", True, True, "own"),
            ("C-3", "甲镇", True, True, "none"),
            ("C-4", "甲镇", True, True, "own"),
            ("C-5", "甲镇", True, False, "none"),
            ("C-6", "甲镇", True, True, "own"),
        ],
    )
    after = warehouse(
        tmp_path / "after.duckdb",
        [
            ("C-1", "甲镇", True, True, "own"),
            ("C-2", "甲镇", True, True, "own"),
            ("C-3", "甲镇", False, True, "none"),
            ("C-4", "乙镇", True, True, "own"),
            ("C-5", "甲镇", True, True, "none"),
            ("C-7", "甲镇", True, True, "none"),
            ("C-8", "甲镇", True, False, "none"),
        ],
        headcounts=0,
    )
    return compare(before, after)


def test_every_figure_stands_before_and_after_in_their_order(found: dict[str, list[dict[str, Any]]]) -> None:
    assert [row["figure"] for row in found["figures"]] == list(FIGURES)
    assert (figure(found, "rate")["before"], figure(found, "rate")["after"]) == (3 / 5, 3 / 5)
    assert (figure(found, "larger")["before"], figure(found, "larger")["after"]) == (5, 5)
    assert (figure(found, "base_unions")["after"], figure(found, "members")["after"]) == (1, 5)
    assert (figure(found, "none")["before"], figure(found, "none")["after"]) == (2, 2)


def test_each_larger_enterprise_that_stands_otherwise_is_listed_with_what_changed(
    found: dict[str, list[dict[str, Any]]],
) -> None:
    changes = {
        row["enterprise_id"]: (row["change"], row["status_before"], row["status_after"]) for row in found["enterprises"]
    }
    assert changes == {
        "C-1": ("status", "none", "own"),
        "C-3": ("not_counted", "none", None),
        "C-4": ("moved", "own", "own"),
        "C-5": ("counted", None, "none"),
        "C-6": ("vanished", "own", None),
        "C-7": ("appeared", None, "none"),
    }


def test_a_kind_that_has_no_usable_row_any_more_is_called_lost(found: dict[str, list[dict[str, Any]]]) -> None:
    [headcount] = found["sources"]
    assert (headcount["rows_before"], headcount["rows_after"], headcount["is_lost"]) == (10, 0, True)


@pytest.mark.parametrize(
    ("before", "after", "is_share", "marked"),
    [
        (0.50, 0.549, True, False),
        (0.50, 0.55, True, True),
        (100, 109, False, False),
        (100, 110, False, True),
        (10, 14, False, False),
        (10, 15, False, True),
        (None, 0.5, True, True),
        (None, None, True, False),
    ],
)
def test_a_swing_is_five_points_or_a_tenth_and_at_least_five(
    before: float | None, after: float | None, is_share: bool, marked: bool
) -> None:
    assert swings(before, after, is_share) is marked


def test_a_small_townships_share_alone_is_no_swing(found: dict[str, list[dict[str, Any]]]) -> None:
    assert [row["township_name"] for row in found["townships"] if row["is_swing"]] == []
