"""The visits of a plan laid so that those of one day lie together: by the village or road that an address names."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from etl.progress.planner import Visit

AFTER_TOWNSHIP = re.compile(
    r".*[省市县镇乡]([^省市县镇乡\d]{1,8}?(?:村|社区|大道|路|街|巷|弄|园区|园))|^([^省市县镇乡\d]{1,8}?(?:村|社区|大道|路|街|巷|弄|园))"
)


def road_of(address: str | None) -> str:
    """The village, road or park in an address, without what stands before it; '' where it names none."""
    found = AFTER_TOWNSHIP.match((address or "").replace("街道", "镇"))
    return (found[1] or found[2]) if found else ""


def laid_together(
    visits: Sequence[Visit], places: Mapping[str, str], addresses: Mapping[str, str | None]
) -> list[Visit]:
    """The same visits on the same days of each organiser; within a place who lies on one road comes on one day.

    `places` and `addresses` are by enterprise. How many are seen on a day, and where, stays as it was planned.
    """
    groups: dict[tuple[str, str], list[Visit]] = defaultdict(list)
    for visit in visits:
        groups[visit.organiser, places[visit.enterprise_id]].append(visit)
    laid = []
    for group in groups.values():
        days = sorted(visit.day for visit in group)
        ordered = sorted(group, key=lambda visit: _where(addresses.get(visit.enterprise_id), visit.enterprise_id))
        laid += [replace(visit, day=day) for visit, day in zip(ordered, days, strict=True)]
    return sorted(laid, key=lambda visit: (visit.organiser, visit.day))


def _where(address: str | None, enterprise_id: str) -> tuple[str, str, str]:
    return road_of(address), address or "", enterprise_id
