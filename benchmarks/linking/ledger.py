"""The bench's ledger: unions as clerks write them, and the truth of each that no method sees."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from benchmarks.linking.decidable import decidable
from benchmarks.linking.names import Name, compact
from benchmarks.linking.registry import STEMS, Registry, industry_words, people
from benchmarks.linking.slips import SLIPS, one_character, other_place
from etl.demo import codes
from etl.demo.geography import TOWNSHIPS
from etl.demo.streams import iso, pick_weighted, stream, texts
from etl.demo.trade_names import trade_names

UNION_COLUMNS = [
    "union_id",
    "union_name",
    "host_name",
    "host_code",
    "township",
    "chair",
    "employees",
    "established_on",
    "union_type",
]
TRUTH_COLUMNS = ["union_id", "enterprise_id", "kind", "decidable", "near_copy_of"]

NAME_KINDS = {
    "exact": 0.09,
    "look_alike_character": 0.06,
    "same_sound_character": 0.06,
    "random_character": 0.04,
    "missing_character": 0.05,
    "added_character": 0.04,
    "swapped_characters": 0.03,
    "place_dropped": 0.05,
    "place_added": 0.04,
    "place_changed": 0.03,
    "form_changed": 0.05,
    "form_dropped": 0.03,
    "short_form": 0.05,
    "branch_words": 0.04,
    "brackets": 0.03,
    "digits_and_latin": 0.03,
    "two_slips": 0.02,
    "nickname": 0.03,
}
CODE_KINDS = {"right_name_wrong_code": 0.03, "wrong_name_right_code": 0.03, "one_wrong_in_code": 0.03}
RENAMED_KINDS = {"former_name_known": 0.01, "former_name_unknown": 0.03}
ABSENT_KINDS = {
    "absent_other_industry": 0.0125,
    "absent_one_character": 0.0125,
    "absent_other_place": 0.0125,
    "absent_branch": 0.0125,
    "absent_alone": 0.05,
}
"""Shares of all unions. Of the absent hosts half have a near-copy in the registry, a quarter of these of each kind."""
KINDS = NAME_KINDS | CODE_KINDS | RENAMED_KINDS | ABSENT_KINDS

CODE_GIVEN_SHARE, HOST_NAME_GIVEN_SHARE, OWNER_CHAIRS_SHARE = 0.25, 0.8, 0.4
RELATED_SHARE = 0.25
"""Of the absent hosts with a near-copy, those that share its township and may share its owner."""
TRIES = 60


@dataclass(frozen=True)
class Ledger:
    """`unions`: one row per union, columns UNION_COLUMNS, text '' where blank, employees NULL where blank; `truth`: one
    row per union, columns TRUTH_COLUMNS, enterprise_id and near_copy_of NULL where there is none."""

    unions: pd.DataFrame
    truth: pd.DataFrame


@dataclass(frozen=True)
class _Host:
    """One union's host: the registry's row that it is or (absent) is like, -1 for none; name as written; code."""

    row: int
    written: str
    code: str


def make_ledger(seed: int, registry: Registry, size: int = 3_000) -> Ledger:
    """`size` unions over the registry. A wrong writing never is by chance another enterprise's full name, unless the
    kind is that the name is another's. The same seed gives the same."""
    rng = stream(seed, "linking_ledger")
    kinds = texts([kind for kind, share in KINDS.items() for _ in range(round(size * share))])
    kinds = kinds[rng.permutation(len(kinds))]
    hosts = _Hosts(rng, seed, registry, kinds)
    made = [hosts.of(kind, position) for position, kind in enumerate(kinds)]
    truth = pd.DataFrame({"kind": kinds})
    absent = truth["kind"].str.startswith("absent").to_numpy()
    rows = np.array([host.row for host in made])
    ids = np.append(registry.frame["enterprise_id"].to_numpy(object), None)
    truth["enterprise_id"] = np.where(absent, None, ids[rows])
    truth["near_copy_of"] = np.where(absent, ids[rows], None)
    unions = _fields(rng, registry.frame, made, rows, absent)
    truth["union_id"] = unions["union_id"]
    truth["decidable"] = decidable(unions, registry, np.where(absent, -1, rows))
    return Ledger(unions[UNION_COLUMNS], truth[TRUTH_COLUMNS])


