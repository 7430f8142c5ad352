"""`python -m etl explain ID`: every rule, value and source row behind an enterprise or a union."""

import json
import re
from dataclasses import dataclass
from typing import Annotated, Any

import duckdb
import typer

from etl import sql
from etl.command import screen
from etl.command.current import decided
from etl.command.labels import label, value_label
from etl.command.options import JsonOption, WarehouseOption, settings
from etl.errors import InputError
from etl.text import _

Row = dict[str, Any]
Place = tuple[str, str, int]

TELEPHONE = re.compile(r"(?<![0-9A-Za-z])(1[3-9]\d|0\d{2,3}-?\d{1,2})\d{4}(\d{2,4})(?![0-9A-Za-z])")


LINE_COLUMNS = 8


@dataclass(frozen=True)
class Section:
    """A part of the explanation: its title and its rows, each column → value."""

    key: str
    title: str
    rows: list[Row]


def explain(
    wanted: Annotated[str, typer.Argument(help=_("An enterprise's or union's id, code or full name"), metavar="ID")],
    warehouse: WarehouseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print why this enterprise has this status and priority, or this union stands as it does."""
    with decided(settings(warehouse=warehouse), needs_lineage=True) as connection:
        sections = explanation(connection, wanted.strip())
    if as_json:
        screen.say_json({section.key: section.rows for section in sections})
        return
    for section in sections:
        screen.say(f"\n{section.title}")
        for row in section.rows:
            _show(row)
        if not section.rows:
            screen.say("  " + _("nothing"))


def explanation(connection: duckdb.DuckDBPyConnection, wanted: str) -> list[Section]:
    """All sections about an enterprise or a union. Raises InputError where none or several are meant."""
    kind, identity = _find(connection, wanted)
    parts = ENTERPRISE if kind == "enterprise" else UNION
    sections = [
        Section(key, _(title), sql.rows(connection, sql.read("command", f"explain_{key}"), {"id": identity}))
        for key, title in parts
    ]
    places = _places(sections)
    rejected = [
        reject
        for file, sheet, number in places
        for reject in sql.rows(
            connection, sql.read("command", "explain_reject"), {"file": file, "sheet": sheet, "row": number}
        )
    ]
    return [
        *sections,
        Section("reject", _("What of its rows could not be used"), rejected),
        Section("source", _("Source rows as written"), _source_rows(connection, places)),
    ]


ENTERPRISE = (
    ("enterprise", "Identity, scope, place, size, union"),
    ("headcount", "Headcount by source"),
    ("above_scale", "Lists of above-scale enterprises"),
    ("identity", "Who is who: what counts as it, and who said so"),
    ("link", "Counted links"),
    ("candidate", "Possible links, not counted"),
    ("comparison", "What was compared of possible links"),
    ("decision", "What people decided"),
    ("correction", "Corrections of its rows"),
    ("priority", "Priority and its reasons"),
)
UNION = (
    ("union", "The union"),
    ("again", "Rows of the ledger about it that do not count"),
    ("identity", "Who is who: what counts as it, and who said so"),
    ("risk", "The risk score, indicator by indicator"),
    ("risk_evidence", "Evidence behind the indicators"),
    ("verdict", "What was found on the spot"),
    ("order", "Rectification orders"),
    ("link", "Counted links"),
    ("candidate", "Possible links, not counted"),
    ("comparison", "What was compared of possible links"),
    ("decision", "What people decided"),
    ("correction", "Corrections of its rows"),
)


def _find(connection: duckdb.DuckDBPyConnection, wanted: str) -> tuple[str, str]:
    found = sql.rows(connection, sql.read("command", "explain_find"), {"wanted": wanted})
    exact = [one for one in found if one["id"] == wanted] or found
    if len(exact) == 1:
        return exact[0]["kind"], exact[0]["id"]
    if not found:
        raise InputError(
            _("No enterprise and no union has this id, code or name"),
            found=wanted,
            next_step=_("Give the full name, the credit code or the id as the tables have it"),
        )
    raise InputError(
        _("Several are meant"),
        found=wanted,
        expected="；".join(f"{one['id']} {one['name']}" for one in found[:20]),
        next_step=_("Give one of these ids"),
    )


def _places(sections: list[Section]) -> list[Place]:
    """Where the sections' values come from: file, sheet, row, each once."""
    found = {
        (row["source_file"], row["source_sheet"] or "", row["source_row"]): None
        for section in sections
        for row in section.rows
        if row.get("source_file") and row.get("source_row") is not None
    }
    return list(found)


def _source_rows(connection: duckdb.DuckDBPyConnection, places: list[Place]) -> list[Row]:
    """The raw rows of these places: the file's own headers → the text as read, telephone numbers masked."""
    found = []
    for file, sheet, number in places:
        kinds = connection.execute(
            "select file_id, source_kind from raw.source_file where file = $file and source_kind in"
            " (select table_name from duckdb_tables() where database_name = 'lineage' and schema_name = 'raw')",
            {"file": file},
        ).fetchall()
        for file_id, kind in kinds:
            place = {"file_id": file_id, "sheet": sheet, "row": number}
            select = f'select * from raw."{kind}" where file_id = $file_id and sheet = $sheet and "row" = $row'
            headers = _headers(connection, file_id, kind, sheet)
            found += [
                {"source_file": file, "source_sheet": sheet, "source_row": number, **_as_written(raw, headers)}
                for raw in sql.rows(connection, select, place)
            ]
    return found


def _headers(connection: duckdb.DuckDBPyConnection, file_id: int, kind: str, sheet: str) -> dict[str, str]:
    """Column → header as the file writes it."""
    row = connection.execute(
        "select matched from raw.sheet where file_id = $file_id and source_kind = $kind and sheet = $sheet",
        {"file_id": file_id, "kind": kind, "sheet": sheet},
    ).fetchone()
    return json.loads(row[0]) if row and row[0] else {}


def _as_written(raw: Row, headers: dict[str, str]) -> Row:
    other = json.loads(raw["other"]) if raw.get("other") else {}
    kept = {
        headers.get(column, column): masked(value, column)
        for column, value in raw.items()
        if column not in ("file_id", "sheet", "row", "other") and value is not None
    }
    return {**kept, **{header: masked(str(value), header) for header, value in other.items() if value is not None}}


def masked(value: Any, column: str = "") -> Any:
    """A text with the middle of its telephone numbers hidden; of a telephone column all but the last two digits."""
    if not isinstance(value, str):
        return value
    if "phone" in column or "电话" in column or "手机" in column:
        return "*" * max(0, len(value) - 2) + value[-2:]
    return TELEPHONE.sub(r"\1****\2", value)


def _show(row: Row) -> None:
    """A short row on one line, a long one down the page; what is null or empty is left out."""
    shown = [
        f"{label(column)}：{value_label(column, value)}" for column, value in row.items() if value not in (None, "", [])
    ]
    if len(row) <= LINE_COLUMNS:
        screen.say("  " + "，".join(shown))
        return
    for position, line in enumerate(shown):
        screen.say(f"  {'' if position else '· '}{line}")
