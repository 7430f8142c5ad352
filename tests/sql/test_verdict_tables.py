"""Verdicts in the tables: which band was judged, what is a hit, from how many on a rate is given, who is drawn."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import duckdb
import pandas as pd
import pytest

from etl import mart, sql
from etl.verdict import write_verdicts
from ledger.verdicts import Verdict

AS_OF = "2026-09-30"
Rows = list[tuple]


def verdict(union_id: str, found: str, band: str | None, position: int = 1, last: int = 1, **more: object) -> Verdict:
    given = {
        "event_id": f"{union_id}-{position}",
        "sequence": last,
        "is_last": position == last,
        "visited_on": date(2026, 9, 1),
        "note": "去看过",
        "attachment_sha256": None,
        "actor_name": "组建员甲",
        "actor_source": "self_reported",
        "recorded_at": datetime(2026, 9, 2, tzinfo=UTC),
        "build_id": None,
        "union_name": "甲厂工会",
        "township_name": "辉埠镇",
        "score_proven": 70.0,
        "score_worst": 80.0,
        "evidence_share": 0.9,
        "drawn_in": None,
    }
    return Verdict(**given | {"union_id": union_id, "position": position, "verdict": found, "risk_band": band} | more)


@pytest.fixture
def marts(build_connection: duckdb.DuckDBPyConnection) -> Callable[..., Callable[[str], Rows]]:
    """Makes the verdicts' tables over scored unions (id → band) and returns what asks them."""

    def make(unions: dict[str, str], *verdicts: Verdict, as_of: str = AS_OF, share: float = 0.05):
        connection = build_connection
        connection.execute(f"create or replace table raw.build as select date '{as_of}' as as_of")
        connection.execute(f"create or replace table score.threshold as select {share}::double as score_sample_share")
        connection.execute(
            'create or replace table warehouse.mart."union"'
            " (union_id varchar, union_name varchar, township_name varchar, risk_band varchar)"
        )
        connection.executemany(
            'insert into warehouse.mart."union" values (?, ?, ?, ?)',
            [[union_id, f"{union_id}工会", "芳村镇", band] for union_id, band in {"U-none": None, **unions}.items()],
        )
        connection.execute(
            "create or replace table link.identity as select * from (values"
            " ('U-old', 'U-new', 'same', 'applied'), ('U-rests', 'U-new', 'same', 'resting'))"
            " as said (old_id, kept_id, decision, standing)"
        )
        connection.execute(
            "create or replace table clean.corrected_id as select * from (values"
            " ('U-typo', 'U-right'), ('U-old', 'U-other')) as mended (old_id, new_id)"
        )
        sql.make_table(connection, "link", "goes_on")
        write_verdicts(connection, verdicts, [])
        for table in ("verdict_sample", "verdict", "verdict_rate"):
            sql.make_table(connection, "mart", table, mart.PARAMETERS.get(table))
        return lambda select: connection.execute(select).fetchall()

    return make


def test_a_union_found_mended_keeps_the_band_that_was_judged(marts) -> None:
    ask = marts(
        {"U-1": "normal"},
        verdict("U-1", "shell", "suspected", 1, last=2),
        verdict("U-1", "mended", "normal", 2, last=2),
        verdict("U-2", "mended", "suspected"),
        verdict("U-3", "not_a_shell", "suspected", 1, last=3),
        verdict("U-3", "shell", "watch", 2, last=3),
        verdict("U-3", "mended", "normal", 3, last=3),
    )
    judged = ask("select union_id, judged_band, is_shell_found from mart.verdict where is_last order by all")
    assert judged == [("U-1", "suspected", True), ("U-2", "suspected", True), ("U-3", "watch", True)]


@pytest.mark.parametrize(
    ("band", "overturned"),
    [
        ("suspected", {"not_a_shell", "wrong_data"}),
        ("normal", {"shell", "wrong_data"}),
        ("watch", {"wrong_data"}),
        ("to_verify", {"wrong_data"}),
        ("exempt", {"wrong_data"}),
        (None, {"wrong_data"}),
    ],
)
def test_a_verdict_overturns_a_band_that_said_otherwise(marts, band: str | None, overturned: set[str]) -> None:
    findings = ("shell", "not_a_shell", "mended", "wrong_data")
    ask = marts({}, *(verdict(f"U-{found}", found, band) for found in findings))
    assert {name for (name,) in ask("select verdict from mart.verdict where is_overturned")} == overturned


def test_a_union_has_the_name_and_township_of_now_and_a_gone_one_those_of_then(marts) -> None:
    ask = marts({"U-1": "suspected"}, verdict("U-1", "shell", "suspected"), verdict("U-9", "shell", "suspected"))
    told = ask("select union_id, union_name, township_name from mart.verdict order by all")
    assert told == [("U-1", "U-1工会", "芳村镇"), ("U-9", "甲厂工会", "辉埠镇")]


