"""Lists on screen and in CSV: one declaration of columns serves both."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from ui.text import UNKNOWN, _, count, decimal, term

ROW_HEIGHT = 32
PAPER_ROWS = 100
CELL = "vertical-align:top;padding:0.3rem 0;border-bottom:1px solid rgba(138,143,152,0.25)"


@dataclass(frozen=True)
class Column:
    """A column of a list: its name in the query, its header, its look, and how its values are put into words.

    `terms` names the column whose codes the values are; `words` gives the word of a code that is no such term.
    """

    name: str
    label: str
    terms: str | None = None
    words: Callable[[str], str] | None = None
    kind: str = "text"
    width: int | str | None = None
    on_screen: bool = True


def show(
    found: pa.Table,
    columns: tuple[Column, ...],
    key: str,
    height: int,
    on_select: Callable[[], None] | None = None,
    chosen: int | None = None,
    row_height: int = ROW_HEIGHT,
    several: bool = False,
    shade: Callable[[Any], Any] | None = None,
) -> Any:
    """A list without index, its first column held fast, codes in words, null as '—'; on paper its first rows as a
    plain table.

    With on_select a row can be chosen; `chosen` is the one to begin with. With `several` rows can be ticked, and
    what is given back says which. Rows higher than usual wrap their words.
    With `shade`, which gives a frame its colours, every cell is chosen by itself.
    """
    shown = tuple(column for column in columns if column.on_screen)
    options: dict[str, Any] = {}
    if on_select:
        rows = [] if chosen is None else [chosen]
        options = {
            "on_select": on_select,
            "selection_mode": "single-row",
            "selection_default": {"selection": {"rows": rows}},
        }
    elif several:
        options = {"on_select": "rerun", "selection_mode": "multi-row"}
    words = worded(found, shown)
    if shade:
        options = {"on_select": on_select, "selection_mode": "single-cell"}
    with st.container(key=f"screen_{key}"):
        selected = st.dataframe(
            shade(words.to_pandas()) if shade else words,
            key=key,
            height=min(height, 36 + (row_height + 1) * max(found.num_rows, 1)),
            hide_index=True,
            column_config={column.label: _look(column, first=column is shown[0]) for column in shown},
            placeholder=UNKNOWN,
            row_height=row_height,
            lazy=False,
            **options,
        )
    _on_paper(words, shown)
    return selected


def _on_paper(words: pa.Table, columns: tuple[Column, ...]) -> None:
    """What a canvas that scrolls cannot print: the first rows, whole, in a table of the page's own."""
    head = "".join(f"<th>{escape(column.label)}</th>" for column in columns)
    kinds = [' style="text-align:right"' if column.kind == "number" else "" for column in columns]
    rows = "".join(
        "<tr>" + "".join(f"<td{kind}>{_cell(value)}</td>" for kind, value in zip(kinds, row.values(), strict=True))
        for row in words.slice(0, PAPER_ROWS).to_pylist()
    )
    st.html(f'<table class="on-paper"><thead><tr>{head}</tr></thead>{rows}</table>')
    if words.num_rows > PAPER_ROWS:
        st.html(f'<p class="on-paper">{_("On paper the first {number}", number=PAPER_ROWS)}</p>')


def _cell(value: object) -> str:
    if value is None:
        return UNKNOWN
    if isinstance(value, list):
        return escape(_(", ").join(str(part) for part in value))
    if isinstance(value, float):
        return decimal(value)
    return count(value) if isinstance(value, int) and not isinstance(value, bool) else escape(str(value))


def _look(column: Column, first: bool) -> Any:
    if column.kind == "number":
        return st.column_config.NumberColumn(width=column.width, format="localized", pinned=first)
    if column.kind == "list":
        return st.column_config.ListColumn(width=column.width, pinned=first)
    if column.kind == "date":
        return st.column_config.DateColumn(width=column.width, format="YYYY-MM-DD", pinned=first)
    return st.column_config.TextColumn(
        width=column.width, pinned=first, alignment="right" if column.kind == "figure" else None
    )


def worded(found: pa.Table, columns: tuple[Column, ...]) -> pa.Table:
    """The columns of a list in their order, headers and codes in words; no column that is not declared."""
    return pa.table({column.label: _in_words(found.column(column.name), column) for column in columns})


def _word_of(column: Column) -> Callable[[str], str] | None:
    if column.terms is None:
        return column.words
    return lambda code: term(column.terms or "", code)


def _in_words(values: pa.ChunkedArray, column: Column) -> pa.Array | pa.ChunkedArray:
    """Codes replaced by their words, through the distinct values only; lists too; anything else as it is."""
    word = _word_of(column)
    if word is None:
        return values
    whole = values.combine_chunks()
    if column.kind == "joined":
        return pc.binary_join(_replaced_within(whole, word), _("; "))
    if pa.types.is_list(whole.type):
        return _replaced_within(whole, word)
    return _replaced(whole, word)


def _replaced_within(lists: pa.Array, word: Callable[[str], str]) -> pa.Array:
    return pa.ListArray.from_arrays(lists.offsets, _replaced(lists.values, word), mask=lists.is_null())


def _replaced(codes: pa.Array, word: Callable[[str], str]) -> pa.Array:
    encoded = codes.dictionary_encode()
    words = [None if code is None else word(str(code)) for code in encoded.dictionary.to_pylist()]
    return pa.array(words, pa.string()).take(encoded.indices)


def total_of(found: pa.Table) -> int:
    """How many rows the list has, whatever was cut off."""
    return found.column("total")[0].as_py() if found.num_rows else 0


def position(found: pa.Table, record_id: str, column: str = "enterprise_id") -> int | None:
    """Which row of the list an enterprise or union is; None where it is not among those shown."""
    at = pc.index(found.column(column), record_id).as_py() if record_id else -1
    return at if at >= 0 else None


def shown_of(found: pa.Table) -> None:
    """Says how many of how many rows are on screen, where it is not all of them."""
    total = total_of(found)
    if total > found.num_rows:
        shown, of = count(found.num_rows), count(total)
        st.caption(_("The first {shown} of {total} are shown; the CSV has them all", shown=shown, total=of))


def facts(entries: list[tuple[str, str, str]]) -> None:
    """Facts as plain text, what and value, with what they rest on below the value where it is not the line above's."""
    lines = []
    before = None
    for what, value, source in entries:
        rests = "" if source in ("", before) else f'<div style="opacity:0.62;font-size:0.8rem">{escape(source)}</div>'
        lines.append(
            f'<tr><td style="{CELL};opacity:0.62;white-space:nowrap;padding-right:0.9rem">{escape(what)}</td>'
            f'<td style="{CELL};overflow-wrap:anywhere">{escape(value)}{rests}</td></tr>'
        )
        before = source
    st.html(f'<table style="border-collapse:collapse;width:100%;font-size:0.9rem">{"".join(lines)}</table>')
