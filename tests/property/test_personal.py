"""What is read straight from the ledger is masked as the tables are: the macro and its Python twin say the same."""

from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import sql
from etl.personal import masked

PIECES = (
    "138",
    "0013",
    "8000",
    "8613800138000",
    "0570",
    "5020000",
    "110105",
    "19491231",
    "002X",
    "１３８",
    "－",
    "-",
    " ",
)
FURTHER = ("\u3000", "\xa0", "\n", "电话", "，", "C", "x", "_", "é", "91330822MA2", "2026年", "330822199502301234", "")
TEXTS = st.lists(st.sampled_from(PIECES + FURTHER) | st.text("0123456789- Xx话", max_size=6), max_size=9).map("".join)


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that knows the macros of reading."""
    with duckdb.connect() as opened:
        sql.make_macros(opened, "extract")
        yield opened


@given(st.lists(TEXTS, min_size=20, max_size=40))
@settings(max_examples=60, deadline=None)
def test_the_ledger_s_words_are_masked_as_the_tables_are(connection, texts: list[str]) -> None:
    told = connection.execute("select mask_personal(t) from unnest(?::varchar[]) as u(t)", [texts]).fetchall()
    assert [(text, masked(text)) for text in texts] == [(text, one) for text, (one,) in zip(texts, told, strict=True)]


def test_a_telephone_number_is_hidden() -> None:
    assert masked("厂长 138 0013 8000 说再等等") == "厂长 138****8000 说再等等"
