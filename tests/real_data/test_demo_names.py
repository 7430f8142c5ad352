"""No invented name occurs in the real registry, and no invented village among the real ones."""

import csv
from pathlib import Path

import pytest

from etl.demo.geography import villages
from etl.demo.world import World, make_world
from tests.unit.test_demo import AS_OF

pytestmark = pytest.mark.real_data


@pytest.fixture(scope="module")
def real_names(shared_data: Path) -> list[str]:
    with (shared_data / "registry_quzhou.csv").open(encoding="utf-8-sig") as file:
        return [row["企业名称"] for row in csv.DictReader(file)]


@pytest.fixture(scope="module", params=[1, 2])
def county(request: pytest.FixtureRequest) -> World:
    return make_world(request.param, 12_000, None, AS_OF)


def test_no_invented_name_is_a_real_one(county: World, real_names: list[str]) -> None:
    real = {name.replace("（", "(").replace("）", ")") for name in real_names}
    invented = {*county.enterprises["name"], *county.enterprises["former_name"], *county.unions["host_name"]}
    assert len(real) > 1_000
    assert not {name.replace("（", "(").replace("）", ")") for name in invented} & real


def test_no_invented_trade_name_stands_in_a_real_name(county: World, real_names: list[str]) -> None:
    joined = "\n".join(real_names)
    invented = {*county.enterprises["trade"], *county.unions["trade"]}
    assert min(map(len, invented)) >= 2
    assert [trade for trade in invented if trade in joined] == []


def test_no_invented_village_is_a_real_one(shared_data: Path) -> None:
    with (shared_data / "villages_330822.csv").open(encoding="utf-8-sig") as file:
        real = {
            row["name"].removesuffix("村委会").removesuffix("居委会").removesuffix("社区")
            for row in csv.DictReader(file)
        }
    assert len(real) > 150
    assert not set(villages(1)["name"]) & real
