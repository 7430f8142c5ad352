# ruff: noqa: E501  (rows of data stay on one line)
"""A ledger and the tables of organising that are made of it, over enterprises as literal rows."""

from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb

from etl import sql
from etl.progress import write_progress
from etl.settings import County
from ledger import Actor, Ledger, open_ledger
from ledger.plans import entered
from ledger.progress import standing
from ledger.stages import STAGES, Stage
from ledger.targets import Evidence, OfTarget, now_of, step
from ledger.verdicts import Told
from tests.ledger.conftest import BERT

DAY = date(2026, 3, 2)
SHOWN = Evidence(DAY, "常工〔2026〕3号", 30, eligible=30, attended=25, votes=24)
TABLES = ("stage", "target_event", "plan_year", "target_progress", "organised")
OPEN = {"in_scope": True, "is_larger": True, "union_status": "none", "union_id": None, "headcount": 40}
COVERED = {**OPEN, "union_status": "own", "union_id": "U-1"}
Rows = list[tuple]


class Office:
    """A ledger, and the tables that are made of it over a county of literal rows."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.ledger: Ledger = open_ledger("sqlite://")

    def say(self, enterprise_id: str, what: Callable, *told: object, by: Actor = BERT, note: str = "去过") -> None:
        """Write about a target as somebody who looked."""
        of = OfTarget(enterprise_id, f"{enterprise_id}厂", "辉埠镇")
        what(self.ledger, by, of, *told, Told(note, now_of(self.ledger, enterprise_id).sequence))

    def up_to(self, enterprise_id: str, stage: Stage) -> None:
        """Bring a target from the list to a stage."""
        for each in STAGES[1 : STAGES.index(stage) + 1]:
            self.say(enterprise_id, step, each, SHOWN)

    def make(
        self, enterprises: dict[str, dict[str, Any]], plans: Rows = (), ladder: tuple = (None, None), history: Rows = ()
    ) -> None:
        """Make the tables over enterprises by id; `ladder`: proven and possible of their union U-1; `history`: month,
        enterprise, union_status as they were published."""
        given = self.connection
        create = "create or replace table"
        given.execute(
            f"{create} warehouse.mart.enterprise (enterprise_id varchar, name varchar, township_name varchar,"
            " headcount integer, in_scope boolean, is_larger boolean, union_status varchar, union_id varchar)"
        )
        for enterprise_id, one in enterprises.items():
            row = [enterprise_id, f"{enterprise_id}公司", "球川镇"]
            row += [one[name] for name in ("headcount", "in_scope", "is_larger", "union_status", "union_id")]
            given.execute("insert into warehouse.mart.enterprise values (?, ?, ?, ?, ?, ?, ?, ?)", row)
        given.execute(
            f"{create} warehouse.mart.target as select enterprise_id from warehouse.mart.enterprise"
            " where in_scope and is_larger and union_status = 'none'"
        )
        given.execute(
            f"{create} warehouse.mart.enterprise_union as select enterprise_id, union_id, kind = 'host' as is_current,"
            " case kind when 'host' then date '2026-05-06' else date '2015-01-01' end as valid_from, 1.0 as link_confidence,"
            " '台账.xls' as source_file, '辉埠' as source_sheet, 7 as source_row"
            " from warehouse.mart.enterprise cross join (select unnest(['host', 'former']) as kind) where union_id is not null"
        )
        given.execute(
            f"{create} warehouse.mart.\"union\" as select 'U-1' as union_id, ?::integer as ladder_proven,"
            " ?::integer as ladder_possible",
            list(ladder),
        )
        given.execute(
            f"{create} link.union_enterprise as select * from (values"
            " ('C-dissolved-union', date '2026-03-02', null::date, 'dissolved', false),"
            " ('C-ended', date '2026-02-01', date '2026-04-01', 'active', false),"
            " ('C-former', date '2015-01-01', date '2020-01-01', 'dissolved', false),"
            " ('C-coming', date '2030-01-01', null, 'preparatory', false))"
            " as l (enterprise_id, valid_from, valid_to, status, is_current)"
        )
        given.execute(
            f"{create} link.identity as select * from (values ('C-old', 'C-new', 'same', 'applied'),"
            " ('C-right', 'C-kept', 'same', 'applied'), ('C-said', 'C-new', 'same', 'resting'))"
            " as said (old_id, kept_id, decision, standing)"
        )
        given.execute(
            f"{create} score.history (month date, enterprise_id varchar, in_scope boolean, is_larger boolean,"
            " union_status varchar)"
        )
        given.execute(
            f"{create} clean.corrected_id as select * from (values ('C-typo', 'C-right'), ('C-misspelt', 'C-other'),"
            " ('C-old', 'C-other'), ('C-said', 'C-other')) as mended (old_id, new_id)"
        )
        sql.make_table(given, "link", "goes_on")
        given.execute(f"{create} raw.source_file as select 1 as file_id, '计划.xls' as file")
        given.execute(
            f"{create} clean.plan (township_name varchar, year integer, enterprises_to_organise integer,"
            " workers_to_cover integer, file_id integer, sheet varchar, row integer)"
        )
        given.executemany("insert into score.history values (?, ?, true, true, ?)", list(history) or [[None] * 3])
        given.execute("delete from score.history where month is null")
        for row in plans:
            given.execute("insert into clean.plan values (?, ?, ?, ?, 1, '', ?)", list(row))
        self.read_ledger()

    def read_ledger(self) -> None:
        """Make the tables of organising of what the ledger says."""
        write_progress(self.connection, standing(self.ledger), entered(self.ledger))
        days = County(
            area={"name": "常山县", "codes": ["330822"]}, progress={"stall_days": {"contact": 21}}
        ).progress.days()
        self.connection.execute(
            "create or replace table raw.stage (stage varchar, position integer, stall_days integer)"
        )
        rows = [[stage, position, days.get(stage)] for position, stage in enumerate(STAGES)]
        self.connection.executemany("insert into raw.stage values (?, ?, ?)", rows)
        for table in TABLES:
            sql.make_table(self.connection, "mart", table)

    def ask(self, select: str) -> Rows:
        """Rows of a SELECT."""
        return self.connection.execute(select).fetchall()

    def closed_by(self) -> dict[str, str | None]:
        """Enterprise → what closed it; None: open."""
        return dict(self.ask("select enterprise_id, closed_by from mart.target_progress"))
