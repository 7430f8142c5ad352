# ruff: noqa: E501  (rows of data stay on one line)
"""One county for tests of events: an enterprise, its union, a good row of every kind and what it becomes."""

from datetime import date
from decimal import Decimal
from typing import Any

from etl import clean, sql, together
from etl.clean import events
from tests.sql.conftest import LiteralCounty, Rows, coded

FIRM = coded("91330822MA0000000")
UNION_CODE = coded("81330822MC0000000")
UNION = "常山县甲轴承有限公司工会委员会"
UNION_ID = f"U-{UNION_CODE}"
ENTERPRISE_ID = f"C-{FIRM}"
REGISTRY = [{"name": "常山县甲轴承有限公司", "credit_code": FIRM, "registered_address": "常山县辉埠镇"}]
LEDGER = [{"union_name": UNION, "union_code": UNION_CODE, "host_code": FIRM, "township": "辉埠镇"}]

# kind -> a good row, and what it becomes (its values in their order)
GOOD: dict[str, tuple[dict[str, str], tuple[Any, ...]]] = {
    "union_meeting": (
        {"union_name": UNION, "held_on": "2026.3.18", "kind": "第二届会员代表大会", "participants": "86人", "evidence_grade": "c", "evidence_reference": "常工〔2026〕3号"},
        (date(2026, 3, 18), "members_assembly", 86, "C", "常工〔2026〕3号", None),
    ),
    "union_agreement": (
        {"union_code": UNION_CODE, "kind": "工资专项集体合同", "signed_on": "2026年1月20日", "starts_on": "2026-02-01", "ends_on": "2027-01-31", "review_number": "常人社〔2026〕1号", "wage_raise_pct": "5%"},
        ("wages", date(2026, 1, 20), date(2026, 2, 1), date(2027, 1, 31), "常人社〔2026〕1号", Decimal(5)),
    ),
    "dues": (
        {"credit_code": FIRM, "period": "202608", "payroll_cny": "612,000.5", "payroll_source": "企业申报", "paid_cny": "12240.01元", "paid_on": "2026-09-10", "kind": "工会经费"},
        ("2026-08", date(2026, 8, 1), date(2026, 8, 31), Decimal("612000.50"), "declared", Decimal("12240.01"), date(2026, 9, 10), None, "dues", None),
    ),
    "survey": (
        {"union_name": UNION, "surveyed_on": "2026-06-15", "sampled": "20", "aware": "17", "satisfied": "0", "surveyed_by": "县总工会"},
        (date(2026, 6, 15), 20, 17, 0, "县总工会"),
    ),
    "dispute": (
        {"credit_code": FIRM, "opened_on": "2026-04-02", "kind": "追索劳动报酬", "case_number": "31号", "union_took_part": "√", "closed_on": "2026-05-10"},
        (date(2026, 4, 2), "wages", "31号", True, date(2026, 5, 10)),
    ),
    "incident": (
        {"name": "常山县甲轴承有限公司", "opened_on": "2026-02-11", "kind": "停工", "reported_by_union": "无"},
        (date(2026, 2, 11), "mass_incident", False, None),
    ),
    "welfare": (
        {"township": "辉埠乡", "period": "2026年二季度", "mutual_aid_members": "1,320", "visits": "0"},
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30), 1320, None, None, 0, None),
    ),
    "campaign": (
        {"campaign": "双爱双评", "level": "县级", "unit_name": "常山县甲轴承有限公司", "status": "命名", "decided_on": "2026-04-28", "year": "2026年", "score": "92.5分"},
        ("double_love", "county", "named", None, date(2026, 4, 28), 2026, Decimal("92.5")),
    ),
    "mechanism": (
        {"mechanism": "职工维权服务代理中心", "unit_name": "辉埠镇", "established_on": "2024-06-20", "formed_by": "选举产生", "cases_received": "34", "cases_closed": "31", "satisfied": "29"},
        ("rights_agency", date(2024, 6, 20), "elected", 34, 31, 29, None),
    ),
    "training": (
        {"union_name": UNION, "course": "新任主席班", "held_on": "2026-05-11", "attended": "2", "certified": "2"},
        ("新任主席班", date(2026, 5, 11), 2, 2),
    ),
    "plan": (
        {"township": "辉埠镇", "year": "2027", "enterprises_to_organise": "12", "workers_to_cover": "640"},
        (2027, 12, 640),
    ),
    "completeness": (
        {"kind": "会议与活动", "township": "常山县辉埠镇", "starts_on": "2023-10-01", "ends_on": "2026-12-31"},
        ("union_meeting", date(2023, 10, 1), date(2026, 12, 31)),
    ),
}  # fmt: skip
KINDS = sorted(events.event_kinds())


class County:
    """A county of one enterprise and its union, cleaned once; `told` cleans the rows of some kinds anew."""

    def __init__(self, literal: LiteralCounty) -> None:
        self.literal = literal.run(enterprise_registry=REGISTRY, union_ledger=LEDGER)
        self.rows, self.one = literal.rows, literal.one

    def told(self, *statements: str, **kinds: Rows) -> "County":
        """Clean what these kinds say, after some statements."""
        execute = self.literal.connection.execute
        for table in ("raw.source_file", "clean.reject", "clean.row_skip", "raw.sheet", "raw.completeness_setting"):
            execute(f"delete from {table}")
        for kind in KINDS:
            execute(f"delete from raw.{kind}")
        self.literal.files = 0
        for kind, rows in kinds.items():
            self.literal.insert(kind, rows)
        for statement in statements:
            execute(statement)
        found = events.Events(self.literal.connection)
        clean.make_event_units(self.literal.connection, found.kinds)
        events_of = found.events(clean.place_words(self.literal.connection))
        matched = [together.table("clean", name) for name in ("bare_name", "mention")]
        together.run(self.literal.connection, [*found.rows(), *matched, *events_of, *clean.kept_counts()])
        sql.make_table(self.literal.connection, "clean", "completeness")
        for table in ("reject", "source_status"):
            sql.make_table(self.literal.connection, "mart", table)
        return self
