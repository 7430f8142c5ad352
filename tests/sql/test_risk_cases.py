"""The worked cases of the risk score, by the real SQL; and that they stand on both sides of every threshold."""

import pytest

from tests.conftest import empty_build
from tests.sql.conftest import LiteralCounty
from tests.sql.risk_cases import MODES, Case, completeness, load_cases, sources

CASES = load_cases()
Found = dict[tuple[str, str], tuple]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """(union's name, indicator) → outcome, share failed, grade; one county a way of collecting dues."""
    outcomes: Found = {}
    for mode, dues in MODES.items():
        cases = [case for case in CASES if case.told.get("收缴", "全额") == mode]
        with empty_build() as connection:
            county = LiteralCounty(connection, tmp_path_factory.mktemp("cases"))
            county.county = county.county.model_copy(update={"completeness": completeness(), "dues": dues})
            county.run(**sources(cases))
            for name, indicator, *rest in county.rows(
                'select u.union_name, r.indicator, r.outcome, r.share_failed, r.evidence_grade from mart."union" as u'
                " join mart.risk_indicator as r using (union_id)"
            ):
                outcomes[name, indicator] = tuple(rest)
    return outcomes


@pytest.mark.parametrize("case", CASES, ids=[f"{case.indicator} {case.told['例']}" for case in CASES])
def test_a_worked_case_comes_out_as_it_says(found: Found, case: Case) -> None:
    outcome, share, grade = found[case.union, case.indicator]
    assert (outcome, share) == (case.outcome, case.share)
    if case.grade:
        assert grade == case.grade


def test_every_indicator_has_a_case_that_passes_or_is_told_one_that_fails_and_one_unknown() -> None:
    outcomes: dict[str, set[str]] = {}
    for case in CASES:
        outcomes.setdefault(case.indicator, set()).add(case.outcome)
    assert len(outcomes) == 21
    assert [one for one, seen in outcomes.items() if "unknown" not in seen or not seen & {"fail", "partial"}] == []
    assert [one for one, seen in outcomes.items() if "pass" not in seen] == []


def test_cases_of_one_county_are_unions_of_their_own() -> None:
    assert len({case.union for case in CASES}) == len({case.code for case in CASES}) == len(CASES)


def test_every_case_says_its_result_in_known_words() -> None:
    assert {case.outcome for case in CASES} == {"pass", "partial", "fail", "unknown", "not_applicable"}
