"""The parts of the dictionary page: a kind of source with its columns, and its empty workbook to download."""

from functools import partial

import streamlit as st

from etl.command.templates import template_bytes
from etl.extract.spec import Kind, load_spec
from etl.text import language
from ui.text import _, in_this_language, plain, source_words

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def found(part: str) -> dict[str, Kind]:
    """The kinds that hold a part of a word in a name, header, meaning or English name; all where nothing is asked."""
    wanted = part.strip().casefold()
    return {name: kind for name, kind in load_spec().kinds.items() if wanted in _words(name, kind)}


def _words(name: str, kind: Kind) -> str:
    texts = [name, kind.zh, kind.about, source_words(kind.zh), source_words(kind.about)]
    for key, column in kind.columns.items():
        texts += [key, column.zh, *column.synonyms, column.about, source_words(column.zh), source_words(column.about)]
    return "\n".join(texts).casefold()


def kind_block(name: str, kind: Kind, is_open: bool) -> None:
    """One kind: what it is, its template, its columns; open where it was looked for."""
    mark = f":orange-badge[{_('needed')}] " if kind.needed else ""
    label = f"{mark}**{plain(source_words(kind.zh))}** · {plain(source_words(kind.about))}"
    with st.expander(label, expanded=is_open, key=f"kind_{name}_{is_open}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(_("★ needed · ☆ one of these is needed"), width="stretch")
            st.download_button(
                _("Empty workbook"),
                in_this_language(partial(template_bytes, kind)),
                file_name=f"{kind.zh}.xlsx",
                mime=EXCEL,
                key=f"template_{name}",
                on_click="ignore",
                icon=":material/download:",
            )
        st.markdown(_columns(kind))


def _columns(kind: Kind) -> str:
    """A line a column, which a telephone shows too: header, mark, meaning, example, the other headers accepted."""
    return "\n".join(
        "- "
        + _(
            "**{column}** {mark} {meaning}, such as “{example}”. :gray[Also: {headers}]",
            column=plain(source_words(column.zh)),
            mark=_mark(kind, name),
            meaning=plain(source_words(column.about)),
            example=plain(column.example),
            headers=plain("、".join(kind.headers(name)[1:] if language.get() == "zh_CN" else kind.headers(name))),
        )
        for name, column in kind.columns.items()
    )


def _mark(kind: Kind, name: str) -> str:
    """A full star where the column is needed, an empty one where one of several is."""
    group = next((group for group in kind.needed_columns if name in group), [])
    return "" if not group else "★" if group == [name] else "☆"
