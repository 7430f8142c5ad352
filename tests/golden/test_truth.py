# ruff: noqa: E501  (rows of data stay on one line)
"""Against the truth of the invented county: no link is counted wrongly, over five seeds."""

from pathlib import Path

import duckdb
import pytest

from etl.demo import write_demo
from etl.pipeline import build
from etl.settings import Settings
from tests.golden.truth import compare

SEEDS = (1, 2, 3, 4, 5)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_no_link_is_counted_wrongly(seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources, truth = tmp_path / "sources", tmp_path / "truth"
    write_demo(sources, truth, seed=seed, enterprises=1_200)
    published = build(Settings(sources=sources, warehouse=tmp_path / "builds"))
    with duckdb.connect(str(published.warehouse), read_only=True) as mart:
        compared = compare(mart, truth)
    shares = {"link recall": compared.recall, "places found": compared.placed / compared.placeable}
    with capsys.disabled():
        print(
            f"\nseed {seed}: {compared.counted} links counted, {len(compared.wrong)} wrongly; recall {compared.recall:.3f} of"
            f" those a certain rule can find; {shares['places found']:.3f} of the addresses that tell their township placed"
        )
    assert compared.wrong.empty, compared.wrong
    assert compared.placed_wrong.empty, compared.placed_wrong
    assert shares["link recall"] >= 0.99
    assert shares["places found"] >= 0.97
