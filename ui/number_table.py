"""A table of numbers in which every number opens the rows behind it: an HTML table with buttons.

A data frame of Streamlit's with colours costs half of a page run, and cannot be reached by a screen reader or printed.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import pyarrow as pa
import streamlit as st

from ui import tables, theme
from ui.tables import Column
from ui.text import UNKNOWN, count

DARKEST = 0.55
"""How much of the colour lies over the fullest cell: the number on it stays readable."""
HTML = '<div class="box"></div>'
CSS = """
.box { overflow: auto; max-height: var(--high); border: 1px solid var(--st-border-color); border-radius: 6px;
  color: var(--st-text-color); font-family: var(--st-font); font-size: 0.85rem }
table { border-collapse: separate; border-spacing: 0; width: 100% }
th, td { padding: 0.3rem 0.55rem; text-align: right; white-space: nowrap; font-weight: 400;
  border-bottom: 1px solid var(--st-border-color); font-variant-numeric: tabular-nums }
tr:last-child > * { border-bottom: 0 }
.text { text-align: left }
thead th { position: sticky; top: 0; z-index: 1; background: var(--st-secondary-background-color) }
tbody th { position: sticky; left: 0; background: var(--st-background-color) }
thead th:first-child { left: 0; z-index: 2 }
button { all: unset; cursor: pointer; text-decoration: underline dotted 1px; text-underline-offset: 0.2em }
button:hover { text-decoration-style: solid }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px }
@media print { .box { max-height: none; overflow: visible } }
"""
SCRIPT = """
export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".box")
  box.style.setProperty("--high", `${data.height}px`)
  const make = (name, text, kind) => {
    const cell = Object.assign(document.createElement(name), { className: kind })
    cell.textContent = text
    return cell
  }
  const row = (cells, line) => {
    const made = document.createElement("tr")
    cells.forEach((text, at) => {
      const cell = make(line < 0 || !at ? "th" : "td", "", data.kinds[at])
      cell.scope = line < 0 ? "col" : "row"
      const shade = line < 0 ? 0 : data.shades[line][at]
      if (shade) cell.style.backgroundColor = `rgba(${data.colour},${shade})`
      if (line >= 0 && data.opens[line][at]) {
        const button = make("button", text, "")
        button.setAttribute("aria-label", `${cells[0]} ${data.head[at]} ${text}`)
        button.onclick = () => setTriggerValue("cell", [line, at])
        cell.append(button)
      } else cell.textContent = text
      made.append(cell)
    })
    return made
  }
  const table = document.createElement("table")
  const head = document.createElement("thead"), body = document.createElement("tbody")
  head.append(row(data.head, -1))
  body.append(...data.rows.map(row))
  table.append(head, body)
  box.replaceChildren(table)
}
"""


@st.cache_resource(max_entries=1, show_spinner=False)
def _component():
    return st.components.v2.component("number_table", html=HTML, css=CSS, js=SCRIPT)


class Numbers(NamedTuple):
    """A table as it was asked, its columns, and what the browser gets of it: made once, shared, never changed."""

    found: pa.Table
    columns: tuple[Column, ...]
    content: dict[str, Any]


def made(found: pa.Table, columns: tuple[Column, ...], shaded: tuple[str, ...] = ()) -> Numbers:
    """The table in words. The columns named in `shaded` are the darker the more there is, but for the first row, which
    holds sums."""
    return Numbers(found, columns, _content(found, columns, shaded))


def show(table: Numbers, key: str, open_rows: Callable[[dict[str, Any], str], None], height: int) -> None:
    """The table on the page. A number that is not nothing is a button; its click tells its row, and the name of its
    column."""

    def choose() -> None:
        line, at = st.session_state[key].cell
        if line < table.found.num_rows:
            open_rows(table.found.slice(line, 1).to_pylist()[0], table.columns[at].name)

    colour = theme.current().ladder[2].lstrip("#")
    data = {
        **table.content,
        "colour": ",".join(str(int(colour[at : at + 2], 16)) for at in (0, 2, 4)),
        "height": height,
    }
    _component()(key=key, data=data, on_cell_change=choose, height="content")


def _content(found: pa.Table, columns: tuple[Column, ...], shaded: tuple[str, ...]) -> dict[str, Any]:
    """Head, cells in words, which of them open something, and how strongly each is coloured (0: not at all)."""
    words = tables.worded(found, columns)
    told = [words.column(column.label).to_pylist() for column in columns]
    most = max((number or 0 for name in shaded for number in found.column(name).to_pylist()[1:]), default=0)

    def shade(column: Column, line: int, value: Any) -> float:
        return round(DARKEST * (value / most) ** 0.5, 2) if line and value and column.name in shaded else 0

    lines = [list(zip(columns, line, strict=True)) for line in zip(*told, strict=True)]
    return {
        "head": [column.label for column in columns],
        "kinds": ["number" if column.kind in ("number", "figure") else "text" for column in columns],
        "rows": [[_said(value) for _column, value in line] for line in lines],
        "opens": [[_opens(column, value) for column, value in line] for line in lines],
        "shades": [[shade(column, at, value) for column, value in line] for at, line in enumerate(lines)],
    }


def _said(value: Any) -> str:
    return UNKNOWN if value is None else value if isinstance(value, str) else count(value)


def _opens(column: Column, value: Any) -> bool:
    return column.kind in ("number", "figure") and value not in (None, 0, UNKNOWN)
