"""Search by part of a name or code, and the card: facts with their sources, the status with its rule."""

import re

import duckdb
import pytest

from tests.pages.conftest import PAGES, Open, texts

ONE = "select enterprise_id, name, credit_code from mart.enterprise where {} order by enterprise_id limit 1"


def one(mart: duckdb.DuckDBPyConnection, condition: str) -> tuple[str, str, str]:
    return mart.execute(ONE.format(condition)).fetchone()


@pytest.mark.parametrize("name", PAGES)
def test_part_of_a_name_finds_the_enterprise(open_page: Open, demo_mart: duckdb.DuckDBPyConnection, name: str) -> None:
    _id, called, _code = one(demo_mart, "credit_code_status = 'valid'")
    hits = [button.label for button in open_page(name, q=called[2:]).button]
    assert any(called in hit for hit in hits)


def test_part_of_a_code_finds_the_enterprise(open_page: Open, demo_mart: duckdb.DuckDBPyConnection) -> None:
    _id, called, code = one(demo_mart, "credit_code_status = 'valid'")
    hits = [button.label for button in open_page("overview", q=code[4:].lower()).button]
    assert any(called in hit for hit in hits)


def test_a_union_is_found_too(open_page: Open, demo_mart: duckdb.DuckDBPyConnection) -> None:
    union_id, called = demo_mart.execute(
        'select union_id, union_name from mart."union" order by union_id limit 1'
    ).fetchone()
    assert f"hit_{union_id}" in [button.key for button in open_page("overview", q=called).button]


def test_what_is_not_there_is_said(open_page: Open) -> None:
    assert any("名称和代码里都没有" in text for text in texts(open_page("overview", q="没有这个字号")))


@pytest.mark.parametrize("text", ["%", "_", "'; drop table x", "**", "[a](b)", "<script>alert(1)</script>"])
def test_signs_are_looked_for_and_not_obeyed(open_page: Open, text: str) -> None:
    page = open_page("overview", q=text)
    assert not page.exception
    assert [button for button in page.button if button.key.startswith("hit_")] == []


def test_the_card_gives_every_fact_its_source_row(open_page: Open, demo_mart: duckdb.DuckDBPyConnection) -> None:
    enterprise_id, called, code = one(
        demo_mart, "in_scope and is_larger and union_status = 'none' and headcount is not null"
    )
    page = open_page("enterprise", id=enterprise_id)
    said = " ".join(texts(page))
    file, row = demo_mart.execute(
        "select source_file, source_row from mart.enterprise where enterprise_id = ?", [enterprise_id]
    ).fetchone()
    assert called in page.title[0].value
    for part in (code, file, f"第 {row} 行", "未建会", "这说的是没有证据", "分"):
        assert part in said
    for file, row in demo_mart.execute(
        "select source_file, source_row from mart.enterprise_headcount where enterprise_id = ?", [enterprise_id]
    ).fetchall():
        assert file in said
        assert f"第 {row} 行" in said


@pytest.mark.parametrize("status", ["own", "joint"])
def test_the_card_names_the_rule_behind_a_union(
    open_page: Open, demo_mart: duckdb.DuckDBPyConnection, status: str
) -> None:
    enterprise_id, _called, _code = one(demo_mart, f"union_status = '{status}' and in_scope")
    said = " ".join(texts(open_page("enterprise", id=enterprise_id)))
    assert re.search("依据：(代码相同|全称相同|曾用名|覆盖名单)", said)


def test_the_card_shows_what_is_to_be_confirmed(open_page: Open, demo_mart: duckdb.DuckDBPyConnection) -> None:
    enterprise_id, _called, _code = one(demo_mart, "union_status = 'uncertain'")
    assert any(text.startswith("待确认：") for text in texts(open_page("enterprise", id=enterprise_id)))


def test_a_union_s_card_says_how_far_it_has_come(open_page: Open, demo_mart: duckdb.DuckDBPyConnection) -> None:
    union_id = demo_mart.execute(
        'select union_id from mart.enterprise_union join mart."union" using (union_id)'
        " where is_current and ladder_proven is not null order by union_id limit 1"
    ).fetchone()[0]
    said = " ".join(texts(open_page("union", id=union_id)))
    assert "阶梯：" in said
    assert "覆盖的企业" in said


@pytest.mark.parametrize("name", ["enterprise", "union"])
def test_an_id_that_is_not_there_is_said(open_page: Open, name: str) -> None:
    assert any("现有数据里没有编号为" in text for text in texts(open_page(name, id="C-nonsense")))


def test_a_row_s_card_opens_beside_the_list(open_page: Open, demo_mart: duckdb.DuckDBPyConnection) -> None:
    first = demo_mart.execute(
        "select enterprise_id, name from mart.target join mart.enterprise using (enterprise_id) where priority = 1"
    ).fetchone()
    page = open_page("targets", id=first[0])
    assert page.dataframe[0].value["企业"][0] == first[1]
    assert any(first[1] in text for text in texts(page) if text.startswith("####"))


def test_a_unions_card_tells_the_rows_of_the_ledger_that_do_not_count(
    open_page: Open, demo_mart: duckdb.DuckDBPyConnection
) -> None:
    union_id, file, row = demo_mart.execute(
        "select union_id, source_file, source_row from mart.union_again where row_again = 'older_term' order by all"
    ).fetchone()
    said = " ".join(texts(open_page("union", id=union_id)))
    assert "台账另有一行没有采用（是较早的一届）" in said
    assert file in said
    assert str(row) in said
