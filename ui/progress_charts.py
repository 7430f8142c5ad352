"""Charts of the progress page, finished and cached as in ui/charts.py."""

from datetime import date
from typing import Any, NamedTuple

import plotly.graph_objects as go

from etl.mart import RANKED_FROM
from etl.progress.forecast import Forecast
from ledger.stages import STAGES
from ui import change_queries, charts, progress_queries
from ui.changes import CHANGES
from ui.names import UNPLACED, place
from ui.progress_queries import Places
from ui.queries import Rows
from ui.text import _, cached_by_language, count, month, term
from ui.theme import TRACK, Palette
from ui.warehouse import Build

HEIGHT, STEP = 400, 30
PARTS = ("running", "running_unknown", "not_running")


class Standing(NamedTuple):
    """How many open targets stand at a stage on the main road, and how many of these are late."""

    stage: str
    targets: int
    stalled: int


def is_ranked(row: dict[str, Any]) -> bool:
    """Whether a township has a plan and larger enterprises enough to be compared with others."""
    return (row["planned"] or 0) >= RANKED_FROM and (row["larger"] or 0) >= RANKED_FROM


def effective(row: dict[str, Any]) -> float:
    """Effective progress: organised enterprises whose union is shown to run, over the plan."""
    return row["running"] / row["planned"]


def ranking(rows: Rows) -> tuple[Rows, Rows]:
    """Townships with plan and size enough, the furthest from their plan by running unions first; the others by plan."""
    ranked = [row for row in rows if is_ranked(row) and row["township_name"] != UNPLACED]
    others = [row for row in rows if row not in ranked and (row["planned"] or row["done"])]
    ranked.sort(key=lambda row: (effective(row), row["done"] / row["planned"], row["township_name"]))
    others.sort(key=lambda row: (row["township_name"] == UNPLACED, -(row["planned"] or 0), row["township_name"]))
    return ranked, others


def interval(ahead: Forecast) -> str:
    """The interval in words."""
    return _("80 %: {low} to {high}", low=count(ahead.low), high=count(ahead.high))


def colours(look: Palette) -> dict[str, str]:
    """Running, not known and not running: the last step of the ladder, what is to be verified, the first step."""
    return dict(zip(PARTS, (look.ladder[2], look.risk["to_verify"], look.ladder[0]), strict=True))


def entries(look: Palette) -> list[tuple[str, str]]:
    """The legend of the bullet bars."""
    return [
        *((colour, term("running", part)) for part, colour in colours(look).items()),
        (TRACK, _("Planned")),
        (look.coverage_ink[0], _("Expected by the year's end, 80 % interval")),
    ]


@cached_by_language(maxsize=8)
def bullets(build: Build, year: int, look: Palette) -> go.Figure:
    """Bullet bars by township: the plan as a wide pale bar, before it what was organised, the running part first; the
    expected number of the year with its interval."""
    ranked, others = ranking(progress_queries.places(build, year))
    rows = ranked + others
    labels = [place(row["township_name"]) for row in rows]
    opacity = [1.0] * len(ranked) + [charts.PALE] * len(others)
    planned = [row["planned"] or 0 for row in rows]
    hover = "%{y}<br>" + _("Planned") + " %{customdata}<extra></extra>"
    words = [count(row["planned"]) for row in rows]
    figure = go.Figure(
        go.Bar(
            y=labels,
            x=planned,
            orientation="h",
            width=0.86,
            marker={"color": TRACK, "line": {"color": look.line, "width": 0.6}},
            customdata=words,
            hovertemplate=hover,
        )
    )
    base = [0] * len(rows)
    for part, colour in colours(look).items():
        figure.add_trace(_part(part, rows, labels, base, colour, opacity, look))
        base = [before + row[part] for before, row in zip(base, rows, strict=True)]
    figure.add_trace(_expectation(build, rows, labels, look))
    figure.update_layout(**charts.base(max(200, charts.ROW * len(rows) + 46), barmode="overlay"))
    figure.update_yaxes(autorange="reversed", ticks="", showgrid=False, ticksuffix=" ", fixedrange=True)
    figure.update_xaxes(rangemode="tozero", **charts.counted(max([*planned, *base], default=0)))
    if ranked and others:
        line = {"color": look.line, "dash": "dot", "width": 1}
        y = len(ranked) - 0.5
        figure.add_shape(type="line", xref="paper", x0=0, x1=1, y0=y, y1=y, line=line)
    return charts.Finished(figure)


