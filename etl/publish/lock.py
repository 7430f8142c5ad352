"""One build at a time in a warehouse folder.

The lock is the operating system's (flock, on Windows msvcrt): it ends with its process, however that ends.
Who holds it stands in a file of its own, for the message alone.
"""

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from etl.errors import AnotherBuildRuns, MachineError
from etl.text import _

LOCK = ".lock"
HOLDER = ".lock_holder"
CANNOT_LOCK = (errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK)
"""What disks without locks answer: some network and phone disks."""


@contextmanager
def only_build(folder: Path) -> Iterator[None]:
    """Hold the folder's build lock. Raises AnotherBuildRuns at once where another process or thread holds it."""
    lock = FileLock(folder / LOCK, timeout=0, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        raise AnotherBuildRuns(_another_runs(folder)) from None
    except OSError as error:
        if error.errno not in CANNOT_LOCK:
            raise
        raise MachineError(
            _("The disk of {folder} cannot lock files; put the warehouse on a local disk", folder=str(folder))
        ) from None
    try:
        holder = {"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
        (folder / HOLDER).write_text(json.dumps(holder), "utf-8")
        yield
    finally:
        with suppress(OSError):
            (folder / HOLDER).unlink(missing_ok=True)
        lock.release()


def _another_runs(folder: Path) -> str:
    try:
        holder = json.loads((folder / HOLDER).read_text("utf-8"))
        return _(
            "Another build is running here: process {pid}, since {since}. Wait until it has ended",
            pid=holder["pid"],
            since=datetime.fromisoformat(holder["since"]).astimezone().strftime("%Y-%m-%d %H:%M:%S"),
        )
    except (OSError, ValueError, KeyError):
        return _("Another build is running here. Wait until it has ended")
