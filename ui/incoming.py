"""The folder of source files as the load page handles it: what is dropped goes in, what is taken out is kept aside."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import streamlit as st

from etl.errors import InputError
from etl.extract.files import is_ignored, path_of
from etl.settings import PROJECT, Settings
from etl.text import language
from ui.text import _

ASIDE = ".aside"
SUFFIXES = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "parquet", "geojson", "json", "gpkg", "zip"]
# A name from outside: no folders, no control or direction characters, nothing that systems forbid, no hidden file.
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069<>:"|?*\\/]')
MINUTES = 10
MOST_BYTES = 200
"""Of a name: file systems take 255 and some programs add an ending."""
NOTHING: dict[str, Any] = {"files": [], "problems": []}


def safe_name(name: str) -> str:
    """A file's own name without anything that is no name, its ending kept. Raises InputError for a name that the reader
    passes over, such as README or ~$…"""
    bare = FORBIDDEN.sub("", name.replace("\\", "/").rsplit("/", 1)[-1])
    stem, dot, ending = bare.rpartition(".")
    stem = stem if dot else bare
    room = MOST_BYTES - len(f"{dot}{ending}".encode())
    stem = stem.encode()[: max(room, 0)].decode("utf-8", "ignore").strip(". ") or "file"
    safe = f"{stem}.{ending}" if dot and ending else stem
    if is_ignored(safe):
        raise InputError(
            _("A file of this name is never read"), file=safe, next_step=_("Give it another name and drop it again")
        )
    return safe


def put(name: str, content: BinaryIO) -> None:
    """Write a dropped file into the folder, whole or not at all; one of the same name with other content goes aside."""
    folder = Settings().sources
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / safe_name(name)
    descriptor, unfinished = tempfile.mkstemp(prefix=".part-", dir=folder)
    with os.fdopen(descriptor, "wb") as file:
        shutil.copyfileobj(content, file)
    os.chmod(unfinished, 0o640)
    if target.exists():
        take_out(target.name)
    os.replace(unfinished, target)


def take_out(name: str) -> None:
    """Move a file aside: out of the next build, and not lost. Nothing where it is gone already."""
    folder = Settings().sources
    (folder / ASIDE).mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=datetime.now(UTC).strftime("%Y%m%dT%H%M%S-"), dir=folder / ASIDE))
    with contextlib.suppress(FileNotFoundError):
        os.replace(path_of(folder, name), aside / Path(name).name)


def understood() -> dict[str, Any]:
    """What `etl inspect` says of the folder now; "failed" holds its message where it ended badly."""
    settings = Settings()
    settings.sources.mkdir(parents=True, exist_ok=True)
    places = [*settings.sources.rglob("*"), *settings.reviewed.rglob("*"), settings.area]
    files = [path for path in sorted(places) if path.is_file() and ASIDE not in path.parts]
    state = json.dumps([(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files])
    try:
        return _inspect(state, language.get())
    except InspectFailed as failed:
        return {**NOTHING, "failed": str(failed)}


class InspectFailed(Exception):
    """Reading ended badly; never kept, for the next try may go well."""


@st.cache_data(max_entries=4, show_spinner=False)
def _inspect(state: str, words: str) -> dict[str, Any]:
    """In a process of its own: a file that eats all memory ends that one and not the pages."""
    command = [sys.executable, "-m", "etl", "inspect", "--json"]
    try:
        ran = subprocess.run(  # noqa: S603 - our own command, nothing of it comes from outside
            command,
            cwd=PROJECT,
            env={**os.environ, "COVERAGE_LANGUAGE": words, "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=60 * MINUTES,
            check=False,
        )
    except subprocess.TimeoutExpired:
        late = _("Reading took more than {minutes} minutes; take a file out", minutes=MINUTES)
        raise InspectFailed(late) from None
    if ran.returncode:
        raise InspectFailed(ran.stderr.strip() or _("Reading was ended by the system, probably for want of memory"))
    return json.loads(ran.stdout)
