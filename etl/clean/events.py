"""Events: the kinds of source that tell what happened, cleaned by one shape of SELECT made from the spec.

An event kind is one with a `key` in etl/extract/sources.yaml. It becomes three tables:

clean.<kind>_row   one row per row read, typed; `faults` lists the cells that could not be used, `usable` is false where
                   one of them is needed
clean.<kind>_told  one row per usable row: whom it is about, and how it stands to other rows about the same thing
clean.<kind>       one row per event, with `rows_told`: rows that tell the same are one, rows that contradict are none

union_id, enterprise_id and township_name are NULL where nothing certain says which; `subject_kind` is what the row
names (union, enterprise, township), found or not. A period has period_start and period_end beside it.
"""

import duckdb

from etl.clean.event_row import SUBJECT_IDS, cell_select, row_select, subjects, told_columns, value_columns
from etl.clean.event_told import told_select
from etl.extract.spec import Kind, load_spec
from etl.together import Statement, added, table

TYPES = {
    "date": "date",
    "year": "integer",
    "count": "integer",
    "money": "decimal(18, 2)",
    "percent": "decimal(18, 4)",
    "number": "decimal(18, 4)",
    "flag": "boolean",
}
"""What a value is in SQL; varchar where nothing else is said."""


def event_kinds() -> dict[str, Kind]:
    """The event kinds of the spec by name."""
    return {name: kind for name, kind in load_spec().kinds.items() if kind.key}


def table_of(name: str) -> str:
    """The table of clean that holds a kind's events; clean.completeness holds what county.toml declares too."""
    return "completeness_sheet" if name == "completeness" else name


def mention_select(kinds: dict[str, Kind]) -> str:
    """Codes and names by which events name an enterprise, for clean.mention."""
    about = [name for name, kind in kinds.items() if subjects(kind) & {"enterprise", "unit"}]
    selects = [f"select code, bare_name from clean.{name}_row where usable" for name in about]
    return " union ".join(selects) or "select null::varchar as code, null::varchar as bare_name limit 0"


def event_select(name: str, kind: Kind) -> str:
    """The SELECT of clean.<kind>: the first row of each event, NULLs filled by the others about it."""
    columns = ", ".join([*SUBJECT_IDS, *value_columns(kind)])
    return (
        f"select {columns}, rows_told, file_id, sheet, row, row_key from clean.{name}_told"
        " where row_key = first_row_key and contradicts is null and left_out is null"
    )


def reject_select(name: str) -> str:
    """What of a kind could not be used: cells and rows with faults, whom nobody knows, rows that contradict."""
    fault_columns = "f.column_name, f.value, f.reason_code, f.severity"
    return f"""
with found as (
    select file_id, sheet, row, unnest(faults) as f from clean.{name}_row
    union all
    select file_id, sheet, row, unnest(faults) as f from clean.{name}_told where contradicts is null
)
select '{name}' as source_kind, file_id, sheet, row, {fault_columns} from found
union all
select '{name}', file_id, sheet, row, contradicts, contradicting, 'contradicts_other_row', 'row'
from clean.{name}_told where contradicts is not null and left_out is null"""


def skip_select(name: str) -> str:
    """Rows that say again, or complete, what the first row about the same event says, or that a newer file replaces."""
    return (
        f"select '{name}' as source_kind, file_id, sheet, row,"
        " case when left_out is not null then left_out when says_the_same then 'identical_row'"
        " else 'completes_other_row' end as reason"
        f" from clean.{name}_told where left_out = 'superseded'"
        " or (left_out is null and row_key <> first_row_key and contradicts is null)"
    )


def subject_select(names: list[str]) -> str:
    """Whom each row of the kinds brought is about, for lists of rows of every kind: NULL ids where nothing says it."""
    columns = "file_id, sheet, row, enterprise_id, union_id"
    selects = [f"select '{name}' as source_kind, {columns} from clean.{name}_told" for name in names]
    nobody = "select null::varchar, null::integer, null::varchar, null::integer, null::varchar, null::varchar limit 0"
    return " union all ".join(selects) or nobody


def empty_table(name: str, kind: Kind) -> str:
    """The statement that makes clean.<kind> where nothing of it was brought: planning its SELECTs takes longer."""
    types = {f"{column}{part}": TYPES["date"] for column in told_columns(kind) for part in ("_start", "_end")}
    types |= {column: TYPES.get(spec.type, "varchar") for column, spec in told_columns(kind).items()}
    columns = [*(f"{column} varchar" for column in SUBJECT_IDS), *(f"{c} {types[c]}" for c in value_columns(kind))]
    rest = "rows_told bigint, file_id integer, sheet varchar, row integer, row_key bigint"
    return f"create or replace table clean.{table_of(name)} ({', '.join(columns)}, {rest})"


class Events:
    """The events of one build: `kinds` are those of which a file was brought."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.kinds = {
            name: kind
            for name, kind in event_kinds().items()
            if connection.execute(f"select 1 from raw.{name} limit 1").fetchall()
        }

    def rows(self) -> list[Statement]:
        """Make clean.<kind>_row, and clean.event_mention: how they name enterprises. Needs clean.event_unit."""
        texts = [_made("event_cell", cell_select(self.kinds)), table("clean", "event_text")] if self.kinds else []
        rows = [_made(f"{name}_row", row_select(name, kind)) for name, kind in self.kinds.items()]
        return [*texts, *rows, _made("event_mention", mention_select(self.kinds))]

    def events(self, places: str) -> list[Statement]:
        """Make clean.<kind>_told and clean.<kind>; need clean.mention, union_key and township_alias. Then what could
        not be used, or says nothing new, into clean.reject and clean.row_skip. `places` are the county's place words.
        """
        made = []
        for name, kind in event_kinds().items():
            if name not in self.kinds:
                made.append(Statement(f"clean.{table_of(name)}", empty_table(name, kind)))
                continue
            made += [
                _made(f"{name}_told", told_select(name, kind, places)),
                _made(table_of(name), event_select(name, kind)),
                added("clean.reject", reject_select(name)),
                added("clean.row_skip", skip_select(name)),
            ]
        subjects_of = "clean.event_subject(source_kind, file_id, sheet, row, enterprise_id, union_id)"
        view = f"create or replace view {subjects_of} as {subject_select(list(self.kinds))}"
        return [*made, Statement("clean.event_subject", view)]


def _made(name: str, select: str) -> Statement:
    return Statement(f"clean.{name}", f"create or replace table clean.{name} as {select}")
