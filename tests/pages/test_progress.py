"""The page 'How organising goes': every number against plain pandas over the tables, and the rows behind it."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from ledger import open_ledger, plans
from ledger.stages import STAGES
from tests.pages.conftest import Open, texts
from tests.pages.organising import organise
from ui import progress_queries, progress_rows, warehouse

REVIEWER = "复核员丙"
TODAY = date.today()
YEAR = 2026


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, demo_mart: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """URL of a ledger in which some organising stands."""
    url = f"sqlite:///{tmp_path_factory.mktemp('organising') / 'ledger.sqlite'}"
    ledger = open_ledger(url)
    organise(ledger, demo_mart, TODAY)
    yield url
    ledger.engine.dispose()


@pytest.fixture
def opened(open_page: Open, written: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Opens the page on that ledger."""
    monkeypatch.setenv("COVERAGE_LEDGER_URL", written)
    return lambda **query: open_page("progress", **query)


class Tables:
    """What the page read, as pandas frames, from a copy of its file."""

    def __init__(self, folder: Path) -> None:
        copy = shutil.copy(warehouse.current().file, folder / "read.duckdb")
        with duckdb.connect(str(copy), read_only=True) as connection:
            for name in ("organised", "plan_year", "target_progress", "stage", "township"):
                frame = connection.execute(f"select * from mart.{name}").df()
                if "township_name" in frame:
                    frame["township_name"] = frame["township_name"].fillna("未定位")
                setattr(self, name, frame)


def of_year(tables: Tables) -> pd.DataFrame:
    """What was organised in the year."""
    return tables.organised[pd.to_datetime(tables.organised["organised_on"]).dt.year == YEAR]


def still_open(tables: Tables) -> pd.DataFrame:
    """Targets that are open, with the day by which the next stage is to be reached."""
    rows = tables.target_progress[tables.target_progress["closed_by"].isna()].copy()
    days = dict(zip(tables.stage["stage"], tables.stage["stall_days"], strict=True))
    following = dict(pairwise(STAGES))

    def deadline(row: pd.Series) -> date | None:
        allowed = days.get(following.get(row["stage"]))
        if (
            not pd.isna(row["track"] or pd.NA)
            or row["removal_is_open"]
            or pd.isna(row["stage_since"])
            or pd.isna(allowed)
        ):
            return None
        return row["stage_since"].date() + timedelta(days=int(allowed))

    rows["track"] = rows["track"].where(rows["track"].notna(), None)
    rows["deadline"] = [deadline(row) for _index, row in rows.iterrows()]
    rows["is_stalled"] = [day is not None and day < TODAY for day in rows["deadline"]]
    near = TODAY + timedelta(days=30)
    seen = rows[["last_visit_on", "stage_since"]].max(axis=1)
    is_left = ~(seen >= rows["follow_up_on"]) & ~rows["removal_is_open"]
    again = [not pd.isna(day) and day.date() <= near for day in rows["follow_up_on"].where(is_left)]
    soon = [day is not None and TODAY <= day <= near for day in rows["deadline"]]
    rows["is_due"] = [one or other for one, other in zip(again, soon, strict=True)]
    return rows


def figures(page: AppTest) -> dict[str, str]:
    return {metric.label: metric.value.replace(",", "") for metric in page.metric}


def table(page: AppTest, name: str) -> pd.DataFrame:
    """A table whose numbers open their rows, as the browser gets it, by the township in its first column."""
    told = next(one.proto for one in page.get("bidi_component") if one.proto.id.endswith(name))
    data = json.loads(told.json)
    frame = pd.DataFrame(data["rows"], columns=data["head"]).set_index("乡镇街道")
    return frame.apply(lambda column: pd.to_numeric(column, errors="coerce"))


def year_line(page: AppTest) -> list[int]:
    """What was organised since January, by month, as the line of the year has it."""
    told = next(one.proto for one in page.get("plotly_chart") if one.proto.id.endswith("timeline"))
    line = next(trace for trace in json.loads(told.spec)["data"] if "lines+markers" in trace.get("mode", ""))
    return line["y"]


def last_list(page: AppTest) -> pd.DataFrame:
    return page.dataframe[-1].value


