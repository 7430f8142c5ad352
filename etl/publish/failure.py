"""The last build that failed, beside the current one: `last_failure.json`, there until a build succeeds.

No value of a source stands in it: what was found in a row is on the screen of whoever built.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from etl.errors import BuildError, InputError
from etl.publish.folder import move_into_place

LAST_FAILURE = "last_failure.json"


@dataclass(frozen=True)
class Failure:
    """Builds that failed one after the other, since the last that succeeded.

    `first_at`, `last_at` are UTC in ISO form; `exit_status` and `problem` (empty where nothing may be told) are the
    last one's.
    """

    first_at: str
    last_at: str
    times: int
    exit_status: int
    problem: str = ""


def note_failure(folder: Path, error: Exception) -> None:
    """Note that a build failed. Where the machine refuses even that, nothing is noted: the build's own error counts."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    status = error.exit_status if isinstance(error, BuildError) else BuildError.exit_status
    problem = "；".join(part for part in (error.problem, error.file) if part) if isinstance(error, InputError) else ""
    known = last_failure(folder)
    first = replace(known, times=known.times + 1) if known else Failure(now, now, 1, status)
    noted = replace(first, last_at=now, exit_status=status, problem=problem)
    unfinished = folder / f".{LAST_FAILURE}.{os.getpid()}"
    with suppress(OSError):
        unfinished.write_text(json.dumps(asdict(noted), ensure_ascii=False), "utf-8")
        move_into_place(unfinished, folder / LAST_FAILURE)


def forget_failure(folder: Path) -> None:
    """A build succeeded: what failed before is over."""
    with suppress(OSError):
        (folder / LAST_FAILURE).unlink(missing_ok=True)


def last_failure(folder: Path) -> Failure | None:
    """What failed since the last build that succeeded; None where nothing did. A note that cannot be read is one."""
    path = folder / LAST_FAILURE
    try:
        return Failure(**json.loads(path.read_text("utf-8")))
    except OSError:
        return None
    except (ValueError, TypeError):
        moment = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
        return Failure(moment, moment, 1, BuildError.exit_status)
