# ruff: noqa: E501  (rows of data stay on one line)
"""Why the number of covered enterprises, and the list of those without a union, are others than a month ago: one county
with a case of every class, the month before as literal rows."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.check import failures, load_checks
from etl.link.decisions import Decisions
from ledger.identity import Identity, pair
from ledger.progress import Progress
from tests.conftest import empty_build
from tests.sql.conftest import LiteralCounty, coded

TRADES = "安博昌达恩方光恒嘉凯兰茂宁沛瑞盛泰万祥易中宏丰德金水木火土山江河湖海东西南北"


class Cases:
    """Enterprises by case: how the month before published each, and what the sources say now."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}
        self.registry: list[dict[str, str]] = []
        self.unions: list[dict[str, str]] = []
        self.lists: list[dict[str, str]] = []
        self.headcounts: list[dict[str, str]] = []
        self.before: list[dict[str, Any]] = []

    def add(self, case: str, before: dict[str, Any] | None, headcount: int = 30, **registry: str) -> str:
        """A case: `before` None, the earlier month did not have it; registry status None: nor has this one."""
        number = len(self.ids)
        code = coded(f"91330822MA{number:07d}")
        name = f"常山县{TRADES[number]}{TRADES[number + 3]}有限公司"
        self.ids[case] = f"C-{code}"
        if before is not None:
            usual = {
                "name": name,
                "in_scope": True,
                "is_larger": True,
                "is_25plus": True,
                "is_above_scale": False,
                "is_100plus": False,
                "scope_reason": "active",
                "union_status": "none",
                "union_id": None,
                "link_rule": None,
                "township_name": "辉埠镇",
                "headcount": 30,
            }
            self.before.append({"enterprise_id": self.ids[case], **usual, **before})
        if registry.get("status") != "gone":
            row = {
                "name": name,
                "credit_code": code,
                "registered_address": "常山县辉埠镇1号",
                "status": "存续",
                "established_on": "2015-01-01",
            }
            self.registry.append({**row, **registry})
            self.headcounts.append(
                {"credit_code": code, "headcount": str(headcount), "source": "社保", "period": "2026-06"}
            )
        return name

    def union(self, case: str, host: str, established_on: str, status: str = "正常") -> str:
        """A union of a case's enterprise; its id."""
        code = coded(f"81330822MA{len(self.unions) + 900:07d}")
        row = {
            "union_name": f"{host}工会委员会",
            "union_code": code,
            "union_type": "单独基层工会",
            "township": "辉埠镇",
            "established_on": established_on,
            "status": status,
            "host_name": host,
            "host_code": self.ids[case][2:],
        }
        self.unions.append(row)
        return f"U-{code}"

    def joint(self, name: str) -> str:
        """An old joint union; its id."""
        code = coded(f"81330822MA{len(self.unions) + 900:07d}")
        self.unions.append(
            {
                "union_name": name,
                "union_code": code,
                "union_type": "联合基层工会",
                "township": "辉埠镇",
                "established_on": "2018-01-01",
                "status": "正常",
            }
        )
        return f"U-{code}"


def own(union_id: str | None, **other: Any) -> dict[str, Any]:
    return {"union_status": "own", "union_id": union_id, "link_rule": "code", **other}


