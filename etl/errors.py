"""The ways a command can fail, each with its exit status.

An error says where (file, sheet, row), what was found, what was expected and what to do next:
the reader is somebody in a county office, not a programmer.
"""

from dataclasses import dataclass


class BuildError(Exception):
    """Base of every foreseen failure; `exit_status` is what the command line returns."""

    exit_status = 70


@dataclass
class InputError(BuildError):
    """An argument or a needed source cannot be used (exit status 2).

    All fields are Chinese plain text, empty where they do not apply; `row` is the row number as a
    spreadsheet shows it (1 is the first line of the file), 0 where no row is meant.
    """

    problem: str
    file: str = ""
    sheet: str = ""
    row: int = 0
    found: str = ""
    expected: str = ""
    next_step: str = ""

    exit_status = 2

    def parts(self) -> dict[str, str]:
        """The filled fields by their Chinese label, in reading order."""
        labelled = {
            "问题": self.problem,
            "文件": self.file,
            "工作表": self.sheet,
            "行": str(self.row) if self.row else "",
            "看到": self.found,
            "应为": self.expected,
            "下一步": self.next_step,
        }
        return {label: text for label, text in labelled.items() if text}

    def __str__(self) -> str:
        return "\n".join(f"{label}：{text}" for label, text in self.parts().items())


class CheckFailed(BuildError):
    """A check found failing rows (exit status 1); the published build stays current."""

    exit_status = 1


class AnotherBuildRuns(BuildError):
    """The lock is held by another build (exit status 3)."""

    exit_status = 3


class MachineError(BuildError):
    """Disk, permission or memory of the machine (exit status 4)."""

    exit_status = 4
