"""As-of dates are found in titles, file names and date columns."""

from datetime import date

import pytest

from etl.extract.dates import cell_date, find_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至2026年9月30日", date(2026, 9, 30)),
        ("2026-09", date(2026, 9, 30)),
        ("2026年2月基层工会台账", date(2026, 2, 28)),
        ("ledger_20260930", date(2026, 9, 30)),
        ("规上企业名录_202609", date(2026, 9, 30)),
        ("registry_2026_09_05", date(2026, 9, 5)),
        ("2026.9.5", date(2026, 9, 5)),
        ("２０２６年９月", date(2026, 9, 30)),
        ("2026年1-9月", date(2026, 9, 30)),
        ("统计从业人员_2026年二季度", date(2026, 6, 30)),
        ("2025年上半年", date(2025, 6, 30)),
        ("制表日期：2026-10-05 截止2026年9月30日", date(2026, 9, 30)),
        ("330822", None),
        ("registry_330822_91330822", None),
        ("20110500", None),
        ("2026-02-30", None),
        ("2026年度", None),
        ("13800002026", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_written_and_a_month_means_its_last_day(text: str, expected: date | None) -> None:
    assert find_date(text) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-09-30", date(2026, 9, 30)),
        ("2026-09-30 00:00:00", date(2026, 9, 30)),
        ("46295", date(2026, 9, 30)),
        ("无", None),
    ],
)
def test_a_cell_of_a_date_column_may_also_be_an_excel_serial_number(cell: str, expected: date | None) -> None:
    assert cell_date(cell) == expected
