"""Events (meetings, agreements, dues, …): typed, resolved by certain rules alone, every row accounted for."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from etl.clean import events
from etl.clean.event_row import value_columns
from etl.clean.vocabulary import load_vocabulary
from etl.extract.spec import load_spec
from tests.conftest import empty_build
from tests.sql.conftest import LiteralCounty, coded
from tests.sql.event_county import ENTERPRISE_ID, FIRM, GOOD, KINDS, UNION, UNION_CODE, UNION_ID, County


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    """One county for all tests here; each tells it what it needs."""
    with empty_build() as connection:
        yield County(LiteralCounty(connection, tmp_path_factory.mktemp("county")))


def account(county: County, kind: str) -> tuple[int, int, int]:
    """Rows kept, rejected, skipped; they must add up to what was read."""
    [(read, kept, rejected, skipped)] = county.rows(
        f"select rows_read, rows_kept, rows_rejected, rows_skipped from mart.source_status where source_kind = '{kind}'"
    )
    assert read == kept + rejected + skipped
    return kept, rejected, skipped


def rejects(county: County, kind: str) -> list[tuple]:
    return county.rows(
        f"select column_name, value, reason_code, severity from mart.reject where source_kind = '{kind}' order by all"
    )


def test_every_kind_has_a_good_row_here() -> None:
    assert sorted(GOOD) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_row_becomes_a_typed_event(county: County, kind: str) -> None:
    row, values = GOOD[kind]
    county.told(**{kind: [row]})
    columns = ", ".join(value_columns(load_spec().kinds[kind]))
    assert county.rows(f"select {columns} from clean.{events.table_of(kind)}") == [values]
    assert rejects(county, kind) == []
    assert account(county, kind) == (1, 0, 0)


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("union_meeting", ("union", UNION_ID, None, None)),
        ("union_agreement", ("union", UNION_ID, None, None)),
        ("dues", ("enterprise", None, ENTERPRISE_ID, None)),
        ("incident", ("enterprise", None, ENTERPRISE_ID, None)),
        ("welfare", ("township", None, None, "辉埠镇")),
        ("campaign", ("enterprise", None, ENTERPRISE_ID, None)),
        ("mechanism", ("township", None, None, "辉埠镇")),
        ("plan", ("township", None, None, "辉埠镇")),
    ],
)
def test_whom_a_row_is_about_is_found_by_code_or_full_name(county: County, kind: str, subject: tuple) -> None:
    county.told(**{kind: [GOOD[kind][0]]})
    assert county.rows(f"select subject_kind, union_id, enterprise_id, township_name from clean.{kind}") == [subject]


@pytest.mark.parametrize("kind", KINDS)
def test_rows_that_say_the_same_are_one_event_and_counted(county: County, kind: str) -> None:
    row, _values = GOOD[kind]
    county.told(**{kind: [row, dict(row), dict(row)]})
    assert county.one(f"select rows_told from clean.{events.table_of(kind)}") == 3
    assert account(county, kind) == (1, 0, 2)
    assert county.one(f"select distinct reason from clean.row_skip where source_kind = '{kind}'") == "identical_row"


CONTRADICTIONS = {
    "union_meeting": ("participants", "40"),
    "union_agreement": ("ends_on", "2027-12-31"),
    "dues": ("paid_cny", "1"),
    "survey": ("aware", "3"),
    "dispute": ("union_took_part", "否"),
    "incident": ("reported_by_union", "是"),
    "welfare": ("visits", "5"),
    "campaign": ("score", "60"),
    "mechanism": ("cases_closed", "33"),
    "training": ("attended", "3"),
    "plan": ("workers_to_cover", "100"),
}


@pytest.mark.parametrize("kind", CONTRADICTIONS)
def test_rows_that_contradict_each_other_are_all_rejected(county: County, kind: str) -> None:
    row, _values = GOOD[kind]
    column, other = CONTRADICTIONS[kind]
    county.told(**{kind: [row, row | {column: other}]})
    assert county.one(f"select count(*) from clean.{kind}") == 0
    assert account(county, kind) == (0, 2, 0)
    assert {(r[0], r[2], r[3]) for r in rejects(county, kind)} == {(column, "contradicts_other_row", "row")}


def test_every_kind_whose_rows_can_contradict_is_tested() -> None:
    alone = {"completeness"}  # all its columns are its key
    assert set(CONTRADICTIONS) | alone == set(KINDS)


def test_a_row_that_tells_more_of_the_same_completes_the_first(county: County) -> None:
    first = {"union_name": UNION, "held_on": "2026-03-18", "kind": "会员大会"}
    county.told(union_meeting=[first, first | {"participants": "86"}])
    assert county.rows("select participants, rows_told from clean.union_meeting") == [(86, 2)]
    assert county.one("select reason from clean.row_skip where source_kind = 'union_meeting'") == "completes_other_row"


UNKNOWN = [
    ("union_meeting", {"union_name": "没有的工会"}, "union_name", "union_not_in_ledger"),
    ("union_agreement", {"union_code": coded("81330822MC0000009")}, "union_name", "union_not_in_ledger"),
    ("survey", {"union_name": "没有的工会"}, "union_name", "union_not_in_ledger"),
    ("training", {"union_name": "没有的工会"}, "union_name", "union_not_in_ledger"),
    ("dues", {"credit_code": coded("91330822MA0000009")}, "name", "not_in_registry"),
    ("dispute", {"credit_code": coded("91330822MA0000009")}, "name", "not_in_registry"),
    ("incident", {"name": "没有的公司"}, "name", "not_in_registry"),
    ("welfare", {"township": "没有的镇"}, "township", "unknown_township"),
    ("plan", {"township": "没有的镇"}, "township", "unknown_township"),
    ("campaign", {"unit_name": "没有的单位"}, "unit_name", "unknown_unit"),
    ("mechanism", {"unit_name": "没有的单位"}, "unit_name", "unknown_unit"),
]


@pytest.mark.parametrize(("kind", "who", "column", "reason"), UNKNOWN)
def test_whom_nobody_knows_stays_unresolved_and_the_row_stays(
    county: County, kind: str, who: dict, column: str, reason: str
) -> None:
    county.told(**{kind: [GOOD[kind][0] | who]})
    ids = county.rows(f"select union_id, enterprise_id, township_name from clean.{events.table_of(kind)}")
    assert ids == [(None, None, None)]
    assert [(r[0], r[2], r[3]) for r in rejects(county, kind)] == [(column, reason, "cell")]
    assert account(county, kind) == (1, 0, 0)


def test_a_name_that_is_merely_alike_finds_nobody(county: County) -> None:
    county.told(union_meeting=[GOOD["union_meeting"][0] | {"union_name": "常山县甲轴承有限公司工会"}])
    assert county.one("select union_id from clean.union_meeting") is None


def test_a_code_and_a_name_of_two_unions_find_neither(county: County) -> None:
    other = coded("81330822MC0000001")
    county.told(
        f"insert into clean.union_key values ('{other}', 'U-{other}', 1)",
        training=[GOOD["training"][0] | {"union_code": other}],
    )
    assert county.one("select union_id from clean.training") is None
    assert [r[2] for r in rejects(county, "training")] == ["code_and_name_disagree"]


def test_a_payer_may_be_named_by_the_unions_code_in_either_column(county: County) -> None:
    row = GOOD["dues"][0]
    county.told(
        dues=[
            row | {"credit_code": UNION_CODE},
            row | {"credit_code": None, "union_code": UNION_CODE, "period": "2026-07"},
        ]
    )
    assert (
        county.rows("select subject_kind, union_id, enterprise_id from clean.dues") == [("union", UNION_ID, None)] * 2
    )


def test_a_unit_may_be_a_code_where_its_name_is_asked(county: County) -> None:
    row = GOOD["campaign"][0]
    county.told(campaign=[row | {"unit_name": FIRM}, row | {"unit_name": UNION_CODE}])
    assert set(county.rows("select enterprise_id, union_id from clean.campaign")) == {
        (ENTERPRISE_ID, None),
        (None, UNION_ID),
    }


# kind, what is changed in the good row, the column that is named, its value, the reason, what is lost
FAULTS = [
    ("union_meeting", {"union_name": None}, "union_name", None, "name_missing", "row"),
    ("union_meeting", {"held_on": "去年"}, "held_on", "去年", "not_a_date", "row"),
    ("union_meeting", {"held_on": "2027-01-01"}, "held_on", "2027-01-01", "date_in_future", "row"),
    ("union_meeting", {"held_on": None}, "held_on", None, "needed_cell_empty", "row"),
    ("union_meeting", {"kind": "聚餐"}, "kind", "聚餐", "unknown_word", "row"),
    ("union_meeting", {"participants": "很多"}, "participants", "很多", "not_a_count", "cell"),
    ("union_meeting", {"evidence_grade": "优"}, "evidence_grade", "优", "unknown_word", "cell"),
    ("union_agreement", {"kind": "房租"}, "kind", "房租", "unknown_word", "row"),
    ("union_agreement", {"signed_on": "2026-10-01"}, "signed_on", "2026-10-01", "date_in_future", "cell"),
    ("union_agreement", {"ends_on": "2025-01-31"}, "ends_on", "2025-01-31", "ends_before_start", "cell"),
    ("union_agreement", {"wage_raise_pct": "0.05"}, "wage_raise_pct", "0.05", "not_a_percentage", "cell"),
    ("dues", {"period": "2026"}, "period", "2026", "not_a_period", "row"),
    ("dues", {"period": "2026-10"}, "period", "2026-10", "date_in_future", "row"),
    ("dues", {"payroll_cny": "61万"}, "payroll_cny", "61万", "not_an_amount", "cell"),
    ("dues", {"payroll_cny": "-1"}, "payroll_cny", "-1", "not_an_amount", "cell"),
    ("dues", {"paid_cny": "5%"}, "paid_cny", "5%", "not_an_amount", "cell"),
    ("dues", {"payroll_cny": None, "paid_cny": None}, "payroll_cny", None, "needed_cell_empty", "row"),
    ("dues", {"credit_code": None}, "union_name", None, "name_missing", "row"),
    ("survey", {"satisfied": "21"}, "satisfied", "21", "part_exceeds_whole", "cell"),
    ("survey", {"surveyed_on": "6月"}, "surveyed_on", "6月", "not_a_date", "row"),
    ("dispute", {"opened_on": "1900-01-01"}, "opened_on", "1900-01-01", "not_a_date", "row"),
    ("dispute", {"closed_on": "2026-03-01"}, "closed_on", "2026-03-01", "ends_before_start", "cell"),
    ("dispute", {"union_took_part": "也许"}, "union_took_part", "也许", "unknown_word", "cell"),
    ("incident", {"opened_on": None}, "opened_on", None, "needed_cell_empty", "row"),
    ("welfare", {"period": "上一季"}, "period", "上一季", "not_a_period", "row"),
    ("welfare", {"mutual_aid_members": None, "visits": None}, "mutual_aid_members", None, "needed_cell_empty", "row"),
    ("campaign", {"status": "听说"}, "status", "听说", "unknown_word", "row"),
    ("campaign", {"year": "2027"}, "year", "2027", "date_in_future", "cell"),
    ("mechanism", {"mechanism": None}, "mechanism", None, "needed_cell_empty", "row"),
    ("mechanism", {"satisfied": "32"}, "satisfied", "32", "part_exceeds_whole", "cell"),
    ("training", {"course": None}, "course", None, "needed_cell_empty", "row"),
    ("plan", {"year": "明年"}, "year", "明年", "not_a_period", "row"),
    ("completeness", {"township": None}, "township", None, "needed_cell_empty", "row"),
    ("completeness", {"township": "不详"}, "township", None, "needed_cell_empty", "row"),
    ("completeness", {"township": "没有的镇"}, "township", "没有的镇", "unknown_township", "row"),
    ("completeness", {"kind": "天气"}, "kind", "天气", "unknown_word", "row"),
    ("completeness", {"ends_on": "2023-01-01"}, "ends_on", "2023-01-01", "ends_before_start", "row"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "change", "column", "value", "reason", "severity"), FAULTS)
def test_what_cannot_be_used_is_listed_with_its_reason(
    county: County, kind: str, change: dict, column: str, value: str | None, reason: str, severity: str
) -> None:
    county.told(**{kind: [GOOD[kind][0] | change]})
    assert rejects(county, kind) == [(column, value, reason, severity)]
    assert account(county, kind) == ((0, 1, 0) if severity == "row" else (1, 0, 0))
    if severity == "cell":
        assert county.one(f"select {column} from clean.{kind}") is None


def test_every_kind_has_a_row_that_is_rejected() -> None:
    assert {kind for kind, *_rest, severity in FAULTS if severity == "row"} == set(KINDS)


def test_a_refund_is_below_zero_and_a_row_of_its_own(county: County) -> None:
    row = GOOD["dues"][0]
    county.told(dues=[row, row | {"paid_on": "2026-09-20", "paid_cny": "-240.01"}])
    assert county.one("select sum(paid_cny) from clean.dues") == Decimal("12000.00")


def test_an_amount_under_a_header_in_ten_thousands_is_read_so(county: County) -> None:
    county.told(
        "insert into raw.sheet values (1, 'dues', '', 1, '{\"payroll_cny\": \"工资总额（万元）\"}', null, null, null)",
        dues=[GOOD["dues"][0] | {"payroll_cny": "61.2"}],
    )
    assert county.rows("select payroll_cny, paid_cny from clean.dues") == [(Decimal(612000), Decimal("12240.01"))]


def test_two_cases_of_one_day_are_told_apart_by_their_numbers(county: County) -> None:
    row = GOOD["dispute"][0]
    county.told(dispute=[row | {"case_number": "31号"}, row | {"case_number": "32号", "union_took_part": "否"}])
    assert account(county, "dispute") == (2, 0, 0)


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2026年8月", ("2026-08", date(2026, 8, 1), date(2026, 8, 31))),
        ("2026年上半年", ("2026-H1", date(2026, 1, 1), date(2026, 6, 30))),
        ("2025年下半年", ("2025-H2", date(2025, 7, 1), date(2025, 12, 31))),
        ("2025年四季度", ("2025-Q4", date(2025, 10, 1), date(2025, 12, 31))),
        ("2025年度", ("2025", date(2025, 1, 1), date(2025, 12, 31))),
    ],
)
def test_a_period_is_a_month_a_quarter_a_half_or_a_year(county: County, written: str, period: tuple) -> None:
    county.told(welfare=[GOOD["welfare"][0] | {"period": written}])
    assert county.rows("select period, period_start, period_end from clean.welfare") == [period]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_that_was_not_brought_has_its_table_with_the_same_columns(county: County, kind: str) -> None:
    county.told(**{kind: [GOOD[kind][0]]})
    described = f"describe clean.{events.table_of(kind)}"
    filled = county.rows(described)
    county.literal.connection.execute(events.empty_table(kind, events.event_kinds()[kind]))
    assert [column[:2] for column in county.rows(described)] == [column[:2] for column in filled]


def test_words_of_the_events_are_fields_of_the_vocabulary() -> None:
    fields = {
        f"{name}_{column}"
        for name, kind in events.event_kinds().items()
        for column, spec in kind.columns.items()
        if spec.type == "word"
    }
    assert fields <= set(load_vocabulary())


def test_a_declaration_may_name_every_kind_as_its_template_does(county: County) -> None:
    kinds = [name for name in load_spec().kinds if name not in ("boundary", "completeness")]
    rows = [GOOD["completeness"][0] | {"kind": load_spec().kinds[name].zh} for name in kinds]
    rows += [GOOD["completeness"][0] | {"kind": name, "township": "全县"} for name in kinds]
    county.told(completeness=rows)
    assert county.rows("select kind, count(*) from clean.completeness group by kind order by kind") == [
        (name, 2) for name in sorted(kinds)
    ]


def test_declarations_of_sheets_and_of_county_toml_stand_together(county: County) -> None:
    county.told(
        "insert into raw.completeness_setting values ('dues', '*', '2025-01-01', '2026-06-30'),"
        " ('dues', '辉埠乡', '2026-01-01', '2026-06-30')",
        completeness=[
            GOOD["completeness"][0],
            GOOD["completeness"][0] | {"kind": "工会经费", "township": "衢州市常山县"},
        ],
    )
    found = county.rows("select kind, township_name, ends_on, declared_in, row from clean.completeness order by all")
    assert found == [
        ("dues", "*", date(2026, 6, 30), "county.toml", None),
        ("dues", "*", date(2026, 9, 30), "completeness.csv", 3),
        ("dues", "辉埠镇", date(2026, 6, 30), "county.toml", None),
        ("union_meeting", "辉埠镇", date(2026, 9, 30), "completeness.csv", 2),
    ]
