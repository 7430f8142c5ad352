"""A collective agreement of a joint union or a federation is one of the unions whose employers it covers today."""

from datetime import date

import pytest

from etl.settings import CompletenessEntry
from tests.conftest import empty_build
from tests.sql.conftest import AS_OF, LiteralCounty, coded
from tests.sql.test_link import union

FIRMS = {name: coded(f"91330822MA{number:07d}") for number, name in enumerate("甲乙丙丁戊", start=1)}
"""甲 is covered by the joint union, 乙 by the federation, 丙 has left it, 丁 by nobody, 戊 by one without agreement."""
JOINT, FEDERATION, SILENT = "辉埠镇轴承行业联合工会", "辉埠镇工会联合会", "辉埠镇轧钢行业联合工会"
COVERED = {"甲": JOINT, "乙": FEDERATION, "丙": FEDERATION, "戊": SILENT}


def firm(name: str) -> str:
    return f"常山县{name}厂轴承有限公司"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> LiteralCounty:
    ledger = [
        union(union_name=f"{firm(name)}工会委员会", host_code=code, host_name=firm(name))
        for name, code in FIRMS.items()
    ]
    ledger += [
        {"union_name": name, "union_type": kind, "township": "辉埠镇"}
        for name, kind in ((JOINT, "联合基层工会"), (SILENT, "联合基层工会"), (FEDERATION, "工会联合会"))
    ]
    agreement = {"starts_on": "2026-01-01", "ends_on": "2028-12-31", "review_number": "常人社〔2026〕1号"}
    with empty_build() as connection:
        literal = LiteralCounty(connection, tmp_path_factory.mktemp("regional"))
        declared = CompletenessEntry(kind="union_agreement", townships=["*"], **{"from": date(2020, 1, 1)}, to=AS_OF)
        literal.county = literal.county.model_copy(update={"completeness": [declared]})
        yield literal.run(
            enterprise_registry=[
                {"name": firm(name), "credit_code": code, "registered_address": "常山县辉埠镇", "status": "存续"}
                for name, code in FIRMS.items()
            ],
            union_ledger=ledger,
            union_coverage=[
                {"union_name": COVERED[name], "host_code": FIRMS[name]}
                | ({"covered_to": "2026-06-30"} if name == "丙" else {})
                for name in COVERED
            ],
            union_agreement=[
                agreement | {"union_name": JOINT, "kind": "集体合同"},
                agreement | {"union_name": FEDERATION, "kind": "集体合同"},
                agreement | {"union_name": JOINT, "kind": "工资专项", "wage_raise_pct": "5"},
            ],
        )


def outcome(county: LiteralCounty, name: str, indicator: str) -> tuple:
    [found] = county.rows(
        'select outcome, evidence_grade from mart.risk_indicator join mart."union" using (union_id)'
        f" where union_name = '{firm(name)}工会委员会' and indicator = '{indicator}'"
    )
    return found


@pytest.mark.parametrize(
    ("name", "outcome_of_s2"),
    [("甲", ("pass", "A")), ("乙", ("pass", "A")), ("丙", ("fail", "B")), ("丁", ("fail", "B")), ("戊", ("fail", "B"))],
)
def test_who_is_covered_today_has_the_regional_agreement(
    county: LiteralCounty, name: str, outcome_of_s2: tuple
) -> None:
    assert outcome(county, name, "S2") == outcome_of_s2


def test_a_regional_agreement_about_wages_is_no_figure_of_a_member(county: LiteralCounty) -> None:
    assert outcome(county, "甲", "E2") == ("fail", "B")


def test_the_row_of_the_regional_agreement_is_the_evidence(county: LiteralCounty) -> None:
    [(kind, row, grade)] = county.rows(
        'select source_kind, row, grade from mart.risk_evidence join mart."union" using (union_id)'
        f" where union_name = '{firm('乙')}工会委员会' and indicator = 'S2'"
    )
    assert (kind, row, grade) == ("union_agreement", 3, "A")
