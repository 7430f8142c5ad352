"""Joint unions: who is named or listed is covered, from whatever sheet and for as long; whose list lacks is a task."""

from datetime import date

import pytest

from tests.sql.conftest import LiteralCounty
from tests.sql.source_folder import Folder
from tests.sql.test_identity_tables import OTHER_UNION, U2, county_of, is_now
from tests.sql.test_link import HONGDA, UNION, XINHUA, A, B, coded
from tests.sql.test_link_decisions import E1, E2, U, states

C = coded("91330822MA0000003")
THIRD = {"name": "常山县第三纸业有限公司", "credit_code": C, "registered_address": "常山县辉埠镇3号", "status": "存续"}
THREE = "常山县宏达轴承有限公司、常山县鑫华纺织有限公司、常山县第三纸业有限公司"


def joint(name: str, **columns: str) -> dict[str, str]:
    given = {"union_name": name, "union_type": "联合基层工会", "township": "辉埠镇", "established_on": "2024-03-01"}
    return given | columns


def tasks(county: LiteralCounty) -> list[tuple]:
    return county.rows(
        "select union_id, counted, told, lacking, since from mart.task where kind = 'coverage_list_missing'"
    )


def county(literal_county: LiteralCounty, *ledger: dict[str, str], **other: list) -> LiteralCounty:
    return county_of(literal_county, enterprise_registry=[HONGDA, XINHUA, THIRD], union_ledger=list(ledger), **other)


@pytest.mark.parametrize("number", ["12", "十二"])
def test_three_named_of_twelve_are_covered_and_the_other_nine_are_a_task(
    literal_county: LiteralCounty, number: str
) -> None:
    built = county(literal_county, joint(f"{THREE}等{number}家企业联合工会", union_code=UNION))
    assert set(states(built).values()) == {"joint"}
    assert tasks(built) == [(U, 12, 3, 9, date(2024, 3, 1))]


@pytest.mark.parametrize(
    ("number", "counted"), [("二十", 20), ("二十三", 23), ("两", 2), ("10", 10), ("一百二十", None)]
)
def test_a_number_in_words_is_read_up_to_ninety_nine(
    literal_county: LiteralCounty, number: str, counted: int | None
) -> None:
    built = county(literal_county, joint(f"辉埠镇轴承等{number}家企业联合工会"))
    assert [row[1] for row in tasks(built)] == ([counted] if counted else [])


def test_a_list_that_tells_them_all_closes_the_task(literal_county: LiteralCounty) -> None:
    lists = [{"union_code": UNION, "host_name": f"常山县第{n}家有限公司"} for n in range(9)]
    built = county(literal_county, joint(f"{THREE}等12家企业联合工会", union_code=UNION), union_coverage=lists)
    assert tasks(built) == []


def test_a_list_that_tells_some_leaves_the_rest_and_counts_nobody_twice(literal_county: LiteralCounty) -> None:
    lists = [{"union_code": UNION, "host_code": A}, {"union_code": UNION, "host_name": "常山县别家有限公司"}]
    built = county(literal_county, joint(f"{THREE}等12家企业联合工会", union_code=UNION), union_coverage=lists)
    assert [row[1:4] for row in tasks(built)] == [(12, 4, 8)]


def test_who_has_left_is_not_one_of_those_that_the_list_tells(literal_county: LiteralCounty) -> None:
    lists = [{"union_code": UNION, "host_code": A, "covered_to": "2026-01-31"}]
    built = county(literal_county, joint("辉埠镇轴承等2家企业联合工会", union_code=UNION), union_coverage=lists)
    assert [row[1:4] for row in tasks(built)] == [(2, 0, 2)]


def test_a_dissolved_union_has_no_task(literal_county: LiteralCounty) -> None:
    assert tasks(county(literal_county, joint("辉埠镇轴承等9家企业联合工会", status="撤销"))) == []


def test_two_records_of_one_union_have_one_task_and_the_lists_of_both(literal_county: LiteralCounty) -> None:
    name = "辉埠镇轴承等4家企业联合工会"
    lists = [{"union_code": UNION, "host_code": A}, {"union_code": OTHER_UNION, "host_code": B}]
    ledger = [joint(name, union_code=code) for code in (UNION, OTHER_UNION)]
    built = county(literal_county, *ledger, union_coverage=lists, who=[is_now(U, U2)])
    assert [row[:4] for row in tasks(built)] == [(U2, 4, 2, 2)]


def test_members_of_a_list_in_two_sheets_are_all_read(folder: Folder) -> None:
    header = ["联合工会名称", "覆盖单位名称", "覆盖起始日期", "覆盖终止日期"]
    folder.xlsx(
        "覆盖单位.xlsx",
        **{
            place: [header, ["辉埠镇联合工会", member, "2024-03-01", ""]]
            for place, member in (("辉埠镇", "甲公司"), ("芳村镇", "乙公司"))
        },
    ).read()
    assert folder.rows(
        "select sheet, union_name, host_name, covered_from from raw.union_coverage order by host_name"
    ) == [
        ("芳村镇", "辉埠镇联合工会", "乙公司", "2024-03-01"),
        ("辉埠镇", "辉埠镇联合工会", "甲公司", "2024-03-01"),
    ]


def test_members_told_by_code_or_by_name_are_all_covered(literal_county: LiteralCounty) -> None:
    ledger = joint("辉埠镇联合工会", union_code=UNION)
    both = [{"union_code": UNION, "host_code": A}, {"union_name": "辉埠镇联合工会", "host_name": XINHUA["name"]}]
    built = county(literal_county, ledger, union_coverage=both)
    assert {key: value for key, value in states(built).items() if value == "joint"} == {E1: "joint", E2: "joint"}


@pytest.mark.parametrize(
    ("dates", "covered"),
    [
        ({"covered_from": "2025-01-01"}, True),
        ({"covered_from": "2026-10-01"}, False),
        ({"covered_from": "2025-01-01", "covered_to": "2026-09-30"}, False),
        ({"covered_from": "2025-01-01", "covered_to": "2026-10-01"}, True),
    ],
)
def test_a_member_is_covered_from_entry_to_leaving(literal_county: LiteralCounty, dates: dict, covered: bool) -> None:
    lists = [{"union_code": UNION, "host_code": A, **dates}]
    built = county(literal_county, joint("辉埠镇联合工会", union_code=UNION), union_coverage=lists)
    assert (states(built)[E1] == "joint") is covered


def test_one_member_under_two_unions_at_once_has_both_links(literal_county: LiteralCounty) -> None:
    ledger = [joint("辉埠镇联合工会", union_code=UNION), joint("辉埠镇商圈联合工会", union_code=OTHER_UNION)]
    lists = [{"union_code": code, "host_code": A} for code in (UNION, OTHER_UNION)]
    built = county(literal_county, *ledger, union_coverage=lists)
    assert built.rows(
        f"select union_id from mart.enterprise_union where enterprise_id = '{E1}' and is_current order by 1"
    ) == [
        (U,),
        (U2,),
    ]
