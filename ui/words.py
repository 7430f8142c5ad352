"""Headings written from the figures: the answer to a page's question, honest where the numbers are small."""

from dataclasses import dataclass
from typing import Any

from etl.mart import RANKED_FROM
from ui.filters import DEFAULT_STATUS, Filters
from ui.names import place, places
from ui.text import N_, _, count, listed, percent, said, term

FEW_RANKED = 3
"""Up to so many ranked townships the heading names one, not two, as the lowest."""
# Share without a union → how it is said. Each holds from its lower bound up to the next one's.
FRACTIONS = (
    (0.0, N_("{who}: all have a union")),
    (1e-9, N_("{who}: fewer than one in ten have no union yet")),
    (0.085, N_("{who}: about one in ten has no union yet")),
    (0.13, N_("{who}: about one in seven has no union yet")),
    (0.175, N_("{who}: one in five has no union yet")),
    (0.225, N_("{who}: one in four has no union yet")),
    (0.29, N_("{who}: one in three has no union yet")),
    (0.38, N_("{who}: about four in ten have no union yet")),
    (0.45, N_("{who}: about half have no union yet")),
    (0.56, N_("{who}: about six in ten have no union yet")),
    (0.63, N_("{who}: two in three have no union yet")),
    (0.71, N_("{who}: three in four have no union yet")),
    (0.79, N_("{who}: about eight in ten have no union yet")),
    (0.88, N_("{who}: nearly all have no union yet")),
    (1.0, N_("{who}: none has a union yet")),
)


@dataclass(frozen=True)
class Coverage:
    """Sums over townships: the states of larger enterprises, and their workers (None where no headcount is known)."""

    larger: int
    own: int
    joint: int
    headquarters: int
    uncertain: int
    none: int
    challenged: int
    size_unknown: int
    enterprises: int
    workers: int | None
    workers_covered: int | None
    base_unions: int
    members: int | None
    running_proven: int = 0
    running_possible: int = 0
    alive_proven: int = 0
    alive_possible: int = 0

    @property
    def covered(self) -> int:
        """Enterprises with a union that counts."""
        return self.own + self.joint + self.headquarters

    def share(self, part: float | None, whole: float | None = None) -> float | None:
        """A part of the larger enterprises (or of another whole); None without a denominator."""
        whole = self.larger if whole is None else whole
        return None if part is None or not whole else part / whole


def summed(rows: list[dict[str, Any]], chosen: tuple[str, ...] = ()) -> Coverage:
    """Coverage of the chosen townships, or of all of them."""
    kept = [row for row in rows if not chosen or row["township_name"] in chosen]

    def total(name: str) -> int:
        return sum(row[name] or 0 for row in kept)

    def known(name: str) -> int | None:
        return total(name) if any(row[name] is not None for row in kept) else None

    low = [round((row["rate"] - row["rate_low"]) * row["larger"]) for row in kept if row["rate_low"] is not None]
    return Coverage(
        larger=total("larger"),
        own=total("larger_own"),
        joint=total("larger_joint"),
        headquarters=total("larger_headquarters"),
        uncertain=total("larger_uncertain"),
        none=total("larger_none"),
        challenged=sum(low),
        size_unknown=total("size_unknown"),
        enterprises=total("enterprises"),
        workers=known("workers"),
        workers_covered=known("workers_covered"),
        base_unions=total("base_unions"),
        members=known("members"),
        running_proven=total("running_proven"),
        running_possible=total("running_possible"),
        alive_proven=total("alive_proven"),
        alive_possible=total("alive_possible"),
    )


