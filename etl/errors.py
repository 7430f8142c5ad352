"""The ways a command can fail, each with its exit status.

An error says where (file, sheet, row), what was found, what was expected and what to do next:
the reader is somebody in a county office, not a programmer.
"""

from dataclasses import dataclass

from etl.text import _


class BuildError(Exception):
    """Base of every foreseen failure; `exit_status` is what the command line returns."""

    exit_status = 70


@dataclass
class InputError(BuildError):
    """An argument or a needed source cannot be used (exit status 2).

    All fields are plain translated text, empty where they do not apply; `row` is the row number as a
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
        """The filled fields by their translated label, in reading order."""
        labelled = {
            _("Problem"): self.problem,
            _("File"): self.file,
            _("Sheet"): self.sheet,
            _("Row"): str(self.row) if self.row else "",
            _("Found"): self.found,
            _("Expected"): self.expected,
            _("Next step"): self.next_step,
        }
        return {label: text for label, text in labelled.items() if text}

    def __str__(self) -> str:
        return "\n".join(_("{label}: {text}", label=label, text=text) for label, text in self.parts().items())


class CheckFailed(BuildError):
    """A check found failing rows (exit status 1); the published build stays current."""

    exit_status = 1


class AnotherBuildRuns(BuildError):
    """The lock is held by another build (exit status 3)."""

    exit_status = 3


class MachineError(BuildError):
    """Disk, permission or memory of the machine (exit status 4)."""

    exit_status = 4
