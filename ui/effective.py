"""Effective coverage: set up, running, alive, always all three, each for certain and at best.

What is not known is never shown as nothing: a county that has asked no member is not one without a union alive.
"""

from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from etl.mart import RANKED_FROM
from ui import charts, filters, queries, theme
from ui.frame import Frame
from ui.navigation import RISK, TARGETS
from ui.text import _, count, percent, term
from ui.words import Coverage, definition_help

CELLS = "display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:0.4rem 1.6rem"


@dataclass(frozen=True)
class Step:
    """A step of the ladder: how many have reached it for certain, and how many may have."""

    name: str
    proven: int
    possible: int


def of_enterprises(coverage: Coverage) -> list[Step]:
    """The steps among larger enterprises: those with a union (at best with the undecided), and whose union has come so
    far."""
    return [
        Step("organised", coverage.covered, coverage.covered + coverage.uncertain),
        Step("running", coverage.running_proven, coverage.running_possible),
        Step("alive", coverage.alive_proven, coverage.alive_possible),
    ]


def of_unions(total: dict[str, int]) -> list[Step]:
    """The steps among scored unions, from their sums by place."""
    return [Step(name, total[f"{name}_proven"], total[f"{name}_possible"]) for name in ("set_up", "running", "alive")]


def amount(number: int, whole: int) -> str:
    """A number of a whole as a share; as it is where ten are not there to take shares of."""
    return percent(number / whole) if whole >= RANKED_FROM else count(number)


def said(step: Step, whole: int) -> str:
    """How far a step is reached, in words: nothing proven is said as that, and not as nothing."""
    if not step.possible:
        return _("none by what is known")
    if not step.proven:
        return _("none proven yet; at most {high}", high=amount(step.possible, whole))
    if step.proven == step.possible:
        return amount(step.proven, whole)
    return _("{low} proven; at most {high}", low=amount(step.proven, whole), high=amount(step.possible, whole))


def headline(coverage: Coverage) -> str:
    """Effective coverage in one short sentence: enterprises whose union runs."""
    running = of_enterprises(coverage)[1]
    return _("Effective coverage, unions that run: {share}", share=said(running, coverage.larger))


def strip(steps: list[Step], whole: int) -> None:
    """The three steps side by side, each in words with a bar: solid what is proven, hatched what may be."""
    look = theme.current()
    cells = [_cell(step, whole, colour, look.ground) for step, colour in zip(steps, look.ladder, strict=True)]
    st.html(f'<div style="{CELLS}">{"".join(cells)}</div>')


def _cell(step: Step, whole: int, colour: str, ground: str) -> str:
    numbers = _("{proven} to {possible} of {whole}", proven=step.proven, possible=step.possible, whole=count(whole))
    if step.proven == step.possible:
        numbers = _("{number} of {whole}", number=count(step.proven), whole=count(whole))
    parts = ((step.proven, colour), (step.possible - step.proven, ground))
    spans = "".join(
        f'<span class="swatch" style="display:block;height:8px;width:{100 * number / whole:.3f}%;'
        f'{charts.fill(colour, between)}"></span>'
        for number, between in parts
        if whole and number
    )
    return (
        f'<div><div style="font-size:0.85rem">{escape(term("ladder_step", step.name))} · {escape(numbers)}</div>'
        f'<div style="font-size:1.05rem;font-weight:600;margin:0.1rem 0 0.3rem">{escape(said(step, whole))}</div>'
        f'<div style="display:flex;height:8px;background:{theme.TRACK}">{spans}</div></div>'
    )


def show(frame: Frame, coverage: Coverage, is_zone: bool = False) -> None:
    """Effective coverage of larger enterprises with the ways to the rows behind it (of a zone none: no list is of one);
    nothing where none is known."""
    if not coverage.larger:
        return
    defined = queries.definitions(frame.build)
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{headline(coverage)}**", help=definition_help(defined, "working", frame.as_of))
        strip(of_enterprises(coverage), coverage.larger)
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small"):
            st.caption(legend(), width="content")
            if not is_zone:
                _ways(list(frame.filters.townships), frame.filters.definition)


def _ways(townships: list[str], definition: str) -> None:
    """To the enterprises whose union runs or may run, and to the unions."""
    running = filters.link(township=townships, definition=definition, status=list(filters.COVERED), step=["running"])
    unions = filters.link(township=townships, band=list(filters.BANDS))  # of every band: any may run
    ways = ((TARGETS, _("See the enterprises"), running), (RISK, _("See the unions"), unions))
    for page, label, asked in ways:
        st.page_link(page, label=label, icon=":material/arrow_forward:", query_params=asked)


def legend() -> str:
    """What solid and hatched are."""
    return _("Solid: proven. Hatched: possible, evidence is still missing")


def summed(rows: list[dict[str, Any]], chosen: tuple[str, ...]) -> dict[str, int]:
    """Sums over the chosen townships (none chosen: all) of every number of the rows by place."""
    kept = [row for row in rows if not chosen or row["township_name"] in chosen]
    names = [name for name in rows[0] if name != "township_name"] if rows else []
    return {name: sum(row[name] for row in kept) for name in names}
