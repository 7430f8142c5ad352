"""Of the files of one kind and scope the newest counts."""

from datetime import date

from etl.extract.found import named_townships, stem
from etl.extract.supersede import Snapshot, supersede

OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 30)


def snapshot(file_id: int, as_of: date | None, scope: str = "*", sha256: str = "") -> Snapshot:
    return Snapshot(file_id, f"{file_id}.csv", scope, as_of, sha256 or str(file_id))


def test_the_newest_file_replaces_the_older() -> None:
    assert supersede([snapshot(1, OCTOBER), snapshot(2, NOVEMBER)]).by_file == {1: "2.csv"}


def test_several_files_of_the_newest_date_count_together() -> None:
    assert supersede([snapshot(1, OCTOBER), snapshot(2, NOVEMBER), snapshot(3, NOVEMBER)]).by_file == {1: "2.csv"}


def test_a_file_without_date_is_replaced_by_a_dated_one_and_counts_where_none_is_dated() -> None:
    assert supersede([snapshot(1, None), snapshot(2, OCTOBER)]).by_file == {1: "2.csv"}
    assert supersede([snapshot(1, None), snapshot(2, None)]).by_file == {}


def test_a_copy_of_a_file_counts_once() -> None:
    assert supersede([snapshot(1, None, sha256="same"), snapshot(2, None, sha256="same")]).by_file == {2: "1.csv"}


def test_townships_are_replaced_each_by_its_own_newer_file() -> None:
    files = [snapshot(1, OCTOBER, "辉埠镇"), snapshot(2, OCTOBER, "芳村镇"), snapshot(3, NOVEMBER, "芳村镇")]
    assert supersede(files).by_file == {2: "3.csv"}


def test_a_newer_file_of_the_county_replaces_a_townships() -> None:
    assert supersede([snapshot(1, OCTOBER, "辉埠镇"), snapshot(2, NOVEMBER)]).by_file == {1: "2.csv"}


def test_a_townships_newer_file_replaces_the_countys_rows_of_that_township() -> None:
    replaced = supersede([snapshot(1, OCTOBER), snapshot(2, NOVEMBER, "辉埠镇")])
    assert replaced.by_file == {}
    assert replaced.townships == {1: ["辉埠镇"]}


def test_county_and_township_of_one_date_or_of_unknown_order_both_count() -> None:
    for files in (
        [snapshot(1, OCTOBER), snapshot(2, OCTOBER, "辉埠镇")],
        [snapshot(1, None), snapshot(2, OCTOBER, "辉埠镇")],
        [snapshot(1, OCTOBER), snapshot(2, None, "辉埠镇")],
    ):
        replaced = supersede(files)
        assert (replaced.by_file, replaced.townships) == ({}, {})


def test_a_file_name_names_a_township_in_full_or_by_its_stem() -> None:
    townships = ["辉埠镇", "天马街道", "何家乡"]
    assert named_townships("辉埠镇台账.xlsx", townships) == ["辉埠镇"]
    assert named_townships("辉埠台账.xlsx", townships) == ["辉埠镇"]
    assert named_townships("辉埠镇、何家乡台账.xlsx", townships) == ["辉埠镇", "何家乡"]
    assert named_townships("全县台账.xlsx", townships) == []
    assert stem("天马街道") == "天马"
    assert stem("某镇") == "某镇"
