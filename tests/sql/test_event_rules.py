# ruff: noqa: E501  (rows of data stay on one line)
"""Events: units of amounts, who is meant, which rows are one event, what a newer file replaces."""

import json
from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.conftest import empty_build
from tests.sql.conftest import LiteralCounty, coded
from tests.sql.event_county import ENTERPRISE_ID, FIRM, GOOD, UNION, UNION_CODE, UNION_ID, County

DUES = GOOD["dues"][0]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    """One county for all tests here; each tells it what it needs."""
    with empty_build() as connection:
        yield County(LiteralCounty(connection, tmp_path_factory.mktemp("county")))


def reasons(county: County) -> list[str]:
    return [reason for (reason,) in county.rows("select reason_code from mart.reject order by all")]


def sheet_says(header: str, *titles: str) -> str:
    matched, units = (json.dumps(said, ensure_ascii=False) for said in ({"paid_cny": header}, titles))
    return f"insert into raw.sheet values (1, 'dues', '', 1, '{matched}', null, null, '{units}')"


@pytest.mark.parametrize(
    ("header", "titles", "cny"),
    [
        ("实缴金额", [], "1.50"),
        ("万通公司实缴金额", [], "1.50"),
        ("实缴金额（元）", ["万元"], "1.50"),
        ("实缴金额(千元)", [], "1500.00"),
        ("实缴金额(单位：万元)", [], "15000.00"),
        ("实缴金额·万元", [], "15000.00"),
        ("实缴金额", ["万元"], "15000.00"),
        ("实缴金额(百万元)", [], "1500000.00"),
        ("实缴金额(亿元)", [], "150000000.00"),
    ],
)
def test_the_unit_is_the_headers_own_else_that_of_the_title(
    county: County, header: str, titles: list[str], cny: str
) -> None:
    county.told(sheet_says(header, *titles), dues=[{"credit_code": FIRM, "period": "202608", "paid_cny": "1.5"}])
    assert county.rows("select paid_cny from clean.dues") == [(Decimal(cny),)]


@pytest.mark.parametrize(
    ("header", "titles", "cells"),
    [
        ("实缴金额（角）", [], ["1.5"]),
        ("实缴金额（美元）", [], ["1.5"]),
        ("实缴金额（万元）（元）", [], ["1.5"]),
        ("实缴金额（万元，含税5元）", [], ["1.5"]),
        ("实缴金额", ["万元", "元"], ["1.5"]),
        ("实缴金额（万元）", [], ["1.5元"]),
        ("实缴金额", [], ["万元", "1.5"]),
    ],
)
def test_a_unit_that_is_unknown_or_contradicted_refuses_the_cells(
    county: County, header: str, titles: list[str], cells: list[str]
) -> None:
    rows = [{"credit_code": FIRM, "period": "202608", "payroll_cny": "9", "paid_cny": cell} for cell in cells]
    county.told(sheet_says(header, *titles), dues=rows)
    assert county.rows("select distinct paid_cny from clean.dues") == [(None,)]
    assert set(reasons(county)) == {"unit_unclear"}


@pytest.mark.parametrize("word", ["*", "全县", "常山县", "浙江省衢州市常山县"])
def test_only_an_explicit_word_declares_the_whole_county_complete(county: County, word: str) -> None:
    county.told(completeness=[GOOD["completeness"][0] | {"township": word}])
    assert county.rows("select township_name from clean.completeness") == [("*",)]


def test_a_township_of_another_county_is_not_ours(county: County) -> None:
    row = GOOD["plan"][0]
    county.told(plan=[row | {"township": "江山市辉埠镇"}, row | {"township": "浙江省衢州市常山县辉埠镇"}])
    assert county.rows("select township_name from clean.plan order by row") == [(None,), ("辉埠镇",)]
    assert reasons(county) == ["unknown_township"]


