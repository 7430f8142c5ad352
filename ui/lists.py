"""The lists that pages show, column by column: one declaration for the table and for its CSV.

The columns that stay first in every CSV are id, code and name, so that files can be joined from month to month.
"""

from functools import cache

from etl.extract.spec import load_spec
from etl.text import language
from ui.names import pinyin, place
from ui.tables import Column
from ui.text import _, said, wide


def header(column: str, kind: str = "") -> str:
    """What a column of a kind of source (or `kind.column`) is called in the county's own files, in English with its
    name beside it; the name alone where no source has it."""
    if "." in column:
        kind, column = column.split(".", 1)
    chinese = _zh(column, kind)
    return chinese if language.get() == "zh_CN" or chinese == column else f"{chinese} ({column.replace('_', ' ')})"


@cache
def _zh(column: str, kind: str) -> str:
    kinds = load_spec().kinds
    specs = [kinds[name].columns for name in dict.fromkeys([kind, *kinds]) if name in kinds]
    return next((columns[column].zh for columns in specs if column in columns), column)


@cache
def _columns(_language: str) -> dict[str, Column]:
    """Every column that some list shows, by its name in the queries."""
    number, moment = "number", "date"
    known = (
        Column("enterprise_id", _("Enterprise id"), on_screen=False),
        Column("credit_code", _("Credit code"), width=170),
        Column("name", _("Enterprise"), width=176),
        Column("priority", _("Rank"), kind=number, width=52),
        Column("township_name", _("Township"), words=place, width=wide(wide(78))),
        Column("headcount", _("Headcount"), kind=number, width=72),
        Column("headcount_low", _("At least"), kind=number, on_screen=False),
        Column("headcount_high", _("At most"), kind=number, on_screen=False),
        Column("headcount_source", _("Headcount from"), terms="headcount_source", width=84),
        Column("headcount_period", _("Headcount of"), on_screen=False),
        Column("is_above_scale", _("Above-scale list"), terms="is_above_scale", on_screen=False),
        Column("industry_section", _("Sector"), terms="industry_section", width=120),
        Column("established_on", _("Established on"), kind=moment, width=100),
        Column("union_status", _("Union"), terms="union_status", width=90),
        Column("points", _("Points"), kind=number, on_screen=False),
        Column("address", _("Address"), width=260),
        Column("zone_name", _("Zone"), words=place, width=120),
        Column("lon", _("Longitude"), kind=number, on_screen=False),
        Column("lat", _("Latitude"), kind=number, on_screen=False),
        Column("source_kind", _("Source"), terms="source_kind", width=110),
        Column("file", _("File"), width=230),
        Column("source_file", _("File"), width=180),
        Column("sheet", _("Sheet"), width=80),
        Column("source_sheet", _("Sheet"), width=80),
        Column("row", _("Row"), kind=number, width=64),
        Column("source_row", _("Row"), kind=number, width=64),
        Column("column_name", _("Column"), words=header, width=110),
        Column("value", _("Found"), width=160),
        Column("decided_on", _("Corrected on"), kind=moment, width=100),
        Column("old", _("As written"), width=140),
        Column("new", _("Corrected"), width=140),
        Column("correction_reason", _("Reason"), width=220),
        Column("who", _("By"), width=90),
        Column("subject", _("Enterprise or union"), width=176),
        Column("union_id", _("Union id"), on_screen=False),
        Column("task", _("Lacking"), terms="task", width=130),
        Column("union_name", _("Union"), width=240),
        Column("counted", _("Counted in the name"), kind=number, width=90),
        Column("told", _("Known of them"), kind=number, width=80),
        Column("lacking", _("Still missing"), kind=number, width=80),
        Column("since", _("Since"), kind=moment, width=100),
        Column("unions", _("Number of unions"), kind=number, width=80),
        Column("union_names", _("Names of the unions"), width=420),
        Column("reason", _("Reason"), words=said, width=200),
        Column("expected", _("Expected"), words=said, width=160),
        Column("next_step", _("Next step"), words=said, width=200),
        Column("severity", _("Left out"), terms="severity", width=90),
        Column("is_larger", _("Larger"), terms="is_larger", width=70),
        Column("kind", _("Kind"), words=said, width=60),
        Column("enterprises", _("Enterprises"), kind=number, width=80),
        Column("larger", _("Larger ones"), kind=number, width=80),
        Column("larger_own", _("Own union"), kind=number, width=80),
        Column("larger_joint", _("Joint union"), kind=number, width=80),
        Column("larger_headquarters", _("Head office"), kind=number, width=80),
        Column("larger_uncertain", _("To be confirmed"), kind=number, width=80),
        Column("larger_none", _("No union"), kind=number, width=80),
        Column("size_unknown", _("Size unknown"), kind=number, width=80),
        Column("rate", _("Coverage, 0 to 1"), kind=number),
        Column("rate_low", _("Coverage at least"), kind=number),
        Column("rate_high", _("Coverage at most"), kind=number),
        Column("workers", _("Workers"), kind=number, width=80),
        Column("workers_covered", _("Workers covered, number"), kind=number, width=80),
        Column("base_unions", _("Base unions"), kind=number, width=80),
        Column("members", _("Members"), kind=number, width=80),
        Column("as_of", _("As of"), kind=moment, width=100),
        Column("township", _("Covers"), words=place, width=80),
        Column("superseded_by", _("Replaced by"), width=160),
        Column("rows_read", _("Rows read"), kind=number, width=80),
        Column("rows_kept", _("Kept"), kind=number, width=80),
        Column("rows_rejected", _("Rejected"), kind=number, width=80),
        Column("rows_skipped", _("Skipped"), kind=number, width=80),
        Column("unknown_headers", _("Unknown headers"), kind="list"),
        Column("dropped_headers", _("Personal columns dropped"), kind="list"),
        Column("problem", _("Problem"), words=said),
        Column("key", _("Key")),
        Column("definition_name", _("Figure"), words=said),
        Column("numerator", _("Counted"), words=said),
        Column("denominator", _("Of what"), words=said),
        Column("caveat", _("Mind"), words=said),
        Column("source", _("Source"), words=said),
    )
    return {column.name: column for column in known}


