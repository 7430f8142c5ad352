"""The page 'Compare': two townships, two published months, two enterprises; numbers equal a few lines of pandas."""

import re
from datetime import date
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open, texts
from ui.side_by_side import Line, Side, difference, shown

COVERED = ["own", "joint", "headquarters"]


def lines(page: AppTest) -> dict[str, list[str]]:
    """Label of a line → both numbers and the difference, as the grid shows them."""
    cells = [_words(cell) for cell in _within(page.main) if cell.type in ("markdown", "page_link")]
    start = cells.index("差") + 1
    return {cells[at]: cells[at + 1 : at + 4] for at in range(start, len(cells) - 3, 4)}


def _within(block: Any) -> list[Any]:
    found: list[Any] = []
    for child in block.children.values():
        found += _within(child) if hasattr(child, "children") else [child]
    return found


def _words(element: Any) -> str:
    text = element.label if element.type == "page_link" else element.value
    return re.sub(r":(?:blue|small)\[(.*)\]", r"\1", re.sub(r"\\|&nbsp;|\*\*", "", text))


def heading(page: AppTest) -> str:
    return page.title[0].value.replace("\\", "")


@pytest.fixture
def two(demo_mart: duckdb.DuckDBPyConnection) -> list[str]:
    """The two townships with most larger enterprises."""
    rows = demo_mart.execute(
        "select township_name from mart.township where township_name <> '未定位' order by larger desc limit 2"
    ).fetchall()
    return [name for (name,) in rows]


def test_two_townships_stand_side_by_side_with_their_difference(
    open_page: Open, two: list[str], demo_mart: duckdb.DuckDBPyConnection
) -> None:
    page = open_page("compare", left=two[0], right=two[1])
    frame = demo_mart.execute("from mart.enterprise where in_scope and is_larger").df()
    here = [frame[frame["township_name"] == name] for name in two]
    found = lines(page)
    for label, states in {"已建会": COVERED, "未建会": ["none"], "待确认": ["uncertain"], "单独建会": ["own"]}.items():
        first, second = ((one["union_status"].isin(states)).sum() for one in here)
        assert found[label] == [str(first), str(second), f"{second - first:+d}" if second != first else "0"], label
    rates = [100 * one["union_status"].isin(COVERED).mean() for one in here]
    assert found["建会率"][:2] == [f"{rate:.1f}%" for rate in rates]
    assert heading(page).startswith(f"{two[0]}建会率 {rates[0]:.1f}%，{two[1]}")


def test_at_first_the_two_with_most_larger_enterprises_are_compared(open_page: Open, two: list[str]) -> None:
    assert heading(open_page("compare")) == heading(open_page("compare", left=two[0], right=two[1]))


def test_every_number_of_a_township_that_has_rows_opens_them(open_page: Open, two: list[str]) -> None:
    page = open_page("compare", left=two[0], right=two[1])
    asked = [link.proto.query_string for link in page.get("page_link")]
    assert sum("township=" in query for query in asked) >= 19


def test_enterprises_whose_union_runs_are_the_rows_that_the_number_opens(open_page: Open, two: list[str]) -> None:
    """The higher number is all that the list holds, the lower one those of them that are proven."""
    found = lines(open_page("compare", left=two[0], right=two[1]))
    for step, rank in {"转起来": 2, "活起来": 3}.items():
        for name, told in zip(two, found[step][:2], strict=True):
            page = open_page("targets", township=[name], status=["单独建会", "联合工会覆盖", "总部覆盖"], step=[step])
            ladders = list(page.dataframe[0].value["证实到哪级"]) if page.dataframe else []
            proven = [ladder for ladder in ladders if ladder in ("转起来", "活起来")[rank - 2 :]]
            low, _between, high = told.partition("–")
            assert (len(proven), len(ladders)) == (int(low), int(high or low)), (name, step)


def test_a_difference_with_a_doubt_in_it_is_a_range() -> None:
    line = Line("转起来", Side.between(2, 5), Side.between(1, 9))
    assert (shown(line.first), difference(line)) == ("2–5", "-4 至 +7")
    assert difference(Line("", Side.of(None), Side.of(3))) == "—"
    assert difference(Line("", Side(said="家数太少"), Side.of(3))) == "—"
    assert difference(Line("", Side.of(0.5), Side.of(0.625), is_share=True)) == "+12.5 个百分点"


def test_where_one_month_alone_is_published_that_is_said(open_page: Open) -> None:
    page = open_page("compare", compare="两个月份")
    assert heading(page).startswith("只发布过 2026-09")
    assert any("从下个月的计算起" in text for text in texts(page))


