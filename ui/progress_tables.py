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
from ui.tables import Column
from ui.text import UNKNOWN, _, count, term

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
    build = frame.build
    found = _townships(frame, year, today)
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
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader(_("Number by number, by township"), anchor=False, width="content")
        export.table_button(build, found, columns, _("progress by township"))

    def open_rows(row: dict[str, Any], column: str) -> None:
        progress_state.choose_rows(BEHIND.get(column, "organised"), row["township_name"])

    number_table.show(found, columns, "progress_places", open_rows, TABLE_HEIGHT)
    st.caption(
        _(
            "{year}, as of {day}; stalled and due on {today}. Click on a number: its rows stand below.",
            year=year,
            day=frame.as_of,
            today=today.isoformat(),
        )
    )


def _townships(frame: Frame, year: int, today: date) -> pa.Table:
    build, until = frame.build, progress_rows.until(today)
    standing, due = progress_queries.stages(build, today), progress_queries.due_by_place(build, today, until)
    rows = []
    for row in progress_queries.places(build, year):
        name = row["township_name"]
        here = [one for one in standing if one["township_name"] == name]
        counted = {key: sum(one[key] for one in here) for key in ("targets", "stalled")}
        rows.append({**row, **counted, **_ahead(frame, (name,)), "due": due.get(name, 0)})
    if not rows:
        return pa.Table.from_pylist([])
    planned = [row["planned"] for row in rows if row["planned"] is not None]
    whole = {key: sum(row[key] for row in rows) for key in BEHIND if key not in ("planned", "expected", "interval")}
    first = {"township_name": EVERYWHERE, "planned": sum(planned) if planned else None, **whole, **_ahead(frame, ())}
    names = ("township_name", *BEHIND)
    return pa.table({name: [row[name] for row in (first, *rows)] for name in names})


def _ahead(frame: Frame, chosen: tuple[str, ...]) -> dict[str, Any]:
    ahead = progress_queries.expected(frame.build, chosen)
    if ahead is None:
        return {"expected": None, "interval": UNKNOWN}
    return {"expected": round(ahead.expected), "interval": f"{count(ahead.low)}–{count(ahead.high)}"}


def heat(frame: Frame, today: date) -> None:
    """Open targets by township and stage, the fuller the darker; a click on a number opens them."""
    rows = progress_queries.stages(frame.build, today)
    tracks = [track for track in TRACKS if any(row["track"] == track for row in rows)]
    found = _by_stage(rows, tracks)
    columns = (
        Column("township_name", _("Township"), words=_where),
        *(Column(stage, term("stage", stage), kind="number") for stage in STAGES),
        *(Column(track, term("track", track), kind="number") for track in tracks),
        Column("targets", _("All of them"), kind="number"),
    )
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader(_fullest(rows), anchor=False, width="content")
        export.table_button(frame.build, found, columns, _("targets by township and stage"))
    if not found.num_rows:
        st.info(_("No target is open"))
        return

    def open_rows(row: dict[str, Any], column: str) -> None:
        stage, track = column if column in STAGES else "", column if column in TRACKS else ""
        progress_state.choose_rows("targets", row["township_name"], stage, track)

    number_table.show(found, columns, "progress_heat", open_rows, TABLE_HEIGHT, (*STAGES, *tracks))
    st.caption(
        _(
            "Open targets by the stage that they have reached, side tracks apart, on {day}. Source: steps recorded."
            " Click on a number: its rows stand below.",
            day=today.isoformat(),
        )
    )


def _by_stage(rows: list[dict[str, Any]], tracks: list[str]) -> pa.Table:
    """A row a township and one of sums, a column a stage and side track."""
    numbers: dict[str, dict[str, int]] = {}
    for row in rows:
        for name in (EVERYWHERE, row["township_name"]):
            cells = numbers.setdefault(name, dict.fromkeys((*STAGES, *tracks, "targets"), 0))
            cells[row["track"] or row["stage"]] += row["targets"]
            cells["targets"] += row["targets"]
    names = sorted(numbers, key=lambda name: (name != EVERYWHERE, name == UNPLACED, name))
    told = {key: [numbers[name][key] for name in names] for key in (*STAGES, *tracks, "targets")}
    return pa.table({"township_name": names, **told})


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
