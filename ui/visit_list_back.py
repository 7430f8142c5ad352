"""The page 'Visit lists', second half: the filled list comes back, is looked through, and is recorded by one press."""

from collections import Counter
from datetime import date
from functools import lru_cache, partial

import pyarrow as pa
import streamlit as st

from etl.errors import InputError
from etl.visits.check import Checked, Checker, record
from etl.visits.mistake import Mistake
from etl.visits.read import FilledRow, read
from etl.visits.write import wrong_rows
from ledger import Actor, Ledger
from ui import access, tables, visit_list_queries, warehouse, written
from ui.frame import Frame
from ui.load import DROP_STYLE
from ui.tables import Column
from ui.text import N_, UNKNOWN, _, cached_by_language, count, day, in_this_language, plain, term
from ui.visit_lists import XLSX
from ui.warehouse import Build

FATES = ("new", "wrong", "recorded", "empty")
MISTAKES_SHOWN = 20
HEIGHT = 420
MEGABYTES = 5
TYPES = ["xlsx", "xls", "csv"]


def back(frame: Frame, actor: Actor | None) -> None:
    """Drop the filled list, see what it comes to, record what is right."""
    st.subheader(_("2. Bring it back filled in"), anchor=False)
    if not access.may_write(actor):
        st.info(_("Choose your name to load a list; without it you can look"))
        if actor is None:
            access.offer()  # a telephone hides the sidebar
        return
    written.told()
    with st.container(key="drop"):
        limit = _("Up to {limit} MB a file", limit=MEGABYTES)
        if not st.session_state.get("filled_list"):  # a file that lies there has its own words in the box
            st.html(DROP_STYLE.format(choose=_("Choose files"), limit=limit))
        file = st.file_uploader(
            _("The filled list: XLSX, XLS or CSV, as it was saved"),
            type=TYPES,
            key="filled_list",
            max_upload_size=MEGABYTES,
        )
    if file is None:
        st.caption(_("Nothing is recorded before you have seen what each row comes to."))
        return
    try:
        _looked_through(frame, actor, file.name, file.getvalue())
    except InputError as error:
        st.error(
            "  \n".join(
                _("{label}: {values}", label=label, values=plain(text)) for label, text in error.parts().items()
            )
        )


@lru_cache(maxsize=8)
def _rows(name: str, content: bytes) -> list[FilledRow]:
    return read(name, content)


@cached_by_language(maxsize=8)
def _checked(
    name: str, content: bytes, actor: Actor, build: Build, ledger: Ledger, _position: int, _today: date
) -> list[Checked]:
    """What the rows of a file come to, until somebody writes: each asks the ledger, and a page runs at every press."""
    known, closed = visit_list_queries.known(build), visit_list_queries.closed(build)
    return Checker(ledger, actor, known, build.id, closed).check(_rows(name, content))


def _looked_through(frame: Frame, actor: Actor, name: str, content: bytes) -> None:
    ledger = warehouse.ledger()
    checked = _checked(name, content, actor, frame.build, ledger, ledger.position(), date.today())
    fates = Counter(one.fate for one in checked)
    st.markdown(_said(fates))
    if fates["new"]:
        st.button(
            _("Record {number} rows", number=count(fates["new"])),
            key="record_list",
            type="primary",
            icon=":material/save:",
            on_click=take_in,
            args=(actor, checked),
        )
    wrong = [one for one in checked if one.fate == "wrong"]
    if wrong:
        _mistakes(wrong)
        _wrong_rows(wrong, name)
    _every_row([one for one in checked if one.fate != "empty"])


def take_in(actor: Actor, checked: list[Checked]) -> None:
    """Write the rows that are new, each whole; what somebody else wrote about meanwhile is looked at again."""
    written.write(lambda: record(warehouse.ledger(), actor, checked), N_("The right rows are recorded"))


def _said(fates: Counter[str]) -> str:
    """How many rows are new, wrong, recorded before, empty."""
    parts = [
        _("**{number}** will be recorded", number=count(fates["new"])),
        _("**{number}** are wrong", number=count(fates["wrong"])),
        _("{number} are recorded already", number=count(fates["recorded"])),
        _("{number} are empty", number=count(fates["empty"])),
    ]
    return _("; ").join(parts)


def _mistakes(wrong: list[Checked]) -> None:
    """Each mistake: where, what stands there, what was expected, what to do."""
    faults = [(one, fault) for one in wrong for fault in one.mistakes]
    for one, fault in faults[:MISTAKES_SHOWN]:
        where = f"**{plain(_where(fault))}** · {plain(one.enterprise_name)}"
        st.error(f"{where}  \n{plain(_what(fault))}  \n{plain(fault.next_step)}")
    if len(faults) > MISTAKES_SHOWN:
        st.caption(
            _("The first {shown} of {total} are shown; the file has them all", shown=MISTAKES_SHOWN, total=len(faults))
        )


def _where(fault: Mistake) -> str:
    place = _("row {row}, column “{column}”", row=fault.row, column=fault.column)
    return _(", ").join([part for part in (fault.file, fault.sheet) if part] + [place])


def _what(fault: Mistake) -> str:
    found = _("“{text}” stands there", text=fault.found) if fault.found else _("nothing stands there")
    return _("{found}; expected: {expected}", found=found, expected=fault.expected)


def _wrong_rows(wrong: list[Checked], name: str) -> None:
    st.download_button(
        _("Take the {number} wrong rows away", number=count(len(wrong))),
        in_this_language(partial(content_of_wrong, wrong)),
        file_name=f"{_('to be mended')}_{name.rsplit('.', 1)[0]}.xlsx",
        mime=XLSX,
        key="take_wrong",
        on_click="ignore",
        icon=":material/download:",
        help=_("The same list with what is wrong at the right; mend it and load it like any other"),
    )


def content_of_wrong(wrong: list[Checked]) -> bytes:
    """The workbook of the rows that could not be taken, each with its mistakes."""
    rows = [
        one.row.cells
        | {"wrong": _("; ").join(f"{fault.column}: {_what(fault)}. {fault.next_step}" for fault in one.mistakes)}
        for one in wrong
    ]
    return wrong_rows(rows, _("Visit list, rows to be mended · {day}", day=day(date.today())))


def _every_row(checked: list[Checked]) -> None:
    """What each filled row comes to, in the order of the file."""
    if not checked:
        return
    shown = [
        {"row": one.row.row, "name": one.enterprise_name, "fate": one.fate, "tells": _tells(one)}
        for one in sorted(checked, key=lambda one: FATES.index(one.fate))
    ]
    columns = (
        Column("row", _("Row"), kind="number", width=60),
        Column("fate", _("What becomes of it"), terms="row_fate", width=110),
        Column("name", _("Enterprise"), width=180),
        Column("tells", _("What it tells"), width=260),
    )
    tables.show(pa.Table.from_pylist(shown), columns, "list_rows", HEIGHT)


def _tells(one: Checked) -> str:
    """What a row says in words; of one that was recorded before, by whom and when."""
    told = one.told
    if told is None:
        return UNKNOWN
    parts = [day(told.visited_on)] if told.visited_on else []
    if told.reached:
        parts.append(
            term("stage", told.reached) if term("stage", told.reached) != told.reached else term("track", told.reached)
        )
    if told.refusal:
        parts.append(term("refusal", told.refusal))
    if told.next_visit_on:
        parts.append(_("go again on {day}", day=day(told.next_visit_on)))
    if one.earlier:
        parts.append(_("recorded by {name}, {day}", name=one.earlier.actor_name, day=day(one.earlier.recorded_at)))
    return _(", ").join(parts)
