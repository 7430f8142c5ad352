# ruff: noqa: E501  (rows of data stay on one line)
"""The measured dirt in values, in every kind of source where it occurs: what becomes of each row.

One county holds all of it and is built once; a test asks what became of its own rows.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from tests.conftest import empty_build
from tests.sql.conftest import LiteralCounty, coded

CODES: dict[str, tuple[Callable[[str], str], str | None]] = {  # how a code is spoilt, and the reason given for it
    "lower case": (str.lower, None),
    "full width": (lambda code: code.translate(str.maketrans("0123456789", "０１２３４５６７８９")), None),
    "masked": (lambda code: code[:14] + "UAxx", "code_masked"),
    "O for 0": (lambda code: code.replace("0", "O", 1), "code_repair_proposed"),
    "I for 1": (lambda code: code.replace("1", "I", 1), "code_repair_proposed"),
    "one digit wrong": (lambda code: code[:17] + ("A" if code[17] != "A" else "B"), "code_wrong_check_digit"),
    "scientific": (lambda code: "9.13308E+17", "code_scientific"),
    "rounded": (lambda code: "913308221234567000", "code_rounded"),
    "13 digits": (lambda code: "330800000" + code[13:17], "code_registration_number"),
    "15 digits": (lambda code: "33082200000" + code[13:17], "code_registration_number"),
    "old prefix": (lambda code: f"企合浙衢总字第{code[11:17]}号", "code_registration_number"),
    "无": (lambda code: "无", None),
}
NOTHING = ("N/A", "无", "null", "-", "", "—", "　")
CAPITALS = {
    "500(万元人民币)": (500, "CNY"), "36.8000(万)": (36.8, "CNY"), "87万人民币": (87, "CNY"), "100(万美元)": (100, "USD"),
    "１，０００（万元）": (1000, "CNY"), "1,000(万元人民币)": (1000, "CNY"), "5亿元": (50_000, "CNY"), "3000000元": (300, "CNY"),
    "20万欧元": (20, "EUR"), "800万港元": (800, "HKD"), "9()": (None, None), "500": (None, None),
}  # fmt: skip
NAMES = {
    "full-width brackets": "常山县宏达（辉埠）轴承有限公司",
    "blanks": " 常山县 宏达(辉埠)轴承　有限公司",
    "entity": "常山县宏达&#39;(辉埠)轴承有限公司&nbsp;".replace("&#39;", ""),
    "full-width letters": "常山县宏达(辉埠)轴承有限公司\u200b",
}
DATES = {
    "2011-05-18": date(2011, 5, 18), "2011.5": date(2011, 5, 1), "2011年5月": date(2011, 5, 1), "20110500": date(2011, 5, 1),
    "40681": date(2011, 5, 18), "2011/5/18": date(2011, 5, 18), "2011年5月18日": date(2011, 5, 18),
}  # fmt: skip
NO_DATES = {"1900-01-01": "not_a_date", "不清楚": "not_a_date", "2031-05-01": "date_in_future"}
PLAIN = "常山县宏达(辉埠)轴承有限公司"
PLAIN_CODE = coded("91330822MA2DH0001")


def _code(number: int) -> str:
    return coded(f"91330822MA2D1{number:04d}")


def _name(number: int) -> str:
    return f"常山县第{number}轴承有限公司"


class Dirty:
    """The county with all the dirt; `row(kind, key)` is the row number of what was put in under a key."""

    def __init__(self, county: LiteralCounty) -> None:
        self.county = county
        self.kinds: dict[str, list[dict[str, Any]]] = {}
        self.place: dict[tuple[str, Any], int] = {}

    def put(self, kind: str, key: Any, **cells: str) -> None:
        rows = self.kinds.setdefault(kind, [])
        rows.append(cells)
        self.place[kind, key] = len(rows) + 1

    def reasons(self, kind: str, key: Any) -> set[str]:
        """Reasons of the rejects of a row."""
        found = self.county.rows(
            f"select reason_code from mart.reject where source_kind = '{kind}' and row = {self.place[kind, key]}"
        )
        return {reason for (reason,) in found}

    def clean(self, kind: str, key: Any, columns: str) -> tuple | None:
        """Columns of what a row became in its clean table; None where it is not kept."""
        table = {"enterprise_registry": "enterprise", "above_scale_list": "above_scale", "union_ledger": '"union"'}
        found = self.county.rows(
            f"select {columns} from clean.{table.get(kind, kind)} where row = {self.place[kind, key]}"
        )
        return found[0] if found else None


def _fill(dirty: Dirty) -> None:
    dirty.put(
        "enterprise_registry",
        "plain",
        name=PLAIN,
        credit_code=PLAIN_CODE,
        status="存续",
        registered_address="常山县辉埠镇工业路１２号",
    )
    for number, (spoilt, _reason) in enumerate(CODES.values()):
        key = ("code", number)
        right = {"name": _name(number), "credit_code": _code(number)}
        dirty.put("enterprise_registry", key, name=right["name"], credit_code=right["credit_code"], status="存续")
        dirty.put(
            "enterprise_registry",
            ("spoilt", number),
            name=_name(number + 100),
            credit_code=spoilt(_code(number + 100)),
            status="存续",
        )
        _mention(dirty, key, right["name"], spoilt(right["credit_code"]), number)
    for number, name in enumerate(NAMES.values()):
        _mention(dirty, ("name", number), name, "", 50 + number)
    for number, word in enumerate(NOTHING):
        cells = dict.fromkeys(
            (
                "credit_code",
                "entity_type",
                "status",
                "established_on",
                "industry_code",
                "registered_capital",
                "business_address",
            ),
            word,
        )
        dirty.put("enterprise_registry", ("nothing", number), name=_name(200 + number), **cells)
        cells = dict.fromkeys(
            ("host_code", "union_type", "township", "established_on", "term_start", "members", "status"), word
        )
        dirty.put("union_ledger", ("nothing", number), union_name=f"{_name(200 + number)}工会委员会", **cells)
        dirty.put(
            "headcount",
            ("nothing", number),
            name=_name(200 + number),
            headcount=word,
            source="社保",
            period=f"2020-{number + 1:02d}",
        )
        dirty.put(
            "above_scale_list",
            ("nothing", number),
            name=_name(200 + number),
            credit_code=word,
            category=word,
            listed_from=word,
            listed_to=word,
        )
        dirty.put(
            "union_coverage",
            ("nothing", number),
            union_name="辉埠镇联合工会委员会",
            host_name=_name(200 + number),
            covered_from=word,
            covered_to=word,
        )
    for number, word in enumerate(NOTHING):
        dirty.put("enterprise_registry", ("nobody", number), name=word, status="存续")
        dirty.put("union_ledger", ("nobody", number), union_name=word, members="3")
    for number, written in enumerate(CAPITALS):
        dirty.put(
            "enterprise_registry",
            ("capital", number),
            name=_name(300 + number),
            registered_capital=written,
            status="存续",
        )
    for number, written in enumerate([*DATES, *NO_DATES]):
        name = _name(400 + number)
        dirty.put("enterprise_registry", ("date", number), name=name, established_on=written, status="存续")
        dirty.put(
            "union_ledger",
            ("date", number),
            union_name=f"{name}工会委员会",
            host_name=name,
            established_on=written,
            term_start=written,
        )
        dirty.put("above_scale_list", ("date", number), name=name, listed_from=written)
        dirty.put(
            "union_coverage", ("date", number), union_name="辉埠镇联合工会委员会", host_name=name, covered_from=written
        )
        dirty.put("headcount", ("date", number), name=name, headcount="30", source="统计", period=written)
    dirty.put("union_ledger", "joint", union_name="辉埠镇联合工会委员会", union_type="联合基层工会", township="辉埠镇")
    for number, reason in enumerate(("same", "same", "other")):
        dirty.put(
            "enterprise_registry",
            ("twice", number),
            name=_name(500),
            credit_code=_code(500),
            status="存续",
            registered_address=f"辉埠镇{reason}路",
        )
    dirty.put("enterprise_registry", "service", name="常山县工会服务有限公司", credit_code=_code(501), status="存续")
    dirty.put(
        "enterprise_registry",
        "union",
        name="常山县某某工会委员会",
        credit_code=coded("81330822MA2DH0009"),
        status="存续",
    )
    dirty.put(
        "union_ledger",
        "service",
        union_name="常山县工会服务有限公司工会委员会",
        host_name="常山县工会服务有限公司",
        union_code=_code(501),
    )


def _mention(dirty: Dirty, key: tuple, name: str, code: str, number: int) -> None:
    """The same entity in every kind that names one."""
    dirty.put(
        "headcount",
        key,
        name=name,
        credit_code=code,
        headcount="30",
        source="社保",
        period=f"20{10 + number % 15}-{1 + number % 12:02d}",
    )
    dirty.put("above_scale_list", key, name=name, credit_code=code, category="规上工业")
    dirty.put(
        "union_ledger",
        key,
        union_name=f"第{number}工会委员会",
        host_name=name,
        host_code=code,
        members="3",
        township="辉埠镇",
    )
    dirty.put(
        "union_coverage",
        key,
        union_name="辉埠镇联合工会委员会",
        host_name=name,
        host_code=code,
        covered_from=f"20{10 + number % 15}-01-01",
    )


@pytest.fixture(scope="module")
def dirty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dirty]:
    with empty_build() as connection:
        filled = Dirty(LiteralCounty(connection, tmp_path_factory.mktemp("dirty")))
        _fill(filled)
        filled.county.run(**filled.kinds)
        yield filled


NAMING = ("headcount", "above_scale_list", "union_coverage")


@pytest.mark.parametrize("way", CODES)
def test_a_spoilt_code_of_the_registry_gives_no_code_but_keeps_the_row(dirty: Dirty, way: str) -> None:
    number, reason = list(CODES).index(way), CODES[way][1]
    code = _code(number + 100)
    enterprise_id, kept = dirty.clean("enterprise_registry", ("spoilt", number), "enterprise_id, credit_code")
    whole = reason is None and way != "无"
    assert kept == (code if whole else None)
    prefix = "C-" if whole else "R-" if reason == "code_registration_number" else "N-"
    assert enterprise_id.startswith(prefix)
    assert dirty.reasons("enterprise_registry", ("spoilt", number)) == ({reason} if reason else set())


@pytest.mark.parametrize("way", CODES)
@pytest.mark.parametrize("kind", NAMING)
def test_a_spoilt_code_beside_a_full_name_is_told_by_the_name(dirty: Dirty, kind: str, way: str) -> None:
    number = list(CODES).index(way)
    assert dirty.clean(kind, ("code", number), "enterprise_id") == (f"C-{_code(number)}",)
    assert dirty.reasons(kind, ("code", number)) == set()


@pytest.mark.parametrize("way", CODES)
def test_a_spoilt_host_code_of_the_ledger_is_reported_and_the_host_told_by_its_name(dirty: Dirty, way: str) -> None:
    number, reason = list(CODES).index(way), CODES[way][1]
    row = dirty.place["union_ledger", ("code", number)]
    linked = dirty.county.rows(f'select host_enterprise_id from mart."union" where source_row = {row}')
    assert linked == [(f"C-{_code(number)}",)]
    assert dirty.reasons("union_ledger", ("code", number)) == ({reason} if reason else set())


@pytest.mark.parametrize("way", NAMES)
def test_a_name_of_other_width_blanks_or_entities_is_the_same_enterprise(dirty: Dirty, way: str) -> None:
    key = ("name", list(NAMES).index(way))
    for kind in NAMING:
        assert dirty.clean(kind, key, "enterprise_id") == (f"C-{PLAIN_CODE}",), kind
    row = dirty.place["union_ledger", key]
    assert (
        dirty.county.one(f'select host_enterprise_id from mart."union" where source_row = {row}') == f"C-{PLAIN_CODE}"
    )


@pytest.mark.parametrize("word", NOTHING)
def test_a_word_for_nothing_is_nothing_and_no_fault(dirty: Dirty, word: str) -> None:
    key = ("nothing", NOTHING.index(word))
    columns = "credit_code, registration_status, entity_class, established_on, registered_capital_10k, industry_section"
    assert dirty.clean("enterprise_registry", key, columns) == (None, "unknown", "company", None, None, None)
    assert dirty.clean("union_ledger", key, "members, established_on, term_start, township_name") == (
        None,
        None,
        None,
        None,
    )
    assert dirty.clean("above_scale_list", key, "listed_from, is_listed") == (None, True)
    assert dirty.clean("union_coverage", key, "covered_from, covered_to") == (None, None)
    for kind in ("enterprise_registry", "union_ledger", "above_scale_list", "union_coverage"):
        assert dirty.reasons(kind, key) == set(), kind
    assert dirty.clean("headcount", key, "headcount") is None
    assert dirty.reasons("headcount", key) == {"headcount_missing"}


@pytest.mark.parametrize("written", CAPITALS)
def test_a_registered_capital_is_read_with_unit_and_currency_or_not_at_all(dirty: Dirty, written: str) -> None:
    key = ("capital", list(CAPITALS).index(written))
    amount, currency = CAPITALS[written]
    found = dirty.clean("enterprise_registry", key, "registered_capital_10k, registered_capital_currency")
    assert found == (pytest.approx(amount) if amount else None, currency)
    assert dirty.reasons("enterprise_registry", key) == (set() if amount else {"capital_without_unit"})


@pytest.mark.parametrize("written", DATES)
def test_a_date_in_any_form_is_that_day_in_every_kind(dirty: Dirty, written: str) -> None:
    key, day = ("date", list(DATES).index(written)), DATES[written]
    assert dirty.clean("enterprise_registry", key, "established_on") == (day,)
    assert dirty.clean("union_ledger", key, "established_on, term_start") == (day, day)
    assert dirty.clean("above_scale_list", key, "listed_from") == (day,)
    assert dirty.clean("union_coverage", key, "covered_from") == (day,)
    assert dirty.clean("headcount", key, "period") == ("2011-05",)
    for kind in dirty.kinds:
        assert dirty.reasons(kind, key) == set(), kind


@pytest.mark.parametrize("written", NO_DATES)
def test_what_is_no_day_or_lies_in_the_future_is_not_believed(dirty: Dirty, written: str) -> None:
    key, reason = ("date", len(DATES) + list(NO_DATES).index(written)), NO_DATES[written]
    assert dirty.clean("enterprise_registry", key, "established_on") == (None,)
    assert dirty.clean("union_ledger", key, "established_on, term_start") == (None, None)
    assert dirty.reasons("enterprise_registry", key) == {reason}
    assert dirty.reasons("union_ledger", key) == {reason}
    assert dirty.clean("headcount", key, "period") is None
    assert dirty.reasons("headcount", key) == {"date_in_future" if reason == "date_in_future" else "not_a_period"}
    for kind in ("above_scale_list", "union_coverage"):
        assert dirty.reasons(kind, key) == ({"not_a_date"} if reason == "not_a_date" else set()), kind


def test_what_begins_in_the_future_does_not_hold_yet(dirty: Dirty) -> None:
    key = ("date", len(DATES) + list(NO_DATES).index("2031-05-01"))
    assert dirty.clean("above_scale_list", key, "is_listed") == (False,)
    name = dirty.kinds["union_coverage"][dirty.place["union_coverage", key] - 2]["host_name"]
    own = f"select relation from mart.enterprise_union join mart.enterprise using (enterprise_id) where name = '{name}'"
    assert ("covered",) not in dirty.county.rows(own)


def test_a_row_that_says_the_same_again_is_skipped_and_one_that_contradicts_is_rejected(dirty: Dirty) -> None:
    kept = [dirty.clean("enterprise_registry", ("twice", number), "credit_code") for number in range(3)]
    assert kept == [(_code(500),), None, None]
    assert [dirty.reasons("enterprise_registry", ("twice", number)) for number in range(3)] == [
        set(),
        set(),
        {"contradicts_other_row"},
    ]


def test_an_enterprise_with_union_in_its_name_is_an_enterprise_and_a_code_81_no_enterprises(dirty: Dirty) -> None:
    assert dirty.clean("enterprise_registry", "service", "enterprise_id") == (f"C-{_code(501)}",)
    assert dirty.county.one("select union_status from mart.enterprise where name = '常山县工会服务有限公司'") == "own"
    assert dirty.clean("enterprise_registry", "union", "credit_code") == (None,)
    assert dirty.reasons("enterprise_registry", "union") == {"code_union_code"}


@pytest.mark.parametrize("word", NOTHING)
def test_a_word_for_nothing_is_nobodys_name(dirty: Dirty, word: str) -> None:
    key = ("nobody", NOTHING.index(word))
    for kind in ("enterprise_registry", "union_ledger"):
        assert dirty.clean(kind, key, "row") is None, kind
        assert dirty.reasons(kind, key) == {"name_missing"}, kind


def test_full_width_digits_in_an_address_are_digits(dirty: Dirty) -> None:
    found = dirty.county.rows(f"select address, township_name from mart.enterprise where name = '{PLAIN}'")
    assert found == [("常山县辉埠镇工业路12号", "辉埠镇")]


def test_every_row_is_kept_rejected_or_skipped(dirty: Dirty) -> None:
    assert (
        dirty.county.rows(
            "select * from mart.source_status where rows_read <> rows_kept + rows_rejected + rows_skipped"
        )
        == []
    )
