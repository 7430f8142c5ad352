"""Decisions made after a build give the pages exactly the figures that building again gives: two routes, one answer."""

import shutil
from dataclasses import replace
from datetime import date
from itertools import count
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from etl import mart
from etl import pending as worked_in
from etl.errors import MachineError
from etl.link.decisions import decisions_of
from etl.pending import FOLDER, KEPT, decided_warehouse, with_pending
from etl.pipeline import build
from etl.publish import current_build
from etl.settings import Settings
from ledger import Actor, Ledger, identity, open_ledger
from ledger.identity import judge, same, say_alias
from ledger.links import LinkDecision, Told, answer, challenge, decide, decide_all, no_host, pair, undo
from ledger.orders import Mending, OfUnion, Problem, issue, report, subject_of
from ledger.plans import enter
from ledger.progress import Progress
from ledger.stages import REMOVALS, STAGES
from ledger.targets import Evidence, OfTarget, assign, now_of, remove, set_aside, step, visit
from ledger.targets import undo as undo_step
from ledger.verdicts import Shown, Visit, give
from tests.conftest import Demo
from ui import pending, queries, warehouse

ANNA = Actor("组建员甲", "organiser", "self_reported")
BERT = Actor("审核员乙", "reviewer", "signed_in")
LINKS = "select enterprise_id, union_id from mart.enterprise_union where is_current order by all"
SHARES = "select rate_low, rate, rate_high from mart.township order by township_name"


class Office(NamedTuple):
    """A published build of the invented county, and the ledger beside it."""

    settings: Settings
    warehouse: Path


@pytest.fixture
def office(demo: Demo, demo_warehouse: Path, tmp_path: Path) -> Office:
    shutil.copytree(demo_warehouse, tmp_path / "builds", ignore=shutil.ignore_patterns(FOLDER))
    settings = Settings(
        sources=demo.sources, warehouse=tmp_path / "builds", ledger_url=f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    )
    return Office(settings, current_build(settings.warehouse))


def read(file: Path, select: str) -> list[tuple]:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{file}' as warehouse (read_only)")
        connection.execute("set search_path = 'warehouse.mart'")
        return connection.execute(select).fetchall()


def say_all_kinds(office: Office) -> None:
    """Decisions of every kind, on candidates, counted links and pairs that nobody proposed."""
    candidates = read(office.warehouse, "select enterprise_id, union_id from mart.link_candidate order by all")
    links = read(
        office.warehouse, "select enterprise_id, union_id from mart.enterprise_union where is_current order by all"
    )
    without = read(office.warehouse, "select enterprise_id from mart.target order by priority limit 1")
    build_of = warehouse.Build("", str(office.warehouse))
    subjects = [*candidates, *links[:6], (without[0][0], links[0][1])]
    records = queries.link_records(build_of, subjects)
    ledger = open_ledger(office.settings.ledger)
    words = ("yes", "no", "cannot_tell")
    said = [
        LinkDecision(*subject, words[number % 3], Told("看过", records=records[subject]))
        for number, subject in enumerate(candidates)
    ]
    decide_all(ledger, ANNA, said)
    undo(ledger, ANNA, pair(*candidates[0]), Told("看错了", seen=1))
    for subject in links[:6]:
        challenge(ledger, ANNA, *subject, Told("有人说没有"))
    answer(ledger, ANNA, *links[0], "fallen", Told("确实没有", seen=1, records=records[links[0]]))
    answer(ledger, ANNA, *links[1], "upheld", Told("有的", seen=1, records=records[links[1]]))
    decide(ledger, ANNA, *subjects[-1], "yes", Told("现场看过", records=records[subjects[-1]]))
    decide(ledger, ANNA, links[7][0], "U-gone", "yes", Told("旧的"))
    no_host(ledger, ANNA, candidates[-1][1], Told("登记里没有"))
    say_who_is_who(office, ledger, links)
    ledger.engine.dispose()
    say_what_was_found(office)
    say_how_far_targets_came(office)


