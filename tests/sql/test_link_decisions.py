"""What people decide about links is applied by id, once each, and only while both records say what they said then."""

from datetime import UTC, datetime
from typing import Any

import pytest

from etl.link.decisions import Decisions
from ledger.links import Standing
from tests.sql.conftest import LiteralCounty
from tests.sql.test_link import HONGDA, UNION, XINHUA, A, B, union

E1, E2, U = f"C-{A}", f"C-{B}", f"U-{UNION}"
LIKE_HONGDA = union(union_code=UNION, union_name="宏达轴承厂工会", host_name="宏达轴承厂")
RECORDS = {
    "name": HONGDA["name"],
    "credit_code": A,
    "address": HONGDA["registered_address"],
    "union_name": "宏达轴承厂工会",
    "union_code": UNION,
    "host_name": "宏达轴承厂",
    "host_code": None,
}
BIG = [{"credit_code": code, "headcount": "30", "source": "社保", "period": "2026-06"} for code in (A, B)]


def said(decision: str, enterprise_id: str | None = E1, union_id: str = U, **other: Any) -> Standing:
    """What stands in the ledger about a pair."""
    is_open = decision == "open"
    given = {
        "event_id": f"{enterprise_id} {union_id}",
        "subject": "",
        "sequence": 1,
        "enterprise_id": enterprise_id,
        "union_id": union_id,
        "decision": decision,
        "actor_name": None if is_open else "组建员甲",
        "actor_source": None if is_open else "self_reported",
        "decided_at": None if is_open else datetime(2026, 11, 1, tzinfo=UTC),
        "reason": None if is_open else "现场看过",
        "by_two_people": None,
        "challenged": False,
        "challenged_by": None,
        "challenge_reason": None,
        "challenged_at": None,
        "records": {},
    }
    return Standing(**(given | other))


def decided(county: LiteralCounty, *standing: Standing, **kinds: Any) -> LiteralCounty:
    """The county with these decisions: two enterprises and a union like the first, unless others are given."""
    county.decisions = Decisions(standing)
    usual = {"enterprise_registry": [HONGDA, XINHUA], "union_ledger": [LIKE_HONGDA], "headcount": BIG}
    return county.run(**(usual | kinds))


def states(county: LiteralCounty) -> dict[str, str]:
    return dict(county.rows("select enterprise_id, union_status from mart.enterprise"))


def candidates(county: LiteralCounty) -> list[tuple]:
    return county.rows("select enterprise_id, decision from mart.link_candidate order by 1")


def test_without_a_decision_the_pair_is_open_and_uncertain(literal_county: LiteralCounty) -> None:
    county = decided(literal_county)
    assert states(county) == {E1: "uncertain", E2: "none"}
    assert candidates(county) == [(E1, "open")]


def test_yes_counts_by_the_rule_decision_with_who_decided(literal_county: LiteralCounty) -> None:
    county = decided(literal_county, said("yes", records=RECORDS))
    assert states(county) == {E1: "own", E2: "none"}
    assert county.rows("select relation, link_rule, decided_by, is_current from mart.enterprise_union") == [
        ("host", "decision", "组建员甲", True)
    ]
    assert county.one(f"select link_rule from mart.enterprise where enterprise_id = '{E1}'") == "decision"
    assert county.rows('select host_group, host_enterprise_id from mart."union"') == [("linked", E1)]
    assert candidates(county) == [(E1, "yes")]
    assert county.one("select standing from mart.link_decision") == "applied"


def test_yes_to_a_joint_union_covers_and_is_no_host(literal_county: LiteralCounty) -> None:
    joint = {"union_name": "辉埠镇轴承行业联合工会", "union_type": "联合基层工会", "union_code": UNION}
    county = decided(literal_county, said("yes"), said("yes", E2), union_ledger=[joint])
    assert states(county) == {E1: "joint", E2: "joint"}
    assert {row for row in county.rows("select relation from mart.enterprise_union")} == {("covered",)}


def test_no_closes_the_pair_and_nothing_else(literal_county: LiteralCounty) -> None:
    county = decided(literal_county, said("no"), said("no", E2, "U-another"))
    assert states(county) == {E1: "none", E2: "none"}
    assert candidates(county) == [(E1, "no")]
    assert county.one('select host_group from mart."union"') == "enterprise_not_found"