def test_every_figure_is_what_pandas_counts(opened: Callable[..., AppTest], tmp_path: Path) -> None:
    page = opened()
    tables = Tables(tmp_path)
    year, targets = of_year(tables), still_open(tables)
    planned = tables.plan_year.query(f"year == {YEAR}")["enterprises_to_organise"].sum()
    assert targets["is_stalled"].sum() > 3
    shown = figures(page)
    assert shown["今年计划"] == str(planned)
    assert shown["今年建会"] == str(len(year))
    assert shown["已证实转起来"] == str((year["is_running"] == True).sum())  # noqa: E712 - null is neither
    assert shown["今天停滞"] == str(targets["is_stalled"].sum())
    assert shown["近期到期"] == str(targets["is_due"].sum())
    assert page.title[0].value.startswith(f"{YEAR} 年计划建会 {planned} 家，已建 {len(year)} 家")
    assert f"另有 {tables.organised['organised_on'].isna().sum()} 家已建会而日期不明" in "".join(texts(page))


def test_every_number_by_township_is_what_pandas_counts(opened: Callable[..., AppTest], tmp_path: Path) -> None:
    shown = table(opened(), "progress_places")
    tables = Tables(tmp_path)
    year, targets = of_year(tables), still_open(tables)
    plan = tables.plan_year.query(f"year == {YEAR}").set_index("township_name")["enterprises_to_organise"]
    running = year["is_running"].map({True: "已证实转起来", False: "未转起来"}).fillna("不清楚")
    expected = {
        "今年建会": year.groupby("township_name").size(),
        "日期不明": tables.organised[tables.organised["organised_on"].isna()].groupby("township_name").size(),
        "在办": targets.groupby("township_name").size(),
        "停滞": targets[targets["is_stalled"]].groupby("township_name").size(),
        "近期到期": targets[targets["is_due"]].groupby("township_name").size(),
        **{word: year[running == word].groupby("township_name").size() for word in set(running)},
    }
    for label, counted in expected.items():
        told = shown[label]
        assert {name: number for name, number in told.drop("全县").items() if number} == counted.to_dict(), label
        assert told["全县"] == counted.sum(), label
    assert shown["今年计划"].drop(["全县", "未定位"]).astype(int).to_dict() == plan.to_dict()


def test_the_heat_table_is_what_pandas_counts(opened: Callable[..., AppTest], tmp_path: Path) -> None:
    shown = table(opened(), "progress_heat")
    targets = still_open(Tables(tmp_path))
    stages = targets[targets["track"].isna()].groupby(["township_name", "stage_position"]).size()
    for (township, position), number in stages.items():
        assert shown.loc[township].iloc[int(position)] == number
    assert shown.loc["全县", "暂缓"] == targets["track"].notna().sum() > 0
    assert shown.loc["全县", "合计"] == len(targets)
    assert (shown.drop("全县").sum() == shown.loc["全县"]).all()


@pytest.mark.parametrize("rows", ["organised", "running", "stalled", "due"])
def test_a_figure_opens_as_many_rows_as_it_says(opened: Callable[..., AppTest], rows: str) -> None:
    page = opened(township=["天马街道", "紫港街道", "大桥头乡"])
    page.button(key=f"figure_{rows}").click().run()
    label = {"organised": "今年建会", "running": "已证实转起来", "stalled": "今天停滞", "due": "近期到期"}[rows]
    number = int(figures(page)[label])
    said = " ".join(texts(page))
    assert f"**{number}** 家" in said
    if number:
        assert len(last_list(page)) == number
        assert set(last_list(page)["乡镇街道"]) <= {"天马街道", "紫港街道", "大桥头乡"}
    assert page.selectbox(key="rows").value == rows


def test_a_list_opens_by_its_address_and_says_what_holds_it_back(opened: Callable[..., AppTest]) -> None:
    page = opened(rows="在办", stage=["联系"])
    assert page.selectbox(key="rows").value == "targets"
    assert set(last_list(page)["已到阶段"]) == {"联系"}
    assert any("阶段：联系" in text for text in texts(page))
    assert len(last_list(opened(rows="在支线上"))["支线"].dropna()) > 0


def test_who_was_taken_off_is_listed_with_its_reason_and_the_second_person(opened: Callable[..., AppTest]) -> None:
    rows = last_list(opened(rows="移出名单"))
    assert set(rows["移出原因"]) == {"人数变化"}
    assert set(rows["双人复核"]) == {"待复核", "未经双人复核"}  # names that were picked vouch for nobody
    assert set(rows["写明的理由"]) == {"社保只剩 18 人"}


def test_opening_and_closing_of_every_month_and_township_have_their_rows(demo_mart: duckdb.DuckDBPyConnection) -> None:
    query = warehouse.sql("progress_covered")
    told = demo_mart.execute(
        "select opening_month, township_name, opening from mart.coverage_change"
        " union select month, township_name, closing from mart.coverage_change"
    ).fetchall()
    assert len(told) > 400
    counted = {
        (month, township): number
        for month in {row[0] for row in told}
        for township, number in Counter(
            row[0] for row in demo_mart.execute(query, {"month": month, "townships": [], "row_limit": None}).fetchall()
        ).items()
    }
    assert {(month, township): number for month, township, number in told if number} == counted


