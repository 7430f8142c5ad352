"""One cached function a question; its SQL is queries/<name>.sql. The build comes first, so that a new one is a new key.

Results are small: figures as lists of dicts, tables cut to the rows that a page shows. They are shared by everybody
who asks, so nobody may change them; Streamlit's own caches copy every result and hash every argument, which would
cost more than the rest of a page. Whole lists for a CSV are never cached (ui/export.py). A failing query raises;
nothing caches a failure as an empty result.
"""

from functools import lru_cache
from typing import Any

from ui import warehouse
from ui.filters import Filters
from ui.warehouse import Build

Rows = list[dict[str, Any]]
ROWS_SHOWN = 300
LARGER = "larger"
ENTERPRISE_FIELDS, UNION_FIELDS = ("name", "credit_code"), ("union_name", "union_code", "host_name", "host_code")


@lru_cache(maxsize=4)
def build_facts(build: Build) -> dict[str, Any]:
    """The build's one row: area, as-of, whether it is the invented county."""
    return warehouse.rows(build, "build")[0]


@lru_cache(maxsize=4)
def source_dates(build: Build) -> Rows:
    """As-of of each source kind in use."""
    return warehouse.rows(build, "source_dates")


@lru_cache(maxsize=4)
def definitions(build: Build) -> dict[str, dict[str, str]]:
    """Definitions by key: name, numerator, denominator, caveat, source."""
    return {row["key"]: row for row in warehouse.rows(build, "definitions")}


@lru_cache(maxsize=16)
def townships(build: Build, definition: str) -> Rows:
    """One row a township and 未定位, counted by a definition of size; the sums are the county."""
    name = "township_larger" if definition == LARGER else "township_by_definition"
    return warehouse.rows(build, name, definition=definition)


@lru_cache(maxsize=16)
def zones(build: Build, definition: str) -> Rows:
    """One row a functional zone that has enterprises, counted by a definition of size; base_unions and members null."""
    return warehouse.rows(build, "zone_by_definition", definition=definition)


@lru_cache(maxsize=4)
def tiles(build: Build) -> Rows:
    """Where each township stands where there is no boundary: column and row from 1, is_set where by hand."""
    return warehouse.rows(build, "tiles")


@lru_cache(maxsize=4)
def size_bands(build: Build) -> dict[str, dict[str, Any]]:
    """Counts of the whole county by every definition of size."""
    return {row["definition"]: row for row in warehouse.rows(build, "size_bands")}


@lru_cache(maxsize=64)
def months(build: Build, definition: str, chosen: tuple[str, ...]) -> Rows:
    """One row a month, summed over the chosen townships (none chosen: all), oldest first."""
    return warehouse.rows(build, "months", definition=definition, townships=list(chosen))


def link_records(build: Build, pairs: list[tuple[str | None, str]]) -> dict[tuple[str | None, str], dict[str, Any]]:
    """What the records of each pair (enterprise or None, union) say now, field → text: written with a decision, so that
    it comes back where the sources say otherwise later. Not cached: asked when somebody decides."""
    enterprises, unions = (list(ids) for ids in zip(*pairs, strict=True)) if pairs else ([], [])
    found = warehouse.rows(build, "link_records", enterprise_ids=enterprises, union_ids=unions)
    return {(row.pop("enterprise_id"), row.pop("union_id")): row for row in found}


@lru_cache(maxsize=2)
def review_queue(build: Build) -> Rows:
    """One row an undecided pair with both records, in the order in which deciding them moves coverage."""
    return warehouse.rows(build, "review_queue")


def identity_records(build: Build, ids: tuple[str, ...]) -> dict[str, dict[str, str | None]]:
    """What the records of these ids say now, id → field → text: written with a word about who is who. Not cached."""
    found = warehouse.rows(build, "identity_records", ids=list(ids))
    fields = {"C": ENTERPRISE_FIELDS, "R": ENTERPRISE_FIELDS, "N": ENTERPRISE_FIELDS}
    return {row["id"]: {name: row[name] for name in fields.get(row["id"][0], UNION_FIELDS)} for row in found}