def say_what_was_found(office: Office) -> None:
    """Verdicts on suspected and drawn unions, one that is gone, and orders in two states."""
    scored = read(
        office.warehouse,
        """select union_id, union_name, township_name, score_proven, score_worst, evidence_share, risk_band, quarter
        from mart."union" left join mart.verdict_sample using (union_id, union_name, township_name, risk_band)
        where risk_band = 'suspected' or quarter is not null order by all""",
    )
    ledger = open_ledger(office.settings.ledger)
    for number, (union_id, *shown) in enumerate(scored):
        finding = ("shell", "not_a_shell", "mended", "wrong_data")[number % 4]
        give(ledger, ANNA, union_id, Visit(finding, date(2026, 9, 1)), Shown(*shown), Told("去看过，电话 13800138000"))
    give(
        ledger,
        ANNA,
        "U-gone",
        Visit("shell", date(2026, 9, 1)),
        Shown("旧厂工会", risk_band="suspected"),
        Told("去看过"),
    )
    for union_id, name, township, *_shown in scored[:2]:
        problem = Problem(("O1",), "没有换届", "主席", date(2026, 12, 1))
        issue(ledger, ANNA, OfUnion(union_id, name, township), problem, Told("限期整改"))
    report(ledger, ANNA, subject_of(scored[0][0], 1), Mending("已换届", date(2026, 9, 20)), Told("报来材料", seen=1))
    ledger.engine.dispose()


def say_how_far_targets_came(office: Office) -> list[str]:
    """Steps, side tracks, removals and things taken back about targets, covered enterprises and one that is gone; a
    plan. The targets; the first stands at the election."""
    listed = "select enterprise_id from mart.target order by priority limit 24"
    covered = "select enterprise_id from mart.enterprise where union_status = 'own' order by all limit 3"
    targets = [one for (one,) in read(office.warehouse, listed)]
    ledger = open_ledger(office.settings.ledger)
    shown = Evidence(date(2026, 3, 2), "常工〔2026〕3号", 30, eligible=30, attended=25, votes=24)
    for number, one in enumerate([*targets, *(one for (one,) in read(office.warehouse, covered)), "C-gone"]):
        of, seen = OfTarget(one, "甲厂", "辉埠镇"), count()
        for stage in STAGES[1 : 2 + (number + 5) % 9]:
            step(ledger, BERT, of, stage, shown, Told("去过", next(seen)))
        visit(ledger, BERT, of, date(2026, 4, 1), "nobody_met", Told("电话 13800138000", next(seen)))
        if number % 4 == 1:
            set_aside(ledger, BERT, of, "deferred", date(2026, 4, 2), None, Told("停产", next(seen)))
        elif number % 4 == 2:
            remove(ledger, BERT, of, REMOVALS[number % 5], date(2026, 4, 2), Told("不用去了", next(seen)))
        elif number % 4 == 3:
            undo_step(ledger, BERT, of, Told("记错了", next(seen)))
    enter(ledger, BERT, "辉埠镇", 2026, 12, None, Told("年初分解"))
    ledger.engine.dispose()
    return targets


