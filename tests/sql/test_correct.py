"""Corrections on literal rows: what they change, what they note, and that one which no longer fits stops the build."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from etl.correct import correct
from etl.errors import InputError
from tests.sql.conftest import LiteralCounty, coded
from tests.sql.source_folder import Folder

CODE = coded("91330822MA0000001")
LEDGER = "工会名称,会员数,乡镇街道,主席电话\n甲工会,9600,辉埠镇,13800000000\n乙工会,4,芳村镇,\n乙工会,4,天马街道,\n"


def entry(**changes: Any) -> dict[str, Any]:
    """A correction of 甲工会's members, with changes; a value of None leaves the key out."""
    whole = {
        "id": "1", "kind": "union_ledger", "file": "台账*", "row": {"union_name": "甲工会"}, "action": "set",
        "column": "members", "old": "9600", "new": "96", "reason": "多写两个零", "who": "组建员甲", "on": "2026-11-20",
    } | changes  # fmt: skip
    return {key: value for key, value in whole.items() if value is not None}


def drop(**changes: Any) -> dict[str, Any]:
    return entry(**{"action": "drop_row", "column": None, "new": None, "old": "甲工会"} | changes)


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    (tmp_path / "reviewed").mkdir()
    return tmp_path / "reviewed"


def write(reviewed: Path, *entries: Any) -> None:
    text = yaml.safe_dump(list(entries), allow_unicode=True, default_style="'")
    reviewed.joinpath("corrections.yaml").write_text(text, "utf-8")


def corrected(folder: Folder, reviewed: Path, *entries: dict[str, Any]) -> Folder:
    write(reviewed, *entries)
    folder.write("台账.csv", LEDGER).read()
    correct(folder.connection, reviewed)
    return folder


def error(folder: Folder, reviewed: Path, *entries: Any) -> InputError:
    with pytest.raises(InputError) as caught:
        corrected(folder, reviewed, *entries)
    return caught.value


@pytest.mark.parametrize("row", [{"union_name": "甲工会"}, {"row": 2}, {"sheet": "", "row": 2}, {"township": "辉埠镇"}])
def test_a_cell_is_set_by_name_or_by_row_and_the_old_value_kept(folder: Folder, reviewed: Path, row: dict) -> None:
    corrected(folder, reviewed, entry(row=row))
    assert folder.rows("select members from raw.union_ledger order by row") == [("96",), ("4",), ("4",)]
    assert folder.rows("select id, row, column_name, old, new, who from raw.correction") == [
        ("1", 2, "members", "9600", "96", "组建员甲")
    ]


def test_an_empty_new_value_empties_the_cell_and_an_empty_old_one_means_an_empty_cell(
    folder: Folder, reviewed: Path
) -> None:
    corrected(
        folder,
        reviewed,
        entry(new=""),
        entry(id="2", row={"township": "芳村镇"}, column="chair_phone", old="", new="13900000000"),
    )
    assert folder.rows("select members, chair_phone from raw.union_ledger order by row") == [
        (None, "13800000000"),
        ("4", "13900000000"),
        ("4", None),
    ]


def test_a_dropped_row_is_gone_and_counted_as_skipped(folder: Folder, reviewed: Path) -> None:
    corrected(folder, reviewed, drop(row={"union_name": "乙工会", "township": "天马街道"}, old="乙工会"))
    assert folder.rows("select union_name, township from raw.union_ledger order by row") == [
        ("甲工会", "辉埠镇"),
        ("乙工会", "芳村镇"),
    ]
    assert folder.rows("select row, reason, text from raw.row_skip") == [(4, "correction", "乙工会")]
    assert folder.rows("select rows_read, rows_total from raw.source_file where file = '台账.csv'") == [(3, 1)]


def test_values_are_text_as_written_without_quotes_too(folder: Folder, reviewed: Path) -> None:
    reviewed.joinpath("corrections.yaml").write_text(
        "- {id: 007, kind: union_ledger, file: 台账.csv, row: {row: 2}, action: set, column: members, old: 9600,"
        " new: 0096, reason: r, who: w, on: 2026-11-20}\n",
        "utf-8",
    )
    folder.write("台账.csv", LEDGER).read()
    correct(folder.connection, reviewed)
    assert folder.rows("select id, new, decided_on::varchar from raw.correction") == [("007", "0096", "2026-11-20")]


