"""What others would do with the same two tables: equal names, likeness of names, a trained model as it comes.

A method is a function (enterprises, unions) → Links. None of them sees the truth.
"""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink import comparison_library as cl

from benchmarks.linking.decidable import host_as_written
from benchmarks.linking.names import compact

RAPIDFUZZ_COUNTS, RAPIDFUZZ_PROPOSES, RAPIDFUZZ_BEST = 90, 75, 3
SPLINK_COUNTS, SPLINK_PROPOSES = 0.9, 0.1
HEAD, TAIL = 5, 7
"""Characters: nearly every name begins with a place and ends with a legal form, two say nothing."""
PAIR = ["union_id", "enterprise_id"]


@dataclass(frozen=True)
class Links:
    """`counted`: pairs union_id, enterprise_id that count as links; `candidates`: pairs for a person to decide, with
    match_probability (NULL where the method gives none). No pair stands in both, none twice."""

    counted: pd.DataFrame
    candidates: pd.DataFrame


Method = Callable[[pd.DataFrame, pd.DataFrame], Links]


def exact_names(enterprises: pd.DataFrame, unions: pd.DataFrame) -> Links:
    """Names equal after width, brackets and blanks, where one enterprise alone bears the name; no candidates."""
    bearers = pd.DataFrame(
        {"name": enterprises["name"].map(compact), "enterprise_id": enterprises["enterprise_id"]}
    ).drop_duplicates("name", keep=False)
    asked = pd.DataFrame({"name": [compact(text) for text in host_as_written(unions)], "union_id": unions["union_id"]})
    return Links(asked.merge(bearers, on="name")[PAIR], _no_candidates())


def likeness(enterprises: pd.DataFrame, unions: pd.DataFrame) -> Links:
    """rapidfuzz.fuzz.ratio: the best match counts from 90 on; the three best from 75 on are candidates otherwise."""
    asked = [compact(text) for text in host_as_written(unions)]
    names = [compact(text) for text in enterprises["name"]]
    ids = enterprises["enterprise_id"].to_numpy(object)
    counted, candidates = [], []
    for start in range(0, len(asked), 200):
        scores = process.cdist(asked[start : start + 200], names, scorer=fuzz.ratio, dtype=np.uint8, workers=2)
        best = np.argpartition(-scores.astype(np.int16), RAPIDFUZZ_BEST, axis=1)[:, :RAPIDFUZZ_BEST]
        for offset, columns in enumerate(best):
            union = unions["union_id"].iat[start + offset]
            ranked = sorted(columns, key=lambda column: -int(scores[offset, column]))
            if scores[offset, ranked[0]] >= RAPIDFUZZ_COUNTS:
                counted.append((union, ids[ranked[0]]))
            else:
                near = [column for column in ranked if scores[offset, column] >= RAPIDFUZZ_PROPOSES]
                candidates += [(union, ids[column], float(scores[offset, column]) / 100) for column in near]
    return Links(pd.DataFrame(counted, columns=PAIR), pd.DataFrame(candidates, columns=[*PAIR, "match_probability"]))


def plain_splink(enterprises: pd.DataFrame, unions: pd.DataFrame) -> Links:
    """Splink, trained as its documentation does, on the whole name, its head, its tail and the township.

    A union's best pair counts from p = 0.9 on, its other pairs from 0.1 on are candidates.
    """
    api = DuckDBAPI(duckdb.connect())
    left = _columns(unions["union_id"], host_as_written(unions), unions["township"])
    right = _columns(enterprises["enterprise_id"], enterprises["name"].tolist(), enterprises["township_name"])
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.95, 0.88]),
            cl.ExactMatch("head"),
            cl.ExactMatch("tail"),
            cl.ExactMatch("township"),
        ],
        blocking_rules_to_generate_predictions=[block_on("name"), block_on("head"), block_on("tail", "township")],
        retain_matching_columns=False,
    )
    linker = Linker([api.register(left), api.register(right)], settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match([block_on("name")], recall=0.2)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("head"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("tail", "township"))
    pairs = linker.inference.predict(threshold_match_probability=SPLINK_PROPOSES).as_pandas_dataframe()
    return _best_counts(_union_first(pairs))


def _columns(ids: pd.Series, names: list[str], township: pd.Series) -> pd.DataFrame:
    name = pd.Series([compact(text) for text in names])
    return pd.DataFrame(
        {
            "unique_id": ids.to_numpy(object),
            "name": name.to_numpy(object),
            "head": name.str[:HEAD].to_numpy(object),
            "tail": name.str[-TAIL:].to_numpy(object),
            "township": township.replace("", None).to_numpy(object),
        }
    )


def _union_first(pairs: pd.DataFrame) -> pd.DataFrame:
    """Whichever side the union came to stand on."""
    is_left = pairs["unique_id_l"].str.startswith("U-")
    return pd.DataFrame(
        {
            "union_id": pairs["unique_id_l"].where(is_left, pairs["unique_id_r"]),
            "enterprise_id": pairs["unique_id_r"].where(is_left, pairs["unique_id_l"]),
            "match_probability": pairs["match_probability"],
        }
    )


def _best_counts(pairs: pd.DataFrame) -> Links:
    pairs = pairs.sort_values(["match_probability", "enterprise_id"], ascending=[False, True])
    counts = ~pairs.duplicated("union_id") & (pairs["match_probability"] >= SPLINK_COUNTS)
    return Links(pairs.loc[counts, PAIR], pairs[~counts])


def _no_candidates() -> pd.DataFrame:
    return pd.DataFrame(columns=[*PAIR, "match_probability"])
