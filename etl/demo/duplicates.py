"""Enterprises and unions that are listed twice, in files that came later (补录), with the truth about which are one.

An enterprise under its old name, under two codes, moved and registered anew; a union registered anew for its new term,
under a short name of its host, in a second township. Their own stream and files: the other files stay as they are.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from etl.demo import codes
from etl.demo.geography import TOWNSHIPS
from etl.demo.ledger import TYPE_WORDS, Listing
from etl.demo.registry import HEADERS
from etl.demo.streams import iso, stream, texts
from etl.demo.unions import legal_and_active
from etl.demo.world import World
from etl.demo.writers import csv_lines, write_lines

SHARE = 0.0003
"""Of each kind: so many enterprises, or unions, are listed twice, at least two."""
AT = ["file", "sheet", "row"]


@dataclass(frozen=True)
class Duplicates:
    """Rows of the later files as registry and listing have theirs, and the truth: one row per two rows that are one
    (kind, how, file, sheet, row, other_file, other_sheet, other_row)."""

    registry: pd.DataFrame
    ledger: pd.DataFrame
    pairs: pd.DataFrame

    def among(self, registry: pd.DataFrame, listing: Listing) -> tuple[pd.DataFrame, Listing]:
        """Registry and listing with the later rows after theirs."""
        frame = pd.concat([listing.frame, self.ledger], ignore_index=True)
        return pd.concat([registry, self.registry], ignore_index=True), replace(listing, frame=frame)


def write_duplicates(world: World, registry: pd.DataFrame, listing: Listing, out: Path) -> Duplicates:
    """Write the later registry, headcounts and ledger."""
    rng = stream(world.seed, "duplicates")
    firms = _enterprises(rng, world, registry)
    _write_registry(world, firms, out)
    bodies = _unions(rng, world, registry, listing)
    _write_ledger(rng, world, bodies, out)
    pairs = [
        _of_one_code(world, registry),
        _pairs("enterprise", firms),
        _of_one_union(listing),
        _pairs("union", bodies),
    ]
    return Duplicates(
        firms.drop(columns=["how", *(f"other_{name}" for name in AT)]),
        bodies[listing.frame.columns],
        pd.concat(pairs, ignore_index=True),
    )


def _enterprises(rng: np.random.Generator, world: World, registry: pd.DataFrame) -> pd.DataFrame:
    """Rows like the registry's, of entities that it has: new code or none, the old name, or another address."""
    entity = registry["entity"].to_numpy()
    firms = world.enterprises.iloc[entity].reset_index(drop=True)
    clean = legal_and_active(firms) & firms["in_area"].to_numpy() & (firms["entity_class"] == "company").to_numpy()
    clean &= (registry[["line_dirt", "code_dirt", "name_dirt", "address_dirt"]] == "").all(axis=1).to_numpy()
    clean &= ~np.isin(entity, entity[registry["is_repeat"]])
    organised = np.union1d(world.unions["host"].to_numpy(), world.coverage["entity"].to_numpy())
    alone = clean & ~np.isin(entity, organised) & (firms["former_name"] == "").to_numpy()
    larger = alone & (firms["headcount"] >= 25).to_numpy() & ~firms["above_scale"].to_numpy()
    settled = alone & ~larger & (registry["used_form"] == "current").to_numpy()
    renamed = clean & (firms["former_name"] != "").to_numpy() & registry["states_former_name"].to_numpy()
    parts = [
        registry.iloc[_some(rng, eligible, len(world.enterprises))].assign(how=how)
        for how, eligible in (("two_codes", larger), ("moved", settled), ("renamed", renamed))
    ]
    rows = pd.concat(parts, ignore_index=True)
    rows = rows.assign(**{f"other_{name}": rows[name] for name in AT})
    moved = np.flatnonzero(rows["how"] == "moved")
    rows.loc[moved, "registered_address"] = _addresses_nearby(rng, world, registry, rows["entity"].to_numpy()[moved])
    rows.loc[moved, "business_address"] = ""
    own = world.enterprises.iloc[rows["entity"]].reset_index(drop=True)
    fresh = codes.credit_codes(
        texts(["91"] * len(rows)),
        texts([codes.OTHER_DISTRICTS[0]] * len(rows)),
        codes.organisation_codes(rng, np.ones(len(rows), dtype=bool)),
    )
    is_renamed = (rows["how"] == "renamed").to_numpy()
    return rows.assign(
        name=np.where(is_renamed, own["former_name"], own["name"]),
        credit_code=np.where(is_renamed, "", fresh),
        is_repeat=True,
        states_former_name=False,
        crs="",
        file=f"登记补录_{world.as_of:%Y%m%d}.csv",
        sheet="",
        row=np.arange(len(rows)) + 2,
    )


