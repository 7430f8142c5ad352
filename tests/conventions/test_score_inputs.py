"""What the score is measured by is no part of it: no stage up to the score reads a verdict, an order or a proposal."""

import re

from tests.conventions.sources import files, name_of, without_comments

OUTCOMES = re.compile(r"\b(raw\.(verdict|rectification_order)|mart\.(verdict|rectification_order)\w*)\b")
SCORED_BY = (
    "etl/clean/**/*.sql",
    "etl/link/**/*.sql",
    "etl/score/**/*.sql",
    "etl/mart/union.sql",
    "etl/mart/risk_*.sql",
)
LEDGER = re.compile(r"\bledger\.(verdicts|orders|proposals)\b|etl\.verdict\b")


def test_no_sql_that_makes_the_score_reads_what_was_found_on_the_spot() -> None:
    looked_at = files(*SCORED_BY)
    assert len(looked_at) > 40
    assert [name_of(path) for path in looked_at if OUTCOMES.search(without_comments(path.read_text("utf-8")))] == []


def test_no_code_of_the_score_knows_verdicts() -> None:
    assert [name_of(path) for path in files("etl/score/*.py") if LEDGER.search(path.read_text("utf-8"))] == []


def test_the_words_looked_for_are_those_of_the_tables() -> None:
    written = files("etl/mart/verdict*.sql", "etl/mart/rectification_order.sql")
    assert all(OUTCOMES.search(path.read_text("utf-8")) for path in written if path.stem != "verdict_sample")
