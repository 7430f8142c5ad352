"""A visit list goes out, is filled in with mistakes, and comes back: right rows recorded once, mistakes named."""

import re
import zipfile
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from etl.errors import InputError
from etl.visits.cells import NotUnderstood, typed
from etl.visits.check import Checked, Checker, record
from etl.visits.columns import blanks, columns
from etl.visits.read import read
from etl.visits.write import visit_list, wrong_rows
from ledger import Actor, Ledger, open_ledger, targets
from ledger.targets import Evidence, OfTarget
from ledger.verdicts import Told
from tests.visit_lists import HEADER_ROW, SAVED, Cells, as_xlsx, cells_of, filled

ANNA = Actor("组建员甲", "organiser", "self_reported", ("辉埠镇",))
NAMES = ("常山纸业有限公司", "常山（辉埠）石料有限公司", "衢州鞋业有限公司", "常山木业有限公司", "常山酒业有限公司")
KNOWN = {f"C-{number}": OfTarget(f"C-{number}", name, "辉埠镇") for number, name in enumerate(NAMES)}
STEP = {"走访日期": "2026-03-05", "走到哪一步": "排查"}
VISIT = {"走访日期": "2026年3月6日", "没进展的原因": "业主不愿", "情况说明": "老板说再等等", "下次去的日期": "2026/4/6"}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")


@pytest.fixture
def cells() -> Cells:
    """The list as it went out, read as text."""
    return a_list()


def a_list() -> Cells:
    """A list of its own, downloaded once more."""
    rows = [
        {
            "enterprise_id": of.enterprise_id,
            "enterprise_name": of.enterprise_name,
            "address": "常山县辉埠镇路里坑村9号",
            "township_name": of.township_name,
            "headcount": None if number == 4 else 40 + number,
            "stage": "listed",
            "next_stage": "survey",
            "planned_on": None,
        }
        for number, of in enumerate(KNOWN.values())
    ]
    return cells_of(visit_list(rows, "走访单 · 组建员甲"))


def look(ledger: Ledger, content: bytes, name: str = "走访单.xlsx", actor: Actor = ANNA) -> list[Checked]:
    return Checker(ledger, actor, KNOWN, "b1").check(read(name, content))


def load(ledger: Ledger, content: bytes, name: str = "走访单.xlsx", actor: Actor = ANNA) -> list[Checked]:
    """What a person does: look, then record."""
    checked = look(ledger, content, name, actor)
    record(ledger, actor, checked)
    return checked


def fates(checked: list[Checked]) -> list[str]:
    return [one.fate for one in checked]


def test_the_list_says_who_where_how_many_and_what_comes_next(cells: Cells) -> None:
    first = dict(zip(cells[HEADER_ROW], cells[HEADER_ROW + 1], strict=True))
    told = {name: first[name] for name in ("序号", "企业", "职工人数", "现在的阶段", "下一步", "要带回的材料")}
    assert told == {
        "序号": "1",
        "企业": "常山纸业有限公司",
        "职工人数": "40",
        "现在的阶段": "待排查",
        "下一步": "排查",
        "要带回的材料": "走访日期",
    }
    assert [first[column.zh] for column in blanks().values()] == [""] * len(blanks())


def test_an_unknown_headcount_is_an_empty_cell_and_not_zero(cells: Cells) -> None:
    assert cells[HEADER_ROW + 5][cells[HEADER_ROW].index("职工人数")] == ""


@pytest.mark.parametrize("ending", SAVED)
def test_a_list_comes_back_however_it_was_saved(ledger: Ledger, cells: Cells, ending: str) -> None:
    checked = load(ledger, SAVED[ending](filled(cells, STEP, VISIT)), f"走访单.{ending}")
    assert fates(checked) == ["new", "new", "empty", "empty", "empty"]
    assert targets.now_of(ledger, "C-0").stage == "survey"
    second = targets.now_of(ledger, "C-1")
    assert (second.visits, second.last_visit_on, second.refusal) == (1, date(2026, 3, 6), "owner_unwilling")
    assert second.follow_up_on == date(2026, 4, 6)