def of(names: str) -> tuple[Column, ...]:
    """The columns named, in that order; where the page is not Chinese, names with their pinyin beside them."""
    known = _columns(language.get())
    listed = [known[name] for name in names.split()]
    if language.get() != "zh_CN" and known["name"] in listed:
        listed.insert(listed.index(known["name"]) + 1, Column("name", _("Pinyin"), words=pinyin, width=150))
    return tuple(listed)


def enterprises(reasons: dict[str, str]) -> tuple[Column, ...]:
    """The list of enterprises by filter; reasons are shown in the wording of their rules."""
    reason = Column("reasons", _("Why here"), words=lambda key: said(reasons.get(key, key)), kind="joined", width=340)
    first = of("enterprise_id credit_code")
    rest = of(
        "headcount_low headcount_high headcount_source headcount_period is_above_scale industry_section"
        " established_on union_status points address lon lat"
    )
    return (*of("name priority township_name headcount"), reason, *first, *rest)


TOWNSHIPS = (
    "township_name kind enterprises larger larger_own larger_joint larger_headquarters larger_uncertain larger_none"
    " size_unknown rate_low rate rate_high workers workers_covered base_unions members"
)
UNPLACED = (
    "name enterprise_id credit_code address zone_name headcount is_larger union_status"
    " source_file source_sheet source_row"
)
UNSIZED = (
    "name enterprise_id credit_code township_name industry_section established_on union_status"
    " source_file source_sheet source_row"
)
REJECTS = "source_kind file sheet row column_name value reason expected next_step severity"
SOURCES = (
    "source_kind file as_of township superseded_by rows_read rows_kept rows_rejected rows_skipped"
    " unknown_headers dropped_headers problem"
)
CORRECTIONS = (
    "decided_on source_kind file sheet row subject column_name old new correction_reason who enterprise_id union_id key"
)
TASKS = "union_name township_name task counted told lacking since union_id source_file source_sheet source_row"
TWO_UNIONS = "name enterprise_id credit_code township_name headcount union_status unions union_names"
DEFINITIONS = "key definition_name numerator denominator caveat source"
