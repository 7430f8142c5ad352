"""The invented registry of the bench: enterprises with the look-alikes that a real county's registry is full of.

Chains bear one trade name in several industries and townships; twins are one character apart and both real; others
bear one name under another place; banks and firms have branches; factories are numbered.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from benchmarks.linking.names import Name, compact
from etl.demo import codes
from etl.demo.addresses import write_addresses
from etl.demo.geography import TOWNSHIPS, villages
from etl.demo.industries import INDUSTRIES
from etl.demo.streams import Texts, iso, pick, pick_weighted, stream, texts
from etl.demo.trade_names import trade_names
from etl.demo.words import PLACE_PREFIXES, PLAIN, RARE, SURNAMES

COLUMNS = [
    "enterprise_id",
    "name",
    "credit_code",
    "registered_address",
    "township_name",
    "legal_representative",
    "headcount",
    "established_on",
    "former_names",
]

FORMS = (
    ("有限公司", 0.80),
    ("有限责任公司", 0.08),
    ("股份有限公司", 0.03),
    ("厂", 0.05),
    ("经营部", 0.03),
    ("集团有限公司", 0.01),
)
FAMILIES = (
    ("alone", 0.62),
    ("chain", 0.24),
    ("twin", 0.05),
    ("other_place", 0.04),
    ("branches", 0.04),
    ("numbered", 0.01),
)
"""What a trade name is the trade name of, by share of trade names."""
BANK = "农村商业银行"
TODAY = np.datetime64("2026-09-30")
STEMS = tuple(place.name.removesuffix(place.kind) for place in TOWNSHIPS)
OTHER_PLACES = ("江山市", "开化县", "衢州市柯城区", "龙游县", "杭州", "金华市")


@dataclass(frozen=True)
class Registry:
    """`frame`: one row per enterprise, columns COLUMNS, texts '' where not known; `names`: its names in their parts.

    headcount in workers; established_on and all else as text. `spare_codes`: valid codes that nobody in it bears.
    """

    frame: pd.DataFrame
    names: list[Name]
    spare_codes: list[str]


def make_registry(seed: int, size: int = 30_000) -> Registry:
    """`size` enterprises of different names and codes. The same seed gives the same."""
    rng = stream(seed, "linking_registry")
    names = _names(rng, seed, size)
    frame = pd.DataFrame({"name": [name.full for name in names]})
    spare = max(100, size // 10)
    all_codes = codes.credit_codes(
        texts(["91"] * (size + spare)),
        texts([codes.DISTRICT] * (size + spare)),
        codes.organisation_codes(rng, rng.random(size + spare) < 0.6),
    )
    frame["credit_code"] = all_codes[:size]
    frame["enterprise_id"] = "C-" + frame["credit_code"]
    frame = frame.join(_places(rng, seed, size))
    frame["legal_representative"] = _owners(rng, names)
    frame["headcount"] = np.clip(rng.lognormal(2.9, 1.1, size).astype(int) + 1, 1, 3_000)
    frame["established_on"] = iso(TODAY - rng.integers(200, 9_000, size))
    frame["former_names"] = _former(rng, seed, names)
    return Registry(frame[COLUMNS], names, list(all_codes[size:]))


def people(rng: np.random.Generator, size: int) -> Texts:
    """Names of people who do not exist: surname, 某 and one character of many, so that few bear the same."""
    return pick(rng, SURNAMES, size) + "某" + pick(rng, RARE + PLAIN, size)


def industry_words(rng: np.random.Generator, size: int) -> Texts:
    """Industry words as often as their industries have enterprises."""
    return pick_weighted(
        rng, [(word, kind.weight / len(kind.words)) for kind in INDUSTRIES for word in kind.words], size
    )


def _names(rng: np.random.Generator, seed: int, size: int) -> list[Name]:
    """`size` names, each different when compact."""
    made: dict[str, Name] = {}
    while len(made) < size:
        for name in _families(rng, size):
            made.setdefault(compact(name.full), name)
            if len(made) == size:
                break
    return list(made.values())


def _families(rng: np.random.Generator, size: int) -> Iterator[Name]:
    trades = trade_names(rng, size)
    kinds, places = pick_weighted(rng, FAMILIES, size), pick_weighted(rng, PLACE_PREFIXES, size)
    words, forms = industry_words(rng, size), pick_weighted(rng, FORMS, size)
    brackets = pick_weighted(rng, (("", 0.96), ("（浙江）", 0.02), ("（常山）", 0.02)), size)
    for place, trade, bracket, word, form, kind in zip(places, trades, brackets, words, forms, kinds, strict=True):
        first = Name("" if bracket else place, trade, bracket, "", word, form, "")
        yield from FAMILY_MEMBERS[kind](rng, first)


def _alone(_rng: np.random.Generator, first: Name) -> list[Name]:
    return [first]


def _chain(rng: np.random.Generator, first: Name) -> list[Name]:
    count = min(10, 1 + int(rng.geometric(0.45)))
    words, forms = industry_words(rng, count), pick_weighted(rng, FORMS, count)
    others = [replace(first, word=word, form=form) for word, form in zip(words, forms, strict=True)]
    return [first, *others]


def _twin(rng: np.random.Generator, first: Name) -> list[Name]:
    at = int(rng.integers(len(first.trade)))
    other = pick(rng, PLAIN, 1)[0]
    return [first, replace(first, trade=first.trade[:at] + other + first.trade[at + 1 :])]


def _other_place(rng: np.random.Generator, first: Name) -> list[Name]:
    places = ("浙江", "衢州", "常山县", *OTHER_PLACES)
    return [first, replace(first, place=pick(rng, places, 1)[0], bracket="")]


def _branches(rng: np.random.Generator, first: Name) -> list[Name]:
    if rng.random() < 0.06:
        bank = replace(first, place="浙江常山", bracket="", word=BANK, form="股份有限公司")
        return [bank, *(replace(bank, branch=stem + "支行") for stem in STEMS)]
    places = (*STEMS, "常山")
    kind = pick(rng, ("分公司", "分厂", "营业部"), 1)[0]
    count = int(rng.integers(1, 3))
    return [first, *(replace(first, branch=stem + kind) for stem in pick(rng, places, count))]


def _numbered(rng: np.random.Generator, first: Name) -> list[Name]:
    numbers = ("第一", "第二", "第三")[: int(rng.integers(2, 4))]
    return [replace(first, number=number, form="厂", bracket="") for number in numbers]


FAMILY_MEMBERS = {
    "alone": _alone,
    "chain": _chain,
    "twin": _twin,
    "other_place": _other_place,
    "branches": _branches,
    "numbered": _numbered,
}


def _owners(rng: np.random.Generator, names: list[Name]) -> Texts:
    """Half of those who bear a trade name again belong to its first bearer."""
    owners = people(rng, len(names))
    first: dict[str, str] = {}
    for row, (name, same) in enumerate(zip(names, rng.random(len(names)) < 0.5, strict=True)):
        owner = first.setdefault(name.trade, owners[row])
        owners[row] = owner if same else owners[row]
    return owners


def _places(rng: np.random.Generator, seed: int, size: int) -> pd.DataFrame:
    """Address and the township that it tells ('' where it tells none)."""
    hamlets = villages(seed)
    weights = np.array([place.weight for place in TOWNSHIPS])
    township = rng.choice(len(TOWNSHIPS), size, p=weights / weights.sum())
    first = hamlets["township"].searchsorted(np.arange(len(TOWNSHIPS)))
    counts = np.array([place.villages for place in TOWNSHIPS])
    village = first[township] + (rng.random(size) * counts[township]).astype(int)
    form = pick_weighted(rng, (("current", 0.93), ("village", 0.04), ("neither", 0.03)), size)
    # 同名村在两个乡镇都有，光写村名说不清。
    form = np.where((form == "village") & hamlets["shared"].to_numpy()[village], "neither", form)
    address = write_addresses(rng, township, village, np.full(size, -1), form, hamlets)
    told = np.where(form == "neither", "", texts([place.name for place in TOWNSHIPS])[township])
    return pd.DataFrame({"registered_address": address, "township_name": told})


def _former(rng: np.random.Generator, seed: int, names: list[Name]) -> Texts:
    """A former name of every twentieth, of another trade name, that nobody bears."""
    former = texts([""] * len(names))
    present = {compact(name.full) for name in names}
    rows = np.flatnonzero(rng.random(len(names)) < 0.05)
    for row, trade in zip(rows, trade_names(rng, len(rows)), strict=True):
        old = replace(names[row], trade=trade, branch="").full
        former[row] = "" if compact(old) in present else old
    return former
