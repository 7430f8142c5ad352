"""The rules of the watch list on literal rows: what each finds, what it leaves out, and the words of it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.alerts import Alert, find
from etl.alerts.words import both, sentence
from etl.settings import AlertsSection

TODAY = date(2026, 10, 31)
Ask = Callable[..., list[Alert]]
TABLES = {
    "build": "as_of date",
    "zero_list_change": "month date, enterprise_id varchar, enterprise_name varchar, township_name varchar,"
    " direction varchar, reason varchar",
    "coverage_month": "month date, township_name varchar, threshold varchar, basis varchar, enterprises integer,"
    " own integer, joint integer, headquarters integer",
    "stage": "stage varchar, position integer, stall_days integer",
    "target_progress": "enterprise_id varchar, enterprise_name varchar, township_name varchar, stage varchar,"
    " stage_position integer, stage_since date, late_after date, closed_by varchar",
    "rectification_order": "union_id varchar, union_name varchar, township_name varchar, number integer, state varchar,"
    " due_on date",
    "source_status": "source_kind varchar, township varchar, as_of date, superseded_by varchar, problem varchar,"
    " rows_read integer",
}
STAGES = [("survey", 1, None), ("contact", 2, 30), ("preparation", 3, 60)]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Asks every rule on a build that holds these rows, by table."""

    def ask_it(section: AlertsSection | None = None, today: date = TODAY, **rows: list[tuple]) -> list[Alert]:
        with duckdb.connect() as connection:
            connection.execute("create schema mart")
            for name, columns in TABLES.items():
                connection.execute(f"create table mart.{name} ({columns})")
            for name, literal in {"build": [("2026-09-30",)], "stage": STAGES, **rows}.items():
                marks = ", ".join("?" * len(literal[0]))
                connection.executemany(f"insert into mart.{name} values ({marks})", literal)
            found = find(connection, tmp_path, section or AlertsSection(), today)
        assert found.not_asked == ()
        return list(found.alerts)

    return ask_it


def keys(found: list[Alert]) -> list[str]:
    return [alert.key for alert in found]


def came(
    enterprise_id: str, month: str = "2026-09-01", direction: str = "entered", reason: str = "new_enterprise"
) -> tuple:
    return (month, enterprise_id, "甲厂", "辉埠镇", direction, reason)


def test_who_came_onto_the_zero_list_this_month_and_is_an_open_target_still_is_told(ask: Ask) -> None:
    changes = [
        came("C-1"),
        came("C-2", month="2026-08-01"),
        came("C-3", direction="left", reason="organised"),
        came("C-4", reason="other_township"),
        came("C-5"),
        came("C-6"),
    ]
    targets = [at(f"C-{number}", "listed", None) for number in (1, 2, 3, 4)]
    found = ask(zero_list_change=changes, target_progress=[*targets, at("C-5", "listed", None, closed_by="removal")])
    assert keys(found) == ["new_without_union:C-1:2026-09-01"]
    assert (found[0].township_name, found[0].since, found[0].severity) == ("辉埠镇", date(2026, 9, 1), "attention")
    assert sentence(found[0]) == "甲厂：2026-09 新进未建会名单（数据里新出现）"


def month(
    name: str, township: str, enterprises: int, own: int, basis: str = "published", threshold: str = "larger"
) -> tuple:
    return (f"{name}-01", township, threshold, basis, enterprises, own, 0, 0)


@pytest.mark.parametrize(("own", "is_told"), [(70, False), (69, True), (68, True)])
def test_coverage_that_fell_by_its_points_or_more_is_told(ask: Ask, own: int, is_told: bool) -> None:
    found = ask(coverage_month=[month("2026-07", "辉埠镇", 100, 70), month("2026-09", "辉埠镇", 100, own)])
    assert keys(found) == (["coverage_fell:辉埠镇:2026-09-01"] if is_told else [])


def test_coverage_is_compared_between_published_months_of_townships_that_are_ranked(ask: Ask) -> None:
    found = ask(
        coverage_month=[
            month("2026-08", "辉埠镇", 100, 90, basis="reconstructed"),
            month("2026-09", "辉埠镇", 100, 50),
            month("2026-07", "芳村镇", 9, 9),
            month("2026-09", "芳村镇", 12, 1),
            month("2026-07", "未定位", 50, 50),
            month("2026-09", "未定位", 50, 1),
            month("2026-07", "球川镇", 20, 18, threshold="above_scale"),
            month("2026-09", "球川镇", 20, 1, threshold="above_scale"),
        ]
    )
    assert found == []


def test_the_words_of_a_fall_hold_both_months_and_both_counts(ask: Ask) -> None:
    [found] = ask(coverage_month=[month("2026-08", "辉埠镇", 10, 9), month("2026-09", "辉埠镇", 12, 9)])
    said = sentence(found)
    for part in ("90.0%", "75.0%", "2026-08", "2026-09", "原 10 家中 9 家", "现 12 家中 9 家"):
        assert part in said


def at(
    enterprise_id: str, stage: str, since: str | None, late_after: str | None = None, closed_by: str | None = None
) -> tuple:
    position = {"listed": 0, "survey": 1, "contact": 2, "preparation": 3}[stage]
    return (enterprise_id, "乙厂", "辉埠镇", stage, position, since, late_after, closed_by)


