"""Cleaners hold for any text: they never fail, and what is clean stays as it is."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.sql import make_macros
from tests.sql.conftest import coded

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BODY = st.text(ALPHABET, min_size=15, max_size=15).map(lambda tail: "91" + tail)


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        make_macros(connection, "clean")
        yield connection


def value(connection: duckdb.DuckDBPyConnection, expression: str, *values: str | None) -> object:
    return connection.execute(f"select {expression}", list(values)).fetchone()[0]


@given(st.text(st.characters(exclude_characters="\x00", codec="utf-8"), max_size=60))
@settings(max_examples=150, deadline=None)
def test_normalising_twice_changes_nothing(connection: duckdb.DuckDBPyConnection, written: str) -> None:
    once = value(connection, "normalise_text($1)", written)
    if once is not None and "&" not in once:  # '&amp;amp;' is mended by one step a time
        assert value(connection, "normalise_text($1)", once) == once
    key = value(connection, "name_key($1)", written)
    if key is not None and "&" not in key:
        assert value(connection, "name_key($1)", key) == key


@given(BODY)
@settings(max_examples=150, deadline=None)
def test_a_right_check_digit_passes_and_any_other_fails(connection: duckdb.DuckDBPyConnection, body: str) -> None:
    good = coded(body)
    assert value(connection, "passes_gb32100($1)", good)
    other = ALPHABET[(ALPHABET.index(good[17]) + 1) % 31]
    assert not value(connection, "passes_gb32100($1)", body + other)


@given(st.dates(min_value=date(1901, 1, 1), max_value=date(2069, 12, 31)))
@settings(max_examples=100, deadline=None)
def test_every_written_form_of_a_day_is_that_day(connection: duckdb.DuckDBPyConnection, day: date) -> None:
    forms = [
        f"{day:%Y-%m-%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day} 00:00:00",
    ]
    assert {value(connection, "to_date($1)", form) for form in forms} == {day}


@given(st.text(max_size=20).filter(lambda text: "\x00" not in text))
@settings(max_examples=150, deadline=None)
def test_dates_counts_and_codes_take_any_text(connection: duckdb.DuckDBPyConnection, written: str) -> None:
    for cleaner in ("to_date", "to_count", "to_amount", "to_flag", "tidy_code", "quarter_end", "blank_to_null"):
        value(connection, f"{cleaner}($1)", written)
