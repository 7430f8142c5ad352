"""The way of the data, in order: extract → correct → clean → locate → score → link → risk → mart → check → publish.

A stage's module is imported when its turn comes, and the time that takes is kept apart from the stage's own.
"""

import time
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any

from etl.errors import AnotherBuildRuns, BuildError, InputError
from etl.machine import as_machine_error, require_room
from etl.publish.failure import forget_failure, note_failure
from etl.publish.folder import HISTORY, WORK, new_build_id
from etl.publish.lock import only_build
from etl.publish.release import hold as lay_aside
from etl.publish.release import publish, recover
from etl.publish.work import Work, clear_work, forbid_other_files, start_work
from etl.settings import County, Settings, load_county
from etl.text import _
from etl.together import run


@dataclass(frozen=True)
class Build:
    """What a stage may use: the unfinished build, where its sources are, what the county decided.

    `as_of` is None where it comes from the sources.
    """

    work: Work
    settings: Settings
    county: County
    as_of: date | None

    @property
    def connection(self) -> Any:
        """The connection that all stages share."""
        return self.work.connection

    @property
    def history(self) -> Path:
        """Folder of the published months."""
        return self.settings.warehouse / HISTORY


@dataclass(frozen=True)
class Stage:
    """One stage: what it is called on the screen, the module it lives in, and the call.

    With `gives_steps` the call does no more than say the stage's steps; they run side by side with those of the stages
    beside it that do so too.
    """

    name: str
    title: str
    module: str
    run: Callable[[ModuleType, Build], Any]
    reads_files: bool = False
    gives_steps: bool = False


STAGES = (
    Stage(
        "extract",
        "Reading the sources",
        "etl.extract",
        lambda extract, b: extract.read_sources(b.connection, b.settings.sources, b.county, b.work.folder),
        reads_files=True,
    ),
    Stage(
        "correct",
        "Applying the corrections",
        "etl.correct",
        lambda correct, b: correct.correct(b.connection, b.settings.reviewed),
        reads_files=True,
    ),
    Stage(
        "parameters",
        "Noting the county's definitions",
        "etl.parameters",
        lambda parameters, b: parameters.write_parameters(
            b.connection, b.county, b.work.build_id, b.settings.sources, b.as_of
        ),
        reads_files=True,
    ),
    Stage(
        "vocabulary",
        "Preparing the word lists",
        "etl.clean",
        lambda clean, b: clean.prepare(b.connection),
        reads_files=True,
    ),
    Stage(
        "places",
        "Reading townships, villages and boundaries",
        "etl.locate",
        lambda locate, b: locate.read_places(b.connection, b.settings, b.county),
        reads_files=True,
    ),
    Stage(
        "decisions",
        "Reading what people decided",
        "etl.link.decisions",
        lambda decisions, b: decisions.write_decisions(b.connection, decisions.decisions_of(b.settings.ledger)),
        reads_files=True,
    ),
    Stage(
        "risk_spec",
        "Reading the spec of the risk score",
        "etl.score.spec",
        lambda spec, b: spec.write_spec(b.connection, b.county.risk_score.spec, b.county.risk_score.ledger_grade),
        reads_files=True,
    ),
    Stage("clean", "Cleaning", "etl.clean", lambda clean, b: clean.steps(b.connection), gives_steps=True),
    Stage("locate", "Locating", "etl.locate", lambda locate, b: locate.steps(b.connection, b.county), gives_steps=True),
    Stage("score", "Sizes and scope", "etl.score", lambda score, b: score.steps(b.connection), gives_steps=True),
    Stage(
        "link",
        "Linking enterprises and unions",
        "etl.link",
        lambda link, b: link.steps(b.connection),
        gives_steps=True,
    ),
    Stage(
        "risk",
        "Scoring the unions",
        "etl.score.risk",
        lambda risk, b: risk.steps(b.connection),
        gives_steps=True,
    ),
    Stage(
        "mart",
        "Making the tables that pages read",
        "etl.mart",
        lambda mart, b: mart.make_marts(b.connection, b.history),
    ),
    Stage("check", "Checking", "etl.check", lambda check, b: check.require_checks(b.connection)),
)


@dataclass(frozen=True)
class Published:
    """A finished build: its file, whether it is current or waits for its publishing, and how long everything took in
    seconds (imports apart, by stage name)."""

    build_id: str
    warehouse: Path
    is_current: bool
    stage_seconds: dict[str, float]
    import_seconds: float


Watch = Callable[[str, str], None]


