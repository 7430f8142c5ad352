"""A link counts when: codes equal and names not contradicting, full names equal and unique, former names, lists."""

import pytest

from tests.sql.conftest import LiteralCounty, coded

A = coded("91330822MA0000001")
B = coded("91330822MA0000002")
UNION = coded("81330822MA0000009")
HONGDA = {"name": "常山县宏达轴承有限公司", "credit_code": A, "registered_address": "常山县辉埠镇1号", "status": "存续"}
XINHUA = {"name": "常山县鑫华纺织有限公司", "credit_code": B, "registered_address": "常山县辉埠镇2号", "status": "存续"}


def union(**columns: str) -> dict[str, str]:
    return {
        "union_name": "常山县宏达轴承有限公司工会委员会",
        "union_type": "单独基层工会",
        "township": "辉埠镇",
        **columns,
    }


def status(county: LiteralCounty, name: str) -> tuple:
    [row] = county.rows(f"select union_status, link_rule, link_confidence from mart.enterprise where name = '{name}'")
    return row


def test_equal_codes_with_equal_names_count(literal_county: LiteralCounty) -> None:
    county = literal_county.run(
        enterprise_registry=[HONGDA, XINHUA],
        union_ledger=[union(union_code=UNION, host_code=A, host_name=HONGDA["name"])],
    )
    assert status(county, HONGDA["name"]) == ("own", "code", 1.0)
    assert status(county, XINHUA["name"]) == ("none", None, None)


def test_host_code_in_the_unions_column_is_the_hosts(literal_county: LiteralCounty) -> None:
    county = literal_county.run(enterprise_registry=[HONGDA], union_ledger=[union(union_code=A)])
    assert status(county, HONGDA["name"])[:2] == ("own", "code")
    assert county.one('select union_code from mart."union"') is None


@pytest.mark.parametrize(
    ("written", "township"),
    [("辉埠镇", "辉埠镇"), ("浙江省衢州市常山县辉埠镇", "辉埠镇"), ("常山县辉埠镇", "辉埠镇"), ("江山市辉埠镇", None)],
)
def test_a_unions_township_may_stand_after_its_own_county_alone(
    literal_county: LiteralCounty, written: str, township: str | None
) -> None:
    county = literal_county.run(
        enterprise_registry=[HONGDA], union_ledger=[union(union_name="常山县出租车工会联合会", township=written)]
    )
    assert county.one('select township_name from clean."union"') == township


def test_equal_code_with_a_contradicting_name_is_uncertain_and_not_counted(literal_county: LiteralCounty) -> None:
    county = literal_county.run(
        enterprise_registry=[HONGDA, XINHUA], union_ledger=[union(host_code=B, host_name=HONGDA["name"])]
    )
    assert status(county, HONGDA["name"])[0] == "uncertain"
    assert status(county, XINHUA["name"])[0] == "uncertain"
    assert county.rows("select evidence from mart.link_candidate order by 1") == [
        ("code_equal_name_contradicts",),
        ("name_equal_code_contradicts",),
    ]


def test_full_names_are_equal_after_width_brackets_and_spaces_alone(literal_county: LiteralCounty) -> None:
    registry = [{**HONGDA, "name": "常山县宏达（辉埠）轴承有限公司"}]
    county = literal_county.run(
        enterprise_registry=registry,
        union_ledger=[union(union_name="宏达工会委员会", host_name=" 常山县宏达(辉埠) 轴承有限公司")],
    )
    assert status(county, registry[0]["name"].replace("（", "(").replace("）", ")"))[:2] == ("own", "name")


def test_a_name_without_place_or_legal_form_is_uncertain(literal_county: LiteralCounty) -> None:
    county = literal_county.run(
        enterprise_registry=[HONGDA], union_ledger=[union(union_name="宏达轴承厂工会", host_name="宏达轴承厂")]
    )
    assert status(county, HONGDA["name"])[0] == "uncertain"
    assert county.one("select evidence from mart.link_candidate") == "name_equal_without_place_and_form"


def test_a_name_that_two_enterprises_bear_links_neither(literal_county: LiteralCounty) -> None:
    twins = [HONGDA, {**HONGDA, "credit_code": B, "registered_address": "常山县球川镇"}]
    county = literal_county.run(enterprise_registry=twins, union_ledger=[union(host_name=HONGDA["name"])])
    assert county.rows("select union_status from mart.enterprise") == [("uncertain",), ("uncertain",)]


def test_a_former_name_counts(literal_county: LiteralCounty) -> None:
    county = literal_county.run(
        enterprise_registry=[{**HONGDA, "former_names": "常山县老宏达轴承厂、常山轴承二厂"}],
        union_ledger=[union(union_name="常山轴承二厂工会", host_name="常山轴承二厂")],
    )
    assert status(county, HONGDA["name"]) == ("own", "former_name", 0.95)


