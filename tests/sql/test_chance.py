"""What is learned of visits: which going counts, which moved a target, and what holds while there is too little."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import duckdb
import pytest

from etl import sql
from etl.progress.chance import (
    LEAST_GOINGS,
    MOST_IDLE,
    STATED,
    STATED_REFUSED,
    Chances,
    candidates,
    learned,
    learned_from,
)
from ledger.stages import STAGES

Row = dict[str, object]
FIRST = date(2026, 3, 1)
EVENT = """enterprise_id varchar, kind varchar, state varchar, stage varchar, track varchar, happened_on date,
    refusal varchar, recorded_at integer, position integer"""


@pytest.fixture
def history() -> Iterator[Callable[..., list[Row]]]:
    """Rows of chance_history.sql over events (enterprise, kind, state, days after the first) of enterprises of 60."""
    with duckdb.connect() as connection:
        connection.execute("create schema mart")

        def ask(*events: tuple, headcounts: dict[str, int | None] | None = None) -> list[Row]:
            connection.execute("create or replace table mart.enterprise (enterprise_id varchar, headcount integer)")
            known = {event[0]: 60 for event in events} | (headcounts or {})
            connection.executemany("insert into mart.enterprise values (?, ?)", list(known.items()))
            connection.execute(f"create or replace table mart.target_event ({EVENT})")
            stage: dict[str, str] = {}
            for number, (enterprise, kind, state, day, *refusal) in enumerate(events):
                if kind == "stage_reached":
                    stage[enterprise] = state
                track = state if kind == "set_aside" else None
                values = [enterprise, kind, state, stage.get(enterprise, "listed"), track, FIRST + timedelta(day)]
                connection.execute(
                    "insert into mart.target_event values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [*values, refusal[0] if refusal else None, number, number],
                )
            # a later event elsewhere, so that nothing before is too young to have brought anything
            connection.execute(
                "insert into mart.target_event values ('Z', 'visited', 'listed', 'listed', null, ?, null, 0, 0)",
                [FIRST + timedelta(400)],
            )
            found = sql.rows(
                connection, sql.read("progress", "chance_history"), {"within_days": 7, "most_idle": MOST_IDLE}
            )
            return found

        yield ask


def brief(rows: list[Row]) -> dict[str, tuple[object, object]]:
    counted: dict[str, tuple[int, int]] = {}
    for row in rows:
        goings, moved = counted.get(row["stage"], (0, 0))
        counted[row["stage"]] = goings + row["goings"], moved + row["moved"]
    return counted


def test_a_step_recorded_on_its_own_is_a_visit_that_moved(history: Callable[..., list[Row]]) -> None:
    rows = history(("A", "stage_reached", "survey", 0), ("A", "stage_reached", "contact", 3))
    assert brief(rows) == {"survey": (1, 1)}


def test_a_visit_without_a_step_moved_nothing_at_the_surveys_stage_too(history: Callable[..., list[Row]]) -> None:
    rows = history(("A", "stage_reached", "survey", 0), ("A", "visited", "survey", 3), ("A", "visited", "survey", 30))
    assert brief(rows) == {"survey": (2, 0)}


def test_a_step_within_a_week_of_a_visit_is_what_the_visit_brought(history: Callable[..., list[Row]]) -> None:
    soon = history(("A", "visited", "listed", 0), ("A", "stage_reached", "contact", 7))
    late = history(("A", "visited", "listed", 0), ("A", "stage_reached", "contact", 8))
    assert brief(soon) == {"survey": (1, 1)}
    assert brief(late) == {"survey": (2, 1)}


def test_a_visit_that_is_too_young_to_have_brought_anything_is_left_out(history: Callable[..., list[Row]]) -> None:
    rows = history(("A", "visited", "listed", 392), ("B", "visited", "listed", 394))
    assert brief(rows) == {"survey": (1, 0)}


def test_survey_and_side_tracks_are_no_visits(history: Callable[..., list[Row]]) -> None:
    rows = history(
        ("A", "stage_reached", "survey", 0), ("A", "set_aside", "deferred", 3), ("A", "visited", "deferred", 30)
    )
    assert brief(rows) == {}


def test_it_is_told_apart_by_size_refusals_and_idle_visits_before(history: Callable[..., list[Row]]) -> None:
    rows = history(
        ("A", "visited", "listed", 0, "owner_unwilling"),
        ("A", "visited", "listed", 20),
        ("A", "stage_reached", "contact", 40),
        ("A", "stage_reached", "preparation", 60),
        ("B", "stage_reached", "contact", 0),
        headcounts={"A": 300, "B": None},
    )
    found = {
        (row["stage"], row["headcount_band"], row["has_refused"], row["idle_here"], row["idle_before"]): row["moved"]
        for row in rows
    }
    assert found == {
        ("survey", "300_and_more", False, 0, 0): 0,
        ("survey", "300_and_more", True, 1, 0): 0,
        ("survey", "300_and_more", True, 2, 0): 1,
        ("contact", "300_and_more", True, 0, 2): 1,
        ("survey", "unknown", False, 0, 0): 1,
    }


def told(goings: int, moved: int, stage: str = "contact", refused: bool = False) -> Row:
    kind = {"stage": stage, "headcount_band": "under_100", "has_refused": refused, "idle_here": 0, "idle_before": 0}
    return kind | {"goings": goings, "moved": moved}


def test_with_too_little_history_the_stated_chances_hold() -> None:
    little = learned_from([told(LEAST_GOINGS - 1, 90)])
    assert not little.is_learned
    assert little.of("contact", 60, False, 0, 0).chance == pytest.approx(STATED["contact"])
    assert little.of("contact", 60, True, 3, 1).chance == pytest.approx(STATED["contact"] * STATED_REFUSED)
    assert little.of("contact", 60, False, 0, 0).goings == LEAST_GOINGS - 1


def test_every_stage_before_the_last_has_a_stated_chance() -> None:
    assert set(STATED) == set(STAGES[1:-1])
    nothing = learned_from([])
    assert all(0 < nothing.of(stage, None, True, 9, 9).chance < 1 for stage in STAGES[:-1])


def test_what_many_visits_show_is_believed() -> None:
    much = learned_from([told(4_000, 2_800), told(1_000, 100, refused=True)])
    assert much.of("contact", 60, False, 0, 0).chance == pytest.approx(0.7, abs=0.02)
    assert much.of("contact", 60, True, 0, 0).chance == pytest.approx(0.1, abs=0.02)
    assert much.of("contact", 60, False, 0, 0).goings == 5_000
    assert much.is_learned


def test_a_kind_that_was_never_visited_leans_on_the_stated_chance() -> None:
    much: Chances = learned_from([told(2_000, 500)])
    assert much.of("approval", 60, False, 0, 0).goings == 0
    assert much.of("approval", 60, False, 0, 0).chance == pytest.approx(STATED["approval"], abs=0.1)


def test_a_built_county_without_organising_has_candidates_with_stated_chances(
    demo_mart: duckdb.DuckDBPyConnection,
) -> None:
    chances = learned(demo_mart)
    found = candidates(demo_mart, chances)
    [(placed,)] = demo_mart.execute(
        "select count(*) from mart.target join mart.enterprise using (enterprise_id) where township_name is not null"
    ).fetchall()
    assert len(found) == placed > 10
    assert [one.chance for one in found] == pytest.approx([STATED["survey"]] * placed)
