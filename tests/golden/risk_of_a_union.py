"""One union of risk_by_hand: what is known of it, and what each indicator says."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.golden.risk_by_hand import (
    County,
    Row,
    Rules,
    Said,
    complete_since,
    counted_texts,
    months_ago,
)

UNTOLD = ("union_meeting", "union_agreement", "dues")


@dataclass
class Union:
    """A union of the ledger with its facts, hosts, the rows about it, since when sources are complete, and doubts."""

    row: Row
    fact: Row
    township: str | None
    hosts: list[str] = field(default_factory=list)
    employers: list[str] = field(default_factory=list)
    workers: int | None = None
    meetings: list[Row] = field(default_factory=list)
    agreements: list[Row] = field(default_factory=list)
    regional_agreements: list[Row] = field(default_factory=list)
    dues: list[Row] = field(default_factory=list)
    since: dict[str, date | None] = field(default_factory=dict)
    signals: set[str] = field(default_factory=set)
    has_no_code: bool = False

    @property
    def id(self) -> str:
        """union_id."""
        return self.row["union_id"]

    def told(self, column: str) -> bool:
        """Whether an empty cell of the column says 'none'."""
        return column in self.fact["told"]


def prepare(county: County, rules: Rules) -> Iterator[Union]:
    """The unions that are scored, with all that is known of each."""
    facts = {fact["union_id"]: fact for fact in county.tables["facts"]}
    links, places = county.by("links", "union_id"), county.by("places", "enterprise_id")
    heads = {row["enterprise_id"]: row["headcount"] for row in county.tables["headcounts"]}
    codes = {row["row_key"]: row["union_code_as_written"] for row in county.tables["codes"]}
    unions = []
    hosted = {
        link["enterprise_id"]
        for link in county.tables["links"]
        if link["relation"] == "host" and (link["valid_to"] is None or link["valid_to"] > county.as_of)
    }
    for row in county.tables["unions"]:
        if not row["is_base_union"] or row["status"] == "dissolved":
            continue
        mine = links.get(row["union_id"], [])
        hosts = sorted(
            {
                link["enterprise_id"]
                for link in mine
                if link["relation"] == "host" and (link["valid_to"] is None or link["valid_to"] > county.as_of)
            }
        )
        covered = {link["enterprise_id"] for link in mine if link["relation"] == "covered" and link["is_current"]}
        place = places.get(hosts[0], [{"township_name": None}])[0]["township_name"] if hosts else None
        union = Union(row, facts[row["union_id"]], row["township_name"] or place, hosts)
        union.employers = [*hosts, *sorted(covered - hosted)]
        alone = row["union_type"] == "own" and len(hosts) == 1
        union.workers = heads.get(hosts[0], row["employees"]) if alone else row["employees"]
        written = codes[row["row_key"]]
        union.has_no_code = (written is None or not written.strip(" -—/")) and union.told("union_code")
        unions.append(union)
    _add_rows(unions, county)
    _add_completeness(unions, county, rules)
    _add_signals(unions, county, rules)
    yield from unions


def _add_rows(unions: list[Union], county: County) -> None:
    known = {union.id: union for union in unions}
    for row in county.tables["meetings"]:
        if row["union_id"] in known:
            graded = row["evidence_grade"] or ("C" if row["evidence_reference"] or row["attachment_sha256"] else "D")
            known[row["union_id"]].meetings.append(row | {"grade": graded})
    for row in county.tables["agreements"]:
        if row["union_id"] in known:
            known[row["union_id"]].agreements.append(dict(row))
    for union in unions:
        for regional in _regional_unions(union, county):
            union.regional_agreements += [
                dict(row)
                for row in county.tables["agreements"]
                if row["union_id"] == regional and row["kind"] == "collective"
            ]
    employers = defaultdict(list)
    for union in unions:
        for employer in union.employers:
            employers[employer].append(union)
    for row in county.tables["dues"]:
        if row["kind"] == "preparation_fund":
            continue
        payer = {"payer": row["enterprise_id"] or row["union_id"]}
        named = [known[row["union_id"]]] if row["union_id"] in known else employers.get(row["enterprise_id"], [])
        for union in named:
            union.dues.append(row | payer)


def _regional_unions(union: Union, county: County) -> set[str]:
    """Other unions that cover an own union's employer today: joint ones by their links, federations by their lists."""
    found = {
        link["union_id"]
        for link in county.tables["links"]
        if link["enterprise_id"] in union.hosts and link["relation"] == "covered" and link["is_current"]
    }
    federations = {
        row["union_id"] for row in county.tables["unions"] if row["status"] == "active" and not row["is_base_union"]
    }
    found |= {
        row["union_id"]
        for row in county.tables["coverage"]
        if row["enterprise_id"] in union.hosts
        and row["union_id"] in federations
        and (row["covered_from"] is None or row["covered_from"] <= county.as_of)
        and (row["covered_to"] is None or row["covered_to"] > county.as_of)
    }
    return found - {union.id}