@pytest.mark.parametrize(
    ("stage", "since", "late_after", "is_told"),
    [
        ("survey", "2026-10-01", "2026-10-31", False),
        ("survey", "2026-09-30", "2026-10-30", True),
        ("contact", "2026-08-31", "2026-10-30", True),
        ("contact", "2026-01-01", None, False),
        ("listed", None, None, False),
    ],
)
def test_a_stage_stalls_from_the_day_after_the_last_that_is_not_late(
    ask: Ask, stage: str, since: str | None, late_after: str | None, is_told: bool
) -> None:
    found = ask(target_progress=[at("C-1", stage, since, late_after)])
    assert keys(found) == ([f"stage_stalled:C-1:{stage}:{since}"] if is_told else [])
    assert all(alert.since == TODAY for alert in found)


def test_who_is_in_no_township_is_told_apart_from_the_whole_county(ask: Ask) -> None:
    found = ask(
        target_progress=[("C-1", "乙厂", None, "contact", 2, "2026-01-01", "2026-03-02", None)],
        rectification_order=[("U-1", "甲厂工会", None, 1, "open", "2026-01-01")],
        source_status=[file("union_ledger", "2026-01-01")],
    )
    assert [alert.township_name for alert in found] == ["未定位", "未定位", None]


def test_an_order_is_overdue_from_the_day_after_its_deadline_until_it_is_closed(ask: Ask) -> None:
    states = [("open", "2026-10-30"), ("open", "2026-10-31"), ("reported", "2026-10-01"), ("closed", "2026-10-01")]
    orders = [("U-1", "甲厂工会", "辉埠镇", number, *told) for number, told in enumerate(states, start=1)]
    found = ask(rectification_order=orders)
    assert keys(found) == ["order_overdue:U-1:1:2026-10-30", "order_overdue:U-1:3:2026-10-01"]
    assert sentence(found[0]) == "甲厂工会：第 1 号整改单期限 2026-10-30，已过 1 天，待整改"
    assert "待复核" in sentence(found[1])


def file(kind: str, as_of: str | None, township: str = "*", superseded_by: str | None = None) -> tuple:
    return (kind, township, as_of, superseded_by, None, 10)


def test_a_source_is_old_by_its_newest_file_in_each_township(ask: Ask) -> None:
    found = ask(
        source_status=[
            file("union_ledger", "2026-07-23"),
            file("union_ledger", "2026-07-22", "芳村镇"),
            file("union_ledger", "2025-01-01", "芳村镇", superseded_by="新.xls"),
            file("enterprise_registry", "2025-01-01"),
            file("enterprise_registry", "2026-09-30"),
            file("survey", "2020-01-01"),
        ]
    )
    assert keys(found) == ["source_old:union_ledger:芳村镇:2026-07-22"]
    assert (found[0].township_name, found[0].since) == ("芳村镇", TODAY)
    assert sentence(found[0]) == "工会台账（芳村镇）：最新的文件截至 2026-07-22，已 101 天，期限 100 天"


def test_a_source_without_a_date_is_told_as_such_and_never_as_fine(ask: Ask) -> None:
    [found] = ask(source_status=[file("headcount", None)])
    assert (found.key, found.since) == ("source_old:headcount", None)
    assert "没有写明日期" in sentence(found)


def test_the_county_sets_limits_severity_and_what_is_asked(ask: Ask) -> None:
    section = AlertsSection(
        source_old={"days": {"survey": 10}, "severity": "urgent"},
        order_overdue={"is_on": False},
        coverage_fell={"points": 30},
    )
    found = ask(
        section,
        source_status=[file("survey", "2026-10-01")],
        rectification_order=[("U-1", "甲厂工会", "辉埠镇", 1, "open", "2026-01-01")],
        coverage_month=[month("2026-08", "辉埠镇", 10, 9), month("2026-09", "辉埠镇", 10, 7)],
    )
    assert [(alert.key, alert.severity) for alert in found] == [("source_old:survey:2026-10-01", "urgent")]


def test_the_most_pressing_come_first_and_of_these_the_newest(ask: Ask) -> None:
    found = ask(
        source_status=[file("union_ledger", "2026-01-01")],
        target_progress=[
            at("C-1", "contact", "2026-01-01", "2026-03-02"),
            at("C-2", "contact", "2026-06-01", "2026-07-31"),
        ],
        rectification_order=[("U-1", "甲厂工会", "辉埠镇", 1, "open", "2026-01-01")],
    )
    assert [key.split(":")[1] for key in keys(found)] == ["U-1", "C-2", "C-1", "union_ledger"]


def test_every_alert_has_its_words_in_both_languages(ask: Ask) -> None:
    found = ask(
        zero_list_change=[came("C-1")],
        coverage_month=[month("2026-08", "辉埠镇", 10, 9), month("2026-09", "辉埠镇", 12, 9)],
        target_progress=[at("C-1", "contact", "2026-01-01", "2026-03-02")],
        rectification_order=[("U-1", "甲厂工会", "辉埠镇", 1, "open", "2026-01-01")],
        source_status=[file("union_ledger", "2026-01-01")],
    )
    assert len(found) == 5
    for alert in found:
        told = both(alert)
        assert told["zh"] != told["en"]
        assert "{" not in told["zh"] + told["en"]


def test_a_build_without_a_rule_s_table_says_which_rule_was_not_asked(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        found = find(connection, tmp_path, AlertsSection(), TODAY)
    assert found.alerts == ()
    assert found.not_asked == ("new_without_union", "coverage_fell", "stage_stalled", "order_overdue", "source_old")
