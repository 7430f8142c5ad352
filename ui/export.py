"""CSV of a list: exactly the rows that its filters leave, made only when somebody clicks."""

from functools import partial
from typing import Any

import streamlit as st

from etl.export import to_csv_bytes
from ui import queries, warehouse
from ui.tables import Column, worded
from ui.text import _, day, in_this_language
from ui.warehouse import Build


def content(build: Build, query: str, columns: tuple[Column, ...], **parameters: Any) -> bytes:
    """Every row of a query under the columns' headers, as CSV that a spreadsheet opens without harm."""
    return to_csv_bytes(worded(warehouse.table(build, query, **parameters, row_limit=None), columns))


def file_name(build: Build, name: str) -> str:
    """What the file is called: the list, the build's as-of, and how many decisions it holds that no build has read."""
    parts = [name, day(queries.build_facts(build)["as_of"])]
    if build.pending:
        parts.append(_("with {number} decisions made since", number=build.pending))
    return "_".join(parts) + ".csv"


def button(build: Build, query: str, columns: tuple[Column, ...], name: str, **parameters: Any) -> None:
    """A button that gives the query's rows, all of them, in the language of the page; the file name has the build's
    as-of."""
    st.download_button(
        _("CSV"),
        in_this_language(partial(content, build, query, columns, **parameters)),
        file_name=file_name(build, name),
        mime="text/csv",
        key=f"csv_{query}",
        on_click="ignore",
        icon=":material/download:",
        help=_("Every row that the filters leave, codes as text"),
    )


def table_button(build: Build, found: Any, columns: tuple[Column, ...], name: str) -> None:
    """A button that gives a table that stands whole on the page."""
    st.download_button(
        _("CSV"),
        in_this_language(partial(_table, found, columns)),
        file_name=file_name(build, name),
        mime="text/csv",
        key=f"csv_{name}",
        on_click="ignore",
        icon=":material/download:",
        help=_("The numbers of this table"),
    )


def _table(found: Any, columns: tuple[Column, ...]) -> bytes:
    return to_csv_bytes(worded(found, columns))
