"""Alerts in the ledger: silenced until a day, sent once to each receiver, also by two processes; watched records."""

from datetime import UTC, date, datetime, timedelta
from multiprocessing.context import BaseContext

import pytest

from ledger import Actor, ChangedMeanwhile, Ledger, NotAllowed, open_ledger, watches
from ledger.alerts import CLAIM_MINUTES, claim, hear, sent, settle, silence, standing
from ledger.verdicts import NotValid, Told
from tests.ledger.conftest import ANNA, BERT

MACHINE = Actor("etl alerts", "admin", "self_reported")
KEY, OTHER = "order_overdue:U-1:1:2026-09-30", "stage_stalled:C-1:contact:2026-08-01"
TODAY = date.today()
WHY = Told("在等批复")


def claimed(ledger: Ledger, receiver: str = "webhook", minutes: int = 0) -> list[str]:
    return [
        one.key
        for one in claim(ledger, MACHINE, receiver, (KEY, OTHER), datetime.now(UTC) + timedelta(minutes=minutes))
    ]


def test_a_silence_holds_until_its_day_and_says_who_and_why(ledger: Ledger) -> None:
    silence(ledger, ANNA, KEY, "辉埠镇", TODAY, WHY)
    said = standing(ledger)[KEY]
    assert (said.until, said.reason, said.said_by, said.said_source) == (TODAY, "在等批复", "组建员甲", "self_reported")
    assert [said.holds(day) for day in (TODAY, TODAY + timedelta(days=1))] == [True, False]


def test_a_silenced_alert_is_heard_again_and_can_be_silenced_again(ledger: Ledger) -> None:
    silence(ledger, ANNA, KEY, "辉埠镇", TODAY, WHY)
    hear(ledger, BERT, KEY, "辉埠镇", Told("批了", seen=1))
    assert not standing(ledger)[KEY].holds(TODAY)
    silence(ledger, ANNA, KEY, "辉埠镇", TODAY, Told("又停了", seen=2))
    assert standing(ledger)[KEY].sequence == 3


def test_a_press_that_comes_twice_is_recorded_once(ledger: Ledger) -> None:
    first, again = (Told("在等批复", seen, None, f"form-{seen}") for seen in (0, 1))
    assert silence(ledger, ANNA, KEY, "辉埠镇", TODAY, first) == silence(ledger, ANNA, KEY, "辉埠镇", TODAY, first)
    assert hear(ledger, ANNA, KEY, "辉埠镇", again) == hear(ledger, ANNA, KEY, "辉埠镇", again)
    begun, ended = (Told("看", seen, None, f"watch-{seen}") for seen in (0, 1))
    for turn, told in ((watches.watch, begun), (watches.end, ended)):
        assert turn(ledger, ANNA, "C-1", told) == turn(ledger, ANNA, "C-1", told)
    assert ledger.position() == 4


def test_who_did_not_see_the_last_word_silences_nothing(ledger: Ledger) -> None:
    silence(ledger, ANNA, KEY, "辉埠镇", TODAY, WHY)
    with pytest.raises(ChangedMeanwhile):
        silence(ledger, BERT, KEY, "辉埠镇", TODAY, WHY)
    with pytest.raises(ChangedMeanwhile):
        hear(ledger, BERT, KEY, "辉埠镇", WHY)


@pytest.mark.parametrize(
    ("actor", "township"),
    [(ANNA, "芳村镇"), (ANNA, None), (Actor("主席", "leader", "signed_in"), "辉埠镇")],
    ids=["another township", "the whole county", "a leader"],
)
def test_an_alert_is_silenced_only_by_who_writes_about_its_township(
    ledger: Ledger, actor: Actor, township: str | None
) -> None:
    with pytest.raises(NotAllowed):
        silence(ledger, actor, KEY, township, TODAY, WHY)
    assert ledger.position() == 0


@pytest.mark.parametrize(
    ("until", "told", "field"),
    [
        (TODAY - timedelta(days=1), WHY, "until"),
        (TODAY + timedelta(days=94), WHY, "until"),
        (TODAY, Told(" "), "why"),
    ],
)
def test_a_silence_needs_a_day_within_a_quarter_and_a_reason(
    ledger: Ledger, until: date, told: Told, field: str
) -> None:
    with pytest.raises(NotValid) as fault:
        silence(ledger, BERT, KEY, None, until, told)
    assert (fault.value.field, ledger.position()) == (field, 0)


def test_what_a_receiver_got_it_gets_no_more_and_another_gets_it(ledger: Ledger) -> None:
    claims = claim(ledger, MACHINE, "webhook", (KEY, OTHER), datetime.now(UTC))
    assert [one.key for one in claims] == [KEY, OTHER]
    settle(ledger, MACHINE, claims, is_sent=True)
    assert claimed(ledger) == claimed(ledger, minutes=CLAIM_MINUTES + 1) == []
    assert claimed(ledger, "mail:组建员甲") == [KEY, OTHER]
    assert set(sent(ledger)) == {KEY, OTHER}


def test_of_several_claims_one_that_was_taken_over_holds_up_no_other(ledger: Ledger) -> None:
    claims = claim(ledger, MACHINE, "webhook", (KEY, OTHER), datetime.now(UTC))
    claim(ledger, BERT, "webhook", (KEY,), datetime.now(UTC) + timedelta(minutes=CLAIM_MINUTES + 1))
    settle(ledger, MACHINE, claims, is_sent=True)
    assert set(sent(ledger)) == {OTHER}


def test_what_failed_is_sent_the_next_time(ledger: Ledger) -> None:
    settle(ledger, MACHINE, claim(ledger, MACHINE, "webhook", (KEY,), datetime.now(UTC)), is_sent=False, reason="500")
    assert sent(ledger) == {}
    assert claimed(ledger) == [KEY, OTHER]


def test_what_a_process_left_claimed_is_free_after_a_while(ledger: Ledger) -> None:
    assert claimed(ledger) == [KEY, OTHER]
    assert claimed(ledger, minutes=CLAIM_MINUTES - 1) == []
    assert claimed(ledger, minutes=CLAIM_MINUTES + 1) == [KEY, OTHER]


def _claim(url: str, ready: object, told: object) -> None:
    ledger = open_ledger(url)
    ready.wait()
    told.put(
        len(claim(ledger, MACHINE, "webhook", [f"source_old:{number}" for number in range(30)], datetime.now(UTC)))
    )


def test_of_two_processes_at_once_one_sends(ledger: Ledger, url: str, spawn: BaseContext) -> None:
    ready, told = spawn.Barrier(2), spawn.Queue()
    senders = [spawn.Process(target=_claim, args=(url, ready, told)) for _number in range(2)]
    for sender in senders:
        sender.start()
    assert sorted(told.get(timeout=120) for _sender in senders) == [0, 30]
    for sender in senders:
        sender.join(timeout=60)
    assert ledger.position() == 30


def test_everybody_watches_for_themselves_and_ends_it(ledger: Ledger) -> None:
    watches.watch(ledger, ANNA, "C-1", Told("看"))
    watches.watch(ledger, BERT, "辉埠镇", Told("看"))
    watches.end(ledger, ANNA, "C-1", Told("看完了", seen=1))
    assert [(one.record_id, one.is_watched) for one in watches.of(ledger, "组建员甲").values()] == [("C-1", False)]
    assert [(one.record_id, one.is_watched) for one in watches.of(ledger, "审核员乙").values()] == [("辉埠镇", True)]
