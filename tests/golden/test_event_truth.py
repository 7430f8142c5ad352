"""Events of the invented county, built by the real pipeline, against the truth that no stage reads."""

import duckdb
import pandas as pd
import pytest

from etl.clean.events import event_kinds, table_of
from tests.conftest import Demo

TOLD = """
    select e.union_id, e.enterprise_id, t.variant, u.union_name as found, l.union_name as true_name,
           f.credit_code as found_code, x.credit_code as true_code, t.union, t.entity
    from read_parquet($event) as t
    join raw.source_file as s on s.file = t.file and s.source_kind = t.kind
    join clean.{kind} as e on e.file_id = s.file_id and e.sheet = t.sheet and e.row = t.row
    left join clean.union as u on u.union_id = e.union_id
    left join clean.enterprise as f on f.enterprise_id = e.enterprise_id
    left join read_parquet($life) as l on l.union = t.union
    left join (select distinct entity_id, credit_code from read_parquet($enterprise)) as x on x.entity_id = t.entity
    where t.kind = '{kind}'
"""


def rows(lineage: duckdb.DuckDBPyConnection, demo: Demo, kind: str) -> pd.DataFrame:
    names = {"event": "truth_event", "life": "truth_union_life", "enterprise": "truth_enterprise"}
    parameters = {key: str(demo.truth / f"{name}.parquet") for key, name in names.items()}
    return lineage.execute(TOLD.format(kind=kind), parameters).df()


@pytest.mark.parametrize("kind", ["union_meeting", "union_agreement", "survey", "training"])
def test_a_union_is_never_found_wrongly_and_nearly_always_found(
    demo_lineage: duckdb.DuckDBPyConnection, demo: Demo, kind: str
) -> None:
    found = rows(demo_lineage, demo, kind)
    told = found[found["variant"] != "not_in_ledger"]
    known = told[told["union_id"].notna()]
    same = known["found"].str.replace(r"[\s（）()]", "", regex=True) == known["true_name"].str.replace(
        r"[\s（）()]", "", regex=True
    )
    assert same.all()
    assert len(known) / len(told) > 0.95


def test_a_payer_is_never_found_wrongly_and_nearly_always_found(
    demo_lineage: duckdb.DuckDBPyConnection, demo: Demo
) -> None:
    found = rows(demo_lineage, demo, "dues")
    known = found[found["found_code"].notna()]
    assert (known["found_code"] == known["true_code"]).all()
    assert found.loc[found["entity"] >= 0, "enterprise_id"].notna().mean() > 0.98
    assert found.loc[found["entity"] < 0, "union_id"].notna().mean() > 0.95


def test_a_stranger_is_not_found(demo_lineage: duckdb.DuckDBPyConnection, demo: Demo) -> None:
    found = rows(demo_lineage, demo, "union_meeting")
    strangers = found[found["variant"] == "not_in_ledger"]
    assert len(strangers)
    assert strangers["union_id"].isna().all()


def test_rows_sent_twice_are_one_and_contradictions_none(demo_lineage: duckdb.DuckDBPyConnection, demo: Demo) -> None:
    for kind in ("union_meeting", "dues", "training"):
        assert not set(rows(demo_lineage, demo, kind)["variant"]) & {"sent_twice", "contradicting"}


@pytest.mark.parametrize("kind", event_kinds())
def test_every_kind_is_read_and_every_row_of_it_accounted_for(
    demo_mart: duckdb.DuckDBPyConnection, demo_lineage: duckdb.DuckDBPyConnection, kind: str
) -> None:
    accounts = demo_mart.execute(
        "select rows_read, rows_kept, rows_rejected, rows_skipped, unknown_headers, problem from mart.source_status"
        " where source_kind = ?",
        [kind],
    ).fetchall()
    assert accounts
    for read, kept, rejected, skipped, unknown, problem in accounts:
        assert (read, unknown, problem) == (kept + rejected + skipped, [], None)
    [(events,)] = demo_lineage.execute(f"select count(*) from clean.{table_of(kind)}").fetchall()
    assert events == sum(kept for _read, kept, *_rest in accounts)
