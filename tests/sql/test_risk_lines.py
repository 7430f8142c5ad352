# ruff: noqa: E501  (rows of data stay on one line)
"""Bands, red lines, ladder, signals and what is declared complete, on one literal county."""

from datetime import date

import pytest

from etl.settings import CompletenessEntry, DuesSection
from tests.conftest import empty_build
from tests.sql.conftest import AS_OF, LiteralCounty, Rows, coded

GOOD = {
    "established_on": "2011-05-18", "approval_number": "常工组〔2011〕12号", "elected_on": "2023-05-10", "election_approval_number": "常工组〔2023〕8号",
    "members": "40", "employees": "42", "roster_members": "40", "female_members": "5", "chair_name": "李某", "chair_other_post": "", "term_start": "2023-05-18", "term_years": "5",
    "committee_size": "5", "has_audit_committee": "是", "has_own_account": "是", "account_managed_by_township": "否", "has_mediation": "是",
    "legal_person_certificate": "工法证字第990000001号", "union_code": "", "report_filed_on": "2026-01-10", "audit_reported_on": "2026-03-15", "verified_on": "2026-08-20", "verified_by": "组建员甲",
}  # fmt: skip
NOBODY = {
    "established_on": "2011-05-18",
    "approval_number": "",
    "election_approval_number": "",
    "members": "40",
    "employees": "100",
    "roster_members": "4",
    "chair_name": "",
    "chair_vacant_since": "2025-01-01",
    "term_start": "2018-01-01",
    "term_years": "5",
    "committee_size": "0",
    "has_audit_committee": "否",
    "has_own_account": "否",
    "account_managed_by_township": "否",
    "has_mediation": "否",
    "union_code": "",
    "report_filed_on": "",
    "audit_reported_on": "",
}
UNIONS: dict[str, tuple[str, dict[str, str], str]] = {
    "好": ("辉埠镇", GOOD, "存续"),
    "空": ("辉埠镇", NOBODY, "存续"),
    "新": ("辉埠镇", NOBODY | {"established_on": "2026-04-01"}, "存续"),
    "满半年": ("辉埠镇", NOBODY | {"established_on": "2026-03-30"}, "存续"),
    "僵": ("辉埠镇", NOBODY, "注销"),
    "没有声明": ("球川镇", NOBODY, "存续"),
    "只打勾": ("辉埠镇", NOBODY | {"has_audit_committee": "是", "committee_size": "5", "has_own_account": "是", "has_mediation": "是", "chair_name": "王某", "chair_vacant_since": "", "chair_other_post": "", "term_start": "2024-01-01", "report_filed_on": "2026-01-10", "audit_reported_on": "2026-03-15", "approval_number": "常工组〔2011〕9号", "election_approval_number": "常工组〔2024〕9号", "roster_members": "40", "employees": "42"}, "存续"),
    "好而缺材料": ("球川镇", {key: GOOD[key] for key in ("established_on", "members", "employees", "chair_name", "term_start", "term_years")}, "存续"),
    "延期": ("辉埠镇", NOBODY | {"deferral_number": "常工组〔2026〕3号", "deferral_until": "2026-12-31"}, "存续"),
    "逾期一年": ("辉埠镇", NOBODY | {"term_start": "2020-09-30"}, "存续"),
}  # fmt: skip
SILENT = [f"不报{number}" for number in range(1, 6)]
CHAIRS = [f"同主席{number}" for number in range(1, 6)]


def firm(name: str) -> str:
    return f"常山县{name}轴承有限公司"


