"""What the county knows of its places: townships with other names, villages, boundaries, zones, reviewed lists."""

import duckdb

from etl.clean.rejects import ensure_reject_tables
from etl.errors import InputError
from etl.locate.boundary import read_boundaries
from etl.locate.reviewed import read_reviewed
from etl.locate.tables import make, reject
from etl.settings import County, Settings
from etl.sql import make_macros, read
from etl.text import _
from etl.together import added


def read_places(connection: duckdb.DuckDBPyConnection, settings: Settings, county: County) -> None:
    """Build clean.township, township_code, township_alias, village, boundary, boundary_shape, zone, reviewed lists.

    Reads raw.township, raw.village, raw.source_file (boundary files) and the lists in settings.reviewed; needs
    raw.setting, raw.area_code and the macros of clean. Rows that cannot be used go to clean.reject, rows of other
    counties to clean.row_skip. Raises InputError where townships contradict each other or there is none, where a
    boundary file has no usable coordinates, where a reviewed list has a faulty row, and where [tiles] of county.toml
    names no township.
    """
    ensure_reject_tables(connection)
    make_macros(connection, "locate")
    make(connection, "area")
    _make_townships(connection, county)
    _make_villages(connection)
    added("clean.row_skip", read("locate", "other_county")).execute(connection)
    make(connection, "place_form")
    rules, enterprises = read_reviewed(connection, settings.reviewed)
    read_boundaries(connection, settings.sources)
    connection.execute(
        "create or replace table clean.zone_rule (zone_name varchar, township_name varchar, source varchar)"
    )
    if rules:
        connection.executemany("insert into clean.zone_rule values (?, ?, ?)", rules)
    connection.execute(
        "create or replace table clean.reviewed_enterprise"
        " (credit_code varchar, name varchar, township_name varchar, source varchar)"
    )
    if enterprises:
        connection.executemany("insert into clean.reviewed_enterprise values (?, ?, ?, ?)", enterprises)
    make(connection, "zone")


def _make_townships(connection: duckdb.DuckDBPyConnection, county: County) -> None:
    make(connection, "township_row")
    _refuse_contradictions(connection)
    make(connection, "township")
    if not connection.execute("select count(*) from clean.township").fetchone()[0]:
        found = connection.execute("select string_agg(distinct county, '、') from clean.township_row").fetchone()[0]
        raise InputError(
            _("The township file names no township of this county"),
            file=_files(connection, "township"),
            found=found or "",
            expected=_("townships of {county}", county=county.area.name),
            next_step=_("Bring the list of the county's townships, or correct [area] in county.toml"),
        )
    _refuse_unknown_tiles(connection, county)
    for table in ("township_code", "township_alias"):
        make(connection, table)
    for name in ("township_reject", "former_name_reject"):
        reject(connection, name)


def _refuse_unknown_tiles(connection: duckdb.DuckDBPyConnection, county: County) -> None:
    known = [name for (name,) in connection.execute("select township_name from clean.township order by all").fetchall()]
    unknown = [name for name in county.tiles if name not in known]
    if unknown:
        raise InputError(
            _("The tiles in county.toml name townships that the township file does not have"),
            found="、".join(unknown),
            expected=_("one of {names}", names="、".join(known)),
            next_step=_("Correct the names under [tiles] in county.toml and build again"),
        )


def _make_villages(connection: duckdb.DuckDBPyConnection) -> None:
    make(connection, "village_row")
    make(connection, "village")
    reject(connection, "village_reject")


def _refuse_contradictions(connection: duckdb.DuckDBPyConnection) -> None:
    row = connection.execute(
        "select found.subject, found.position, found.found, source.file, found.sheet, found.row"
        f" from ({read('locate', 'township_contradiction')}) found"
        " left join raw.source_file source on source.file_id = found.file_id and source.source_kind = 'township'"
        " order by found.position, found.subject limit 1"
    ).fetchone()
    if row is None:
        return
    subject, position, found, file, sheet, number = row
    expected = {
        1: _("one code for a township in one code system"),
        2: _("one kind for a township"),
        3: _("one township for a code in one code system"),
    }
    raise InputError(
        _("Rows of the township file contradict each other: {subject}", subject=subject),
        file=file or "",
        sheet=sheet or "",
        row=number,
        found=found,
        expected=expected[position],
        next_step=_("Keep the right row, or name each row's code system in the column code_system"),
    )


def _files(connection: duckdb.DuckDBPyConnection, kind: str) -> str:
    return connection.execute(
        "select coalesce(string_agg(file, '、' order by file), '') from raw.source_file where source_kind = ?", [kind]
    ).fetchone()[0]
