"""A year of invented organising, written through the ledger's own functions: what organisers of the invented county did
in the twelve months before its as-of day. Every name of a person is marked 演示.

Enterprises without a union live by etl/demo/organising_life.py; those that got one in the year are told step by step;
those that closed leave the list. Mistakes are taken back, targets moved back where papers lacked, people hand over.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from etl.demo.organising_acts import PLACES, Act, organiser_of, without_waiting, write
from etl.demo.organising_life import Happening, Target, mood, organising, paces
from etl.demo.streams import stream
from ledger import Ledger
from ledger.stages import SET_UP, Stage
from ledger.targets import OfTarget

YEAR = timedelta(365)
VISITS_A_TARGET = 0.55
"""Visits in a month for each enterprise without a union."""
MISTAKEN, LACKED, EXCLUDED, NEXT_VISIT = 0.03, 0.15, 0.06, 0.6
"""Shares: written by mistake; applications that lacked papers; excluded and listed again; with a day to go again."""
GONE = 20
"""At most so many that closed."""
SMALL, ANSWERS = 40, (True, None, False)
"""Of the open ones with fewer workers some are to leave for a changed headcount; what the second person says of it."""
NOT_COUNTED = ("branch", "individual_business", "cooperative")
TO_UNION: tuple[tuple[Stage, int, int], ...] = (
    ("contact", -80, -50),
    ("preparation", -45, -25),
    ("application", -20, -8),
    ("approval", 0, 0),
    ("election", 10, 28),
    ("confirmation", 30, 42),
    ("registration", 55, 95),
    ("operation", 150, 220),
)
"""Steps of an enterprise that got its union in the year: from how many to how many days after its approval."""
NOTES = {
    "visit": ("见到负责人，答应考虑", "去了没谈拢", "说年底再议", "人不在，留了告知书"),
    "step": ("材料齐", "当天办妥", "已收到书面材料"),
    "aside": ("暂时谈不下去",),
    "taken_up": ("情况有变，重新联系",),
}


def write_organising(ledger: Ledger, truth: Path, seed: int, as_of: date) -> int:
    """Write the year into a ledger, from the truth of the county with that seed; how many events that were.

    `truth` is the folder that write_demo filled. Days lie in the year up to `as_of`; moments of writing are now.
    """
    firms = _firms(pd.read_parquet(truth / "truth_enterprise.parquet"), as_of)
    rng = stream(seed, "organising")
    acts = [*_open(rng, firms, as_of), *_organised(rng, firms, as_of), *_gone(rng, firms, as_of)]
    acts = [act for act in acts if as_of - YEAR < act.on <= as_of]
    by_target: dict[int, list[Act]] = {}
    for act in acts:
        by_target.setdefault(act.key, []).append(act)
    small = [
        key for key in sorted(by_target) if firms.at[key, "state"] == "open" and firms.at[key, "headcount"] < SMALL
    ]
    asked = dict(zip(small, ANSWERS, strict=False))
    written = [
        act
        for key, lived in sorted(by_target.items())
        for act in (
            *_as_people_write(rng, lived, firms.loc[key]),
            *_at_the_end(rng, lived[-1], firms.loc[key], as_of, asked),
        )
    ]
    names = firms[["enterprise_id", "name", "township"]].itertuples()
    people = {row.Index: OfTarget(row.enterprise_id, row.name, row.township) for row in names}
    seen = dict.fromkeys(people, 0)
    with without_waiting(ledger):
        for act in sorted(written, key=lambda act: act.on):  # stable: what one day brings to a target keeps its order
            write(ledger, people[act.key], act, seen)
    return sum(seen.values())


def _firms(truth: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Larger enterprises whose id their code tells: open, organised in the year, or gone from the registry."""
    one_row = truth[~truth["is_repeat"] & truth["in_area"] & (truth["code_dirt"] == "") & (truth["credit_code"] != "")]
    larger = one_row[
        ((one_row["headcount"] >= 25) | one_row["is_above_scale"]) & ~one_row["entity_class"].isin(NOT_COUNTED)
    ].sort_values("entity_id")
    is_active = larger["registration_status"].isin(["active", "unknown"])
    since = pd.to_datetime(larger["organised_on"])
    in_year = (since > pd.Timestamp(as_of - YEAR)) & (since <= pd.Timestamp(as_of))
    state = np.select(
        [is_active & (larger["union_status"] == "none"), is_active & in_year, ~is_active & since.isna()],
        ["open", "organised", "gone"],
        "",
    )
    found = larger.assign(state=state, since=since, enterprise_id="C-" + larger["credit_code"])
    return found[found["state"] != ""].reset_index(drop=True)


def _open(rng: np.random.Generator, firms: pd.DataFrame, as_of: date) -> Iterator[Act]:
    """The lives of those without a union; who is set up goes on to its papers."""
    there = firms[firms["state"] == "open"]
    lives = [
        Target(row.Index, PLACES.index(row.township), row.headcount, row.industry_section, mood(rng))
        for row in there.itertuples()
    ]
    sizes = np.bincount([target.township for target in lives], minlength=len(PLACES)) + 0.5
    pace = paces(rng, sizes, VISITS_A_TARGET * len(lives), 13)
    first = (as_of - YEAR + timedelta(31)).replace(day=1)
    for happened in organising(rng, lives, pace, first):
        yield _act(rng, happened)
        if happened.kind == "step" and happened.stage == SET_UP:
            yield from _afterwards(rng, happened)


