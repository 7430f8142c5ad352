"""The pages' figures by a second route: a few lines of pandas over the enterprises."""

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open, texts
from ui import charts

FLAGS = {
    "规模较大企业": "is_larger",
    "规上企业": "is_above_scale",
    "25 人以上企业": "is_25plus",
    "百人以上企业": "is_100plus",
}
COVERED = ["own", "joint", "headquarters"]


@pytest.fixture(scope="module")
def enterprises(demo_mart: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    frame = demo_mart.execute("select * from mart.enterprise where in_scope").df()
    return frame.assign(township_name=frame.township_name.fillna("未定位"))


def larger(enterprises: pd.DataFrame, definition: str, townships: list[str]) -> pd.DataFrame:
    found = enterprises[enterprises[FLAGS[definition]].eq(True)]
    return found[found.township_name.isin(townships)] if townships else found


def figures(page: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in page.metric}


def share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "—"


@pytest.mark.parametrize("definition", FLAGS)
@pytest.mark.parametrize("townships", [[], ["天马街道"], ["辉埠镇", "未定位"]])
def test_the_overview_counts_what_pandas_counts(
    open_page: Open, enterprises: pd.DataFrame, definition: str, townships: list[str]
) -> None:
    found = larger(enterprises, definition, townships)
    covered = found[found.union_status.isin(COVERED)]
    said = figures(open_page("overview", definition=definition, township=townships))
    assert said["建会率"] == share(len(covered), len(found))
    assert said["其中单独建会"] == share((found.union_status == "own").sum(), len(found))
    assert said["职工覆盖率"] == share(covered.headcount.sum(), found.headcount.sum())
    assert said["未建会"] == f"{(found.union_status == 'none').sum()} 家"


def test_the_interval_is_the_uncertain_ones(open_page: Open, enterprises: pd.DataFrame) -> None:
    found = larger(enterprises, "规模较大企业", [])
    covered, uncertain = found.union_status.isin(COVERED).sum(), (found.union_status == "uncertain").sum()
    low, high = share(covered, len(found)), share(covered + uncertain, len(found))
    said = f"建会率 **{low}**；{uncertain} 家待确认的都成立，最高 **{high}**。"
    assert any(said in text for text in texts(open_page("overview")))


def test_unknown_sizes_are_said_and_are_in_no_figure(open_page: Open, enterprises: pd.DataFrame) -> None:
    unknown = int(enterprises.is_larger.isna().sum())
    assert unknown > 0
    assert any(f"{unknown} 家规模不明" in text for text in texts(open_page("overview")))


def test_rows_that_could_not_be_used_are_said(open_page: Open, demo_mart: duckdb.DuckDBPyConnection) -> None:
    rejected = (
        "select source_kind, count(distinct (file, sheet, row)) from mart.reject where severity = 'row' group by all"
    )
    lost = {"union_ledger": 0} | dict(demo_mart.execute(rejected).fetchall())
    assert lost["enterprise_registry"] > 0
    said = f"企业登记有 {lost['enterprise_registry']:,} 行、工会台账有 {lost['union_ledger']:,} 行没能用上"
    assert any(said in text for text in texts(open_page("overview")))


@pytest.mark.parametrize(("most", "ticks"), [(0, 1), (4, 1), (5, None), (800, None)])
def test_an_axis_of_few_counts_has_a_tick_at_each_whole_number(most: int, ticks: int | None) -> None:
    assert charts.counted(most).get("dtick") == ticks


@pytest.mark.parametrize("definition", FLAGS)
def test_the_list_holds_the_enterprises_without_a_union(
    open_page: Open, enterprises: pd.DataFrame, definition: str
) -> None:
    found = larger(enterprises, definition, [])
    expected = set(found[found.union_status == "none"].name)
    assert set(open_page("targets", definition=definition).dataframe[0].value["企业"]) == expected


def test_the_list_is_in_the_order_of_priority(open_page: Open) -> None:
    ranks = open_page("targets").dataframe[0].value["名次"].tolist()
    assert ranks == sorted(ranks)
    assert ranks[0] == 1


def test_size_age_and_sector_narrow_the_list(open_page: Open, enterprises: pd.DataFrame) -> None:
    found = larger(enterprises, "规模较大企业", [])
    found = found[(found.union_status == "none") & (found.industry_section == "C")]
    found = found[found.headcount.between(25, 99) & (found.established_on <= pd.Timestamp("2016-09-30"))]
    page = open_page("targets", size=["25–99 人"], sector=["制造业"], age=["10 年以上"])
    shown = set(page.dataframe[0].value["企业"]) if page.dataframe else set()
    assert shown == set(found.name)


def test_the_map_says_who_is_on_no_point(open_page: Open, enterprises: pd.DataFrame) -> None:
    found = larger(enterprises, "规模较大企业", [])
    missing = int((found.union_status.eq("none") & found.lon.isna()).sum())
    assert missing > 0
    assert any(text.startswith(f"{missing} 家未建会企业没有坐标") for text in texts(open_page("coverage_map")))


def test_unplaced_and_unsized_lists_are_complete(open_page: Open, enterprises: pd.DataFrame) -> None:
    unplaced = enterprises[enterprises.township_name == "未定位"]
    unsized = enterprises[enterprises.is_larger.isna()]
    assert set(open_page("data", view="未定位").dataframe[0].value["企业"]) <= set(unplaced.name)
    for view, found in {"未定位": unplaced, "规模不明": unsized}.items():
        page = open_page("data", view=view)
        assert any(f"**{len(found):,}** 家" in text for text in texts(page))
        assert len(page.dataframe[0].value) == min(len(found), 300)


def test_every_source_file_is_listed_with_its_rows(open_page: Open, demo_mart: duckdb.DuckDBPyConnection) -> None:
    said = " ".join(texts(open_page("data"))).replace("\\", "")
    files = demo_mart.execute("select file, rows_read, rows_kept from mart.source_status").fetchall()
    assert files
    for file, read, kept in files:
        assert file in said
        assert f"读 {read:,} 行：用了 {kept:,}" in said


def test_every_reason_of_a_reject_is_shown_with_an_example(
    open_page: Open, demo_mart: duckdb.DuckDBPyConnection
) -> None:
    said = " ".join(texts(open_page("data", view="用不上的行与格"))).replace("\\", "")
    reasons = demo_mart.execute(
        "select reason, severity, source_kind, count(*) from mart.reject group by all"
    ).fetchall()
    assert reasons
    for reason, _severity, _kind, number in reasons:
        assert f"**{reason}** · {number:,} 处" in said
