# ruff: noqa: E501  (rows of data stay on one line)
"""Size and scope: three definitions side by side, each straddling its threshold; unknown stays unknown."""

import pytest

from tests.sql.conftest import LiteralCounty, coded

# name, industry, headcount, revenue and assets (10k CNY) -> class by the 2017 method, 25+, 100+
CASES = [
    ("24人", "C30", 24, None, None, None, False, False),
    ("25人", "C30", 25, None, None, None, True, False),
    ("26人", "C30", 26, None, None, None, True, False),
    ("99人", "C30", 99, None, None, None, True, False),
    ("100人", "C30", 100, None, None, None, True, True),
    ("人数不明", "C30", None, 5000, None, None, None, None),
    ("工业微型只须一项", "C30", 19, 100_000, None, "micro", False, False),
    ("工业微型收入未知也是", "C30", 19, None, None, "micro", False, False),
    ("工业小型下限", "C30", 20, 300, None, "small", False, False),
    ("工业收入差一点是微型", "C30", 20, 299, None, "micro", False, False),
    ("工业中型下限", "C30", 300, 2000, None, "medium", True, True),
    ("工业一项不够下划一档", "C30", 1000, 39_999, None, "medium", True, True),
    ("工业大型下限", "C30", 1000, 40_000, None, "large", True, True),
    ("工业收入未知", "C30", 1000, None, None, None, True, True),
    ("建筑业看收入资产", "E47", None, 6000, 5000, "medium", None, None),
    ("零售业小型", "F52", 10, 100, None, "small", False, False),
    ("批发零售未分", "F", 10, 100, None, None, False, False),
    ("金融不适用", "J66", 500, 100_000, None, "not_applicable", True, True),
    ("卫生不适用", "Q84", 500, None, None, "not_applicable", True, True),
    ("社会工作在其他", "Q85", 100, None, None, "medium", True, True),
    ("房地产只知大类", "K70", 100, 1000, 5000, None, True, True),
    ("房地产开发", "K7010", 1, 1000, 5000, "medium", False, False),
    ("行业不明", None, 100, 1000, None, None, True, True),
]  # fmt: skip


def enterprise(number: int, name: str, **columns: object) -> dict[str, object]:
    return {
        "name": name,
        "credit_code": coded(f"91330822MA{number:07d}"),
        "registered_address": "常山县辉埠镇",
        "status": "存续",
        **columns,
    }


@pytest.fixture
def sized(literal_county: LiteralCounty) -> LiteralCounty:
    registry, headcount = [], []
    for number, (name, industry, persons, revenue, assets, *_expected) in enumerate(CASES):
        registry.append(enterprise(number, name, **({"industry_code": industry} if industry else {})))
        headcount.append({
            "credit_code": registry[-1]["credit_code"], "source": "社保", "period": "2026-08",
            **({"headcount": str(persons)} if persons is not None else {}),
            **({"revenue_10k_cny": str(revenue)} if revenue is not None else {}),
            **({"assets_10k_cny": str(assets)} if assets is not None else {}),
        })  # fmt: skip
    return literal_county.run(enterprise_registry=registry, headcount=[row for row in headcount if len(row) > 3])


def test_size_class_and_headcount_thresholds(sized: LiteralCounty) -> None:
    found = {
        row[0]: row[1:] for row in sized.rows("select name, size_class, is_25plus, is_100plus from mart.enterprise")
    }
    assert found == {name: tuple(expected) for name, _industry, _persons, _revenue, _assets, *expected in CASES}


def test_without_an_above_scale_list_nobody_is_known_to_be_below_it(sized: LiteralCounty) -> None:
    assert sized.one("select count(is_above_scale) from mart.enterprise") == 0
    assert sized.rows("select is_larger from mart.enterprise where name in ('24人', '25人') order by name") == [
        (None,),
        (True,),
    ]
    assert sized.one("select sum(size_unknown) from mart.township") == sized.one(
        "select count(*) from mart.enterprise where in_scope and is_larger is null"
    )


