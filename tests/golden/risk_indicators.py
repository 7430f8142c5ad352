"""The indicators of risk_by_hand, one function each, as risk_score.yaml words them."""

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta

from tests.golden.risk_by_hand import County, Row, Rules, Said, months_ago, ratio, years_later
from tests.golden.risk_of_a_union import Union, agreement_sheets, complete

UNKNOWN = Said(None, "D")
OFFICES = ("public_body", "social_organisation")


def verified(union: Union, county: County, rules: Rules, grade: str) -> str:
    """The grade, B where somebody verified not too long ago."""
    day = union.fact["verified_on"]
    fresh = day and months_ago(county.as_of, rules["score", "verified_months"]) <= day <= county.as_of
    return "B" if fresh and grade > "B" else grade


def worst(parts: dict[str, bool | None], shares: dict[str, float]) -> float | None:
    """The largest share of the parts that fail (False); None where none fails and one is not known."""
    failing = [shares[name] for name, state in parts.items() if state is False]
    return max(failing) if failing else None if None in parts.values() else 0


def term(union: Union, county: County, rules: Rules) -> Said:
    """O1."""
    fact, start = union.fact, union.row["term_start"]
    years = fact["term_years"] if fact["term_years"] in (3, 5) else rules["O1", "default_years"]
    ends = [years_later(start, years)] if start else []
    ends += [fact["deferral_until"]] if fact["deferral_number"] and fact["deferral_until"] else []
    if not ends:
        return UNKNOWN
    late = (county.as_of - max(ends)).days
    share = 1.0
    if late <= rules["O1", "second_days"]:
        share = rules["O1", "second_share"]
    if late <= rules["O1", "first_days"]:
        share = rules["O1", "first_share"]
    return Said(share if late > 0 else 0, verified(union, county, rules, "C"))


def chair(union: Union, county: County, rules: Rules) -> Said:
    """O2."""
    fact = union.fact
    grade = verified(union, county, rules, "D" if "chair" in union.signals else "C")
    if fact["chair_hash"] is None:
        since = fact["chair_vacant_since"]
        if since is None:
            return UNKNOWN  # nobody, or not filled in
        long = since < months_ago(county.as_of, rules["O2", "vacant_months"])
        return Said(1 if long else rules["O2", "short_share"], grade)
    if union.row["host_sector"] in OFFICES:
        return Said(0, grade)
    if fact["chair_other_post"] and re.search(rules.words["O2", "manager"], fact["chair_other_post"]):
        return Said(1, grade)
    return Said(0, grade) if union.told("chair_other_post") else UNKNOWN


def committees(union: Union, county: County, rules: Rules) -> Said:
    """O3."""
    row, fact = union.row, union.fact
    members, women, size = row["members"], row["female_members"], fact["committee_size"]
    few = members is not None and members < rules["O3", "committee_members"]
    committee = True if few else None if size is None else True if size > 0 else False if members is not None else None
    few_women = women is not None and women < rules["O3", "women_members"]
    for_women = True if few_women else fact["has_women_committee"]
    if women is None and for_women is False:
        for_women = None
    parts = {"committee": committee, "audit": fact["has_audit_committee"], "women": for_women}
    shares = {"committee": 1, "audit": rules["O3", "audit_share"], "women": rules["O3", "women_share"]}
    return Said(worst(parts, shares), verified(union, county, rules, "D"))


def members(union: Union, county: County, rules: Rules) -> Said:
    """O4."""
    told = union.row["members"]
    rate, roster = ratio(told, union.workers), ratio(union.fact["roster_members"], told)
    fails = []
    if told is not None and union.workers is not None and told > union.workers * rules["O4", "over_ratio"]:
        fails.append(1.0)
    for share, low, full in ((roster, "roster_low", "roster_full"), (rate, "rate_low", "rate_full")):
        if share is not None and share < rules["O4", full]:
            fails.append(1.0 if share < rules["O4", low] else rules["O4", "part_share"])
    grade = verified(union, county, rules, "D" if "members" in union.signals else "C")
    return Said(max(fails) if fails else None if None in (rate, roster) else 0, grade)


