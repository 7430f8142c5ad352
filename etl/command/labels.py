"""What columns and coded values of the tables are called on the screen of the command line."""

from functools import cache
from typing import Any

from etl.text import _, catalogue, language


def label(column: str) -> str:
    """A column's name for people; a name that is not listed, such as a source's own header, as it is."""
    return _columns(language.get()).get(column, column)


def value_label(column: str, value: Any) -> str:
    """A value for people: coded values with their code, lists joined, yes and no in words, shares as percent."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "；".join(str(entry) for entry in value)
    if column in ("link_confidence", "match_probability"):
        return f"{value:.0%}"
    word = term(column, value)
    return str(value) if word == value else f"{word}（{value}）"


def term(column: str, value: Any) -> Any:
    """What pages call a code of a table's column; anything that has no name there as it is.

    The words of the tables' codes stand once, in the pages' catalogue, with the column as context.
    """
    return catalogue("ui", language.get()).pgettext(column, value) if isinstance(value, str) else value


@cache
def _columns(_language: str) -> dict[str, str]:
    return {
        "enterprise_id": _("Enterprise id"),
        "name": _("Name"),
        "former_names": _("Former names"),
        "credit_code": _("Credit code"),
        "credit_code_status": _("State of the credit code"),
        "credit_code_as_written": _("Credit code as written"),
        "registration_number": _("Registration number"),
        "entity_class": _("Kind of entity"),
        "registration_status": _("Registration status"),
        "established_on": _("Established on"),
        "closed_on": _("Closed on"),
        "industry_section": _("Industry section"),
        "industry_division": _("Industry division"),
        "registered_capital_10k_cny": _("Registered capital (10,000)"),
        "registered_capital_currency": _("Currency of the capital"),
        "in_scope": _("Counted"),
        "scope_reason": _("Why counted or not"),
        "address": _("Address"),
        "township_name": _("Township"),
        "township_method": _("Placed by"),
        "township_evidence": _("Text that placed it"),
        "zone_name": _("Zone"),
        "lon": _("Longitude"),
        "lat": _("Latitude"),
        "headcount": _("Headcount"),
        "headcount_low": _("Headcount, lowest source"),
        "headcount_high": _("Headcount, highest source"),
        "headcount_source": _("Source of the headcount"),
        "headcount_period": _("Period of the headcount"),
        "size_class": _("Size class"),
        "is_above_scale": _("On the above-scale list"),
        "is_25plus": _("25 and more"),
        "is_100plus": _("100 and more"),
        "is_larger": _("Larger enterprise"),
        "union_status": _("Union status"),
        "union_id": _("Union id"),
        "link_rule": _("Linked by"),
        "link_confidence": _("Confidence of the link"),
        "source_file": _("Source file"),
        "source_sheet": _("Sheet"),
        "source_row": _("Row"),
        "category": _("Category"),
        "listed_from": _("Listed from"),
        "listed_to": _("Listed to"),
        "is_listed": _("Listed now"),
        "union_name": _("Union"),
        "union_code": _("Union code"),
        "union_type": _("Kind of union"),
        "union_state": _("State of the union"),
        "is_base_union": _("Base union"),
        "host_enterprise_id": _("Enterprise id of the host"),
        "host_name": _("Host"),
        "host_group": _("Group of the host"),
        "host_sector": _("Sector of the host"),
        "members": _("Members"),
        "female_members": _("Women members"),
        "employees": _("Employees"),
        "relation": _("Relation"),
        "is_current": _("Holds now"),
        "valid_from": _("From"),
        "valid_to": _("To"),
        "decided_by": _("Decided by"),
        "match_probability": _("Probability"),
        "evidence": _("Evidence"),
        "decision": _("Decision"),
        "is_challenged": _("Challenged"),
        "comparison": _("Compared"),
        "comparison_level": _("Comparison says"),
        "weight": _("Weight (bits)"),
        "union_value": _("Union says"),
        "enterprise_value": _("Enterprise says"),
        "standing": _("Applied or not"),
        "actor_name": _("Decided by"),
        "actor_source": _("Who vouches for the name"),
        "decided_at": _("Decided at (UTC)"),
        "by_two_people": _("Checked by two people"),
        "challenged_by": _("Challenged by"),
        "challenged_at": _("Challenged at (UTC)"),
        "challenge_reason": _("Why challenged"),
        "changes": _("Changed since"),
        "is_row_taken_out": _("Whole row taken out"),
        "old": _("Before"),
        "new": _("After"),
        "who": _("Corrected by"),
        "decided_on": _("Decided on"),
        "old_id": _("Id before"),
        "old_name": _("Name before"),
        "kept_id": _("Counts as"),
        "duplicate_rule": _("Rule"),
        "risk_band": _("Risk band"),
        "score_proven": _("Proven score"),
        "score_worst": _("Worst score"),
        "evidence_share": _("Share of evidence"),
        "red_lines": _("Red lines"),
        "ladder_proven": _("Ladder, proven"),
        "ladder_possible": _("Ladder, possible"),
        "indicator": _("Indicator"),
        "outcome": _("Outcome"),
        "share_failed": _("Share failed"),
        "evidence_grade": _("Grade of evidence"),
        "legal_basis": _("Rests on"),
        "row_again": _("Why it does not count"),
        "term_start": _("Term since"),
        "verdict": _("Finding"),
        "visited_on": _("Visited on"),
        "is_last": _("Last word"),
        "recorded_at": _("Recorded at (UTC)"),
        "note": _("Note"),
        "drawn_in": _("Drawn in the sample of"),
        "attachment_sha256": _("SHA-256 of the attachment"),
        "number": _("Number"),
        "order_state": _("State"),
        "indicators": _("Indicators"),
        "problem": _("Problem"),
        "responsible": _("Responsible"),
        "due_on": _("Due on"),
        "issued_by": _("Issued by"),
        "issued_source": _("Who vouches for the issuer"),
        "issued_at": _("Issued at (UTC)"),
        "mending_reported": _("Mending reported"),
        "mended_on": _("Mended on"),
        "reported_by": _("Reported by"),
        "reported_source": _("Who vouches for the reporter"),
        "reported_at": _("Reported at (UTC)"),
        "checked_by": _("Checked by"),
        "checked_source": _("Who vouches for the checker"),
        "checked_at": _("Checked at (UTC)"),
        "check_note": _("Note of the check"),
        "priority": _("Rank"),
        "points_in_all": _("Points in all"),
        "points": _("Points"),
        "wording": _("Reason"),
        "source_kind": _("Kind"),
        "column_name": _("Column"),
        "value": _("Value"),
        "reason": _("Reason"),
        "severity": _("Scope of the reject"),
        "expected": _("Expected"),
        "next_step": _("Next step"),
    }
