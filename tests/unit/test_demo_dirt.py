"""Every line of dirt that was measured in real registries and ledgers occurs in the invented county; a test a line."""

import re
from collections.abc import Callable

import pandas as pd
import pytest

from tests.unit.demo_files import Written, default_demo, ledger

REGISTRY = "市场主体登记_20260930.csv"
WEST = "市场主体登记_西片_*.csv"


@pytest.fixture(scope="module")
def written() -> Written:
    return default_demo()


@pytest.fixture(scope="module")
def registry(written: Written) -> pd.DataFrame:
    return written.table(REGISTRY)


@pytest.fixture(scope="module")
def unions(written: Written) -> pd.DataFrame:
    return ledger(written)


def many(column: pd.Series, pattern: str) -> int:
    """How many texts of a column match."""
    return sum(re.search(pattern, str(value)) is not None for value in column)


def test_the_bulk_is_utf8_without_bom_and_another_file_has_one(written: Written) -> None:
    assert not written.only(REGISTRY).read_bytes().startswith(b"\xef\xbb\xbf")
    assert written.only("企业年报_*.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_county_file_is_gbk(written: Written) -> None:
    with pytest.raises(UnicodeDecodeError):
        written.text(WEST, "utf-8")
    assert len(written.table(WEST, "gbk")) > 1_000


def test_a_file_is_gb18030_beyond_gbk(written: Written) -> None:
    with pytest.raises(UnicodeDecodeError):
        written.text("联合工会覆盖单位_*.csv", "gbk")
    assert "䶮" in written.text("联合工会覆盖单位_*.csv", "gb18030")


def test_rows_decoded_wrongly_are_beyond_repair_and_have_another_column_order(written: Written) -> None:
    spoilt = [line for line in written.text(REGISTRY).split("\n") if "\ufffd" in line]
    assert len(spoilt) >= 4
    assert all(re.match(r"[^,]*,\d{4}-\d\d-\d\d,", line) for line in spoilt)


def test_commas_without_quotes_make_a_field_too_many(written: Written) -> None:
    assert written.text(REGISTRY).count(",1,000(万元人民币),") >= 4


def test_rows_have_fields_too_few_and_too_many(written: Written) -> None:
    lines = [line for line in written.text(REGISTRY).split("\n") if line and '"' not in line and "\ufffd" not in line]
    counts = pd.Series([line.count(",") + 1 for line in lines]).value_counts()
    assert {16, 17, 18, 20} <= set(counts.index)


def test_a_file_has_nul_bytes_and_ends_its_lines_with_crlf(written: Written) -> None:
    raw = written.only(WEST).read_bytes()
    assert raw.count(b"\x00") >= 3
    assert raw.count(b"\r\n") == raw.count(b"\n")


CODES: dict[str, str] = {
    "lower case": r"^9[123]3399[0-9a-z]*[a-z][0-9a-z]*$",
    "masked": r"xx$",
    "O for 0 or I for 1, S for 5, Z for 2": r"^9[123A-Z]{1}[^ ]*[OISZ]",
    "scientific notation": r"^\d\.\d+E\+17$",
    "last three digits 000": r"^\d{15}000$",
    "13-digit number": r"^\d{13}$",
    "15-digit number": r"^\d{15}$",
    "企合 prefix": r"^企合",
    "无": r"^无$",
    "blanks inside": r"\s",
    "double width": r"[０-９]{5}",
}


@pytest.mark.parametrize("kind", CODES)
def test_a_registry_code_is_spoilt(written: Written, registry: pd.DataFrame, kind: str) -> None:
    west = written.table(WEST, "gbk")["社会信用代码"]
    assert many(pd.concat([registry["统一社会信用代码"], west]), CODES[kind]) >= 1


def test_nearly_all_registry_codes_are_whole(registry: pd.DataFrame) -> None:
    assert many(registry["统一社会信用代码"], r"^9[123]3399\d\d[0-9A-Z]{10}$") / len(registry) > 0.99


def test_a_code_stands_on_two_names(written: Written) -> None:
    truth = written.true("truth_enterprise")
    whole = truth[truth["code_dirt"].isin(["", "reused"])]
    names = whole.groupby("credit_code_written")["name_written"].nunique()
    assert (names > 1).sum() >= 4
    assert (truth["code_dirt"] == "reused").any()
    assert truth["is_repeat"].sum() >= 3


def test_some_codes_carry_another_district(registry: pd.DataFrame) -> None:
    other = many(registry["统一社会信用代码"], r"^9[123]3399(?!22)\d\d")
    assert 0.02 <= other / len(registry) <= 0.07


def test_all_words_for_nothing_occur_in_one_column(registry: pd.DataFrame) -> None:
    for column in ("曾用名", "企业类型", "经营场所"):
        assert {"N/A", "无", "null", "-", ""} <= set(registry[column])


def test_the_type_is_missing_in_nine_rows_of_ten(registry: pd.DataFrame) -> None:
    assert 0.75 <= (registry["企业类型"] == "N/A").mean() <= 0.9


def test_capital_is_written_in_many_formats_and_nine_currencies(registry: pd.DataFrame) -> None:
    shapes = registry["注册资本"].str.replace(r"[\d,.]+", "9", regex=True).unique()
    assert len(shapes) >= 20
    joined = "".join(registry["注册资本"])
    for currency in ("人民币", "美元", "欧元", "港元", "日元", "英镑", "新台币", "韩元", "新加坡元"):
        assert currency in joined
    for shape in ("9(万元人民币)", "9(万)", "9万人民币", "9()", "9（万元）"):
        assert shape in shapes


def test_addresses_have_double_width_digits(registry: pd.DataFrame) -> None:
    assert 0.015 <= many(registry["住所"], "[０-９]") / len(registry) <= 0.035


def test_names_mix_the_width_of_brackets(registry: pd.DataFrame) -> None:
    assert many(registry["企业名称"], "（") > 100
    assert many(registry["企业名称"], r"\(") > 20


def test_six_names_differ_by_the_width_of_brackets_alone(written: Written) -> None:
    true = written.true("truth_enterprise")
    true = true[~true["is_repeat"]]
    narrow = true["name"].str.replace("（", "(").str.replace("）", ")")
    assert narrow.duplicated(keep=False).sum() == 6


def test_blanks_and_entities_stand_in_texts(registry: pd.DataFrame) -> None:
    assert many(registry["企业名称"], "\u3000") >= 2
    assert many(registry["住所"], "\u3000") >= 2
    assert many(registry["住所"], "&amp;") >= 2
    assert many(registry["住所"], "&nbsp;") >= 2


PLACES: dict[str, tuple[Callable[[pd.DataFrame], pd.Series], float, float]] = {
    "present township": (lambda rows: rows["form"].isin(["current", "park_and_township"]), 0.70, 0.90),
    "old name or stem": (lambda rows: rows["form"].isin(["former", "stem"]), 0.04, 0.11),
    "village alone": (lambda rows: rows["form"] == "village", 0.04, 0.10),
    "park or neither": (lambda rows: rows["form"].isin(["park", "neither"]), 0.03, 0.12),
    "a name two villages share": (lambda rows: rows["village_is_shared"], 0.0005, 0.02),
}


@pytest.mark.parametrize("kind", PLACES)
def test_addresses_name_their_place_in_the_measured_shares(written: Written, kind: str) -> None:
    holds, low, high = PLACES[kind]
    assert low <= holds(written.true("truth_place")).mean() <= high


def test_old_names_of_townships_stand_in_addresses(registry: pd.DataFrame) -> None:
    assert many(registry["住所"], "天马镇") >= 20
    assert many(registry["住所"], "宋畈乡") >= 20
    assert many(registry["住所"], "(云湖|辉埠|天马).{0,2}(新区|园区)") >= 20


def test_points_come_in_three_systems_and_some_without(registry: pd.DataFrame) -> None:
    systems = registry["坐标系"].value_counts()
    assert {"GCJ-02", "BD-09", "CGCS2000"} <= set(systems.index)
    assert ((registry["经度"] != "") & (registry["坐标系"] == "")).sum() >= 50
    assert 0.25 <= (registry["经度"] != "").mean() <= 0.45


DATES: dict[str, str] = {
    "2011-05-01": r"^\d{4}-\d\d-\d\d$",
    "2011.5": r"^\d{4}\.\d{1,2}$",
    "2011年5月": r"^\d{4}年\d{1,2}月$",
    "20110500": r"^\d{6}00$",
    "2011/5/1": r"^\d{4}/\d{1,2}/\d{1,2}$",
    "Excel serial number": r"^[34]\d{4}(\.0)?$",
    "1900-01-01": r"^1900-01-01$",
    "future": r"^20[67]\d-",
}


@pytest.mark.parametrize("kind", DATES)
def test_ledger_dates_come_in_every_form(unions: pd.DataFrame, kind: str) -> None:
    assert many(unions["建会日期"], DATES[kind]) >= 2


def test_the_ledger_has_a_sheet_a_township_with_title_and_total_row(written: Written) -> None:
    sheets = written.sheets("基层工会台账_20260930.xlsx")
    assert len(sheets) == 14
    for rows in sheets.values():
        assert rows[0][0] == "常山县基层工会台账（截至2026年9月30日）"
        assert rows[1][0] == "序号"
        assert rows[-1][0] == "合计"
        assert [row[0] for row in rows[2:-1]] == list(range(1, len(rows) - 2))


def test_last_months_ledger_lies_beside_this_months(written: Written) -> None:
    older = written.sheets("基层工会台账_20260831.xlsx")
    assert older["辉埠镇"][0][0] == "常山县基层工会台账（截至2026年8月31日）"


def test_a_title_row_stands_above_a_registry_workbook(written: Written) -> None:
    (rows,) = written.sheets("新设市场主体登记_*.xlsx").values()
    assert "截至2026年9月30日" in rows[0][0]
    assert rows[1][:2] == ["序号", "企业名称"]


def test_numbers_are_stored_as_text_here_and_there(unions: pd.DataFrame) -> None:
    members = list(unions["会员人数"])
    assert sum(isinstance(value, str) and value.isdigit() for value in members) >= 10
    assert sum(isinstance(value, float) for value in members) >= 500


def test_a_column_of_identity_cards_was_added_to_a_sheet(unions: pd.DataFrame) -> None:
    assert unions["主席身份证号"].dropna().astype(str).str.fullmatch(r"339922\d{11}[\dX]").sum() >= 50


def test_the_hosts_code_stands_in_the_unions_column(unions: pd.DataFrame) -> None:
    foreign = many(unions["工会统一社会信用代码"], r"^(9[123]|5[12]|1[12])3399")
    assert 0.05 <= foreign / len(unions) <= 0.2
    assert many(unions["工会统一社会信用代码"], r"^81339922") >= 200


LEDGER_CODES = {**{key: CODES[key] for key in list(CODES)[:5]}, "words for nothing": r"^(无|N/A|-|null)$"}


@pytest.mark.parametrize("kind", LEDGER_CODES)
def test_a_host_code_of_the_ledger_is_spoilt(unions: pd.DataFrame, kind: str) -> None:
    codes = pd.concat([unions["所在单位代码"], unions["工会统一社会信用代码"]])
    assert many(codes, LEDGER_CODES[kind].replace("9[123", "[159][123")) >= 2


def test_some_enterprises_have_union_in_their_name_and_are_none(registry: pd.DataFrame) -> None:
    assert many(registry["企业名称"], "工会") >= 2


def test_members_exceed_workers_in_some_unions(unions: pd.DataFrame) -> None:
    members, workers = (pd.to_numeric(unions[column], errors="coerce") for column in ("会员人数", "职工人数"))
    assert (members > workers * 1.1).sum() >= 5


def test_headcounts_of_two_sources_differ_by_more_than_a_third(written: Written) -> None:
    insured = written.table("社保参保人数_*.csv", "gbk").drop_duplicates("单位名称", keep="last")
    (rows,) = written.sheets("个税扣缴人数_*.xlsx").values()
    taxed = pd.DataFrame(rows[2:-1], columns=rows[1]).drop_duplicates("纳税人名称")
    both = insured.merge(taxed, left_on="单位名称", right_on="纳税人名称")
    insured_count, taxed_count = both["参保人数"].astype(float), both["扣缴人数"].astype(float)
    large = insured_count >= 10
    assert ((insured_count - taxed_count).abs() > insured_count * 0.3)[large].sum() >= 10


def test_annual_reports_keep_many_headcounts_to_themselves(written: Written) -> None:
    reports = written.table("企业年报_*.csv")
    told = reports["从业人数"].str.fullmatch(r"\d+")
    assert 0.3 <= 1 - told.mean() <= 0.55


def test_one_larger_enterprise_in_eight_is_in_no_headcount_file(written: Written) -> None:
    (rows,) = written.sheets("个税扣缴人数_*.xlsx").values()
    tables = [
        written.table("社保参保人数_*.csv", "gbk")["单位名称"],
        written.table("企业年报_*.csv")["单位名称"],
        written.table("统计从业人员_*.csv", "gb18030")["单位名称"],
        pd.Series([row[2] for row in rows[2:-1]]),
    ]
    firms = written.true("truth_enterprise")
    larger = firms[(firms["headcount"] >= 25) & (firms["registration_status"] == "active") & ~firms["is_repeat"]]
    silent = ~larger["name"].isin(pd.concat(tables))
    assert 0.06 <= silent.mean() <= 0.25
