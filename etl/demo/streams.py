"""Named random streams and the few vectorised draws that all parts of the county are made with."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
import pandas as pd

Texts = np.ndarray
"""One-dimensional array of Python strings (dtype object); missing text is the empty string."""


def python_strings(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with text as Python strings: taking rows of a million is several times faster than with Arrow's."""
    return frame.astype({name: object for name, kind in frame.dtypes.items() if isinstance(kind, pd.StringDtype)})


def stream(seed: int, name: str) -> np.random.Generator:
    """A generator of its own for each named part, so that a new kind of file does not change the others."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, crc32(name.encode())])))


def texts(values: Sequence[str] | np.ndarray) -> Texts:
    """The values as an array of Python strings."""
    array = np.empty(len(values), dtype=object)
    array[:] = list(values)
    return array


def pick(rng: np.random.Generator, choices: Sequence[str], size: int) -> Texts:
    """`size` draws from `choices`, each as likely as the other."""
    return texts(choices)[rng.integers(0, len(choices), size)]


def pick_weighted(rng: np.random.Generator, choices: Sequence[tuple[str, float]], size: int) -> Texts:
    """`size` draws from (text, weight) pairs."""
    weights = np.array([weight for _, weight in choices])
    index = rng.choice(len(choices), size, p=weights / weights.sum())
    return texts([text for text, _ in choices])[index]


def by_key(keys: Texts, table: dict[str, object], default: object = "") -> np.ndarray:
    """The table's value for each key, `default` where it has none."""
    result = np.full(len(keys), default, dtype=object)
    for key, value in table.items():
        result[keys == key] = value
    return result


def some(rng: np.random.Generator, size: int, share: float, least: int = 2) -> np.ndarray:
    """Mask of about `share` of `size` rows, at least `least` of them (all, where there are fewer)."""
    count = min(size, max(least, round(size * share)))
    mask = np.zeros(size, dtype=bool)
    mask[rng.permutation(size)[:count]] = True
    return mask


def some_of(rng: np.random.Generator, eligible: np.ndarray, share: float, least: int = 2) -> np.ndarray:
    """Mask over all rows: about `share` of the eligible ones, at least `least`."""
    mask = np.zeros(len(eligible), dtype=bool)
    rows = np.flatnonzero(eligible)
    mask[rows[some(rng, len(rows), share, least)]] = True
    return mask


def iso(days: np.ndarray) -> Texts:
    """Dates (datetime64[D]) as 2011-05-01; not-a-time becomes the empty string."""
    text = np.datetime_as_string(days, unit="D").astype(object)
    text[np.isnat(days)] = ""
    return text
