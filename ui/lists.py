"""The lists that pages show, column by column: one declaration for the table and for its CSV.

The columns that stay first in every CSV are id, code and name, so that files can be joined from month to month.
"""

from dataclasses import replace
from functools import cache

from etl.extract.spec import load_spec
from etl.text import language
from ui.names import pinyin, place
from ui.tables import Column
from ui.text import _, said, term, wide


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
        Column("stage", _("Stage"), terms="stage", width=wide(72)),
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
        Column("union_code", _("Union code"), on_screen=False),
        Column("risk_rank", _("Rank"), kind=number, width=52),
        Column("risk_band", _("Band"), terms="risk_band", width=76),
        Column("score_proven", _("Proven score"), kind=number, width=wide(72)),
        Column("score_worst", _("Worst score"), kind=number, width=84),
        Column("evidence_percent", _("Evidence, %"), kind=number, width=78),
        Column("open_points", _("Open points"), kind=number, width=84),
        Column("red_lines", _("Red lines"), terms="red_line", kind="joined", width=180),
        Column("red_line", _("Red line"), terms="red_line", width=190),
        Column("red_line_evidence", _("Since or state"), words=_state, width=110),
        Column("legal_basis", _("Rests on"), words=said, width=250),
        Column("basis_mark", _("Mark"), terms="basis_mark", width=100),
        Column("ladder_proven", _("Ladder, proven"), terms="ladder", width=90),
        Column("ladder_possible", _("Ladder, possible"), terms="ladder", width=90),
        Column("host_name", _("Host"), on_screen=False),
        Column("signal", _("Signal"), terms="signal", width=150),
        Column("group_number", _("Group"), kind=number, width=60),
        Column("signal_unions", _("Unions in it"), kind=number, width=76),
        Column("source_rows", _("Rows behind it"), kind=number, width=76),
        Column("spec", _("Version"), terms="spec", width=90),
        Column("indicator", _("Indicator"), width=66),
        Column("dimension", _("Dimension"), terms="dimension", width=wide(110)),
        Column("weight", _("Weight"), kind=number, width=60),
        Column("valid_from", _("Valid from"), kind=moment, width=100),
        Column("grade", _("Grade"), width=60),
        Column("evidence_value", _("Says"), width=260),
        Column("suspected", _("Suspected"), kind=number, width=80),
        Column("watch", _("Watched"), kind=number, width=80),
        Column("to_verify", _("To be verified"), kind=number, width=80),
        Column("normal", _("Normal"), kind=number, width=80),
        Column("exempt", _("Exempt"), kind=number, width=80),
        Column("red_lined", _("With a red line"), kind=number, width=80),
        Column("set_up_proven", _("Set up, proven"), kind=number, width=80),
        Column("set_up_possible", _("Set up, possible"), kind=number, width=80),
        Column("running_proven", _("Running, proven"), kind=number, width=80),
        Column("running_possible", _("Running, possible"), kind=number, width=80),
        Column("alive_proven", _("Alive, proven"), kind=number, width=80),
        Column("alive_possible", _("Alive, possible"), kind=number, width=80),
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


def enterprises(reasons: dict[str, str], by_step: bool = False) -> tuple[Column, ...]:
    """The list of enterprises by filter; reasons are shown in the wording of their rules. Where they are listed by the
    step of their union that step is shown, and not why to go there; the CSV holds both."""
    reason = Column("reasons", _("Why here"), words=lambda key: said(reasons.get(key, key)), kind="joined", width=340)
    first = of("enterprise_id credit_code")
    rest = of(
        "headcount_low headcount_high headcount_source headcount_period is_above_scale industry_section"
        " established_on union_status points address lon lat"
    )
    steps = of("ladder_proven ladder_possible")
    if by_step:
        taken_out = (replace(column, on_screen=False) for column in (*of("priority stage"), reason))
        return (*of("name township_name headcount"), *steps, *first, *rest, *taken_out)
    kept = (replace(column, on_screen=False) for column in steps)
    return (*of("name priority township_name headcount stage"), reason, *first, *rest, *kept)


def risk(name: str, findings: dict[str, str], names: dict[str, str]) -> tuple[Column, ...]:
    """One of the risk page's lists, with what its CSV alone has after the bar; findings and names of indicators are
    those of the score's spec."""
    union = [Column("union_name", _("Base union"), width=150)]
    if language.get() != "zh_CN":
        union.append(Column("union_name", _("Pinyin"), words=pinyin, width=150))
    special = {
        "risk_reasons": Column("risk_reasons", _("What weighs most"), words=findings.get, kind="joined", width=240),
        "missing": Column("missing", _("Evidence to bring"), words=names.get, kind="joined", width=200),
        "lowers": Column("lowers", _("Lowers the evidence of"), words=names.get, kind="joined", width=260),
        "rule_name": Column("rule_name", _("What is looked at"), words=names.get, width=170),
    }
    shown, _bar, more = RISK[name].partition("|")
    columns = {word: [special[word]] if word in special else of(word) for word in (shown + more).split()}
    columns["union_name"] = union
    taken_out = tuple(replace(column, on_screen=False) for word in more.split() for column in columns[word])
    return tuple(column for word in shown.split() for column in columns[word]) + taken_out


def _state(evidence: str) -> str:
    """What shows a red line: a registration status in words, a day as it is."""
    return term("registration_status", evidence) if evidence.isalpha() else evidence


RISK = {
    "ranked": "union_name risk_band score_proven risk_reasons risk_rank township_name members score_worst"
    " evidence_percent red_lines ladder_proven ladder_possible | union_id union_code host_name"
    " source_file source_sheet source_row",
    "unproven": "union_name open_points evidence_percent missing township_name members score_proven score_worst"
    " red_lines | union_id union_code source_file source_sheet source_row",
    "red_lines": "union_name red_line red_line_evidence township_name members risk_band score_proven legal_basis"
    " basis_mark | union_id union_code source_file source_sheet source_row",
    "signals": "union_name signal group_number signal_unions source_rows township_name risk_band score_proven lowers"
    " | union_id union_code",
    "rules": "rule_name indicator dimension weight legal_basis basis_mark spec valid_from",
    "evidence": "rule_name indicator grade source_kind source_file source_sheet source_row evidence_value union_id",
}
RISK_PLACES = (
    "township_name unions suspected watch to_verify normal exempt red_lined set_up_proven set_up_possible"
    " running_proven running_possible alive_proven alive_possible"
)
TOWNSHIPS = (
    "township_name kind enterprises larger larger_own larger_joint larger_headquarters larger_uncertain larger_none"
    " size_unknown rate_low rate rate_high workers workers_covered base_unions members"
    " running_proven running_possible alive_proven alive_possible"
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