@pytest.mark.parametrize(
    ("name", "union_id"),
    [(UNION, UNION_ID), ("甲轴承有限公司工会", UNION_ID), ("江山市丙纺织厂工会委员会", None)],
)
def test_a_unions_code_counts_only_where_the_name_beside_it_agrees(
    county: County, name: str, union_id: str | None
) -> None:
    county.told(
        training=[GOOD["training"][0] | {"union_code": UNION_CODE, "union_name": name}],
        campaign=[GOOD["campaign"][0] | {"unit_code": UNION_CODE, "unit_name": name}],
    )
    assert county.one("select union_id from clean.training") == union_id
    assert county.one("select union_id from clean.campaign") == union_id
    assert reasons(county) == ([] if union_id else ["code_and_name_disagree"] * 2)


@pytest.mark.parametrize("name", ["辉埠镇", "没有的公司"])
def test_a_firms_code_beside_another_name_finds_nobody(county: County, name: str) -> None:
    county.told(campaign=[GOOD["campaign"][0] | {"unit_code": FIRM, "unit_name": name}])
    ids = county.rows("select union_id, enterprise_id, township_name from clean.campaign")
    assert (ids, reasons(county)) == ([(None, None, None)], ["code_and_name_disagree"])


def test_a_unit_is_never_two_at_once(county: County) -> None:
    row = GOOD["campaign"][0]
    county.told(campaign=[row | {"unit_code": UNION_CODE}, row | {"unit_code": FIRM}])
    found = county.rows("select union_id, enterprise_id from clean.campaign order by row")
    assert found == [(UNION_ID, None), (None, ENTERPRISE_ID)]


def test_an_empty_cell_of_the_key_makes_one_only_of_rows_identical_as_written(county: County) -> None:
    paid = {"credit_code": FIRM, "period": "202608", "kind": "经费", "paid_cny": "100"}
    county.told(dues=[paid, dict(paid), paid | {"paid_cny": "50"}, paid | {"paid_on": "2026-09-10"}])
    assert county.rows("select paid_cny, rows_told from clean.dues order by row") == [
        (Decimal(100), 2),
        (Decimal(50), 1),
        (Decimal(100), 1),
    ]
    assert reasons(county) == []


def test_a_cell_of_the_key_that_cannot_be_used_keeps_its_row_apart(county: County) -> None:
    paid = {"credit_code": FIRM, "period": "202608", "kind": "经费", "paid_cny": "100", "paid_on": "45xx"}
    county.told(dues=[paid, dict(paid)])
    assert county.rows("select rows_told from clean.dues") == [(1,), (1,)]


def test_two_words_that_are_merely_other_are_two_events(county: County) -> None:
    row = GOOD["dispute"][0]
    county.told(dispute=[row | {"kind": "怪甲"}, row | {"kind": "怪乙", "union_took_part": "否"}])
    assert county.rows("select kind, union_took_part from clean.dispute order by row") == [
        ("other", True),
        ("other", False),
    ]


@pytest.mark.parametrize(("kind", "column"), [("plan", "workers_to_cover"), ("mechanism", "cases_received")])
def test_a_newer_files_state_replaces_the_older_ones(county: County, kind: str, column: str) -> None:
    row = GOOD[kind][0]
    county.told(
        f"update raw.{kind} set file_id = 2 where row = 3",
        "insert into raw.source_file select 2, * exclude (file_id) replace (date '2026-06-30' as as_of) from raw.source_file",
        "update raw.source_file set rows_read = 1",
        **{kind: [row | {column: "700"}, row | {column: "90"}]},
    )
    assert county.rows(f"select {column}, rows_told from clean.{kind}") == [(700, 1)]
    assert county.rows("select file_id, reason from clean.row_skip") == [(2, "superseded")]
    assert reasons(county) == []


def test_a_part_is_asked_against_the_whole_that_another_row_tells(county: County) -> None:
    told = {"union_name": UNION, "surveyed_on": "2026-06-15"}
    county.told(survey=[told | {"sampled": "20"}, told | {"aware": "30"}])
    assert county.one("select count(*) from clean.survey") == 0
    assert reasons(county) == ["contradicts_other_row"] * 2


def test_code_of_a_union_that_is_not_in_the_ledger_leaves_its_name_to_decide(county: County) -> None:
    county.told(training=[GOOD["training"][0] | {"union_code": coded("81330822MC0000009"), "union_name": UNION}])
    assert county.one("select union_id from clean.training") == UNION_ID
