"""history/<month>.parquet: what each month's last publish said about every enterprise; history/risk/<month>.parquet:
the totals of the unions' score by township, never a single union.

A publish writes the month of its as-of date where none is there, or where it is the newest there: a newest month
still moves, an older one never changes again. Where an earlier build is made current again, the later months that
builds after it wrote are taken back.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import sql
from etl.publish.folder import HISTORY, build_order, move_into_place
from etl.publish.work import NO_EXTENSIONS, quoted

RISK = "risk"
"""Folder inside the history that holds the score's months."""
MONTH = re.compile(r"\d{4}-\d{2}")


def months(folder: Path) -> list[str]:
    """Months ('2026-09') of which the warehouse folder holds a history, oldest first."""
    return sorted(path.stem for path in (folder / HISTORY).glob("*.parquet") if MONTH.fullmatch(path.stem))


@dataclass(frozen=True)
class PendingHistory:
    """A finished month, to be renamed into the history (None: it stays as it is), and months that are taken back.

    `totals` are the score's, None where they stay as they are or the build has none.
    """

    finished: Path | None
    target: Path
    taken_back: tuple[Path, ...]
    totals: Path | None = None

    def move_into_place(self) -> None:
        """Rename it into the history, replacing the month's file; needs no room on the disk."""
        for later in self.taken_back:
            later.unlink(missing_ok=True)
            _totals_of(later).unlink(missing_ok=True)
        # first the totals: a month that is there has its totals
        if self.totals is not None:
            _totals_of(self.target).parent.mkdir(parents=True, exist_ok=True)
            move_into_place(self.totals, _totals_of(self.target))
        if self.finished is not None:
            self.target.parent.mkdir(exist_ok=True)
            move_into_place(self.finished, self.target)


def _totals_of(month: Path) -> Path:
    """Where the score's totals of a month lie, beside what it says of enterprises."""
    return month.parent / RISK / month.name


def prepare_history(folder: Path, warehouse: Path, work: Path) -> PendingHistory | None:
    """Finish the history of a warehouse file in `work` (same disk); None where the rules leave every month as it is.

    Apart from the rename, so that a full disk stops a publish before `current` is replaced. A build whose history
    is there already is left alone.
    """
    with duckdb.connect(config=NO_EXTENSIONS) as connection:
        # Attached and not opened: one process cannot open a file twice with different settings, and a page may hold it.
        connection.execute(f"attach {quoted(warehouse)} as warehouse (read_only)")
        connection.execute("set search_path = 'warehouse.mart'")
        build_id, month = connection.execute("select build_id, strftime(as_of, '%Y-%m') from mart.build").fetchone()
        target = folder / HISTORY / f"{month}.parquet"
        later = [target.with_stem(known) for known in months(folder) if known > month]
        taken_back = tuple(path for path in later if _is_after(_written_by(connection, path), build_id))
        frozen = target.exists() and len(later) > len(taken_back)
        if frozen or _written_by(connection, target) == build_id:
            return PendingHistory(None, target, taken_back) if taken_back else None
        finished = work / "history.parquet"
        connection.execute(f"copy ({sql.read('publish', 'history')}) to {quoted(finished)} (compression zstd)")
        totals = _finish_totals(connection, work)
    return PendingHistory(finished, target, taken_back, totals)


def _finish_totals(connection: duckdb.DuckDBPyConnection, work: Path) -> Path | None:
    """The score's totals of the build's month; None of a build that has no score."""
    scored = "select 1 from duckdb_tables() where schema_name = 'mart' and table_name = 'risk_month'"
    if not connection.execute(scored).fetchall():
        return None
    finished = work / "risk_history.parquet"
    connection.execute(f"copy ({sql.read('publish', 'risk_history')}) to {quoted(finished)} (compression zstd)")
    return finished


def _is_after(writer: str | None, build_id: str) -> bool:
    """Whether a month was written by a later build; not so where its writer is not known."""
    return writer is not None and build_order(writer) > build_order(build_id)


def _written_by(connection: duckdb.DuckDBPyConnection, history: Path) -> str | None:
    """Id of the build that wrote a month; None where there is no such month or it has no rows."""
    if not history.exists():
        return None
    row = connection.execute("select max(build_id) from read_parquet($file)", {"file": str(history)}).fetchone()
    return row[0]
