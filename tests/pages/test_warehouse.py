"""The pages read the current build and can do nothing else with it."""

import ast
import shutil
from copy import deepcopy
from pathlib import Path

import duckdb
import pytest

from tests.pages.conftest import Open
from ui import charts, queries, warehouse
from ui.theme import LIGHT


@pytest.fixture
def build(shown: Path, monkeypatch: pytest.MonkeyPatch) -> warehouse.Build:
    monkeypatch.setenv("COVERAGE_WAREHOUSE", str(shown))
    return warehouse.current()


@pytest.mark.parametrize(
    "statement",
    [
        "delete from mart.enterprise",
        "create table mart.x as select 1",
        "select * from read_text('/etc/hostname')",
        "attach '/tmp/other.duckdb' as other",
        "set enable_external_access = true",
        "install spatial",
        "copy mart.build to '/tmp/x.csv'",
    ],
)
def test_a_connection_only_reads_the_build(build: warehouse.Build, statement: str) -> None:
    with pytest.raises(duckdb.Error):
        warehouse._connection(build).cursor().execute(statement)


def test_a_new_build_is_picked_up_without_a_restart(
    demo_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = (demo_warehouse / "current").read_text("utf-8").strip()
    monkeypatch.setenv("COVERAGE_WAREHOUSE", str(tmp_path))
    assert warehouse.current() is None
    names = ["warehouse_20260101T000000Z.duckdb", "warehouse_20260102T000000Z.duckdb"]
    for day, new in enumerate(names, start=1):
        shutil.copy(demo_warehouse / name, tmp_path / new)
        with duckdb.connect(str(tmp_path / new)) as connection:
            connection.execute(f"update mart.build set as_of = date '2026-01-0{day}'")
        (tmp_path / "current").write_text(new, "utf-8")
        build = warehouse.current()
        assert build.id == new[10:26]
        assert queries.build_facts(build)["as_of"].day == day


def test_every_query_file_is_asked_by_some_function() -> None:
    asked = Path(queries.__file__).read_text("utf-8") + "".join(
        path.read_text("utf-8")
        for folder in ("ui", "pages")
        for path in (Path(queries.__file__).parents[1] / folder).glob("*.py")
    )
    assert [path.stem for path in warehouse.QUERIES.glob("*.sql") if f'"{path.stem}"' not in asked] == []


@pytest.mark.parametrize("name", ["queries", "charts", "maps"])
def test_every_cached_function_has_a_limit_and_asks_for_the_build_first(name: str) -> None:
    tree = ast.parse((Path(queries.__file__).parent / f"{name}.py").read_text("utf-8"))
    cached = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.decorator_list]
    assert cached
    for node in cached:
        limits = [
            keyword.arg for call in node.decorator_list if isinstance(call, ast.Call) for keyword in call.keywords
        ]
        assert limits == ["maxsize"], node.name
        assert node.args.args[0].arg == "build", node.name


def test_what_is_shared_is_not_changed_by_a_page(open_page: Open, build: warehouse.Build) -> None:
    before = {definition: deepcopy(queries.townships(build, definition)) for definition in ("larger", "25plus")}
    drawn = deepcopy(charts.township_bars(build, "larger", LIGHT).to_dict())
    for name in ("overview", "coverage_map", "targets", "data"):
        open_page(name, township=["天马街道"], definition="25 人以上企业")
    assert before == {definition: queries.townships(build, definition) for definition in before}
    assert drawn == charts.township_bars(build, "larger", LIGHT).to_dict()
