"""The entries of corrections.yaml, validated: every fault is told at once."""

import re
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from etl.errors import InputError
from etl.extract.identity import holds_identity_number
from etl.extract.spec import load_spec
from etl.text import _

FILE = "corrections.yaml"
PLACE = {"sheet", "row"}
ROW = re.compile(r"[0-9]{1,7}")
"""A row number: no spreadsheet has more than 1,048,576 rows."""
WITHOUT_EFFECT = ("as_of",)
"""Columns that are used up while reading: to correct them later would change nothing."""


class Correction(BaseModel):
    """One known error: where it stands (`row` by columns, or by sheet and row), what is there, what is right.

    `set` writes `new` into `column` ('' empties the cell); `drop_row` takes the row out, `old` is then its name. All
    values are text as written in the file.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    kind: str
    file: str = Field(min_length=1)
    row: dict[str, str] = Field(min_length=1)
    action: Literal["set", "drop_row"]
    column: str = ""
    old: str
    new: str | None = None
    reason: str = Field(min_length=1)
    who: str = Field(min_length=1)
    on: date

    @model_validator(mode="after")
    def _can_be_meant(self) -> "Correction":
        if faults := list(self._faults()):
            raise PydanticCustomError("correction", "{faults}", {"faults": "；".join(faults)})
        return self

    def _faults(self) -> Any:
        kinds = load_spec().kinds
        if self.kind not in kinds:
            yield _("{kind} is no kind of source; there are: {kinds}", kind=self.kind, kinds="、".join(kinds))
            return
        columns = kinds[self.kind].columns
        unknown = [name for name in (*self.row, self.column) if name and name not in {*columns, *PLACE}]
        if unknown:
            names = "、".join(columns)
            yield _(
                "{kind} has no column {column}; there are: {columns}",
                kind=self.kind,
                column="、".join(unknown),
                columns=names,
            )
        if PLACE & set(self.row) and not (set(self.row) <= PLACE and ROW.fullmatch(self.row.get("row", ""))):
            yield _("row is told by columns, or by sheet and row number")
        if self.action == "set" and (not self.column or self.column in (*WITHOUT_EFFECT, *PLACE) or self.new is None):
            yield _("set needs a column (not as_of) and new")
        if self.action == "drop_row" and (self.column or self.new is not None or not self.old):
            yield _("drop_row needs the name of the row in old, and neither column nor new")
        written = (self.id, self.file, self.old, self.new or "", self.reason, self.who, *self.row.values())
        if any(holds_identity_number(text) for text in written):
            yield _("identity-card numbers may not stand in it")


def load_corrections(path: Path) -> list[Correction]:
    """The entries in their order; none where the file is absent or empty. Raises InputError with every fault."""
    if not path.exists():
        return []
    try:
        # BaseLoader leaves every value the text that was written: 007 stays 007, `on` no truth value.
        content = yaml.load(path.read_text("utf-8-sig"), yaml.BaseLoader) or []  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _refused(path, [" ".join(str(error).split())]) from None
    try:
        entries = TypeAdapter(list[Correction]).validate_python(content)
    except ValidationError as error:
        raise _refused(path, [_fault_text(fault, content) for fault in error.errors()]) from None
    ids = [entry.id for entry in entries]
    if twice := sorted({entry_id for entry_id in ids if ids.count(entry_id) > 1}):
        raise _refused(path, [_("the id stands twice: {ids}", ids="、".join(twice))])
    return entries


def _fault_text(fault: Any, content: Any) -> str:
    """Entry, key and what is wrong, in words."""
    entry, *keys = fault["loc"] or ("",)
    known = isinstance(entry, int) and isinstance(content[entry], dict) and content[entry].get("id")
    where = ".".join(str(part) for part in (known or (entry + 1 if isinstance(entry, int) else entry), *keys))
    words = {"missing": _("is missing"), "extra_forbidden": _("is not known here"), "string_too_short": _("is empty")}
    said = words.get(fault["type"], fault["msg"])
    return f"{where}：{said}" if where else said


def _refused(path: Path, faults: list[str]) -> InputError:
    return InputError(
        _("The file of corrections has faults"),
        file=path.name,
        found="；".join(faults),
        expected=_("entries with id, kind, file, row, action, column, old, new, reason, who, on"),
        next_step=_("Correct it by docs/county.md and build again"),
    )