@lru_cache(maxsize=2)
def duplicates(build: Build) -> Rows:
    """One row two records that may be one, undecided, in the order in which deciding them moves the figures."""
    return warehouse.rows(build, "duplicates")


@lru_cache(maxsize=64)
def duplicates_counted(build: Build, chosen: tuple[str, ...]) -> dict[str, int]:
    """How many undecided pairs of enterprises, of larger ones, and of unions may be one, in the chosen townships."""
    return warehouse.rows(build, "duplicates_counted", townships=list(chosen))[0]


@lru_cache(maxsize=64)
def duplicates_of(build: Build, record_id: str) -> Rows:
    """The records that may be this one, undecided."""
    return warehouse.rows(build, "duplicates_of", id=record_id)


@lru_cache(maxsize=64)
def merged_into(build: Build, record_id: str) -> Rows:
    """The records and ids that count as this one, by whom and when."""
    return warehouse.rows(build, "merged_into", id=record_id)


@lru_cache(maxsize=64)
def goes_on_as(build: Build, record_id: str) -> str | None:
    """The id as which this one goes on; None where it does not."""
    found = warehouse.rows(build, "goes_on_as", id=record_id)
    return found[0]["kept_id"] if found else None


@lru_cache(maxsize=2)
def identity_proposals(build: Build) -> Rows:
    """One row an id that decisions wait for and record that it may go on as."""
    return warehouse.rows(build, "identity_proposals")


@lru_cache(maxsize=2)
def identity_not_applied(build: Build) -> Rows:
    """One row a word about who is who that the build does not apply, the newest first, with its standing."""
    return warehouse.rows(build, "identity_not_applied")


def name_of(build: Build, record_id: str) -> str:
    """What an enterprise or union is called; its id where the build does not have it."""
    found = (enterprise if record_id[0] in "CRN" else union)(build, record_id)
    return (found.get("name") or found.get("union_name")) if found else record_id


@lru_cache(maxsize=64)
def tasks(build: Build, union_id: str = "") -> Rows:
    """One row a thing that somebody has to bring, the most lacking first; those of one union, or all."""
    return warehouse.rows(build, "tasks", id=union_id, row_limit=ROWS_SHOWN)


@lru_cache(maxsize=2)
def under_two_unions(build: Build) -> Any:
    """Enterprises with more than one current union, as an Arrow table."""
    return warehouse.table(build, "under_two_unions", row_limit=ROWS_SHOWN)


@lru_cache(maxsize=2)
def changed_decisions(build: Build) -> frozenset[str]:
    """Events by which people decided and that count no more, because a record says otherwise since."""
    return frozenset(row["event_id"] for row in warehouse.rows(build, "changed_decisions"))


@lru_cache(maxsize=2)
def decisions_not_applied(build: Build) -> Rows:
    """One row a decision that the build does not apply, the newest first, with its standing."""
    return warehouse.rows(build, "decisions_not_applied")


@lru_cache(maxsize=256)
def comparisons(build: Build, enterprise_id: str, union_id: str) -> Rows:
    """What the model compared of a pair, in order: level, weight in bits, both values; empty where it did not."""
    return warehouse.rows(build, "comparisons", enterprise_id=enterprise_id, union_id=union_id)


@lru_cache(maxsize=4)
def chain(build: Build) -> Rows:
    """From the rows of the ledger to the unions that count, in order."""
    return warehouse.rows(build, "chain")


@lru_cache(maxsize=64)
def union_types(build: Build, chosen: tuple[str, ...]) -> Rows:
    """Active unions and their members by type; members null where no ledger row of the type gives them."""
    return warehouse.rows(build, "union_types", townships=list(chosen))


@lru_cache(maxsize=64)
def enterprises(build: Build, filters: Filters) -> Any:
    """The first rows of the filtered list as an Arrow table; column total holds the number of all of them."""
    return warehouse.table(build, "enterprises", **filters.parameters(), row_limit=ROWS_SHOWN)


@lru_cache(maxsize=64)
def largest_without_union(build: Build, definition: str, chosen: tuple[str, ...], zone: str = "") -> Rows:
    """The ten largest enterprises without a union, of a zone if one is named; unknown headcounts last."""
    return warehouse.rows(build, "largest_without_union", definition=definition, townships=list(chosen), zone=zone)