def test_a_repaired_code_counts_only_with_an_equal_name(literal_county: LiteralCounty) -> None:
    slip = A.replace("0", "O", 1)
    county = literal_county.run(
        enterprise_registry=[HONGDA],
        union_ledger=[union(union_name="别的名字工会", host_code=slip, host_name="常山县别的名字有限公司")],
    )
    assert status(county, HONGDA["name"])[0] == "uncertain"


def test_a_repaired_code_with_an_equal_name_decides_between_two_bearers(literal_county: LiteralCounty) -> None:
    twins = [HONGDA, {**HONGDA, "credit_code": B, "registered_address": "常山县球川镇"}]
    county = literal_county.run(
        enterprise_registry=twins, union_ledger=[union(host_code=A.replace("0", "O", 1), host_name=HONGDA["name"])]
    )
    assert county.rows(f"select union_status, link_rule from mart.enterprise where credit_code = '{A}'") == [
        ("own", "code")
    ]


def test_federations_committees_groups_and_preparatory_groups_are_no_base_unions(literal_county: LiteralCounty) -> None:
    names = {
        "辉埠镇工会联合会": "federation",
        "辉埠镇工会工作委员会": "work_committee",
        "常山县宏达轴承有限公司工会小组": "group",
        "常山县宏达轴承有限公司工会筹备组": "preparatory",
        "辉埠镇总工会": "federation",
        "一车间分工会": "branch_union",
    }
    county = literal_county.run(
        enterprise_registry=[HONGDA],
        union_ledger=[
            {"union_name": name, "union_type": "单独基层工会", "host_name": HONGDA["name"]} for name in names
        ],
    )
    assert dict(county.rows('select union_name, union_type from mart."union" where not is_base_union')) == names
    assert status(county, HONGDA["name"])[0] == "none"


def test_a_joint_union_covers_those_on_its_list_while_the_list_says_so(literal_county: LiteralCounty) -> None:
    joint = {"union_name": "辉埠镇轴承行业联合工会", "union_type": "联合基层工会", "established_on": "2015-03-01"}
    county = literal_county.run(
        enterprise_registry=[HONGDA, XINHUA],
        union_ledger=[joint],
        union_coverage=[
            {"union_name": joint["union_name"], "host_name": HONGDA["name"], "covered_from": "2016.5"},
            {"union_name": joint["union_name"], "host_code": B, "covered_to": "2024-01-01"},
        ],
    )
    assert status(county, HONGDA["name"]) == ("joint", "coverage_list", 0.97)
    assert status(county, XINHUA["name"])[0] == "none"


def test_own_comes_before_joint(literal_county: LiteralCounty) -> None:
    joint = {"union_name": "辉埠镇联合工会", "union_type": "联合基层工会"}
    county = literal_county.run(
        enterprise_registry=[HONGDA],
        union_ledger=[joint, union(host_code=A, host_name=HONGDA["name"])],
        union_coverage=[{"union_name": joint["union_name"], "host_code": A}],
    )
    assert status(county, HONGDA["name"])[0] == "own"
    assert county.one("select count(*) from mart.enterprise_union") == 2


def test_a_dissolved_union_covers_nobody(literal_county: LiteralCounty) -> None:
    county = literal_county.run(enterprise_registry=[HONGDA], union_ledger=[union(host_code=A, status="撤销")])
    assert status(county, HONGDA["name"])[0] == "none"
    assert county.one("select is_current from mart.enterprise_union") is False


def test_a_union_whose_status_cannot_be_read_is_uncertain(literal_county: LiteralCounty) -> None:
    county = literal_county.run(enterprise_registry=[HONGDA], union_ledger=[union(host_code=A, status="某种情况")])
    assert status(county, HONGDA["name"])[0] == "uncertain"


def test_a_branch_stands_under_its_head_offices_union(literal_county: LiteralCounty) -> None:
    branch = {"name": "常山县宏达轴承有限公司球川分公司", "registered_address": "常山县球川镇", "credit_code": B}
    county = literal_county.run(enterprise_registry=[HONGDA, branch], union_ledger=[union(host_code=A)])
    assert status(county, branch["name"])[:2] == ("headquarters", "head_office")
    assert county.one(f"select scope_reason from mart.enterprise where name = '{branch['name']}'") == "branch"


def test_hosts_that_are_no_enterprises_are_a_group_of_their_own(literal_county: LiteralCounty) -> None:
    school = {
        "union_name": "常山县第一小学工会委员会",
        "host_code": coded("12330822MA0000005"),
        "host_name": "常山县第一小学",
    }
    absent = {"union_name": "常山县无此厂工会", "host_name": "常山县无此厂"}
    county = literal_county.run(enterprise_registry=[HONGDA], union_ledger=[school, absent])
    assert dict(county.rows('select union_name, host_group from mart."union"')) == {
        "常山县第一小学工会委员会": "not_enterprise",
        "常山县无此厂工会": "enterprise_not_found",
    }


