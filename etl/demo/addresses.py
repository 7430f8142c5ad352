"""Where the invented enterprises are: township, village, park, how the address is written, point."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from etl.demo.geography import TOWNSHIPS, ZONES, zone_points
from etl.demo.streams import Texts, pick, pick_weighted, some_of, stream, texts
from etl.demo.words import OUTSIDE_PLACES, PARKS, ROADS

OUTSIDE = -1
"""Township index of an enterprise that lies outside the county."""

FORMS = (("current", 0.835), ("former", 0.045), ("stem", 0.030), ("village", 0.070), ("neither", 0.020))
"""How an address that is in no park names its place, with shares."""

# 园区 → 可能所在乡镇（序号）及比重；前两个园区有边界，后两个只有名字。
_PARK_TOWNSHIPS = {0: {1: 0.8, 7: 0.2}, 1: {7: 1.0}, 2: {2: 0.6, 5: 0.4}, 3: {5: 0.5, 6: 0.5}}

_NAMES = texts([place.name for place in TOWNSHIPS])
_FORMER = texts([place.former for place in TOWNSHIPS])
_CENTRES = texts(["新区" if place.kind == "街道" else "集镇" for place in TOWNSHIPS])
_STEMS = texts([place.name.removesuffix(place.kind) for place in TOWNSHIPS])


def township_names(index: np.ndarray) -> Texts:
    """Names of the townships; the empty string outside the county."""
    return np.where(index == OUTSIDE, "", _NAMES[index])


def settle(seed: int, size: int, industrial: np.ndarray, villages: pd.DataFrame) -> pd.DataFrame:
    """One row per enterprise: township, village, park (-1: none), form, has_business, and registered_…."""
    rng = stream(seed, "addresses")
    weights = np.array([place.weight for place in TOWNSHIPS])
    frame = pd.DataFrame({"township": rng.choice(len(TOWNSHIPS), size, p=weights / weights.sum())})
    frame["park"] = _parks(rng, frame["township"].to_numpy(), industrial)
    frame["village"] = _village_of(rng, frame["township"].to_numpy(), villages)
    frame["form"] = _forms(rng, frame["township"].to_numpy(), frame["park"].to_numpy())
    moved = some_of(rng, frame["park"].to_numpy() < 0, 0.06)
    elsewhere = rng.choice(len(TOWNSHIPS), size, p=weights / weights.sum())
    frame["registered_township"] = np.where(moved, elsewhere, frame["township"])
    frame["registered_village"] = np.where(
        moved, _village_of(rng, frame["registered_township"].to_numpy(), villages), frame["village"]
    )
    # 搬走的写清现在的乡镇，不然谁也看不出它搬过。
    frame.loc[moved, "form"] = "current"
    frame["registered_form"] = frame["form"]
    frame["has_business"] = moved | (rng.random(size) < 0.26)
    outside = some_of(rng, ~moved & (frame["park"].to_numpy() < 0), 0.008)
    frame.loc[outside, ["township", "registered_township"]] = OUTSIDE
    frame.loc[outside, ["form", "registered_form"]] = "outside"
    return frame


def _parks(rng: np.random.Generator, township: np.ndarray, industrial: np.ndarray) -> np.ndarray:
    park = np.full(len(township), -1)
    for index, places in _PARK_TOWNSHIPS.items():
        for place, weight in places.items():
            chance = np.where(industrial, 0.55, 0.05) * weight * (0.45 if index > 1 else 0.7)
            park = np.where((township == place) & (rng.random(len(township)) < chance), index, park)
    return park


def _village_of(rng: np.random.Generator, township: np.ndarray, villages: pd.DataFrame) -> np.ndarray:
    first = villages["township"].searchsorted(np.arange(len(TOWNSHIPS)))
    counts = np.array([place.villages for place in TOWNSHIPS])
    return first[township] + (rng.random(len(township)) * counts[township]).astype(int)


def _forms(rng: np.random.Generator, township: np.ndarray, park: np.ndarray) -> Texts:
    form = pick_weighted(rng, FORMS, len(township))
    form = np.where((form == "former") & (_FORMER[township] == ""), "stem", form)
    in_park = park >= 0
    return np.where(in_park, np.where(rng.random(len(township)) < 0.35, "park_and_township", "park"), form)


def _county(rng: np.random.Generator, size: int) -> Texts:
    return pick_weighted(
        rng, (("浙江省衢州市常山县", 0.42), ("常山县", 0.36), ("浙江省常山县", 0.20), ("常山", 0.02)), size
    )


def write_addresses(
    rng: np.random.Generator,
    township: np.ndarray,
    village: np.ndarray,
    park: np.ndarray,
    form: Texts,
    villages: pd.DataFrame,
) -> Texts:
    """The address of each row as a careful clerk would write it, in the form given."""
    size = len(form)
    road = pick(rng, ROADS, size)
    number = rng.integers(1, 400, size).astype(str).astype(object) + "号"
    hamlet, area = villages["spoken"].to_numpy(object)[village], texts([*PARKS, ""])[park]
    spot = np.where(rng.random(size) < 0.5, road, hamlet) + number
    county, name, stem = _county(rng, size), _NAMES[township], _STEMS[township]
    written: dict[str, Callable[[np.ndarray], Texts]] = {
        "current": lambda at: county[at] + name[at] + spot[at],
        "former": lambda at: county[at] + _FORMER[township[at]] + hamlet[at] + number[at],
        "stem": lambda at: (
            county[at] + stem[at] + np.where(at % 3 == 0, hamlet[at], _CENTRES[township[at]]) + number[at]
        ),
        "village": lambda at: county[at] + hamlet[at] + number[at],
        "neither": lambda at: county[at] + road[at] + number[at],
        "park": lambda at: county[at] + area[at] + number[at],
        "park_and_township": lambda at: county[at] + name[at] + area[at] + number[at],
        "outside": lambda at: pick(rng, OUTSIDE_PLACES, len(at)) + road[at] + number[at],
    }
    result = np.full(size, "", dtype=object)
    for key, make in written.items():
        rows = np.flatnonzero(form == key)
        result[rows] = make(rows)
    return result


def points(seed: int, places: pd.DataFrame, villages: pd.DataFrame) -> pd.DataFrame:
    """WGS84 lon and lat of each: near its village, or inside its park and township; NaN outside the county."""
    rng = stream(seed, "points")
    size, village = len(places), places["village"].to_numpy()
    near = villages[["lon", "lat"]].to_numpy()[village] + rng.uniform(-0.003, 0.003, (size, 2))
    park = places["park"].to_numpy()
    inside = zone_points(rng, np.where(park < len(ZONES), park, -1), places["township"].to_numpy())
    found = np.where(np.isnan(inside), near, inside)
    found[places["township"].to_numpy() == OUTSIDE] = np.nan
    return pd.DataFrame({"lon": found[:, 0], "lat": found[:, 1]})