def test_three_mistakes_are_named_where_they_stand_and_the_right_rows_are_recorded(
    ledger: Ledger, cells: Cells
) -> None:
    no_year = STEP | {"走访日期": "3月5日"}
    two_steps = STEP | {"走到哪一步": "联系"}
    no_note = {"走访日期": "2026-03-05", "没进展的原因": "没见到人"}
    checked = load(ledger, as_xlsx(filled(cells, STEP, no_year, two_steps, no_note, VISIT)))
    assert fates(checked) == ["new", "wrong", "wrong", "wrong", "new"]
    named = [(one.row, one.column, one.found) for each in checked for one in each.mistakes]
    assert named == [(5, "走访日期", "3月5日"), (6, "走到哪一步", "联系"), (7, "情况说明", "")]
    [year, step, note] = [one for each in checked for one in each.mistakes]
    assert (year.file, year.sheet) == ("走访单.xlsx", "走访单")
    assert year.expected == "带年份的一天，如 2026-03-05"
    assert step.expected == "“排查”：这家现在在“待排查”，一行只记一步"
    assert note.next_step == "在走访单里改正，重新载入"
    assert ledger.position() == 3


def test_the_same_file_twice_records_nothing_twice_and_says_so(ledger: Ledger, cells: Cells) -> None:
    written = filled(cells, STEP, VISIT)
    load(ledger, as_xlsx(written))
    position = ledger.position()
    again = load(ledger, SAVED["csv"](written), "同一份.csv")
    assert fates(again) == ["recorded", "recorded", "empty", "empty", "empty"]
    assert again[0].earlier.actor_name == "组建员甲"
    assert ledger.position() == position


def test_wrong_rows_are_mended_in_their_own_file_and_loaded_like_any_other(ledger: Ledger, cells: Cells) -> None:
    checked = load(ledger, as_xlsx(filled(cells, STEP, STEP | {"走访日期": "3月5日"})))
    wrong = [one.row.cells | {"wrong": one.mistakes[0].expected} for one in checked if one.fate == "wrong"]
    away = cells_of(wrong_rows(wrong, "待改正"))
    assert away[HEADER_ROW][-1] == "哪里不对"
    assert away[HEADER_ROW + 1][-1] == "带年份的一天，如 2026-03-05"
    mended = load(ledger, as_xlsx(filled(away, STEP)))
    assert fates(mended) == ["new"]
    assert targets.now_of(ledger, "C-1").stage == "survey"


def test_a_title_more_a_column_moved_and_one_lost_do_no_harm(ledger: Ledger, cells: Cells) -> None:
    written = [["常山县总工会"], [""], *filled(cells, STEP)]
    moved = [[*row[9:], *row[:9]] for row in written]
    kept = [position for position, name in enumerate(moved[HEADER_ROW + 2]) if name != "地址"]
    checked = load(ledger, as_xlsx([[row[at] for at in kept if at < len(row)] for row in moved]))
    assert fates(checked) == ["new", "empty", "empty", "empty", "empty"]
    assert checked[0].row.row == 6


def test_a_row_is_never_recorded_by_half(ledger: Ledger, cells: Cells) -> None:
    later = STEP | {"走到哪一步": "联系", "下次去的日期": "2026-04-06"}
    checked = load(ledger, as_xlsx(filled(cells, later)))
    assert fates(checked)[0] == "wrong"
    assert ledger.position() == 0