def test_of_a_published_month_moves_are_taken_back_one_by_one(changed: Callable[..., Path]) -> None:
    folder = changed(
        "create table kept as from mart.enterprise where in_scope and is_larger and township_name = '天马街道'",
        "delete from mart.coverage_move",
        "delete from mart.coverage_change",
        "insert into mart.coverage_change by name select month, opening_month, '天马街道' as township_name,"
        " 'published' as basis from (values (date '2026-09-01', date '2026-08-01'),"
        " (date '2026-08-01', date '2026-07-01'))"
        " as m (month, opening_month)",
        "insert into mart.coverage_move by name select date '2026-09-01' as month, '天马街道' as township_name,"
        " 'published' as basis, 'entered' as direction, enterprise_id from kept"
        " where union_status in ('own', 'joint', 'headquarters') order by enterprise_id limit 2",
        "insert into mart.coverage_move by name select date '2026-08-01' as month, '天马街道' as township_name,"
        " 'published' as basis, 'left' as direction, enterprise_id from kept where union_status = 'none'"
        " order by enterprise_id limit 1",
        "drop table kept",
    )
    query = warehouse.sql("progress_covered")
    with duckdb.connect(str(folder / (folder / "current").read_text("utf-8").strip()), read_only=True) as connection:
        counted = [
            len(connection.execute(query, {"month": month, "townships": ["天马街道"], "row_limit": None}).fetchall())
            for month in (date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1))
        ]
    assert counted[2] - counted[1] == 2
    assert counted[0] - counted[1] == 1


def test_the_list_of_a_month_holds_what_the_month_says(opened: Callable[..., AppTest]) -> None:
    page = opened(rows="今年建会", month="2026-05")
    build = warehouse.current()
    assert len(last_list(page)) == progress_queries.in_month(build, date(2026, 5, 1), ())
    page.button(key="whole_year").click().run()
    assert len(last_list(page)) == min(progress_queries.summed(build, YEAR, ()).done, 300)


@pytest.mark.parametrize(
    ("rows", "says"), [("larger", "其中规模较大"), ("not_running", "没转起来"), ("running_unknown", "不清楚")]
)
def test_a_number_below_a_figure_opens_as_many_rows_as_it_says(
    opened: Callable[..., AppTest], rows: str, says: str
) -> None:
    page = opened(township=["天马街道", "紫港街道", "大桥头乡"])
    way = page.button(key=f"below_{rows}")
    assert says in way.label
    [number] = map(int, re.findall(r"\d+", way.label))
    way.click().run()
    assert f"**{number}** 家" in " ".join(texts(page))
    assert page.selectbox(key="rows").value == rows
    if number:
        assert len(last_list(page)) == number


def test_every_list_opens_with_columns_of_names_of_their_own(opened: Callable[..., AppTest]) -> None:
    page = opened(month="2026-08")
    for name in progress_rows.LISTS:
        labels = [column.label for column in progress_rows.columns(name)]
        assert len(labels) == len(set(labels)), name
        page.selectbox(key="rows").select(name).run()
        assert not page.exception, name


def test_open_targets_below_stalled_open_their_rows(opened: Callable[..., AppTest], tmp_path: Path) -> None:
    page = opened()
    page.button(key="below_targets").click().run()
    assert f"**{len(still_open(Tables(tmp_path)))}** 家" in " ".join(texts(page))


def test_a_search_holds_no_list_back_and_none_says_so(opened: Callable[..., AppTest]) -> None:
    page = opened(rows="在办", q="纸业", stage=["联系"])
    said = [caption.value for caption in page.caption]
    assert any("阶段：联系" in text for text in said)
    assert not any("纸业" in text for text in said)


def test_the_year_s_line_ends_at_the_day_of_the_data_and_what_came_after_is_apart(
    open_page: Open, ledger_url: str, changed: Callable[..., Path], tmp_path: Path
) -> None:
    folder = changed(
        "update mart.build set as_of = date '2026-09-15'",
        "update mart.organised set organised_on = date '2026-09-20' where enterprise_id in"
        " (select enterprise_id from mart.organised order by enterprise_id limit 3)",
    )
    page = open_page("progress", folder, month="2026-09", rows="今年建会")
    done = of_year(Tables(tmp_path))
    days = pd.to_datetime(done["organised_on"])
    by_then, later = int((days <= "2026-09-15").sum()), int((days > "2026-09-15").sum())
    assert later >= 3
    assert year_line(page)[-1] == by_then
    in_line = int(((days >= "2026-09-01") & (days <= "2026-09-15")).sum())
    assert f"**{in_line}** 家" in " ".join(texts(page))
    assert page.button(key="figure_later").label == f"2026-09-15 以后另有 {later} 家，未画进线里：看名单"
    page.button(key="figure_later").click().run()
    assert len(last_list(page)) == later


