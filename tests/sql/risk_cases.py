"""The worked cases of the risk score (etl/score/risk_score_cases.yaml) as rows: a union and employer each."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from etl.extract.spec import load_spec
from etl.score.spec import OWN
from etl.settings import CompletenessEntry, DuesSection
from tests.sql.conftest import AS_OF, Rows, coded

CASES = OWN.with_name("risk_score_cases.yaml")
OUTCOMES = {"通过": "pass", "部分": "partial", "不通过": "fail", "未知": "unknown", "不适用": "not_applicable"}
MODES = {
    "全额": DuesSection(collection_mode="full"),
    "部分": DuesSection(collection_mode="passed_up", share=0.4),
    "未设": DuesSection(collection_mode="unset"),
}
EVENTS = ("union_meeting", "union_agreement", "dues", "survey", "dispute", "incident", "welfare", "mechanism")
ALL, SINCE, NONE = "辉埠镇", "天马街道", "球川镇"
"""Townships: complete since 2020; complete since a day that a case names; not declared."""


@dataclass(frozen=True)
class Case:
    """A case: its indicator, what is told, and what must come out (share None: unknown or not applicable)."""

    indicator: str
    number: int
    told: dict[str, Any]

    @property
    def union(self) -> str:
        """Name of its union, by which the result is found."""
        return f"常山县{self.indicator}算例{self.number}有限公司工会委员会"

    @property
    def code(self) -> str:
        """Credit code of its employer."""
        return coded(f"91330822{self.indicator}{self.number:07d}".replace("S", "T").replace("O", "Q"))

    @property
    def outcome(self) -> str:
        """The outcome, as a code."""
        return OUTCOMES[re.match(r"[^\d（ ]+", self.told["结果"])[0]]

    @property
    def share(self) -> float | None:
        """The share failed; None where nothing is known or asked."""
        percent = re.search(r"(\d+)%", self.told["结果"])
        return int(percent[1]) / 100 if percent else {"pass": 0.0, "fail": 1.0}.get(self.outcome)

    @property
    def grade(self) -> str | None:
        """The grade that must come out; None where the case does not say."""
        found = re.search(r"（([A-D])）", self.told["结果"])
        return found[1] if found else None

    @property
    def township(self) -> str:
        """Where the union is: that decides what is declared complete."""
        declared = self.told.get("声明", "有")
        return {"有": ALL, "无": NONE}.get(declared, SINCE)


def load_cases(path: Path = CASES) -> list[Case]:
    """All cases, in the order of the file."""
    content = yaml.safe_load(path.read_text("utf-8"))
    return [Case(name, number, told) for name, cases in content.items() for number, told in enumerate(cases, start=1)]


def completeness() -> list[CompletenessEntry]:
    """What is declared complete for the townships of the cases."""
    since = {ALL: date(2020, 1, 1), SINCE: date(2025, 10, 1)}
    return [
        CompletenessEntry(kind=kind, townships=[township], **{"from": start}, to=AS_OF)
        for kind in EVENTS
        for township, start in since.items()
    ]


def sources(cases: list[Case]) -> dict[str, Rows]:
    """The rows of every kind of source for these cases."""
    rows: dict[str, Rows] = {kind: [] for kind in ("enterprise_registry", "union_ledger", *EVENTS)}
    for case in cases:
        firm = {"name": case.union.removesuffix("工会委员会"), "credit_code": case.code}
        rows["enterprise_registry"].append(firm | {"registered_address": f"常山县{case.township}", "status": "存续"})
        ledger = {"union_name": case.union, "host_code": case.code, "township": case.township, "host_sector": "企业"}
        sheet = f"{case.indicator} {case.number}"
        rows["union_ledger"].append(ledger | _columns("union_ledger", case.told.get("台账", {})) | {"sheet": sheet})
        for kind, told in _events(case).items():
            rows[kind] += told
    return rows


def _events(case: Case) -> dict[str, Rows]:
    told, union, firm = case.told, {"union_name": case.union}, {"credit_code": case.code}
    sheet = {"sheet": f"{case.indicator} {case.number}"}
    meeting = ("held_on", "kind", "evidence_grade", "attachment_sha256", "participants")
    found: dict[str, Rows] = {
        "union_meeting": [union | dict(zip(meeting, _texts(row), strict=False)) for row in told.get("会议", [])],
        "union_agreement": [union | sheet | _columns("union_agreement", row) for row in told.get("合同", [])],
        "dispute": [firm | {"opened_on": str(day), "union_took_part": said} for day, said in told.get("争议", [])],
        "incident": [firm | {"opened_on": str(day), "reported_by_union": said} for day, said in told.get("事件", [])],
        "mechanism": [{"mechanism": one, "unit_name": case.union} for one in told.get("机制", [])],
    }
    for kind, key in (("survey", "抽样"), ("welfare", "帮扶")):
        found[kind] = [union | _columns(kind, told[key])] if key in told else []
    found["dues"] = [firm | row for row in _dues(told.get("经费"))]
    return found


def _dues(told: dict[str, Any] | None) -> Rows:
    """The same for each of the twelve months that are looked at."""
    if told is None:
        return []
    row = {
        "payroll_cny": str(told["工资"]),
        "paid_cny": str(told["实缴"]),
        "exemption": told.get("减免", ""),
        "kind": told.get("费种", "经费"),
    }
    months = [f"2025-{month:02d}" for month in range(9, 13)] + [f"2026-{month:02d}" for month in range(1, 9)]
    return [row | {"period": month} for month in months]


def _columns(kind: str, told: dict[str, Any]) -> dict[str, str]:
    """Cells by column, from cells by the header of the templates."""
    names = {column.zh: name for name, column in load_spec().kinds[kind].columns.items()}
    return {names[header]: str(value) for header, value in told.items()}


def _texts(row: list[Any]) -> list[str]:
    return [str(value) for value in row]
