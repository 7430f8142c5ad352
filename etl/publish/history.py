"""history/<month>.parquet: what each month's last publish said about every enterprise.

A publish writes the month of its as-of date where none is there, or where it is the newest there: a newest month
still moves, an older one never changes again.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import sql
from etl.publish.folder import HISTORY, move_into_place
from etl.publish.work import NO_EXTENSIONS, quoted

MONTH = re.compile(r"\d{4}-\d{2}")


def months(folder: Path) -> list[str]:
    """Months ('2026-09') of which the warehouse folder holds a history, oldest first."""
    return sorted(path.stem for path in (folder / HISTORY).glob("*.parquet") if MONTH.fullmatch(path.stem))


def may_write(folder: Path, month: str) -> bool:
    """Whether a publish of this month may write its history: no file of it yet, or it is the newest there."""
    known = months(folder)
    return month not in known or month == known[-1]


@dataclass(frozen=True)
class PendingHistory:
    """A finished month, to be renamed into the history."""

    finished: Path
    target: Path

    def move_into_place(self) -> None:
        """Rename it into the history, replacing the month's file; needs no room on the disk."""
        self.target.parent.mkdir(exist_ok=True)
        move_into_place(self.finished, self.target)


def prepare_history(folder: Path, warehouse: Path, work: Path) -> PendingHistory | None:
    """Finish the history of a warehouse file in `work` (same disk); None where the rules leave the month as it is.

    Apart from the rename, so that a full disk stops a publish before `current` is replaced. A build whose history
    is there already is left alone.
    """
    with duckdb.connect(config=NO_EXTENSIONS) as connection:
        # Attached and not opened: one process cannot open a file twice with different settings, and a page may hold it.
        connection.execute(f"attach {quoted(warehouse)} as warehouse (read_only)")
        connection.execute("set search_path = 'warehouse.mart'")
        build_id, month = connection.execute("select build_id, strftime(as_of, '%Y-%m') from mart.build").fetchone()
        target = folder / HISTORY / f"{month}.parquet"
        if not may_write(folder, month) or _written_by(connection, target) == build_id:
            return None
        finished = work / "history.parquet"
        connection.execute(f"copy ({sql.read('publish', 'history')}) to {quoted(finished)} (compression zstd)")
    return PendingHistory(finished, target)


def _written_by(connection: duckdb.DuckDBPyConnection, history: Path) -> str | None:
    if not history.exists():
        return None
    row = connection.execute("select max(build_id) from read_parquet($file)", {"file": str(history)}).fetchone()
    return row[0]