def sources() -> dict[str, Rows]:
    unions = dict(UNIONS)
    unions |= {name: ("天马街道", NOBODY, "存续") for name in SILENT}
    unions |= {
        name: ("辉埠镇", GOOD | {"chair_name": "钱某", "chair_phone": "19900000001", "verified_on": ""}, "存续")
        for name in CHAIRS
    }
    codes = {name: coded(f"91330822MA{number:07d}") for number, name in enumerate(unions, start=1)}
    registry = [
        {
            "name": firm(name),
            "credit_code": codes[name],
            "status": status,
            "legal_representative": "李某" if name == "好" else "周某",
        }
        for name, (_place, _told, status) in unions.items()
    ]
    ledger = [
        {"union_name": f"{firm(name)}工会委员会", "host_code": codes[name], "township": place, "sheet": name} | told
        for name, (place, told, _status) in unions.items()
    ]
    good, ticked, chair = (f"{firm(name)}工会委员会" for name in ("好", "只打勾", CHAIRS[0]))
    kinds = (
        "会员大会",
        "职代会",
        "委员会会议",
        "委员会会议",
        "委员会会议",
        "委员会会议",
        "活动",
        "活动",
        "活动",
        "活动",
    )
    meetings = [
        {
            "union_name": good,
            "held_on": f"2026-0{1 + number % 9}-1{number % 9}",
            "kind": kind,
            "evidence_grade": "B",
            "participants": "30",
        }
        for number, kind in enumerate(kinds)
    ]
    meetings += [
        {"union_name": ticked, "held_on": f"2026-0{1 + number % 9}-1{number % 9}", "kind": kind, "evidence_grade": "D"}
        for number, kind in enumerate(kinds)
    ]
    meetings += [{"union_name": chair, "held_on": "2026-05-01", "kind": "会员大会", "evidence_grade": "C"}]
    agreement = {"union_name": good, "starts_on": "2026-01-01", "review_number": "常人社〔2026〕1号"}
    return {
        "enterprise_registry": registry,
        "union_ledger": ledger,
        "union_meeting": meetings,
        "union_agreement": [
            agreement | {"kind": "集体合同", "ends_on": "2028-12-31"},
            agreement | {"kind": "工资专项", "ends_on": "2026-12-31", "wage_raise_pct": "5"},
        ],
        "dues": [
            {"credit_code": codes[name], "period": f"2026-{month:02d}", "payroll_cny": "100000", "paid_cny": "2000"}
            for name in ("好", "好而缺材料")
            for month in range(1, 9)
        ],
        "dispute": [{"credit_code": codes["空"], "opened_on": "2026-04-02", "union_took_part": "否"}],
        "survey": [
            {
                "union_name": good,
                "surveyed_on": "2026-06-15",
                "sampled": "10",
                "aware": "9",
                "satisfied": "9",
                "surveyed_by": "县总工会",
            }
        ],
    }


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> LiteralCounty:
    with empty_build() as connection:
        literal = LiteralCounty(connection, tmp_path_factory.mktemp("lines"))
        declared = [
            CompletenessEntry(kind=kind, townships=["辉埠镇", "天马街道"], **{"from": date(2023, 10, 1)}, to=AS_OF)
            for kind in ("union_meeting", "union_agreement", "dues", "dispute")
        ]
        literal.county = literal.county.model_copy(
            update={"completeness": declared, "dues": DuesSection(collection_mode="full")}
        )
        yield literal.run(**sources())


def of(county: LiteralCounty, column: str, name: str) -> object:
    return county.one(f"select {column} from mart.\"union\" where union_name = '{firm(name)}工会委员会'")


def outcome(county: LiteralCounty, name: str, indicator: str) -> str:
    return county.one(
        f'select outcome from mart.risk_indicator join mart."union" using (union_id)'
        f" where union_name = '{firm(name)}工会委员会' and indicator = '{indicator}'"
    )


@pytest.mark.parametrize(
    ("name", "band"),
    [("好", "normal"), ("空", "suspected"), ("新", "exempt"), ("满半年", "suspected"), ("好而缺材料", "to_verify")],
)
def test_a_band_follows_from_age_evidence_and_score(county: LiteralCounty, name: str, band: str) -> None:
    assert of(county, "risk_band", name) == band


def test_ticks_everywhere_do_not_come_out_normal(county: LiteralCounty) -> None:
    assert of(county, "risk_band", "只打勾") != "normal"
    assert {outcome(county, "只打勾", one) for one in ("A1", "A2", "A4", "O3", "S3", "S4")} == {"unknown"}


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("好", []),
        ("空", ["chair_vacant", "term_overdue", "no_meetings_no_dues"]),
        ("僵", ["zombie", "chair_vacant", "term_overdue", "no_meetings_no_dues"]),
        ("没有声明", ["chair_vacant", "term_overdue"]),
        ("延期", ["chair_vacant", "no_meetings_no_dues"]),
        ("逾期一年", ["chair_vacant", "no_meetings_no_dues"]),
        ("只打勾", []),
    ],
)
def test_red_lines_stand_beside_the_score(county: LiteralCounty, name: str, lines: list[str]) -> None:
    assert of(county, "red_lines", name) == lines