def build(
    settings: Settings,
    as_of: date | None = None,
    stages: tuple[Stage, ...] = STAGES,
    watch: Watch = lambda _name, _title: None,
    hold: bool = False,
) -> Published:
    """Run the stages in a folder aside and publish. `watch(name, title)` is told each step as it begins.

    With `hold` the build is left to wait beside the current one, for somebody to compare and to publish it.

    Raises InputError, CheckFailed, AnotherBuildRuns or MachineError; after each the old build is still current and
    nothing of the new one is left but the note that it failed. Any other exception is a bug: its traceback is left in
    .work.
    """
    try:
        published = _guarded(settings, as_of, stages, watch, hold)
    except AnotherBuildRuns:
        raise
    except Exception as error:
        note_failure(settings.warehouse, error)
        raise
    forget_failure(settings.warehouse)
    return published


def _guarded(settings: Settings, as_of: date | None, stages: tuple[Stage, ...], watch: Watch, hold: bool) -> Published:
    """The build, while nobody else builds and the machine has room for it."""
    county = load_county(settings.area)
    if not settings.sources.is_dir():
        raise InputError(
            _("The folder of the sources is not there"),
            file=str(settings.sources),
            next_step=_("Put the county's files there, or name another folder with --sources"),
        )
    if settings.warehouse.exists() and not settings.warehouse.is_dir():
        raise InputError(
            _("The warehouse is a file, not a folder"),
            file=str(settings.warehouse),
            next_step=_("Name a folder with --warehouse"),
        )
    with _told_as_machine_error(settings.warehouse):
        settings.warehouse.mkdir(parents=True, exist_ok=True)
        with only_build(settings.warehouse):
            recover(settings.warehouse)
            require_room(settings.sources, settings.warehouse)
            return _build(settings, county, as_of, stages, watch, hold)


def _build(
    settings: Settings, county: County, as_of: date | None, stages: tuple[Stage, ...], watch: Watch, hold: bool
) -> Published:
    (settings.warehouse / HISTORY).mkdir(exist_ok=True)
    work = start_work(settings, new_build_id(settings.warehouse))
    timer = _Timer()
    try:
        unfinished = Build(work, settings, county, as_of)
        for alike, group in groupby(stages, key=lambda stage: stage.gives_steps):
            if alike:
                timer.run_side_by_side(list(group), unfinished, watch)
            else:
                for stage in group:
                    watch(stage.name, _(stage.title))
                    timer.run(stage, unfinished)
        watch("publish", _("Laying it beside the current build") if hold else _("Publishing"))
        with timer.timed("publish"):
            if hold:
                warehouse = lay_aside(settings.warehouse, work)
            else:
                warehouse = publish(settings.warehouse, work, settings.keep_builds)
    finally:
        work.connection.close()
        clear_work(settings.warehouse)
    return Published(work.build_id, warehouse, not hold, timer.stage_seconds, timer.import_seconds)


class _Timer:
    """Runs stages, and keeps their seconds, imports apart."""

    def __init__(self) -> None:
        self.stage_seconds: dict[str, float] = {}
        self.import_seconds = 0.0

    def run(self, stage: Stage, unfinished: Build) -> Any:
        """Import the stage's module, then run the stage."""
        started = time.perf_counter()
        module = import_module(stage.module)
        self.import_seconds += time.perf_counter() - started
        if not stage.reads_files:
            forbid_other_files(unfinished.work, unfinished.history)
        with self.timed(stage.name):
            return stage.run(module, unfinished)

    def run_side_by_side(self, stages: list[Stage], unfinished: Build, watch: Watch) -> None:
        """Run the steps of several stages. A stage ends with its last step, and the next one begins there: what of it
        ran before took nobody's time."""
        given = [(stage, step) for stage in stages for step in self.run(stage, unfinished)]
        left = Counter(stage.name for stage, _step in given)
        waiting = deque(stages)
        begun = time.perf_counter()
        watch(waiting[0].name, _(waiting[0].title))

        def ended(number: int) -> None:
            nonlocal begun
            left[given[number][0].name] -= 1
            while waiting and not left[waiting[0].name]:
                now = time.perf_counter()
                self.stage_seconds[waiting.popleft().name] += now - begun
                begun = now
                if waiting:
                    watch(waiting[0].name, _(waiting[0].title))

        run(unfinished.connection, [step for _stage, step in given], ended)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Add the time of the block to a stage."""
        started = time.perf_counter()
        yield
        self.stage_seconds[name] = self.stage_seconds.get(name, 0.0) + time.perf_counter() - started


@contextmanager
def _told_as_machine_error(warehouse: Path) -> Iterator[None]:
    """Turn what the machine refused into MachineError; leave a bug's traceback in .work, for whoever mends it."""
    try:
        yield
    except BuildError:
        raise
    except Exception as error:
        refused = as_machine_error(error, warehouse)
        if refused is not None:
            raise refused from error
        log = warehouse / WORK / "bug.log"
        log.parent.mkdir(mode=0o700, exist_ok=True)
        log.write_text(traceback.format_exc(), "utf-8")
        error.add_note(str(log))
        raise
