"""Headers that a county maps by hand: what they stand for, and what is refused."""

from pathlib import Path

import pytest

from etl.errors import InputError
from etl.extract.recognise import recognise
from etl.settings import County, load_county

AREA = '[area]\nname = "常山县"\ncodes = ["330822"]\n'
LEDGER = ["工会名称", "单位全名", "会员数", "乡镇街道"]


def entry(kind: str, header: str, column: str) -> str:
    return f'[[headers]]\nkind = "{kind}"\nheader = "{header}"\ncolumn = "{column}"\n'


def load(path: Path, *entries: str) -> County:
    file = path / "county.toml"
    file.write_text(AREA + "".join(entries), "utf-8")
    return load_county(file)


def test_a_header_mapped_by_hand_is_read_and_unknown_to_another_county(tmp_path: Path) -> None:
    further = load(tmp_path, entry("union_ledger", "单位全名", "host_name")).further_headers
    assert recognise([LEDGER], "", further).matched["host_name"] == "单位全名"
    assert "host_name" not in recognise([LEDGER]).matched
    assert recognise([LEDGER], "", further).unknown == {}


def test_the_countys_word_goes_before_the_specs() -> None:
    headers = ["工会名称", "单位名称", "建会单位", "会员数"]
    assert recognise([headers]).matched["host_name"] == "建会单位"
    further = (("union_ledger", "单位名称", "host_name"), ("union_ledger", "建会单位", "township"))
    found = recognise([headers], "", further)
    assert (found.matched["host_name"], found.matched["township"]) == ("单位名称", "建会单位")


def test_a_mapped_header_is_compared_without_width_spaces_and_units_and_may_be_a_serial_one() -> None:
    further = (("union_ledger", "单位 全名", "host_name"), ("union_ledger", "No.", "union_code"))
    found = recognise([["工会名称", "＊单位全名（必填）", "NO", "会员数"]], "", further)
    assert found.matched == {
        "union_name": "工会名称",
        "host_name": "＊单位全名（必填）",
        "union_code": "NO",
        "members": "会员数",
    }
    assert found.serial == ()


def test_a_table_is_recognised_by_mapped_headers_alone() -> None:
    headers = ["组织", "人数", "电话", "备注", "地点"]
    assert recognise([headers]) is None
    found = recognise([headers], "", (("union_ledger", "组织", "union_name"),))
    assert (found.kind, found.matched["union_name"]) == ("union_ledger", "组织")


@pytest.mark.parametrize(
    ("faulty", "told"),
    [
        (entry("ledger", "单位全名", "host_name"), ["headers.0", "ledger", "union_ledger"]),
        (entry("union_ledger", "单位全名", "hostname"), ["headers.0", "hostname", "host_name"]),
        (entry("union_ledger", "（）", "host_name"), ["headers.0", "空"]),
        (entry("union_ledger", "身份证号", "union_code"), ["headers.0", "身份证号"]),
        (
            entry("union_ledger", "全名", "host_name") + entry("union_ledger", "全 名", "union_name"),
            ["headers", "全 名", "两列"],
        ),
    ],
)
def test_an_entry_that_cannot_be_meant_is_named(tmp_path: Path, faulty: str, told: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        load(tmp_path, faulty)
    assert [word for word in told if word not in caught.value.found] == []


def test_every_faulty_entry_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load(tmp_path, entry("ledger", "甲", "x"), entry("union_ledger", "乙", "y"))
    assert "headers.0" in caught.value.found
    assert "headers.1" in caught.value.found
