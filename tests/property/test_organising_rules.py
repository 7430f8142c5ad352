"""Random sequences of what organisers write, by the ledger's own functions, against the rules in plain Python."""

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import Actor, open_ledger
from ledger.orders import SamePerson
from ledger.progress import subject_of
from ledger.stages import STAGES
from ledger.store import Ledger
from ledger.targets import (
    Evidence,
    OfTarget,
    check_removal,
    list_again,
    move_back,
    now_of,
    remove,
    set_aside,
    step,
    take_up,
    undo,
    visit,
)
from ledger.undo import OutOfTurn
from ledger.verdicts import NotValid, Told

FIRST = date(2026, 1, 5)
SHOWN = Evidence(FIRST, "常工〔2026〕3号", 30, eligible=30, attended=25, votes=24)
LEAVES = {"headcount_changed": "asked", "organised": "left"}
ACTS = st.one_of(
    st.tuples(st.just("step"), st.sampled_from(STAGES[1:5])),
    st.tuples(st.just("next"), st.none()),  # mostly what may follow, or no sequence would come far
    st.tuples(st.just("visit"), st.none()),
    st.tuples(st.just("aside"), st.sampled_from(["deferred", "obstructed"])),
    st.tuples(st.just("up"), st.none()),
    st.tuples(st.just("back"), st.sampled_from(STAGES[:4])),
    st.tuples(st.just("remove"), st.sampled_from(list(LEAVES))),
    st.tuples(st.just("check"), st.booleans()),
    st.tuples(st.just("again"), st.none()),
    st.tuples(st.just("undo"), st.none()),
)
SAID = st.lists(st.tuples(ACTS, st.sampled_from(["甲", "乙"]), st.integers(0, 3)), max_size=25)
LEDGER = open_ledger("sqlite://")


class Stand(NamedTuple):
    """Where a target stands. `gone`: '' on the list, 'asked' while `asker` waits for a second person, else 'left';
    `moved`: the day, from FIRST, that moved it last."""

    stage: str = "listed"
    track: str | None = None
    gone: str = ""
    asker: str = ""
    moved: int = -99


def after(now: Stand, act: str, told: object, who: str, day: int) -> Stand | None:
    """The rules: where a target stands after something was said about it; None where that is refused."""
    if act == "visit":
        return now if now.gone != "left" else None
    place, is_late, rests = STAGES.index(now.stage), day < now.moved, bool(now.track or now.gone)
    becomes = {
        "step": lambda: None if rests or STAGES.index(told) != place + 1 else now._replace(stage=told),
        "aside": lambda: None if rests else now._replace(track=told),
        "up": lambda: now._replace(track=None) if now.track and not now.gone else None,
        "back": lambda: None if now.gone or STAGES.index(told) >= place else now._replace(stage=told),
        "remove": lambda: (
            None if now.gone else now._replace(gone="asked" if "headcount" in told else "left", asker=who)
        ),
        "check": lambda: (
            None
            if now.gone != "asked" or who == now.asker
            else now._replace(gone="left" if told else "", asker=now.asker if told else "")
        ),
        "again": lambda: now._replace(gone="", asker="") if now.gone else None,
    }[act]()
    return None if becomes is None or is_late else becomes._replace(moved=day)


def write(ledger: Ledger, of: OfTarget, act: str, told: object, who: str, day: int) -> bool:
    """Say it to the ledger; whether it was taken."""
    on, actor = FIRST + timedelta(day), Actor(who, "organiser", "signed_in")
    form = Told("去过", now_of(ledger, of.enterprise_id).sequence)
    say = {
        "step": lambda: step(ledger, actor, of, told, replace(SHOWN, happened_on=on), form),
        "visit": lambda: visit(ledger, actor, of, on, None, form),
        "aside": lambda: set_aside(ledger, actor, of, told, on, None, form),
        "up": lambda: take_up(ledger, actor, of, on, form),
        "back": lambda: move_back(ledger, actor, of, told, on, form),
        "remove": lambda: remove(ledger, actor, of, told, on, form),
        "check": lambda: check_removal(ledger, actor, of, told, on, form),
        "again": lambda: list_again(ledger, actor, of, on, form),
        "undo": lambda: undo(ledger, actor, of, form),
    }[act]
    try:
        say()
    except (OutOfTurn, SamePerson, NotValid):
        return False
    return True


def seen(ledger: Ledger, of: OfTarget) -> tuple[Stand, str]:
    """Where the ledger says that a target stands, and the state of its last event."""
    now = now_of(ledger, of.enterprise_id)
    gone = ("asked" if now.removal_is_open else "left") if now.removal else ""
    moved = (now.moved_on - FIRST).days if now.moved_on else -99
    events = ledger.history(subject_of(of.enterprise_id))
    return Stand(now.stage, now.track, gone, now.removal_by or "", moved), events[-1].state if events else "listed"


@given(SAID)
@settings(max_examples=80, deadline=None)
def test_a_target_stands_where_the_rules_put_it_whatever_is_said_and_taken_back(said: list[tuple]) -> None:
    of, stands = OfTarget(f"C-{uuid4()}", "甲厂", "辉埠镇"), [Stand()]
    day = 0
    for (act, told), who, later in said:
        now, day = stands[-1], day + later - 1
        if act == "next":
            act, told = "step", STAGES[min(STAGES.index(now.stage) + 1, len(STAGES) - 1)]
        if act == "undo":
            assert write(LEDGER, of, act, told, who, day) == (len(stands) > 1)
            stands = stands[:-1] or [Stand()]
        else:
            becomes = after(now, act, told, who, day)
            assert write(LEDGER, of, act, told, who, day) == (becomes is not None), (now, act, told, who, day)
            stands += [becomes] if becomes else []
        last = stands[-1]
        state = {"asked": "removal_asked", "left": "removed"}.get(last.gone) or last.track or last.stage
        assert seen(LEDGER, of) == (last, state)
