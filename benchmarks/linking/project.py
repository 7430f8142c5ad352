"""The project itself on the bench's tables: a county's files, the real pipeline, and what its lineage then says."""

import tempfile
from pathlib import Path

import duckdb
import pandas as pd

from benchmarks.linking.methods import Links
from etl.demo.geography import TOWNSHIPS
from etl.pipeline import build
from etl.settings import Settings

AS_OF = "2026-09-30"
COUNTED = """
    select distinct union_id, enterprise_id from link.union_enterprise
    where is_current and relation <> 'headquarters' and union_id like 'U-%'
"""
CANDIDATES = """
    select * from link.candidate
    anti join (select distinct union_id, enterprise_id from link.union_enterprise where is_current)
        using (union_id, enterprise_id)
"""


def project(enterprises: pd.DataFrame, unions: pd.DataFrame) -> Links:
    """What a build counts, and what it lays before a person. Takes as long as a whole build does."""
    with tempfile.TemporaryDirectory(prefix="bench-linking-") as name:
        folder = Path(name)
        write_county(folder / "sources", enterprises, unions)
        built = build(Settings(sources=folder / "sources", warehouse=folder / "builds"))
        lineage = built.warehouse.with_name(built.warehouse.name.replace("warehouse_", "lineage_", 1))
        with duckdb.connect(str(lineage), read_only=True) as connection:
            counted, candidates = connection.sql(COUNTED).df(), connection.sql(CANDIDATES).df()
    if "match_probability" not in candidates:
        candidates["match_probability"] = None
    return Links(counted, candidates[["union_id", "enterprise_id", "match_probability"]].drop_duplicates())


def write_county(sources: Path, enterprises: pd.DataFrame, unions: pd.DataFrame) -> None:
    """Registry, headcounts, ledger and townships as CSV, headers as a county writes them."""
    sources.mkdir(parents=True)
    registry = enterprises.assign(status="存续")[
        [
            *("name", "credit_code", "registered_address", "legal_representative", "established_on"),
            *("former_names", "status"),
        ]
    ]
    _write(sources / f"市场主体登记_{AS_OF}.csv", registry)
    headcount = enterprises[["credit_code", "name", "headcount"]].assign(source="社保", period=AS_OF)
    _write(sources / f"职工人数_{AS_OF}.csv", headcount)
    ledger = unions.rename(columns={"chair": "chair_name"}).assign(union_code=unions["union_id"].str.removeprefix("U-"))
    _write(sources / f"基层工会台账_{AS_OF}.csv", ledger.drop(columns="union_id"))
    townships = pd.DataFrame(
        {"乡镇街道": [place.name for place in TOWNSHIPS], "类别": [place.kind for place in TOWNSHIPS]}
    )
    _write(sources / "乡镇街道.csv", townships)


def _write(path: Path, frame: pd.DataFrame) -> None:
    frame.to_csv(path, index=False, encoding="utf-8")
