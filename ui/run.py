"""The build that runs in the background of the pages: one a server, the same for everybody who looks."""

import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from etl.pipeline import STAGES
from etl.settings import PROJECT

STEPS = [*(stage.title for stage in STAGES), "Laying it beside the current build"]
"""What a build does, one after the other: messages of the data side."""

_LOCK = threading.Lock()


@dataclass
class Run:
    """A build's process and what it has said so far."""

    process: subprocess.Popen[bytes]
    said: Path

    @property
    def is_going(self) -> bool:
        """Whether it still works."""
        return self.process.poll() is None

    @property
    def lines(self) -> list[str]:
        """Progress while it goes, one line a stage; after a failure its message as well."""
        return self.said.read_text("utf-8", "replace").splitlines()


@st.cache_resource(max_entries=1, show_spinner=False)
def _kept() -> dict[str, Run]:
    return {}


def last() -> Run | None:
    """The build that goes on, or the last one that this server ran; None before the first."""
    return _kept().get("run")


def start() -> None:
    """Begin a build that is laid beside the current one; where one goes on, nothing is begun."""
    with _LOCK:
        run = last()
        if run is not None and run.is_going:
            return
        forget()
        descriptor, said = tempfile.mkstemp(prefix="build-", suffix=".log")
        command = [sys.executable, "-m", "etl", "build", "--hold"]
        with os.fdopen(descriptor, "wb") as log:
            process = subprocess.Popen(  # noqa: S603 - our own command, nothing of it comes from outside
                command, cwd=PROJECT, env={**os.environ, "PYTHONUTF8": "1"}, stdout=subprocess.DEVNULL, stderr=log
            )
        _kept()["run"] = Run(process, Path(said))


def forget() -> None:
    """The build that ended is dealt with: its message need not be shown any more."""
    run = last()
    if run is not None and not run.is_going:
        _kept().clear()
        run.said.unlink(missing_ok=True)
