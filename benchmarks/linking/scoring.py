"""Counts what a method found against the truth, by kind of noise."""

import pandas as pd

from benchmarks.linking.methods import PAIR, Links

COUNTS = [
    "unions",
    "counted_right",
    "counted_wrong",
    "near_copies_counted",
    "decidable",
    "decidable_held",
    "candidates",
    "candidates_true",
]


def score(links: Links, truth: pd.DataFrame) -> pd.DataFrame:
    """One row per kind of noise (index), columns COUNTS, all whole numbers that add up over seeds and kinds.

    A link is right where truth names that enterprise. decidable_held: decidable pairs among counted and candidates.
    """
    facts = truth.set_index("union_id")
    counted, candidates = (_against(pairs, facts) for pairs in (links.counted, links.candidates))
    held = pd.concat([counted, candidates]).loc[lambda pairs: pairs["right"], "union_id"].unique()
    by_kind = truth.groupby("kind")
    table = pd.DataFrame({"unions": by_kind.size()})
    table["counted_right"] = counted[counted["right"]].groupby("kind").size()
    table["counted_wrong"] = counted[~counted["right"]].groupby("kind").size()
    table["near_copies_counted"] = counted[counted["near_copy"]].groupby("kind").size()
    table["decidable"] = by_kind["decidable"].sum()
    table["decidable_held"] = truth[truth["decidable"] & truth["union_id"].isin(held)].groupby("kind").size()
    table["candidates"] = candidates.groupby("kind").size()
    table["candidates_true"] = candidates[candidates["right"]].groupby("kind").size()
    return table.reindex(columns=COUNTS).fillna(0).astype(int)


def pooled(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """The tables of several seeds added up, kind by kind."""
    return pd.concat(tables).groupby(level=0, sort=False).sum()


def share_wrong(table: pd.DataFrame) -> float:
    """Counted links that are wrong, of all counted; 0 where nothing is counted."""
    counted = table["counted_right"].sum() + table["counted_wrong"].sum()
    return float(table["counted_wrong"].sum() / counted) if counted else 0.0


def recall(table: pd.DataFrame) -> pd.Series:
    """By kind, the share of decidable pairs that are counted or candidates; NULL where none is decidable."""
    return table["decidable_held"] / table["decidable"].where(table["decidable"] > 0)


def candidates_per_true_one(table: pd.DataFrame) -> float:
    """How many candidates a reviewer reads for each that is true; NULL where none is true."""
    true = table["candidates_true"].sum()
    return float(table["candidates"].sum() / true) if true else float("nan")


def _against(pairs: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """The pairs with what is true of their union."""
    known = facts.rename(columns={"enterprise_id": "true_id"})
    told = pairs[PAIR].drop_duplicates().join(known, on="union_id", how="inner")
    told["right"] = (told["enterprise_id"] == told["true_id"]).fillna(False).astype(bool)
    told["near_copy"] = (told["enterprise_id"] == told["near_copy_of"]).fillna(False).astype(bool)
    return told
