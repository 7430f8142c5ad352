"""What the invented county lists twice is found; what it does not is seldom said to be listed twice."""

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from etl.demo import write_demo
from etl.pipeline import build
from etl.settings import Settings

SEEDS = (1, 2, 3)
ROWS = """
    select s.file, r.sheet, r.row, a.union_id as id
    from clean.union_again as a join clean.union_row as r using (row_key) join files as s using (file_id)
    union all
    select s.file, r.sheet, r.row, i.enterprise_id
    from clean.registry_identity as i join clean.registry_row as r using (row_key) join files as s using (file_id)
"""
AT = ["file", "sheet", "row"]
FALSE_AT_MOST = 0.2
"""Share of the pairs shown that are two: nearly all of them codes that one firm borrowed from another."""


@pytest.fixture(scope="module", params=SEEDS)
def judged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple:
    """The truth with both ids and whether the pair is one id already or found; the pairs that are shown and two."""
    folder = tmp_path_factory.mktemp("twice")
    write_demo(folder / "sources", folder / "truth", seed=request.param, enterprises=3_000)
    published = build(Settings(sources=folder / "sources", warehouse=folder / "builds"))
    lineage = published.warehouse.with_name(published.warehouse.name.replace("warehouse_", "lineage_", 1))
    with duckdb.connect(str(lineage), read_only=True) as connection:
        files = "with files as (select distinct file_id, file from raw.source_file)"
        rows = connection.execute(files + ROWS).df()
    with duckdb.connect(str(published.warehouse), read_only=True) as mart:
        shown = mart.execute("select first_id, second_id, rule from mart.duplicate").df()
    return _judged(folder / "truth", rows, shown)


def _judged(truth: Path, rows: pd.DataFrame, shown: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    other = rows.rename(columns={name: f"other_{name}" for name in rows})
    pairs = pd.read_parquet(truth / "truth_duplicate.parquet").merge(rows, on=AT)
    pairs = pairs.merge(other, on=[f"other_{name}" for name in AT])
    found = {frozenset(ids) for ids in zip(shown["first_id"], shown["second_id"], strict=True)}
    # of three rows that are one union a rule may name any two
    same = pairs.groupby(["other_file", "other_sheet", "other_row"])["id"].agg(set)
    members = [same[tuple(at)] for at in pairs[[f"other_{name}" for name in AT]].itertuples(index=False)]
    pairs["is_one_id"] = pairs["id"] == pairs["other_id"]
    pairs["is_found"] = [frozenset(ids) in found for ids in zip(pairs["id"], pairs["other_id"], strict=True)]
    true = {
        frozenset(pair)
        for ids, first in zip(members, pairs["other_id"], strict=True)
        for pair in ((one, two) for one in {*ids, first} for two in {*ids, first} if one < two)
    }
    false = shown[[frozenset(ids) not in true for ids in zip(shown["first_id"], shown["second_id"], strict=True)]]
    return pairs, false, len(shown)


def test_nearly_all_that_is_listed_twice_is_found_or_one_already(judged: tuple) -> None:
    pairs, _false, _shown = judged
    pairs["is_known"] = pairs["is_found"] | pairs["is_one_id"]
    recall = pairs.groupby(["kind", "how"])["is_known"].mean()
    assert len(recall) >= 8
    assert recall.min() >= 0.5, recall
    assert pairs["is_known"].mean() >= 0.9, recall


def test_few_that_are_two_are_said_to_be_one(judged: tuple) -> None:
    _pairs, false, shown = judged
    assert len(false) <= FALSE_AT_MOST * shown, false


def test_none_of_them_is_merged_by_machine(judged: tuple) -> None:
    pairs, _false, _shown = judged
    assert pairs["is_found"].sum() >= 10
    assert not pairs.loc[pairs["is_found"], "is_one_id"].any()
