"""The invented county: the same seed gives the same files; sizes, shares and shapes are believable."""

import hashlib
import json
import time
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from etl.demo import write_demo
from etl.demo.geography import TOWNSHIPS, ZONES, feature_collection, township_polygons, zone_polygons
from etl.demo.unions import legal_and_active
from etl.demo.world import World, make_world
from etl.errors import InputError

AS_OF = date(2026, 9, 30)


@pytest.fixture(scope="module")
def county() -> World:
    return make_world(1, 12_000, None, AS_OF)


@pytest.fixture(scope="module")
def larger(county: World) -> pd.DataFrame:
    firms = county.enterprises
    chosen = legal_and_active(firms) & ((firms["headcount"] >= 25) | firms["above_scale"]).to_numpy()
    return firms[chosen]


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_demo(tmp_path / name / "sources", tmp_path / name / "truth", seed=3, enterprises=400)
    assert digests(tmp_path / "a" / "sources") == digests(tmp_path / "b" / "sources")
    assert digests(tmp_path / "a" / "truth") == digests(tmp_path / "b" / "truth")


def test_another_seed_is_another_county(tmp_path: Path) -> None:
    first, second = (make_world(seed, 300, None, AS_OF).enterprises for seed in (1, 2))
    assert not set(first["name"]) & set(second["name"])
    assert not set(first["credit_code"]) & set(second["credit_code"])


def test_a_small_county_can_be_written(tmp_path: Path) -> None:
    counted = write_demo(tmp_path / "sources", tmp_path / "truth", enterprises=50)
    assert counted["enterprises"] == 50


def test_a_county_of_fewer_than_fifty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least 50"):
        write_demo(tmp_path / "sources", tmp_path / "truth", enterprises=49)


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "台账.xlsx").write_text("somebody's work", "utf-8")
    with pytest.raises(InputError):
        write_demo(tmp_path, tmp_path / "truth", enterprises=50)
    assert (tmp_path / "台账.xlsx").read_text("utf-8") == "somebody's work"


def test_an_earlier_demo_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "sources"
    write_demo(out, tmp_path / "truth", enterprises=50, as_of=date(2026, 8, 31))
    write_demo(out, tmp_path / "truth", enterprises=60)
    assert not list(out.glob("*20260831.csv"))
    assert json.loads((out / "演示数据.json").read_text("utf-8"))["enterprises"] == 60


def test_the_number_of_rows_is_what_was_asked_for(tmp_path: Path) -> None:
    counted = write_demo(tmp_path / "sources", tmp_path / "truth", enterprises=3_000, unions=300, headcount_rows=6_000)
    truth = pd.read_parquet(tmp_path / "truth" / "truth_enterprise.parquet")
    assert (~truth["is_repeat"]).sum() == 3_000
    assert counted["unions"] == 300
    assert counted["headcount_rows"] == 6_000


@pytest.mark.slow
def test_a_bench_county_takes_less_than_fifteen_seconds(tmp_path: Path) -> None:
    begun = time.process_time()
    write_demo(tmp_path / "sources", tmp_path / "truth", enterprises=30_000, unions=3_000, headcount_rows=60_000)
    assert time.process_time() - begun < 15
    kinds = {path.suffix for path in (tmp_path / "sources").iterdir() if path.stat().st_size > 100_000}
    assert kinds == {".csv"}


def test_names_and_codes_are_unique(county: World) -> None:
    assert county.enterprises["name"].is_unique
    assert county.enterprises["credit_code"].is_unique
    assert county.unions["true_name"].is_unique


def test_three_to_four_in_a_hundred_are_larger(county: World, larger: pd.DataFrame) -> None:
    share = (county.enterprises["headcount"] >= 25).mean()
    assert 0.03 <= share <= 0.04
    assert 330 <= len(larger) <= 480
    assert 2 <= (county.enterprises["headcount"] >= 1_000).sum() <= 20


def test_some_above_scale_are_small_and_some_large_are_not_above_scale(county: World) -> None:
    firms = county.enterprises
    assert firms["above_scale"].sum() == 130
    assert (firms["above_scale"] & (firms["headcount"] < 25)).sum() >= 5
    assert (~firms["above_scale"] & (firms["headcount"] >= 100)).sum() >= 10


def test_sizes_straddle_the_threshold(county: World) -> None:
    counts = county.enterprises["headcount"].value_counts()
    assert all(counts.get(size, 0) >= 5 for size in (24, 25, 26))


def test_sections_a_to_s_occur(county: World) -> None:
    assert set(county.enterprises["section"]) == set("ABCDEFGHIJKLMNOPQRS")


def test_founding_dates_and_ends_are_in_order(county: World) -> None:
    firms = county.enterprises
    assert firms["established_on"].min() >= pd.Timestamp(1985, 1, 1)
    assert firms["established_on"].max() < pd.Timestamp(AS_OF)
    assert (firms["closed_on"].dropna() >= firms["established_on"][firms["closed_on"].notna()]).all()


def test_every_union_type_occurs_and_most_are_own(county: World) -> None:
    shares = county.unions["union_type"].value_counts(normalize=True)
    assert len(county.unions) == 900
    assert 0.6 <= shares["own"] <= 0.7
    assert set(shares.index) == {
        "own", "joint", "federation", "work_committee", "branch_union", "group", "preparatory", "other",
    }  # fmt: skip


def test_coverage_is_believable_and_differs_by_township(county: World, larger: pd.DataFrame) -> None:
    unions, coverage = county.unions, county.coverage
    hosts = unions.loc[(unions["union_type"] == "own") & (unions["status"] == "active"), "host"]
    covered = larger["entity"].isin(hosts) | larger["entity"].isin(
        coverage.loc[coverage["covered_to"].isna(), "entity"]
    )
    by_place = covered.groupby(larger["township"]).agg(["mean", "size"])
    ranked = by_place[by_place["size"] >= 10]["mean"]
    assert 0.60 <= covered.mean() <= 0.75
    assert ranked.max() - ranked.min() >= 0.3
    assert (by_place["size"] < 10).any()


def test_an_absent_host_is_a_near_copy_and_in_no_registry(county: World) -> None:
    absent = county.unions[county.unions["host_kind"] == "absent"]
    assert len(absent) >= 20
    assert not set(absent["host_name"]) & set(county.enterprises["name"])


def test_townships_fill_the_outline_without_gap_or_overlap() -> None:
    shapes = list(township_polygons().values())
    assert shapely.coverage_is_valid(shapes)
    assert shapely.union_all(shapes).geom_type == "Polygon"
    assert all(shape.is_valid for shape in [*shapes, *zone_polygons().values()])


def test_points_lie_in_their_township(county: World) -> None:
    shapes = list(township_polygons().values())
    inside = county.enterprises[county.enterprises["in_area"]]
    held = shapely.contains_xy(np.array(shapes)[inside["township"]], inside["lon"], inside["lat"])
    assert held.all()


def test_points_of_parks_lie_in_their_zone(county: World) -> None:
    shapes = list(zone_polygons().values())
    parked = county.enterprises[county.enterprises["park"].between(0, len(ZONES) - 1)]
    held = shapely.contains_xy(np.array(shapes)[parked["park"]], parked["lon"], parked["lat"])
    assert held.mean() > 0.95


def test_every_shape_says_that_it_is_schematic() -> None:
    collection = feature_collection(AS_OF)
    assert collection["schematic"] is True
    assert len(collection["features"]) == len(TOWNSHIPS) + len(ZONES)
    assert all(feature["properties"]["schematic"] is True for feature in collection["features"])
