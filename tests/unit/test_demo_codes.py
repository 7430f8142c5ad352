"""Nothing invented can belong to anybody: no such district, no such telephone; and yet every check digit is right."""

import re

import numpy as np
import pytest

from etl.demo import codes
from etl.demo.streams import stream, texts
from tests.unit.demo_files import Written, default_demo

WEIGHTS = [3**place % 31 for place in range(17)]
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE = re.compile(r"(?<![0-9A-Z])[159][1238]\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])|(?<![0-9A-Z])81\d{6}[0-9A-Z]{10}")
PHONE = re.compile(r"(?<![\d.])1\d{10}(?!\d)")


@pytest.fixture(scope="module")
def written() -> Written:
    return default_demo()


def _text(raw: bytes) -> str:
    """A file's text: UTF-8, else GBK, of which some files of the county are."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


@pytest.fixture(scope="module")
def everything(written: Written) -> str:
    """All texts of all files."""
    parts = []
    for path in written.sources.iterdir():
        if path.suffix in {".xlsx", ".xls"}:
            sheets = written.sheets(path.name)
            parts += [str(cell) for rows in sheets.values() for row in rows for cell in row]
        else:
            parts.append(_text(path.read_bytes()))
    return "\n".join(parts)


def credit_check(code: str) -> bool:
    """GB 32100-2015 in the plainest words."""
    total = sum(ALPHABET.index(sign) * weight for sign, weight in zip(code[:17], WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31] == code[17]


def test_credit_codes_pass_the_check_digit() -> None:
    lettered = np.arange(500) % 2 == 0
    made = codes.credit_codes(
        texts(["91"] * 500), texts([codes.DISTRICT] * 500), codes.organisation_codes(stream(1, "t"), lettered)
    )
    assert all(credit_check(code) for code in made)
    assert len(set(made)) == 500
    assert {code[8:10] for code in made[lettered]} == {"MA"}


def test_a_known_code_passes_the_same_check() -> None:
    assert credit_check("91350100M000100Y43")


def test_registration_numbers_pass_iso_7064() -> None:
    for number in codes.registration_numbers(stream(1, "t"), 200):
        state = 10
        for digit in number[:14]:
            state = (state + int(digit)) % 10 or 10
            state = state * 2 % 11
        assert (state + int(number[14])) % 10 == 1


def test_identity_cards_pass_their_check_and_name_no_district() -> None:
    weights = [2**place % 11 for place in range(17, 0, -1)]
    for number in codes.identity_cards(stream(1, "t"), 100):
        total = sum(int(digit) * weight for digit, weight in zip(number[:17], weights, strict=True))
        assert "10X98765432"[total % 11] == number[17]
        assert number.startswith("339922")


def test_every_code_is_of_a_prefecture_that_does_not_exist(everything: str) -> None:
    found = CODE.findall(everything)
    assert len(found) > 20_000
    assert {code[2:6] for code in found} == {"3399"}


def test_no_telephone_number_can_be_assigned(everything: str) -> None:
    found = PHONE.findall(everything)
    assert len(found) > 500
    assert {number[:2] for number in found} == {"12"}
    assert all(number.startswith("0") for number in re.findall(r"0570-(\d+)", everything))


def test_people_are_nobody(written: Written) -> None:
    names = written.table("市场主体登记_20260930.csv")["法定代表人"]
    assert names.str.fullmatch(r".某.?").all()
