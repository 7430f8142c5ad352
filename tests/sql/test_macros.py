# ruff: noqa: E501  (rows of data stay on one line)
"""What becomes of each form of code, name, date and number: the SQL functions on literal values."""

import itertools
from datetime import date

import duckdb
import pytest

from etl.clean.names import load_name_rules, name_parts, place_words
from etl.clean.vocabulary import load_vocabulary, make_word_functions
from etl.together import run
from tests.sql.conftest import coded

GOOD = coded("91330822MA2DH0001")


@pytest.fixture
def ask(build_connection: duckdb.DuckDBPyConnection):
    make_word_functions(build_connection)
    return lambda expression, *values: build_connection.execute(f"select {expression}", list(values)).fetchone()[0]


@pytest.mark.parametrize(
    ("written", "status"),
    [
        (GOOD, "valid"), (GOOD.lower(), "valid"), (f" {GOOD[:8]} {GOOD[8:]}\u3000", "valid"), ("'" + GOOD, "valid"),
        (GOOD.translate(str.maketrans("0123456789", "０１２３４５６７８９")), "valid"),
        (GOOD.replace("0", "O", 1), "repair_proposed"), (GOOD.replace("1", "I", 1), "repair_proposed"),
        (GOOD[:17] + ("A" if GOOD[17] != "A" else "B"), "wrong_check_digit"), (GOOD[:16] + "XX", "masked"), (GOOD[:14] + "****", "masked"),
        ("9.13308E+17", "scientific"), ("913308221234567000", "rounded"), ("330822000001234", "registration_number"),
        ("3308001234567", "registration_number"), ("企合浙衢总字第000123号", "registration_number"), ("无", "missing"), ("N/A", "missing"),
        ("-", "missing"), ("", "missing"), (None, "missing"), (coded("81330822MA2DH0001"), "union_code"), ("12345", "malformed"),
    ],
)  # fmt: skip
def test_codes_are_mended_or_kept_as_written_and_marked(
    build_connection: duckdb.DuckDBPyConnection, written: str, status: str
) -> None:
    [found] = build_connection.execute(
        """
        with tidied as (select tidy_code($1::varchar) as code),
        checked as (select code, passes_gb32100(code) as passes, passes_gb32100(repair_code(code)) as repair_passes from tidied)
        select code_status(code, passes, repair_passes) from checked""",
        [written],
    ).fetchone()
    assert found == status


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2011-05-01", date(2011, 5, 1)), ("2011/5/1", date(2011, 5, 1)), ("2011.5.1", date(2011, 5, 1)), ("2011.5", date(2011, 5, 1)),
        ("2011年5月", date(2011, 5, 1)), ("2011年5月3日", date(2011, 5, 3)), ("20110500", date(2011, 5, 1)), ("20110503", date(2011, 5, 3)),
        ("201105", date(2011, 5, 1)), ("40664", date(2011, 5, 1)), ("40664.0", date(2011, 5, 1)), ("2011-05-01 00:00:00", date(2011, 5, 1)),
        ("1900-01-01", None), ("2011", None), ("2011年", None), ("20111340", None), ("2011-02-30", None), ("不详", None), (None, None),
        ("2026.1-3", None), ("2026/1-3", None), ("2026年1-6月", None),  # months from … to …
    ],
)  # fmt: skip
def test_dates_in_every_form(ask, written: str | None, expected: date | None) -> None:
    assert ask("to_date($1)", written) == expected


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("常山县宏达（辉埠）有限公司", "常山县宏达(辉埠)有限公司", True), ("常山县 宏达\u3000有限公司", "常山县宏达有限公司", True),
        ("ＡＢＣ有限公司", "abc有限公司", True), ("宏达&amp;有限公司", "宏达&有限公司", True), ("常山县宏达有限公司", "宏达有限公司", False),
        ("宏达有限公司", "宏达有限责任公司", False),
    ],
)  # fmt: skip
def test_full_names_are_equal_but_for_width_brackets_and_spaces(ask, left: str, right: str, same: bool) -> None:
    assert ask("name_key($1) = name_key($2)", left, right) is same


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        ("霖江", "霖江", True),
        ("金通源", "金同源", True),
        ("金通源", "金通源泰", True),
        ("金通源泰", "金通泰", True),
        ("金通源泰", "通源泰", True),
        ("金通源", "银同源", False),
        ("霖江", "林江", False),
        ("金通一厂", "金通二厂", False),
        ("金通甲", "金通乙", False),
        ("金通3", "金通5", False),
        ("金通源", "源通金", False),
    ],
)
def test_beside_an_equal_code_a_trade_name_may_have_one_character_wrong_but_no_other_number(
    ask, left: str, right: str, agree: bool
) -> None:
    assert ask("names_agree($1, '机械', $2, '轮胎')", left, right) is agree
    assert ask("names_agree($1, '机械', $2, '轮胎')", right, left) is agree


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("存续（在营、开业、在册）", "active"), ("吊销，未注销", "revoked"), ("吊销（未注销）", "revoked"), ("吊销后注销", "dissolved"),
        ("注销", "dissolved"), ("迁出", "moved_out"), ("歇业", "dormant"), ("责令关闭", "closed"), ("清算", "liquidating"), ("在业", "active"),
    ],
)  # fmt: skip
def test_registration_status_words(ask, written: str, status: str) -> None:
    assert (
        ask("coalesce(word_registration_status(regexp_replace($1, '[(（].*?[)）]', '', 'g')), '')", written) == status
    )


