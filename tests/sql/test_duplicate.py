"""Two records that may be one are found by named rules, never merged by one; what people decided about them is kept."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.sql.conftest import LiteralCounty
from tests.sql.test_identity_tables import OTHER_UNION, U2, county_of, is_now
from tests.sql.test_link import HONGDA, UNION, XINHUA, A, B, coded, union
from tests.sql.test_link_decisions import E1, E2, U

C = coded("91330822MA0000003")
PERSON = {"legal_representative": "王某某"}
RENAMED = {**HONGDA, "name": "常山县宏达精密轴承有限公司", "former_names": HONGDA["name"]}


def found(county: LiteralCounty, columns: str = "first_id, second_id, rule") -> list[tuple]:
    return county.rows(f"select {columns} from mart.duplicate order by all")


def enterprises(county: LiteralCounty, *registry: dict[str, str], **other: Any) -> LiteralCounty:
    return county_of(
        county, enterprise_registry=list(registry), union_ledger=[union(host_name="常山县甲乙有限公司")], **other
    )


def unions(county: LiteralCounty, *ledger: dict[str, str], **other: Any) -> LiteralCounty:
    return county_of(county, union_ledger=list(ledger), **other)


def by_name(county: LiteralCounty, name: str) -> str:
    return county.one(f"select enterprise_id from mart.enterprise where name = '{name}'")


def test_who_bears_the_others_former_name_may_be_it_and_the_present_name_stays(literal_county: LiteralCounty) -> None:
    county = enterprises(literal_county, {**HONGDA, "credit_code": B}, RENAMED)
    assert found(county) == [(E1, E2, "former_name")]
    assert county.one("select count(*) from mart.enterprise") == 2


def test_one_code_under_two_names_may_be_one_and_the_codes_holder_stays(literal_county: LiteralCounty) -> None:
    county = enterprises(
        literal_county,
        {**HONGDA, "established_on": "2001-01-01"},
        {**XINHUA, "credit_code": A, "established_on": "2002-01-01"},
    )
    assert found(county) == [(E1, by_name(county, HONGDA["name"]), "one_code_two_names")]


def test_a_code_one_look_alike_character_off_may_be_the_code(literal_county: LiteralCounty) -> None:
    slip = A.replace("0", "O", 1)
    county = enterprises(literal_county, HONGDA, {**XINHUA, "credit_code": slip})
    assert found(county) == [(E1, by_name(county, XINHUA["name"]), "code_one_slip")]


def test_one_name_and_person_under_two_codes_may_be_one_that_moved(literal_county: LiteralCounty) -> None:
    moved = {
        **HONGDA,
        **PERSON,
        "credit_code": B,
        "registered_address": "常山县球川镇9号",
        "established_on": "2020-01-01",
    }
    county = enterprises(literal_county, {**HONGDA, **PERSON, "established_on": "2010-01-01"}, moved)
    assert found(county, "first_id, second_id, rule, same_person, first_person") == [
        (E2, E1, "same_name_same_person", True, "王*")
    ]


def test_one_name_and_address_under_two_codes_may_be_one(literal_county: LiteralCounty) -> None:
    county = enterprises(literal_county, HONGDA, {**HONGDA, "credit_code": B})
    assert found(county) == [(E1, E2, "same_name_same_address")]


def test_a_name_alone_makes_nobody_the_other(literal_county: LiteralCounty) -> None:
    other = {**HONGDA, "credit_code": B, "registered_address": "常山县球川镇9号", "legal_representative": "李某某"}
    assert found(enterprises(literal_county, {**HONGDA, **PERSON}, other)) == []


@pytest.mark.parametrize("column", [{"status": "注销"}, {"status": "迁出"}])
def test_who_does_not_count_is_counted_twice_by_nobody(literal_county: LiteralCounty, column: dict[str, str]) -> None:
    assert found(enterprises(literal_county, HONGDA, {**HONGDA, "credit_code": B, **column})) == []


def test_every_rule_that_says_so_is_told_and_the_pair_stands_once(literal_county: LiteralCounty) -> None:
    old = {**HONGDA, **PERSON, "credit_code": B, "former_names": "常山县老宏达有限公司"}
    county = enterprises(literal_county, {**HONGDA, **PERSON}, old)
    assert found(county, "rule, rules") == [
        ("same_name_same_person", ["same_name_same_address", "same_name_same_person"])
    ]


OWN = union(union_code=UNION, host_code=A, host_name=HONGDA["name"], term_start="2021-05-01")
AGAIN = {**OWN, "union_code": OTHER_UNION, "term_start": "2026-05-01"}


def test_two_unions_with_one_host_may_be_one_and_the_newer_term_stays(literal_county: LiteralCounty) -> None:
    county = unions(literal_county, OWN, {**AGAIN, "union_name": "宏达公司工会"})
    assert found(county) == [(U2, U, "same_host")]


def test_one_union_code_under_two_names_may_be_one_union(literal_county: LiteralCounty) -> None:
    names = [
        union(union_code=UNION, union_name=f"{name}工会", host_name="") for name in ("常山县甲甲厂", "常山县乙乙厂")
    ]
    assert [rule for *_ids, rule in found(unions(literal_county, *names))] == ["one_code_two_names"]


def test_one_name_in_two_townships_may_be_one_union(literal_county: LiteralCounty) -> None:
    federation = {"union_name": "常山县轴承行业工会联合会", "union_type": "行业性工会联合会"}
    rows = [
        {**federation, "union_code": code, "township": place}
        for code, place in ((UNION, "辉埠镇"), (OTHER_UNION, "球川镇"))
    ]
    assert [rule for *_ids, rule in found(unions(literal_county, *rows))] == ["same_name_two_townships"]


def test_one_name_in_two_terms_may_be_one_union(literal_county: LiteralCounty) -> None:
    unknown = {"host_code": "", "host_name": "常山县甲乙有限公司", "union_name": "常山县甲乙有限公司工会委员会"}
    county = unions(literal_county, {**OWN, **unknown}, {**AGAIN, **unknown, "union_name": "常山县甲乙有限公司工会"})
    assert found(county) == [(U2, U, "same_name")]


def test_two_unions_whose_hosts_are_known_and_differ_are_two(literal_county: LiteralCounty) -> None:
    other = {**AGAIN, "host_code": B, "host_name": XINHUA["name"], "union_name": OWN["union_name"]}
    assert found(unions(literal_county, OWN, other)) == []


def test_a_dissolved_union_is_nobodys_duplicate(literal_county: LiteralCounty) -> None:
    assert found(unions(literal_county, OWN, {**AGAIN, "status": "撤销"})) == []


def test_nothing_is_merged_before_a_person_says_so_and_then_once(literal_county: LiteralCounty) -> None:
    county = enterprises(literal_county, HONGDA, {**HONGDA, "credit_code": B}, who=[is_now(E2, E1)])
    assert found(county, "first_id, second_id, decision, actor_name") == [(E1, E2, "same", "组建员甲")]
    assert county.rows("select old_id, kept_id, is_merged, old_name from mart.identity_decision") == [
        (E2, E1, True, HONGDA["name"])
    ]


def test_the_one_to_keep_is_whom_the_person_chose(literal_county: LiteralCounty) -> None:
    county = enterprises(literal_county, HONGDA, {**HONGDA, "credit_code": B}, who=[is_now(E1, E2)])
    assert found(county, "first_id, second_id, decision") == [(E2, E1, "same")]
    assert county.rows("select enterprise_id from mart.enterprise") == [(E2,)]


@pytest.mark.parametrize("decision", ["different", "cannot_tell"])
def test_two_that_are_called_two_stay_two_and_the_pair_is_kept(literal_county: LiteralCounty, decision: str) -> None:
    county = enterprises(literal_county, HONGDA, {**HONGDA, "credit_code": B}, who=[is_now(E1, E2, decision)])
    assert found(county, "decision") == [(decision,)]
    assert county.one("select count(*) from mart.enterprise") == 2


def test_what_was_called_two_comes_back_where_a_record_says_otherwise_since(literal_county: LiteralCounty) -> None:
    then = {E1: {"name": "当时的名称"}, E2: {"name": HONGDA["name"]}}
    said = is_now(E1, E2, "different", records=then)
    county = enterprises(literal_county, HONGDA, {**HONGDA, "credit_code": B}, who=[said])
    assert found(county, "decision, changes") == [
        ("open", [{"id": E1, "field": "name", "before": "当时的名称", "now": HONGDA["name"]}])
    ]


def test_of_three_that_may_be_one_what_is_left_is_a_pair_with_the_one_that_stays(literal_county: LiteralCounty) -> None:
    three = [{**HONGDA, "credit_code": code} for code in (A, B, C)]
    county = enterprises(literal_county, *three, who=[is_now(E2, E1)])
    pairs = {
        (frozenset((first, second)), decision)
        for first, second, decision in found(county, "first_id, second_id, decision")
    }
    assert pairs == {(frozenset((E1, E2)), "same"), (frozenset((E1, f"C-{C}")), "open")}


def test_what_was_said_of_a_merged_record_holds_for_the_one_that_stays(literal_county: LiteralCounty) -> None:
    three = [{**HONGDA, "credit_code": code} for code in (A, B, C)]
    who = [is_now(E2, f"C-{C}", "different"), is_now(E2, E1, decided_at=datetime(2026, 11, 3, tzinfo=UTC))]
    county = enterprises(literal_county, *three, who=who)
    assert ("different",) in found(county, "decision")
    assert ("open",) not in found(county, "decision")


def test_a_telephone_number_in_a_reason_about_a_pair_is_masked(literal_county: LiteralCounty) -> None:
    who = [is_now(E1, E2, "different", reason="电话13812345678核实")]
    county = enterprises(literal_county, HONGDA, {**HONGDA, "credit_code": B}, who=who)
    for table in ("duplicate", "identity_decision"):
        assert "12345678" not in county.one(f"select reason from mart.{table}")