def _some(rng: np.random.Generator, eligible: np.ndarray, of: int) -> np.ndarray:
    return rng.permutation(np.flatnonzero(eligible))[: max(2, round(of * SHARE))]


def _addresses_nearby(rng: np.random.Generator, world: World, registry: pd.DataFrame, movers: np.ndarray) -> list[str]:
    """For each entity the address of another one of its township, as the registry writes it."""
    township = world.enterprises["township"].to_numpy()
    where = township[registry["entity"]]
    plain = (registry["used_form"] == "current").to_numpy() & (registry["address_dirt"] == "").to_numpy()
    plain &= np.isin(registry["business_address"], ("", "N/A", "无", "-", "null"))
    found = []
    for mover in movers:
        near = np.flatnonzero(plain & (where == township[mover]) & (registry["entity"] != mover).to_numpy())
        found.append(registry["registered_address"].iloc[rng.choice(near)])
    return found


def _write_registry(world: World, rows: pd.DataFrame, out: Path) -> None:
    """The later rows of the registry, and a headcount by tax for those with a code of their own."""
    firms = world.enterprises.iloc[rows["entity"]].reset_index(drop=True)
    empty = texts([""] * len(rows))
    written = {name: empty for name in HEADERS} | {
        "name": rows["name"].to_numpy(object),
        "credit_code": rows["credit_code"].to_numpy(object),
        "status": texts(["存续"] * len(rows)),
        "established_on": iso(firms["established_on"].to_numpy().astype("datetime64[D]")),
        "industry_code": (firms["section"] + firms["class_code"]).to_numpy(object),
        "registered_address": rows["registered_address"].to_numpy(object),
        "business_address": rows["business_address"].to_numpy(object),
        "legal_representative": firms["legal_representative"].to_numpy(object),
        "authority": texts(["常山县市场监督管理局"] * len(rows)),
    }
    write_lines(out / rows["file"].iloc[0], [",".join(HEADERS.values()), *csv_lines(list(written.values()))])
    coded = np.flatnonzero(rows["credit_code"] != "")
    month = f"{world.as_of:%Y%m}"
    told = {
        "统一社会信用代码": written["credit_code"][coded],
        "单位名称": written["name"][coded],
        "扣缴人数": firms["headcount"].astype(str).to_numpy(object)[coded],
        "数据来源": texts(["个税"] * len(coded)),
        "税款所属期": texts([month] * len(coded)),
    }
    write_lines(out / f"扣缴人数补录_{month}.csv", [",".join(told), *csv_lines(list(told.values()))])