def _afterwards(rng: np.random.Generator, happened: Happening) -> Iterator[Act]:
    """Registration for most of those set up, and for some of them the proof that the union runs."""
    registered = happened.on + timedelta(int(rng.integers(20, 60)))
    if rng.random() < 0.7:
        yield _act(rng, Happening(registered, happened.key, "step", "registration"))
        if rng.random() < 0.5:
            runs = registered + timedelta(int(rng.integers(60, 150)))
            yield _act(rng, Happening(runs, happened.key, "step", "operation"))


def _organised(rng: np.random.Generator, firms: pd.DataFrame, as_of: date) -> Iterator[Act]:
    """The way of those to whom the ledger of unions gave a union in the year, from the beginning of the year on."""
    for row in firms[firms["state"] == "organised"].itertuples():
        begins = as_of - YEAR + timedelta(int(rng.integers(1, 20)))
        yield _act(rng, Happening(begins, row.Index, "step", "survey"))
        last = begins
        for stage, earliest, latest in TO_UNION:
            drawn = row.since.date() + timedelta(int(rng.integers(earliest, latest + 1)))
            on = max(drawn, last)
            if stage == "preparation" and (on - last).days > 20:
                between = last + timedelta(int(rng.integers(5, 16)))
                yield _act(rng, Happening(between, row.Index, "visit", "contact"))
            last = on
            if stage == "operation" and rng.random() < 0.5:
                break
            yield _act(rng, Happening(on, row.Index, "step", stage))


def _gone(rng: np.random.Generator, firms: pd.DataFrame, as_of: date) -> Iterator[Act]:
    """Some that closed: surveyed, then off the list."""
    for key in firms.index[firms["state"] == "gone"][:GONE]:
        surveyed = as_of - YEAR + timedelta(int(rng.integers(1, 200)))
        yield _act(rng, Happening(surveyed, key, "step", "survey"))
        left = surveyed + timedelta(int(rng.integers(10, 120)))
        yield Act(left, key, "remove", {"removal": "closed_or_moved"}, "登记已注销")


def _act(rng: np.random.Generator, happened: Happening) -> Act:
    """A happening as an organiser writes it."""
    notes = NOTES[happened.kind]
    note = f"演示：{notes[int(rng.integers(0, len(notes)))]}"
    told: dict[str, Any] = {"refusal": happened.refusal}
    if happened.kind == "step":
        told = {"stage": happened.stage, "number": int(rng.integers(1, 400)), "share": float(rng.uniform(0.72, 0.98))}
    elif happened.kind == "aside":
        track = "obstructed" if happened.refusal == "owner_unwilling" and rng.random() < 0.3 else "deferred"
        told["track"] = "joining_joint" if rng.random() < 0.15 else track
    return Act(happened.on, happened.key, happened.kind, told, note)


def _as_people_write(rng: np.random.Generator, acts: list[Act], firm: pd.Series) -> Iterator[Act]:
    """A target's acts with who is sent and hands over, and mistakes with what takes them back."""
    sent = ""
    for number, lived in enumerate(acts):
        told = {**lived.told, "headcount": int(firm["headcount"])}
        act = replace(lived, told=told)
        if (person := organiser_of(firm["township"], act.on).name) != sent:
            yield replace(act, verb="assign", told={"name": person}, note="演示：交接" if sent else "演示")
            sent = person
        if act.verb in ("step", "visit") and rng.random() < MISTAKEN:
            yield replace(act, note="演示：记错一家")
            yield replace(act, verb="undo", note="演示：记错了，撤回")
        yield act
        lacked = act.verb == "step" and told["stage"] == "application" and rng.random() < LACKED
        if lacked and number + 1 < len(acts) and act.on + timedelta(6) <= acts[number + 1].on:
            back = {"stage": "preparation"}
            yield replace(act, on=act.on + timedelta(3), verb="back", told=back, note="演示：请示缺名册，退回")
            yield replace(act, on=act.on + timedelta(6))


def _at_the_end(
    rng: np.random.Generator, last: Act, firm: pd.Series, as_of: date, asked: dict[int, bool | None]
) -> Iterator[Act]:
    """What the year leaves of who is open still: a removal that is asked for (`asked`: who, and what the second person
    says, None: nothing yet), one that was taken back, or a day for the next visit."""
    drawn, later = rng.random(), last.on + timedelta(int(rng.integers(1, 20)))
    on = min(as_of, later)
    if firm["state"] != "open":
        return
    if last.key in asked:
        yield Act(on, last.key, "remove", {"removal": "headcount_changed"}, "演示：职工减到二十人以下")
        if asked[last.key] is not None:
            yield Act(on, last.key, "check", {"is_right": asked[last.key]}, "演示：查了社保")
    elif drawn < EXCLUDED:
        yield Act(on, last.key, "remove", {"removal": "excluded_by_review"}, "演示：说是分公司")
        yield Act(on, last.key, "list_again", {}, "演示：查明是法人，重新列入")
    elif drawn < NEXT_VISIT and last.verb != "aside":
        next_on = last.on + timedelta(int(rng.integers(7, 60)))
        yield Act(last.on, last.key, "follow_up", {"next_on": next_on}, "演示：约好再去")
