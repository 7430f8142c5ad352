"""The card of one enterprise: facts with what they rest on, status with the rule behind it."""

from typing import Any

import streamlit as st

from etl.text import language
from ui import access, doubt, filters, queries, spoken, tables, who
from ui.names import UNPLACED, pinyin, place
from ui.navigation import MY_WORK, UNION
from ui.text import UNKNOWN, _, count, day, decimal, plain, said, term
from ui.warehouse import Build


def origin(row: dict[str, Any]) -> str:
    """File, sheet and row that a fact was read from."""
    parts = [row["source_file"] or UNKNOWN]
    if row["source_sheet"]:
        parts.append(row["source_sheet"])
    if row["source_row"]:
        parts.append(_("row {row}", row=row["source_row"]))
    return " · ".join(parts)


def enterprise(build: Build, enterprise_id: str, named: bool = True) -> None:
    """Everything known of one enterprise, under its name unless the page's heading says it; says so where the build
    has no such id."""
    found = queries.enterprise(build, enterprise_id)
    if found is None:
        st.info(_("This build has no enterprise with the id {id}", id=plain(enterprise_id)))
        who.gone(build, enterprise_id)
        return
    evidence = queries.enterprise_evidence(build, enterprise_id)
    if named:
        st.markdown(f"#### {plain(found['name'])}")
    _status(build, found, evidence)
    if found["stage"] and access.is_for_writers():
        chosen = {filters.CARD: enterprise_id}
        st.page_link(MY_WORK, label=_("Record a step"), icon=":material/edit_note:", query_params=chosen)
    who.merged(build, enterprise_id)
    if found["reasons"] is not None:
        _priority(build, found)
    tables.facts([*_identity(found), *_place(found), *_size(found, evidence["headcounts"])])
    spoken.show(build, enterprise_id)


def _status(build: Build, found: dict[str, Any], evidence: dict[str, queries.Rows]) -> None:
    """The union status as a statement about evidence, with the rule and the rows behind it."""
    colours = {"none": "red", "uncertain": "orange"}
    status = found["union_status"]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(term("union_status", status), color=colours.get(status, "blue"))
        if not found["in_scope"]:
            st.badge(_("Not counted: {reason}", reason=term("scope_reason", found["scope_reason"])), color="gray")
        if found["stage"]:
            st.badge(_("Stage: {stage}", stage=term("stage", found["stage"])), color="blue")
        if found["track"]:
            st.badge(term("track", found["track"]), color="gray")
    if status == "none":
        st.caption(
            _("No row of the ledger and of the coverage lists leads to this enterprise. That is a lack of evidence.")
        )
    for link in evidence["unions"]:
        st.page_link(
            UNION,
            label=plain(link["union_name"] or link["union_id"]),
            icon=":material/groups:",
            query_params={"id": link["union_id"]},
        )
        rule = term("link_rule", link["link_rule"])
        if link["decided_by"]:
            rule += _(" ({name})", name=plain(link["decided_by"]))
        since = _(" since {day}", day=day(link["valid_from"])) if link["valid_from"] else ""
        ended = _(", ended {day}", day=day(link["valid_to"])) if link["valid_to"] else ""
        st.caption(
            _(
                "{relation}{since}{ended}. Linked by: {rule}. {origin}",
                relation=term("relation", link["relation"]),
                since=since,
                ended=ended,
                rule=rule,
                origin=plain(origin(link)),
            )
        )
        doubt.button(build, link)
    for candidate in evidence["candidates"]:
        shown = {
            "union": plain(candidate["union_name"] or candidate["union_id"]),
            "evidence": term("evidence", candidate["evidence"]),
            "decision": term("decision", candidate["decision"]),
        }
        if candidate["is_uncertain"]:
            st.caption(_("To be confirmed: {union}. {evidence} ({decision})", **shown))
        else:
            st.caption(_("Perhaps: {union}. {evidence} ({decision})", **shown))


