"""How a cell of an event becomes a value: SQL expressions a column, by its type in the spec.

A column's cells are looked up in clean.event_text, joined as <column>_text. A step's result is a column of its own:
<column>_written (the cell as text, NULL where it says nothing), <column>_read (the value, NULL where the text is none),
<column>_fault (why the value is not used, NULL where it is).
"""

from typing import NamedTuple

from etl.extract.spec import Column, Kind

PERIODS = ("month", "period")
UNREADABLE = {
    "date": "not_a_date",
    "month": "not_a_period",
    "period": "not_a_period",
    "year": "not_a_period",
    "count": "not_a_count",
    "money": "not_an_amount",
    "percent": "not_a_percentage",
    "number": "not_an_amount",
    "flag": "unknown_word",
    "word": "unknown_word",
}
WRITTEN = {"flag": "flag_written"} | dict.fromkeys(("count", "money", "percent", "number"), "number_written")
UNITS = {"money": "元", "percent": "%", "number": "分"}
"""The one unit that may stand behind the number; that of amounts comes from clean.event_unit."""
LEAST_PERCENTAGE = "0.5"
"""Below it, a number without its sign may be a share of one (0.05 for 5 %): nobody can tell, so it is not used."""


def written(name: str, column: Column) -> str:
    """The cell as text."""
    return f"{name}_text.{WRITTEN.get(column.type, 'written')} as {name}_written"


def read(name: str, column: Column, field: str) -> str:
    """The value; `field` is the field of vocabulary.yaml for words."""
    cell = f"{name}_text"
    if column.type in PERIODS:
        return _period(name, column)
    if column.type in UNITS:
        number = f"case when {cell}.unit in ('', '{UNITS[column.type]}') then {{}} end as {name}_read"
        if column.type != "money":
            return number.format(f"{cell}.number")
        unit = f"{name}_unit"
        twice = f"({cell}.unit = '元' and {unit}.factor > 1)"
        refused = f"{unit}.column_name is not null and ({unit}.factor is null or {twice})"
        return number.format(f"({cell}.number * coalesce({name}_unit.factor, 1))::decimal(18, 2)") + (
            f", {refused} as {name}_unit_unclear"
        )
    values = {"text": f"{cell}.written", "word": f"word_{field}({cell}.written)"}
    return f"{values.get(column.type, f'{cell}.{column.type}')} as {name}_read"


def _period(name: str, column: Column) -> str:
    """A period's name (2026-08, 2026-Q2, 2026-H1, 2026) and its first and last day."""
    cell = f"{name}_text"
    forms = {
        f"{cell}.date": (
            f"strftime({cell}.date, '%Y-%m')",
            f"date_trunc('month', {cell}.date)::date",
            f"last_day({cell}.date)",
        )
    }
    if column.type == "period":
        half = f"{cell}.is_half_year"
        part = f"case when {half} then '-H' || month({cell}.quarter) // 6 else '-Q' || month({cell}.quarter) // 3 end"
        forms[f"{cell}.quarter"] = (
            f"year({cell}.quarter) || {part}",
            f"({cell}.quarter - to_months(case when {half} then 5 else 2 end))::date",
            f"last_day({cell}.quarter)",
        )
        forms[f"{cell}.year"] = (
            f"{cell}.year::varchar",
            f"make_date({cell}.year, 1, 1)",
            f"make_date({cell}.year, 12, 31)",
        )
    targets = []
    for place, target in enumerate((f"{name}_read", f"{name}_start", f"{name}_end")):
        branches = " ".join(f"when {there} is not null then {results[place]}" for there, results in forms.items())
        targets.append(f"case {branches} end as {target}")
    return ", ".join(targets)


def fault(name: str, column: Column) -> str:
    """Why the value is not used. Dates after the build's as-of are not believed."""
    value = f"{name}_read"
    branches = []
    if column.type == "money":
        branches.append(f"when {name}_written is not null and {name}_unit_unclear then 'unit_unclear'")
    if column.type in UNREADABLE:
        branches.append(f"when {name}_written is not null and {value} is null then '{UNREADABLE[column.type]}'")
    if not column.future and column.type in ("date", "year", *PERIODS):
        late = {"date": f"{value} > as_of", "year": f"{value} > year(as_of)"}
        branches.append(f"when {late.get(column.type, f'{name}_start > as_of')} then 'date_in_future'")
    if column.type in ("money", "number") and not column.signed:
        branches.append(f"when {value} < 0 then 'not_an_amount'")
    if column.type == "percent":
        unclear = f"{value} > 0 and {value} < {LEAST_PERCENTAGE} and not ends_with({name}_written, '%')"
        branches.append(f"when {unclear} then 'not_a_percentage'")
    if column.at_most:
        branches.append(f"when {value} > {column.at_most}_read then 'part_exceeds_whole'")
    if column.not_before:
        branches.append(f"when {value} < {column.not_before}_read then 'ends_before_start'")
    reason = f"case {' '.join(branches)} end" if branches else "null"
    return f"{reason} as {name}_fault"


def value(name: str, column: Column) -> str:
    """The value where there is no fault; a period's days beside it."""
    names = [(name, f"{name}_read")]
    if column.type in PERIODS:
        names += [(f"{name}_start", f"{name}_start"), (f"{name}_end", f"{name}_end")]
    return ", ".join(f"case when {name}_fault is null then {source} end as {target}" for target, source in names)


class Fault(NamedTuple):
    """A fault that a row may have, in SQL: column, what stood there, reason code (NULL: none), what is lost by it."""

    column: str
    shown: str
    reason: str
    severity: str


def gathered(found: list[Fault]) -> str:
    """The list of the faults that a row has; NULL where it has none, which most rows are spared to look for."""
    listed = ", ".join(
        f"{{'column_name': '{fault.column}', 'value': ({fault.shown})::varchar,"
        f" 'reason_code': ({fault.reason})::varchar, 'severity': '{fault.severity}'}}"
        for fault in found
    )
    any_of_them = f"coalesce({', '.join(f'({fault.reason})::varchar' for fault in found)}) is not null"
    return f"case when {any_of_them} then list_filter([{listed}], lambda f: f.reason_code is not null) end"


def faults(kind: Kind, columns: dict[str, Column]) -> list[Fault]:
    """The faults of a row's cells; one in a needed column, or a group of needed columns left empty, costs the row."""
    found = [
        Fault(name, f"{name}_written", f"{name}_fault", "row" if [name] in kind.needed_columns else "cell")
        for name in columns
    ]
    for group in kind.needed_columns:
        if set(group) <= set(columns):
            empty = " and ".join(f"{name}_written is null" for name in group)
            found.append(Fault(group[0], "null", f"case when {empty} then 'needed_cell_empty' end", "row"))
    return found