def test_the_same_union_in_two_terms_is_one_union_with_the_newer_term(literal_county: LiteralCounty) -> None:
    county = literal_county.run(
        enterprise_registry=[HONGDA],
        union_ledger=[
            union(union_code=UNION, host_code=A, term_start="2015-05-01"),
            union(union_code=UNION, host_code=A, term_start="2020-05-01"),
        ],
    )
    assert county.rows('select term_start::varchar, source_row from mart."union"') == [("2020-05-01", 3)]
    assert county.rows("select reason from clean.row_skip") == [("older_term",)]


def test_one_code_on_several_names_is_its_current_holders_alone(literal_county: LiteralCounty) -> None:
    old = {**XINHUA, "credit_code": A, "status": "注销"}
    county = literal_county.run(
        enterprise_registry=[old, HONGDA], union_ledger=[union(host_code=A, host_name=HONGDA["name"])]
    )
    ids = dict(county.rows("select name, enterprise_id from mart.enterprise"))
    assert ids[HONGDA["name"]] == f"C-{A}"
    assert ids[XINHUA["name"]].startswith("N-")


def test_place_words_short_of_their_ending_are_uncertain_not_none(literal_county: LiteralCounty) -> None:
    county = literal_county.run(
        enterprise_registry=[HONGDA], union_ledger=[union(union_name="宏达工会", host_name="常山宏达轴承有限公司")]
    )
    assert status(county, HONGDA["name"])[0] == "uncertain"


def test_a_newer_term_without_codes_keeps_what_the_older_one_tells(literal_county: LiteralCounty) -> None:
    name = "丙丁联合工会"
    county = literal_county.run(
        enterprise_registry=[HONGDA],
        union_ledger=[
            {"union_name": name, "union_code": UNION, "union_type": "联合基层工会", "term_start": "2018-05-01"},
            {"union_name": name, "union_type": "联合基层工会", "term_start": "2023-05-01"},
        ],
        union_coverage=[{"union_code": UNION, "host_code": A}],
    )
    assert status(county, HONGDA["name"])[0] == "joint"
    assert county.rows('select union_code, term_start::varchar from mart."union"') == [(UNION, "2023-05-01")]


def test_who_has_left_a_joint_union_is_not_covered_though_another_row_names_no_end(
    literal_county: LiteralCounty,
) -> None:
    joint = {"union_name": "辉埠镇联合工会", "union_type": "联合基层工会"}
    row = {"union_name": joint["union_name"], "host_code": A, "covered_from": "2019-01-01"}
    county = literal_county.run(
        enterprise_registry=[HONGDA],
        union_ledger=[joint],
        union_coverage=[row, {**row, "covered_to": "2024-01-01"}, row],
    )
    assert status(county, HONGDA["name"])[0] == "none"
    assert county.one("select rows_rejected from mart.source_status where source_kind = 'union_coverage'") == 2


def test_a_list_of_a_single_unit_union_makes_others_joint_not_own(literal_county: LiteralCounty) -> None:
    county = literal_county.run(
        enterprise_registry=[HONGDA, XINHUA],
        union_ledger=[union(host_code=A, host_name=HONGDA["name"])],
        union_coverage=[{"union_name": "常山县宏达轴承有限公司工会委员会", "host_code": B}],
    )
    assert (status(county, HONGDA["name"])[0], status(county, XINHUA["name"])[0]) == ("own", "joint")


def test_an_irregular_status_is_not_read_as_regular(literal_county: LiteralCounty) -> None:
    county = literal_county.run(enterprise_registry=[HONGDA], union_ledger=[union(host_code=A, status="不正常")])
    assert status(county, HONGDA["name"])[0] == "uncertain"


def test_an_enterprise_is_neither_lost_nor_doubled_by_rows_without_code(literal_county: LiteralCounty) -> None:
    rows = [
        {"name": "常山乙厂", "registered_address": "常山县辉埠镇"},
        {"name": "常山甲厂", "credit_code": A, "established_on": "2020-01-01", "registered_address": "常山县辉埠镇"},
        {"name": "常山乙厂", "credit_code": A, "established_on": "2010-01-01", "registered_address": "常山县辉埠镇"},
        {"name": "常山丙厂", "credit_code": B, "registered_address": "常山县辉埠镇"},
        {"name": "常山丙厂", "credit_code": B, "registered_address": "常山县辉埠镇"},
        {"name": "常山丙厂", "registered_address": "常山县辉埠镇"},
    ]
    county = literal_county.run(enterprise_registry=rows, union_ledger=[])
    assert county.rows("select name from mart.enterprise order by 1") == [("常山丙厂",), ("常山乙厂",), ("常山甲厂",)]
    assert county.rows(
        "select max(abs(rows_read - rows_kept - rows_rejected - rows_skipped)) from mart.source_status"
    ) == [(0,)]


def test_rows_that_disagree_on_the_registration_status_leave_it_unknown(literal_county: LiteralCounty) -> None:
    county = literal_county.run(enterprise_registry=[HONGDA, {**HONGDA, "status": "注销"}], union_ledger=[])
    assert county.rows("select registration_status, scope_reason from mart.enterprise") == [
        ("unknown", "status_unknown")
    ]
