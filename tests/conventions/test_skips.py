"""What a test that lacks something does: skipped by name, or a failure where nothing may be skipped."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conventions.sources import PROJECT

TESTS = """
import pytest

@pytest.mark.real_data
def test_needs_the_real_files(): ...

def test_needs_something(require):
    require("chromium")

def test_needs_nothing(): ...
"""


def outcome(folder: Path, **environment: str) -> tuple[int, str]:
    """Exit status and output of a run over TESTS, on a machine without Chromium."""
    (folder / "test_needs.py").write_text(TESTS, "utf-8")
    bare = {"PATH": "/nowhere", "CHROMIUM": ""}
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "tests.conftest",
            "-c",
            "pyproject.toml",
            "-p",
            "no:hypothesispytest",
            str(folder / "test_needs.py"),
        ],
        cwd=PROJECT,
        env=os.environ | bare | {"REQUIRE_ALL": ""} | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return ran.returncode, ran.stdout


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A shared folder without the real files in it."""
    (tmp_path / "shared").mkdir()
    return tmp_path / "shared"


def test_a_missing_thing_skips_by_name_and_says_how_to_get_it(tmp_path: Path) -> None:
    status, said = outcome(tmp_path, SHARED="/nowhere")
    assert status == 0
    assert "1 passed, 2 skipped" in said
    assert "apt-get install chromium" in said


def test_where_all_is_required_a_skip_is_a_failure(tmp_path: Path) -> None:
    status, said = outcome(tmp_path, SHARED="/nowhere", REQUIRE_ALL="1")
    assert status == 1
    assert "1 failed, 1 passed, 1 skipped" in said  # real data may be skipped where no shared folder is


def test_where_all_is_required_and_the_shared_folder_is_there_its_files_are_too(tmp_path: Path, shared: Path) -> None:
    status, said = outcome(tmp_path, SHARED=str(shared), REQUIRE_ALL="1")
    assert status == 1
    assert "1 failed, 1 passed, 1 error" in said