def _part(
    part: str, rows: Rows, labels: list[str], base: list[int], colour: str, opacity: list[float], look: Palette
) -> go.Bar:
    return go.Bar(
        y=labels,
        x=[row[part] for row in rows],
        base=base,
        orientation="h",
        width=0.46,
        marker={
            "color": colour,
            "opacity": opacity,
            "line": {"color": look.ground, "width": 0.6},
            "pattern": {**charts.HATCH, "fgcolor": look.ground} if part == "running_unknown" else {"shape": ""},
        },
        customdata=[count(row[part]) for row in rows],
        hovertemplate="%{y}<br>" + term("running", part) + " %{customdata}<extra></extra>",
    )


def _expectation(build: Build, rows: Rows, labels: list[str], look: Palette) -> go.Scatter:
    """A mark at the expected number with its interval, for the townships that have history enough."""
    ahead = [progress_queries.expected(build, (row["township_name"],)) for row in rows]
    told = [(label, one) for label, one in zip(labels, ahead, strict=True) if one is not None]
    return go.Scatter(
        y=[label for label, _one in told],
        x=[one.expected for _label, one in told],
        mode="markers",
        marker={"symbol": "line-ns", "size": 11, "line": {"color": look.coverage_ink[0], "width": 2}},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [max(0.0, one.high - one.expected) for _label, one in told],
            "arrayminus": [max(0.0, one.expected - one.low) for _label, one in told],
            "color": look.coverage_ink[0],
            "thickness": 1.2,
            "width": 3,
        },
        customdata=[interval(one) for _label, one in told],
        hovertemplate="%{y}<br>" + _("Expected by the year's end") + " %{x:.0f}<br>%{customdata}<extra></extra>",
    )


def line_entries(look: Palette, has_forecast: bool, has_plan: bool) -> list[tuple[str, str]]:
    """The legend of the year's line."""
    told = [(look.ladder[2], _("Organised so far"))]
    if has_plan:
        told.append((look.line, _("Plan, at an even pace")))
    if has_forecast:
        told.append((look.ladder[0], _("Expected, 80 % interval")))
    return told


@cached_by_language(maxsize=64)
def timeline(build: Build, year: int, chosen: Places, look: Palette) -> go.Figure:
    """What was organised since January, month by month up to the as-of, against the plan at an even pace; the forecast
    as a band from the last month to the year's end. A point carries its month."""
    total = progress_queries.summed(build, year, chosen)
    as_of = progress_queries.queries.build_facts(build)["as_of"]
    days = [date(year, number, 1) for number in range(1, as_of.month + 1)]
    numbers = [progress_queries.in_month(build, day, chosen) for day in days[:-1]]
    numbers.append(progress_queries.done_until(build, chosen) - sum(numbers))  # the last month only up to the as-of
    sums = [sum(numbers[: index + 1]) for index in range(len(numbers))]
    figure = go.Figure()
    end = date(year, 12, 1)
    if total.planned is not None:
        figure.add_scatter(
            x=[date(year - 1, 12, 1), end],
            y=[0, total.planned],
            mode="lines",
            line={"dash": "dash", "width": 1.6, "color": look.line},
            hoverinfo="skip",
        )
        figure.add_annotation(
            x=end,
            y=total.planned,
            text=_("Plan {number}", number=count(total.planned)),
            showarrow=False,
            yshift=10,
            xanchor="right",
        )
    ahead = progress_queries.expected(build, chosen)
    if ahead is not None and days[-1] < end:
        _band(figure, ahead, days[-1], end, look)
    figure.add_scatter(
        x=days,
        y=sums,
        mode="lines+markers",
        line={"width": 2.6, "color": look.ladder[2]},
        marker={"size": 9},
        customdata=[[f"{day:%Y-%m}", month(day), count(number)] for day, number in zip(days, numbers, strict=True)],
        hovertemplate="%{customdata[1]}<br>"
        + _("Organised so far")
        + " %{y}<br>"
        + _("in this month")
        + " %{customdata[2]}<extra></extra>",
    )
    figure.update_layout(**charts.base(HEIGHT, hovermode="closest"))
    most = max(total.planned or 0, sums[-1], 0 if ahead is None else ahead.high)
    figure.update_yaxes(rangemode="tozero", **charts.counted(most))
    figure.update_xaxes(range=[date(year - 1, 12, 15), date(year, 12, 20)], tickformat="%m", dtick="M1", showgrid=False)
    figure.update_xaxes(fixedrange=True)
    return charts.Finished(figure)