def democracy(union: Union, county: County, rules: Rules) -> Said:
    """S1."""
    since = months_ago(county.as_of, rules["S1", "record_months"])
    held = [m for m in union.meetings if m["kind"] in ("staff_congress", "democratic_talk") and m["held_on"] >= since]
    if held:
        return Said(0, min(m["grade"] for m in held))
    if not complete(union, "union_meeting", since):
        return UNKNOWN
    talks = [row for row in county.tables["mechanisms"] if row["mechanism"] == "democratic_talks"]
    units = [row["union_id"] or row["enterprise_id"] for row in talks]
    paper = any(unit in (union.id, *union.employers) for unit in units)
    return Said(rules["S1", "paper_share"] if paper else 1, "B")


def span(row: Row, longest: float) -> tuple[date | None, date | None]:
    """From when and to when an agreement holds."""
    start = row["starts_on"] or row["signed_on"]
    ends = [day for day in (row["ends_on"], start and years_later(start, longest)) if day]
    return start, min(ends) if ends else None


def in_force(row: Row, county: County, longest: float) -> bool:
    """Whether it holds on the build's day."""
    start, end = span(row, longest)
    return end is not None and end >= county.as_of and (start is None or start <= county.as_of)


def agreement(union: Union, county: County, rules: Rules) -> Said:
    """S2."""
    longest, sheets = rules["S2", "longest_years"], agreement_sheets(county)
    rows = [row for row in union.agreements if row["kind"] == "collective"] + union.regional_agreements
    shares, unclear = [], any(span(row, longest)[1] is None for row in rows)
    for row in rows:
        if in_force(row, county, longest):
            if row["review_number"]:
                shares.append(0.0)
            elif "review_number" in sheets.get((row["file_id"], row["sheet"]), ["review_number"]):
                shares.append(rules["S2", "unreviewed_share"])
            else:
                unclear = True
    if shares:
        return Said(min(shares), "A" if min(shares) == 0 else "C")
    if unclear or not complete(union, "union_agreement", years_later(county.as_of, -longest)):
        return UNKNOWN
    spans = [span(row, longest) for row in rows]
    ends = [end for start, end in spans if start is None or start <= county.as_of]
    grace = county.as_of - timedelta(days=int(rules["S2", "grace_days"]))
    return Said(rules["S2", "expired_share"] if any(end >= grace for end in ends) else 1, "B")


def has_account(union: Union) -> bool | None:
    """An account of its own or one managed by the township."""
    flags = (union.fact["has_own_account"], union.fact["account_managed_by_township"])
    return True if True in flags else None if None in flags else False


def of_two(states: list[bool | None], half: float) -> float | None:
    """1 where both are missing, half where one is, None where one is not known, 0 where both are there."""
    if False in states:
        return 1 if states == [False, False] else half
    return None if None in states else 0


def accounts(union: Union, county: County, rules: Rules) -> Said:
    """S3."""
    none, day = "audit_reported_on" in union.fact["said_none"], union.fact["audit_reported_on"]
    fresh = day >= months_ago(county.as_of, rules["S3", "audit_months"]) if day else False if none else None
    states = [has_account(union), fresh]
    return Said(of_two(states, rules["S3", "half_share"]), verified(union, county, rules, "D"))


def mediation(union: Union, county: County, rules: Rules) -> Said:
    """S4."""
    flag = union.fact["has_mediation"]
    return Said(None if flag is None else 0 if flag else 1, verified(union, county, rules, "D"))


def dues(union: Union, county: County, rules: Rules) -> Said:
    """W1."""
    mode = county.settings.get("dues_collection_mode")
    rate = {"full": 1.0, "passed_up": float(county.settings.get("dues_share", "nan"))}.get(mode)
    if rate is None:
        return UNKNOWN
    this_month = county.as_of.replace(day=1)
    first = months_ago(this_month, rules["W1", "months"] + rules["W1", "lag_months"] - 1)
    last = months_ago(this_month, rules["W1", "lag_months"])
    whole = complete(union, "dues", first)
    months = defaultdict(list)
    for row in union.dues:
        if first <= row["period_start"] <= last:
            months[row["payer"], row["period_start"]].append(row)
    due, paid, nothing = 0.0, 0.0, True
    for rows in months.values():
        payrolls = [row["payroll_cny"] for row in rows if row["payroll_cny"] is not None]
        sums = [row["paid_cny"] for row in rows if row["paid_cny"] is not None]
        exempt = any(row["exemption"] is not None for row in rows)
        nothing = nothing and not exempt and sum(sums) == 0
        if payrolls and (sums or exempt or whole):
            share = float(max(payrolls)) * rules["W1", "due_rate"] * rate
            due += share
            paid += max(share, float(sum(sums))) if exempt else float(sum(sums))
    if due > 0:
        reached = round(max(paid / due, 0), 9)
    elif nothing and whole:
        reached = 0
    else:
        return UNKNOWN
    share = 1 if reached == 0 else rules["W1", "little_share"]
    share = rules["W1", "short_share"] if reached >= rules["W1", "part_ratio"] else share
    return Said(0 if reached >= rules["W1", "full_ratio"] else share, "A")


