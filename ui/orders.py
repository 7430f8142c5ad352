"""Rectification orders of one union: issued, reported as mended, checked by somebody else, closed."""

from datetime import date, timedelta
from typing import Any

import streamlit as st

from ledger import Actor, orders
from ledger.orders import Mending, OfUnion, Problem
from ledger.verdicts import Told
from ui import access, risk_queries, risk_words, verdict_queries, warehouse, written
from ui.spoken import by_whom
from ui.text import N_, _, day, listed, plain, term
from ui.warehouse import Build

DAYS = 30
"""Days that the form proposes for mending."""
Row = dict[str, Any]


def of_union(actor: Actor | None, build: Build, shown: Row, found: dict[str, list[Row]]) -> None:
    """The union's orders with the next step of each, and the form of a new one; who may not write sees the orders."""
    writes = access.may_write(actor)
    if found["orders"] or writes:
        st.subheader(_("Rectification"), anchor=False)
    for row in found["orders"]:
        with st.container(border=True, gap="xsmall"):
            _order(build, row)
            if writes:
                _next_step(actor, build, row)
    if writes:
        with st.expander(_("Issue an order"), key=f"order_{shown['union_id']}_new"):
            _ask(actor, build, shown, found["findings"])


def state_of(row: Row, today: date) -> str:
    """An order's state on a day: overdue where it is not closed and its deadline lies before."""
    return "overdue" if row["state"] != "closed" and row["due_on"] < today else row["state"]


def names(build: Build, indicators: list[str]) -> str:
    """Names of indicators, in a row."""
    spec = risk_queries.spec(build)
    return listed([risk_words.spoken(spec[one], "name") if one in spec else one for one in indicators])


def _order(build: Build, row: Row) -> None:
    state = term("order_state", state_of(row, date.today()))
    heading = _("No. {number}: {state}, until {day}", number=row["number"], state=state, day=day(row["due_on"]))
    st.markdown(f"**{plain(heading)}**  \n{plain(row['problem'])}")
    lines = [
        _("Responsible: {name}. Issued by {issuer}", name=plain(row["responsible"]), issuer=_by(row, "issued")),
    ]
    if row["indicators"]:
        lines.append(_("What is looked at: {names}", names=plain(names(build, row["indicators"]))))
    if row["evidence"]:
        lines.append(
            _(
                "Mended on {day}, reported by {name}: {evidence}",
                day=day(row["mended_on"]),
                name=_by(row, "reported"),
                evidence=plain(row["evidence"]),
            )
        )
    if row["checked_by"]:
        lines.append(
            _(
                "{outcome} by {name}: {note}",
                outcome=_("Closed") if row["state"] == "closed" else _("Checked, not mended,"),
                name=by_whom(row["checked_by"], row["checked_source"], row["by_two_people"]),
                note=plain(row["check_note"]),
            )
        )
    st.caption("  \n".join(lines))


def _by(row: Row, what: str) -> str:
    return by_whom(row[f"{what}_by"], row[f"{what}_source"], None)


def _next_step(actor: Actor, build: Build, row: Row) -> None:
    """Report the mending of an open order, check a reported one; take the last step back."""
    name, subject = f"order_{row['subject']}", row["subject"]
    seen = len(warehouse.ledger().history(subject))
    if row["state"] == "open":
        with (
            st.expander(_("Report that it is mended"), key=f"{name}_report"),
            st.form(key=f"{name}_form", border=False),
        ):
            told = written.form_of(name)
            st.text_area(_("What shows that it is mended"), key=f"{told}_evidence", max_chars=500, height=80)
            today = date.today()
            st.date_input(_("Mended on"), today, max_value=today, format="YYYY-MM-DD", key=f"{told}_day")
            written.attachment(told)
            st.form_submit_button(_("Report"), key=f"{name}_send", on_click=report, args=(actor, build, subject, seen))
    elif row["state"] == "reported":
        note = f"{written.form_of(name)}_note"
        st.text_input(_("What was checked"), key=note, placeholder=_("Went there and saw it"), max_chars=200)
        with st.container(horizontal=True, gap="small"):
            for is_mended, label in ((True, _("Mended: close it")), (False, _("Not mended: send it back"))):
                st.button(
                    label,
                    key=f"{name}_{'close' if is_mended else 'reopen'}",
                    type="primary" if is_mended else "secondary",
                    on_click=check,
                    args=(actor, build, subject, is_mended, seen),
                )
    st.button(
        _("Take the last step back"),
        key=f"{name}_undo",
        type="tertiary",
        icon=":material/undo:",
        on_click=take_back,
        args=(actor, build, subject, seen),
    )


