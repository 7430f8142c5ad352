"""history/<month>.parquet: the newest month moves with each publish, an older one never changes again."""

from datetime import date
from pathlib import Path

import duckdb

from etl.pipeline import Published, build
from etl.publish.history import months
from etl.publish.release import name_current
from tests.unit.small_county import SMALL, settings


def publish(folder: Path, as_of: str) -> Published:
    return build(settings(folder), date.fromisoformat(as_of), SMALL)


def builds_in(folder: Path, month: str) -> list[tuple]:
    history = folder / "warehouse" / "history" / f"{month}.parquet"
    return duckdb.sql(f"select distinct build_id from read_parquet('{history}')").fetchall()


def test_a_publish_writes_one_row_an_enterprise(tmp_path: Path) -> None:
    published = publish(tmp_path, "2026-09-30")
    history = tmp_path / "warehouse" / "history" / "2026-09.parquet"
    rows = duckdb.sql(
        f"select enterprise_id, is_above_scale, union_status, build_id, as_of from '{history}'"
    ).fetchall()
    expected = [("C-1", "own"), ("C-2", "none"), ("C-3", "uncertain")]
    assert rows == [(one, None, status, published.build_id, date(2026, 9, 30)) for one, status in expected]


def test_a_publish_again_in_the_newest_month_replaces_it(tmp_path: Path) -> None:
    publish(tmp_path, "2026-09-10")
    second = publish(tmp_path, "2026-09-30")
    assert builds_in(tmp_path, "2026-09") == [(second.build_id,)]


def test_an_older_month_never_changes(tmp_path: Path) -> None:
    first = publish(tmp_path, "2026-08-31")
    publish(tmp_path, "2026-09-30")
    publish(tmp_path, "2026-08-31")
    assert builds_in(tmp_path, "2026-08") == [(first.build_id,)]


def test_an_older_month_that_is_missing_is_written(tmp_path: Path) -> None:
    publish(tmp_path, "2026-09-30")
    older = publish(tmp_path, "2026-07-31")
    assert months(tmp_path / "warehouse") == ["2026-07", "2026-09"]
    assert builds_in(tmp_path, "2026-07") == [(older.build_id,)]


def test_a_restored_build_takes_back_the_later_months_that_builds_after_it_wrote(tmp_path: Path) -> None:
    publish(tmp_path, "2026-12-31")
    restored = publish(tmp_path, "2026-09-10")
    publish(tmp_path, "2026-09-20")
    publish(tmp_path, "2026-10-31")
    publish(tmp_path, "2026-11-30")
    name_current(tmp_path / "warehouse", restored.warehouse, keep=9)
    assert months(tmp_path / "warehouse") == ["2026-09", "2026-12"]


def test_the_month_of_a_restored_build_says_again_what_that_build_said(tmp_path: Path) -> None:
    restored = publish(tmp_path, "2026-09-10")
    publish(tmp_path, "2026-09-20")
    publish(tmp_path, "2026-10-31")
    name_current(tmp_path / "warehouse", restored.warehouse, keep=9)
    assert months(tmp_path / "warehouse") == ["2026-09"]
    assert builds_in(tmp_path, "2026-09") == [(restored.build_id,)]


def test_a_history_lost_to_a_kill_is_written_by_the_next_build(tmp_path: Path) -> None:
    """Killed after `current` was replaced and before the history was renamed into place."""
    killed = publish(tmp_path, "2026-08-31")
    (tmp_path / "warehouse" / "history" / "2026-08.parquet").unlink()
    publish(tmp_path, "2026-09-30")
    assert builds_in(tmp_path, "2026-08") == [(killed.build_id,)]


def test_a_newest_month_that_a_killed_publish_did_not_renew_is_renewed(tmp_path: Path) -> None:
    publish(tmp_path, "2026-08-10")
    history = tmp_path / "warehouse" / "history" / "2026-08.parquet"
    before = history.read_bytes()
    killed = publish(tmp_path, "2026-08-31")
    history.write_bytes(before)
    publish(tmp_path, "2026-09-30")
    assert builds_in(tmp_path, "2026-08") == [(killed.build_id,)]