class _Hosts:
    """Chooses hosts, each enterprise once, larger ones more often, and writes them by kind."""

    def __init__(self, rng: np.random.Generator, seed: int, registry: Registry, kinds: np.ndarray) -> None:
        self.rng, self.names, self.frame = rng, registry.names, registry.frame
        weight = np.sqrt(registry.frame["headcount"].to_numpy(float))
        self.order = list(rng.choice(len(weight), len(weight), replace=False, p=weight / weight.sum()))
        self.numbered = [row for row in self.order if self.names[row].number]
        self.with_former = [row for row in self.order if self.frame["former_names"].iat[row]]
        self.used: set[int] = set()
        self.present = {compact(name.full) for name in self.names}
        self.present |= {compact(name) for name in self.frame["former_names"]}
        self.present.discard("")
        self.written: set[str] = set()
        self.spare = list(registry.spare_codes)
        self.codes = registry.frame["credit_code"].to_numpy(object)
        # 另起一批字号：登记里没有的旧名、没有的单位用。
        self.trades = list(trade_names(stream(seed, "linking_absent"), 20_000)[-len(kinds) :])
        self.taken = {name.trade for name in self.names}

    def of(self, kind: str, position: int) -> _Host:
        """The host of one union."""
        if kind == "absent_alone":
            return self._unlisted(self.names[self._next(self.order)])
        pools = {
            "digits_and_latin": self.numbered if position % 2 else self.order,
            "former_name_known": self.with_former,
        }
        make = self._maker(kind)
        for _ in range(TRIES):
            row = self._next(pools.get(kind) or self.order)
            host = make(row)
            if host is not None:
                self.used.add(row)
                self.written.add(compact(host.written))
                return host
        raise ValueError(f"no enterprise of {len(self.names)} gives occasion for the kind {kind!r}")

    def _maker(self, kind: str) -> Callable[[int], _Host | None]:
        special = {
            "right_name_wrong_code": self._foreign_code,
            "wrong_name_right_code": self._foreign_name,
            "one_wrong_in_code": self._slipped_code,
            "former_name_known": lambda row: self._host(row, self.frame["former_names"].iat[row], ""),
            "former_name_unknown": self._renamed,
            "absent_other_industry": lambda row: self._near_copy(
                row, replace(self.names[row], word=industry_words(self.rng, 1)[0])
            ),
            "absent_one_character": lambda row: self._near_copy(row, one_character(self.rng, self.names[row])),
            "absent_other_place": lambda row: self._near_copy(row, other_place(self.rng, self.names[row])),
            "absent_branch": self._absent_branch,
        }
        return special.get(kind) or (lambda row: self._noisy(kind, row))

    def _next(self, pool: list[int]) -> int:
        while True:
            row = pool[int(self.rng.integers(len(pool)))] if len(pool) < 500 else pool.pop(0)
            if row not in self.used:
                return row

    def _host(self, row: int, written: str, code: str) -> _Host | None:
        return _Host(row, written, code) if compact(written) not in self.written else None

    def _code_or_blank(self, row: int) -> str:
        return self.codes[row] if self.rng.random() < CODE_GIVEN_SHARE else ""

    def _noisy(self, kind: str, row: int) -> _Host | None:
        name = self.names[row]
        written = SLIPS[kind](self.rng, name)
        if written is None or (written == name.full) != (kind == "exact"):
            return None
        if compact(written) in self.present - {compact(name.full)}:
            return None
        return self._host(row, written, self._code_or_blank(row))

    def _foreign_code(self, row: int) -> _Host | None:
        """The line above it in the sheet: another enterprise's code, or a code that nobody here has."""
        other = self.codes[int(self.rng.integers(len(self.codes)))] if self.rng.random() < 0.7 else self.spare.pop()
        return self._host(row, self.names[row].full, other)

    def _foreign_name(self, row: int) -> _Host | None:
        """The name of the line above it: another enterprise's, or one that is not in the registry."""
        if self.rng.random() < 0.5:
            other = self.names[int(self.rng.integers(len(self.names)))]
        else:
            other = replace(self.names[row], trade=self._fresh_trade())
        return self._host(row, other.full, self.codes[row]) if other != self.names[row] else None

    def _slipped_code(self, row: int) -> _Host | None:
        code, at = self.codes[row], int(self.rng.integers(8, 17))
        alphabet = codes.ALPHABET.replace(code[at], "")
        wrong = code[:at] + alphabet[int(self.rng.integers(len(alphabet)))] + code[at + 1 :]
        kind = ("exact", "short_form", "look_alike_character")[int(self.rng.integers(3))]
        noisy = self._noisy(kind, row)
        return None if noisy is None else replace(noisy, code=wrong)

    def _renamed(self, row: int) -> _Host | None:
        """The name that it had before, which the registry does not tell."""
        old = replace(self.names[row], trade=self._fresh_trade()).full
        return self._host(row, old, self.codes[row] if self.rng.random() < 0.4 else "")

    def _near_copy(self, row: int, name: Name) -> _Host | None:
        if compact(name.full) in self.present or name == self.names[row]:
            return None
        return self._host(row, name.full, self.spare.pop() if self.rng.random() < CODE_GIVEN_SHARE else "")

    def _absent_branch(self, row: int) -> _Host | None:
        name = self.names[row]
        branch = STEMS[int(self.rng.integers(len(STEMS)))] + "分公司"
        return None if name.branch else self._near_copy(row, replace(name, branch=branch))

    def _unlisted(self, like: Name) -> _Host:
        name = replace(like, trade=self._fresh_trade(), branch="")
        return _Host(-1, name.full, self.spare.pop() if self.rng.random() < CODE_GIVEN_SHARE else "")

    def _fresh_trade(self) -> str:
        while (trade := str(self.trades.pop())) in self.taken:
            pass
        return trade


