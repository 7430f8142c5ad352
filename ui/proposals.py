"""Proposals for the score: kept under a name in the ledger, taken away as a file, put on the sliders; never applied."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import streamlit as st

from etl.errors import BuildError
from etl.score.proposal import as_yaml, proposed
from etl.score.spec import RiskSpec, load_spec, project_spec
from etl.settings import Settings, load_county
from ledger import Actor, proposals
from ledger.proposals import NAME_LENGTH, Proposal
from ledger.verdicts import Told
from ui import access, risk_queries, warehouse, what_if, written
from ui.spoken import by_whom
from ui.text import N_, _, count, day, plain, term
from ui.warehouse import Build
from ui.what_if import Rules

FORM = "proposal"


def keep(actor: Actor | None, build: Build, rules: Rules, found: pa.Table) -> None:
    """Give the rules a name and keep them, and take them away as a file; those who may not write take them away."""
    written.told()
    if access.may_write(actor):
        with st.form(key="proposal_form", border=False):
            form = written.form_of(FORM)
            st.text_input(_("Name of the proposal"), key=f"{form}_name", max_chars=NAME_LENGTH)
            st.text_input(_("Why"), key=f"{form}_why", max_chars=200)
            st.form_submit_button(
                _("Keep as a proposal"),
                key="proposal_keep",
                on_click=save,
                args=(actor, build, rules, what_if.numbers(found)),
            )
    else:
        st.caption(_("Choose your name in the sidebar to keep a proposal; without it you can look"))
    _take_away(build, rules, _("what if"), "proposal_file")
    st.caption(_("A proposal changes no score. To use it, name the file in county.toml under [risk_score] and build."))


def save(actor: Actor, build: Build, rules: Rules, effect: dict[str, tuple[int, int]]) -> None:
    """Write the proposal that the form holds."""
    form = written.form_of(FORM)
    name = written.text_of(f"{form}_name")
    ledger = warehouse.ledger()
    known = proposals.last_sequence(ledger, name)
    told = Told(written.text_of(f"{form}_why") or _("Tried out on the page"), known, build.id)
    kept = {band: list(pair) for band, pair in effect.items()}
    written.write(
        lambda: proposals.save(ledger, actor, name, dict(rules.weights), dict(rules.bands), kept, told),
        N_("The proposal is kept; nothing is applied"),
        FORM,
    )


def show(actor: Actor | None, build: Build) -> None:
    """The proposals kept, the newest first: who, when, what it would come to; put on the sliders, or withdraw."""
    kept = proposals.proposed(warehouse.ledger())
    st.subheader(_("Proposals kept: {number}", number=count(len(kept))), anchor=False)
    for one in kept:
        with st.container(border=True, gap="xsmall"):
            _proposal(actor, build, one)


def _proposal(actor: Actor | None, build: Build, one: Proposal) -> None:
    before, after = one.effect["suspected"]
    st.markdown(f"**{plain(one.name)}** · {by_whom(one.saved_by, one.saved_source, None)}, {day(one.saved_at.date())}")
    said = _(
        "{band}: {before} → {after}", band=term("risk_band", "suspected"), before=count(before), after=count(after)
    )
    st.caption(f"{plain(said)}  \n{plain(one.reason)}")
    rules = Rules(tuple(one.weights.items()), tuple(one.thresholds.items()))
    with st.container(horizontal=True, gap="small"):
        st.button(_("Put on the sliders"), key=f"put_{one.name}", on_click=what_if.put, args=(rules,))
        _take_away(build, rules, one.name, f"file_{one.name}")
        if access.may_write(actor):
            st.button(
                _("Withdraw"), key=f"withdraw_{one.name}", type="tertiary", on_click=withdraw, args=(actor, build, one)
            )


def withdraw(actor: Actor, build: Build, one: Proposal) -> None:
    """Take a proposal off the list."""
    told = Told(_("Taken back on the page"), one.sequence, build.id)
    written.write(
        lambda: proposals.withdraw(warehouse.ledger(), actor, one.name, told), N_("The proposal is withdrawn")
    )


def _take_away(build: Build, rules: Rules, name: str, key: str) -> None:
    st.download_button(
        _("YAML for the county"),
        lambda: content(build, rules, name),
        file_name=f"risk_score_{name}.yaml",
        mime="application/yaml",
        key=key,
        on_click="ignore",
        icon=":material/download:",
    )


def content(build: Build, rules: Rules, name: str) -> bytes:
    """The county's copy of the spec with these rules, as a file that a build takes."""
    spec = proposed(_spec_in_use(build), dict(rules.weights), dict(rules.bands), date.today())
    return as_yaml(spec, f"{name}\n{build.id}").encode()


def _spec_in_use(build: Build) -> RiskSpec:
    """The spec that the build scores by: the county's copy where it uses one and it can be read, else the project's."""
    versions = {row["spec"] for row in risk_queries.spec(build).values()}
    if "county" not in versions:
        return project_spec()
    try:
        copy: Path | None = load_county(Settings().area).risk_score.spec
        return load_spec(copy) if copy else project_spec()
    except BuildError:
        return project_spec()
