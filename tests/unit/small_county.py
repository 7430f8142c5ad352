"""A county of three enterprises as literal tables: stages for tests of the pipeline that need no source file."""

from pathlib import Path

from etl.pipeline import STAGES, Build, Stage
from etl.settings import Settings

SOURCE_FILES = [
    ("enterprise_registry", "登记2026-09-30.csv", "2026-09-30", None),
    ("enterprise_registry", "登记2026-10-31.csv", "2026-10-31", "登记2026-11-30.csv"),
    ("union_ledger", "台账2026-08-31.xlsx", "2026-08-31", None),
    ("headcount", "社保2026-12-31.csv", "2026-12-31", None),
]
ENTERPRISES = [("C-1", "常山县甲有限公司", "own"), ("C-2", "常山县乙有限公司", "none"), ("C-3", "=1+1", "uncertain")]


def _sources(_module: object, build: Build) -> None:
    build.connection.execute("create table raw.enterprise_registry (credit_code varchar)")
    build.connection.execute(
        "create table raw.source_file (source_kind varchar, file varchar, as_of date, superseded_by varchar,"
        " problem varchar)"
    )
    build.connection.executemany("insert into raw.source_file values (?, ?, ?, ?, null)", SOURCE_FILES)


def _marts(_module: object, build: Build) -> None:
    execute = build.connection.execute
    execute(
        "create table mart.build as select build_id, as_of, is_demo, (select value from raw.setting where key ="
        " 'area_name') as area_name, 0 as ledger_events, 0 as decisions_pending from raw.build"
    )
    execute("create table literal (enterprise_id varchar, name varchar, union_status varchar)")
    build.connection.executemany("insert into literal values (?, ?, ?)", ENTERPRISES)
    execute(
        "create table mart.enterprise as select enterprise_id, name, union_status, true as in_scope, null::boolean as"
        " is_above_scale, true as is_25plus, false as is_100plus, true as is_larger, null::varchar as union_id,"
        " null::varchar as link_rule, 'active' as scope_reason,"
        " '辉埠镇' as township_name, 30 as headcount, ['曾用甲', '曾用乙'] as former_names from literal"
    )
    execute(
        "create table mart.township as select '辉埠镇' as township_name, 3 as enterprises, 3 as larger,"
        " 1 as larger_own, 0 as larger_joint, 0 as larger_headquarters,"
        " 1 as larger_uncertain, 1 as larger_none, 0 as size_unknown,"
        " 1/3 as rate_low, 1/3 as rate, 2/3 as rate_high"
    )
    execute(
        "create table mart.source_status as select source_kind, file, as_of, superseded_by, 3 as rows_read,"
        " 3 as rows_kept, 0 as rows_rejected, 0 as rows_skipped, problem from raw.source_file"
    )
    execute(
        "create table mart.link_decision (event_id varchar, enterprise_id varchar, union_id varchar, decision varchar,"
        " standing varchar, challenged boolean)"
    )
    execute(
        "create table mart.reject as select 'headcount' as source_kind, '人数不是数' as reason, 'cell' as severity,"
        " 'f' as file, '' as sheet, 2 as row, 'headcount' as column_name, '三十' as value"
    )


SOURCES = Stage("extract", "Reading the sources", "etl.text", _sources, reads_files=True)
PARAMETERS = next(stage for stage in STAGES if stage.name == "parameters")
MARTS = Stage("mart", "Making the tables that pages read", "etl.text", _marts)
SMALL = (SOURCES, PARAMETERS, MARTS)


def settings(folder: Path) -> Settings:
    """Settings with sources and warehouse in a test's own folder."""
    sources = folder / "sources"
    sources.mkdir(parents=True, exist_ok=True)
    return Settings(sources=sources, warehouse=folder / "warehouse")
