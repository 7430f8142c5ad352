"""The SELECT that finds whom the rows of an event kind are about, and how they stand to each other."""

from dataclasses import dataclass, replace

from etl.clean.event_cells import Fault, gathered
from etl.clean.event_row import SUBJECT_IDS, subjects, told_columns, value_columns
from etl.extract.spec import Kind


@dataclass(frozen=True)
class _Way:
    """A way in which rows name whom they are about, in SQL: what they say, who that is, and what to say where nobody
    is; `kinds` are the branches that give subject_kind."""

    said: str
    found: str
    column: str
    reason: str
    kinds: str = ""
    severity: str = "cell"

    @property
    def subject(self) -> str:
        """One text for one subject: its id, else what the row calls it."""
        return (
            f"case when coalesce({self.said}) is not null then coalesce({self.found}, concat_ws('|', {self.said})) end"
        )

    @property
    def fault(self) -> Fault:
        """A fault where somebody is named whom nobody knows."""
        unknown = f"case when coalesce({self.said}) is not null and {self.found} is null then {self.reason} end"
        return Fault(self.column, f"concat_ws(' ', {self.said})", unknown, self.severity)


def _ways(kind: Kind) -> list[_Way]:
    """The ways of naming that a kind has, in the order in which they decide."""
    code = "union_code" if "enterprise" in subjects(kind) else "code_written"
    reasons = "case when {} then 'code_and_name_disagree' else '{}' end"
    ids = {"union": "union_id", "enterprise": "enterprise_id", "township": "township_name"}
    units = " ".join(f"when {found} is not null then '{subject}'" for subject, found in ids.items())
    ways = {
        "enterprise": _Way(
            "code, bare_name", ids["enterprise"], "name", reasons.format("disagrees", "not_in_registry")
        ),
        "union": _Way(
            f"{code}, union_bare_name",
            ids["union"],
            "union_name",
            reasons.format("not union_agrees", "union_not_in_ledger"),
        ),
        "unit": _Way(
            "code_written, bare_name",
            f"coalesce({', '.join(ids.values())})",
            "unit_name",
            reasons.format("unit_disagrees", "unknown_unit"),
            units,
        ),
        "township": _Way("township_written", ids["township"], "township", "'unknown_township'"),
    }
    return [
        replace(
            way,
            severity="row" if kind.only_known else "cell",
            kinds=way.kinds or f"when coalesce({way.said}) is not null then '{subject}'",
        )
        for subject, way in ways.items()
        if subject in subjects(kind)
    ]


def _joins(kind: Kind, places: str) -> tuple[str, str]:
    """What a kind's rows may name, and the joins that find it: by the certain rules alone.

    A union's code counts where the name beside it is that union's, or differs from it only in its ending (工会,
    工会委员会) and the county's place words at its front. `places` is their regex alternation.
    """
    about = subjects(kind)
    found = ["null::varchar as code_union_id, null::varchar as name_union_id, true as union_agrees"]
    found += ["null::varchar as mentioned_id, false as disagrees", "null::varchar as placed"]
    joins = []
    if about & {"union", "unit"}:
        stem = f"regexp_replace({{}}, '^({places})+|(基层)?工会(委员会|委)?$', '', 'g')"
        found[0] = f"""by_code.union_id as code_union_id, by_name.union_id as name_union_id,
        case
            when by_code.union_id is null or r.union_bare_name is null then true
            when by_name.union_id is not null then by_name.union_id = by_code.union_id
            else coalesce({stem.format("r.union_bare_name")} = {stem.format("holder.union_bare_name")}, false)
        end as union_agrees"""
        joins.append("left join unions as by_code on by_code.key = r.union_code")
        joins.append("left join unions as by_name on by_name.key = r.union_bare_name")
        joins.append("left join clean.union as holder on holder.union_id = by_code.union_id")
    if about & {"enterprise", "unit"}:
        found[1] = "m.enterprise_id as mentioned_id, coalesce(m.disagrees, false) as disagrees"
        joins.append(
            "left join clean.mention as m"
            " on m.code is not distinct from r.code and m.bare_name is not distinct from r.bare_name"
        )
    if about & {"township", "unit"}:
        found[2] = "t.township_name as placed"
        joins.append("left join townships as t on t.alias = r.township_written")
    return ", ".join(found), " ".join(joins)


