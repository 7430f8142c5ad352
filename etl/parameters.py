"""What a build is told, as rows that SQL can read: raw.setting, raw.area_code, raw.larger_definition,
raw.tile, raw.stage, raw.completeness_setting, raw.build."""

import re
from datetime import date
from pathlib import Path

import duckdb

from etl.errors import InputError
from etl.extract.spec import load_spec
from etl.settings import County
from etl.text import _
from ledger.stages import STAGES

DEMO_MARK = "演示数据.json"
INVENTED_PREFECTURE = "3399"
"""District digits that no real credit code has: the invented county's are told by them without its mark, too."""
INVENTED_ID = re.compile(rf"[CU]-..{INVENTED_PREFECTURE}")
DATED_KINDS = ("enterprise_registry", "union_ledger")
TABLES = (
    "create table raw.setting (key varchar primary key, value varchar not null)",
    "create table raw.area_code (prefix varchar primary key)",
    "create table raw.larger_definition (name varchar primary key)",
    "create table raw.tile (township_name varchar primary key, tile_column integer, tile_row integer)",
    "create table raw.stage (stage varchar primary key, position integer not null, stall_days integer)",
    "create table raw.completeness_setting (kind varchar, township varchar, starts_on date, ends_on date)",
    "create table raw.build (build_id varchar not null, as_of date not null, is_demo boolean not null)",
)


def write_parameters(
    connection: duckdb.DuckDBPyConnection, county: County, build_id: str, sources: Path, as_of: date | None
) -> None:
    """Make these tables. `as_of` None means the newest as-of of registry and ledger.

    Raises InputError where neither is dated: nothing in a build reads today's date.
    """
    for statement in TABLES:
        connection.execute(statement)
    _insert(connection, "setting", list(_settings(county).items()))
    _insert(connection, "area_code", [(prefix,) for prefix in dict.fromkeys(county.area.codes)])
    _insert(connection, "larger_definition", [(name,) for name in dict.fromkeys(county.larger.any_of)])
    _insert(connection, "tile", [(name, *place) for name, place in county.tiles.items()])
    days = county.progress.days()
    _insert(connection, "stage", [(stage, position, days.get(stage)) for position, stage in enumerate(STAGES)])
    _insert(connection, "completeness_setting", _completeness(county))
    is_demo = any(sources.rglob(DEMO_MARK)) or _has_invented_codes(connection)
    _insert(connection, "build", [(build_id, as_of or _newest_as_of(connection), is_demo)])


def _completeness(county: County) -> list[tuple[object, ...]]:
    """A row a declaration and township. Raises InputError for a kind of source that there is not."""
    if unknown := sorted({entry.kind for entry in county.completeness} - set(load_spec().kinds)):
        raise InputError(
            _("A kind of [[completeness]] is not known"),
            file="county.toml",
            found="、".join(unknown),
            expected="、".join(load_spec().kinds),
            next_step=_("Correct it by docs/county.md and build again"),
        )
    return [
        (entry.kind, township, entry.start, entry.to) for entry in county.completeness for township in entry.townships
    ]


def _settings(county: County) -> dict[str, str]:
    return {
        "area_name": county.area.name,
        "area_city": county.area.city,
        "area_province": county.area.province,
        "dues_collection_mode": county.dues.collection_mode,
        **{f"include_scope.{entity_class}": "true" for entity_class in county.scope.include},
        **({"dues_share": str(county.dues.share)} if county.dues.share is not None else {}),
    }


def is_invented(record_id: str) -> bool:
    """Whether an id is made of an invented county's code."""
    return INVENTED_ID.match(record_id) is not None


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[object, ...]]) -> None:
    if rows:
        places = ", ".join("?" for _value in rows[0])
        connection.executemany(f"insert into raw.{table} values ({places})", rows)


def _has_invented_codes(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether at least half of the codes are invented: a single one is a slip of the pen in a real county."""
    [(invented, codes)] = connection.execute(
        "select count(*) filter (substr(credit_code, 3, 4) = $prefecture), count(credit_code)"
        " from raw.enterprise_registry",
        {"prefecture": INVENTED_PREFECTURE},
    ).fetchall()
    return invented > 0 and 2 * invented >= codes


def _newest_as_of(connection: duckdb.DuckDBPyConnection) -> date:
    row = connection.execute(
        "select max(as_of) from raw.source_file where superseded_by is null and source_kind in (select unnest($kinds))",
        {"kinds": list(DATED_KINDS)},
    ).fetchone()
    if row[0] is None:
        raise InputError(
            _("The as-of date is not known"),
            found=_("neither the registry nor the union ledger says which day it shows"),
            expected=_("a date column, or a date in the title rows or the file name"),
            next_step=_("Give the date with --as-of 2026-09-30, or per file under [[sources]] in county.toml"),
        )
    return row[0]
