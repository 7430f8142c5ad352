"""Identifiers that look right and cannot belong to anybody.

Digits 3–8 of every credit code name a district of prefecture 3399, which does not exist; mobile numbers begin
with 12, which is not assigned. Check digits by GB 32100-2015, GB 11714 and ISO 7064 MOD 11,10.
"""

import numpy as np

from etl.demo.streams import Texts
from etl.parameters import INVENTED_PREFECTURE

DISTRICT = f"{INVENTED_PREFECTURE}22"
OTHER_DISTRICTS = ("339901", "339981", "339900")

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = np.array([1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28])
_ORGANISATION_WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2])
_LETTERS = np.array(list(ALPHABET))
# GB 11714 counts A as 10 … Z as 35, with the letters that GB 32100 leaves out.
_ORGANISATION_VALUES = np.array([int(c) if c.isdigit() else ord(c) - 55 for c in ALPHABET])


def _digits_of(numbers: np.ndarray, base: int, length: int) -> np.ndarray:
    """Matrix of the digits of each number, most significant first."""
    powers = base ** np.arange(length - 1, -1, -1, dtype=np.int64)
    return numbers[:, None].astype(np.int64) // powers % base


def _scattered(rng: np.random.Generator, size: int, space: int, prime: int) -> np.ndarray:
    """`size` different numbers below `space`, in no visible order (`prime` does not divide it)."""
    return (int(rng.integers(space)) + np.arange(size, dtype=np.int64) * prime) % space


def organisation_codes(rng: np.random.Generator, lettered: np.ndarray) -> np.ndarray:
    """Matrix n × 9 of digit values of different GB 11714 codes; `lettered` ones begin with MA (since 2015)."""
    size = len(lettered)
    body = _digits_of(_scattered(rng, size, 10**8, 61_803_399), 10, 8)
    modern = _digits_of(_scattered(rng, size, 31**6, 54_856_571), 31, 6)
    body[lettered, :2] = [ALPHABET.index("M"), ALPHABET.index("A")]
    body[lettered, 2:] = modern[lettered]
    check = 11 - (_ORGANISATION_VALUES[body] * _ORGANISATION_WEIGHTS).sum(axis=1) % 11
    check = np.where(check == 11, 0, np.where(check == 10, ALPHABET.index("X"), check))
    return np.column_stack([body, check])


def credit_codes(prefixes: Texts, districts: Texts, organisations: np.ndarray) -> Texts:
    """18-character unified social credit codes with valid check digit, from department + kind, district and body."""
    head = np.array(["".join(parts) for parts in zip(prefixes, districts, strict=True)], dtype="<U8")
    letters = head.view("<U1").reshape(-1, 8)
    values = np.column_stack([np.searchsorted(_LETTERS, letters), organisations])
    check = (31 - (values * _CODE_WEIGHTS).sum(axis=1) % 31) % 31
    matrix = np.ascontiguousarray(_LETTERS[np.column_stack([values, check])])
    return matrix.view("<U18").ravel().astype(object)


def registration_numbers(rng: np.random.Generator, size: int) -> Texts:
    """Old 15-digit registration numbers: district, eight digits, ISO 7064 MOD 11,10 check digit."""
    serial = _digits_of(_scattered(rng, size, 10**8, 73_939_133), 10, 8)
    body = np.column_stack([np.tile([int(digit) for digit in DISTRICT], (size, 1)), serial])
    state = np.full(size, 10)
    for column in body.T:
        state = (state + column) % 10
        state = np.where(state == 0, 10, state) * 2 % 11
    check = (11 - state) % 10
    digits = np.ascontiguousarray(np.column_stack([body, check]).astype("<U1"))
    return digits.view("<U15").ravel().astype(object)


def numbers_13(rng: np.random.Generator, size: int) -> Texts:
    """The 13-digit registration numbers that came before: district and seven digits."""
    serial = _scattered(rng, size, 10**7, 7_368_787)
    return np.array([f"{DISTRICT}{number:07d}" for number in serial], dtype=object)


def telephones(rng: np.random.Generator, size: int) -> Texts:
    """Mobile numbers that cannot be assigned: 11 digits that begin with 12."""
    return (12 * 10**9 + rng.integers(0, 10**9, size)).astype("<U11").astype(object)


def identity_cards(rng: np.random.Generator, size: int) -> Texts:
    """18-digit identity-card numbers of a district that does not exist, with a right check digit."""
    weights = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
    numbers = [
        f"{DISTRICT}{year}{month:02d}{day:02d}{serial:03d}"
        for year, month, day, serial in zip(
            rng.integers(1960, 2000, size),
            rng.integers(1, 13, size),
            rng.integers(1, 29, size),
            rng.integers(0, 1000, size),
            strict=True,
        )
    ]
    sums = [int((np.array([int(digit) for digit in number]) * weights).sum()) for number in numbers]
    return np.array(
        [number + "10X98765432"[total % 11] for number, total in zip(numbers, sums, strict=True)], dtype=object
    )
