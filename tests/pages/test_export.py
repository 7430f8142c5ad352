"""A list's CSV is exactly the rows that its filters leave, and opens harmlessly in a spreadsheet."""

import io
from pathlib import Path

import pandas as pd
import pytest

from tests.pages.conftest import Open
from ui import export, lists, queries, warehouse
from ui.filters import Filters

CHOICES = [
    Filters(),
    Filters(townships=("天马街道",)),
    Filters(statuses=(), definition="25plus"),
    Filters(sectors=("C",), sizes=("25to99", "100to299")),
    Filters(search="机械"),
]


@pytest.fixture
def build(shown: Path, monkeypatch: pytest.MonkeyPatch) -> warehouse.Build:
    monkeypatch.setenv("COVERAGE_WAREHOUSE", str(shown))
    return warehouse.current()


def read(content: bytes) -> pd.DataFrame:
    assert content.startswith(b"\xef\xbb\xbf")
    frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    return frame.apply(lambda column: column.str.strip())


def columns(build: warehouse.Build):
    return lists.enterprises({key: rule["wording"] for key, rule in queries.priority_rules(build).items()})


@pytest.mark.parametrize("chosen", CHOICES)
def test_the_csv_holds_the_rows_of_the_list(build: warehouse.Build, chosen: Filters) -> None:
    found = read(export.content(build, "enterprises", columns(build), **chosen.parameters()))
    shown = queries.enterprises(build, chosen)
    ids = shown.column("enterprise_id").to_pylist()
    assert found["编号"].tolist()[: len(ids)] == ids
    assert len(found) == (shown.column("total")[0].as_py() if ids else 0)


def test_codes_stay_text_and_nothing_runs_as_a_formula(build: warehouse.Build) -> None:
    found = read(export.content(build, "enterprises", columns(build), **Filters(statuses=()).parameters()))
    codes = found["统一社会信用代码"]
    assert codes[codes != ""].str.fullmatch("[0-9A-Z]{18}").all()
    assert not found.map(lambda cell: cell.startswith(("=", "+", "@", "\t"))).any().any()


def test_headers_and_codes_are_in_words(build: warehouse.Build) -> None:
    found = read(export.content(build, "enterprises", columns(build), **Filters(statuses=()).parameters()))
    assert list(found.columns[:2]) == ["企业", "名次"]
    assert set(found["工会"]) <= {"单独建会", "联合工会覆盖", "总部覆盖", "待确认", "未建会"}
    assert set(found["规上名录"]) <= {"是", "否", ""}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("unplaced", lists.UNPLACED),
        ("unsized", lists.UNSIZED),
        ("rejects", lists.REJECTS),
        ("sources", lists.SOURCES),
        ("definitions", lists.DEFINITIONS),
        ("township_larger", lists.TOWNSHIPS),
        ("township_by_definition", lists.TOWNSHIPS),
    ],
)
def test_every_other_list_has_its_csv(build: warehouse.Build, query: str, names: str) -> None:
    parameters = Filters(definition="25plus").parameters()
    found = read(export.content(build, query, lists.of(names), **parameters))
    assert len(found) == len(warehouse.rows(build, query, **parameters, row_limit=None)) > 0
    assert all(not header.isascii() for header in found.columns)


@pytest.mark.parametrize("name", ["targets", "coverage_map", "data"])
def test_a_page_with_a_list_offers_its_csv(open_page: Open, name: str) -> None:
    assert [button.label for button in open_page(name).get("download_button")] == ["CSV"]
