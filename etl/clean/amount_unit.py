"""The unit of the amounts in a column, as its header says it, else the title and note rows of its sheet.

Only 元, 千元, 万元, 百万元 and 亿元 are understood. Any other unit, two that differ, and a row below the header that
says another one make the column's amounts unusable: a wrong factor would be a wrong figure that nobody sees.
"""

import json
import re
import unicodedata

import duckdb

from etl.extract.spec import Kind
from etl.extract.units import BETWEEN, BRACKET, NAMED, units_said

FACTORS = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_AT_THE_END = re.compile(r"([美欧日港]元|[十百千万亿]*[元角]|[千万亿])$")
_UNIT_CELL = r"[(（]?(单位[:：]?)?(人民币)?([十百千万亿]*[元角])[)）]?"


def header_units(header: str) -> list[str]:
    """The units in a header's brackets or at its end; what only looks like one is given as it stands."""
    text = unicodedata.normalize("NFKC", header)
    units = set()
    for part in (part.strip() for said in BRACKET.findall(text) for part in BETWEEN.split(said)):
        if found := NAMED.fullmatch(part):
            units.add(found[1])
        elif re.search("[元角万千亿]", part):
            units.add(part)
    ends = (_AT_THE_END.search(line.strip(" :*_")) for line in re.split(r"[·\n]", BRACKET.sub("", text)))
    return sorted(units | {end[1] for end in ends if end})


def factor(header: str, sheet_units: list[str], cells: list[str]) -> int | None:
    """What an amount is multiplied with: `cells` are units in the rows below the header. None: unclear."""
    units = header_units(header) or sheet_units or ["元"]
    return FACTORS.get(units[0]) if {*units, *cells} == {units[0]} else None


def make_event_units(connection: duckdb.DuckDBPyConnection, kinds: dict[str, Kind]) -> None:
    """Table clean.event_unit: one row per sheet and column of amounts; factor is NULL where the unit is unclear."""
    connection.execute(
        "create or replace table clean.event_unit (source_kind varchar, file_id integer, sheet varchar,"
        " column_name varchar, factor integer)"
    )
    for name, kind in kinds.items():
        for column in (column for column, spec in kind.columns.items() if spec.type == "money"):
            rows = [
                (
                    name,
                    file_id,
                    sheet,
                    column,
                    factor(json.loads(matched).get(column, ""), _together(titles, notes), cells),
                )
                for file_id, sheet, matched, notes, titles, cells in connection.execute(
                    _WHAT_SHEETS_SAY.format(kind=name, column=column), {"unit": _UNIT_CELL}
                ).fetchall()
            ]
            if rows:
                connection.executemany("insert into clean.event_unit values (?, ?, ?, ?, ?)", rows)


def _together(titles: str | None, notes: list[str]) -> list[str]:
    """The units that a sheet's title rows and note rows name."""
    return sorted({*json.loads(titles or "[]"), *(unit for note in notes for unit in units_said(note))})


_WHAT_SHEETS_SAY = """
select
    s.file_id, s.sheet, s.matched,
    coalesce(list(k.text) filter (k.text is not null), []), any_value(s.title_units),
    coalesce(any_value(below.units), [])
from raw.sheet as s
left join raw.row_skip as k on k.file_id = s.file_id and k.sheet = s.sheet and k.reason = 'note'
left join (
    select file_id, sheet, list(distinct regexp_extract({column}, $unit, 3)) as units
    from raw.{kind} where regexp_full_match({column}, $unit) group by all
) as below on below.file_id = s.file_id and below.sheet = s.sheet
where s.source_kind = '{kind}' and s.matched is not null
group by all"""