def legal_person(union: Union, county: County, rules: Rules) -> Said:
    """W2."""
    if union.row["members"] is None:
        return UNKNOWN
    if union.row["members"] < rules["W2", "members"]:
        return Said(None, "A", applies=False)
    certificate, tick = union.fact["legal_person_certificate"], union.fact["certificate_is_a_tick"]
    if union.row["union_code"] or (certificate and not tick):
        return Said(0, "A")
    if tick:
        return Said(0, verified(union, county, rules, "D"))
    if not union.has_no_code:
        return UNKNOWN
    return Said(1 if has_account(union) is False else rules["W2", "code_share"], "C")


def report(union: Union, county: County, rules: Rules) -> Said:
    """W3."""
    filed, grade = union.fact["report_filed_on"], verified(union, county, rules, "C")
    if filed is None:
        return Said(1, grade) if union.told("report_filed_on") else UNKNOWN

    def after(year: int) -> date:
        return months_ago(date(year, int(rules["W3", "deadline_month"]), 1), -1)

    year = county.as_of.year if county.as_of >= after(county.as_of.year) else county.as_of.year - 1
    opens = int(rules["W3", "opens_month"])
    if filed < date(year - 1, opens, 1):
        return Said(1, grade)
    if filed < after(year) or filed >= date(year, opens, 1):
        return Said(0, grade)
    return Said(rules["W3", "late_share"], grade)


def approvals(union: Union, county: County, rules: Rules) -> Said:
    """W4."""
    names = ("approval_number", "election_approval_number")
    states = [True if union.fact[name] else False if name in union.fact["said_none"] else None for name in names]
    return Said(of_two(states, rules["W4", "half_share"]), "A")


def yearly(name: str, kind: str) -> Callable[[Union, County, Rules], Said]:
    """A1 and A2."""

    def rule(union: Union, county: County, rules: Rules) -> Said:
        full, half = (months_ago(county.as_of, rules[name, f"{word}_months"]) for word in ("full", "half"))
        held = [row for row in union.meetings if row["kind"] == kind]
        recent = [row["grade"] for row in held if row["held_on"] >= full]
        if recent:
            return Said(0, min(recent))
        if not complete(union, "union_meeting", full):
            return UNKNOWN
        if any(row["held_on"] >= half for row in held) or not complete(union, "union_meeting", half):
            return Said(rules[name, "half_share"], "B")
        return Said(1, "B")

    return rule


def activities(union: Union, county: County, rules: Rules) -> Said:
    """A3."""
    since = months_ago(county.as_of, rules["A3", "months"])
    held = [m for m in union.meetings if m["kind"] == "activity" and m["grade"] <= "B" and m["held_on"] >= since]
    came = max((m["participants"] for m in held if m["participants"] is not None), default=None)
    part = ratio(came, union.row["members"])
    if len(held) >= rules["A3", "events"]:
        share = None if part is None else 0 if part >= rules["A3", "participation"] else rules["A3", "half_share"]
        return Said(share, "B")
    if not complete(union, "union_meeting", since):
        return UNKNOWN
    return Said(rules["A3", "half_share"] if held else 1, "B")


def meetings(union: Union, county: County, rules: Rules) -> Said:
    """A4."""
    since, enough = months_ago(county.as_of, rules["A4", "months"]), rules["A4", "meetings"]
    grades = [m["grade"] for m in union.meetings if m["kind"] == "committee" and m["held_on"] >= since]
    for grade in "BCD":
        if sum(one <= grade for one in grades) >= enough:
            return Said(0, grade)
    if not complete(union, "union_meeting", since):
        return UNKNOWN
    return Said(rules["A4", "half_share"] if grades else 1, "B")


