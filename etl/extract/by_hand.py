"""Headers that a county maps by hand (`[[headers]]` in county.toml), held against the spec."""

from collections.abc import Sequence

from etl.extract.recognise import is_personal
from etl.extract.spec import header_key, load_spec
from etl.text import _


def fault_of(kind: str, header: str, column: str) -> str:
    """What is wrong with an entry, in words; '' where nothing is."""
    kinds = load_spec().kinds
    if kind not in kinds:
        return _("{kind} is no kind of source; there are: {kinds}", kind=kind, kinds="、".join(kinds))
    if column not in kinds[kind].columns:
        columns = "、".join(kinds[kind].columns)
        return _("{kind} has no column {column}; there are: {columns}", kind=kind, column=column, columns=columns)
    if not header_key(header):
        return _("the header is empty")
    if is_personal(header):
        return _("{header}: columns of identity-card numbers are never read", header=header)
    return ""


def contradictions(entries: Sequence[tuple[str, str, str]]) -> list[str]:
    """Headers that are to stand for two columns of one kind, as written."""
    meant: dict[tuple[str, str], str] = {}
    twice = [h for kind, h, column in entries if meant.setdefault((kind, header_key(h)), column) != column]
    return list(dict.fromkeys(twice))
