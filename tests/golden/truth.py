"""Compares a built demo with the truth that no stage reads."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

LINKS = """
    select l.relation, l.source_file as file, l.source_sheet as sheet, l.source_row as row,
           e.source_file as enterprise_file, e.source_sheet as enterprise_sheet, e.source_row as enterprise_row
    from mart.enterprise_union as l join mart.enterprise as e using (enterprise_id)
    where l.relation in ('host', 'covered')
"""
PLACES = """
    select source_file as file, source_sheet as sheet, source_row as row, township_name, township_method
    from mart.enterprise
"""
AT = ["file", "sheet", "row"]


@dataclass(frozen=True)
class Comparison:
    """Counted links against the truth. `wrong` are rows of links whose enterprise is another than the true one."""

    wrong: pd.DataFrame
    counted: int
    findable: int
    found: int
    placed_wrong: pd.DataFrame
    placed: int
    placeable: int

    @property
    def recall(self) -> float:
        """Share of the links that a certain rule can find which were found."""
        return self.found / self.findable


def compare(mart: duckdb.DuckDBPyConnection, truth: Path) -> Comparison:
    """Every counted link and every place of a build against the truth."""
    enterprises = pd.read_parquet(truth / "truth_enterprise.parquet")[[*AT, "entity_id"]]
    links = pd.read_parquet(truth / "truth_link.parquet")
    places = pd.read_parquet(truth / "truth_place.parquet")
    counted = (
        mart.execute(LINKS)
        .df()
        .merge(
            enterprises.rename(columns={"entity_id": "linked_entity", **{key: f"enterprise_{key}" for key in AT}}),
            on=[f"enterprise_{key}" for key in AT],
            how="left",
            validate="many_to_one",
        )
    )
    judged = counted.merge(links[[*AT, "entity_id", "name_dirt", "code_dirt", "union_name"]], on=AT, how="left")
    wrong = judged[judged["linked_entity"] != judged["entity_id"].astype("Float64")]
    # A union in two rows of the ledger is found when one of them is; the newest term's row is the one that is kept.
    true_links = links[links["findable_by_certain_rule"] & links["is_base_union"]]
    pairs = set(zip(judged["linked_entity"], judged["union_name"], strict=True))
    expected = set(zip(true_links["entity_id"].astype("Float64"), true_links["union_name"], strict=True))
    placed = mart.execute(PLACES).df().merge(places, on=AT, validate="one_to_one")
    tells = placed[placed["address_tells_township"]]
    by_text = placed[placed["township_name"].notna() & (placed["township_method"] != "point")]
    return Comparison(
        wrong,
        len(judged),
        len(expected),
        len(expected & pairs),
        by_text[by_text["township_name"] != by_text["township"]],
        int(tells["township_name"].notna().sum()),
        len(tells),
    )
