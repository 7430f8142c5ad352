"""Whatever stands in a text file, DuckDB's reader and the record reader bring the same cells, and no row gets lost."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from etl import sql
from etl.extract import load, text_file
from etl.extract.cells import Layout
from etl.extract.files import SourcePath
from etl.extract.recognise import recognise
from etl.extract.tables import make_tables

SPACES = " \t\r\n\u3000\u00a0"
HEADER = ["乡镇街道", "类别", "曾用名", "所属县"]
CHARACTERS = st.sampled_from(
    ["甲", "乙", "a", "1", "9", "0", " ", "\u3000", '"', ",", "\t", "'", "（", "#", "\ufffd", "-"]
)
PLAIN = st.text(CHARACTERS.filter(lambda c: c not in '",'), max_size=6)
ROUGH = st.lists(st.one_of(CHARACTERS, st.sampled_from(["\n", "\r\n", "\r"])), max_size=6).map("".join)
TIDY_ROWS = st.lists(st.lists(PLAIN, min_size=0, max_size=8), max_size=8)
ROUGH_ROWS = st.lists(st.lists(ROUGH, min_size=1, max_size=7), max_size=8)
SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        make_tables(opened)
        sql.make_macros(opened, "extract")
        yield opened


def read(connection: duckdb.DuckDBPyConnection, path: Path, fast: bool) -> list[tuple]:
    """The township rows of a file; where the fast way says that it cannot read it exactly, by the slow one."""
    text = text_file.open_text(SourcePath(path, path.name, "text"), path.parent / "work")
    rows = text_file.head(text.path, ",", 50)
    layout = Layout(recognise(rows), text.has_tabs, text.has_broken, has_records=True)
    connection.execute("delete from raw.township")
    if fast:
        load.load_text(connection, text, ",", layout.found, 1)
    else:
        load.load_records(connection, text.path, ",", layout, 1)
    return connection.execute("from raw.township order by row").fetchall()


def both_ways_agree(connection: duckdb.DuckDBPyConnection, content: bytes, folder: Path) -> list[tuple]:
    path = folder / "乡镇.csv"
    path.write_bytes(content)
    slow = read(connection, path, fast=False)
    assert read(connection, path, fast=True) == slow
    return slow


@SLOW
@given(rows=TIDY_ROWS, end=st.sampled_from(["\n", "\r\n", "\r"]), last=st.booleans())
@example(rows=[["甲"], [], ["乙"]], end="\n", last=True)
@example(rows=[[""], [""]], end="\n", last=True)
def test_unquoted_files_read_the_same_both_ways_with_a_row_for_every_line(
    rows: list[list[str]], end: str, last: bool, tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    lines = [",".join(row) for row in [HEADER, *rows]]
    found = both_ways_agree(connection, (end.join(lines) + (end if last else "")).encode(), tmp_path)
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    assert [row[2] for row in found] == list(range(2, len(lines) + 1))


@SLOW
@given(
    rows=ROUGH_ROWS, end=st.sampled_from(["\n", "\r\n"]), quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
)
@example(rows=[["\r", ""]], end="\n", quoting=csv.QUOTE_MINIMAL)
def test_quoted_files_read_the_same_both_ways_with_the_cells_that_were_written(
    rows: list[list[str]], end: str, quoting: int, tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator=end, quoting=quoting).writerows([HEADER, *rows])
    found = both_ways_agree(connection, out.getvalue().encode(), tmp_path)
    if quoting == csv.QUOTE_ALL:
        assert [row[2] for row in found] == list(range(2, len(rows) + 2))
        for row, cells in zip(found, rows, strict=True):
            if len(cells) == len(HEADER) and row[-2] is None:
                written = cells[0].replace("\r\n", "\n").replace("\r", "\n").strip(SPACES)
                assert (row[3] or "").strip(SPACES) == written


@SLOW
@given(lines=st.lists(st.text(st.one_of(CHARACTERS, st.just("\n")), max_size=14), max_size=8))
@example(lines=['甲,"乙', '丙","丁'])
@example(lines=['"引号"坏,存续,1', ' "a" ,b'])
@example(lines=['"没有结束,存续,1', "乙公司,存续,2"])
@example(lines=['"a""', "b"])
@example(lines=['  "', '0"'])
def test_any_text_below_a_header_reads_the_same_both_ways(
    lines: list[str], tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    both_ways_agree(connection, "\n".join([",".join(HEADER), *lines]).encode(), tmp_path)


BLANKS = "\u0020\u00a0\u1680\u2000\u2005\u200a\u202f\u205f\u3000"


@pytest.mark.parametrize("blank", BLANKS, ids=lambda blank: f"U+{ord(blank):04X}")
@pytest.mark.parametrize("cell", range(3))
@pytest.mark.parametrize("side", ["before", "after", "both"])
def test_a_cell_loses_the_blanks_at_its_edges_wherever_it_stands(
    blank: str, cell: int, side: str, tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    bare = ["甲镇", "镇", "乙 镇"]
    row = list(bare)
    row[cell] = blank * (side != "after") + row[cell] + blank * (side != "before")
    found = both_ways_agree(connection, "\n".join(",".join(line) for line in (HEADER[:3], row)).encode(), tmp_path)
    names = [column for (column,) in connection.execute("select column_name from (describe raw.township)").fetchall()]
    written = dict(zip(names, found[0], strict=True))
    assert [written["name"], written["kind"], written["former_names"]] == bare
