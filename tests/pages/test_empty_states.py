"""What a page says where there is nothing to show: no build, no boundary, no figure."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pages.conftest import PAGES, Open, texts
from ui import map_legend, maps, warehouse
from ui.theme import LIGHT


@pytest.mark.parametrize("name", PAGES)
def test_without_a_build_a_page_says_what_to_do(open_page: Open, tmp_path: Path, name: str) -> None:
    page = open_page(name, warehouse=tmp_path)
    assert page.title[0].value == "还没有数据"
    assert any("导入" in text for text in texts(page))


def test_a_damaged_folder_is_told_from_an_empty_one(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "current").write_text("warehouse_20260101T000000Z.duckdb\n", "utf-8")
    page = open_page("overview", warehouse=tmp_path)
    assert page.title[0].value == "数据打不开"
    assert "warehouse" in page.error[0].value


def test_without_a_boundary_townships_are_tiles(open_page: Open, changed: Callable[..., Path]) -> None:
    page = open_page("coverage_map", warehouse=changed("delete from mart.boundary"))
    assert any("每个乡镇一格" in text and "按名称排列" in text for text in texts(page))
    assert len(page.get("plotly_chart")) == 1


def test_tiles_stand_where_the_county_has_put_them(changed: Callable[..., Path]) -> None:
    folder = changed(
        "delete from mart.boundary",
        "update mart.tile set tile_column = 7, tile_row = 3, is_set = true where township_name = '球川镇'",
    )
    name = (folder / "current").read_text("utf-8").strip()
    build = warehouse.Build(name, str(folder / name))
    drawn = maps.coverage_map(build, "larger", "page", False, LIGHT).to_dict()["data"][0]
    places = {feature["id"]: feature["geometry"]["coordinates"][0] for feature in drawn["geojson"]["features"]}
    west, south = (min(point[axis] for point in places["球川镇"]) for axis in (0, 1))
    assert (west, south) == pytest.approx((6 * maps.TILE, -3 * maps.TILE * maps.TILE_SHAPE))
    assert len({str(ring) for ring in places.values()}) == 14
    assert "县配置文件" in map_legend.caption(build, "larger", LIGHT)


def test_what_is_not_known_is_a_dash_and_never_zero(open_page: Open, changed: Callable[..., Path]) -> None:
    nobody = changed(
        "update mart.township set larger = 0, larger_own = 0, larger_joint = 0, larger_headquarters = 0,"
        " larger_uncertain = 0, larger_none = 0, rate = null, rate_low = null, rate_high = null,"
        " workers = null, workers_covered = null, worker_rate = null"
    )
    page = open_page("overview", warehouse=nobody)
    said = {metric.label: metric.value for metric in page.metric}
    assert said["建会率"] == said["其中单独建会"] == said["职工覆盖率"] == "—"
    assert page.title[0].value == "规模较大企业：没有查到"


def test_a_build_without_history_has_figures_without_change(open_page: Open, changed: Callable[..., Path]) -> None:
    page = open_page("overview", warehouse=changed("delete from mart.coverage_month"))
    assert {metric.delta for metric in page.metric} == {""}


def test_a_build_without_rejects_says_so(open_page: Open, changed: Callable[..., Path]) -> None:
    page = open_page("data", warehouse=changed("delete from mart.reject"), view="用不上的行与格")
    assert any("没有用不上的行或格" in text for text in texts(page))


def test_real_data_carry_no_demo_badge(open_page: Open, changed: Callable[..., Path]) -> None:
    page = open_page("overview", warehouse=changed("update mart.build set is_demo = false"))
    assert not any("演示数据" in text for text in texts(page))


def test_a_challenged_link_lowers_the_interval(open_page: Open, changed: Callable[..., Path]) -> None:
    challenged = changed("update mart.township set rate_low = rate - 1 / larger where township_name = '天马街道'")
    said = " ".join(texts(open_page("overview", warehouse=challenged)))
    assert "1 家被质疑" in said
