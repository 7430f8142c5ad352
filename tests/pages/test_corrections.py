"""The data page lists what was corrected: old and new, why, by whom, and whose card it is."""

from collections.abc import Callable
from pathlib import Path

from tests.pages.conftest import Open, texts
from ui import export, lists
from ui.warehouse import Build

SET = (
    "insert into mart.correction select '2026-001', 'set', 'union_ledger', '台账.xls', '辉埠镇', 15, 'members', '9600',"
    " '96', '多写两个零', '组建员甲', date '2026-11-20', null, (select min(union_id) from mart.union)"
)
DROP = (
    "insert into mart.correction values ('2026-002', 'drop_row', 'enterprise_registry', '登记.csv', '', 7, null,"
    " '<b>甲公司</b>', null, '重复', '组建员乙', date '2026-11-21', null, null)"
)


def test_each_correction_is_shown_with_what_it_changed(open_page: Open, changed: Callable[..., Path]) -> None:
    page = open_page("data", changed(SET, DROP), view="更正")
    said = " ".join(texts(page)).replace("\\", "")
    assert "**工会台账** · 会员数：“9600”改为“96”" in said
    assert "台账.xls · 辉埠镇 第 15 行；多写两个零；组建员甲，2026-11-20" in said
    assert said.index("重复") < said.index("多写两个零")
    assert not any("<b>" in text.replace("\\<", "") for text in texts(page))


def test_without_corrections_the_page_says_where_they_are_entered(open_page: Open) -> None:
    page = open_page("data", view="更正")
    assert any("corrections.yaml" in text for text in texts(page))


def test_the_list_has_its_csv_with_the_columns_of_the_screen(changed: Callable[..., Path]) -> None:
    warehouse = changed(SET, DROP)
    build = Build("csv", str(warehouse / (warehouse / "current").read_text("utf-8").strip()))
    text = export.content(build, "corrections", lists.of(lists.CORRECTIONS)).decode("utf-8-sig")
    header, dropped, cell = text.splitlines()
    assert header.replace(chr(34), "").startswith(
        "更正日期,来源,文件,工作表,行号,企业或工会,列,文件里写的,更正为,原因,更正人"
    )
    assert "<b>甲公司</b>" in dropped
    assert "9600" in cell
