"""The SELECT that types the rows of an event kind, made from the spec."""

from etl.clean.event_cells import PERIODS, Fault, fault, faults, gathered, read, value, written
from etl.extract.spec import Column, Kind

SUBJECT = {
    "credit_code": "enterprise",
    "name": "enterprise",
    "union_code": "union",
    "union_name": "union",
    "unit_code": "unit",
    "unit_name": "unit",
    "township": "township",
}
"""The columns that name whom a row is about, and as what."""
SUBJECT_IDS = ("subject_kind", "union_id", "enterprise_id", "township_name")


def subjects(kind: Kind) -> set[str]:
    """As what a row of the kind names whom it is about: enterprise, union, township; unit is any of them."""
    return {SUBJECT[column] for column in kind.columns if column in SUBJECT}


def told_columns(kind: Kind) -> dict[str, Column]:
    """The columns that say something about the event."""
    return {name: column for name, column in kind.columns.items() if name not in SUBJECT and name != "as_of"}


def value_columns(kind: Kind) -> list[str]:
    """The value columns of clean.<kind>, in order."""
    return [
        column
        for name, spec in told_columns(kind).items()
        for column in ([name, f"{name}_start", f"{name}_end"] if spec.type in PERIODS else [name])
    ]


def _subject_cells(kind: Kind) -> str:
    """Two codes and a name each as union, enterprise and township. A code may stand where a unit's name is asked."""
    has_unit = "unit" in subjects(kind)
    named = "case when not unit_is_code then unit_name_text.{} end"
    cells = {
        "first_code": ("union_code_text.code", "unit_code_text.code"),
        "second_code": ("credit_code_text.code", "case when unit_is_code then unit_name_text.code end"),
        "union_bare_name": ("union_name_text.bare_name", named.format("bare_name")),
        "bare_name": ("name_text.bare_name", named.format("bare_name")),
        "township_written": ("township_text.written", named.format("written")),
    }
    there = {f"{column}_text" for column in kind.columns}
    return ", ".join(
        f"{own if own.split('.')[0] in there else of_unit if has_unit else 'null::varchar'} as {cell}"
        for cell, (own, of_unit) in cells.items()
    )


def row_select(name: str, kind: Kind) -> str:
    """The SELECT of clean.<kind>_row. Codes go by their prefix, not by the column: 81… is a union's."""
    columns = told_columns(kind)
    found = faults(kind, columns)
    if any(set(group) <= set(SUBJECT) for group in kind.needed_columns):
        missing = "needed_cell_empty" if subjects(kind) == {"township"} else "name_missing"
        unnamed = "coalesce(first_code, second_code, union_bare_name, bare_name, township_written) is null"
        found.append(Fault(kind.identity[-1], "null", f"case when {unnamed} then '{missing}' end", "row"))
    code = "case when second_code not like '81%' then second_code when first_code not like '81%' then first_code end"
    if not subjects(kind) & {"enterprise", "unit"}:
        code = "null::varchar"
    unit_is_code = "regexp_full_match(trim(unit_name), '[0-9A-Za-z]{18}')" if "unit" in subjects(kind) else "false"
    cells = ", ".join(f"{written(c, spec)}, {read(c, spec, f'{name}_{c}')}" for c, spec in columns.items())
    written_columns = [c for c in kind.columns if c != "as_of"]
    joins = [f"left join clean.event_text as {c}_text on {c}_text.cell = r.{c}" for c in written_columns]
    joins += [_unit_join(name, c) for c, spec in columns.items() if spec.type == "money"]
    as_written = ", ".join(f"r.{c}" for c in [*written_columns, "other"])
    return f"""
with rows as (
    select *, row_number() over () as row_key, {unit_is_code} as unit_is_code from raw.{name}
),
as_read as (
    select
        r.row_key, r.file_id, r.sheet, r.row, row({as_written}) as as_written, {_subject_cells(kind)},
        {cells}
    from rows as r
    {" ".join(joins)}
),
judged as (
    select *, {", ".join(fault(column, spec) for column, spec in columns.items())} from as_read cross join raw.build
),
faulted as (
    select *, {gathered(found)} as faults from judged
)
select
    row_key, file_id, sheet, row,
    case when first_code like '81%' then first_code when second_code like '81%' then second_code end as union_code,
    union_bare_name, {code} as code, bare_name, township_written, coalesce(first_code, second_code) as code_written,
    {", ".join(value(column, spec) for column, spec in columns.items())}, {_apart(kind)} as apart,
    faults, not coalesce(list_contains(list_transform(faults, lambda f: f.severity), 'row'), false) as usable
from faulted
order by row_key"""


def _unit_join(name: str, column: str) -> str:
    """The join that brings the unit of a column of amounts."""
    unit = f"{column}_unit"
    return (
        f"left join clean.event_unit as {unit} on {unit}.source_kind = '{name}' and {unit}.column_name = '{column}'"
        f" and {unit}.file_id = r.file_id and {unit}.sheet = r.sheet"
    )


def _apart(kind: Kind) -> str:
    """What keeps a row from being one with others of the same key, NULL where nothing does: an empty cell of the key
    (only rows identical as written are one), one that cannot be used (a row by itself), a word that is merely 'other'.

    In a cumulative kind an empty cell of the key says something: all of it.
    """
    faulty = " or ".join(f"{column}_fault is not null" for column in kind.key)
    empty = " or ".join(f"{column}_written is null" for column in kind.key)
    words = [column for column in kind.key if kind.columns[column].type == "word"]
    others = ", ".join(f"case when {column}_read = 'other' then {column}_written end" for column in words)
    branches = f"when {faulty} then row_key::varchar"
    if not kind.cumulative:
        branches += f" when {empty} then as_written::varchar"
    return f"case {branches} else nullif(concat_ws(' ', {others or 'null'}), '') end"


def cell_select(kinds: dict[str, Kind]) -> str:
    """Every different text that stands in a cell of an event, for clean.event_text."""
    return " union ".join(
        f"select {column} as cell from raw.{name} where {column} is not null"
        for name, kind in kinds.items()
        for column in kind.columns
        if column != "as_of"
    )
