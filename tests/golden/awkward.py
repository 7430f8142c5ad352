"""Reads awkward_pairs.yaml and makes one county of all its records, each case with codes of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.sql.conftest import coded

OUTCOMES = {"计入": "counted", "待定": "candidate", "不连": "nothing"}
KINDS = ("enterprise_registry", "headcount", "union_ledger", "union_coverage")
TOWNSHIP = "辉埠镇"
SOURCE = Path(__file__).with_name("awkward_pairs.yaml")


@dataclass(frozen=True)
class Pair:
    """One union beside one enterprise, what should come of it (counted, candidate, nothing), and why, in Chinese.

    case: number of the case in the file, from 1.
    """

    case: int
    group: str
    union_name: str
    enterprise_name: str
    union_id: str
    enterprise_id: str
    expected: str
    why: str


@dataclass(frozen=True)
class Case:
    """One union with the enterprises beside it: rows by source kind, and the pairs expected of them."""

    rows: dict[str, list[dict[str, Any]]]
    pairs: list[Pair]


@cache
def cases() -> list[Case]:
    """Every case of the file, in its order."""
    return list(_cases(yaml.safe_load(SOURCE.read_text("utf-8"))))


def _cases(groups: list[dict[str, Any]]) -> Iterator[Case]:
    number = 0
    for group in groups:
        for case in group["例"]:
            number += 1
            yield _case(group["组"], case, number)


def _serial(number: int) -> str:
    """Seven digits far apart, so that no code is another's with one digit wrong; the last is a 0 to confuse."""
    return f"{number * 357_143 % 999_983:06d}0"


def _case(group: str, case: dict[str, Any], number: int) -> Case:
    codes = [
        coded(f"91{'330881' if '住所' in one else '330822'}MA{_serial(number * 10 + place)}")
        for place, one in enumerate(case["企业"], start=1)
    ]
    union_code = coded(f"81330822MC{_serial(number * 10)}")
    union = case["工会"]
    rows = {
        "enterprise_registry": [_enterprise(one, code) for one, code in zip(case["企业"], codes, strict=True)],
        "headcount": [
            {"credit_code": code, "headcount": str(one["人数"]), "source": "社保", "period": "2026-08"}
            for one, code in zip(case["企业"], codes, strict=True)
            if "人数" in one
        ],
        "union_ledger": [_union(union, union_code, _code_as_written(union, codes, number))],
        "union_coverage": [{"union_code": union_code, "host_name": name} for name in case.get("名单", [])],
    }
    pairs = [
        Pair(
            number,
            group,
            rows["union_ledger"][0]["union_name"],
            one["名称"],
            f"U-{union_code}",
            f"C-{code}",
            OUTCOMES[one["应"]],
            case["因"],
        )
        for one, code in zip(case["企业"], codes, strict=True)
    ]
    return Case(rows, pairs)


def _code_as_written(union: dict[str, Any], codes: list[str], number: int) -> str | None:
    written = union.get("代码")
    if written is None:
        return None
    code = coded(f"91330822MA{_serial(number * 10 + 9)}") if written == "外" else codes[written - 1]
    match union.get("代码错"):
        case "O":
            at = code.index("0", 8)
            return f"{code[:at]}O{code[at + 1 :]}"
        case "一位":
            return code[:12] + str((int(code[12]) + 4) % 10) + code[13:]
    return code


def _enterprise(one: dict[str, Any], code: str) -> dict[str, Any]:
    return {
        "name": one["名称"],
        "credit_code": code,
        "registered_address": one.get("住所") or f"常山县{one.get('乡镇', TOWNSHIP)}{code[10:14]}号",
        "legal_representative": one.get("法人"),
        "former_names": one.get("曾用名"),
        "status": "存续",
    }


def _union(union: dict[str, Any], union_code: str, host_code: str | None) -> dict[str, Any]:
    return {
        "union_name": union.get("工会名称") or f"{union['单位']}工会委员会",
        "union_code": union_code,
        "union_type": union.get("类型", "单独基层工会"),
        "township": union.get("乡镇", TOWNSHIP),
        "host_name": union.get("单位"),
        "host_code": host_code,
        "host_sector": union.get("性质"),
        "chair_name": union.get("主席"),
        "employees": str(union["职工"]) if "职工" in union else None,
    }
