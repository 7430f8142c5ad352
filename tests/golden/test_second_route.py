"""Every share, count and total of mart equals a few lines of pandas over clean, score and link."""

import duckdb
import pandas as pd
import pytest

COVERED = ["own", "joint", "headquarters"]


@pytest.fixture(scope="module")
def facts(demo_lineage: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """One row per enterprise in the area, from the stages before mart; union_status worked out anew in pandas."""
    read = lambda table: demo_lineage.execute(f"select * from {table}").df()  # noqa: E731
    frame = (
        read("clean.location")
        .query("in_area")
        .merge(read("score.size"), on="enterprise_id")
        .merge(read("score.scope"), on="enterprise_id")
    )
    links = read("link.union_enterprise").query("is_current")
    links["status"] = links["union_type"].where(links["relation"] != "headquarters", "headquarters")
    by_status = {status: set(links.loc[links["status"] == status, "enterprise_id"]) for status in COVERED}
    by_status["uncertain"] = set(read("link.candidate").query("is_uncertain")["enterprise_id"])
    frame["union_status"] = [
        next((status for status, ids in by_status.items() if enterprise in ids), "none")
        for enterprise in frame["enterprise_id"]
    ]
    frame["township_name"] = frame["township_name"].fillna("未定位")
    return frame[frame["in_scope"]]


@pytest.mark.parametrize("place", ["township", "zone"])
def test_places(facts: pd.DataFrame, demo_mart: duckdb.DuckDBPyConnection, place: str) -> None:
    rows = demo_mart.execute(f"from mart.{place}").df().set_index(f"{place}_name")
    assert set(facts[f"{place}_name"].dropna()) <= set(rows.index)
    for name, row in rows.iterrows():
        here = facts[facts[f"{place}_name"] == name]
        larger = here[here["is_larger"].fillna(False).astype(bool)]
        covered = larger[larger["union_status"].isin(COVERED)]
        assert (row["enterprises"], row["larger"], row["size_unknown"]) == (
            len(here),
            len(larger),
            here["is_larger"].isna().sum(),
        )
        for status in [*COVERED, "uncertain", "none"]:
            assert row[f"larger_{status}"] == (larger["union_status"] == status).sum(), (name, status)
        assert (row["workers"], row["workers_covered"]) == (larger["headcount"].sum(), covered["headcount"].sum())
        if len(larger):
            assert row["rate"] == pytest.approx(len(covered) / len(larger))
            assert row["rate_high"] == pytest.approx(
                (len(covered) + (larger["union_status"] == "uncertain").sum()) / len(larger)
            )
        else:
            assert pd.isna(row["rate"])


def test_places_by_every_definition_of_size(facts: pd.DataFrame, demo_mart: duckdb.DuckDBPyConnection) -> None:
    flags = {"larger": "is_larger", "above_scale": "is_above_scale", "25plus": "is_25plus", "100plus": "is_100plus"}
    rows = demo_mart.execute("from mart.place_coverage").df()
    assert {(row.place_kind, row.place_name, row.definition) for row in rows.itertuples()} == {
        (kind, name, definition)
        for kind in ("township", "zone")
        for name in facts[f"{kind}_name"].dropna().unique()
        for definition in flags
    }
    for row in rows.itertuples():
        here = facts[facts[f"{row.place_kind}_name"] == row.place_name]
        flag = here[flags[row.definition]]
        chosen = here[flag.fillna(False).astype(bool)]
        covered = chosen[chosen["union_status"].isin(COVERED)]
        known = chosen["headcount"].dropna()
        assert (row.larger, row.size_unknown) == (len(chosen), flag.isna().sum())
        assert row.larger_without_headcount == len(chosen) - len(known)
        assert row.larger_none == (chosen["union_status"] == "none").sum()
        assert (row.rate == pytest.approx(len(covered) / len(chosen))) if len(chosen) else pd.isna(row.rate)
        assert (row.workers == known.sum()) if len(known) else pd.isna(row.workers)
        assert (row.workers_covered == covered["headcount"].sum()) if len(known) else pd.isna(row.workers_covered)


def test_county_by_size(facts: pd.DataFrame, demo_mart: duckdb.DuckDBPyConnection) -> None:
    holds = {
        "larger": facts["is_larger"],
        "above_scale": facts["is_above_scale"],
        "25plus": facts["is_25plus"],
        "100plus": facts["is_100plus"],
        **{
            f"size_class:{name}": facts["size_class"].eq(name).astype("boolean").mask(facts["size_class"].isna())
            for name in ("large", "medium", "small", "micro")
        },
    }
    for row in demo_mart.execute("from mart.size_band").df().itertuples():
        flag = holds[row.definition]
        chosen = facts[flag.fillna(False).astype(bool)]
        assert (row.enterprises, row.size_unknown) == (len(chosen), flag.isna().sum()), row.definition
        assert row.own == (chosen["union_status"] == "own").sum()
        assert row.none == (chosen["union_status"] == "none").sum()


def test_targets(facts: pd.DataFrame, demo_mart: duckdb.DuckDBPyConnection) -> None:
    targets = {row[0] for row in demo_mart.execute("select enterprise_id from mart.target").fetchall()}
    larger = facts[facts["is_larger"].fillna(False).astype(bool)]
    assert targets == set(larger.loc[larger["union_status"] == "none", "enterprise_id"])


def test_trend_by_dates(
    facts: pd.DataFrame, demo_mart: duckdb.DuckDBPyConnection, demo_lineage: duckdb.DuckDBPyConnection
) -> None:
    """A reconstructed month, by hand: who existed and whose own union was founded by its end."""
    month, end = "2025-03-01", pd.Timestamp("2025-03-31")
    dates = demo_lineage.execute("select enterprise_id, established_on, closed_on from clean.enterprise").df()
    there = facts.merge(dates, on="enterprise_id")
    there = there[there["is_larger"].fillna(False).astype(bool)]
    there = there[
        (there["established_on"].isna() | (there["established_on"] <= end))
        & (there["closed_on"].isna() | (there["closed_on"] > end))
    ]
    links = demo_lineage.execute(
        "from link.union_enterprise where relation = 'host' and union_type = 'own' and status = 'active'"
    ).df()
    own = set(
        links.loc[
            (links["valid_from"] <= end) & (links["valid_to"].isna() | (links["valid_to"] > end)), "enterprise_id"
        ]
    )
    found = demo_mart.execute(
        "select sum(own), any_value(basis) from mart.coverage_month where month = ? and threshold = 'larger'", [month]
    ).fetchone()
    assert found == (there["enterprise_id"].isin(own).sum(), "reconstructed")


def test_chain_of_unions(demo_mart: duckdb.DuckDBPyConnection, demo_lineage: duckdb.DuckDBPyConnection) -> None:
    unions = demo_lineage.execute('from clean."union"').df()
    chain = dict(demo_mart.execute("select step, unions from mart.union_chain").fetchall())
    active = unions[unions["status"] == "active"]
    linked = set(demo_lineage.execute("from link.union_enterprise where relation <> 'headquarters'").df()["union_id"])
    base = active[active["is_base_union"]]
    assert chain["unions"] == len(unions)
    assert chain["active_unions"] == len(active)
    assert chain["base_unions"] == len(base)
    assert list(chain.values()) == sorted(chain.values(), reverse=True)
    assert chain["counted"] <= base["union_id"].isin(linked).sum()