def say_who_is_who(office: Office, ledger: Ledger, links: list[tuple[str, str]]) -> None:
    """Of the pairs that may be one every second is; two that no rule names are, one after the other; ids go on."""
    build_of = warehouse.Build("", str(office.warehouse))
    pairs = read(office.warehouse, "select first_id, second_id from mart.duplicate order by all")
    for number, (kept, merged) in enumerate(pairs):
        records = queries.identity_records(build_of, (kept, merged))
        if number % 2:
            judge(ledger, ANNA, kept, merged, ("different", "cannot_tell")[number % 4 // 2], Told("看过"), records)
        else:
            same(ledger, ANNA, merged, kept, Told("看过"), records)
    (first, first_union), (second, second_union), (third, third_union) = links[-3:]
    for merged, kept in ((first, second), (second, third), (first_union, second_union), (second_union, third_union)):
        if merged != kept:
            same(ledger, ANNA, merged, kept, Told("看过"), queries.identity_records(build_of, (merged, kept)))
    decide(ledger, ANNA, "C-gone", first_union, "no", Told("旧的"))
    decide(ledger, ANNA, "N-gone", links[8][1], "yes", Told("旧的"))
    say_alias(ledger, ANNA, "N-gone", links[9][0], Told("就是它"), {})
    say_alias(ledger, ANNA, "R-gone", "R-never", Told("就是它"), {})


def test_decided_figures_are_those_of_a_build_with_the_same_decisions(office: Office) -> None:
    say_all_kinds(office)
    decisions = with_pending(office.warehouse, decisions_of(office.settings.ledger))
    decided = decided_warehouse(office.warehouse, decisions)
    rebuilt = build(office.settings).warehouse
    assert read(decided, SHARES) != read(office.warehouse, SHARES)
    merged = "select count(*) from mart.identity_decision where is_merged and standing = 'applied'"
    assert read(decided, merged)[0][0] >= 8
    for table in ("enterprise", "union"):
        counted = f'select count(*) from mart."{table}"'
        assert read(decided, counted) < read(office.warehouse, counted)
    for table in (*mart.TABLES, "definition", "priority_rule"):
        columns = "* exclude (build_id, built_at, decisions_pending)" if table == "build" else "*"
        select = f'select {columns} from mart."{table}" order by all'
        assert read(decided, select) == read(rebuilt, select), table
    assert read(decided, "select decisions_pending, build_id from mart.build") == [
        (decisions.pending, read(office.warehouse, "select build_id from mart.build")[0][0])
    ]
    standing = dict(read(rebuilt, "select standing, count(*) from mart.link_decision group by all"))
    assert (standing.keys() - {"superseded"}, standing["resting"]) == ({"applied", "resting"}, 2)


def test_steps_and_verdicts_alone_give_the_figures_of_a_build_that_knows_them(office: Office) -> None:
    targets = say_how_far_targets_came(office)
    decisions = with_pending(office.warehouse, decisions_of(office.settings.ledger))
    assert decisions.pending == 0  # a step is no decision
    assert (decisions.moves_links, decisions.moves_verdicts, decisions.moves_progress) == (False, False, True)
    steps_alone = decided_warehouse(office.warehouse, decisions)
    say_what_was_found(office)
    decisions = with_pending(office.warehouse, decisions_of(office.settings.ledger))
    assert decisions.pending == len(decisions.verdicts) + 2
    assert (decisions.moves_links, decisions.moves_verdicts, decisions.moves_progress) == (False, True, True)
    decided = decided_warehouse(office.warehouse, decisions)
    rebuilt = build(office.settings).warehouse
    for table in mart.TABLES:
        columns = "* exclude (build_id, built_at, ledger_events, decisions_pending)" if table == "build" else "*"
        select = f'select {columns} from mart."{table}" order by all'
        assert read(decided, select) == read(rebuilt, select), table
        if table not in mart.MOVED_BY_VERDICTS[1:]:
            assert read(steps_alone, select) == read(rebuilt, select), table
    assert read(decided, "select verified > 0 from mart.verdict_rate where part = 'county'") == [(True,)]
    closed_by = {closed for (closed,) in read(decided, "select distinct closed_by from mart.target_progress")}
    assert closed_by == {None, "ledger", "removal", "out_of_scope"}
    say_more_of(targets[0], office, rebuilt)


def say_more_of(target: str, office: Office, rebuilt: Path) -> None:
    """What is written and taken back after a build reaches the pages at once, with the number to write after."""
    assert with_pending(rebuilt, decisions_of(office.settings.ledger)).moves_progress is False
    ledger, of = open_ledger(office.settings.ledger), OfTarget(target, "甲厂", "辉埠镇")
    seen = now_of(ledger, target).sequence
    for number, (write, *told) in enumerate(((assign, "丙"), (undo_step,))):
        write(ledger, BERT, of, *told, Told("", seen + number))
        decisions = with_pending(rebuilt, decisions_of(office.settings.ledger))
        assert (decisions.pending, decisions.moves_verdicts, decisions.moves_progress) == (0, False, True)
    told = "select sequence, assigned_to, stage from mart.target_progress where enterprise_id = "
    shown = pending.decided(rebuilt, office.settings.ledger)
    assert (shown.pending, shown.waiting) == (0, 0)
    assert read(Path(shown.file), f"{told} '{target}'") == [(seen + 2, None, "election")]


def test_a_verdict_after_decisions_makes_no_score_again_and_gives_the_same_figures(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    say_all_kinds(office)
    decided_warehouse(office.warehouse, with_pending(office.warehouse, decisions_of(office.settings.ledger)))
    [(union_id, name)] = read(
        office.warehouse,
        "select union_id, union_name from mart.\"union\" where risk_band = 'normal'"
        " and union_id not in (select union_id from mart.verdict_sample) order by all limit 1",
    )
    ledger = open_ledger(office.settings.ledger)
    shown = Shown(name, risk_band="normal")
    give(ledger, ANNA, union_id, Visit("shell", date(2026, 9, 2)), shown, Told("也去看过"))
    ledger.engine.dispose()
    decisions = with_pending(office.warehouse, decisions_of(office.settings.ledger))
    with monkeypatch.context() as patched:
        patched.delattr(worked_in.risk, "score_unions")
        patched.delattr(worked_in.mart, "remake_marts")
        after = decided_warehouse(office.warehouse, decisions)
    selects = [
        f'select * {"exclude (built_at)" if table == "build" else ""} from mart."{table}" order by all'
        for table in mart.TABLES
    ]
    found = [read(after, select) for select in selects]
    shutil.rmtree(after.parent)
    at_once = decided_warehouse(office.warehouse, decisions)
    for select, rows in zip(selects, found, strict=True):
        assert rows == read(at_once, select), select


def test_what_a_build_has_read_is_pending_no_more_until_somebody_says_otherwise(office: Office) -> None:
    say_all_kinds(office)
    assert with_pending(office.warehouse, decisions_of(office.settings.ledger)).pending > 0
    rebuilt = build(office.settings).warehouse
    assert with_pending(rebuilt, decisions_of(office.settings.ledger)).pending == 0
    [(enterprise_id, union_id)] = read(
        rebuilt,
        "select enterprise_id_written, union_id_written from mart.link_decision where decision = 'cannot_tell' limit 1",
    )
    ledger = open_ledger(office.settings.ledger)
    decide(ledger, ANNA, enterprise_id, union_id, "no", Told("打听到了", seen=1))
    assert with_pending(rebuilt, decisions_of(office.settings.ledger)).pending == 1
    undo(ledger, ANNA, pair(enterprise_id, union_id), Told("还是说不清", seen=2))
    assert with_pending(rebuilt, decisions_of(office.settings.ledger)).pending == 0
    [(subject,)] = read(rebuilt, "select subject from mart.identity_decision where is_merged limit 1")
    identity.undo(ledger, ANNA, subject, Told("不是一家", seen=1))
    assert with_pending(rebuilt, decisions_of(office.settings.ledger)).pending == 1


def test_without_a_ledger_there_are_no_decisions_and_none_is_made(office: Office) -> None:
    published = build(office.settings)
    assert read(published.warehouse, "select ledger_events, decisions_pending from mart.build") == [(0, 0)]
    assert [path.name for path in office.settings.warehouse.parent.iterdir()] == ["builds"]


def _work_in(settings: Settings, file: Path, ready: object, told: object) -> None:
    decisions = with_pending(file, decisions_of(settings.ledger))
    ready.wait()
    told.put(str(decided_warehouse(file, decisions)))


def test_two_processes_work_the_same_decisions_into_the_same_file(office: Office, spawn: BaseContext) -> None:
    say_all_kinds(office)
    ready, told = spawn.Barrier(2), spawn.Queue()
    workers = [
        spawn.Process(target=_work_in, args=(office.settings, office.warehouse, ready, told)) for _number in range(2)
    ]
    for worker in workers:
        worker.start()
    first, second = (told.get(timeout=60) for _worker in workers)
    assert first == second
    assert [path.name for path in (office.settings.warehouse / FOLDER).iterdir()] == [Path(first).name]
    assert read(Path(first), "select count(*) > 0 from mart.link_decision") == [(True,)]


def test_only_the_newest_files_are_kept(office: Office) -> None:
    say_all_kinds(office)
    decisions = with_pending(office.warehouse, decisions_of(office.settings.ledger))
    progress = Progress("C-1")
    numbered = [((replace(progress, sequence=number), []),) for number in range(KEPT + 1)]
    made = [decided_warehouse(office.warehouse, replace(decisions, targets=targets)) for targets in numbered]
    assert [path.exists() for path in made] == [False] + [True] * KEPT


def test_a_build_that_cannot_read_its_ledger_stops_and_the_old_one_stays(office: Office) -> None:
    Path(office.settings.ledger.removeprefix("sqlite:///")).write_text("no database" * 100, "utf-8")
    with pytest.raises(MachineError, match="决定库"):
        build(office.settings)
    assert current_build(office.settings.warehouse) == office.warehouse
