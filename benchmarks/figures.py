"""A measured figure: its floor of the same run, what is promised, and whether it was kept."""

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Figure:
    """`value` in `unit`, `floor` in the same unit (None where there is none), `limit` the most that is promised.

    `by_ratio` says whether the limit is on value / floor or on the value itself; a limit of None promises nothing.
    """

    what: str
    value: float
    unit: str
    floor: float | None = None
    limit: float | None = None
    by_ratio: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times the floor; None without a floor."""
        return self.value / self.floor if self.floor else None

    @property
    def kept(self) -> bool:
        """Whether the promise was kept; a figure without a promise always is."""
        measured = self.ratio if self.by_ratio else self.value
        return self.limit is None or (measured is not None and measured <= self.limit)


def show(figures: list[Figure]) -> None:
    """Print the figures as a table, a line each."""
    table = Table("what", *(name for name in ("value", "floor", "ratio", "promised", "kept")), title="make bench")
    for figure in figures:
        promised = (
            ""
            if figure.limit is None
            else f"≤ {figure.limit:g}" + (" × floor" if figure.by_ratio else f" {figure.unit}")
        )
        table.add_row(
            figure.what,
            f"{figure.value:,.1f} {figure.unit}",
            "" if figure.floor is None else f"{figure.floor:,.1f} {figure.unit}",
            "" if figure.ratio is None else f"{figure.ratio:.1f} ×",
            promised,
            "" if figure.limit is None else ("yes" if figure.kept else "NO"),
        )
    Console(width=130).print(table)
