"""The folder of source files as the load page handles it: what is dropped goes in, what is taken out is kept aside."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import streamlit as st

from etl.settings import PROJECT, Settings
from etl.text import language
from ui.text import _

ASIDE = ".aside"
SUFFIXES = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "parquet", "geojson", "json", "gpkg", "zip"]
# A name from outside: no folders, no control or direction characters, nothing that systems forbid, no hidden file.
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069<>:"|?*\\/]')
MINUTES = 10
NOTHING: dict[str, Any] = {"files": [], "problems": []}


def safe_name(name: str) -> str:
    """A file's own name without anything that is no name."""
    return FORBIDDEN.sub("", name.replace("\\", "/").rsplit("/", 1)[-1]).lstrip(". ")[-120:] or "file"


def put(name: str, content: BinaryIO) -> Path:
    """Write a dropped file into the folder, whole or not at all; one of the same name goes aside."""
    folder = Settings().sources
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / safe_name(name)
    unfinished = folder / f".{target.name}.part"
    unfinished.write_bytes(content.read())
    if target.exists():
        take_out(target.name)
    os.replace(unfinished, target)
    return target


def take_out(name: str) -> None:
    """Move a file aside: out of the next build, and not lost."""
    folder = Settings().sources
    aside = folder / ASIDE / datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside.mkdir(parents=True)
    os.replace(folder / name, aside / Path(name).name)


def understood() -> dict[str, Any]:
    """What `etl inspect` says of the folder now; {"failed": …} with its message where it ended badly."""
    settings = Settings()
    settings.sources.mkdir(parents=True, exist_ok=True)
    files = [path for path in sorted(settings.sources.rglob("*")) if path.is_file() and ASIDE not in path.parts]
    state = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in [*files, settings.area]]
    return _inspect(json.dumps(state), language.get())


@st.cache_data(max_entries=4, show_spinner=False)
def _inspect(state: str, words: str) -> dict[str, Any]:
    """In a process of its own: a file that eats all memory ends that one and not the pages."""
    command = [sys.executable, "-m", "etl", "inspect", "--json"]
    try:
        ran = subprocess.run(  # noqa: S603 - our own command, nothing of it comes from outside
            command,
            cwd=PROJECT,
            env={**os.environ, "COVERAGE_LANGUAGE": words},
            capture_output=True,
            text=True,
            timeout=60 * MINUTES,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {**NOTHING, "failed": _("Reading took more than {minutes} minutes; take a file out", minutes=MINUTES)}
    return json.loads(ran.stdout) if ran.returncode == 0 else {**NOTHING, "failed": ran.stderr.strip()}