def test_an_old_value_that_no_longer_stands_there_stops_with_file_row_found_and_next_step(
    folder: Folder, reviewed: Path
) -> None:
    told = error(folder, reviewed, entry(old="960"))
    assert (told.file, told.row) == ("台账.csv", 2)
    assert "9600" in told.found
    assert "960" in told.expected
    assert "corrections.yaml" in told.next_step
    assert folder.rows("select members from raw.union_ledger where row = 2") == [("9600",)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (entry(row={"union_name": "丙工会"}), "丙工会"),
        (entry(row={"row": 99}), "99"),
        (entry(row={"row": 9_999_999}), "9999999"),
        (entry(row={"union_name": "乙工会"}, old="4"), "2 行"),
        (entry(file="别的*.csv"), "别的*.csv"),
        (entry(kind="headcount", column="headcount", row={"name": "甲"}), "台账*"),
        (drop(old="丁工会"), "丁工会"),
        (entry(column="chair_phone", old="1"), "138****0000"),
    ],
    ids=[
        "row gone",
        "row number gone",
        "largest row number",
        "two rows fit",
        "no such file",
        "other kind",
        "another name",
        "masked",
    ],
)
def test_a_correction_that_does_not_fit_one_row_stops(folder: Folder, reviewed: Path, wrong: dict, said: str) -> None:
    told = error(folder, reviewed, wrong)
    assert said in told.found + told.expected
    assert told.file
    assert told.next_step


def test_a_file_that_a_newer_one_replaced_is_named(folder: Folder, reviewed: Path) -> None:
    folder.write("台账_20260831.csv", LEDGER)
    folder.write("台账_20260930.csv", LEDGER)
    told = error(folder.remove("台账.csv"), reviewed, entry(file="台账_20260831.csv"))
    assert "台账_20260930.csv" in told.found


def test_all_that_no_longer_fit_are_told_at_once_and_nothing_is_changed(folder: Folder, reviewed: Path) -> None:
    told = error(
        folder,
        reviewed,
        entry(id="a", old="1"),
        entry(id="b", column="township", old="辉埠镇"),
        drop(id="c", row={"row": 77}),
    )
    assert "a：" in told.found
    assert "b：" not in told.found
    assert "c：" in told.found
    assert folder.rows("select members from raw.union_ledger where row = 2") == [("9600",)]


def test_two_corrections_of_one_cell_contradict_each_other(folder: Folder, reviewed: Path) -> None:
    assert "a" in error(folder, reviewed, entry(id="a"), entry(id="b", row={"row": 2}, new="95")).found


@pytest.mark.parametrize(
    "wrong",
    [
        entry(kind="ledger"),
        entry(column="member"),
        entry(column="as_of"),
        entry(column=None),
        entry(new=None),
        entry(row={}),
        entry(row={"name": "甲"}),
        entry(row={"row": "二"}),
        entry(row={"row": 2, "union_name": "甲工会"}),
        entry(row={"sheet": "表"}),
        entry(action="not_an_enterprise"),
        entry(who=""),
        entry(on="昨天"),
        entry(reason=None),
        entry(why="x"),
        entry(new="11010519491231002X"),
        drop(column="members"),
        drop(old=""),
        "甲工会",
    ],
)
def test_an_entry_that_cannot_be_meant_is_refused(folder: Folder, reviewed: Path, wrong: Any) -> None:
    told = error(folder, reviewed, entry(id="good", row={"row": 2}), wrong)
    assert told.file == "corrections.yaml"
    assert told.found
    assert "good" not in told.found


@pytest.mark.parametrize("text", ["- {id: 1", "id: 1\nkind: x\n", "\t- a", "- id: 1\n  id"])
def test_a_file_that_is_no_list_of_entries_is_refused(folder: Folder, reviewed: Path, text: str) -> None:
    reviewed.joinpath("corrections.yaml").write_text(text, "utf-8")
    folder.read()
    with pytest.raises(InputError) as caught:
        correct(folder.connection, reviewed)
    assert caught.value.file == "corrections.yaml"


def test_every_fault_of_the_file_is_told_at_once(folder: Folder, reviewed: Path) -> None:
    told = error(folder, reviewed, entry(id="a", kind="x"), entry(id="b", column="y"), entry(id="c", who=None))
    assert [mark for mark in ("a：", "b：", "c.who：") if mark not in told.found] == []
    assert "id" in error(folder, reviewed, entry(), entry()).found