def _fields(
    rng: np.random.Generator, frame: pd.DataFrame, hosts: list[_Host], rows: np.ndarray, absent: np.ndarray
) -> pd.DataFrame:
    """The ledger's other columns: what an enterprise's own union would say, an absent host's union its own."""
    size = len(hosts)
    own = frame.iloc[np.maximum(rows, 0)].reset_index(drop=True)
    # 缺席单位里有一部分与登记里的相近单位同一个老板、同一个乡镇：最容易连错。
    related = (rng.random(size) < RELATED_SHARE) & (rows >= 0)
    stranger = (absent & ~related) | (rows < 0)
    union_codes = codes.credit_codes(
        texts(["81"] * size), texts([codes.DISTRICT] * size), codes.organisation_codes(rng, np.ones(size, dtype=bool))
    )
    written = texts([host.written for host in hosts])
    ending = pick_weighted(rng, (("工会委员会", 0.75), ("工会", 0.2), ("基层工会委员会", 0.05)), size)
    draws = rng.random((5, size))
    anywhere = texts([TOWNSHIPS[index].name for index in rng.integers(0, len(TOWNSHIPS), size)])
    township = np.where(stranger | (own["township_name"] == "") | (draws[0] < 0.05), anywhere, own["township_name"])
    chair = np.where(~stranger & (draws[1] < OWNER_CHAIRS_SHARE), own["legal_representative"], people(rng, size))
    counted = own["headcount"].to_numpy() * np.where(
        draws[2] < 0.7, rng.uniform(0.93, 1.07, size), rng.uniform(0.5, 1.7, size)
    )
    counted = np.where(stranger, rng.lognormal(3.4, 0.9, size), counted)
    since = own["established_on"].to_numpy("datetime64[D]") + rng.integers(60, 2_500, size)
    return pd.DataFrame(
        {
            "union_id": "U-" + union_codes,
            "union_name": written + ending,
            "host_name": np.where(draws[3] < HOST_NAME_GIVEN_SHARE, written, ""),
            "host_code": texts([host.code for host in hosts]),
            "township": np.where(draws[4] < 0.05, "", township),
            "chair": np.where(rng.random(size) < 0.1, "", chair),
            "employees": pd.array(np.maximum(np.round(counted), 1).astype(int), "Int64"),
            "established_on": iso(np.minimum(since, np.datetime64("2026-06-30"))),
            "union_type": "单独基层工会",
        }
    ).assign(employees=lambda unions: unions["employees"].mask(rng.random(size) < 0.15))
