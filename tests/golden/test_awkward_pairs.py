"""Awkward pairs of invented names, judged by hand: what counts, what a person decides, what nobody should be shown."""

import pytest

from tests.conftest import empty_build
from tests.golden.awkward import KINDS, OUTCOMES, Pair, cases
from tests.sql.conftest import LiteralCounty

PAIRS = [pair for case in cases() for pair in case.pairs]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """(union_id, enterprise_id) → counted or candidate, of one county that holds every case."""
    with empty_build() as connection:
        county = LiteralCounty(connection, tmp_path_factory.mktemp("awkward"))
        county.run(**{kind: [row for case in cases() for row in case.rows[kind]] for kind in KINDS})
        candidates = county.rows("select union_id, enterprise_id from link.candidate")
        counted = county.rows("select union_id, enterprise_id from link.union_enterprise where is_current")
    return dict.fromkeys(candidates, "candidate") | dict.fromkeys(counted, "counted")


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"case_{pair.case:03d}")
def test_an_awkward_pair_comes_out_as_a_person_judged_it(found: dict[tuple[str, str], str], pair: Pair) -> None:
    outcome = found.get((pair.union_id, pair.enterprise_id), "nothing")
    assert outcome == pair.expected, f"{pair.group}：{pair.union_name} — {pair.enterprise_name}：{pair.why}"


def test_nothing_counts_that_nobody_wrote_down(found: dict[tuple[str, str], str]) -> None:
    expected = {(pair.union_id, pair.enterprise_id) for pair in PAIRS if pair.expected == "counted"}
    assert {pair for pair, outcome in found.items() if outcome == "counted"} - expected == set()


def test_cases_do_not_disturb_one_another(found: dict[tuple[str, str], str]) -> None:
    """Names of different cases share no trade name: a pair across cases would make one case judge another."""
    known = {(pair.union_id, pair.enterprise_id) for pair in PAIRS}
    assert set(found) - known == set()


def test_there_are_at_least_120_pairs_of_every_outcome() -> None:
    assert len({(pair.union_id, pair.enterprise_id) for pair in PAIRS}) >= 120
    assert {pair.expected for pair in PAIRS} == set(OUTCOMES.values())