def test_verdicts_follow_an_id_that_went_on_or_was_corrected_and_stay_with_one_that_rests(marts) -> None:
    later = datetime(2026, 9, 20, tzinfo=UTC)
    ask = marts(
        {"U-new": "suspected"},
        verdict("U-new", "shell", "suspected"),
        verdict("U-old", "mended", "normal", recorded_at=later),
        verdict("U-typo", "shell", "suspected"),
        verdict("U-rests", "shell", "suspected"),
    )
    told = ask("select union_id, union_id_written, position, is_last, judged_band from mart.verdict order by 1, 3")
    assert told == [
        ("U-new", "U-new", 1, False, "suspected"),
        ("U-new", "U-old", 2, True, "suspected"),
        ("U-rests", "U-rests", 1, True, "suspected"),
        ("U-right", "U-typo", 1, True, "suspected"),
    ]


def test_telephone_numbers_in_notes_are_masked(marts) -> None:
    ask = marts({}, verdict("U-1", "shell", "suspected", note="问了 13800138000"))
    [(note,)] = ask("select note from mart.verdict")
    assert "13800138000" not in note


@pytest.mark.parametrize(("verified", "rate"), [(9, None), (10, 0.5)])
def test_a_rate_is_given_from_ten_verified_unions_on(marts, verified: int, rate: float | None) -> None:
    found = [verdict(f"U-{n}", "shell" if n < verified // 2 else "not_a_shell", "suspected") for n in range(verified)]
    ask = marts({"U-1": "suspected"}, *found)
    county = ask("select unions, verified, found, rate from mart.verdict_rate where part = 'county'")
    assert county == [(1, verified, verified // 2, rate)]


def test_only_the_last_verdict_on_a_union_is_counted(marts) -> None:
    ask = marts(
        {},
        verdict("U-1", "shell", "suspected", 1, last=2),
        verdict("U-1", "wrong_data", "suspected", 2, last=2),
    )
    assert ask("select verified, found, wrong_data from mart.verdict_rate where part = 'county'") == [(1, 0, 1)]


def test_the_rates_are_those_of_pandas(marts) -> None:
    findings, bands = ("shell", "not_a_shell", "mended", "wrong_data"), ("suspected", "normal", "watch")
    told = [
        verdict(f"U-{n}", findings[n * 7 % 4], bands[n * 5 % 3], township_name=("辉埠镇", "白石镇")[n % 2])
        for n in range(120)
    ]
    ask = marts({}, *told)
    frame = pd.DataFrame([(one.risk_band, one.township_name, one.verdict) for one in told], columns=["b", "t", "v"])
    frame["found"] = frame["v"].isin(["shell", "mended"])
    by_band = frame.groupby("b")["found"].agg(["size", "sum", "mean"])
    by_township = frame[frame["b"] == "suspected"].groupby("t")["found"].agg(["size", "sum", "mean"])
    for part, expected in (("band", by_band), ("township", by_township)):
        said = ask(f"select name, verified, found, rate from mart.verdict_rate where part = '{part}' and verified > 0")
        assert {name: figures for name, *figures in said} == {
            name: [row["size"], row["sum"], pytest.approx(row["mean"])] for name, row in expected.iterrows()
        }


def test_a_sample_s_share_is_that_of_what_its_verdicts_overturned(marts) -> None:
    drawn = [
        verdict(f"U-{n}", "shell" if n < 3 else "not_a_shell", "normal", drawn_in="2026Q2", last=1) for n in range(10)
    ]
    ask = marts({f"U-{n}": "normal" for n in range(40)}, *drawn)
    samples = ask(
        "select name, unions, verified, found, rate from mart.verdict_rate where part = 'sample' order by name"
    )
    assert samples == [("2026Q2", None, 10, 3, 0.3), ("2026Q3", 2, 0, 0, None)]


def drawn(ask: Callable[[str], Rows]) -> list[str]:
    return [union_id for (union_id,) in ask("select union_id from mart.verdict_sample order by position")]


@pytest.mark.parametrize(("unions", "number"), [(0, 0), (1, 1), (20, 1), (21, 2), (100, 5), (101, 6)])
def test_five_in_a_hundred_scored_unions_are_drawn_rounded_up(marts, unions: int, number: int) -> None:
    assert len(drawn(marts({f"U-{n}": "normal" for n in range(unions)}))) == number


def test_a_quarter_draws_the_same_unions_and_the_next_one_others(marts) -> None:
    unions = {f"U-{n}": "normal" for n in range(200)}
    july = drawn(marts(unions, as_of="2026-07-31"))
    assert drawn(marts(unions, as_of="2026-09-30")) == july
    assert drawn(marts(unions, as_of="2026-10-31")) != july


def test_a_band_moves_nobody_into_the_sample_or_out_of_it(marts) -> None:
    calm = drawn(marts({f"U-{n}": "normal" for n in range(200)}))
    assert drawn(marts({f"U-{n}": "suspected" for n in range(200)})) == calm
