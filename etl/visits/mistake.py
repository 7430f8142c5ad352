"""What is wrong with a row of a visit list, and where: said to who filled it in."""

from dataclasses import dataclass

from etl.text import _
from etl.visits.columns import columns
from etl.visits.read import FilledRow

EXPECTED = {
    "stage": ("reached", "the next step of this enterprise"),
    "happened_on": ("visited_on", "a day that is not in the future"),
    "before_last_stage": ("visited_on", "a day not before the step that is recorded already"),
    "applications": ("applications", "how many workers applied for membership: this step asks for it"),
    "document_number": ("document_number", "the number of the document: this step asks for it"),
    "eligible": ("eligible", "how many members there are: the election asks for it"),
    "attended": ("attended", "how many came: the election asks for it"),
    "votes": ("votes", "how many votes the elected had: the election asks for it"),
    "negative": ("applications", "numbers that are not negative"),
    "attended_more": ("attended", "not more than are eligible"),
    "votes_more": ("votes", "not more than came"),
    "attended_too_few": ("attended", "at least two thirds of those eligible"),
    "votes_too_few": ("votes", "more than half of those eligible"),
    "refusal": ("refusal", "a reason from the drop-down"),
    "note": ("note", "what happened, in a few words"),
}
"""Field that the ledger refuses (NotValid) → the column that it stands in, and what is expected there."""


@dataclass(frozen=True)
class Mistake:
    """One fault: file, sheet ('' of a text file), row as a spreadsheet shows it, column as the file calls it; what
    stands there ('' for nothing), what was expected, what to do."""

    file: str
    sheet: str
    row: int
    column: str
    found: str
    expected: str
    next_step: str


def at(row: FilledRow, column: str, expected: str, next_step: str) -> Mistake:
    """A mistake in a column of a row."""
    return Mistake(row.file, row.sheet, row.row, header_of(row, column), row.cells.get(column, ""), expected, next_step)


def header_of(row: FilledRow, column: str) -> str:
    """What a column is called in the file of a row."""
    return row.headers.get(column) or columns()[column].header


def refused(row: FilledRow, field: str) -> Mistake:
    """What the ledger's own check says of a row."""
    column, expected = EXPECTED[field]
    return at(row, column, _(expected), _("Put it right in the list and load it again"))