UNIT_IDS = """
    case when not unit_disagrees then coalesce(code_union_id, case when not by_firm_code then name_union_id end) end
        as union_id,
    case when not unit_disagrees and code_union_id is null then mentioned_id end as enterprise_id,
    case when not unit_disagrees and code_union_id is null and not by_firm_code then placed end as township_name"""
IDS = """
    case when union_agrees then coalesce(code_union_id, name_union_id) end as union_id,
    mentioned_id as enterprise_id, placed as township_name"""
"""Who a row is about. A unit is one of them: its code decides, and its name must not say another."""
PLACES = """
townships as (
    select alias, township_name from clean.named_township
    {whole}
)"""
WHOLE = "union select unnest(['*', '全县', whole, name]), '*' from clean.county_name"
"""What stands for the whole county where a kind may say so: nothing else does, an empty cell least of all."""


def told_select(name: str, kind: Kind, places: str) -> str:
    """The SELECT of clean.<kind>_told: values are those of all rows about the same thing, completed by each other.

    `contradicts` names the first column in which two of them differ (or a part that exceeds its whole), NULL where
    none does; `contradicting` is what this row says there. `left_out`: superseded, or about somebody unknown.
    """
    found, joins = _joins(kind, places)
    ways = _ways(kind)
    said = [column for column in told_columns(kind) if column not in kind.key]
    columns = ", ".join([*SUBJECT_IDS, *_without(value_columns(kind), said)])
    same = ", ".join(["subject", *kind.key, "apart"])
    newest = f"coalesce(as_of < max(as_of) over (partition by {same}), false)" if kind.cumulative else "false"
    same += ", left_out" if kind.cumulative else ""
    differ = {f"min({column}) over same <> max({column}) over same": column for column in said}
    parts = {column: kind.columns[column].at_most for column in said if kind.columns[column].at_most}
    differ |= {f"max({part}) over same > max({whole}) over same": part for part, whole in parts.items()}
    content = f"struct_pack({', '.join(f'{column} := {column}' for column in said)})"
    return f"""
with unions as (
    select key, union_id from clean.union_key where unions = 1
),
{PLACES.format(whole=WHOLE if kind.only_known else "").strip()},
found as (
    select r.* exclude (faults, usable), {found}
    from clean.{name}_row as r {joins}
    where r.usable
),
coded as (
    select
        *, code is not null and mentioned_id is not null as by_firm_code,
        disagrees or not union_agrees
            or (code is not null and mentioned_id is not null and code_union_id is not null) as unit_disagrees
    from found
),
known as (
    select *, {UNIT_IDS if "unit" in subjects(kind) else IDS} from coded
),
named as (
    select
        *, coalesce({", ".join(way.subject for way in ways)}) as subject,
        case {" ".join(way.kinds for way in ways)} end as subject_kind,
        {gathered([way.fault for way in ways])} as faults
    from known
),
dated as (
    select
        named.*,
        case
            when {newest} then 'superseded' {"when faults is not null then 'unknown'" if kind.only_known else ""}
        end as left_out
    from named {"left join raw.source_file as f on f.file_id = named.file_id" if kind.cumulative else ""}
),
counted as (
    select *, count(*) over (partition by {same}) as rows_told from dated
)
select
    row_key, file_id, sheet, row, {columns}, {"".join(f"{column}, " for column in said)}
    row_key as first_row_key, rows_told, true as says_the_same,
    null::varchar as contradicts, null::varchar as contradicting, faults, left_out
from counted where rows_told = 1
union all
select
    row_key, file_id, sheet, row, {columns}, {"".join(f"max({column}) over same, " for column in said)}
    min(row_key) over same, rows_told,
    {f"{content} is not distinct from arg_min({content}, row_key) over same" if said else "true"},
    {_case(list(differ), [f"'{column}'" for column in differ.values()])},
    {_case(list(differ), [f"{column}::varchar" for column in differ.values()])},
    faults, left_out
from counted where rows_told > 1
window same as (partition by {same})"""


def _without(columns: list[str], others: list[str]) -> list[str]:
    return [column for column in columns if column not in others]


def _case(conditions: list[str], results: list[str]) -> str:
    """The result of the first condition that holds, as text."""
    branches = " ".join(f"when {c} then {r}" for c, r in zip(conditions, results, strict=True))
    return f"case {branches} else null::varchar end" if branches else "null::varchar"