def test_the_source_that_ranks_first_gives_the_headcount_and_all_give_the_range(literal_county: LiteralCounty) -> None:
    one = enterprise(1, "甲公司")
    two = enterprise(2, "乙公司")
    code = one["credit_code"]
    rows = [
        *({"credit_code": code, "source": "社保", "period": f"2026-0{month}", "headcount": n}
          for month, n in [(4, "500"), (6, "30"), (7, "20"), (8, "26")]),
        {"credit_code": code, "source": "个税", "period": "2026-08", "headcount": "40"},
        {"credit_code": code, "source": "年报", "period": "2025", "headcount": "12人"},
        {"credit_code": two["credit_code"], "source": "社保", "period": "2026-08", "headcount": "10"},
        {"credit_code": two["credit_code"], "source": "社保", "period": "2026-08", "headcount": "11"},
        {"credit_code": two["credit_code"], "source": "统计", "period": "2026-08", "headcount": "9"},
        {"credit_code": two["credit_code"], "source": "统计", "period": "2026-08", "headcount": "9"},
    ]  # fmt: skip
    county = literal_county.run(enterprise_registry=[one, two], headcount=rows)
    found = dict(
        county.rows("select name, (headcount, headcount_low, headcount_high, headcount_source) from mart.enterprise")
    )
    assert found["甲公司"] == (26, 12, 40, "social_insurance")
    assert found["乙公司"] == (9, 9, 9, "statistics")
    assert county.rows("select reason_code, count(*) from mart.reject group by all") == [("contradicts_other_row", 2)]
    assert county.rows(
        "select rows_read, rows_kept, rows_rejected, rows_skipped from mart.source_status where source_kind = 'headcount'"
    ) == [(10, 7, 2, 1)]


def test_scope_says_why(literal_county: LiteralCounty) -> None:
    cases = {
        "在册": ({}, "active"), "状态空": ({"status": ""}, "status_unknown"), "注销": ({"status": "注销"}, "dissolved"),
        "吊销": ({"status": "吊销，未注销"}, "revoked"), "迁出": ({"status": "迁出"}, "moved_out"),
        "分公司": ({"name": "某某有限公司常山分公司"}, "branch"), "个体": ({"entity_type": "个体工商户"}, "individual_business"),
        "合作社": ({"entity_type": "农民专业合作社"}, "cooperative"), "注销日": ({"status": "", "closed_on": "2020-01-01"}, "dissolved"),
    }  # fmt: skip
    rows = [enterprise(number, columns.get("name", name), **{k: v for k, v in columns.items() if k != "name"})
            for number, (name, (columns, _reason)) in enumerate(cases.items())]  # fmt: skip
    county = literal_county.run(enterprise_registry=rows)
    found = [
        row[0]
        for row in county.rows(
            "select scope_reason from mart.enterprise join clean.enterprise using (enterprise_id) order by clean.enterprise.row"
        )
    ]
    assert found == [reason for _columns, reason in cases.values()]
    assert county.one("select count(*) from mart.enterprise where in_scope") == 2


def test_an_above_scale_listing_counts_from_its_first_day_to_its_last(literal_county: LiteralCounty) -> None:
    registry = [enterprise(number, name) for number, name in enumerate(["在册企业", "已退库", "未入库", "不在名录"])]
    listings = [
        {"credit_code": registry[0]["credit_code"], "listed_from": "2020年1月"},
        {"credit_code": registry[1]["credit_code"], "listed_from": "2020-01-01", "listed_to": "2026-09-30"},
        {"credit_code": registry[2]["credit_code"], "listed_from": "2026-10-01"},
    ]
    county = literal_county.run(enterprise_registry=registry, above_scale_list=listings)
    assert dict(county.rows("select name, is_above_scale from mart.enterprise")) == {
        "在册企业": True, "已退库": False, "未入库": False, "不在名录": False,
    }  # fmt: skip
    assert county.rows("select name from mart.enterprise join mart.target using (enterprise_id)") == [("在册企业",)]


def test_headcounts_of_the_future_and_contradictions_by_code_and_name_are_refused(
    literal_county: LiteralCounty,
) -> None:
    one = enterprise(1, "甲公司")
    rows = [
        {"credit_code": one["credit_code"], "source": "社保", "period": "2027-03", "headcount": "500"},
        {"credit_code": one["credit_code"], "source": "统计", "period": "2025", "headcount": "200"},
        {"name": "甲公司", "source": "统计", "period": "2025", "headcount": "20"},
        {"credit_code": one["credit_code"], "source": "个税", "period": "2026-08", "headcount": "30"},
    ]
    county = literal_county.run(enterprise_registry=[one], headcount=rows)
    assert county.rows("select headcount, headcount_source from mart.enterprise") == [(30, "tax")]
    assert county.rows(
        "select reason_code, count(*) from mart.reject where source_kind = 'headcount' group by all order by 1"
    ) == [
        ("contradicts_other_row", 2),
        ("date_in_future", 1),
    ]


def test_whom_a_doubtful_listing_could_mean_is_not_known_to_be_below_scale(literal_county: LiteralCounty) -> None:
    twins = [enterprise(1, "同名公司"), enterprise(2, "同名公司"), enterprise(3, "别家公司")]
    county = literal_county.run(enterprise_registry=twins, above_scale_list=[{"name": "同名公司"}])
    assert county.rows("select name, is_above_scale from mart.enterprise order by credit_code") == [
        ("同名公司", None), ("同名公司", None), ("别家公司", False),
    ]  # fmt: skip
