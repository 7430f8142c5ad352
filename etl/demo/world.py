"""The true county as one object of data frames; everything that is written is written from it."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from etl.demo.enterprises import make_enterprises
from etl.demo.geography import villages
from etl.demo.streams import python_strings, stream
from etl.demo.trade_names import trade_names
from etl.demo.unions import UNIONS_PER_ENTERPRISE, make_unions

FEWEST = 50
"""Fewer enterprises than this are no county."""


@dataclass(frozen=True)
class World:
    """The truth: enterprises, unions, coverage of joint unions, villages; columns in the modules that make them."""

    seed: int
    as_of: date
    enterprises: pd.DataFrame
    unions: pd.DataFrame
    coverage: pd.DataFrame
    villages: pd.DataFrame


def make_world(seed: int, enterprises: int, unions: int | None, as_of: date) -> World:
    """The county of a seed; `unions` defaults to 75 a thousand enterprises. Raises ValueError below 50 enterprises."""
    if enterprises < FEWEST:
        raise ValueError(f"{enterprises} enterprises asked for, at least {FEWEST} needed")
    count = unions if unions is not None else round(enterprises * UNIONS_PER_ENTERPRISE)
    hamlets = villages(seed)
    spare = round(enterprises * 0.06) + 10
    trades = trade_names(stream(seed, "trade names"), enterprises + spare + count)
    firms = python_strings(make_enterprises(seed, enterprises, as_of, hamlets, trades[: enterprises + spare]))
    bodies, coverage = make_unions(seed, count, as_of, firms, trades[enterprises + spare :])
    return World(seed, as_of, firms, python_strings(bodies), coverage, hamlets)