def _add_completeness(unions: list[Union], county: County, rules: Rules) -> None:
    brought = {row["source_kind"] for row in county.tables["files"] if row["problem"] is None}
    size = Counter(union.township for union in unions)
    sent = {
        "union_meeting": {union.township for union in unions if union.meetings},
        "union_agreement": {union.township for union in unions if union.agreements},
        "dues": {union.township for union in unions if union.dues},
    }
    for union in unions:
        for kind in ("union_meeting", "union_agreement", "dues", "dispute", "incident", "welfare"):
            spans = [
                (row["starts_on"], row["ends_on"])
                for row in county.tables["declared"]
                if row["kind"] == kind and row["township_name"] in ("*", union.township)
            ]
            silent = kind in sent and union.township not in sent[kind]
            silent = silent and size[union.township] >= rules["score", "silent_unions"]
            union.since[kind] = complete_since(spans, county.as_of) if kind in brought and not silent else None


def _add_signals(unions: list[Union], county: County, rules: Rules) -> None:
    meetings = [(union, row) for union in unions for row in union.meetings]
    prints = counted_texts(
        ((m["attachment_sha256"].lower(), u.id) for u, m in meetings if m["attachment_sha256"]),
        rules["signal_limits", "attachment_unions"],
    )
    texts = counted_texts(
        (((m["evidence_reference"], m["held_on"], m["kind"]), u.id) for u, m in meetings if m["evidence_reference"]),
        rules["signal_limits", "text_unions"],
    )
    december = {union.id for union in unions if _crowds_december(union, county, rules)}
    for union, row in meetings:
        void = (row["attachment_sha256"] or "").lower() in prints
        void = void or (row["evidence_reference"], row["held_on"], row["kind"]) in texts
        recent = row["held_on"] >= months_ago(county.as_of, rules["signal_limits", "december_months"])
        crowded = union.id in december and row["kind"] == "activity" and recent
        if (void and row["grade"] != "A") or (crowded and row["grade"] == "C"):
            row["grade"] = "D"
    signed = [
        (union, row)
        for union in unions
        for row in union.agreements
        if row["wage_raise_pct"] is None and (row["signed_on"] or row["starts_on"])
    ]

    def template(row: Row) -> tuple[Any, ...]:
        return tuple(row[name] for name in ("kind", "signed_on", "starts_on", "ends_on"))

    least = rules["signal_limits", "template_unions"]
    many = counted_texts(((template(row), union.id) for union, row in signed), least)
    for _union, row in signed:
        row["is_template"] = template(row) in many
    _add_shared_facts(unions, rules)


def _crowds_december(union: Union, county: County, rules: Rules) -> bool:
    since = months_ago(county.as_of, rules["signal_limits", "december_months"])
    held = [row["held_on"] for row in union.meetings if row["kind"] == "activity" and row["held_on"] >= since]
    if len(held) < rules["signal_limits", "december_events"]:
        return False
    return sum(day.month == 12 for day in held) > len(held) * rules["signal_limits", "december_share"]


def _add_shared_facts(unions: list[Union], rules: Rules) -> None:
    """Chairs, telephones, members and foundings that several unions have in common."""
    chairs = [((u.fact["chair_hash"], u.fact["phone_hash"]), u.id) for u in unions if u.fact["chair_hash"]]
    phones = [(u.fact["phone_hash"], u.id) for u in unions if u.fact["phone_hash"]]
    shared_chairs = counted_texts(chairs, rules["signal_limits", "person_unions"])
    shared_phones = counted_texts(phones, rules["signal_limits", "person_unions"])

    def batch(union: Union) -> tuple[Any, ...]:
        return (union.township, union.row["established_on"], union.row["members"])

    batches = Counter(batch(u) for u in unions if None not in batch(u)[1:])
    founded, late = Counter(), Counter()
    for union in unions:
        if union.row["established_on"]:
            founded[_quarter(union)] += 1
            late[_quarter(union)] += _is_late(union, rules)
    for union in unions:
        phone = union.fact["phone_hash"]
        if (union.fact["chair_hash"], phone) in shared_chairs or phone in shared_phones:
            union.signals.add("chair")
        if None not in batch(union)[1:] and batches[batch(union)] >= rules["signal_limits", "batch_unions"]:
            union.signals.add("members")
        if union.row["established_on"] and _is_late(union, rules):
            burst = late[_quarter(union)]
            crowded = burst > founded[_quarter(union)] * rules["signal_limits", "burst_share"]
            if burst >= rules["signal_limits", "burst_unions"] and crowded:
                union.signals.add("members")


def _quarter(union: Union) -> tuple[str | None, int, int]:
    day = union.row["established_on"]
    return union.township, day.year, (day.month - 1) // 3


def _is_late(union: Union, rules: Rules) -> bool:
    day = union.row["established_on"]
    month = (day.month - 1) // 3 * 3 + 4
    end = date(day.year + (month > 12), month % 12 or 12, 1) if month != 13 else date(day.year + 1, 1, 1)
    return (end - day).days <= rules["signal_limits", "burst_days"]


def agreement_sheets(county: County) -> dict[tuple[int, str], list[str]]:
    """The columns of each sheet of agreements."""
    return {(row["file_id"], row["sheet"]): list(json.loads(row["matched"])) for row in county.tables["sheets"]}


def judge(union: Union, county: County, rules: Rules) -> dict[str, Said]:
    """What every indicator says of a union."""
    from tests.golden.risk_indicators import INDICATORS

    return {name: rule(union, county, rules) for name, rule in INDICATORS.items()}


def complete(union: Union, kind: str, day: date) -> bool:
    """Whether the source holds every row of the time behind a day."""
    since = union.since.get(kind)
    return since is not None and since <= day + timedelta(days=1)
