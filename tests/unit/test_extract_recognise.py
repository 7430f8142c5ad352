"""A table's kind and header row are told from its headers."""

import pytest

from etl.extract.recognise import assign, is_personal, recognise
from etl.extract.spec import bare_header_key, header_key, load_reject_reasons, load_spec


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ("企业名称,统一社会信用代码,注册日期,企业类型,所在省份,地区,注册地址", "enterprise_registry"),
        ("name,credit_code,status,industry_code,registered_address", "enterprise_registry"),
        ("credit_code,name,headcount,source,period", "headcount"),
        ("单位名称,统一社会信用代码,参保人数,数据来源,所属期,注册地址,企业类型", "headcount"),
        ("单位名称,统一社会信用代码,规上类别,入库时间,行业代码,注册地址", "above_scale_list"),
        ("序号,工会名称,统一社会信用代码,单位名称,会员数", "union_ledger"),
        ("union_name,union_code,host_name,union_type,township,members", "union_ledger"),
        ("联合工会名称,覆盖单位名称", "union_coverage"),
        ("union_code,host_code,covered_from,covered_to", "union_coverage"),
        ("乡镇,村（社区）", "village"),
        ("code,name,streetCode,provinceCode,cityCode,areaCode", "village"),
        ("name,township", "village"),
        ("乡镇街道", "township"),
        ("source,code9,name,county6", "township"),
        ("name,code,kind,county", "township"),
        ("序号,工会名称,会议名称,召开时间,参会人数,备注", "union_meeting"),
        ("工会名称,单位名称,合同类型,签订日期", "union_agreement"),
        ("工会名称,合同类型,签订日期,有效期起,有效期止,人社审查文号", "union_agreement"),
        ("credit_code,union_code,period,payroll_cny,payroll_source,paid_cny,paid_on,kind", "dues"),
        ("纳税人识别号,纳税人名称,征收品目,费款所属期,入库金额,入库日期,乡镇", "dues"),
        ("union_name,surveyed_on,sampled,aware,satisfied,surveyed_by", "survey"),
        ("工会名称,抽样时间,样本数,知晓数,满意数", "survey"),
        ("credit_code,opened_on,kind,union_took_part,closed_on", "dispute"),
        ("单位名称,统一社会信用代码,案由,立案时间,结案时间,工会是否参与调解", "dispute"),
        ("credit_code,opened_on,kind,reported_by_union,closed_on", "incident"),
        ("单位名称,事件类型,发生时间,工会是否上报", "incident"),
        ("乡镇,季度,互助保障参保人数,困难职工户数,慰问次数", "welfare"),
        ("union_code,period,mutual_aid_members,mutual_aid_claims", "welfare"),
        ("campaign,level,unit,status,document_number,decided_on,score", "campaign"),
        ("活动项目,单位名称,评选结果,文号,年度", "campaign"),
        ("mechanism,unit,established_on,formed_by,cases_received,cases_closed,satisfied", "mechanism"),
        ("乡镇街道,机制名称,成立时间,产生方式,受理数,办结数", "mechanism"),
        ("union_name,course,held_on,attended,certified", "training"),
        ("工会名称,培训班名称,培训时间,参训人数", "training"),
        ("township,year,enterprises_to_organise,workers_to_cover", "plan"),
        ("乡镇,年度,计划建会企业数,计划发展会员数", "plan"),
        ("kind,township,from,to", "completeness"),
        ("数据种类,乡镇街道,起始日期,截止日期", "completeness"),
    ],
)
def test_a_kind_is_told_by_its_headers(headers: str, kind: str) -> None:
    found = recognise([headers.split(",")])
    assert found is not None
    assert (found.kind, found.lacking, found.rivals) == (kind, (), ())


@pytest.mark.parametrize(
    "headers",
    [
        "序号,乡镇,工会数,会员数,职工数",
        "乡镇,年度,会员数,职工数",
        "单位名称,开户行,账号,联系人,日期",
        "姓名,电话,备注",
    ],
)
def test_a_table_of_another_kind_is_not_taken_for_one_of_these(headers: str) -> None:
    assert recognise([headers.split(",")]) is None


def test_every_kind_is_recognised_by_the_headers_of_its_template_and_by_its_english_names() -> None:
    for name, kind in load_spec().kinds.items():
        for headers in ([column.zh for column in kind.columns.values()], list(kind.columns)):
            found = recognise([headers])
            assert found is not None
            assert (found.kind, found.lacking, list(found.columns)) == (name, (), list(kind.columns))


def test_two_kinds_of_case_are_told_apart_by_words_where_the_headers_alone_cannot() -> None:
    headers = [["credit_code", "kind", "closed_on", "opened_on"]]
    assert recognise(headers, "劳动争议案件.csv").kind == "dispute"
    assert recognise([["2026年重大事件"], *headers]).kind == "incident"
    assert recognise(headers).rivals == ("dispute", "incident")


