"""The risk page's figures by a second route, pandas over the unions; what a card says, and what is not known."""

import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from tests.pages.conftest import Open, texts
from ui import effective, risk_charts, risk_words
from ui.effective import Step

BANDS = {
    "疑似空壳": "suspected",
    "关注": "watch",
    "待核查": "to_verify",
    "正常": "normal",
    "免评": "exempt",
}
LISTS = ("名单", "待核查", "红线", "雷同信号", "规则和自检")


@pytest.fixture(scope="module")
def unions(demo_mart: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return demo_mart.execute('select * from mart."union" where risk_band is not null').df()


@pytest.fixture(scope="module")
def indicators(demo_mart: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return demo_mart.execute("select * from mart.risk_indicator").df()


@pytest.fixture(scope="module")
def likeliest(unions: pd.DataFrame) -> pd.Series:
    return unions[unions.risk_rank == 1].iloc[0]


def plainly(page) -> str:
    return " ".join(texts(page)).replace("\\", "").replace("**", "")


@pytest.mark.parametrize("townships", [[], ["天马街道"], ["辉埠镇", "紫港街道"]])
def test_every_band_counts_what_pandas_counts(open_page: Open, unions: pd.DataFrame, townships: list[str]) -> None:
    found = unions[unions.township_name.isin(townships)] if townships else unions
    said = {metric.label: metric.value for metric in open_page("risk", township=townships).metric}
    assert said.pop("参评基层工会") == str(len(found))
    assert said == {label: str(int((found.risk_band == band).sum())) for label, band in BANDS.items()}


def test_the_three_figures_are_always_there_proven_and_possible(open_page: Open, unions: pd.DataFrame) -> None:
    said = plainly(open_page("risk"))
    for step, words in ((1, "建起来"), (2, "转起来"), (3, "活起来")):
        proven, possible = int((unions.ladder_proven >= step).sum()), int((unions.ladder_possible >= step).sum())
        assert f"{words} · {len(unions)} 家中 {proven}～{possible} 家" in said


def test_effective_coverage_counts_what_pandas_counts(
    open_page: Open, demo_mart: duckdb.DuckDBPyConnection, unions: pd.DataFrame
) -> None:
    enterprises = demo_mart.execute("select * from mart.enterprise where in_scope and is_larger").df()
    covered = enterprises[enterprises.union_status.isin(["own", "joint", "headquarters"])]
    steps = covered.merge(unions[["union_id", "ladder_proven", "ladder_possible"]], on="union_id", how="left")
    for page in ("overview", "coverage_map"):
        said = plainly(open_page(page))
        for step, words in ((2, "转起来"), (3, "活起来")):
            proven, possible = int((steps.ladder_proven >= step).sum()), int((steps.ladder_possible >= step).sum())
            numbers = f"{proven}～{possible} 家" if proven != possible else f"{proven} 家"
            assert f"{words} · {len(enterprises)} 家中 {numbers}" in said


@pytest.mark.parametrize(
    ("step", "whole", "said"),
    [
        (Step("alive", 0, 5), 50, "还没有证实的，最多 10.0%"),
        (Step("alive", 0, 0), 50, "按现有材料没有"),
        (Step("running", 5, 10), 50, "已证实 10.0%，最多 20.0%"),
        (Step("running", 5, 5), 50, "10.0%"),
        (Step("running", 1, 2), 9, "已证实 1，最多 2"),
    ],
)
def test_what_nobody_has_asked_is_not_said_as_nothing(step: Step, whole: int, said: str) -> None:
    assert effective.said(step, whole) == said


def test_the_list_holds_the_bands_chosen_in_the_order_of_their_rank(open_page: Open, unions: pd.DataFrame) -> None:
    shown = open_page("risk").dataframe[0].value
    found = unions[unions.risk_band.isin(["suspected", "watch"])]
    ranked = found.sort_values(["risk_rank", "score_proven"], ascending=[True, False])
    assert list(shown["基层工会"]) == list(ranked.union_name)
    assert set(shown["风险档"]) == {"疑似空壳", "关注"}


def test_band_members_and_township_narrow_the_list(open_page: Open, unions: pd.DataFrame) -> None:
    found = unions[(unions.risk_band == "watch") & unions.members.between(25, 99) & (unions.township_name == "辉埠镇")]
    page = open_page("risk", band=["关注"], members=["25–99 人"], township=["辉埠镇"])
    assert set(page.dataframe[0].value["基层工会"] if page.dataframe else []) == set(found.union_name)


def test_a_row_names_its_three_heaviest_findings_in_words(
    open_page: Open, demo_mart: duckdb.DuckDBPyConnection, likeliest: pd.Series
) -> None:
    words = dict(demo_mart.execute("select indicator, finding_zh from mart.risk_spec where is_used").fetchall())
    shown = open_page("risk").dataframe[0].value.iloc[0]
    assert shown["分最多的三项"] == "；".join(words[indicator] for indicator in likeliest.risk_reasons)


def test_what_evidence_would_settle_most_comes_first(open_page: Open, unions: pd.DataFrame) -> None:
    found = unions[unions.risk_band == "to_verify"]
    shown = open_page("risk", list="待核查").dataframe[0].value
    assert set(shown["基层工会"]) == set(found.union_name)
    opened = sorted(found.score_worst - found.score_proven, reverse=True)
    assert shown["未知的分"].tolist() == pytest.approx(opened, abs=0.0501)


def test_red_lines_stand_in_a_list_of_their_own(open_page: Open, demo_mart: duckdb.DuckDBPyConnection) -> None:
    number = demo_mart.execute("select count(*) from mart.risk_red_line").fetchall()[0][0]
    assert len(open_page("risk", list="红线").dataframe[0].value) == number > 0


def test_a_signal_lists_its_unions(open_page: Open, demo_mart: duckdb.DuckDBPyConnection) -> None:
    number = demo_mart.execute("select sum(unions) from mart.risk_signal").fetchall()[0][0]
    page = open_page("risk", list="雷同信号")
    assert f"{number} 条：" in plainly(page)
    assert len(page.dataframe[0].value) == min(number, 300)


def test_doubts_about_the_score_are_shown(open_page: Open, demo_mart: duckdb.DuckDBPyConnection) -> None:
    doubts = demo_mart.execute("select indicator from mart.score_check").fetchall()
    said = plainly(open_page("risk", list="规则和自检"))
    assert doubts
    assert all(re.search(rf"\b{indicator} ", said) for (indicator,) in doubts)


def test_below_ten_unions_there_is_no_share() -> None:
    def row(name: str, unions: int, suspected: int) -> dict:
        return {"township_name": name, "unions": unions, "suspected": suspected, "watch": 0}

    ranked, others = risk_charts.ranking([row("甲", 9, 9), row("乙", 10, 1), row("丙", 20, 10), row("未定位", 30, 3)])
    assert [place["township_name"] for place in ranked] == ["丙", "乙"]
    assert [place["township_name"] for place in others] == ["甲", "未定位"]


def test_the_points_on_a_card_add_up_to_its_score(
    open_page: Open, indicators: pd.DataFrame, likeliest: pd.Series
) -> None:
    page = open_page("union", id=likeliest.union_id)
    sheet = next(html.value for html in page.get("html") if "结果和依据" in html.value)
    points = [float(found) for found in re.findall(r"nowrap\">([\d.]+) / [\d.]+<div", sheet)]
    applied = indicators[(indicators.union_id == likeliest.union_id) & (indicators.outcome != "not_applicable")]
    assert len(points) == len(applied)
    assert sum(points) == pytest.approx(likeliest.score_proven, abs=0.05 * len(points))


def test_a_card_names_file_and_row_law_threshold_and_what_would_lower_it(
    open_page: Open, demo_mart: duckdb.DuckDBPyConnection, likeliest: pd.Series
) -> None:
    said = plainly(open_page("union", id=likeliest.union_id))
    assert f"{likeliest.source_file} · {likeliest.source_sheet} · 第 {likeliest.source_row} 行" in said
    for name, mend in demo_mart.execute(
        "select distinct s.name_zh, s.mend_zh from mart.risk_spec as s join mart.risk_indicator as i using (indicator)"
        " where s.is_used and i.share_failed > 0 and i.union_id = $id",
        {"id": likeliest.union_id},
    ).fetchall():
        assert name in said
        assert f"怎样降分：{mend}" in said
    assert "《工会法》第十六条" in said
    assert "逾期不超过几天算轻：180 天 [M]" in said


def test_a_card_says_what_is_missing_for_the_next_step(
    open_page: Open, demo_mart: duckdb.DuckDBPyConnection, unions: pd.DataFrame
) -> None:
    union = unions[(unions.ladder_proven == 1) & (unions.ladder_possible == 1)].iloc[0]
    rows = demo_mart.execute(
        "select condition from mart.ladder_condition where union_id = $id and step = 2 and is_met = false",
        {"id": union.union_id},
    ).fetchall()
    assert rows
    assert "到“转起来”还差：" in plainly(open_page("union", id=union.union_id))


def test_the_ladder_is_what_its_conditions_say(demo_mart: duckdb.DuckDBPyConnection, unions: pd.DataFrame) -> None:
    rows = demo_mart.execute("select * from mart.ladder_condition").df()
    for column, unknown in (("ladder_proven", False), ("ladder_possible", True)):
        met = (
            rows.assign(is_met=rows.is_met.astype("boolean").fillna(unknown)).groupby(["union_id", "step"]).is_met.all()
        )
        steps = met.unstack().astype(int).cumprod(axis=1).sum(axis=1)
        assert steps.to_dict() == unions.set_index("union_id")[column].astype(int).to_dict()


def test_a_union_that_nobody_has_visited_is_called_suspected_only(open_page: Open, likeliest: pd.Series) -> None:
    for page in (
        open_page("risk"),
        open_page("risk", id=likeliest.union_id),
        open_page("union", id=likeliest.union_id),
    ):
        assert "到过现场" in plainly(page)
        calls = re.sub("疑似空壳|空壳工会风险|最像空壳|是不是空壳|才叫空壳", "", plainly(page))
        assert "空壳" not in calls


def test_our_own_design_is_marked(open_page: Open) -> None:
    said = plainly(open_page("risk"))
    assert "已证实分达到此数的，疑似空壳：60 分 [P]" in said
    assert "[P]：本项目设定" in said


@pytest.mark.parametrize("name", LISTS)
def test_no_code_and_no_english_is_on_any_list(open_page: Open, name: str) -> None:
    page = open_page("risk", list=name)
    cells = [str(value) for column in page.dataframe[0].value for value in page.dataframe[0].value[column].dropna()]
    assert [cell for cell in cells if re.search(r"\b[a-z]+_[a-z]+\b|\b(true|false|null)\b", cell)] == []


def test_a_county_without_a_union_to_score_says_so(open_page: Open, changed: Callable[..., Path]) -> None:
    page = open_page("risk", changed('update mart."union" set risk_band = null'))
    assert page.title[0].value == "这里没有可评的基层工会"


def test_a_share_is_read_as_one() -> None:
    spec = {"indicator": "E1", "parts": {}, "value_zh": "知晓率", "value_en": "share"}
    assert risk_words.value(spec, "0.4") == "知晓率：40.0%"
    assert risk_words.value({**spec, "indicator": "O1"}, "1009") == "知晓率：1,009"
    assert risk_words.value(spec, None) == ""


def test_that_nothing_is_proven_is_not_said_as_proven(open_page: Open, unions: pd.DataFrame) -> None:
    union = unions[(unions.ladder_proven == 0) & (unions.ladder_possible > 0)].iloc[0]
    said = plainly(open_page("union", id=union.union_id))
    assert "阶梯：建起来还没有全部证实，最多" in said
    assert "还不知道：" in said