@pytest.mark.parametrize("row", ["99999999999", "２", "-1", ""])
def test_a_row_number_is_at_most_seven_plain_digits(folder: Folder, reviewed: Path, row: str) -> None:
    assert "1：" in error(folder, reviewed, entry(row={"row": row})).found


@pytest.mark.parametrize("key", ["old", "new", "reason", "who", "file"])
def test_an_identity_number_anywhere_in_an_entry_is_refused(folder: Folder, reviewed: Path, key: str) -> None:
    told = error(folder, reviewed, entry(**{key: "张三 110105 19491231 002X 说"}))
    assert "身份证" in told.found
    assert "19491231" not in told.found


@pytest.mark.parametrize("text", [None, "", "# nothing\n", "[]"])
def test_without_entries_nothing_is_changed(folder: Folder, reviewed: Path, text: str | None) -> None:
    if text is not None:
        reviewed.joinpath("corrections.yaml").write_text(text, "utf-8")
    folder.read()
    correct(folder.connection, reviewed)
    assert folder.rows("select * from raw.correction") == []


def test_what_was_corrected_is_published_with_whom_it_is_about_and_without_persons(
    literal_county: LiteralCounty, reviewed: Path
) -> None:
    registry = {"name": "甲有限公司", "credit_code": CODE, "status": "存续", "legal_representative": "李某某"}
    union = {"union_name": "甲有限公司工会委员会", "host_code": CODE, "members": "9600", "chair_phone": "13800000000"}
    ledger = {"kind": "union_ledger", "file": "*", "row": {"row": 2}}
    write(
        reviewed,
        entry(**ledger, reason="问过 138 0013 8000"),
        entry(**ledger, id="2", column="chair_phone", old="13800000000", new="13900000001"),
        entry(id="3", kind="enterprise_registry", file="*", row={"credit_code": CODE}, column="legal_representative",
              old="李某某", new="王某"),
        drop(id="4", kind="enterprise_registry", file="*", row={"name": "乙有限公司"}, old="乙有限公司"),
    )  # fmt: skip
    county = literal_county.run(
        enterprise_registry=[registry, {"name": "乙有限公司", "status": "存续"}], union_ledger=[union]
    )
    union_id = county.one("select union_id from mart.union")
    assert county.one("select members from mart.union") == 96
    assert county.rows("select enterprise_id from mart.enterprise") == [(f"C-{CODE}",)]
    assert county.rows(
        "select id, column_name, old, new, enterprise_id, union_id, file, row from mart.correction order by id"
    ) == [
        ("1", "members", "9600", "96", None, union_id, "union_ledger.csv", 2),
        ("2", "chair_phone", "138****0000", "139****0001", None, union_id, "union_ledger.csv", 2),
        ("3", "legal_representative", "李**", "王**", f"C-{CODE}", None, "enterprise_registry.csv", 2),
        ("4", None, "乙有限公司", None, None, None, "enterprise_registry.csv", 3),
    ]
    assert county.one("select reason from mart.correction where id = '1'") == "问过 138****8000"
    assert county.rows(
        "select rows_read, rows_kept, rows_rejected, rows_skipped from mart.source_status"
        " where source_kind = 'enterprise_registry'"
    ) == [(2, 1, 0, 1)]


def test_a_corrected_event_names_its_union_and_a_dropped_one_is_gone(
    literal_county: LiteralCounty, reviewed: Path
) -> None:
    meeting = {"union_name": "甲有限公司工会委员会", "kind": "会员大会"}
    place = {"kind": "union_meeting", "file": "*"}
    write(
        reviewed,
        entry(**place, row={"row": 2}, column="held_on", old="2062-05-01", new="2026-05-01"),
        drop(**place, id="2", row={"row": 3}, old="甲有限公司工会委员会"),
    )
    county = literal_county.run(
        union_ledger=[{"union_name": "甲有限公司工会委员会", "members": "3"}],
        union_meeting=[{**meeting, "held_on": "2062-05-01"}, {**meeting, "held_on": "2026-06-01"}],
    )
    union_id = county.one("select union_id from mart.union")
    assert county.rows("select id, union_id from mart.correction order by id") == [("1", union_id), ("2", None)]
    assert county.rows("select held_on::varchar from clean.union_meeting") == [("2026-05-01",)]