def headline(coverage: Coverage, definition: str, chosen: tuple[str, ...]) -> str:
    """The answer in one sentence; with fewer than ten enterprises numbers instead of a share."""
    who = term("definition", definition)
    if chosen:
        who = _(
            "{who} in {places}", who=who, places=listed(places(chosen[:3])) + (_(" and others") if chosen[3:] else "")
        )
    if not coverage.larger:
        return _("{who}: none is known", who=who)
    if coverage.larger < RANKED_FROM:
        return _(
            "{who}: {larger} in all, {covered} with a union, {none} without",
            who=who,
            larger=coverage.larger,
            covered=coverage.covered,
            none=coverage.none,
        )
    share = coverage.none / coverage.larger
    sentence = [sentence for bound, sentence in FRACTIONS if share >= bound][-1]
    return _(sentence, who=who)


def interval(coverage: Coverage) -> str:
    """The rate, and what undecided and challenged links would make of it, in words; '' where there are none."""
    if not coverage.larger or not (coverage.uncertain or coverage.challenged):
        return ""
    if not coverage.challenged:
        sentence = _("Coverage **{rate}**; up to **{high}** if all {uncertain} undecided links hold.")
    elif not coverage.uncertain:
        sentence = _("Coverage **{rate}**; down to **{low}** if the {challenged} challenged ones fall.")
    else:
        sentence = _(
            "Coverage **{rate}**; up to **{high}** if all {uncertain} undecided links hold,"
            " down to **{low}** if the {challenged} challenged ones fall."
        )
    return sentence.format(
        rate=percent(coverage.share(coverage.covered)),
        high=percent(coverage.share(coverage.covered + coverage.uncertain)),
        low=percent(coverage.share(coverage.covered - coverage.challenged)),
        uncertain=count(coverage.uncertain),
        challenged=count(coverage.challenged),
    )


def lowest(ranked: list[dict[str, Any]]) -> str:
    """What the map shows, from townships ranked from the lowest up: the two lowest, and how many are past 80 %."""
    if not ranked:
        return _("No township has ten larger enterprises: none is ranked")
    if len(ranked) == 1:
        return _("Only {name} has ten larger enterprises", name=place(ranked[0]["township_name"]))
    lowest_ones = ranked[: 2 if len(ranked) > FEW_RANKED else 1]
    names = listed(places([row["township_name"] for row in lowest_ones]))
    high = sum(1 for row in ranked if row["rate"] >= 0.8)
    if high:
        return _("{names} lowest; {number} townships past 80 %", names=names, number=high)
    return _("{names} lowest; no township has reached 80 %", names=names)


def definition_help(definitions: dict[str, dict[str, str]], key: str, as_of: str) -> str:
    """A figure's definition for its help: what over what, the caveat, source and as-of."""
    found = definitions.get(key)
    if not found:
        return _("As of {day}", day=as_of)
    parts = [f"**{said(found['name'])}**"]
    if found["numerator"]:
        parts.append(_("Counted: {text}", text=said(found["numerator"])))
    if found["denominator"]:
        parts.append(_("Of: {text}", text=said(found["denominator"])))
    if found["caveat"]:
        parts.append(_("Mind: {text}", text=said(found["caveat"])))
    parts.append(_("Source: {text}; as of {day}", text=said(found["source"]) or "—", day=as_of))
    return "\n\n".join(parts)


def listed_enterprises(chosen: Filters, total: int) -> str:
    """The answer of the list of enterprises: what is searched for, else what is to be visited, else who is listed."""
    if chosen.search:
        return _("“{text}”: {number} in this list", text=chosen.search, number=count(total))
    if chosen.statuses == DEFAULT_STATUS and not chosen.steps:
        return _("{number} enterprises have no union: whom to visit first", number=count(total))
    states = _(", ").join(term("union_status", status) for status in chosen.statuses) or _("any state")
    if chosen.steps:
        steps = _(", ").join(term("ladder_step", step) for step in chosen.steps)
        states += _("; ") + _("{label}: {values}", label=_("Has or may have come to"), values=steps)
    who = term("definition", chosen.definition)
    return _("{who}: {number} in the state “{states}”", who=who, number=count(total), states=states)
