# ruff: noqa: E501  (rows of data stay on one line)
"""A decision holds under whatever id its enterprise or union has by now; two records that somebody calls one count once."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest

from etl.link.decisions import Decisions
from ledger.identity import Identity, pair
from tests.sql.conftest import LiteralCounty
from tests.sql.test_link import HONGDA, UNION, XINHUA, A, B, coded, union
from tests.sql.test_link_decisions import BIG, E1, E2, LIKE_HONGDA, RECORDS, U, said, states

OTHER_UNION = coded("81330822MA0000017")
U2 = f"U-{OTHER_UNION}"


def is_now(old_id: str, new_id: str, decision: str = "same", **other: Any) -> Identity:
    """What stands in the ledger about two ids."""
    given = {
        "event_id": f"{decision} {old_id} {new_id}",
        "subject": pair(old_id, new_id),
        "sequence": 1,
        "old_id": old_id,
        "new_id": new_id,
        "decision": decision,
        "actor_name": "组建员甲",
        "actor_source": "self_reported",
        "decided_at": datetime(2026, 11, 2, tzinfo=UTC),
        "reason": "营业执照上是同一家",
        "records": {},
    }
    return Identity(**(given | other))


def county_of(county: LiteralCounty, links: list = (), who: list = (), **kinds: Any) -> LiteralCounty:
    """The county of test_link_decisions with these decisions."""
    run = dict(kinds)
    run.setdefault("enterprise_registry", [HONGDA, XINHUA])
    run.setdefault("union_ledger", [LIKE_HONGDA])
    run.setdefault("headcount", BIG)
    county.decisions = Decisions(tuple(links), identity=tuple(who))
    return county.run(**run)


def standings(county: LiteralCounty, table: str = "identity_decision") -> list[str]:
    return [standing for (standing,) in county.rows(f"select standing from mart.{table} order by event_id")]


@pytest.mark.parametrize("gone", ["C-gone", "R-330822000000001", "N-0123456789abcdef"])
def test_a_decision_holds_under_the_id_as_which_its_enterprise_goes_on(
    literal_county: LiteralCounty, gone: str
) -> None:
    then = {**RECORDS, "credit_code": None}
    confirmed = {E1: {"name": HONGDA["name"], "credit_code": A}}
    county = county_of(literal_county, [said("yes", gone, records=then)], [is_now(gone, E1, records=confirmed)])
    assert states(county) == {E1: "own", E2: "none"}
    assert county.rows("select enterprise_id, enterprise_id_written, standing from mart.link_decision") == [
        (E1, gone, "applied")
    ]
    assert county.rows("select decision from mart.link_candidate") == [("yes",)]


def test_what_the_new_record_says_otherwise_than_when_somebody_vouched_for_it_brings_the_decision_back(
    literal_county: LiteralCounty,
) -> None:
    then = {**RECORDS, "name": "常山县宏达轴承厂"}
    vouched = {E1: {"name": "常山县宏达轴承股份有限公司", "credit_code": A}}
    county = county_of(literal_county, [said("yes", "N-1", records=then)], [is_now("N-1", E1, records=vouched)])
    assert standings(county, "link_decision") == ["changed"]
    assert states(county)[E1] == "uncertain"


def test_a_unions_decision_holds_under_its_new_id_too(literal_county: LiteralCounty) -> None:
    county = county_of(literal_county, [said("yes", union_id="H-gone")], [is_now("H-gone", U)])
    assert states(county)[E1] == "own"


def test_without_an_alias_the_decision_rests_and_likely_ids_are_offered(literal_county: LiteralCounty) -> None:
    county = county_of(
        literal_county, [said("no", "N-gone", records=RECORDS), said("yes", union_id="H-gone", records=RECORDS)]
    )
    assert standings(county, "link_decision") == ["resting", "resting"]
    assert county.rows("select old_id, new_id, rule, decisions from mart.identity_proposal order by 1") == [
        ("H-gone", U, "same_code", 1),
        ("N-gone", E1, "same_code", 1),
    ]


@pytest.mark.parametrize(
    ("old_id", "registry", "rule"),
    [
        ("R-330822000000001", {**HONGDA, "registration_number": "330822000000001"}, "same_registration_number"),
        ("N-gone", HONGDA, "same_name"),
        ("C-gone", {**HONGDA, "name": "常山县宏达股份有限公司", "former_names": HONGDA["name"]}, "former_name"),
    ],
)
def test_a_likely_id_is_offered_by_number_name_or_former_name(
    literal_county: LiteralCounty, old_id: str, registry: dict, rule: str
) -> None:
    seen = {**RECORDS, "credit_code": None}
    county = county_of(literal_county, [said("no", old_id, records=seen)], enterprise_registry=[registry, XINHUA])
    assert county.rows("select new_id, rule from mart.identity_proposal") == [(E1, rule)]


def test_what_goes_on_already_is_not_offered(literal_county: LiteralCounty) -> None:
    county = county_of(literal_county, [said("no", "N-gone", "H-gone", records=RECORDS)], [is_now("N-gone", E1)])
    assert {old for (old,) in county.rows("select old_id from mart.identity_proposal")} == {"H-gone"}


def test_a_chain_of_aliases_ends_at_the_last_id_that_the_sources_have(literal_county: LiteralCounty) -> None:
    chain = [is_now("N-1", "R-1"), is_now("R-1", E1), is_now(E1, "C-never")]
    county = county_of(literal_county, [said("yes", "N-1")], chain)
    assert states(county)[E1] == "own"
    assert county.rows("select old_id, kept_id from mart.identity_decision where standing = 'applied' order by 1") == [
        ("N-1", E1),
        ("R-1", E1),
    ]
    assert county.rows("select old_id from mart.identity_decision where standing = 'resting'") == [(E1,)]


def test_aliases_that_lead_round_are_not_applied_and_told(literal_county: LiteralCounty) -> None:
    round_ = [is_now("N-1", E1), is_now(E1, E2), is_now(E2, E1, subject="alias:other")]
    county = county_of(literal_county, [said("yes", "N-1")], round_)
    assert set(standings(county)) == {"goes_round"}
    assert standings(county, "link_decision") == ["resting"]
    assert states(county) == {E1: "uncertain", E2: "none"}


def test_of_two_words_about_one_old_id_the_later_holds(literal_county: LiteralCounty) -> None:
    later = is_now("N-1", E1, decided_at=datetime(2026, 11, 3, tzinfo=UTC))
    county = county_of(literal_county, [said("yes", "N-1")], [is_now("N-1", E2, subject="alias:other"), later])
    assert states(county)[E1] == "own"
    assert sorted(standings(county)) == ["applied", "superseded"]


def test_of_two_decisions_that_come_to_the_same_pair_the_later_holds(literal_county: LiteralCounty) -> None:
    later = said("no", decided_at=datetime(2026, 11, 3, tzinfo=UTC))
    county = county_of(literal_county, [said("yes", "N-1"), later], [is_now("N-1", E1)])
    assert states(county)[E1] == "none"
    assert sorted(standings(county, "link_decision")) == ["applied", "superseded"]


def test_a_doubt_under_the_new_id_leaves_the_decision_under_the_old_one_counted(literal_county: LiteralCounty) -> None:
    county = county_of(literal_county, [said("yes", "N-1"), said("open", challenged=True)], [is_now("N-1", E1)])
    assert states(county)[E1] == "own"
    assert county.one(f"select is_challenged from mart.enterprise where enterprise_id = '{E1}'")


CORRECTED = """
- id: 2026-001
  kind: {kind}
  file: "*"
  row: {{row: 2}}
  action: set
  column: {column}
  old: "{old}"
  new: "{new}"
  reason: 已核实
  who: 组建员甲
  on: 2026-10-01