def test_a_township_that_sent_no_file_has_no_union_accused_whatever_was_declared(county: LiteralCounty) -> None:
    for indicator in ("A1", "A2", "A3", "A4", "W1", "S2"):
        assert {outcome(county, name, indicator) for name in SILENT} == {"unknown"}


def test_nobody_is_accused_of_missing_meetings_where_nothing_was_declared(county: LiteralCounty) -> None:
    assert {outcome(county, "没有声明", one) for one in ("A1", "A2", "A3", "A4", "W1", "S1", "S2", "E2")} == {"unknown"}


@pytest.mark.parametrize(
    ("name", "ladder"), [("好", (3, 3)), ("空", (0, 0)), ("僵", (0, 0)), ("好而缺材料", (0, 3)), ("只打勾", (0, 1))]
)
def test_the_ladder_is_what_is_certain_and_what_is_possible(
    county: LiteralCounty, name: str, ladder: tuple[int, int]
) -> None:
    assert (of(county, "ladder_proven", name), of(county, "ladder_possible", name)) == ladder


def test_a_withdrawal_has_no_rank_and_the_likeliest_shell_is_first(county: LiteralCounty) -> None:
    assert of(county, "risk_rank", "僵") is None
    assert of(county, "risk_rank", "新") is None
    assert of(county, "risk_rank", "空") < of(county, "risk_rank", "好")
    assert len(of(county, "risk_reasons", "空")) == 3
    assert of(county, "risk_reasons", "好") == []


def test_one_chair_of_five_unions_is_a_signal_and_is_worth_a_tick(county: LiteralCounty) -> None:
    found = county.rows(
        "select signal, unions, len(union_ids), lowers from mart.risk_signal where signal in ('same_chair', 'same_phone') order by 1"
    )
    assert found == [("same_chair", 5, 5, ["O2"]), ("same_phone", 5, 5, ["O2"])]
    assert {outcome(county, name, "O2") for name in CHAIRS} == {"unknown"}
    assert "1990000" not in str(county.rows("select group_key from mart.risk_signal"))


def test_a_chair_with_the_representatives_name_is_told_and_never_counted(county: LiteralCounty) -> None:
    found = county.rows("select unions from mart.risk_signal where signal = 'chair_is_legal_representative'")
    assert found == [(1,)]
    assert outcome(county, "好", "O2") == "pass"


def test_evidence_leads_to_rows_and_names_nobody(county: LiteralCounty) -> None:
    rows = county.rows("select indicator, source_kind, sheet, row, value from mart.risk_evidence")
    assert {kind for _one, kind, *_rest in rows} == {
        "union_ledger",
        "union_meeting",
        "union_agreement",
        "dues",
        "survey",
        "dispute",
    }
    assert not [value for *_at, value in rows if value and ("李某" in value or "19900000001" in value)]


def test_effective_coverage_counts_larger_enterprises_by_their_unions_step(county: LiteralCounty) -> None:
    assert county.one("select count(*) from mart.risk_month where unions > 0") == 3
    assert county.one("select sum(alive_proven) from mart.risk_month") == 1
    assert county.rows(
        "select distinct organised >= running_possible and running_possible >= running_proven and running_proven >= alive_proven from mart.township"
    ) == [(True,)]


def test_no_verdict_is_an_input_of_the_score(county: LiteralCounty) -> None:
    assert (
        county.rows("select 1 from duckdb_columns() where schema_name = 'score' and column_name ilike '%verdict%'")
        == []
    )


def test_a_preparatory_group_or_a_federation_has_no_score(build_connection, tmp_path) -> None:
    literal = LiteralCounty(build_connection, tmp_path)
    names = ("甲厂工会筹备组", "常山县辉埠镇工会联合会", "乙厂一车间工会小组")
    literal.run(union_ledger=[{"union_name": name, "township": "辉埠镇", "members": "30"} for name in names])
    assert literal.rows('select distinct risk_band, ladder_proven, score_proven from mart."union"') == [
        (None, None, None)
    ]
    assert literal.one("select count(*) from mart.risk_indicator") == 0