def test_a_header_stands_for_one_column_of_a_kind_first() -> None:
    spec = load_spec()
    for name, kind in spec.kinds.items():
        for column, entry in kind.columns.items():
            assert column in assign(name, [entry.zh]), (name, column)


def test_headers_are_compared_without_width_case_spaces_brackets_asterisks_and_units() -> None:
    for header in ("＊企业名称：", "企业\n名称", " 企业 名称 ", "企业名称（必填）", "1.企业名称", "*企业名称"):
        assert recognise([[header, "登记状态", "成立日期"]]).columns["name"] == 0
    assert header_key("注册资本（万元）") == "注册资本万元"
    assert bare_header_key("注册资本（万元）") == "注册资本"
    assert header_key("Credit_Code") == header_key("creditcode")


def test_the_header_row_is_found_below_title_rows() -> None:
    found = recognise(
        [["常山县基层工会台账", ""], [], ["", "截至2026年9月30日"], ["序号", "工会名称", "会员数"], ["1", "甲", "2"]]
    )
    assert found.header_row == 3
    assert found.matched == {"union_name": "工会名称", "members": "会员数"}
    assert found.serial == (0,)


def test_of_several_headers_for_one_column_the_likeliest_is_taken_and_the_other_kept_as_unknown() -> None:
    found = recognise([["名称", "企业名称", "登记状态"]])
    assert found.matched["name"] == "企业名称"
    assert found.unknown == {0: "名称"}


def test_a_ledgers_credit_code_is_the_hosts_where_the_unions_own_is_there_too() -> None:
    both = recognise([["工会名称", "工会统一社会信用代码", "统一社会信用代码", "会员数"]])
    assert both.matched["host_code"] == "统一社会信用代码"
    alone = recognise([["工会名称", "统一社会信用代码", "会员数"]])
    assert alone.matched["union_code"] == "统一社会信用代码"


def test_a_recognised_kind_that_lacks_a_needed_column_says_which() -> None:
    found = recognise([["统一社会信用代码", "成立日期", "登记状态", "注册地址"]])
    assert (found.kind, found.lacking) == ("enterprise_registry", (("name",),))
    found = recognise([["单位名称", "参保单位", "参保人数", "所属期", "单位地址"]])
    assert (found.kind, found.lacking) == ("headcount", (("source",),))


def test_a_source_and_a_month_may_stand_in_the_title_where_codes_tell_a_list_from_a_summary() -> None:
    headers = [["单位名称", "统一社会信用代码", "参保人数"]]
    listed = recognise(headers, "社保参保人数_202609.csv")
    assert (listed.kind, listed.lacking, listed.rivals) == ("headcount", (), ())
    assert recognise(headers, "规上企业.csv").kind == "above_scale_list"
    assert recognise(headers).rivals
    assert recognise([["单位名称", "参保人数"]], "社保参保人数_202609.csv") is None


def test_headers_that_fit_several_kinds_are_told_apart_by_words_or_stay_open() -> None:
    headers = [["序号", "企业名称", "统一社会信用代码"]]
    assert recognise(headers, "2026年规上企业.xlsx").kind == "above_scale_list"
    assert recognise([["规模以上企业名单"], *headers]).kind == "above_scale_list"
    assert recognise(headers, "a.xlsx").rivals == ("enterprise_registry", "above_scale_list")


def test_columns_of_identity_numbers_are_dropped_by_header_and_by_value() -> None:
    rows = [
        ["工会名称", "会员数", "主席身份证号", "主席证件", "工会统一社会信用代码"],
        ["甲工会", "3", "x", "11010519491231002X", "81330822MC0000001X"],
        ["乙工会", "4", "y", "11010519491231002X", ""],
    ]
    found = recognise(rows)
    assert found.dropped == (2, 3)
    assert "union_code" in found.columns


@pytest.mark.parametrize(
    "header", ["身份证", "法定代表人身份证号码", "证件号码", "公民身份号码", "id_card", "ID Number"]
)
def test_a_personal_header_is_known(header: str) -> None:
    assert is_personal(header)


@pytest.mark.parametrize(
    "header", ["工会法人资格证书号码", "法人资格证书号", "营业执照证件编号", "统一社会信用代码", "id"]
)
def test_a_header_of_an_organisations_number_is_not_personal(header: str) -> None:
    assert not is_personal(header)


def test_nameless_columns_with_cells_are_called_by_their_letter() -> None:
    assert recognise([["企业名称", "", "登记状态"]]).unknown == {1: "列B"}


def test_the_spec_names_an_example_and_a_meaning_for_every_column_and_a_way_out_of_every_reject() -> None:
    for kind in load_spec().kinds.values():
        for column in kind.columns.values():
            assert column.about
            assert column.example
    for reason in load_reject_reasons().values():
        assert reason.reason
        assert reason.expected
        assert reason.next_step
