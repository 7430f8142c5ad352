"""Tables of numbers on the progress page in which a click on a number opens the rows behind it."""

from datetime import date
from typing import Any

import plotly.graph_objects as go
import pyarrow as pa
import streamlit as st

from ledger.stages import STAGES, TRACKS
from ui import charts, export, number_table, progress_queries, progress_rows, progress_state
from ui.frame import Frame
from ui.names import UNPLACED, place
from ui.number_table import Numbers
from ui.tables import Column
from ui.text import UNKNOWN, _, cached_by_language, count, term
from ui.warehouse import Build

EVERYWHERE = ""
"""Stands for all townships in a row of sums, and in the filter that a click on it sets."""
TABLE_HEIGHT = 620
BEHIND = {
    "planned": "plans",
    "done": "organised",
    "running": "running",
    "running_unknown": "running_unknown",
    "not_running": "not_running",
    "expected": "history",
    "interval": "history",
    "undated": "undated",
    "targets": "targets",
    "stalled": "stalled",
    "due": "due",
}
"""Column of the table by township → the list of the rows behind its numbers."""


def by_township(frame: Frame, year: int, today: date) -> None:
    """Every number of the year and of today by township; a click on one opens its rows."""
    table = _townships(frame.build, year, today)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader(_("Number by number, by township"), anchor=False, width="content")
        export.table_button(frame.build, table.found, table.columns, _("progress by township"))

    def open_rows(row: dict[str, Any], column: str) -> None:
        progress_state.choose_rows(BEHIND.get(column, "organised"), row["township_name"])

    number_table.show(table, "progress_places", open_rows, TABLE_HEIGHT)
    st.caption(
        _(
            "{year}, as of {day}; stalled and due on {today}. Click on a number: its rows stand below.",
            year=year,
            day=frame.as_of,
            today=today.isoformat(),
        )
    )


@cached_by_language(maxsize=8)
def _townships(build: Build, year: int, today: date) -> Numbers:
    number = "number"
    columns = (
        Column("township_name", _("Township"), words=_where),
        Column("planned", _("Planned"), kind=number),
        Column("done", _("Organised"), kind=number),
        Column("running", term("running", "running"), kind=number),
        Column("running_unknown", term("running", "running_unknown"), kind=number),
        Column("not_running", term("running", "not_running"), kind=number),
        Column("expected", _("Expected by the year's end"), kind=number),
        Column("interval", _("80 % interval"), kind="figure"),
        Column("undated", _("Without a day"), kind=number),
        Column("targets", _("Open targets"), kind=number),
        Column("stalled", _("Stalled"), kind=number),
        Column("due", _("Due"), kind=number),
    )
    rows = _rows(build, year, today)
    return number_table.made(pa.table({column.name: [row[column.name] for row in rows] for column in columns}), columns)


def _rows(build: Build, year: int, today: date) -> list[dict[str, Any]]:
    """A row of sums, and one a township."""
    due = progress_queries.due_by_place(build, today, progress_rows.until(today))
    rows = []
    for row in progress_queries.places(build, year):
        name = row["township_name"]
        counted = progress_queries.standing(build, today, (name,))
        rows.append({**row, **counted, **_ahead(build, (name,)), "due": due.get(name, 0)})
    planned = [row["planned"] for row in rows if row["planned"] is not None]
    whole = {key: sum(row[key] for row in rows) for key in BEHIND if key not in ("planned", "expected", "interval")}
    first = {"township_name": EVERYWHERE, "planned": sum(planned) if planned else None, **whole, **_ahead(build, ())}
    return [first, *rows]


def _ahead(build: Build, chosen: tuple[str, ...]) -> dict[str, Any]:
    ahead = progress_queries.expected(build, chosen)
    if ahead is None:
        return {"expected": None, "interval": UNKNOWN}
    return {"expected": round(ahead.expected), "interval": f"{count(ahead.low)}–{count(ahead.high)}"}


def heat(frame: Frame, today: date) -> None:
    """Open targets by township and stage, the fuller the darker; a click on a number opens them."""
    table = _by_stage(frame.build, today)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader(_fullest(progress_queries.stages(frame.build, today)), anchor=False, width="content")
        export.table_button(frame.build, table.found, table.columns, _("targets by township and stage"))
    if not table.found.num_rows:
        st.info(_("No target is open"))
        return

    def open_rows(row: dict[str, Any], column: str) -> None:
        stage, track = column if column in STAGES else "", column if column in TRACKS else ""
        progress_state.choose_rows("targets", row["township_name"], stage, track)

    number_table.show(table, "progress_heat", open_rows, TABLE_HEIGHT)
    st.caption(
        _(
            "Open targets by the stage that they have reached, side tracks apart, on {day}. Source: steps recorded."
            " Click on a number: its rows stand below.",
            day=today.isoformat(),
        )
    )


@cached_by_language(maxsize=8)
def _by_stage(build: Build, today: date) -> Numbers:
    """A row a township and one of sums, a column a stage and side track."""
    rows = progress_queries.stages(build, today)
    tracks = [track for track in TRACKS if any(row["track"] == track for row in rows)]
    columns = (
        Column("township_name", _("Township"), words=_where),
        *(Column(stage, term("stage", stage), kind="number") for stage in STAGES),
        *(Column(track, term("track", track), kind="number") for track in tracks),
        Column("targets", _("All of them"), kind="number"),
    )
    numbers: dict[str, dict[str, int]] = {}
    for row in rows:
        for name in (EVERYWHERE, row["township_name"]):
            cells = numbers.setdefault(name, dict.fromkeys((*STAGES, *tracks, "targets"), 0))
            cells[row["track"] or row["stage"]] += row["targets"]
            cells["targets"] += row["targets"]
    names = sorted(numbers, key=lambda name: (name != EVERYWHERE, name == UNPLACED, name))
    told = {column.name: [numbers[name][column.name] for name in names] for column in columns[1:]}
    return number_table.made(pa.table({"township_name": names, **told}), columns, (*STAGES, *tracks))


def _fullest(rows: list[dict[str, Any]]) -> str:
    """What the table shows: the fullest cell of it."""
    started = [row for row in rows if row["track"] is None and row["stage"] != "listed"]
    if not started:
        return _("Targets by township and stage: none has begun")
    most = max(started, key=lambda row: (row["targets"], row["township_name"]))
    return _(
        "Most wait in {place} after “{stage}”: {number}",
        place=place(most["township_name"]),
        stage=term("stage", most["stage"]),
        number=count(most["targets"]),
    )


def clicked_month(figure: go.Figure, alt: str) -> None:
    """A line by month on which a click opens what was organised in the month."""

    def choose() -> None:
        points = st.session_state["timeline"].selection.points
        told = next((point["customdata"][0] for point in points if point.get("customdata")), None)
        if told:
            progress_state.choose_rows("organised", month=date.fromisoformat(f"{told}-01"))

    st.plotly_chart(
        figure,
        key="timeline",
        config=charts.CONFIG,
        alt=alt,
        height=int(figure.layout.height),
        on_select=choose,
        selection_mode="points",
    )


def _where(name: str) -> str:
    return place(name) if name else _("All townships")
