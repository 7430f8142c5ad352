"""Glossary: what does a word of these pages mean, and what is it called in the tables and in the other language?"""

import streamlit as st

from etl.text import language
from ui import glossary
from ui.frame import here
from ui.text import _, count

frame = here()
frame.heading(_("One word for one thing: {number} words", number=count(len(glossary.words()))))
asked = st.text_input(_("Find a word"), placeholder=_("Part of a word, in Chinese or English"), width=340, key="word")
part = (asked or "").strip().lower()


def fits(*cells: str) -> bool:
    """Whether any cell of a row holds what is looked for."""
    return any(part in cell.lower() for cell in cells)


is_chinese = language.get() == "zh_CN"
words = [word for word in glossary.words() if fits(*word)]
codes = [(code, glossary.english(code)) for code in glossary.codes()]
codes = [(code, english) for code, english in codes if fits(*code, english)]
if not words and not codes:
    st.info(_("No word holds this"))
if words:
    st.table(
        {
            _("Chinese"): [word.chinese for word in words],
            _("English"): [word.english for word in words],
            _("Meaning"): [word.meaning_zh if is_chinese else word.meaning for word in words],
        },
        border="horizontal",
        hide_index=True,
    )
if codes:
    st.subheader(_("Codes of the tables"), anchor=False)
    st.dataframe(
        {
            _("Column"): [f"{code.column_zh} {code.column}" for code, _english in codes],
            _("Code"): [code.code for code, _english in codes],
            _("Chinese"): [code.chinese for code, _english in codes],
            _("English"): [english for _code, english in codes],
        },
        hide_index=True,
        height="content",
        key="codes",
    )
