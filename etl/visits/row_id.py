"""What tells a row of a visit list when it comes back: which list, which enterprise, and a seal over both and the name.

A hand that draws a cell down counts its digits up, and a row that is typed over keeps the id of another enterprise; the
seal says so, and nothing is written about the wrong one.
"""

from dataclasses import dataclass
from hashlib import sha256
from uuid import uuid4

from etl.extract.spec import header_key

JOINT = "|"
SEAL_LENGTH = 8


@dataclass(frozen=True)
class RowId:
    """Whom a row is about, and on which list it stands (`token`)."""

    token: str
    enterprise_id: str


def new_token() -> str:
    """A list's own name, which no other list has."""
    return uuid4().hex[:12]


def written(row_id: RowId, enterprise_name: str) -> str:
    """The cell that holds it, sealed with the name that stands in the row."""
    return JOINT.join((row_id.enterprise_id, row_id.token, _seal(row_id, enterprise_name)))


def read(cell: str, enterprise_name: str) -> RowId | None:
    """The row's id; None where the cell is none, was changed, or stands beside another enterprise's name."""
    parts = cell.strip().rsplit(JOINT, 2)
    if len(parts) != 3:
        return None
    row_id = RowId(parts[1], parts[0])
    return row_id if parts[2] == _seal(row_id, enterprise_name) else None


def _seal(row_id: RowId, enterprise_name: str) -> str:
    """Blanks and width of brackets in the name do not count: spreadsheets change them."""
    told = JOINT.join((row_id.enterprise_id, row_id.token, header_key(enterprise_name)))
    return sha256(told.encode()).hexdigest()[:SEAL_LENGTH]
