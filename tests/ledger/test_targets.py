"""What organisers write about a target: only evidence moves it on, one stage at a time; nothing is written twice."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest

from ledger import Actor, ChangedMeanwhile, NotAllowed
from ledger.progress import Progress, history, progress_of, standing, subject_of
from ledger.stages import EVIDENCE, STAGES, Stage
from ledger.store import Recorded
from ledger.targets import (
    Evidence,
    assign,
    check_removal,
    follow_up,
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
from tests.ledger.conftest import ANNA, BERT, CHRIS

DAY = date(2026, 3, 2)
SHOWN = Evidence(
    DAY, "常工〔2026〕3号", applications=30, eligible=30, attended=25, votes=24, attachment_sha256="ab" * 32
)


def up_to(say: Callable[..., Recorded], stage: Stage, on: date = DAY) -> None:
    """Bring a target from the list to a stage, all on one day."""
    for each in STAGES[1 : STAGES.index(stage) + 1]:
        say(step, each, replace(SHOWN, happened_on=on))


def refused(wrong: type[Exception], what: Callable[..., Recorded], *told: object, **more: object) -> str | None:
    """Which field is named when something is refused."""
    with pytest.raises(wrong) as raised:
        what(*told, **more)
    return getattr(raised.value, "field", None)


def test_a_target_comes_from_the_list_to_a_union_that_runs_stage_by_stage(book, of, say) -> None:
    for number, stage in enumerate(STAGES[1:]):
        written = say(step, stage, replace(SHOWN, happened_on=DAY + timedelta(number)))
        assert written.state == stage
    now = now_of(book, of.enterprise_id)
    assert (now.stage, now.stage_since, now.sequence, now.visits) == ("operation", DAY + timedelta(8), 9, 1)
    assert (now.enterprise_name, now.township_name, now.last_by) == ("常山县甲有限公司", "辉埠镇", "组建员甲")
    assert refused(OutOfTurn, say, step, "operation", SHOWN) is None


def test_a_step_keeps_its_evidence_who_when_and_which_build(book, of, say) -> None:
    up_to(say, "election")
    last = book.history(subject_of(of.enterprise_id))[-1]
    shown = asdict(SHOWN) | {"happened_on": "2026-03-02"}
    assert (last.kind, last.body) == ("stage_reached", asdict(of) | shown)
    assert (last.reason, last.actor_name, last.actor_source, last.build_id) == (
        "去过",
        "组建员甲",
        "self_reported",
        "20261001T000000Z",
    )


@pytest.mark.parametrize("stage", [stage for stage in EVIDENCE if EVIDENCE[stage]])
def test_a_stage_is_not_reached_without_its_evidence(book, of, say, stage: Stage) -> None:
    up_to(say, STAGES[STAGES.index(stage) - 1])
    before = now_of(book, of.enterprise_id)
    for name in EVIDENCE[stage]:
        empty = "  " if name == "document_number" else None
        assert refused(NotValid, say, step, stage, replace(SHOWN, **{name: empty})) == name
    assert now_of(book, of.enterprise_id) == before
    assert say(step, stage, replace(Evidence(DAY), **{name: getattr(SHOWN, name) for name in EVIDENCE[stage]})).state


def test_only_the_next_stage_is_reached(book, of, say) -> None:
    say(step, "survey", SHOWN)
    for stage in ("survey", "preparation", "operation"):
        refused(OutOfTurn, say, step, stage, SHOWN)
    assert refused(NotValid, say, step, "listed", SHOWN) == "stage"
    assert refused(NotValid, say, step, "done", SHOWN) == "stage"


@pytest.mark.parametrize(
    ("counts", "field"),
    [
        ({"attended": 31}, "attended_more"),
        ({"attended": 19, "votes": 16}, "attended_too_few"),
        ({"votes": 26}, "votes_more"),
        ({"attended": 20, "votes": 15}, "votes_too_few"),
        ({"applications": -1}, "negative"),
    ],
)
def test_numbers_of_an_election_that_cannot_be_or_does_not_hold_are_named(say, counts, field: str) -> None:
    up_to(say, "approval")
    assert refused(NotValid, say, step, "election", replace(SHOWN, **counts)) == field


def test_two_thirds_present_and_one_vote_more_than_half_hold(say) -> None:
    up_to(say, "approval")
    assert say(step, "election", replace(SHOWN, attended=20, votes=16)).state == "election"


def test_a_day_lies_neither_in_the_future_nor_before_what_moved_the_target_last(book, of, say) -> None:
    tomorrow, before = date.today() + timedelta(1), DAY - timedelta(1)
    assert refused(NotValid, say, step, "survey", replace(SHOWN, happened_on=tomorrow)) == "happened_on"
    up_to(say, "survey")
    assert refused(NotValid, say, visit, tomorrow, None) == "happened_on"
    assert refused(NotValid, say, step, "contact", replace(SHOWN, happened_on=before)) == "before_last_stage"
    for late in ((set_aside, "deferred", before, None), (move_back, "listed", before), (remove, "organised", before)):
        assert refused(NotValid, say, *late) == "before_last_stage"
    say(visit, before, "nobody_met")  # a visit moves nothing and may be told late
    say(move_back, "listed", DAY)
    assert now_of(book, of.enterprise_id).stage_since is None
    assert refused(NotValid, say, step, "survey", replace(SHOWN, happened_on=before)) == "before_last_stage"


def test_an_attachment_is_a_fingerprint(say) -> None:
    assert refused(NotValid, say, step, "survey", replace(SHOWN, attachment_sha256="照片.jpg")) == "attachment_sha256"


def test_visits_are_counted_and_the_last_refusal_stays_until_a_step(book, of, say) -> None:
    up_to(say, "survey")
    say(visit, DAY + timedelta(9), "owner_unwilling")
    say(visit, DAY + timedelta(3), "nobody_met")
    now = now_of(book, of.enterprise_id)
    assert (now.visits, now.last_visit_on, now.refusal, now.stage) == (2, DAY + timedelta(9), "nobody_met", "survey")
    say(step, "contact", replace(SHOWN, happened_on=DAY + timedelta(5)))
    now = now_of(book, of.enterprise_id)
    assert (now.visits, now.last_visit_on, now.refusal) == (3, DAY + timedelta(9), None)
    assert refused(NotValid, say, visit, DAY, "bad weather") == "refusal"
    assert refused(NotValid, say, visit, DAY, None, note=" ") == "note"


def test_on_a_side_track_a_target_rests_until_it_is_taken_up_where_it_stood(book, of, say) -> None:
    up_to(say, "contact")
    assert say(set_aside, "deferred", DAY + timedelta(1), "production_stopped").state == "deferred"
    now = now_of(book, of.enterprise_id)
    assert (now.stage, now.track, now.track_since) == ("contact", "deferred", DAY + timedelta(1))
    refused(OutOfTurn, say, step, "preparation", replace(SHOWN, happened_on=DAY + timedelta(2)))
    refused(OutOfTurn, say, set_aside, "obstructed", DAY + timedelta(2), None)
    assert say(visit, DAY + timedelta(2), None).state == "deferred"
    assert say(take_up, DAY + timedelta(30)).state == "contact"
    now = now_of(book, of.enterprise_id)
    assert (now.track, now.track_since, now.stage_since) == (None, None, DAY + timedelta(30))
    refused(OutOfTurn, say, take_up, DAY + timedelta(31))


def test_a_side_track_has_a_known_name_and_a_reason(say) -> None:
    assert refused(NotValid, say, set_aside, "forgotten", DAY, None) == "track"
    assert refused(NotValid, say, set_aside, "deferred", DAY, "bad weather") == "refusal"
    assert refused(NotValid, say, set_aside, "deferred", DAY, None, note="") == "note"


def test_what_was_only_listed_is_listed_without_a_day_when_it_is_taken_up(book, of, say) -> None:
    say(set_aside, "obstructed", DAY, "owner_unwilling")
    say(take_up, DAY + timedelta(1))
    now = now_of(book, of.enterprise_id)
    assert (now.stage, now.stage_since, now.refusal) == ("listed", None, None)


def test_back_needs_a_reason_and_an_earlier_stage(book, of, say) -> None:
    up_to(say, "approval")
    assert refused(NotValid, say, move_back, "contact", DAY, note=" ") == "note"
    assert refused(NotValid, say, move_back, "start", DAY) == "stage"
    for stage in ("approval", "election"):
        refused(OutOfTurn, say, move_back, stage, DAY)
    assert say(move_back, "contact", DAY + timedelta(4)).state == "contact"
    now = now_of(book, of.enterprise_id)
    assert (now.stage, now.stage_since) == ("contact", DAY + timedelta(4))
    refused(OutOfTurn, say, step, "election", replace(SHOWN, happened_on=DAY + timedelta(5)))
    assert say(step, "preparation", replace(SHOWN, happened_on=DAY + timedelta(5))).state == "preparation"


def test_a_target_that_is_moved_back_on_a_side_track_rests_there_still(book, of, say) -> None:
    up_to(say, "approval")
    say(set_aside, "joining_joint", DAY, None)
    assert say(move_back, "contact", DAY).state == "joining_joint"
    say(take_up, DAY)
    assert now_of(book, of.enterprise_id).stage == "contact"


def test_who_goes_there_next_and_when_move_nothing(book, of, say) -> None:
    assert say(assign, "组建员丙").state == "listed"
    say(follow_up, DAY + timedelta(7))
    now = now_of(book, of.enterprise_id)
    assert (now.assigned_to, now.follow_up_on, now.stage, now.visits) == ("组建员丙", DAY + timedelta(7), "listed", 0)
    say(assign, " ")
    say(follow_up, None)
    now = now_of(book, of.enterprise_id)
    assert (now.assigned_to, now.follow_up_on) == (None, None)


def test_taking_back_goes_back_one_thing_at_a_time_to_the_list(book, of, say) -> None:
    stands = [now_of(book, of.enterprise_id)]
    for told in (
        (step, "survey", SHOWN),
        (assign, "组建员丙"),
        (set_aside, "deferred", DAY, "production_stopped"),
        (remove, "headcount_changed", DAY),
        (check_removal, True, DAY),
        (list_again, DAY),
    ):
        say(*told, by=BERT if told[0] is check_removal else ANNA)
        stands.append(now_of(book, of.enterprise_id))
    states = [event.state for event in book.history(subject_of(of.enterprise_id))]
    assert states == ["survey", "survey", "deferred", "removal_asked", "removed", "deferred"]
    for before, state in zip(reversed(stands[:-1]), [*reversed(states[:-1]), "listed"], strict=True):
        assert say(undo, by=BERT).state == state
        now = now_of(book, of.enterprise_id)
        assert replace(now, sequence=0) == replace(before, sequence=0)
    refused(OutOfTurn, say, undo)
    assert len(book.history(subject_of(of.enterprise_id))) == 12


def test_after_taking_back_the_next_thing_follows_the_one_before_it(book, of, say) -> None:
    up_to(say, "contact")
    say(undo)
    say(undo)
    say(step, "survey", replace(SHOWN, happened_on=DAY - timedelta(5)))
    now = now_of(book, of.enterprise_id)
    assert (now.stage, now.stage_since, now.sequence, now.visits) == ("survey", DAY - timedelta(5), 5, 0)
    told = history(book.history(subject_of(of.enterprise_id)))
    assert [(one.position, one.event.sequence, one.after.stage) for one in told] == [(1, 5, "survey")]


def test_what_is_taken_back_keeps_whose_word_stands_again(book, of, say) -> None:
    say(set_aside, "deferred", DAY, None, by=CHRIS, note="停产了")
    say(take_up, DAY)
    restored = say(undo, by=BERT).body["restores"]
    assert (restored["actor_name"], restored["reason"]) == ("组建员丙", "停产了")


def test_a_form_sent_again_is_recorded_once_whatever_happened_since(book, of, say) -> None:
    forms = (
        (step, "survey", SHOWN),
        (visit, DAY, "nobody_met"),
        (set_aside, "deferred", DAY, None),
        (take_up, DAY),
        (move_back, "listed", DAY),
        (assign, "组建员丙"),
        (follow_up, DAY),
        (remove, "headcount_changed", DAY),
        (check_removal, False, DAY),
        (remove, "organised", DAY),
        (list_again, DAY),
        (undo,),
        (undo,),
    )
    sent = []
    for number, (what, *told) in enumerate(forms):
        by = BERT if what is check_removal else ANNA
        form = (what, by, of, *told, Told("去过", number, None, f"{of.enterprise_id}-{number}"))
        sent.append((form, what(book, *form[1:])))
    for (what, *form), recorded in sent:
        assert what(book, *form) == recorded
    assert len(book.history(subject_of(of.enterprise_id))) == len(forms)


def test_the_form_of_one_target_does_not_pass_for_another(book, of, say) -> None:
    say(step, "survey", SHOWN, key=of.enterprise_id)
    other = replace(of, enterprise_id=f"{of.enterprise_id}-other")
    told = Told("去过", idempotency_key=of.enterprise_id)
    assert refused(NotValid, step, book, ANNA, other, "survey", SHOWN, told) == "idempotency_key"
    assert book.history(subject_of(other.enterprise_id)) == []


WRITES = (
    (step, "survey", SHOWN),
    (visit, DAY, None),
    (set_aside, "deferred", DAY, None),
    (take_up, DAY),
    (move_back, "listed", DAY),
    (assign, "组建员丙"),
    (follow_up, DAY),
    (remove, "organised", DAY),
    (check_removal, True, DAY),
    (list_again, DAY),
    (undo,),
)


def test_nobody_writes_about_another_s_township_and_who_only_looks_writes_nothing(book, of) -> None:
    elsewhere = replace(of, township_name="芳村镇")
    leader, analyst = Actor("主席戊", "leader", "signed_in"), Actor("分析员丁", "analyst", "signed_in")
    for what, *told in WRITES:
        for by, target in ((ANNA, elsewhere), (leader, of), (analyst, of)):
            refused(NotAllowed, what, book, by, target, *told, Told("去过"))
    assert book.history(subject_of(of.enterprise_id)) == []
    unplaced = replace(of, enterprise_id=f"{of.enterprise_id}-unplaced", township_name=None)
    assert step(book, ANNA, unplaced, "survey", SHOWN, Told("去过")).state == "survey"


def test_who_names_no_township_writes_nothing_about_a_target_that_was_written_of_in_another_s(book, of) -> None:
    step(book, BERT, replace(of, township_name="芳村镇"), "survey", SHOWN, Told("去过"))
    for what, *told in WRITES:
        refused(NotAllowed, what, book, ANNA, replace(of, township_name=None), *told, Told("去过", 1))
    assert len(book.history(subject_of(of.enterprise_id))) == 1


def test_what_happened_has_its_day(book, of, say) -> None:
    for what, *told in (
        (step, "survey", replace(SHOWN, happened_on=None)),
        (visit, None, None),
        (set_aside, "deferred", None, None),
        (remove, "organised", None),
    ):
        assert refused(NotValid, say, what, *told) == "happened_on"
    assert book.history(subject_of(of.enterprise_id)) == []


def test_who_did_not_see_the_last_thing_is_told_who_wrote_it(book, of, say) -> None:
    say(step, "survey", SHOWN)
    for what, *told in WRITES:
        with pytest.raises(ChangedMeanwhile) as raised:
            what(book, BERT, of, *told, Told("去过"))
        assert raised.value.last.actor_name == "组建员甲"
    assert len(book.history(subject_of(of.enterprise_id))) == 1


def test_every_target_that_was_written_about_is_told_with_what_stands(book, of, say) -> None:
    other = replace(of, enterprise_id=f"{of.enterprise_id}-other")
    up_to(say, "contact")
    visit(book, BERT, other, DAY, None, Told("去过"))
    undo(book, BERT, other, Told("记错了", 1))
    told = {progress.enterprise_id: (progress, events) for progress, events in standing(book)}
    assert told[of.enterprise_id] == (
        now_of(book, of.enterprise_id),
        history(book.history(subject_of(of.enterprise_id))),
    )
    assert told[other.enterprise_id] == (Progress(other.enterprise_id, sequence=2), [])
    assert progress_of([]) is None
