"""Finds the row of each correction, makes sure that it still says what was wrong, and puts it right."""

import fnmatch
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import duckdb

from etl.correct.entries import FILE, Correction, load_corrections
from etl.correct.faults import require_one_agreeing_row
from etl.extract.spec import load_spec

TABLE = """
create or replace table raw.correction (
    id varchar not null, action varchar not null, source_kind varchar not null, file_id integer not null,
    sheet varchar not null, row integer not null, column_name varchar, old varchar not null, new varchar,
    reason varchar not null, who varchar not null, decided_on date not null
)"""
ENTRY = """
create or replace temp table correction_entry (
    place integer, source_kind varchar, file_id integer, column_name varchar, old varchar, locator varchar
)"""
HIT = """
create or replace temp table correction_hit (
    place integer, file_id integer, sheet varchar, row integer, found varchar, agrees boolean
)"""


def correct(connection: duckdb.DuckDBPyConnection, reviewed: Path) -> None:
    """Apply corrections.yaml of the reviewed folder to the raw tables and note each in raw.correction.

    That table has one row per applied correction; `old` is what stood in the file, column_name NULL: the row.
    Raises InputError for a faulty file, and where a correction's row is gone, is not one row, or no longer says `old`:
    nothing is corrected then.
    """
    connection.execute(TABLE)
    entries = load_corrections(reviewed / FILE)
    if not entries:
        return
    connection.execute(ENTRY)
    connection.execute(HIT)
    files = _files_of(connection, entries)
    rows = [
        (place, entry.kind, file_id, entry.column, entry.old, json.dumps(entry.row))
        for place, entry in enumerate(entries)
        for file_id in files[place]
    ]
    if rows:
        connection.executemany("insert into correction_entry values (?, ?, ?, ?, ?, ?)", rows)
    for kind, keys in dict.fromkeys((entry.kind, tuple(sorted(entry.row))) for entry in entries):
        _find(connection, kind, keys)
    require_one_agreeing_row(connection, entries, files)
    _note(connection, entries)
    for kind, column in dict.fromkeys((entry.kind, entry.column) for entry in entries if entry.action == "set"):
        _set(connection, kind, column)
    for kind in dict.fromkeys(entry.kind for entry in entries if entry.action == "drop_row"):
        _drop(connection, kind)


def _files_of(connection: duckdb.DuckDBPyConnection, entries: Sequence[Correction]) -> dict[int, list[int]]:
    """Place of an entry → its files that count, by kind and name."""
    listed = connection.execute(
        "select file_id, source_kind, file from raw.source_file where superseded_by is null"
    ).fetchall()
    found: dict[int, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        for file_id, kind, name in listed:
            names = (name, PurePosixPath(name).name)
            if kind == entry.kind and any(fnmatch.fnmatch(written, entry.file) for written in names):
                found[place].append(file_id)
    return found


def _find(connection: duckdb.DuckDBPyConnection, kind: str, keys: tuple[str, ...]) -> None:
    """Rows that the locators of one kind and one set of keys lead to, with what stands in the cell, or their names."""
    spec = load_spec().kinds[kind]
    names = ", ".join(f'r."{name}"' for name in spec.identity)
    cells = " ".join(f"when '{name}' then r.\"{name}\"" for name in spec.columns)
    same = " and ".join(f"r.\"{key}\" = (e.locator ->> '$.{key}'){'::integer' if key == 'row' else ''}" for key in keys)
    connection.execute(
        f"""
        insert into correction_hit
        with found as (
            select e.place, r.file_id, r.sheet, r.row, e.column_name, e.old,
                case e.column_name {cells} end as cell, list_filter([{names}], lambda name: name is not null) as names
            from correction_entry as e join raw.{kind} as r on r.file_id = e.file_id and {same}
            where e.source_kind = $kind and list_sort(json_keys(e.locator)) = $keys
        )
        select place, file_id, sheet, row,
            case when column_name = '' then array_to_string(names, '、') else coalesce(cell, '') end,
            case when column_name = '' then list_contains(names, old) else coalesce(cell, '') = old end
        from found""",
        {"kind": kind, "keys": list(keys)},
    )


def _note(connection: duckdb.DuckDBPyConnection, entries: Sequence[Correction]) -> None:
    where = dict(
        (place, rest)
        for place, *rest in connection.execute("select place, file_id, sheet, row from correction_hit").fetchall()
    )
    connection.executemany(
        "insert into raw.correction values (?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?, ?)",
        [
            (e.id, e.action, e.kind, *where[place], e.column, e.old, e.new, e.reason, e.who, e.on)
            for place, e in enumerate(entries)
        ],
    )


def _set(connection: duckdb.DuckDBPyConnection, kind: str, column: str) -> None:
    connection.execute(
        f"""
        update raw.{kind} as r set "{column}" = nullif(c.new, '')
        from raw.correction as c
        where c.action = 'set' and c.source_kind = $kind and c.column_name = $column
            and r.file_id = c.file_id and r.sheet = c.sheet and r.row = c.row""",
        {"kind": kind, "column": column},
    )


def _drop(connection: duckdb.DuckDBPyConnection, kind: str) -> None:
    """Take rows out; they count as skipped."""
    dropped = (
        f"select file_id, sheet, row, old from raw.correction where action = 'drop_row' and source_kind = '{kind}'"
    )
    connection.execute(f"insert into raw.row_skip select file_id, sheet, row, 'correction', old from ({dropped})")
    connection.execute(
        f"update raw.source_file as f set rows_total = rows_total + c.rows"
        f" from (select file_id, count(*) as rows from ({dropped}) group by all) as c where f.file_id = c.file_id"
    )
    connection.execute(
        f"delete from raw.{kind} where (file_id, sheet, row) in (select file_id, sheet, row from ({dropped}))"
    )