def test_cannot_tell_stays_uncertain(literal_county: LiteralCounty) -> None:
    county = decided(literal_county, said("cannot_tell"))
    assert states(county)[E1] == "uncertain"
    assert candidates(county) == [(E1, "cannot_tell")]


def test_no_host_here_closes_every_candidate_of_the_union(literal_county: LiteralCounty) -> None:
    twins = [HONGDA, {**HONGDA, "credit_code": B, "registered_address": "常山县球川镇"}]
    ledger = [union(union_code=UNION, host_name=HONGDA["name"])]
    county = decided(literal_county, said("no_host", None), enterprise_registry=twins, union_ledger=ledger)
    assert states(county) == {E1: "none", E2: "none"}
    assert candidates(county) == [(E1, "no"), (E2, "no")]


def test_a_union_with_its_host_decided_has_no_other_candidates(literal_county: LiteralCounty) -> None:
    twins = [HONGDA, {**HONGDA, "credit_code": B, "registered_address": "常山县球川镇"}]
    ledger = [union(union_code=UNION, host_name=HONGDA["name"])]
    county = decided(literal_county, said("yes"), enterprise_registry=twins, union_ledger=ledger)
    assert states(county) == {E1: "own", E2: "none"}


def test_yes_says_that_a_union_of_unreadable_status_covers(literal_county: LiteralCounty) -> None:
    ledger = [union(union_code=UNION, host_code=A, status="某种情况")]
    county = decided(literal_county, said("yes"), union_ledger=ledger)
    assert states(county)[E1] == "own"
    assert county.rows("select link_rule, is_current from mart.enterprise_union") == [("decision", True)]


def test_yes_to_a_dissolved_union_covers_nobody(literal_county: LiteralCounty) -> None:
    county = decided(literal_county, said("yes"), union_ledger=[{**LIKE_HONGDA, "status": "撤销"}])
    assert states(county)[E1] == "none"


def test_a_fallen_link_of_a_rule_counts_no_more(literal_county: LiteralCounty) -> None:
    ledger = [union(union_code=UNION, host_code=A, host_name=HONGDA["name"])]
    county = decided(literal_county, said("no"), union_ledger=ledger)
    assert states(county)[E1] == "none"
    assert county.rows("select * from mart.enterprise_union") == []


def test_an_upheld_link_of_a_rule_keeps_the_rule_and_says_who_upheld_it(literal_county: LiteralCounty) -> None:
    ledger = [union(union_code=UNION, host_code=A, host_name=HONGDA["name"])]
    county = decided(literal_county, said("yes"), union_ledger=ledger)
    assert county.rows("select link_rule, decided_by from mart.enterprise_union") == [("code", "组建员甲")]


@pytest.mark.parametrize("decision", ["open", "yes"])
def test_a_challenged_link_counts_and_lowers_the_lower_rate(literal_county: LiteralCounty, decision: str) -> None:
    ledger = [union(union_code=UNION, host_code=A, host_name=HONGDA["name"])]
    county = decided(literal_county, said(decision, challenged=True), union_ledger=ledger)
    assert states(county)[E1] == "own"
    assert county.rows("select enterprise_id from mart.enterprise where is_challenged") == [(E1,)]
    assert county.rows(
        "select rate_low, rate, rate_high, larger_challenged from mart.township where township_name = '辉埠镇'"
    ) == [(0, 0.5, 0.5, 1)]
    assert county.rows(
        "select rate_low from mart.place_coverage where place_name = '辉埠镇' and definition = '25plus'"
    ) == [(0,)]
    assert county.one("select challenged from mart.size_band where definition = 'larger'") == 1


def test_who_has_another_union_that_nobody_doubts_is_not_challenged(literal_county: LiteralCounty) -> None:
    joint = {"union_name": "辉埠镇联合工会", "union_type": "联合基层工会"}
    county = decided(
        literal_county,
        said("open", challenged=True),
        union_ledger=[joint, union(union_code=UNION, host_code=A, host_name=HONGDA["name"])],
        union_coverage=[{"union_name": joint["union_name"], "host_code": A}],
    )
    assert states(county)[E1] == "own"
    assert county.one("select larger_challenged from mart.township where township_name = '辉埠镇'") == 0


