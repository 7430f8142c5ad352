"""The pages in English: nothing Chinese but names, the same figures, and a language of its own for every reader."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from etl.extract.spec import load_spec
from etl.progress.road import road_of
from etl.settings import Settings, load_county
from etl.text import language
from tests.conventions.sources import CHINESE
from tests.pages.conftest import PAGES, Open, texts
from ui import charts, export, filters, lists, maps, names, text, theme, warehouse

VIEWS = ("Sources", "Rejected rows and cells", "Not placed", "Size unknown", "Definitions")
WORDED = {"Headcount from", "Sector", "Union", "Stage", "Why here", "Larger", "Reason", "Expected", "Next step"}
OWN_NAMES = {"中文"}
NAMES = {
    "enterprise": "name address registered_address township_evidence zone_name township_name source_sheet",
    "enterprise_headcount": "source_sheet",
    "union": "union_name host_name township_name source_sheet",
    "township": "township_name",
    "source_status": "file superseded_by",
    "risk_evidence": "source_file sheet",
    "reject": "file sheet value",
    "build": "area_name",
}


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """A language for the test itself; a page that is opened chooses its own."""
    token = language.set(code)
    try:
        yield
    finally:
        language.reset(token)


@pytest.fixture(scope="module")
def proper_names(demo_mart: duckdb.DuckDBPyConnection) -> list[str]:
    """What stays Chinese: names, addresses and roads, files, sheets, values of the county's own; the longest first."""
    found = set(OWN_NAMES)
    for table, columns in NAMES.items():
        there = {row[0] for row in demo_mart.execute(f'describe mart."{table}"').fetchall()}
        for column in set(columns.split()) & there:
            found |= {str(row[0]) for row in demo_mart.execute(f'select "{column}" from mart."{table}"').fetchall()}
    for columns in ("unknown_headers", "dropped_headers"):
        rows = demo_mart.execute(f"select unnest({columns}) from mart.source_status").fetchall()
        found |= {row[0] for row in rows}
    addresses = demo_mart.execute("select address from mart.enterprise where address is not null").fetchall()
    found |= {road_of(address) for (address,) in addresses}
    found |= {person.name for person in load_county(Settings().area).people}
    found |= {column.zh for kind in load_spec().kinds.values() for column in kind.columns.values()}
    rows = demo_mart.execute("select unnest(former_names) from mart.enterprise").fetchall()
    return sorted((name for name in found | {row[0] for row in rows} if CHINESE.search(name)), key=len, reverse=True)


def chinese(page: AppTest, proper_names: list[str]) -> set[str]:
    """Chinese on a page that is no name, file or quoted value; the columns of its lists are looked at by header and
    by value where they hold the project's own words."""
    said = "\n".join(texts(page)).replace("\\", "")
    for frame in page.dataframe:
        shown = frame.value
        said += "\n" + "\n".join(map(str, shown.columns))
        own = [
            column
            for column in shown.columns
            if column in {"Headcount from", "Sector", "Union", "Stage", "Why here", "Larger"}
        ]
        said += "\n" + "\n".join(str(value) for value in chain.from_iterable(shown[column] for column in own))
    said += "\n".join(str(value) for table in page.table for value in chain.from_iterable(table.value.values))
    said = re.sub("“[^”]*”", "", said)
    for name in proper_names:
        said = said.replace(name, "")
    return {found[0] for line in said.splitlines() for found in re.finditer(r".{0,40}[一-鿿]+.{0,20}", line)}


@pytest.mark.parametrize("name", [page for page in PAGES if page not in ("glossary", "review")])
def test_a_page_in_english_holds_no_chinese_but_names(open_page: Open, proper_names: list[str], name: str) -> None:
    assert chinese(open_page(name, lang="en"), proper_names) == set()


def test_the_review_page_in_english_holds_no_chinese_but_the_two_records(
    open_page: Open, proper_names: list[str]
) -> None:
    """The records stand in a table, differences marked within their names: of it, the lines' titles are looked at."""
    page = open_page("review", lang="en")
    tables = [element.proto.body for element in page.get("html")]
    titles = [title for table in tables for title in re.findall(r"<(?:tr><td|th)[^>]*>([^<]+)<", table)]
    assert len(titles) >= 8
    assert [title for title in titles if re.search("[一-鿿]", title)] == []
    for table in tables:
        page.get("html")[tables.index(table)].proto.body = ""
    assert chinese(page, proper_names) == set()


