"""What columns and coded values of the tables are called on the screen of the command line."""

from functools import cache
from typing import Any

from etl.text import _, language


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
    known = _values(language.get()).get(value) if isinstance(value, str) and column in CODED else None
    return f"{known}（{value}）" if known else str(value)


CODED = {
    "credit_code_status",
    "entity_class",
    "registration_status",
    "scope_reason",
    "township_method",
    "headcount_source",
    "size_class",
    "union_status",
    "link_rule",
    "union_type",
    "union_state",
    "host_group",
    "relation",
    "decision",
    "severity",
}


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
        "union_name": _("Union"),
        "union_code": _("Union code"),
        "union_type": _("Kind of union"),
        "union_state": _("State of the union"),
        "is_base_union": _("Base union"),
        "host_enterprise_id": _("Enterprise id of the host"),
        "host_name": _("Host"),
        "host_group": _("Group of the host"),
        "host_sector": _("Sector of the host"),
        "dissolved_on": _("Dissolved on"),
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


@cache
def _values(_language: str) -> dict[str, str]:
    return {
        "valid": _("valid"),
        "repair_proposed": _("a repair is proposed"),
        "wrong_check_digit": _("wrong check digit"),
        "masked": _("masked"),
        "scientific": _("spoilt by a spreadsheet"),
        "registration_number": _("a registration number"),
        "union_code": _("a union's code"),
        "missing": _("missing"),
        "company": _("company"),
        "branch": _("branch"),
        "sole_proprietorship": _("sole proprietorship"),
        "partnership": _("partnership"),
        "individual_business": _("individual business"),
        "cooperative": _("cooperative"),
        "state_owned": _("state-owned enterprise"),
        "collective": _("collective enterprise"),
        "foreign_invested": _("foreign-invested enterprise"),
        "active": _("active"),
        "dormant": _("dormant"),
        "revoked": _("revoked"),
        "dissolved": _("dissolved"),
        "moved_out": _("moved out"),
        "closed": _("closed"),
        "liquidating": _("in liquidation"),
        "status_unknown": _("status unknown"),
        "unknown": _("unknown"),
        "other": _("other"),
        "business_address": _("business address"),
        "registered_address": _("registered address"),
        "former_name": _("former name"),
        "village": _("village"),
        "point": _("point on the map"),
        "zone": _("zone"),
        "manual": _("reviewed list"),
        "unresolved": _("not placed"),
        "social_insurance": _("social insurance"),
        "tax": _("income tax"),
        "statistics": _("statistics"),
        "annual_report": _("annual report"),
        "self_report": _("own report"),
        "large": _("large"),
        "medium": _("medium"),
        "small": _("small"),
        "micro": _("micro"),
        "not_applicable": _("not applicable"),
        "own": _("own union"),
        "joint": _("joint union"),
        "headquarters": _("head office's union"),
        "uncertain": _("uncertain"),
        "none": _("no union found"),
        "code": _("equal code"),
        "name": _("equal full name"),
        "coverage_list": _("coverage list"),
        "head_office": _("head office"),
        "decision": _("somebody's decision"),
        "federation": _("federation"),
        "work_committee": _("work committee"),
        "branch_union": _("branch union"),
        "group": _("union group"),
        "preparatory": _("preparatory group"),
        "linked": _("an enterprise found"),
        "enterprise_not_found": _("enterprise not found"),
        "not_enterprise": _("no enterprise"),
        "outside_area": _("outside the area"),
        "no_host": _("no host named"),
        "host": _("host"),
        "covered": _("covered"),
        "open": _("open"),
        "cannot_tell": _("cannot tell"),
        "row": _("whole row"),
        "cell": _("one cell"),
    }