def _unions(rng: np.random.Generator, world: World, registry: pd.DataFrame, listing: Listing) -> pd.DataFrame:
    """Rows like the ledger's, of unions that it has, with what is written: code, host, host_code."""
    frame = listing.frame[listing.frame["variant"] == "listed"].reset_index(drop=True)
    unions = world.unions.iloc[frame["union"]].reset_index(drop=True)
    active = (unions["status"] == "active").to_numpy()
    twice = listing.frame["union"][listing.frame["variant"] != "listed"]
    spoilt = registry["entity"][(registry[["line_dirt", "code_dirt", "name_dirt"]] != "").any(axis=1)]
    own = active & (unions["union_type"] == "own").to_numpy() & (unions["host_kind"] == "enterprise").to_numpy()
    own &= frame["findable"].to_numpy(bool) & ~frame["union"].isin(twice).to_numpy()
    own &= ~unions["host"].isin(spoilt).to_numpy() & ~unions["host"].duplicated(keep=False).to_numpy()
    offices = active & unions["union_type"].isin(["federation", "other"]).to_numpy()
    order = rng.permutation(np.flatnonzero(own))
    number = max(2, round(len(world.enterprises) * SHARE))
    kinds = {
        "new_term": order[:number],
        "short_name": order[number : 2 * number],
        "two_townships": rng.permutation(np.flatnonzero(offices))[:number],
    }
    chosen = np.concatenate(list(kinds.values()))
    how = texts([kind for kind, found in kinds.items() for _row in found])
    rows = frame.iloc[chosen].reset_index(drop=True).assign(how=how)
    rows = rows.assign(**{f"other_{name}": rows[name] for name in AT})
    of = world.unions.iloc[rows["union"]].reset_index(drop=True)
    fresh = codes.credit_codes(
        texts(["81"] * len(rows)),
        texts([codes.OTHER_DISTRICTS[1]] * len(rows)),
        codes.organisation_codes(rng, np.ones(len(rows), dtype=bool)),
    )
    office = how == "two_townships"
    trade = world.enterprises["trade"].to_numpy(object)[np.maximum(of["host"].to_numpy(), 0)]
    return rows.assign(
        name=np.select(
            [how == "new_term", how == "short_name"], [of["host_name"] + "工会", trade + "公司工会"], rows["name"]
        ),
        township=np.where(office, (rows["township"] + 1) % len(TOWNSHIPS), rows["township"]),
        written_code=np.where(how == "new_term", fresh, ""),
        host=np.where(office, "", of["host_name"]),
        host_code=np.where(office, "", of["host_code"]),
        variant="added_later",
        findable=False,
        name_dirt="",
        code_dirt="",
        file=f"台账补录_{world.as_of:%Y%m%d}.csv",
        sheet="",
        row=np.arange(len(rows)) + 2,
    )


def _write_ledger(rng: np.random.Generator, world: World, rows: pd.DataFrame, out: Path) -> None:
    of = world.unions.iloc[rows["union"]].reset_index(drop=True)
    newest = np.datetime64(world.as_of, "D") - rng.integers(20, 100, len(rows))
    written = {
        "工会名称": rows["name"].to_numpy(object),
        "工会统一社会信用代码": rows["written_code"].to_numpy(object),
        "所在单位": rows["host"].to_numpy(object),
        "所在单位代码": rows["host_code"].to_numpy(object),
        "组织类型": texts([TYPE_WORDS[kind][0][0] for kind in of["union_type"]]),
        "所属乡镇": texts([place.name for place in TOWNSHIPS])[rows["township"]],
        "建会日期": iso(of["established_on"].to_numpy().astype("datetime64[D]")),
        "会员人数": of["members"].astype(str).to_numpy(object),
        "本届任期开始": iso(np.where(rows["how"] == "new_term", newest, np.datetime64("NaT"))),
        "工会状态": texts(["正常"] * len(rows)),
    }
    write_lines(out / rows["file"].iloc[0], [",".join(written), *csv_lines(list(written.values()))])


def _of_one_code(world: World, registry: pd.DataFrame) -> pd.DataFrame:
    """The registry's own repeats that count: one code under the present and the former name."""
    counts = legal_and_active(world.enterprises)
    registry = registry[counts[registry["entity"]]]
    first = registry[~registry["is_repeat"]][["entity", *AT]]
    again = registry[registry["is_repeat"]].merge(
        first.rename(columns={name: f"other_{name}" for name in AT}), on="entity", validate="many_to_one"
    )
    return _pairs("enterprise", again.assign(how="one_code_two_names"))


def _of_one_union(listing: Listing) -> pd.DataFrame:
    """The ledger's own: its former term in a row of its own, the same union in another township's sheet."""
    frame = listing.frame
    first = frame[frame["variant"] == "listed"][["union", *AT]]
    again = frame[frame["variant"] != "listed"].merge(
        first.rename(columns={name: f"other_{name}" for name in AT}), on="union", validate="many_to_one"
    )
    return _pairs("union", again.assign(how=again["variant"]))


def _pairs(kind: str, rows: pd.DataFrame) -> pd.DataFrame:
    return rows[["how", *AT, *(f"other_{name}" for name in AT)]].assign(kind=kind)