def test_a_form_of_my_work_in_english_holds_no_chinese_but_names(
    open_page: Open, demo_mart: duckdb.DuckDBPyConnection, proper_names: list[str], tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("COVERAGE_LEDGER_URL", f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    [target] = demo_mart.execute(
        "select enterprise_id from mart.target_progress where township_name = '球川镇' and closed_by is null"
    ).fetchone()
    page = open_page("my_work", lang="en", id=target)
    page.sidebar.selectbox(key="actor_picker").select("组建员乙").run()
    sent = set()
    for act in ("step", "visit", "set_aside", "hand_over", "remove"):
        next(one for one in page.button_group if str(one.key).startswith("act_")).set_value(act).run()
        assert chinese(page, proper_names) == set()
        sent |= {one.label for one in page.button if str(one.key).startswith("send_")}
    assert len(sent) == 5


@pytest.mark.parametrize("view", VIEWS)
def test_the_data_page_in_english_holds_no_chinese_but_names(
    open_page: Open, proper_names: list[str], view: str
) -> None:
    assert chinese(open_page("data", lang="en", view=view), proper_names) == set()


@pytest.mark.parametrize("kind", ["enterprise", "union"])
def test_a_card_in_english_holds_no_chinese_but_names(
    open_page: Open, demo_mart: duckdb.DuckDBPyConnection, proper_names: list[str], kind: str
) -> None:
    """Cards of every union status, and of every type of union."""
    column = "union_status" if kind == "enterprise" else "union_type"
    found = demo_mart.execute(f'select min({kind}_id) from mart."{kind}" group by {column}').fetchall()
    for (record,) in found:
        page = open_page(lang="en")
        page.query_params["id"] = record
        page.switch_page(f"pages/{kind}.py").run()
        assert chinese(page, proper_names) == set()


def test_both_languages_show_the_same_figures(open_page: Open) -> None:
    def numbers(page: AppTest) -> list[str]:
        return [re.sub(r"[^\d.%]", "", metric.value) for metric in page.metric]

    assert numbers(open_page(lang="en")) == numbers(open_page())


def test_what_is_cached_keeps_to_its_language(open_page: Open) -> None:
    """A chart and a map made for a Chinese reader are not shown to an English one, nor the other way round."""
    open_page("overview")
    open_page("overview", lang="en")
    build = warehouse.current()
    said = {}
    for code in ("zh_CN", "en"):
        with speaking(code):
            figures = (
                charts.township_bars(build, "larger", theme.LIGHT),
                charts.size_bars(build, theme.LIGHT),
                charts.trend(build, "larger", (), theme.LIGHT),
                maps.coverage_map(build, "larger", "page", False, theme.LIGHT, zones=True),
            )
        said[code] = [figure.to_json() for figure in figures]
    for chinese_one, english_one in zip(said["zh_CN"], said["en"], strict=True):
        assert chinese_one != english_one


def test_a_change_of_language_keeps_filters_and_page(open_page: Open) -> None:
    page = open_page("targets", township=["天马街道"], size=["25–99 人"])
    before = len(page.dataframe[0].value)
    page.button(key="language_switch").click().run()
    assert page.multiselect(key="township").value == ["天马街道"]
    assert page.multiselect(key="size").value == ["25to99"]
    assert len(page.dataframe[0].value) == before
    assert "whom to visit first" in page.title[0].value
    assert page.query_params["lang"] in ("en", ["en"])
    page.button(key="language_switch").click().run()
    assert "家企业未建会" in page.title[0].value
    assert page.multiselect(key="size").value == ["25to99"]
    assert "lang" not in page.query_params


def test_an_address_in_the_other_language_s_words_is_understood(open_page: Open) -> None:
    page = open_page("targets", lang="en", township=["天马街道"], size=["25–99 人"], definition="规上企业")
    assert page.multiselect(key="township").value == ["天马街道"]
    assert page.multiselect(key="size").value == ["25to99"]
    assert page.selectbox(key="definition").value == "above_scale"
    page = open_page("targets", township=["天马街道 Tianma"], status=["To be confirmed"])
    assert page.multiselect(key="township").value == ["天马街道"]
    assert page.multiselect(key="status").value == ["uncertain"]


def test_a_link_in_english_carries_english_words() -> None:
    with speaking("en"):
        assert filters.link(status=["uncertain"], township=["东案乡"]) == {
            "status": ["To be confirmed"],
            "township": ["东案乡 Dong'an"],
        }


def test_a_csv_of_an_english_page_has_english_headers_and_words(open_page: Open) -> None:
    open_page(lang="en")
    build = warehouse.current()
    with speaking("en"):
        parameters = filters.Filters().parameters()
        content = export.content(build, "enterprises", lists.enterprises({}), **parameters)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {"Enterprise", "Pinyin", "Township", "Union"} <= set(rows[0])
    assert {row["Union"] for row in rows} == {"No union"}
    assert not any(CHINESE.search(header) for header in rows[0])


def test_places_have_their_pinyin_in_english_alone() -> None:
    assert names.place("天马街道") == "天马街道"
    with speaking("en"):
        assert names.place("天马街道") == "天马街道 Tianma"
        assert names.place("东案乡") == "东案乡 Dong'an"
        assert names.place("未定位") == "Not placed"
        assert names.pinyin("常山县ABC有限公司") == "Chang Shan Xian ABC You Xian Gong Si"


def test_a_sentence_put_together_by_a_build_is_said_in_english() -> None:
    with speaking("en"):
        assert text.said("成立满一年") == "older than a year"
        assert text.said("认出是工会台账，但缺少列：甲") == "Recognised as union ledger, but lacks the column 甲"
        assert text.said("表一：表头不属于已知的任何一类：甲、乙") == "表一: Its headers are of no known kind: 甲、乙"
        assert text.said("随便写的一句话") == "随便写的一句话"
        assert text.said(None) == ""


def test_the_load_page_in_english_names_what_is_missing(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_SOURCES", str(tmp_path))
    (tmp_path / "list.csv").write_text("甲,乙\n1,2\n", "utf-8")
    said = "\n".join(texts(open_page("load", lang="en")))
    assert "A needed source is missing" in said
    assert "Its headers are of no known kind" in said
    for word in sorted((kind.zh for kind in load_spec().kinds.values()), key=len, reverse=True):
        said = said.replace(word, "")  # what the spec calls a kind, until its words have their English
    assert not CHINESE.search(re.sub("中文|甲|乙|[、（）；：]", "", said))
