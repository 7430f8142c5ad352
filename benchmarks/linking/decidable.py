"""Whether a person with both records, and the registry to search in, could decide which enterprise a union is.

The rule, computed from the records alone. A *customary writing* of an enterprise is its full name, a former one, or the
full one without place, legal form, bracket or (before 公司) industry word. A union's host name *is as close* to an
enterprise as the fewest slips (a character wrong, missing, too many, or two neighbours swapped) that lie between it and
a customary writing of at least four characters, then as the least that is left out on either side (in the written name
too, place words of the county and the legal form may be passed over); two slips or more are not close. A pair is
decidable when one of these holds:

1. *By name*: the host is closer than every other enterprise, and the code as written is not another enterprise's.
2. *By code*: the code as written is the host's, or one slip from it and from no other that is close in name, and the
   name is not another enterprise's full name.
3. *By another field*: of all enterprises that are as close or a slip farther, and the one whose code is written, the
   host alone has the chair as legal representative, or alone agrees in both township and headcount (within a tenth).
4. *By the people*: the host alone in the registry has the chair as legal representative, in the same township, and
   agrees in headcount or bears an industry word that the name as written says; and the name is nobody else's.
"""

import numpy as np
import pandas as pd
from rapidfuzz.distance import OSA

from benchmarks.linking.names import compact, customary_writings, readings
from benchmarks.linking.registry import Registry

SLIP, NOT_CLOSE = 10, 99
"""A slip weighs more than all that may be left out (0 to 4 steps)."""
SHORTEST = 4
HEADCOUNT_WITHIN = 0.1
UNION_ENDINGS = ("基层工会委员会", "工会委员会", "工会")


def host_as_written(unions: pd.DataFrame) -> list[str]:
    """The host's name as the ledger writes it; where it names none, the union's name without its ending."""
    return [
        host or next((union.removesuffix(end) for end in UNION_ENDINGS if union.endswith(end)), union)
        for host, union in zip(unions["host_name"], unions["union_name"], strict=True)
    ]


def decidable(unions: pd.DataFrame, registry: Registry, hosts: np.ndarray) -> np.ndarray:
    """A flag per union by the rule above; `hosts` are rows of the registry, -1 where there is none: never decidable."""
    evidence = _Evidence(registry)
    closeness = closeness_by_union(host_as_written(unions), registry)
    records = unions.to_dict("records")
    return np.array(
        [
            bool(host >= 0 and evidence.decides(union, written, int(host), close))
            for union, written, host, close in zip(records, host_as_written(unions), hosts, closeness, strict=True)
        ]
    )


def closeness_by_union(written: list[str], registry: Registry) -> list[dict[int, int]]:
    """For each name as written: registry row → closeness (SLIP × slips + what is left out), the close ones alone."""
    asked: dict[str, list[tuple[str, int, int]]] = {}
    for position, name in enumerate(written):
        for text, passed_over in readings(name).items():
            for rest in _one_less(text):
                asked.setdefault(rest, []).append((text, position, passed_over))
    found: list[dict[int, int]] = [{} for _ in written]
    for row, (name, former) in enumerate(zip(registry.names, registry.frame["former_names"], strict=True)):
        writings = customary_writings(name) | ({compact(former): 0} if former else {})
        for writing, left_out in writings.items():
            # 差一笔的两个名字，各去掉一个字（或不去）后总有一样的。
            for text, position, passed_over in {near for rest in _one_less(writing) for near in asked.get(rest, ())}:
                slips = OSA.distance(text, writing, score_cutoff=1)
                if slips <= 1:
                    closeness = SLIP * slips + passed_over + left_out
                    found[position][row] = min(closeness, found[position].get(row, NOT_CLOSE))
    return found


def _one_less(text: str) -> set[str]:
    """The text and all texts that it becomes when one character is taken out; nothing of a text too short to tell."""
    return {text, *(text[:at] + text[at + 1 :] for at in range(len(text)))} if len(text) >= SHORTEST else set()


class _Evidence:
    """The registry as a person searches it: by code, by legal representative, record by record."""

    def __init__(self, registry: Registry) -> None:
        frame = registry.frame
        self.names = registry.names
        self.code = frame["credit_code"].tolist()
        self.owner = frame["legal_representative"].tolist()
        self.township = frame["township_name"].tolist()
        self.headcount = frame["headcount"].tolist()
        self.by_code = {code: row for row, code in enumerate(self.code)}
        self.by_owner = {owner: list(rows) for owner, rows in frame.groupby("legal_representative").indices.items()}

    def decides(self, union: dict, written: str, host: int, close: dict[int, int]) -> bool:
        """Whether one of the four rules holds for this union and this host."""
        holder = self.by_code.get(union["host_code"])
        foreign_code = holder is not None and holder != host
        bears_it = [row for row, cost in close.items() if cost == 0 and row != host]
        return (
            (not foreign_code and self._by_name(host, close))
            or (not bears_it and self._by_code(union["host_code"], host, close))
            or self._by_field(union, host, close, holder)
            or (not bears_it and not foreign_code and self._by_people(union, written, host))
        )

    @staticmethod
    def _by_name(host: int, close: dict[int, int]) -> bool:
        own = close.get(host, NOT_CLOSE)
        return own < NOT_CLOSE and all(cost > own for row, cost in close.items() if row != host)

    def _by_code(self, code: str, host: int, close: dict[int, int]) -> bool:
        if not code or code == self.code[host]:
            return bool(code)
        rivals = [row for row in {*close, host} if OSA.distance(code, self.code[row], score_cutoff=1) <= 1]
        return rivals == [host]

    def _by_field(self, union: dict, host: int, close: dict[int, int], holder: int | None) -> bool:
        own = close.get(host, NOT_CLOSE)
        rivals = {row for row, cost in close.items() if cost <= own + SLIP} | (
            {holder} if holder is not None else set()
        )
        if host not in rivals:
            return False
        by_owner = [row for row in rivals if self._owner_agrees(union, row)]
        by_place = [row for row in rivals if self._township_agrees(union, row) and self._headcount_agrees(union, row)]
        return by_owner == [host] or by_place == [host]

    def _by_people(self, union: dict, written: str, host: int) -> bool:
        agreeing = [
            row
            for row in self.by_owner.get(union["chair"], [])
            if self._township_agrees(union, row)
            and (self._headcount_agrees(union, row) or self.names[row].word[:2] in written)
        ]
        return agreeing == [host]

    def _owner_agrees(self, union: dict, row: int) -> bool:
        return bool(union["chair"]) and union["chair"] == self.owner[row]

    def _township_agrees(self, union: dict, row: int) -> bool:
        return bool(union["township"]) and union["township"] == self.township[row]

    def _headcount_agrees(self, union: dict, row: int) -> bool:
        employees, headcount = union["employees"], self.headcount[row]
        return not pd.isna(employees) and abs(employees - headcount) <= HEADCOUNT_WITHIN * headcount
