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
        return Fault(self.column, f"concat_ws(' ', {self.said})", unknown, "cell")


def _ways(kind: Kind) -> list[_Way]:
    """The ways of naming that a kind has, in the order in which they decide."""
    code = "union_code" if "enterprise" in subjects(kind) else "code_written"
    disagree = "case when disagrees then 'code_and_name_disagree' else 'not_in_registry' end"
    ids = {"union": "union_id", "enterprise": "enterprise_id", "township": "township_name"}
    units = " ".join(f"when {found} is not null then '{subject}'" for subject, found in ids.items())
    ways = {
        "enterprise": _Way("code, bare_name", ids["enterprise"], "name", disagree),
        "union": _Way(f"{code}, union_bare_name", ids["union"], "union_name", "'union_not_in_ledger'"),
        "unit": _Way(
            "code_written, bare_name", f"coalesce({', '.join(ids.values())})", "unit_name", "'unknown_unit'", units
        ),
        "township": _Way("township_written", ids["township"], "township", "'unknown_township'"),
    }
    return [
        replace(way, kinds=way.kinds or f"when coalesce({way.said}) is not null then '{subject}'")
        for subject, way in ways.items()
        if subject in subjects(kind)
    ]


def _joins(kind: Kind) -> tuple[list[str], list[str]]:
    """The ids that a kind's rows may have, and the joins that find them: by the certain rules alone."""
    about = subjects(kind)
    ids, joins = ["null::varchar as union_id", "null::varchar as enterprise_id", "null::varchar as township_name"], []
    if about & {"union", "unit"}:
        ids[0] = (
            "case when by_code.union_id <> by_name.union_id then null"
            " else coalesce(by_code.union_id, by_name.union_id) end as union_id"
        )
        joins.append("left join unions as by_code on by_code.key = r.union_code")
        joins.append("left join unions as by_name on by_name.key = r.union_bare_name")
    if about & {"enterprise", "unit"}:
        ids[1] = "m.enterprise_id, coalesce(m.disagrees, false) as disagrees"
        joins.append(
            "left join clean.mention as m"
            " on m.code is not distinct from r.code and m.bare_name is not distinct from r.bare_name"
        )
    if about & {"township", "unit"}:
        ids[2] = "coalesce(in_full.township_name, in_county.township_name) as township_name"
        joins.append("left join townships as in_full on in_full.alias = r.township_written")
        short = "regexp_replace(r.township_written, '^.*?(县|区|市)', '')"
        joins.append(f"left join townships as in_county on in_county.alias = {short}")
    return ids, joins


def told_select(name: str, kind: Kind) -> str:
    """The SELECT of clean.<kind>_told: values are those of all rows about the same thing, completed by each other.

    `contradicts` names the first column in which two of them differ, NULL where none does; `contradicting` is what
    this row says there.
    """
    ids, joins = _joins(kind)
    ways = _ways(kind)
    said = [column for column in told_columns(kind) if column not in kind.key]
    columns = ", ".join([*SUBJECT_IDS, *_without(value_columns(kind), said)])
    same = ", ".join(["subject", *kind.key])
    differ = [f"min({column}) over same <> max({column}) over same" for column in said]
    content = f"struct_pack({', '.join(f'{column} := {column}' for column in said)})"
    return f"""
with unions as (
    select key, union_id from clean.union_key where unions = 1
),
townships as (
    select alias, min(township_name) as township_name from clean.township_alias
    group by alias having count(distinct township_name) = 1
),
found as (
    select r.* exclude (faults, usable), {", ".join(ids)}
    from clean.{name}_row as r {" ".join(joins)}
    where r.usable
),
named as (
    select
        *, coalesce({", ".join(way.subject for way in ways)}) as subject,
        case {" ".join(way.kinds for way in ways)} end as subject_kind,
        {gathered([way.fault for way in ways])} as faults
    from found
),
counted as (
    select *, count(*) over (partition by {same}) as rows_told from named
)
select
    row_key, file_id, sheet, row, {columns}, {"".join(f"{column}, " for column in said)}
    row_key as first_row_key, rows_told, true as says_the_same,
    null::varchar as contradicts, null::varchar as contradicting, faults
from counted where rows_told = 1
union all
select
    row_key, file_id, sheet, row, {columns}, {"".join(f"max({column}) over same, " for column in said)}
    min(row_key) over same, rows_told,
    {f"{content} is not distinct from arg_min({content}, row_key) over same" if said else "true"},
    {_case(differ, [f"'{column}'" for column in said])},
    {_case(differ, [f"{column}::varchar" for column in said])},
    faults
from counted where rows_told > 1
window same as (partition by {same})"""


def _without(columns: list[str], others: list[str]) -> list[str]:
    return [column for column in columns if column not in others]


def _case(conditions: list[str], results: list[str]) -> str:
    """The result of the first condition that holds, as text."""
    branches = " ".join(f"when {c} then {r}" for c, r in zip(conditions, results, strict=True))
    return f"case {branches} else null::varchar end" if branches else "null::varchar"