def test_a_row_that_somebody_overtook_is_not_written_and_those_before_it_stay(ledger: Ledger, cells: Cells) -> None:
    from ledger import ChangedMeanwhile

    checked = look(ledger, as_xlsx(filled(cells, STEP, STEP)))
    targets.step(ledger, ANNA, KNOWN["C-1"], "survey", Evidence(date(2026, 3, 1)), Told("电话里说了"))
    with pytest.raises(ChangedMeanwhile):
        record(ledger, ANNA, checked)
    assert targets.now_of(ledger, "C-0").stage == "survey"
    again = look(ledger, as_xlsx(filled(cells, STEP, STEP)))
    assert fates(again)[:2] == ["recorded", "wrong"]


def test_two_rows_of_one_enterprise_are_two_steps_and_a_row_copied_is_one(ledger: Ledger, cells: Cells) -> None:
    written = filled(cells, STEP, STEP | {"走到哪一步": "联系"}, STEP)
    identity = [written[HEADER_ROW].index(name) for name in ("企业", "编号（请勿改动）")]
    for row in (2, 3):
        for at in identity:
            written[HEADER_ROW + row][at] = written[HEADER_ROW + 1][at]
    checked = load(ledger, as_xlsx(written))
    assert fates(checked)[:3] == ["new", "new", "recorded"]
    assert targets.now_of(ledger, "C-0").stage == "contact"
    assert ledger.position() == 2


def test_an_id_beside_another_enterprise_records_nothing(ledger: Ledger, cells: Cells) -> None:
    written = filled(cells, STEP | {"企业": "隔壁的厂"})
    [first, *_others] = load(ledger, as_xlsx(written))
    assert (first.fate, first.mistakes[0].column) == ("wrong", "编号（请勿改动）")
    assert ledger.position() == 0


def test_brackets_of_the_other_width_in_the_name_are_no_other_enterprise(ledger: Ledger, cells: Cells) -> None:
    written = filled(cells, {}, STEP | {"企业": "常山(辉埠)石料有限公司"})
    assert fates(load(ledger, as_xlsx(written)))[1] == "new"


def test_a_visit_that_was_recorded_and_then_changed_in_the_file_is_no_second_visit(
    ledger: Ledger, cells: Cells
) -> None:
    load(ledger, as_xlsx(filled(cells, VISIT)))
    [first, *_others] = look(ledger, as_xlsx(filled(cells, VISIT | {"情况说明": "老板说再等等，下月看"})))
    assert first.fate == "wrong"
    assert first.mistakes[0].expected == "与组建员甲已记下的 2026-03-06 那次相同的内容"


@pytest.mark.parametrize("by_hand", [False, True], ids=["another list", "my work"])
def test_the_same_visit_told_twice_is_one_and_its_next_day_is_taken_over(
    ledger: Ledger, cells: Cells, by_hand: bool
) -> None:
    first = {name: told for name, told in VISIT.items() if name != "下次去的日期"}
    if by_hand:
        targets.visit(ledger, ANNA, KNOWN["C-0"], date(2026, 3, 6), "owner_unwilling", Told("老板再等等"))
    else:
        load(ledger, as_xlsx(filled(a_list(), first)))
    assert fates(load(ledger, as_xlsx(filled(cells, first))))[0] == "recorded"
    assert fates(load(ledger, as_xlsx(filled(cells, VISIT))))[0] == "new"
    assert fates(load(ledger, as_xlsx(filled(a_list(), VISIT))))[0] == "recorded"
    now = targets.now_of(ledger, "C-0")
    assert (now.visits, now.follow_up_on) == (1, date(2026, 4, 6))
    other = VISIT | {"没进展的原因": "停产"}
    assert fates(load(ledger, as_xlsx(filled(a_list(), other))))[0] == "new"


def test_a_row_of_a_target_that_is_closed_from_above_is_refused_and_one_recorded_before_it_closed_is_not(
    ledger: Ledger, cells: Cells
) -> None:
    load(ledger, as_xlsx(filled(cells, STEP)))
    rows = read("走访单.xlsx", as_xlsx(filled(cells, STEP, STEP)))
    first, second, *_others = Checker(ledger, ANNA, KNOWN, "b1", {"C-0", "C-1"}).check(rows)
    assert (first.fate, second.fate, second.mistakes[0].column) == ("recorded", "wrong", "企业")
    assert second.mistakes[0].next_step == "台账上已有它的工会，或已不计入：不再记录"


