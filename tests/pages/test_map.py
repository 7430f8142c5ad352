"""The coverage map's words: what colours mean, the zone beside the map, zones that are not on it."""

import duckdb
import pytest

from etl.mart import RANKED_FROM
from tests.pages.conftest import Open, texts
from ui import map_legend, maps
from ui.text import percent
from ui.theme import DARK, LIGHT, Palette

ZONE = "云湖工业园区"


def township(rate: float | None, larger: int = 20) -> dict:
    return {"township_name": "某镇", "rate": rate, "larger": larger}


@pytest.mark.parametrize(("look", "high", "low"), [(LIGHT, "深蓝", "米色"), (DARK, "亮蓝", "褐色")])
def test_the_legend_says_in_words_what_its_colours_mean(look: Palette, high: str, low: str) -> None:
    said = map_legend._meaning([township(0.5)], "larger", look)
    assert said == f"{high}：八成以上的规模较大企业已建会；{low}：不到两成；灰色：不足 10 家，不评高低"


def test_where_no_township_is_ranked_the_legend_says_why_all_is_grey() -> None:
    said = map_legend._meaning([township(0.5, 9), township(None, 0)], "larger", LIGHT)
    assert said.startswith("都是灰色：")


def test_every_class_says_how_many_townships_it_holds() -> None:
    rows = [township(rate) for rate in (0.1, 0.2, 0.5, 0.79, 0.8, 1.0)] + [township(0.5, 9)]
    assert [said.split("：")[1] for _colour, said in map_legend.entries(rows, LIGHT)] == [
        "1 个", "1 个", "1 个", "1 个", "2 个", "1 个",
    ]  # fmt: skip


def test_a_zone_in_the_address_is_shown_beside_the_map(open_page: Open, demo_mart: duckdb.DuckDBPyConnection) -> None:
    page = open_page("coverage_map", zones="true", zone=ZONE)
    larger, covered, none = demo_mart.execute(
        "select count(*), count(*) filter (union_status in ('own', 'joint', 'headquarters')),"
        " count(*) filter (union_status = 'none') from mart.enterprise where in_scope and is_larger and zone_name = ?",
        [ZONE],
    ).fetchone()
    shown = {metric.label: metric.value for metric in page.metric}
    assert ZONE in [heading.value for heading in page.subheader]
    assert shown == {"建会率": percent(covered / larger) if larger >= RANKED_FROM else "太少不算", "未建会": str(none)}


def test_zones_without_an_outline_are_listed_only_where_zones_are_shown(open_page: Open) -> None:
    listed = [text for text in texts(open_page("coverage_map", zones="true")) if "图上没有线框的功能区" in text]
    assert len(listed) == 1
    assert "赤山产业园" not in listed[0]
    assert not any("图上没有线框的功能区" in text for text in texts(open_page("coverage_map")))


def test_a_zone_is_told_from_a_township_of_its_name() -> None:
    both = {"points": [{"location": "辉埠镇"}, {"location": "zone:辉埠镇"}]}
    assert maps.clicked(both) == maps.Clicked(zone="辉埠镇")
    assert maps.clicked({"points": [{"location": "辉埠镇"}]}) == maps.Clicked(township="辉埠镇")
    assert maps.clicked({"points": []}) == maps.Clicked()