"""


def correct(county: LiteralCounty, **entry: str) -> None:
    (county.folder / "reviewed").mkdir(exist_ok=True)
    (county.folder / "reviewed" / "corrections.yaml").write_text(CORRECTED.format(**entry), "utf-8")


def test_a_corrected_code_keeps_what_was_decided_under_the_wrong_one(literal_county: LiteralCounty) -> None:
    wrong = coded("91330822MA0000099")
    correct(literal_county, kind="enterprise_registry", column="credit_code", old=wrong, new=A)
    county = county_of(
        literal_county,
        [said("yes", f"C-{wrong}", records={**RECORDS, "credit_code": wrong})],
        enterprise_registry=[{**HONGDA, "credit_code": wrong}, XINHUA],
    )
    assert states(county) == {E1: "own", E2: "none"}
    assert county.rows("select old_id, kept_id, origin, actor_name, is_merged from mart.identity_decision") == [
        (f"C-{wrong}", E1, "correction", "组建员甲", False)
    ]


def test_a_code_that_a_correction_fills_in_keeps_what_was_decided_by_name(literal_county: LiteralCounty) -> None:
    by_name = "N-" + sha256(f"常山县|{HONGDA['name']}".encode()).hexdigest()[:16]
    correct(literal_county, kind="enterprise_registry", column="credit_code", old="", new=A)
    county = county_of(
        literal_county,
        [said("yes", by_name, records={**RECORDS, "credit_code": None})],
        enterprise_registry=[{**HONGDA, "credit_code": ""}, XINHUA],
    )
    assert states(county)[E1] == "own"


def test_a_corrected_union_code_keeps_what_was_decided(literal_county: LiteralCounty) -> None:
    correct(literal_county, kind="union_ledger", column="union_code", old=OTHER_UNION, new=UNION)
    county = county_of(
        literal_county,
        [said("yes", union_id=U2, records={**RECORDS, "union_code": OTHER_UNION})],
        union_ledger=[{**LIKE_HONGDA, "union_code": OTHER_UNION}],
    )
    assert states(county)[E1] == "own"


def test_a_wrong_code_that_is_somebody_elses_leads_nowhere(literal_county: LiteralCounty) -> None:
    correct(literal_county, kind="enterprise_registry", column="credit_code", old=B, new=A)
    county = county_of(literal_county, [said("no", E2)], enterprise_registry=[{**HONGDA, "credit_code": B}, XINHUA])
    assert county.rows("select * from mart.identity_decision") == []
    assert county.rows("select enterprise_id, standing from mart.link_decision") == [(E2, "applied")]


BOTH = {E1: {"name": HONGDA["name"], "credit_code": A}, E2: {"name": XINHUA["name"], "credit_code": B}}


def one_enterprise(county: LiteralCounty, links: list = (), records: dict = BOTH, **kinds: Any) -> LiteralCounty:
    """The county after somebody said that the second enterprise is the first."""
    return county_of(county, list(links), [is_now(E2, E1, records=records)], **kinds)


def test_two_enterprises_that_are_one_count_once_with_the_links_of_both(literal_county: LiteralCounty) -> None:
    ledger = [union(union_code=UNION, host_code=B, host_name=XINHUA["name"])]
    county = one_enterprise(literal_county, union_ledger=ledger)
    assert states(county) == {E1: "own"}
    assert county.rows(
        "select enterprises, larger, larger_own, workers from mart.township where township_name = '辉埠镇'"
    ) == [(1, 1, 1, 30)]
    assert county.rows("select enterprise_id, link_rule from mart.enterprise_union") == [(E1, "code")]
    assert county.one('select host_enterprise_id from mart."union"') == E1


def test_facts_are_those_of_the_one_that_stays_and_what_it_leaves_unknown_the_others(
    literal_county: LiteralCounty,
) -> None:
    headcount = [{"credit_code": B, "headcount": "120", "source": "社保", "period": "2026-06"}]
    listed = [{"credit_code": B, "name": XINHUA["name"]}]
    county = one_enterprise(literal_county, headcount=headcount, above_scale_list=listed)
    assert county.rows("select name, headcount, is_above_scale, is_100plus, is_larger from mart.enterprise") == [
        (HONGDA["name"], 120, True, True, True)
    ]
    assert county.rows("select enterprise_id, headcount from mart.enterprise_headcount") == [(E1, 120)]


def test_the_headcount_of_the_one_that_stays_counts_and_the_range_is_that_of_both(
    literal_county: LiteralCounty,
) -> None:
    headcount = [
        {"credit_code": code, "headcount": number, "source": "社保", "period": "2026-06"}
        for code, number in ((A, "20"), (B, "40"))
    ]
    county = one_enterprise(literal_county, headcount=headcount)
    assert county.rows("select headcount, headcount_low, headcount_high, is_25plus from mart.enterprise") == [
        (20, 20, 40, False)
    ]


def test_a_decision_about_the_merged_record_holds_for_the_one_that_stays(literal_county: LiteralCounty) -> None:
    then = {**RECORDS, "name": XINHUA["name"], "credit_code": B, "address": XINHUA["registered_address"]}
    county = one_enterprise(literal_county, [said("yes", E2, records=then)])
    assert states(county) == {E1: "own"}


def test_an_answer_to_a_doubt_of_a_merged_record_holds_by_what_its_card_showed(literal_county: LiteralCounty) -> None:
    ledger = [union(union_code=UNION, host_code=B, host_name=XINHUA["name"])]
    shown = {**RECORDS, "union_name": ledger[0]["union_name"], "host_name": XINHUA["name"], "host_code": B}
    county = one_enterprise(literal_county, [said("no", E2, records=shown)], union_ledger=ledger)
    assert standings(county, "link_decision") == ["applied"]
    assert states(county) == {E1: "none"}


def test_what_the_card_of_the_one_that_stays_says_otherwise_since_brings_the_answer_back(
    literal_county: LiteralCounty,
) -> None:
    ledger = [union(union_code=UNION, host_code=B, host_name=XINHUA["name"])]
    shown = {**RECORDS, "union_name": ledger[0]["union_name"], "host_name": XINHUA["name"], "host_code": B}
    then = {**shown, "address": "常山县辉埠镇旧址"}
    county = one_enterprise(literal_county, [said("no", E2, records=then)], union_ledger=ledger)
    assert county.rows("select standing, changes from mart.link_decision") == [
        ("changed", [{"field": "address", "before": "常山县辉埠镇旧址", "now": HONGDA["registered_address"]}])
    ]


def test_an_answer_given_by_the_other_records_words_comes_back_with_the_merge_apart(
    literal_county: LiteralCounty,
) -> None:
    ledger = [union(union_code=UNION, host_code=B, host_name=XINHUA["name"])]
    shown = {**RECORDS, "union_name": ledger[0]["union_name"], "host_name": XINHUA["name"], "host_code": B}
    county = county_of(literal_county, [said("no", E2, records=shown)], union_ledger=ledger)
    assert standings(county, "link_decision") == ["changed"]
    assert states(county)[E2] == "own"


def test_candidates_of_both_records_are_the_ones_of_the_one_that_stays(literal_county: LiteralCounty) -> None:
    county = county_of(literal_county, who=[is_now(E1, E2, records=BOTH)])
    assert county.rows("select enterprise_id, union_id from mart.link_candidate") == [(E2, U)]
    assert county.one("select count(*) from mart.link_comparison where enterprise_id = '" + E2 + "'") > 0
    assert states(county) == {E2: "uncertain"}


def test_two_records_come_apart_again_where_one_of_them_says_otherwise_since(literal_county: LiteralCounty) -> None:
    then = {**BOTH, E2: {"name": "常山县鑫华针织有限公司", "credit_code": B}}
    county = one_enterprise(literal_county, records=then)
    assert set(states(county)) == {E1, E2}
    assert standings(county) == ["changed"]
    assert county.rows("select decision, rule, changes from mart.duplicate") == [
        (
            "open",
            "records_changed",
            [{"id": E2, "field": "name", "before": "常山县鑫华针织有限公司", "now": XINHUA["name"]}],
        )
    ]


TWICE = [
    union(union_code=UNION, host_code=A, host_name=HONGDA["name"], term_start="2021-05-01", members="20"),
    union(
        union_code=OTHER_UNION,
        union_name="宏达公司工会",
        host_code=A,
        host_name=HONGDA["name"],
        term_start="2026-05-01",
        members="30",
    ),
]


def test_two_unions_that_are_one_count_once(literal_county: LiteralCounty) -> None:
    county = county_of(literal_county, who=[is_now(U, U2)], union_ledger=TWICE)
    assert county.rows('select union_id, members from mart."union"') == [(U2, 30)]
    assert county.rows("select enterprise_id, union_id from mart.enterprise_union") == [(E1, U2)]
    assert county.rows("select base_unions, members from mart.township where township_name = '辉埠镇'") == [(1, 30)]
    assert states(county)[E1] == "own"


def test_a_union_that_exists_does_not_go_on_as_one_that_is_dissolved(literal_county: LiteralCounty) -> None:
    ledger = [TWICE[0], {**TWICE[1], "host_code": "", "host_name": "", "status": "撤销"}]
    county = county_of(literal_county, who=[is_now(U, U2)], union_ledger=ledger)
    assert states(county)[E1] == "own"
    assert standings(county) == ["changed"]
    assert county.rows("select decision, changes from mart.duplicate") == [
        ("open", [{"id": U2, "field": "union_state", "before": "active", "now": "dissolved"}])
    ]


def test_a_dissolved_union_goes_on_as_one_that_exists(literal_county: LiteralCounty) -> None:
    ledger = [{**TWICE[0], "status": "撤销"}, {**TWICE[1], "host_code": "", "host_name": ""}]
    county = county_of(literal_county, who=[is_now(U, U2)], union_ledger=ledger)
    assert standings(county) == ["applied"]
    assert states(county)[E1] == "own"


@pytest.mark.parametrize(
    ("kept", "reason"),
    [
        ({"status": "注销"}, "dissolved"),
        ({"status": "歇业"}, "dormant"),
        ({"registered_address": "江山市虎山街道1号"}, "moved_out"),
    ],
)
def test_an_enterprise_that_counts_does_not_go_on_as_one_that_counts_no_more(
    literal_county: LiteralCounty, kept: dict[str, str], reason: str
) -> None:
    county = one_enterprise(literal_county, enterprise_registry=[{**HONGDA, **kept}, XINHUA])
    assert county.rows("select enterprise_id, is_larger from mart.enterprise where in_scope") == [(E2, True)]
    assert standings(county) == ["changed"]
    assert county.rows("select changes from link.duplicate_state") == [
        ([{"id": E1, "field": "scope_reason", "before": "active", "now": reason}],)
    ]


def test_an_enterprise_that_is_dissolved_goes_on_as_one_that_counts(literal_county: LiteralCounty) -> None:
    county = one_enterprise(literal_county, enterprise_registry=[HONGDA, {**XINHUA, "status": "注销"}])
    assert standings(county) == ["applied"]
    assert states(county) == {E1: "uncertain"}


def test_on_a_way_by_an_id_that_is_gone_too_who_counts_does_not_vanish(literal_county: LiteralCounty) -> None:
    gone = [is_now(E2, "C-gone"), is_now("C-gone", E1)]
    county = county_of(literal_county, who=gone, enterprise_registry=[{**HONGDA, "status": "注销"}, XINHUA])
    assert sorted(standings(county)) == ["applied", "changed"]
    assert county.rows("select enterprise_id from mart.enterprise where in_scope") == [(E2,)]


def test_a_joint_unions_members_of_both_records_are_covered(literal_county: LiteralCounty) -> None:
    ledger = [
        {"union_name": "辉埠镇轴承行业联合工会", "union_type": "联合基层工会", "union_code": code, "township": "辉埠镇"}
        for code in (UNION, OTHER_UNION)
    ]
    lists = [{"union_code": UNION, "host_code": A}, {"union_code": OTHER_UNION, "host_code": B}]
    county = county_of(literal_county, who=[is_now(U, U2)], union_ledger=ledger, union_coverage=lists)
    assert states(county) == {E1: "joint", E2: "joint"}
    assert {u for (u,) in county.rows("select union_id from mart.enterprise_union")} == {U2}