def survey(union: Union, county: County, rules: Rules) -> Said:
    """E1."""
    since = months_ago(county.as_of, rules["E1", "valid_months"])
    least = max(rules["E1", "least_sampled"], (union.row["members"] or 0) * rules["E1", "least_share"])
    valid = [
        row
        for row in county.by("surveys", "union_id").get(union.id, [])
        if row["surveyed_on"] >= since
        and re.search(rules.words["E1", "superior"], row["surveyed_by"] or "")
        and (row["sampled"] or 0) >= least
        and None not in (row["aware"], row["satisfied"])
    ]
    if not valid:
        return UNKNOWN
    newest = min(valid, key=lambda row: (-row["surveyed_on"].toordinal(), row["row_key"]))
    share = min(newest["aware"], newest["satisfied"]) / newest["sampled"]
    return Said(stepped(rules, "E1", share), "B")


def stepped(rules: Rules, name: str, share: float) -> float:
    """0 when enough, half when half, else 1."""
    if share >= rules[name, "full_share"]:
        return 0
    return rules[name, "half_share"] if share >= rules[name, "half_from"] else 1


def wages(union: Union, county: County, rules: Rules) -> Said:
    """E2."""
    longest, sheets = rules["E2", "longest_years"], agreement_sheets(county)
    rows = [row for row in union.agreements if row["kind"] == "wages"]
    holding = [row for row in rows if in_force(row, county, longest)]
    figures = [row for row in holding if row["wage_raise_pct"] is not None]
    if figures:
        return Said(0, min("A" if row["review_number"] else "C" for row in figures))
    if any("wage_raise_pct" not in sheets.get((r["file_id"], r["sheet"]), ["wage_raise_pct"]) for r in holding):
        return UNKNOWN
    if holding:
        return Said(1 if all(row.get("is_template") for row in holding) else rules["E2", "no_figure_share"], "C")
    undated = any(span(row, longest)[1] is None for row in rows)
    if undated or not complete(union, "union_agreement", years_later(county.as_of, -longest)):
        return UNKNOWN
    return Said(1, "B")


def cases_of(union: Union, county: County, table: str, months: float) -> list[Row]:
    """Its employers' cases of the last months."""
    since = months_ago(county.as_of, months)
    return [row for row in county.tables[table] if row["enterprise_id"] in union.employers and row["opened_on"] > since]


def disputes(union: Union, county: County, rules: Rules) -> Said:
    """E3."""
    cases = cases_of(union, county, "disputes", rules["E3", "months"])
    if not cases:
        whole = complete(union, "dispute", months_ago(county.as_of, rules["E3", "months"]))
        return Said(None, "A", applies=not (whole and union.employers))
    told = [case["union_took_part"] for case in cases if case["union_took_part"] is not None]
    if not told:
        return UNKNOWN
    if sum(told) >= len(told) * rules["E3", "enough"]:
        return Said(0, "A")
    return Said(rules["E3", "half_share"] if any(told) else 1, "A")


def insured(union: Union, county: County, rules: Rules) -> Said:
    """E4."""
    since = months_ago(county.as_of, rules["E4", "months"])
    rows = [
        row
        for row in county.by("welfare", "union_id").get(union.id, [])
        if row["mutual_aid_members"] is not None and row["period_end"] is not None and row["period_end"] >= since
    ]
    if not rows:
        return Said(1, "B") if complete(union, "welfare", since) else UNKNOWN
    newest = min(rows, key=lambda r: (-r["period_end"].toordinal(), -r["period_start"].toordinal(), r["row_key"]))
    share = ratio(newest["mutual_aid_members"], union.row["members"])
    return UNKNOWN if share is None else Said(stepped(rules, "E4", share), "C")


def incidents(union: Union, county: County, rules: Rules) -> Said:
    """E5."""
    cases = cases_of(union, county, "incidents", rules["E5", "months"])
    reported = [case["reported_by_union"] for case in cases]
    if False in reported:
        return Said(1, "A")
    if None in reported:
        return UNKNOWN
    whole = complete(union, "incident", months_ago(county.as_of, rules["E5", "months"])) and union.employers
    return Said(0, "A") if cases or whole else UNKNOWN


INDICATORS: dict[str, Callable[[Union, County, Rules], Said]] = {
    "O1": term, "O2": chair, "O3": committees, "O4": members,
    "S1": democracy, "S2": agreement, "S3": accounts, "S4": mediation,
    "W1": dues, "W2": legal_person, "W3": report, "W4": approvals,
    "A1": yearly("A1", "members_assembly"), "A2": yearly("A2", "staff_congress"), "A3": activities, "A4": meetings,
    "E1": survey, "E2": wages, "E3": disputes, "E4": insured, "E5": incidents,
}  # fmt: skip