def test_a_branch_is_doubted_with_its_head_offices_link_and_falls_with_it(literal_county: LiteralCounty) -> None:
    branch = {"name": "常山县宏达轴承有限公司球川分公司", "registered_address": "常山县球川镇", "credit_code": B}
    ledger = [union(union_code=UNION, host_code=A)]
    county = decided(
        literal_county, said("open", challenged=True), enterprise_registry=[HONGDA, branch], union_ledger=ledger
    )
    assert county.rows("select relation, is_challenged from mart.enterprise_union order by 1") == [
        ("headquarters", True),
        ("host", True),
    ]


@pytest.mark.parametrize("field", RECORDS)
def test_a_decision_comes_back_where_a_record_says_otherwise_and_says_what(
    literal_county: LiteralCounty, field: str
) -> None:
    then = {**RECORDS, field: "当时写的"}
    county = decided(literal_county, said("yes", records=then))
    assert states(county)[E1] == "uncertain"
    assert county.rows("select decision, changes from mart.link_candidate") == [
        ("open", [{"field": field, "before": "当时写的", "now": RECORDS[field]}])
    ]
    assert county.one("select standing from mart.link_decision") == "changed"


def test_a_changed_pair_comes_back_though_no_rule_proposes_it(literal_county: LiteralCounty) -> None:
    county = decided(literal_county, said("yes", E2, records={"name": "当时写的"}))
    assert states(county)[E2] == "uncertain"
    assert county.rows(f"select evidence from mart.link_candidate where enterprise_id = '{E2}'") == [
        ("records_changed",)
    ]


def test_a_no_whose_records_changed_leaves_a_link_of_a_rule_counted_and_doubted(literal_county: LiteralCounty) -> None:
    ledger = [union(union_code=UNION, host_code=A, host_name=HONGDA["name"])]
    county = decided(literal_county, said("no", records={"name": "当时写的"}), union_ledger=ledger)
    assert states(county)[E1] == "own"
    assert county.one(f"select is_challenged from mart.enterprise where enterprise_id = '{E1}'")


def test_that_no_comes_back_with_what_changed(literal_county: LiteralCounty) -> None:
    ledger = [union(union_code=UNION, host_code=A, host_name=HONGDA["name"])]
    county = decided(literal_county, said("no", records={"name": "当时写的"}), union_ledger=ledger)
    assert county.rows("select enterprise_id, evidence, decision, changes from mart.link_candidate") == [
        (E1, "records_changed", "open", [{"field": "name", "before": "当时写的", "now": HONGDA["name"]}])
    ]


def test_an_upheld_link_of_a_rule_counts_undoubted_though_a_record_changed(literal_county: LiteralCounty) -> None:
    ledger = [union(union_code=UNION, host_code=A, host_name=HONGDA["name"])]
    county = decided(literal_county, said("yes", records={"name": "当时写的"}), union_ledger=ledger)
    assert candidates(county) == []
    assert not county.one(f"select is_challenged from mart.enterprise where enterprise_id = '{E1}'")


@pytest.mark.parametrize(("enterprise_id", "union_id"), [("C-gone", U), (E1, "U-gone")])
def test_a_decision_whose_id_is_gone_rests_and_is_listed(
    literal_county: LiteralCounty, enterprise_id: str, union_id: str
) -> None:
    county = decided(literal_county, said("yes", enterprise_id, union_id))
    assert county.rows("select enterprise_id, union_id, standing from mart.link_decision") == [
        (enterprise_id, union_id, "resting")
    ]
    assert states(county) == {E1: "uncertain", E2: "none"}


def test_what_was_taken_back_does_nothing(literal_county: LiteralCounty) -> None:
    county = decided(literal_county, said("open"))
    assert states(county) == {E1: "uncertain", E2: "none"}
    assert county.rows("select * from mart.link_decision") == []


def test_a_telephone_number_in_a_reason_is_masked(literal_county: LiteralCounty) -> None:
    county = decided(literal_county, said("no", reason="电话13812345678核实"))
    assert "12345678" not in county.one("select reason from mart.link_decision")
