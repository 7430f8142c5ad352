"""Twenty people who record 2,000 steps at once lose none of them, on either database."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from multiprocessing.context import BaseContext
from random import Random
from typing import Any

from ledger import Actor, ChangedMeanwhile, Ledger, open_ledger
from ledger.progress import standing
from ledger.stages import STAGES, following
from ledger.targets import Evidence, OfTarget, now_of, step
from ledger.undo import OutOfTurn
from ledger.verdicts import Told

PROCESSES, WRITERS_EACH, STEPS_EACH = 4, 5, 100
TARGETS = 250
"""With nine stages each 2,250 steps could be written: whoever looks finds one, and meets others at it."""
SHOWN = Evidence(date(2026, 3, 2), "常工〔2026〕3号", 30, eligible=30, attended=25, votes=24)


def record(ledger: Ledger, name: str) -> int:
    """Record a hundred steps, every tenth form twice; who is told that somebody was quicker looks again. How often that
    happened."""
    random, told_so, recorded = Random(name), 0, 0
    actor = Actor(name, "organiser", "signed_in")
    while recorded < STEPS_EACH:
        of = OfTarget(f"C-{random.randrange(TARGETS)}", "甲厂", "辉埠镇")
        now = now_of(ledger, of.enterprise_id)
        if (stage := following(now.stage)) is None:
            continue
        form = Told("去过", now.sequence, None, f"{name}-{recorded}-{told_so}")
        try:
            for _click in range(2 if recorded % 10 == 0 else 1):
                step(ledger, actor, of, stage, SHOWN, form)
            recorded += 1
        except (ChangedMeanwhile, OutOfTurn):
            told_so += 1
    return told_so


def _several(url: str, process: int, ready: Any, told: Any) -> None:
    ledger = open_ledger(url)
    ready.wait()
    with ThreadPoolExecutor(WRITERS_EACH) as writers:
        names = [f"组建员{process}{number}" for number in range(WRITERS_EACH)]
        told.put(list(writers.map(lambda name: record(ledger, name), names)))
    ledger.engine.dispose()


def test_twenty_writers_of_two_thousand_steps_lose_none(ledger: Ledger, url: str, spawn: BaseContext) -> None:
    ready, told = spawn.Barrier(PROCESSES), spawn.Queue()
    writers = [spawn.Process(target=_several, args=(url, number, ready, told)) for number in range(PROCESSES)]
    for writer in writers:
        writer.start()
    quicker = [sum(told.get(timeout=120)) for _writer in writers]
    for writer in writers:
        writer.join(timeout=60)
    targets = standing(ledger)
    by = Counter(one.event.actor_name for _progress, events in targets for one in events)
    assert by == dict.fromkeys([f"组建员{p}{n}" for p in range(PROCESSES) for n in range(WRITERS_EACH)], STEPS_EACH)
    assert ledger.position() == PROCESSES * WRITERS_EACH * STEPS_EACH
    for progress, events in targets:
        assert [one.event.sequence for one in events] == list(range(1, len(events) + 1))
        assert [one.event.state for one in events] == list(STAGES[1 : len(events) + 1])
        assert progress.stage == STAGES[len(events)]
    assert sum(quicker) > 0  # they did meet