def test_what_was_recorded_and_taken_back_is_not_said_to_stand(ledger: Ledger, cells: Cells) -> None:
    load(ledger, as_xlsx(filled(cells, STEP)))
    targets.undo(ledger, ANNA, KNOWN["C-0"], Told("记错了", seen=1))
    [first, *_others] = look(ledger, as_xlsx(filled(cells, STEP)))
    assert first.fate == "wrong"
    assert "没有撤回过" in first.mistakes[0].expected


def test_another_township_s_rows_are_not_written(ledger: Ledger, cells: Cells) -> None:
    stranger = Actor("组建员乙", "organiser", "self_reported", ("球川镇",))
    [first, *_others] = load(ledger, as_xlsx(filled(cells, STEP)), actor=stranger)
    assert (first.fate, first.mistakes[0].column) == ("wrong", "乡镇街道")


def test_a_side_track_needs_its_reason_and_is_written(ledger: Ledger, cells: Cells) -> None:
    aside = {"走访日期": "2026-03-05", "走到哪一步": "暂缓", "没进展的原因": "停产"}
    checked = load(ledger, as_xlsx(filled(cells, aside, aside | {"情况说明": "去年十月停的炉"})))
    assert fates(checked)[:2] == ["wrong", "new"]
    assert targets.now_of(ledger, "C-1").track == "deferred"


@pytest.mark.parametrize(
    ("told", "column"),
    [
        ({"走到哪一步": "排查"}, "走访日期"),
        ({"情况说明": "去过了"}, "走访日期"),
        (STEP | {"没进展的原因": "业主不愿"}, "没进展的原因"),
        ({"走访日期": "2026-03-05", "文号": "常工〔2026〕3号"}, "走到哪一步"),
        (STEP | {"走访日期": (date.today() + timedelta(days=2)).isoformat()}, "走访日期"),
        (STEP | {"走到哪一步": "谈妥了"}, "走到哪一步"),
        (STEP | {"入会申请数": "十来个"}, "入会申请数"),
        (STEP | {"文号": "2.02601E+11"}, "文号"),
    ],
)
def test_what_no_form_would_take_is_a_mistake(ledger: Ledger, cells: Cells, told: dict[str, str], column: str) -> None:
    [first, *_others] = load(ledger, as_xlsx(filled(cells, told)))
    assert (first.fate, first.mistakes[0].column) == ("wrong", column)
    assert ledger.position() == 0


def test_an_election_is_checked_like_in_a_form(ledger: Ledger, cells: Cells) -> None:
    told = Told("")
    for seen, (stage, shown_by) in enumerate(
        {
            "survey": Evidence(date(2026, 1, 5)),
            "contact": Evidence(date(2026, 1, 6)),
            "preparation": Evidence(date(2026, 1, 7), applications=30),
            "application": Evidence(date(2026, 1, 8), "请示1号"),
            "approval": Evidence(date(2026, 1, 9), "批复1号"),
        }.items()
    ):
        targets.step(ledger, ANNA, KNOWN["C-0"], stage, shown_by, Told(told.reason, seen))
    election = {"走访日期": "2026-03-05", "走到哪一步": "选举", "应到人数": "30", "到会人数": "19人", "得票数": "18"}
    [first, *_others] = look(ledger, as_xlsx(filled(cells, election)))
    assert (first.mistakes[0].column, first.mistakes[0].expected) == ("到会人数", "应到人数的三分之二以上")
    [first, *_others] = load(ledger, as_xlsx(filled(cells, election | {"到会人数": "20人"})))
    assert first.fate == "new"
    assert targets.now_of(ledger, "C-0").stage == "election"