def all_cases() -> Cases:
    cases = Cases()
    joint = cases.joint("辉埠镇第一联合工会")
    listed = {"union_status": "joint", "union_id": joint, "link_rule": "coverage_list"}
    for case, before, founded in [
        ("kept", own("U-kept"), "2016-05-01"),
        ("new_union", {}, "2026-09-10"),
        ("told_late", {}, "2020-03-01"),
        ("founded", None, "2026-09-20"),
        ("grown", {"is_larger": False, "is_25plus": False, "headcount": 10}, "2020-03-01"),
        ("moved", own("U-moved", township_name="天马街道"), "2016-05-01"),
        ("confirmed", {"union_status": "uncertain"}, "2020-03-01"),
    ]:
        cases.union(case, cases.add(case, before), founded)
    for case, status in [("dissolved", "撤销"), ("unreadable", "怪")]:
        host = cases.add(case, own(None))
        cases.before[-1]["union_id"] = cases.union(case, host, "2016-05-01", status)
    cases.add("vanished", own("U-gone"))
    cases.add("unmatched", own(joint, link_rule="name"))
    cases.add("ended", listed)
    cases.lists.append(
        {
            "union_code": joint[2:],
            "host_code": cases.ids["ended"][2:],
            "covered_from": "2018-01-01",
            "covered_to": "2026-09-15",
        }
    )
    cases.add("dropped", listed)
    cases.add("joined", {})
    cases.lists.append({"union_code": joint[2:], "host_code": cases.ids["joined"][2:], "covered_from": "2026-09-05"})
    cases.add("closed", own("U-c"), status="注销", closed_on="2026-09-12")
    cases.add("left_registry", own("U-l"), status="gone")
    cases.add("shrunk", own("U-s"), headcount=10)
    cases.add("dormant", own("U-d"), status="歇业")
    cases.add("out_of_county", own("U-o"), registered_address="江山市贺村镇1号")
    cases.add("still_none", {})
    cases.add("none_moved", {"township_name": "球川镇"})
    cases.add("none_closed", {}, status="吊销")
    cases.add("none_gone", {}, status="gone")
    cases.add("none_moved_out", {}, status="迁出")
    cases.add("none_shrunk", {}, headcount=12)
    cases.add("none_shrunk_by_two", {}, headcount=12)
    cases.add("none_delisted", {"is_above_scale": True, "is_25plus": False, "headcount": 12}, headcount=12)
    cases.add("none_new", None, established_on="2026-09-02")
    cases.add("none_grown", {"is_larger": False, "is_25plus": False, "headcount": 20})
    host = cases.add("new_code", None)
    cases.before.append({**cases.before[0], "enterprise_id": "C-old-code", "name": host, **own("U-old-code")})
    cases.union("new_code", host, "2016-05-01")
    host = cases.add("twice", own("U-twice"))
    cases.before.append({**cases.before[-1], "enterprise_id": "N-second-record"})
    cases.union("twice", host, "2016-05-01")
    return cases


def same(old_id: str, new_id: str) -> Identity:
    when = datetime(2026, 9, 20, tzinfo=UTC)
    return Identity(
        event_id=f"e {old_id}",
        subject=pair(old_id, new_id),
        sequence=1,
        old_id=old_id,
        new_id=new_id,
        decision="same",
        actor_name="组建员甲",
        actor_source="self_reported",
        decided_at=when,
        reason="同一家",
        records={},
    )


