"""Units of amounts as title and note rows name them."""

import pytest

from etl.extract.units import units_said


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("2026年8月工会经费 单位：万元", ["万元"]),
        ("金额单位:元", ["元"]),
        ("（单位：人、千元）", ["千元"]),
        ("经费缴纳情况（亿元）", ["亿元"]),
        ("单位：元 单位：万元", ["万元", "元"]),
        ("填报单位：万通公司（盖章）", []),
        ("经费缴纳情况（人均5000元以上）", []),
        ("单位：角", ["角"]),
    ],
)
def test_a_title_names_units_behind_the_word_or_in_brackets(text: str, units: list[str]) -> None:
    assert units_said(text) == units
