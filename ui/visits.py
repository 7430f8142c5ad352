"""The page 'On the spot': heading, figures with their definitions, and the four lists."""

from datetime import date

import streamlit as st

from ledger import Actor
from ui import access, export, filters, lists, orders, queries, risk_queries, risk_words, tables, verdict_queries
from ui.frame import Frame
from ui.names import UNPLACED, place
from ui.tables import Column
from ui.text import N_, UNKNOWN, _, count, decimal, listed, percent, plain, term
from ui.words import definition_help

HEIGHT = 520
LISTS = {
    "visits": "union_name visit_reason risk_band score_proven township_name risk_reasons red_lines members verdict"
    " visited_on drawn_in evidence_percent union_id union_code source_file source_sheet source_row",
    "orders": "union_name order_number order_state due_on responsible problem indicators township_name"
    " issued_by issued_on evidence mended_on reported_by checked_by checked_on check_note by_two_people"
    " attachment_sha256 union_id",
    "verdicts": "union_name verdict visited_on note actor_name actor_source risk_band score_proven drawn_in"
    " township_name recorded_on is_last attachment_sha256 union_id",
    "verdict_rates": "part part_name unions_now verified found rate shell mended not_a_shell wrong_data",
}
EMPTY = {
    "visits": N_("Nobody is left to visit here"),
    "orders": N_("No rectification order has been issued here"),
    "verdicts": N_("Nobody has recorded a visit here yet"),
    "verdict_rates": N_("Nothing can be counted yet"),
}


def places(frame: Frame, actor: Actor | None) -> tuple[str, ...]:
    """The townships shown: those of the filter that are the visitor's; none named: all."""
    rows = queries.townships(frame.build, queries.LARGER)
    everywhere = [row["township_name"] for row in rows]
    mine = [name for name in everywhere if access.may_see(actor, None if name == UNPLACED else name)]
    chosen = [name for name in frame.filters.townships or mine if name in mine]
    return () if chosen == everywhere else tuple(chosen or [""])


def headline(frame: Frame, townships: tuple[str, ...]) -> str:
    """The answer: how many are to be visited, and what is overdue."""
    found = verdict_queries.listed(frame.build, "visits", townships, date.today())
    total, overdue = tables.total_of(found), orders.counts(frame.build, townships)["overdue"]
    if not total and not overdue:
        return _("Nobody is left to visit, and no order is overdue")
    if overdue:
        return _("{number} unions to visit, {overdue} orders overdue", number=count(total), overdue=count(overdue))
    return _("{number} unions to visit: suspected ones first", number=count(total))


def figures(frame: Frame, townships: tuple[str, ...]) -> None:
    """Hit rate, overturned sample, verdicts and orders, each with its definition."""
    defined, rates = queries.definitions(frame.build), verdict_queries.rates(frame.build)
    county = rates["county", None]
    sample = max((row for key, row in rates.items() if key[0] == "sample" and row["verified"]), default=None, key=_name)
    counted = orders.counts(frame.build, townships)
    shown = (
        ("hit_rate", _("Suspected, found shells"), _rate(county), _verified(county)),
        ("sample_overturned", _("Sample overturned"), _rate(sample), _drawn(sample)),
        ("rectification_order", _("Orders open"), count(counted["open"]), _late(counted)),
    )
    with st.grid(3, min_column_width=190, gap="small"):
        for key, label, value, below in shown:
            said = definition_help(defined, key, frame.as_of)
            st.metric(label, value, below, delta_color="off", delta_arrow="off", border=True, help=said)


def _name(row: dict[str, object]) -> str:
    return str(row["part_name"])


def _rate(row: dict[str, object] | None) -> str:
    """A share from ten verified unions on; below that both numbers."""
    if row is None or not row["verified"]:
        return _("none yet")
    if row["rate"] is None:
        return _("{found} of {verified}", found=count(row["found"]), verified=count(row["verified"]))
    return percent(row["rate"])


def _verified(row: dict[str, object]) -> str:
    return _(
        "{verified} verified, {unions} suspected now", verified=count(row["verified"]), unions=count(row["unions"])
    )


def _drawn(row: dict[str, object] | None) -> str:
    if row is None:
        return _("nobody of a sample was visited")
    return _("{quarter}: {verified} verified", quarter=row["part_name"], verified=count(row["verified"]))


def _late(counted: dict[str, int]) -> str:
    return _(
        "{overdue} overdue, {reported} to be checked, {closed} closed",
        overdue=count(counted["overdue"]),
        reported=count(counted["reported"]),
        closed=count(counted["closed"]),
    )


def show(frame: Frame, townships: tuple[str, ...]) -> None:
    """The list that is chosen in a row of words, with its CSV; a click on a row opens the union beside it."""
    build, today = frame.build, date.today()
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        name = filters.visit_list()
        columns = _columns(frame, name)
        label = term("visit_list", name)
        export.button(build, name, columns, label, townships=list(townships), today=today)
    found = verdict_queries.listed(build, name, townships, today)
    if not found.num_rows:
        st.info(_(EMPTY[name]))
        return
    if name == "verdict_rates":
        tables.show(found, columns, name, HEIGHT)
        return
    key = filters.key_of(f"{name}_{len(townships)}_{build.pending}", frame.filters)  # what is written moves the rows

    def choose() -> None:
        rows = st.session_state[key].selection.rows
        filters.open_card(found.column("union_id")[rows[0]].as_py() if rows and rows[0] < found.num_rows else None)

    tables.show(found, columns, key, HEIGHT, choose, tables.position(found, filters.card_id(), "union_id"))
    tables.shown_of(found)


