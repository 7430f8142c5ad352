"""Headers of two rows: a row of groups above a row of columns."""

import pytest

from etl.extract.header import two_rows
from etl.extract.recognise import recognise


def rows(*lines: str) -> list[list[str]]:
    return [line.split(",") for line in lines]


def test_groups_and_columns_are_joined_into_the_headers_that_one_row_would_have() -> None:
    found = recognise(
        rows(
            "常山县基层工会台账,,,,,,,",
            "序号,工会名称,会员,,本届任期,,工会主席,",
            ",,总数,女,起始,年限,姓名,联系电话",
            "1,甲工会,12,5,2023-05,5,李某,1",
        )
    )
    assert (found.kind, found.header_row, found.header.first_row) == ("union_ledger", 2, 1)
    assert found.matched == {
        "union_name": "工会名称",
        "members": "会员·总数",
        "female_members": "会员·女",
        "term_start": "本届任期·起始",
        "term_years": "本届任期·年限",
        "chair_name": "工会主席·姓名",
        "chair_phone": "工会主席·联系电话",
    }
    assert (found.serial, found.unknown) == ((0,), {})


def test_a_lower_header_that_speaks_for_itself_is_taken_alone() -> None:
    found = recognise(rows("工会名称,基本情况,,", ",建会日期,所在单位,批复文号"))
    assert list(found.columns) == ["union_name", "host_name", "established_on", "approval_number"]


def test_a_groups_total_is_the_group_itself_and_its_parts_are_not() -> None:
    found = recognise(rows("工会名称,职工数,,会员数", ",合计,女,"))
    assert found.columns == {"union_name": 0, "employees": 1, "members": 3}
    assert found.unknown == {2: "职工数·女"}


@pytest.mark.parametrize("groups", ["去年,,今年,", "上届,,备注,"])
def test_a_lower_header_whose_group_gives_it_another_meaning_is_left_unknown(groups: str) -> None:
    found = recognise(rows(f"工会名称,乡镇街道,建会日期,组织类型,{groups}", ",,,,职工数,会员数,职工数,联系人"))
    assert "employees" not in found.columns
    assert "members" not in found.columns


def test_a_header_row_above_data_is_not_joined_with_it() -> None:
    for body in ("1,甲工会,辉埠镇,好,5,x", "一,甲工会,企业,单位名称,会员,女", ",甲工会,,好,好,"):
        found = recognise(rows("序号,工会名称,单位性质,备注,,会员数", body))
        assert (found.header_row, found.headers[1]) == (0, "工会名称")


def test_a_title_above_a_header_is_no_group() -> None:
    found = recognise(rows("截至2026年9月30日,,,", "工会名称,会员数,职工数,乡镇街道", "甲工会,1,2,x"))
    assert (found.header_row, found.header.first_row, found.headers[0]) == (1, 1, "工会名称")


def test_a_personal_header_below_a_group_is_dropped() -> None:
    found = recognise(rows("工会名称,会员数,主席,", ",,姓名,身份证号"))
    assert found.dropped == (3,)


def test_rows_without_a_group_or_with_numbers_are_no_header_of_two_rows() -> None:
    for upper, lower in (("a,b", "c,d"), ("a,", "b,2026-09"), ("a,", ","), ("a,,b", "c,d,e")):
        assert two_rows(rows(upper, lower), 0) is None
    assert two_rows(rows("a,"), 0) is None
