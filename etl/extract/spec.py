"""The declarative spec of what a county may bring (sources.yaml), validated once.

Reader, templates and data dictionary are made from it, so that they cannot disagree.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

HERE = Path(__file__).parent
FILE_KINDS = ("boundary", "unrecognised")
"""Values of raw.source_file.source_kind besides the kinds of the spec."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Type = Literal["text", "date", "month", "period", "year", "count", "money", "percent", "number", "flag", "word"]


class Column(_Strict):
    """A column: header for templates, headers seen in files (likeliest first), meaning, an invented example.

    `type` and what follows it say how a cell of an event is read (etl/clean/events.py).
    """

    zh: str
    synonyms: list[str] = []
    about: str
    example: str
    mark: int = Field(0, ge=0, le=5)
    amount: bool = False
    told: dict[str, list[str]] = {}
    told_period: bool = False
    """What title or file name may say for every row: one of the values (with words for each), or a month or year."""
    merged: bool = False
    type: Type = "text"
    future: bool = False
    signed: bool = False
    at_most: str | None = None
    not_before: str | None = None


class Kind(_Strict):
    """A kind of source. `needed_columns` are groups of which one column each must be there.

    `key` is empty but for events: with whom the row is about it says which rows tell of one thing.
    """

    zh: str
    about: str
    needed: bool
    snapshot: bool
    needed_columns: list[list[str]] = Field(min_length=1)
    identity: list[str] = Field(min_length=1)
    key: list[str] = []
    cumulative: bool = False
    only_known: bool = False
    words: list[str] = []
    columns: dict[str, Column]

    @model_validator(mode="after")
    def _names_exist(self) -> "Kind":
        others = {other for c in self.columns.values() for other in (c.at_most, c.not_before) if other}
        named = {name for group in self.needed_columns for name in group} | {*self.identity, *self.key, *others}
        if unknown := named - set(self.columns):
            raise ValueError(f"not among the columns: {sorted(unknown)}")
        return self

    def headers(self, column: str) -> list[str]:
        """Every header accepted for a column, the likeliest first: Chinese name, synonyms, English name."""
        spec = self.columns[column]
        return [spec.zh, *spec.synonyms, column]

    def may_be_told(self, group: Sequence[str]) -> bool:
        """Whether title or file name may say what a group of columns would."""
        return all(self.columns[name].told or self.columns[name].told_period for name in group)

    def is_needed(self, column: str) -> bool:
        """Whether the column is needed, alone or as one of a group."""
        return any(column in group for group in self.needed_columns)


class Spec(_Strict):
    """All kinds by name, in the order in which they are tried, and the headers that are never data."""

    serial_headers: list[str]
    personal_headers: list[str]
    personal_exceptions: list[str]
    total_headers: list[str]
    qualifying_groups: list[str]
    kinds: dict[str, Kind]


class RejectReason(_Strict):
    """Why something is rejected, what was expected, what to do: the words people read."""

    reason: str
    expected: str
    next_step: str


@lru_cache(maxsize=1)
def load_spec() -> Spec:
    """The spec of sources.yaml. A fault in it is a bug and raises pydantic's ValidationError."""
    return Spec.model_validate(_yaml("sources.yaml"))


@lru_cache(maxsize=1)
def load_reject_reasons() -> dict[str, RejectReason]:
    """Reject reasons by code."""
    return {code: RejectReason.model_validate(entry) for code, entry in _yaml("reject_reasons.yaml").items()}


def _yaml(name: str) -> dict:
    """A YAML file of this stage, by the C parser where PyYAML has it (ten times as fast)."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((HERE / name).read_text("utf-8"), loader)  # noqa: S506 - both are safe loaders


BRACKETED = re.compile(r"[(\[{<【〔《][^()\[\]{}<>【】〔〕《》]*[)\]}>】〕》]")
IGNORED = re.compile(r"[\s_\-.*:·、,;/|'\"()\[\]{}<>【】〔〕《》\u200b\ufeff]")


@lru_cache(maxsize=20_000)
def header_key(header: str) -> str:
    """A header as it is compared: half width, lower case, without spaces, brackets, asterisks, colons, underscores."""
    return IGNORED.sub("", unicodedata.normalize("NFKC", header).casefold())


@lru_cache(maxsize=20_000)
def bare_header_key(header: str) -> str:
    """The same without leading numbering and what stands in brackets (units, remarks)."""
    text = re.sub(r"^\s*[(]?\d{1,2}[.、)]\s*", "", unicodedata.normalize("NFKC", header))
    return header_key(BRACKETED.sub("", text))