def _columns(frame: Frame, name: str) -> tuple[Column, ...]:
    spec = risk_queries.spec(frame.build)
    findings = {key: risk_words.spoken(row, "finding") for key, row in spec.items()}
    names = {key: risk_words.spoken(row, "name") for key, row in spec.items()}
    number, moment = "number", "date"
    special = (
        Column("visit_reason", _("Why go there"), terms="visit_reason", width=110),
        Column("risk_reasons", _("What weighs most"), words=findings.get, kind="joined", width=260),
        Column("verdict", _("Verdict"), terms="verdict", width=90),
        Column("visited_on", _("Visited on"), kind=moment, width=100),
        Column("drawn_in", _("Drawn for"), width=80),
        Column("order_number", _("No."), kind=number, width=50),
        Column("order_state", _("State"), terms="order_state", width=80),
        Column("due_on", _("Deadline"), kind=moment, width=100),
        Column("responsible", _("Responsible"), width=90),
        Column("problem", _("What is to be mended"), width=220),
        Column("indicators", _("Which findings"), words=names.get, kind="joined", width=180),
        Column("issued_by", _("Issued by"), width=90),
        Column("issued_on", _("Issued on"), kind=moment, width=100),
        Column("evidence", _("What shows that it is mended"), width=200),
        Column("mended_on", _("Mended on"), kind=moment, width=100),
        Column("reported_by", _("Reported by"), width=90),
        Column("checked_by", _("Checked by"), width=90),
        Column("checked_on", _("Checked on"), kind=moment, width=100),
        Column("check_note", _("What was checked"), width=180),
        Column("by_two_people", _("Two signed-in people"), words=_yes_or_no, width=110),
        Column("note", _("What was seen there"), width=240),
        Column("actor_name", _("Visited by"), width=90),
        Column("actor_source", _("Signed in or not"), terms="actor_source", width=90),
        Column("recorded_on", _("Recorded on"), kind=moment, on_screen=False),
        Column("is_last", _("Last one"), words=_yes_or_no, on_screen=False),
        Column("attachment_sha256", _("SHA-256 of the attachment"), on_screen=False),
        Column("part", _("Counted by"), terms="part", width=90),
        Column("part_name", _("Which"), words=_part, width=110),
        Column("unions", _("Now"), kind=number, width=70),
        Column("verified", _("Verified"), kind=number, width=80),
        Column("found", _("Found so"), kind=number, width=90),
        Column("rate", _("Share, 0 to 1"), kind=number, width=90),
        Column("shell", term("verdict", "shell"), kind=number, width=80),
        Column("mended", term("verdict", "mended"), kind=number, width=80),
        Column("not_a_shell", term("verdict", "not_a_shell"), kind=number, width=80),
        Column("wrong_data", term("verdict", "wrong_data"), kind=number, width=80),
    )
    own = {column.name: (column,) for column in special}
    words = LISTS[name].replace("unions_now", "unions").split()
    return tuple(column for word in words for column in own.get(word) or lists.of(word))


def _yes_or_no(code: str) -> str:
    return _("yes") if code.lower() == "true" else _("no")


def _part(name: str) -> str:
    """A band in words; a township and a quarter as they are."""
    return term("risk_band", name) if name in filters.BANDS else place(name)


def reading(frame: Frame) -> None:
    """Where no union is chosen: how the list is made, and what the verdicts say of it."""
    st.markdown(_("**Choose a row to record what was found**"))
    st.caption(
        _(
            "First those suspected, then those that cross a red line, then the ones drawn at random for the quarter:"
            " without the last nobody learns which shells the files do not show."
        )
    )
    st.caption(_("A verdict does not change the score; it says how far the score is to be trusted."))


def union(frame: Frame, union_id: str) -> None:
    """Who is judged: name, band, score, red lines, and the findings that weigh most."""
    shown = verdict_queries.shown(frame.build, union_id)
    if shown is None:
        st.info(_("This build has no scored union with the id {id}", id=plain(union_id)))
        return
    st.markdown(f"#### {plain(shown['union_name'])}")
    score = UNKNOWN if shown["score_proven"] is None else decimal(shown["score_proven"])
    lines = [f"{term('risk_band', shown['risk_band'])} · " + _("{score} points proven", score=score)]
    if shown["red_lines"]:
        lines.append(_("Red lines: {lines}", lines=listed([term("red_line", one) for one in shown["red_lines"]])))
    if shown["drawn_in"]:
        lines.append(_("Drawn at random for {quarter}", quarter=shown["drawn_in"]))
    weighs = [row["indicator"] for row in verdict_queries.of_union(frame.build, union_id)["findings"][:3]]
    spec = risk_queries.spec(frame.build)
    lines += [plain(risk_words.spoken(spec[one], "finding")) for one in weighs if one in spec]
    st.caption("  \n".join(lines))
