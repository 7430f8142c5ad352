"""The parts of the dictionary page: a kind of source with its columns, and its empty workbook to download."""

from functools import partial

import streamlit as st

from etl.command.templates import template_bytes
from etl.extract.spec import Kind, load_spec
from ui.text import _, count, in_this_language, listed, plain, said

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def found(part: str) -> dict[str, Kind]:
    """The kinds that hold a part of a word in a name, header, meaning or English name; all where nothing is asked."""
    wanted = part.strip().casefold()
    return {name: kind for name, kind in load_spec().kinds.items() if wanted in _words(name, kind)}


def _words(name: str, kind: Kind) -> str:
    texts = [name, kind.zh, kind.about, said(kind.zh), said(kind.about)]
    for key, column in kind.columns.items():
        texts += [key, column.zh, *column.synonyms, column.about, said(column.zh), said(column.about)]
    return "\n".join(texts).casefold()


def kind_block(name: str, kind: Kind, is_open: bool) -> None:
    """One kind: what it is, its template, its columns; open where it was looked for."""
    label = f"**{plain(said(kind.zh))}** · {plain(said(kind.about))}"
    with st.expander(label, expanded=is_open, key=f"kind_{name}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if kind.needed:
                st.badge(_("needed"), color="orange")
            st.markdown(_("{number} columns", number=count(len(kind.columns))), width="stretch")
            st.download_button(
                _("Empty workbook"),
                in_this_language(partial(template_bytes, kind)),
                file_name=f"{kind.zh}.xlsx",
                mime=EXCEL,
                key=f"template_{name}",
                on_click="ignore",
                icon=":material/download:",
            )
        st.table(_columns(kind), border="horizontal", hide_index=True)


def _columns(kind: Kind) -> dict[str, list[str]]:
    columns = kind.columns.items()
    return {
        _("Column of the file"): [plain(said(column.zh)) for _name, column in columns],
        _("Needed"): [_need(kind, name) for name, _column in columns],
        _("Meaning"): [plain(said(column.about)) for _name, column in columns],
        _("Example (invented)"): [plain(column.example) for _name, column in columns],
        _("Accepted headers"): [plain("、".join(kind.headers(name))) for name, _column in columns],
    }


def _need(kind: Kind, name: str) -> str:
    """Needed alone, or one of a group."""
    group = next((group for group in kind.needed_columns if name in group), [])
    if group == [name]:
        return _("needed")
    return _("one of {columns}", columns=listed([said(kind.columns[other].zh) for other in group])) if group else ""