def _band(figure: go.Figure, ahead: Forecast, begin: date, end: date, look: Palette) -> None:
    """The interval as a filled wedge from what is done to the year's end, its middle dotted."""
    figure.add_scatter(
        x=[begin, end, end, begin],
        y=[ahead.done, ahead.high, ahead.low, ahead.done],
        fill="toself",
        mode="lines",
        line={"width": 0},
        fillcolor=look.ladder[0],
        opacity=0.5,
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[begin, end],
        y=[ahead.done, ahead.expected],
        mode="lines",
        line={"dash": "dot", "width": 1.6, "color": look.ladder[2]},
        hovertemplate=_("Expected by the year's end") + " %{y:.0f}<br>" + interval(ahead) + "<extra></extra>",
    )


def standing(build: Build, today: date, chosen: Places) -> list[Standing]:
    """Open targets on the main road by stage, in order."""
    rows = [
        row
        for row in progress_queries.stages(build, today)
        if row["track"] is None and (not chosen or row["township_name"] in chosen)
    ]
    return [
        Standing(stage, *(sum(row[name] for row in rows if row["stage"] == stage) for name in ("targets", "stalled")))
        for stage in STAGES
    ]


def stage_entries(look: Palette) -> list[tuple[str, str]]:
    """The legend of the stages."""
    return [(look.ladder[1], _("In time, or nobody has been there")), (look.status["uncertain"], _("Stalled today"))]


@cached_by_language(maxsize=64)
def funnel(build: Build, today: date, chosen: Places, look: Palette) -> go.Figure:
    """Open targets by the stage reached; the part that is late is hatched."""
    steps = standing(build, today, chosen)
    labels = [term("stage", step.stage) for step in steps]
    parts = (
        ([step.targets - step.stalled for step in steps], look.ladder[1], {"shape": ""}, _("In time")),
        (
            [step.stalled for step in steps],
            look.status["uncertain"],
            {**charts.HATCH, "fgcolor": look.ground},
            _("Stalled today"),
        ),
    )
    figure = go.Figure(
        [
            go.Bar(
                y=labels,
                x=numbers,
                orientation="h",
                marker={"color": colour, "pattern": pattern, "line": {"color": look.ground, "width": 0.6}},
                hovertemplate="%{y}<br>" + words + " %{x}<extra></extra>",
            )
            for numbers, colour, pattern, words in parts
        ]
    )
    figure.update_layout(**charts.base(24 * len(steps) + 40, barmode="stack", bargap=0.3))
    figure.update_yaxes(autorange="reversed", ticks="", showgrid=False, ticksuffix=" ", fixedrange=True)
    figure.update_xaxes(rangemode="tozero", **charts.counted(max(step.targets for step in steps)))
    return charts.Finished(figure)


def change_entries(look: Palette) -> list[tuple[str, str]]:
    """The legend of a month's changes."""
    return [(look.status["own"], _("came")), (look.status["uncertain"], _("went"))]


@cached_by_language(maxsize=64)
def changes(build: Build, chosen: Places, shown: date, look: Palette) -> go.Figure:
    """What came and went in a month, to the right and to the left of nothing; what nobody can know has no bar."""
    row = next(row for row in change_queries.months(build, chosen) if row["month"] == shown)
    steps = [(name, int(row[name])) for name in CHANGES if row[name] is not None]
    numbers = [number for _name, number in steps]
    figure = go.Figure(
        go.Bar(
            y=[term("coverage_change", name) for name, _number in steps],
            x=numbers,
            orientation="h",
            marker={"color": [look.status["own" if number > 0 else "uncertain"] for number in numbers]},
            text=[f"{number:+d}" if number else "0" for number in numbers],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y} %{text}<extra></extra>",
        )
    )
    most = max(3, *(abs(number) for number in numbers)) * 1.25
    figure.update_layout(**charts.base(STEP * len(CHANGES) + 40, bargap=0.35))
    figure.update_yaxes(autorange="reversed", ticks="", showgrid=False, ticksuffix=" ", fixedrange=True)
    figure.update_xaxes(range=[-most if min(numbers) < 0 else 0, most], **charts.counted(most))
    return charts.Finished(figure)