@pytest.mark.parametrize(
    ("written", "count"),
    [("25", 25), ("1,234", 1234), ("35人", 35), ("12.0", 12), ("-3", None), ("约30", None), ("3.5", None)],
)
def test_counts_of_persons(ask, written: str, count: int | None) -> None:
    assert ask("to_count($1)", written) == count


@pytest.mark.parametrize(
    ("written", "month"),
    [("2026年二季度", "2026-06-01"), ("2026Q1", "2026-03-01"), ("2026年上半年", "2026-06-01"), ("2026", None)],
)
def test_quarters_are_their_last_month(ask, written: str, month: str | None) -> None:
    assert ask("quarter_end($1)::varchar", written) == month


def test_a_name_comes_apart_by_named_rules_and_nothing_is_thrown_away(
    build_connection: duckdb.DuckDBPyConnection,
) -> None:
    build_connection.execute(
        "create table raw.setting as select * from (values ('area_name', '常山县'), ('area_city', '衢州市')) t(key, value)"
    )
    names = ["常山县宏达(辉埠)轴承有限公司", "衢州市常山鑫华纺织有限公司球川分公司", "宏达轴承厂"]
    build_connection.execute("create table clean.bare_name as select unnest($1) as bare_name", [names])
    run(build_connection, [name_parts(place_words(build_connection))])
    columns = ["name_place", "name_trade", "name_industry", "name_legal_form", "name_branch", "name_brackets"]
    rows = build_connection.execute(f"select bare_name, {', '.join(columns)} from clean.name_part").fetchall()
    parts = {row[0]: row[1:] for row in rows}
    assert parts[names[0]] == ("常山县", "宏达", "轴承", "有限公司", "", "(辉埠)")
    assert parts[names[2]] == ("", "宏达", "轴承", "厂", "", "")
    assert len({rule.name for rule in load_name_rules()}) == len(load_name_rules())
    for name, found in parts.items():
        assert sorted("".join(found)) == sorted(name)


@pytest.mark.parametrize(
    ("written", "masked"),
    [
        ("电话13800138000，13900139000", "电话138****8000，139****9000"), ("138 0013 8000", "138****8000"), ("+86 138-0013-8000", "+86 138****8000"),
        ("8613800138000", "86138****8000"), ("0570 502 0000", "0570-****0000"), ("1１０１０５19491231002X", "110105************"),
        ("张三110105 19491231 002X，李", "张三110105************，李"), ("110105-1949-12-31-002x", "110105************"),
        (GOOD, GOOD), ("913308221950123118", "913308221950123118"), ("9133 0822 1950 1231 18", "9133 0822 1950 1231 18"), ("2026-09-30", "2026-09-30"), (None, None),
    ],
)  # fmt: skip
def test_telephone_and_identity_numbers_are_hidden_however_their_groups_are_set_apart(
    ask, written: str | None, masked: str | None
) -> None:
    assert ask("mask_personal(?::varchar)", written) == masked


def test_cheap_questions_about_a_slip_lose_none_that_the_lists_of_characters_find(
    build_connection: duckdb.DuckDBPyConnection,
) -> None:
    words = ["".join(word) for size in range(1, 6) for word in itertools.product("甲乙丙", repeat=size)]
    build_connection.execute("create table words as select unnest($1) as word", [words])
    found = build_connection.execute(
        "select one_slip_apart(a.word, b.word) as asked, list_has_any(one_less(a.word), one_less(b.word)) as listed, count(*)"
        " from words as a, words as b group by all order by all"
    ).fetchall()
    assert [(asked, listed) for asked, listed, _pairs in found] == [(False, False), (True, True)]


def test_texts_that_one_character_less_makes_one_share_a_beginning(build_connection: duckdb.DuckDBPyConnection) -> None:
    words = ["".join(word) for size in range(1, 7) for word in itertools.product("甲乙丙", repeat=size)]
    build_connection.execute("create table words as select unnest($1) as word", [words])
    found = build_connection.execute(
        "select list_has_any(beginnings(a.word), beginnings(b.word)) as share_one, count(*) > 0 from words as a, words as b"
        " where list_has_any(one_less(a.word), one_less(b.word)) group by all"
    ).fetchall()
    assert found == [(True, True)]


def test_vocabulary_names_are_unique_within_their_field() -> None:
    for field, patterns in load_vocabulary().items():
        assert len({pattern.name for pattern in patterns}) == len(patterns), field