def test_a_step_that_is_not_the_next_is_said_before_what_it_lacks(ledger: Ledger, cells: Cells) -> None:
    [first, *_others] = look(ledger, as_xlsx(filled(cells, STEP | {"走到哪一步": "选举"})))
    assert [one.column for one in first.mistakes] == ["走到哪一步"]


def test_everything_that_a_step_lacks_is_named_at_once(ledger: Ledger, cells: Cells) -> None:
    for seen, (stage, number) in enumerate(
        {"survey": "", "contact": "", "preparation": "", "application": "请示1号", "approval": "批复1号"}.items()
    ):
        shown_by = Evidence(date(2026, 1, 5), number, applications=30)
        targets.step(ledger, ANNA, KNOWN["C-0"], stage, shown_by, Told("", seen))
    [first, *_others] = look(ledger, as_xlsx(filled(cells, STEP | {"走到哪一步": "选举", "得票数": "18"})))
    assert [one.column for one in first.mistakes] == ["应到人数", "到会人数"]


def test_a_list_without_its_ids_is_refused_with_what_to_do(ledger: Ledger, cells: Cells) -> None:
    written = [row[:-1] for row in filled(cells, STEP)]
    with pytest.raises(InputError) as refused:
        look(ledger, as_xlsx(written))
    assert refused.value.row == HEADER_ROW + 1
    assert "编号（请勿改动）" in refused.value.expected


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("别的.xlsx", as_xlsx([["企业名称", "统一社会信用代码"], ["甲", "1"]])),
        ("别的.csv", "企业名称,代码\n甲,1\n".encode("gbk")),
        ("空.csv", b""),
        ("坏.xlsx", b"PK\x03\x04" + b"0" * 40),
        ("照片.csv", b"\x89PNG\r\n\x1a\n" + bytes(200)),
    ],
)
def test_another_file_is_refused_and_never_read_as_a_list(name: str, content: bytes) -> None:
    with pytest.raises(InputError):
        read(name, content)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-05", date(2026, 3, 5)),
        ("2026.3.5", date(2026, 3, 5)),
        ("２０２６／３／５", date(2026, 3, 5)),
        ("2026年3月5日", date(2026, 3, 5)),
        ("20260305", date(2026, 3, 5)),
        ("46086", date(2026, 3, 5)),
        ("2026年3月", None),
        ("3.5", None),
        ("2026-02-30", None),
        ("昨天", None),
    ],
)
def test_a_day_is_a_whole_day_or_none(text: str, day: date | None) -> None:
    told, faults = typed({"visited_on": text})
    assert told.visited_on == day
    assert [type(fault) for fault in faults.values()] == ([] if day else [NotUnderstood])


def test_every_column_of_the_list_is_found_by_each_of_its_names() -> None:
    from etl.visits.columns import column_of

    named = [(text, name) for name, one in columns().items() for text in (one.zh, one.en, *one.also)]
    assert [(text, column_of(text)) for text, name in named if column_of(text) != name] == []


def test_the_list_prints_across_on_a4_with_its_header_on_every_sheet_and_keeps_its_ids_out_of_sight() -> None:
    row = {"enterprise_id": "C-0", "enterprise_name": "甲", "address": None, "township_name": "辉埠镇", "headcount": 30}
    content = visit_list([row | {"stage": "listed", "next_stage": "survey", "planned_on": None}], "走访单")
    with zipfile.ZipFile(BytesIO(content)) as book:
        sheet, names = (book.read(part).decode() for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml"))
    assert 'paperSize="9"' in sheet
    assert 'orientation="landscape"' in sheet
    assert re.search(r'<col min="20" max="20"[^>]*hidden="1"', sheet)
    assert "<sheetProtection" in sheet
    assert sheet.count("<dataValidation ") == 8
    assert "排查,联系,筹备" in sheet
    assert re.search(r"Print_Titles[^>]*>走访单!\$3:\$3<", names.replace("'", ""))
