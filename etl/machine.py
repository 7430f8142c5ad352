"""What the machine can refuse: room on the disk, permission, memory. Told apart from bugs and from bad sources."""

import errno
import shutil
from pathlib import Path

import duckdb

from etl.errors import MachineError
from etl.text import _

# A build holds the sources several times over: raw, clean, link and mart tables, and what is sorted on disk. Measured:
# 4.0 MB of CSV and 0.7 MB of XLSX had 43 MB in .work at its fullest; zipped workbooks unpack to about four times.
ROOM_PER_SOURCE_BYTE = {".xlsx": 32, ".parquet": 32, ".zip": 32}
ROOM_PER_OTHER_BYTE = 8
ROOM_AT_LEAST = 64 * 1024 * 1024

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)
BROKEN = (errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOLCK, errno.ESTALE)
NO_ROOM_WORDS = ("No space left", "File too large", "Disk quota", "not enough space", "max_temp_directory_size")
REFUSED_WORDS = ("Permission denied", "Read-only file system", "Operation not permitted")


def require_room(sources: Path, warehouse: Path) -> None:
    """Raise MachineError where the warehouse's disk has less room than a build of these sources is likely to need."""
    files = [path for path in sources.rglob("*") if path.is_file()]
    needed = ROOM_AT_LEAST + sum(
        path.stat().st_size * ROOM_PER_SOURCE_BYTE.get(path.suffix.lower(), ROOM_PER_OTHER_BYTE) for path in files
    )
    free = shutil.disk_usage(warehouse).free
    if free < needed:
        raise MachineError(
            _(
                "The disk of {folder} has {free} MB left; this build needs about {needed} MB. Make room, or put the"
                " warehouse on another disk with --warehouse",
                folder=str(warehouse),
                free=free // 1_000_000,
                needed=needed // 1_000_000 + 1,
            )
        )


def as_machine_error(error: BaseException, warehouse: Path) -> MachineError | None:
    """The MachineError that an exception of Python or DuckDB stands for; None where it is something else."""
    if isinstance(error, MemoryError):
        return _no_memory(error)
    if isinstance(error, duckdb.OutOfMemoryException):
        return _no_room(error, warehouse) if _says(error, NO_ROOM_WORDS) else _no_memory(error)
    if isinstance(error, duckdb.TransactionException) and not _says(error, NO_ROOM_WORDS + REFUSED_WORDS):
        return None
    if isinstance(error, (duckdb.IOException, duckdb.TransactionException)):  # the latter: a commit
        number = None
    elif isinstance(error, OSError):
        number = error.errno
    else:
        return None
    if number in NO_ROOM or _says(error, NO_ROOM_WORDS):
        return _no_room(error, warehouse)
    if number in REFUSED or _says(error, REFUSED_WORDS):
        return MachineError(_("No permission to read or write: {reason}. Ask whoever runs the machine", reason=error))
    if number in BROKEN or isinstance(error, duckdb.IOException):
        return MachineError(_("The disk could not be read or written: {reason}", reason=error))
    return None


def _says(error: BaseException, words: tuple[str, ...]) -> bool:
    return any(word.lower() in str(error).lower() for word in words)


def _no_room(error: BaseException, warehouse: Path) -> MachineError:
    return MachineError(
        _("The disk of {folder} is full: {reason}. Make room and build again", folder=str(warehouse), reason=error)
    )


def _no_memory(error: BaseException) -> MachineError:
    return MachineError(
        _(
            "Memory is short: {reason}. Close other programs, or allow more with COVERAGE_MEMORY_LIMIT_MB",
            reason=error,
        )
    )
