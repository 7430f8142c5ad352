"""What of the ledger's rows and cells is not used, and that it is told."""

import pytest

from tests.sql.conftest import LiteralCounty
from tests.sql.test_link import HONGDA, UNION, A, union

WHOLE = union(union_code=UNION, host_code=A, term_start="2026-05-01")


def test_a_row_that_does_not_count_is_told_with_why_and_where(literal_county: LiteralCounty) -> None:
    older = {**WHOLE, "term_start": "2021-05-01"}
    county = literal_county.run(enterprise_registry=[HONGDA], union_ledger=[older, WHOLE, dict(WHOLE)])
    assert county.rows("select union_id, row_again, term_start::varchar, source_row from mart.union_again") == [
        (f"U-{UNION}", "older_term", "2021-05-01", 2),
        (f"U-{UNION}", "identical_row", "2026-05-01", 3),
    ]


@pytest.mark.parametrize(
    ("written", "years"), [("5", 5), ("3年", 3), ("五年", 5), ("三", 3), ("四 年", 4), ("无", None), ("", None)]
)
def test_a_term_is_read_in_figures_and_in_words(literal_county: LiteralCounty, written: str, years: int | None) -> None:
    county = literal_county.run(enterprise_registry=[HONGDA], union_ledger=[{**WHOLE, "term_years": written}])
    assert county.one("select term_years from clean.union_fact") == years
    assert county.rows("select 1 from mart.reject where column_name = 'term_years'") == []


@pytest.mark.parametrize("written", ["五六年", "第五届", "长期", "2021-2026"])
def test_a_term_that_cannot_be_told_is_rejected_by_cell(literal_county: LiteralCounty, written: str) -> None:
    county = literal_county.run(enterprise_registry=[HONGDA], union_ledger=[{**WHOLE, "term_years": written}])
    assert county.one("select term_years from clean.union_fact") is None
    assert county.rows("select value, reason_code, severity from clean.reject where column_name = 'term_years'") == [
        (written, "not_a_term", "cell")
    ]