def publish_before(rows: list[dict[str, Any]], history: Path, as_of: date) -> None:
    """history/<month>.parquet as a build of that day would have written it."""
    history.mkdir(exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(
            "create table t (enterprise_id varchar, name varchar, in_scope boolean, scope_reason varchar, is_above_scale boolean, is_25plus boolean, is_100plus boolean, is_larger boolean, union_status varchar, union_id varchar, link_rule varchar, township_name varchar, headcount integer, build_id varchar, as_of date)"
        )
        for row in rows:
            told = {**row, "build_id": "b", "as_of": as_of}
            connection.execute(
                f"insert into t ({', '.join(told)}) values ({', '.join('?' for _one in told)})", list(told.values())
            )
        connection.execute(f"copy t to '{history / f'{as_of:%Y-%m}.parquet'}'")


@pytest.fixture(scope="module")
def cases() -> Cases:
    return all_cases()


@pytest.fixture(scope="module")
def county(cases: Cases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiteralCounty]:
    folder = tmp_path_factory.mktemp("change")
    publish_before(cases.before, folder / "history", date(2026, 8, 31))
    with empty_build() as connection:
        county = LiteralCounty(connection, folder)
        removed = Progress(
            cases.ids["none_shrunk_by_two"],
            "甲",
            "辉埠镇",
            removal="headcount_changed",
            removed_on=date(2026, 9, 9),
            removal_by="甲",
            removal_source="signed_in",
            by_two_people=True,
            last_at=datetime(2026, 9, 9),
        )
        reopened = Progress(cases.ids["vanished"], "乙", "辉埠镇", last_at=datetime(2026, 9, 9))
        county.decisions = Decisions(
            identity=(same("C-old-code", cases.ids["new_code"]), same("N-second-record", cases.ids["twice"])),
            targets=((removed, []), (reopened, [])),
        )
        listed = [{"credit_code": cases.ids["kept"][2:], "listed_from": "2026-01-01"}]
        yield county.run(
            enterprise_registry=cases.registry,
            union_ledger=cases.unions,
            union_coverage=cases.lists,
            headcount=cases.headcounts,
            above_scale_list=listed,
        )


MOVES = {
    "new_union": [("entered", "new_unions")],
    "joined": [("entered", "new_unions")],
    "told_late": [("entered", "rematched")],
    "confirmed": [("entered", "rematched")],
    "founded": [("entered", "new_enterprises")],
    "grown": [("entered", "rescoped")],
    "moved": [("entered", "rescoped"), ("left", "rescoped")],
    "dissolved": [("left", "dissolved")],
    "vanished": [("left", "dissolved")],
    "ended": [("left", "dissolved")],
    "dropped": [("left", "dissolved")],
    "unmatched": [("left", "rematched")],
    "unreadable": [("left", "rematched")],
    "closed": [("left", "closed")],
    "left_registry": [("left", "closed")],
    "shrunk": [("left", "rescoped")],
    "dormant": [("left", "rescoped")],
    "out_of_county": [("left", "rescoped")],
    "twice": [("left", "rematched")],
}


def test_each_enterprise_that_came_or_left_is_classed_once_and_nobody_else_is(
    county: LiteralCounty, cases: Cases
) -> None:
    """'kept' and 'new_code' stayed: an id that goes on as another one has neither closed nor been founded."""
    names = {enterprise_id: case for case, enterprise_id in cases.ids.items()}
    found: dict[str, list[tuple]] = {}
    for enterprise_id, *move in county.rows(
        "select enterprise_id, direction, change from mart.coverage_move where basis = 'published' order by all"
    ):
        found.setdefault(names[enterprise_id], []).append(tuple(move))
    assert found == MOVES


def test_changes_are_signed_and_add_up_for_every_township(county: LiteralCounty) -> None:
    rows = county.rows(
        "select township_name, opening, new_unions, new_enterprises, dissolved, closed, rematched, rescoped, closing from mart.coverage_change where basis = 'published' order by all"
    )
    assert rows == [
        ("天马街道", 1, 0, 0, 0, 0, 0, -1, 0),
        ("未定位", 0, 0, 0, 0, 0, 0, 0, 0),
        ("球川镇", 0, 0, 0, 0, 0, 0, 0, 0),
        ("辉埠镇", 15, 2, 1, -4, -2, -1, -1, 10),
    ]


def test_the_zero_list_says_of_each_that_came_or_left_why(county: LiteralCounty, cases: Cases) -> None:
    names = {enterprise_id: case for case, enterprise_id in cases.ids.items()}
    left: dict[str, str] = {}
    came: dict[str, str] = {}
    for enterprise_id, direction, reason in county.rows(
        "select enterprise_id, direction, reason from mart.zero_list_change"
    ):
        (left if direction == "left" else came)[names[enterprise_id]] = reason
    assert left == {
        "new_union": "organised",
        "joined": "joined_joint",
        "told_late": "rematched",
        "none_moved": "other_township",
        "none_closed": "closed",
        "none_gone": "left_files",
        "none_moved_out": "moved",
        "none_shrunk": "headcount_changed",
        "none_shrunk_by_two": "headcount_changed",
        "none_delisted": "rescoped",
    }
    assert came == {
        "none_moved": "other_township",
        "none_new": "new_enterprise",
        "none_grown": "headcount_changed",
        "dissolved": "union_vanished",
        "vanished": "union_vanished",
        "ended": "union_vanished",
        "dropped": "union_vanished",
        "unmatched": "rematched",
    }


def test_who_left_because_of_its_headcount_is_confirmed_only_by_two_people(county: LiteralCounty, cases: Cases) -> None:
    rows = dict(
        county.rows("select enterprise_id, is_confirmed from mart.zero_list_change where is_confirmed is not null")
    )
    assert rows == {cases.ids["none_shrunk"]: False, cases.ids["none_shrunk_by_two"]: True}


def test_a_target_whose_union_vanished_is_open_again_and_says_so(county: LiteralCounty, cases: Cases) -> None:
    reopened = {name for (name,) in county.rows("select enterprise_id from mart.target_progress where reopened")}
    assert reopened == {cases.ids[case] for case in ("dissolved", "vanished", "ended", "dropped", "unmatched")}


def test_months_before_the_first_published_one_know_dates_alone(county: LiteralCounty) -> None:
    """No row for the first published month: nothing was published before it."""
    bases = dict(
        county.rows("select basis, [min(month)::varchar, max(month)::varchar] from mart.coverage_change group by all")
    )
    assert bases == {"published": ["2026-09-01", "2026-09-01"], "reconstructed": ["2023-11-01", "2026-07-01"]}
    assert county.rows(
        "select distinct rematched, rescoped from mart.coverage_change where basis = 'reconstructed'"
    ) == [(None, None)]


def test_the_checks_hold(county: LiteralCounty) -> None:
    chosen = [
        check for check in load_checks() if check.key in ("opening_and_changes_are_closing", "closing_equals_the_trend")
    ]
    assert len(chosen) == 2
    county.connection.execute("set search_path = 'warehouse.mart,memory.main'")
    assert failures(county.connection, chosen) == []


def test_a_month_without_a_build_is_in_the_next_months_row(literal_county: LiteralCounty) -> None:
    cases = Cases()
    cases.add("vanished", own("U-gone"))
    publish_before(cases.before, literal_county.folder / "history", date(2026, 6, 30))
    built = literal_county.run(enterprise_registry=cases.registry, headcount=cases.headcounts)
    assert built.rows(
        "select month::varchar, opening_month::varchar, opening, dissolved, closing from mart.coverage_change where basis = 'published' and township_name = '辉埠镇'"
    ) == [("2026-09-01", "2026-06-01", 1, -1, 0)]
    assert (
        built.one("select max(month)::varchar from mart.coverage_change where basis = 'reconstructed'") == "2026-05-01"
    )


def test_reconstructed_months_say_what_dates_say(literal_county: LiteralCounty) -> None:
    cases = Cases()
    cases.union("union", cases.add("union", None), "2026-03-10")
    cases.union("founded", cases.add("founded", None, established_on="2026-03-02"), "2026-03-20")
    cases.union("closed", cases.add("closed", None, status="注销", closed_on="2026-04-12"), "2020-01-01")
    cases.add("ended", None)
    joint = cases.joint("辉埠镇第一联合工会")
    cases.lists.append(
        {
            "union_code": joint[2:],
            "host_code": cases.ids["ended"][2:],
            "covered_from": "2018-01-01",
            "covered_to": "2026-05-15",
        }
    )
    built = literal_county.run(
        enterprise_registry=cases.registry,
        union_ledger=cases.unions,
        union_coverage=cases.lists,
        headcount=cases.headcounts,
    )
    moves = built.rows("select month::varchar, enterprise_id, direction, change from mart.coverage_move order by all")
    assert sorted(moves) == sorted(
        [
            ("2026-03-01", cases.ids["union"], "entered", "new_unions"),
            ("2026-03-01", cases.ids["founded"], "entered", "new_enterprises"),
            ("2026-04-01", cases.ids["closed"], "left", "closed"),
            ("2026-05-01", cases.ids["ended"], "left", "dissolved"),
        ]
    )
    assert built.rows(
        "select opening, new_unions, new_enterprises, dissolved, closed, closing from mart.coverage_change where month = '2026-03-01' and township_name = '辉埠镇'"
    ) == [(2, 1, 1, 0, 0, 4)]