def test_without_steps_the_page_says_so(open_page: Open, ledger_url: str) -> None:
    page = open_page("progress")
    assert figures(page)["今天停滞"] == "0"
    assert any("还没有人记过组建步骤" in text for text in texts(page))
    assert any("各乡镇在办企业：都还没开始" in text for text in texts(page))


def test_without_a_plan_nothing_is_compared_with_one(
    open_page: Open, ledger_url: str, changed: Callable[..., Path]
) -> None:
    page = open_page("progress", changed("delete from mart.plan_year"))
    assert page.title[0].value.endswith("没有年度计划")
    assert figures(page)["今年计划"] == "—"
    assert page.button(key="figure_plans").label == "看名单"
    assert any("没有计划可比" in text for text in texts(page))


def test_with_too_little_history_nothing_is_foretold(
    open_page: Open, ledger_url: str, changed: Callable[..., Path]
) -> None:
    page = open_page(
        "progress", changed("update mart.organised set organised_on = null where organised_on < '2026-07-01'")
    )
    assert figures(page)["预计全年"] == "—"
    assert sum("历史太短，不作预计" in text for text in texts(page)) >= 2


def test_a_plan_is_entered_and_taken_back_on_the_page(open_page: Open, ledger_url: str) -> None:
    page = open_page("progress", township=["东案乡"])
    before = figures(page)["今年计划"]
    page.sidebar.selectbox(key="actor_picker").select(REVIEWER).run()
    page.button(key="plan_0_enter").click().run()
    assert [error.value for error in page.error] == ["请填计划建会多少家"]
    page.number_input(key="plan_0_enterprises").set_value(17)
    page.button(key="plan_0_enter").click().run()
    assert not page.exception
    [plan] = plans.entered(open_ledger(ledger_url))
    assert (plan.township_name, plan.year, plan.enterprises_to_organise, plan.entered_by) == (
        "东案乡",
        YEAR,
        17,
        REVIEWER,
    )
    assert figures(page)["今年计划"] == "17"
    page.button(key="plan_1_withdraw").click().run()
    assert figures(page)["今年计划"] == before


def test_next_years_plan_is_entered_before_the_year_begins(open_page: Open, ledger_url: str) -> None:
    page = open_page("progress", township=["东案乡"])
    before = figures(page)["今年计划"]
    page.sidebar.selectbox(key="actor_picker").select(REVIEWER).run()
    page.selectbox(key="plan_year").select(YEAR + 1).run()
    assert f"东案乡 {YEAR + 1} 年：还没有计划" in texts(page)
    page.number_input(key="plan_0_enterprises").set_value(23)
    page.number_input(key="plan_0_workers").set_value(900)
    page.button(key="plan_0_enter").click().run()
    assert not page.exception
    [plan] = plans.entered(open_ledger(ledger_url))
    assert (plan.township_name, plan.year, plan.enterprises_to_organise) == ("东案乡", YEAR + 1, 23)
    assert f"东案乡 {YEAR + 1} 年现有计划：23 家企业、900 名职工" in texts(page)
    assert figures(page)["今年计划"] == before  # of this year


def test_next_year_s_plan_is_entered_beside_this_year_s(open_page: Open, ledger_url: str) -> None:
    page = open_page("progress", township=["东案乡"], rows="年度计划")
    before = figures(page)["今年计划"]
    page.sidebar.selectbox(key="actor_picker").select(REVIEWER).run()
    page.selectbox(key="plan_year").select(YEAR + 1).run()
    page.number_input(key="plan_0_enterprises").set_value(9)
    page.button(key="plan_0_enter").click().run()
    assert not page.exception
    [plan] = plans.entered(open_ledger(ledger_url))
    assert (plan.township_name, plan.year, plan.enterprises_to_organise) == ("东案乡", YEAR + 1, 9)
    assert figures(page)["今年计划"] == before
    shown = last_list(page)
    assert list(shown["年度"]) == [YEAR, YEAR + 1]
    assert shown["填写人"].iloc[1] == REVIEWER


def test_the_way_to_the_plans_is_named_alike_for_who_may_not_write(open_page: Open, ledger_url: str) -> None:
    page = open_page("progress")
    page.button(key="figure_plans").click().run()
    assert page.selectbox(key="rows").value == "plans"
    assert not [one for one in page.button if str(one.key).endswith("_enter")]