def _ask(actor: Actor, build: Build, shown: Row, findings: list[Row]) -> None:
    """The form of a new order, the indicators that weigh most to choose from."""
    name = written.form_of(f"order_{shown['union_id']}")
    spec = risk_queries.spec(build)
    with st.form(key=f"{name}_form", border=False):
        st.multiselect(
            _("Which findings"),
            [row["indicator"] for row in findings],
            format_func=lambda one: risk_words.spoken(spec[one], "name"),
            key=f"{name}_indicators",
            placeholder=_("Those that weigh most come first"),
        )
        st.text_area(_("What is to be mended"), key=f"{name}_problem", max_chars=500, height=80)
        st.text_input(_("Who is responsible"), key=f"{name}_responsible", max_chars=80)
        due = date.today() + timedelta(days=DAYS)
        st.date_input(_("Deadline"), due, min_value=date.today(), format="YYYY-MM-DD", key=f"{name}_due")
        st.form_submit_button(
            _("Issue the order"),
            key=f"{name}_issue",
            type="primary",
            on_click=issue,
            args=(actor, build, shown, written.form_key(name)),
        )


def issue(actor: Actor, build: Build, shown: Row, key: str) -> None:
    """Write the order that the form holds."""
    form = f"order_{shown['union_id']}"
    name, state = written.form_of(form), st.session_state
    problem = Problem(
        tuple(state[f"{name}_indicators"]),
        written.text_of(f"{name}_problem"),
        written.text_of(f"{name}_responsible"),
        written.day_of(f"{name}_due"),
    )
    of = OfUnion(shown["union_id"], shown["union_name"], shown["township_name"])
    told = Told(_("Issued after a visit"), build_id=build.id, idempotency_key=key)
    written.write(lambda: orders.issue(warehouse.ledger(), actor, of, problem, told), N_("The order is issued"), form)


def report(actor: Actor, build: Build, subject: str, seen: int) -> None:
    """Write that an order is mended, with what the form holds."""
    form = f"order_{subject}"
    name = written.form_of(form)
    mending = Mending(written.text_of(f"{name}_evidence"), written.day_of(f"{name}_day"), written.attached(name))
    told = Told(_("Reported on the page"), seen, build.id)
    written.write(
        lambda: orders.report(warehouse.ledger(), actor, subject, mending, told), N_("It is reported as mended"), form
    )


def check(actor: Actor, build: Build, subject: str, is_mended: bool, seen: int) -> None:
    """Close a reported order, or send it back."""
    name = f"order_{subject}"
    told = Told(written.text_of(f"{written.form_of(name)}_note") or _("Went there and saw it"), seen, build.id)
    done = N_("The order is closed") if is_mended else N_("The order is open again")
    written.write(lambda: orders.check(warehouse.ledger(), actor, subject, is_mended, told), done, name)


def take_back(actor: Actor, build: Build, subject: str, seen: int) -> None:
    """Take the last step of an order back."""
    told = Told(_("Taken back on the page"), seen, build.id)
    written.write(lambda: orders.undo(warehouse.ledger(), actor, subject, told), N_("The step is taken back"))


def counts(build: Build, townships: tuple[str, ...]) -> dict[str, int]:
    """How many orders are open, overdue, reported and closed today."""
    return verdict_queries.orders(build, townships, date.today())