def _priority(build: Build, found: dict[str, Any]) -> None:
    rules = queries.priority_rules(build)
    reasons = [
        _("{reason} {points} points", reason=plain(said(rules[key]["wording"])), points=rules[key]["points"])
        if key in rules
        else plain(key)
        for key in found["reasons"]
    ]
    place = _("Rank {rank}, {points} points", rank=count(found["priority"]), points=count(found["points"]))
    st.markdown(f"**{place}**")
    if reasons:
        st.caption(_("; ").join(reasons))


def _identity(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    read = origin(found)
    code = found["credit_code"] or found["credit_code_as_written"] or UNKNOWN
    if found["credit_code_status"] != "valid":
        code += _(" ({state})", state=term("credit_code_status", found["credit_code_status"]))
    facts = [*read_as(found["name"]), (_("Credit code"), code, read)]
    if found["registration_number"]:
        facts.append((_("Registration number"), found["registration_number"], read))
    if found["former_names"]:
        facts.append((_("Former names"), _(", ").join(found["former_names"]), read))
    status = term("registration_status", found["registration_status"])
    if found["closed_on"]:
        status += f" {day(found['closed_on'])}"
    facts += [
        (_("Kind"), term("entity_class", found["entity_class"]), read),
        (_("Registration status"), status, read),
        (_("Established on"), day(found["established_on"]), read),
        (_("Sector"), term("industry_section", found["industry_section"]), read),
    ]
    if found["registered_capital_10k_cny"] is not None:
        amount = decimal(found["registered_capital_10k_cny"])
        facts.append((_("Registered capital"), _("{amount} × 10,000 yuan", amount=amount), read))
    return facts


def read_as(name: str | None) -> list[tuple[str, str, str]]:
    """A name's pinyin for whoever does not read Chinese; nothing on a Chinese page."""
    return [] if language.get() == "zh_CN" or not name else [(_("Pinyin"), pinyin(name), "")]


def _place(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    how = term("township_method", found["township_method"])
    if found["township_evidence"]:
        how += _(": “{text}”", text=found["township_evidence"])
    facts = [
        (_("Address"), found["address"] or UNKNOWN, origin(found)),
        (_("Township"), place(found["township_name"] or UNPLACED), how),
    ]
    if found["zone_name"]:
        facts.append((_("Zone"), place(found["zone_name"]), how))
    if found["lon"] is not None and found["lat"] is not None:
        facts.append(
            (_("Position"), f"{found['lon']:.5f}, {found['lat']:.5f}", _("WGS 84, converted from the registry's"))
        )
    return facts


def _range(found: dict[str, Any]) -> str:
    low, high = found["headcount_low"], found["headcount_high"]
    if found["headcount"] is None:
        return _("unknown: no source gives a headcount")
    if low is None or high is None or low == high:
        return count(found["headcount"])
    return _(
        "{number} (sources between {low} and {high})",
        number=count(found["headcount"]),
        low=count(low),
        high=count(high),
    )


def _size(found: dict[str, Any], headcounts: queries.Rows) -> list[tuple[str, str, str]]:
    best = UNKNOWN
    if found["headcount_source"]:
        best = f"{term('headcount_source', found['headcount_source'])} {found['headcount_period'] or ''}"
    facts = [(_("Headcount"), _range(found), best)]
    facts += [
        (
            _("Headcount by {source}", source=term("headcount_source", row["source"])),
            f"{count(row['headcount'])} ({row['period'] or UNKNOWN})",
            origin(row),
        )
        for row in headcounts
    ]
    flags = (("above_scale", "is_above_scale"), ("25plus", "is_25plus"), ("100plus", "is_100plus"))
    judged = [
        _("{definition}: {answer}", definition=term("definition", definition), answer=answer(found[column]))
        for definition, column in flags
    ]
    facts.append((_("Size"), _("; ").join(judged), _("above-scale list; headcount")))
    facts.append(
        (_("Size class of 2017"), term("size_class", found["size_class"]), _("sector, headcount, revenue, assets"))
    )
    return facts


def answer(flag: bool | None) -> str:
    """Yes, no, or unknown: a null is not a no."""
    return _("unknown") if flag is None else _("yes") if flag else _("no")