def test_two_published_months_and_who_came_and_left_between_them(
    open_page: Open, changed, demo_mart: duckdb.DuckDBPyConnection
) -> None:
    warehouse = changed(
        "update mart.coverage_month set basis = 'published' where month = '2026-08-01'",
        "insert into mart.coverage_move select '2026-09-01', '2026-08-01', township_name, enterprise_id, name,"
        " 'entered', 'new_unions', union_id, 'published' from mart.enterprise where union_status = 'own' and is_larger"
        " limit 3",
        "insert into mart.zero_list_change by name select '2026-09-01'::date as month, enterprise_id, name as"
        " enterprise_name, '辉埠镇' as township_name, 'left' as direction, 'headcount_changed' as reason, false as"
        " is_confirmed from mart.enterprise limit 1",
    )
    page = open_page("compare", warehouse=warehouse, compare="两个月份", earlier="2026-08", later="2026-09")
    sums = dict(
        demo_mart.execute(
            "select month::varchar, sum(own + joint + headquarters) from mart.coverage_month"
            " where threshold = 'larger' group by month"
        ).fetchall()
    )
    before, after = int(sums["2026-08-01"]), int(sums["2026-09-01"])
    assert heading(page) == f"全县：2026-08 已建会 {before} 家，2026-09 已建会 {after} 家"
    assert lines(page)["已建会"] == [str(before), str(after), f"{after - before:+d}" if after != before else "0"]
    moves, zero = (table.value for table in page.dataframe)
    assert moves["理由"].tolist() == ["新建工会"] * 3
    assert zero["双人复核"].tolist() == ["未经双人复核"]


def test_months_stand_in_their_order_however_they_were_chosen(open_page: Open, changed) -> None:
    warehouse = changed("update mart.coverage_month set basis = 'published' where month = '2026-08-01'")
    page = open_page("compare", warehouse=warehouse, compare="两个月份", earlier="2026-09", later="2026-08")
    assert re.fullmatch(r"全县：2026-08 已建会 \d+ 家，2026-09 已建会 \d+ 家", heading(page))
    there = open_page("compare", warehouse=warehouse, compare="两个月份", earlier="2026-08", later="2026-09")
    assert lines(page) == lines(there)


def test_a_month_is_not_compared_with_itself(open_page: Open, changed) -> None:
    warehouse = changed("update mart.coverage_month set basis = 'published' where month = '2026-08-01'")
    page = open_page("compare", warehouse=warehouse, compare="两个月份", earlier="2026-09", later="2026-09")
    assert heading(page) == "请选两个不同的月份"


def test_two_enterprises_stand_side_by_side_and_what_differs_stands_out(
    open_page: Open, demo_mart: duckdb.DuckDBPyConnection
) -> None:
    (first, a, one), (second, b, other) = demo_mart.execute(
        "select enterprise_id, name, headcount from mart.enterprise join mart.target using (enterprise_id)"
        " order by priority limit 2"
    ).fetchall()
    page = open_page("compare", compare="两家企业", a=first, b=second)
    assert heading(page) == f"{a}与{b}对比"
    table = next(element.value for element in page.get("html") if "职工人数" in element.value)
    strong = re.findall(r"font-weight:600;width:36%\">([^<]*)<", table)
    assert {f"{one:,}", f"{other:,}"} <= set(strong)


def test_whom_to_compare_with_is_offered_and_put_into_the_address(
    open_page: Open, demo_mart: duckdb.DuckDBPyConnection
) -> None:
    [(first,)] = demo_mart.execute("select enterprise_id from mart.target where priority = 1").fetchall()
    page = open_page("compare", compare="两家企业", a=first)
    offered = page.selectbox(key="second_enterprise")
    assert len(offered.options) == 30
    offered.select_index(0).run()
    assert not page.exception
    assert page.query_params["b"] != [first]
    assert heading(page).endswith("对比")


def test_the_second_that_was_searched_for_stays_chosen_when_the_search_is_cleared(
    open_page: Open, demo_mart: duckdb.DuckDBPyConnection
) -> None:
    [(first,)] = demo_mart.execute("select enterprise_id from mart.target where priority = 1").fetchall()
    page = open_page("compare", compare="两家企业", a=first)
    alike = set(page.selectbox(key="second_enterprise").options)
    far, name = next(
        row
        for row in demo_mart.execute(
            "select enterprise_id, name from mart.enterprise order by enterprise_id"
        ).fetchall()
        if row[1] not in alike and row[0] != first
    )
    page.text_input(key="other").set_value(name).run()
    page.selectbox(key="second_enterprise").select(far).run()
    assert page.query_params["b"] in (far, [far])
    page.text_input(key="other").set_value("").run()
    assert not page.exception
    assert page.selectbox(key="second_enterprise").value == far
    assert heading(page).endswith(f"与{name}对比")


def test_plan_and_progress_of_two_townships_are_defined_and_those_of_today_say_so(open_page: Open) -> None:
    told = {entry.value: entry.proto.help for entry in open_page("compare").markdown if entry.proto.help}
    named = {"计划": "年度组建计划", "建会": "今年建会", "转起来": "有效进度", "停滞": "停滞"}
    for word, name in named.items():
        assert any(word in label and f"**{name}**" in text for label, text in told.items()), word
    assert f"截至 {date.today()}" in told["停滞"]
    assert date.today().isoformat() in told["在办"]
