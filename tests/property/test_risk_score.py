"""The formula of the risk score over drawn outcomes, by the real SQL: what may never happen when more becomes known."""

from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import sql
from etl.score.spec import INDICATORS, project_spec, write_spec
from tests.conftest import empty_build

UNKNOWN = ("unknown", None, 0.0)
KNOWN = [("pass", 0.0, 1.0), ("pass", 0.0, 0.5), ("partial", 0.4, 1.0), ("partial", 0.7, 1.0), ("fail", 1.0, 1.0)]
OUTCOMES = st.lists(
    st.sampled_from([UNKNOWN, ("not_applicable", None, 0.0), *KNOWN]),
    min_size=len(INDICATORS),
    max_size=len(INDICATORS),
)
WEIGHTS = {one.id: one.weight for one in project_spec().indicators}
Said = tuple[str, float | None, float]


@pytest.fixture(scope="module")
def score() -> Iterator[duckdb.DuckDBPyConnection]:
    """A build that holds the spec and two unions founded long ago, and no outcomes yet."""
    with empty_build() as connection:
        write_spec(connection)
        connection.execute("create table raw.build as select 'b' as build_id, date '2026-09-30' as as_of")
        connection.execute(
            "create table score.scored_union as select unnest(['before', 'after']) as union_id,"
            " date '2011-05-18' as established_on"
        )
        yield connection


def scores(connection: duckdb.DuckDBPyConnection, before: list[Said], after: list[Said]) -> tuple[tuple, tuple]:
    """(proven, worst, evidence share, band) of two unions with these outcomes."""
    rows = [
        (union, name, WEIGHTS[name], *said)
        for union, outcomes in (("before", before), ("after", after))
        for name, said in zip(INDICATORS, outcomes, strict=True)
    ]
    connection.execute(
        "create or replace table score.risk_indicator (union_id varchar, indicator varchar, weight double,"
        " outcome varchar, share_failed double, evidence_weight double)"
    )
    connection.executemany("insert into score.risk_indicator values (?, ?, ?, ?, ?, ?)", rows)
    sql.make_table(connection, "score", "risk_score")
    found = connection.execute("from score.risk_score order by union_id desc").fetchall()
    return found[0][1:], found[1][1:]


def changed(outcomes: list[Said], place: int, said: Said) -> list[Said]:
    return [*outcomes[:place], said, *outcomes[place + 1 :]]


@settings(max_examples=60, deadline=None)
@given(outcomes=OUTCOMES, place=st.integers(0, len(INDICATORS) - 1), said=st.sampled_from(KNOWN))
def test_what_becomes_known_never_raises_the_worst_score_nor_lowers_the_evidence(
    score: duckdb.DuckDBPyConnection, outcomes: list[Said], place: int, said: Said
) -> None:
    before, after = scores(score, changed(outcomes, place, UNKNOWN), changed(outcomes, place, said))
    assert after[1] <= before[1] + 1e-9
    assert after[2] >= before[2] - 1e-9


@settings(max_examples=60, deadline=None)
@given(outcomes=OUTCOMES, place=st.integers(0, len(INDICATORS) - 1), said=st.sampled_from(KNOWN[:2]))
def test_evidence_that_passes_never_raises_the_proven_score(
    score: duckdb.DuckDBPyConnection, outcomes: list[Said], place: int, said: Said
) -> None:
    before, after = scores(score, changed(outcomes, place, UNKNOWN), changed(outcomes, place, said))
    assert after[0] <= before[0] + 1e-9


@settings(max_examples=60, deadline=None)
@given(outcomes=OUTCOMES)
def test_scores_stay_in_their_bounds_and_bands_follow_them(
    score: duckdb.DuckDBPyConnection, outcomes: list[Said]
) -> None:
    (proven, worst, evidence, band), _same = scores(score, outcomes, outcomes)
    if evidence is None:
        assert {said[0] for said in outcomes} == {"not_applicable"}
        assert band == "to_verify"
        return
    assert 0 <= proven <= worst <= 100 + 1e-9
    assert 0 <= evidence <= 1
    if evidence < 0.6 or (proven < 30 and worst >= 60):
        assert band == "to_verify"
    else:
        assert band == ("normal" if proven < 30 else "watch" if proven < 60 else "suspected")


@settings(max_examples=40, deadline=None)
@given(outcomes=OUTCOMES, place=st.integers(0, len(INDICATORS) - 1))
def test_a_graver_failing_never_lowers_the_proven_score(
    score: duckdb.DuckDBPyConnection, outcomes: list[Said], place: int
) -> None:
    before, after = scores(score, changed(outcomes, place, KNOWN[2]), changed(outcomes, place, KNOWN[4]))
    assert after[0] >= before[0]
