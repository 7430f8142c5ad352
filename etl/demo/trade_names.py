"""Invented trade names (字号): different ones, each with a character that marks it as invented."""

import numpy as np

from etl.demo.streams import Texts, texts
from etl.demo.words import PLAIN, RARE

SHORT_SHARE = 0.62
"""Share of trade names of two characters, as long as there are enough of them."""


def _two(index: np.ndarray) -> Texts:
    rare, plain = texts(RARE), texts(PLAIN)
    index, order = np.divmod(index, 2)
    first, second = np.divmod(index, len(PLAIN))
    return np.where(order == 0, rare[first] + plain[second], plain[second] + rare[first])


def _three(index: np.ndarray) -> Texts:
    rare, plain = texts(RARE), texts(PLAIN)
    index, order = np.divmod(index, 3)
    index, third = np.divmod(index, len(PLAIN))
    first, second = np.divmod(index, len(PLAIN))
    a, b, c = rare[first], plain[second], plain[third]
    return np.select([order == 0, order == 1], [a + b + c, b + a + c], b + c + a)


def trade_names(rng: np.random.Generator, size: int) -> Texts:
    """`size` different trade names of two or three characters. Raises ValueError when there are not so many."""
    twos, threes = 2 * len(RARE) * len(PLAIN), 3 * len(RARE) * len(PLAIN) ** 2
    short = min(round(size * SHORT_SHARE), twos)
    if size - short > threes:
        raise ValueError(f"{size} trade names asked for, {twos + threes} can be made")
    names = np.concatenate([_two(rng.permutation(twos)[:short]), _three(rng.permutation(threes)[: size - short])])
    return names[rng.permutation(size)]
