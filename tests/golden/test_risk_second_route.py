"""The score's SQL against plain Python over the clean tables: the same for every union and indicator of the demo."""

from collections.abc import Iterator

import duckdb
import pytest

from etl.pipeline import build
from etl.publish.folder import build_id_of, lineage_file
from etl.settings import PROJECT, Settings
from tests.conftest import Demo
from tests.golden.risk_by_hand import County, Outcome, Rules, outcomes, read_county

FOUND = "select union_id, indicator, outcome, share_failed, evidence_weight from score.risk_indicator"


@pytest.fixture(scope="module", params=["full", "unset"])
def lineage(request: pytest.FixtureRequest, demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    """The demo built with dues collected in full, and with the way of collection not set."""
    folder = tmp_path_factory.mktemp("risk")
    area = (PROJECT / "data" / "county.toml").read_text("utf-8").replace('"unset"', f'"{request.param}"')
    (folder / "county.toml").write_text(area, "utf-8")
    settings = Settings(sources=demo.sources, warehouse=folder / "builds", area=folder / "county.toml")
    warehouse = build(settings).warehouse
    with duckdb.connect(str(lineage_file(warehouse.parent, build_id_of(warehouse))), read_only=True) as connection:
        yield connection


def by_sql(lineage: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], Outcome]:
    return {(union, name): Outcome(*rest) for union, name, *rest in lineage.execute(FOUND).fetchall()}


def test_every_union_and_indicator_comes_out_the_same(lineage: duckdb.DuckDBPyConnection) -> None:
    county: County = read_county(lineage)
    expected, found = outcomes(county, Rules()), by_sql(lineage)
    assert found.keys() == expected.keys()
    assert len({union for union, _name in found}) > 80
    different = {key: (found[key], expected[key]) for key in found if found[key] != expected[key]}
    assert different == {}


def test_the_demo_shows_every_outcome(lineage: duckdb.DuckDBPyConnection) -> None:
    seen = {one.outcome for one in by_sql(lineage).values()}
    assert seen == {"pass", "partial", "fail", "unknown", "not_applicable"}


def test_scores_can_be_added_up_again(lineage: duckdb.DuckDBPyConnection) -> None:
    """A sum that anybody can re-add, from the rows and the weights alone."""
    weights, rows = Rules().weight, by_sql(lineage)
    scores = lineage.execute("select union_id, score_proven, score_worst, evidence_share from score.risk_score")
    for union, proven, worst, evidence in scores.fetchall():
        mine = [(weights[name], rows[union, name]) for name in weights if rows[union, name].outcome != "not_applicable"]
        whole = sum(weight for weight, _one in mine)
        failed = sum(weight * one.weight * (one.share or 0) for weight, one in mine)
        known = sum(weight * one.weight for weight, one in mine)
        assert proven == pytest.approx(100 * failed / whole)
        assert worst == pytest.approx(100 * (failed + whole - known) / whole)
        assert evidence == pytest.approx(known / whole)


def test_nobody_is_suspected_on_little_evidence(lineage: duckdb.DuckDBPyConnection) -> None:
    suspected = "select count(*), min(evidence_share) from score.risk_score where risk_band = 'suspected'"
    [(count, least)] = lineage.execute(suspected).fetchall()
    assert (count > 0, least >= 0.6) == (True, True)
