"""What commands show: progress on stderr (a bar on a terminal, plain lines in a log), results on stdout."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

out = Console(soft_wrap=True, highlight=False, markup=False)
err = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)

Step = Callable[[str, str], None]


@contextmanager
def progress(steps: int) -> Iterator[Step]:
    """Hand out `step(name, title)`, to be called as each of a command's steps begins."""
    if not err.is_terminal:
        yield lambda _name, title: err.print(f"{datetime.now():%H:%M:%S} {title}")
        return
    title = TextColumn("{task.description}")
    with Progress(
        SpinnerColumn(), title, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=err, transient=True
    ) as bar:
        task = bar.add_task("", total=steps)
        begun = iter(range(steps + 1))
        yield lambda _name, title: bar.update(task, description=title, completed=next(begun))


def say(text: str = "") -> None:
    """A line of the result."""
    out.print(text)


def complain(text: str) -> None:
    """A line about what went wrong."""
    err.print(text, style="red" if err.is_terminal else None)


def say_json(value: Any) -> None:
    """The result as JSON, dates as ISO text."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=_plain) + "\n")


def table(headers: list[str], rows: list[list[Any]], title: str = "") -> None:
    """Rows under headers; figures to the right, null as an empty cell. On no terminal nothing is cut."""
    if title:
        say(title)
    if not out.is_terminal:
        for row in [headers, *rows]:
            say("  " + " | ".join(_cell(value) for value in row))
        return
    shown = Table(box=None, pad_edge=False)
    for position, header in enumerate(headers):
        figures = all(isinstance(row[position], int | float | None) for row in rows)
        shown.add_column(header, justify="right" if rows and figures else "left", overflow="fold")
    for row in rows:
        shown.add_row(*(_cell(value) for value in row))
    out.print(shown)


def percent(share: float | None) -> str:
    """A share as people read it; a dash where there is no denominator."""
    return "—" if share is None else f"{share:.1%}"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _plain(value: Any) -> str | float:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else str(value)