@lru_cache(maxsize=16)
def without_position(build: Build, definition: str) -> Rows:
    """Enterprises without a union by township, with how many of them have no coordinates."""
    return warehouse.rows(build, "without_position", definition=definition)


@lru_cache(maxsize=64)
def search(build: Build, text: str) -> Rows:
    """At most eight enterprises and unions whose name or code holds the text."""
    return warehouse.rows(build, "search", search=text)


@lru_cache(maxsize=64)
def enterprise(build: Build, enterprise_id: str) -> dict[str, Any] | None:
    """One enterprise's row with its place in the target list; None where the build has no such id."""
    found = warehouse.rows(build, "enterprise", id=enterprise_id)
    return found[0] if found else None


@lru_cache(maxsize=64)
def enterprise_evidence(build: Build, enterprise_id: str) -> dict[str, Rows]:
    """What stands behind an enterprise's row: headcounts, unions, open candidates."""
    names = {"headcounts": "headcounts", "unions": "unions_of_enterprise", "candidates": "candidates_of_enterprise"}
    return {key: warehouse.rows(build, name, id=enterprise_id) for key, name in names.items()}


@lru_cache(maxsize=64)
def union(build: Build, union_id: str) -> dict[str, Any] | None:
    """One union's row; None where the build has no such id."""
    found = warehouse.rows(build, "union", id=union_id)
    return found[0] if found else None


@lru_cache(maxsize=64)
def union_again(build: Build, union_id: str) -> Rows:
    """Rows of the ledger about a union that are not the one that counts, and why."""
    return warehouse.rows(build, "union_again", id=union_id, row_limit=ROWS_SHOWN)


@lru_cache(maxsize=64)
def enterprises_of_union(build: Build, union_id: str) -> Rows:
    """The enterprises that a union counts for, current links first."""
    return warehouse.rows(build, "enterprises_of_union", id=union_id, row_limit=ROWS_SHOWN)


@lru_cache(maxsize=64)
def decisions_of(build: Build, record_id: str) -> Rows:
    """What people decided about the links of an enterprise or a union, or challenge, the newest first."""
    return warehouse.rows(build, "decisions_of", id=record_id, row_limit=ROWS_SHOWN)


@lru_cache(maxsize=64)
def corrections_of(build: Build, record_id: str) -> Rows:
    """Corrections of the rows that speak of an enterprise or a union, the newest first."""
    return warehouse.rows(build, "corrections_of", id=record_id, row_limit=ROWS_SHOWN)


@lru_cache(maxsize=4)
def priority_rules(build: Build) -> dict[str, dict[str, Any]]:
    """Points and wording of every reason to come first, by key."""
    return {row["key"]: row for row in warehouse.rows(build, "priority_rules")}


@lru_cache(maxsize=4)
def sectors(build: Build) -> list[str]:
    """Industry sections that occur among larger enterprises, for the filter."""
    return [row["section"] for row in warehouse.rows(build, "sectors")]


@lru_cache(maxsize=4)
def sources(build: Build) -> Rows:
    """One row a source file: as-of, rows read, kept, rejected, skipped."""
    return warehouse.rows(build, "sources")


@lru_cache(maxsize=4)
def rejects_by_reason(build: Build) -> Rows:
    """Rejected rows and cells by reason and kind, each with one example and what to do."""
    return warehouse.rows(build, "rejects_by_reason")


@lru_cache(maxsize=4)
def corrections(build: Build) -> Rows:
    """Corrections applied to the sources, the newest first; column_name null: the whole row was taken out."""
    return warehouse.rows(build, "corrections", row_limit=ROWS_SHOWN)


@lru_cache(maxsize=32)
def unplaced(build: Build, text: str) -> Any:
    """Enterprises in scope without a township, as an Arrow table."""
    return warehouse.table(build, "unplaced", search=text, row_limit=ROWS_SHOWN)


@lru_cache(maxsize=32)
def unsized(build: Build, filters: Filters) -> Any:
    """Enterprises in scope of which it is not known whether they are larger, as an Arrow table."""
    return warehouse.table(build, "unsized", **filters.parameters(), row_limit=ROWS_SHOWN)
