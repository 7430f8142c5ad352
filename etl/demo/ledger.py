"""The union ledger: a workbook with a sheet a township, last month's beside it; in bulk a CSV."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from etl.demo import codes, dirt
from etl.demo.dates import write_dates
from etl.demo.geography import TOWNSHIPS
from etl.demo.host_writing import RegistryView, Written, write_hosts
from etl.demo.ledger_facts import ledger_facts
from etl.demo.streams import Texts, by_key, pick, pick_weighted, some_of, stream, texts
from etl.demo.unions import union_names
from etl.demo.world import World
from etl.demo.writers import Cell, Sheet, csv_lines, write_lines, write_xlsx

TYPE_WORDS = {
    "own": (("单独基层工会", 0.8), ("独立基层工会", 0.1), ("基层工会", 0.1)),
    "joint": (("联合基层工会", 0.8), ("联合工会", 0.2)),
    "federation": (("区域性工会联合会", 0.5), ("行业性工会联合会", 0.3), ("工会联合会", 0.2)),
    "work_committee": (("工会工作委员会", 1.0),),
    "branch_union": (("分工会", 1.0),),
    "group": (("工会小组", 1.0),),
    "preparatory": (("筹备组", 0.6), ("工会筹备组", 0.4)),
    "other": (("总工会", 0.6), ("工会办事处", 0.4)),
}
STATUS_WORDS = {"active": "正常", "dissolved": "撤销", "preparatory": "筹备期"}

HOST_CODE_IN_UNION_COLUMN = 0.12
TWO_TERMS_SHARE, TWO_TOWNSHIPS_SHARE, NO_HOST_NAME_SHARE = 0.015, 0.009, 0.03
IDENTITY_SHEETS = ("青石镇", "芳村镇")
"""Sheets to which somebody added a column of identity-card numbers."""


@dataclass(frozen=True)
class Listing:
    """The ledger's rows (`frame`: file, sheet, row, union, variant, dirt, findable) and each union's written name."""

    frame: pd.DataFrame
    name: Texts


def write_ledger(world: World, view: RegistryView, out: Path, in_bulk: bool) -> Listing:
    """Write this month's ledger, and last month's unless in bulk; returns where each union stands and how."""
    rng = stream(world.seed, "ledger")
    unions = world.unions
    written = write_hosts(
        rng, unions["host"].to_numpy(), unions["host_name"].to_numpy(object), unions["host_code"].to_numpy(object), view
    )
    spoken = np.where(
        np.isin(written.name_dirt, ["typo", "former_name", "short_form", "missing_place"]),
        written.name,
        unions["host_name"],
    )
    name = union_names(stream(world.seed, "unions named"), unions, spoken.astype(object), world.coverage)
    rows = _rows(rng, unions)
    columns = _columns(rng, world, rows, name, written)
    rows = rows.assign(
        name=name[rows["union"]],
        name_dirt=written.name_dirt[rows["union"]],
        code_dirt=rows.pop("code_place") + written.code_dirt[rows["union"]],
        findable=written.findable[rows["union"]],
    )
    return Listing(_write(rng, world, out, rows, columns, in_bulk), name)


def _rows(rng: np.random.Generator, unions: pd.DataFrame) -> pd.DataFrame:
    """Every union once; some a second time with their former term, some a second time in another township's sheet."""
    own = ((unions["union_type"] == "own") & (unions["host_kind"] == "enterprise")).to_numpy()
    terms = np.flatnonzero(some_of(rng, own, TWO_TERMS_SHARE))
    twice = np.flatnonzero(some_of(rng, own, TWO_TOWNSHIPS_SHARE))
    union = np.concatenate([unions["union"].to_numpy(), terms, twice])
    variant = texts(["listed"] * len(unions) + ["former_term"] * len(terms) + ["other_township"] * len(twice))
    township = unions["township"].to_numpy()[union]
    township = np.where(variant == "other_township", (township + 1) % len(TOWNSHIPS), township)
    frame = pd.DataFrame({"union": union, "variant": variant, "township": township})
    return frame.sort_values(["township", "union", "variant"], ignore_index=True, kind="stable")


def _columns(
    rng: np.random.Generator, world: World, rows: pd.DataFrame, name: Texts, written: Written
) -> dict[str, list[Cell] | Texts]:
    """The cells of all columns, in the order of the file; adds code_place to `rows`."""
    union, size = rows["union"].to_numpy(), len(rows)
    unions = world.unions.iloc[union].reset_index(drop=True)
    own_code, host_code = unions["union_code"].to_numpy(object), written.code[union]
    wrong_column = some_of(rng, host_code != "", HOST_CODE_IN_UNION_COLUMN)
    rows["code_place"] = np.where(wrong_column, "in_union_column ", "")
    own_code, _ = dirt.apply(rng, own_code, (dirt.LOWER_CASE, dirt.SPACES), own_code != "")
    no_host = some_of(
        rng, (unions["host_kind"] == "enterprise").to_numpy() & (written.name_dirt[union] == ""), NO_HOST_NAME_SHARE
    )
    established, _ = write_dates(rng, unions["established_on"].to_numpy().astype("datetime64[D]"))
    columns = {
        "工会名称": name[union],
        "工会统一社会信用代码": np.where(wrong_column, host_code, own_code),
        "所在单位": np.where(no_host, "", written.name[union]),
        "所在单位代码": np.where(wrong_column, "", host_code),
        "单位性质": unions["host_sector"].to_numpy(object),
        "组织类型": _words(rng, unions["union_type"]),
        "所属乡镇": texts([place.name for place in TOWNSHIPS])[rows["township"]],
        "建会日期": established,
    }
    columns |= ledger_facts(rng, world, unions, (rows["variant"] == "former_term").to_numpy())
    status = by_key(unions["status"].to_numpy(object), STATUS_WORDS)
    columns["工会状态"] = np.where(
        (status == "正常") & (rng.random(size) < 0.1), pick(rng, ("", "在册", "正常运行"), size), status
    )
    note = np.select(
        [rows["variant"] == "former_term", rows["variant"] == "other_township"], ["上一届，待归档", "两地均有登记"], ""
    )
    columns["备注"] = note.astype(object)
    return columns


def _words(rng: np.random.Generator, kinds: pd.Series) -> Texts:
    result = np.full(len(kinds), "", dtype=object)
    for kind, choices in TYPE_WORDS.items():
        rows = np.flatnonzero(kinds == kind)
        result[rows] = pick_weighted(rng, choices, len(rows))
    return result


def _title(as_of: date) -> str:
    return f"常山县基层工会台账（截至{as_of.year}年{as_of.month}月{as_of.day}日）"


def _write(
    rng: np.random.Generator,
    world: World,
    out: Path,
    rows: pd.DataFrame,
    columns: dict[str, list[Cell] | Texts],
    in_bulk: bool,
) -> pd.DataFrame:
    stem = f"基层工会台账_{world.as_of:%Y%m%d}"
    if in_bulk:
        lines = csv_lines([texts([str(value) for value in column]) for column in columns.values()])
        write_lines(out / f"{stem}.csv", [",".join(columns), *lines])
        return rows.assign(file=f"{stem}.csv", sheet="", row=np.arange(len(rows)) + 2)
    cards = codes.identity_cards(rng, len(rows))
    sheets = _sheets(rows, columns, cards, world.as_of)
    write_xlsx(out / f"{stem}.xlsx", list(sheets.values()))
    before = date(world.as_of.year, world.as_of.month, 1) - pd.Timedelta(days=1)
    known = (world.unions["established_on"] <= pd.Timestamp(before)).to_numpy()[rows["union"]]
    earlier = {header: _take(values, np.flatnonzero(known)) for header, values in columns.items()}
    earlier["会员人数"] = [max(int(value) - 1, 0) if str(value).isdigit() else value for value in earlier["会员人数"]]
    old = _sheets(rows[known].reset_index(drop=True), earlier, cards[known], before)
    write_xlsx(out / f"基层工会台账_{before:%Y%m%d}.xlsx", list(old.values()))
    position = rows.groupby("township").cumcount().to_numpy()
    sheet = texts([place.name for place in TOWNSHIPS])[rows["township"]]
    return rows.assign(file=f"{stem}.xlsx", sheet=sheet, row=position + 3)


def _take(values: list[Cell] | Texts, index: np.ndarray) -> list[Cell]:
    return [values[number] for number in index]


def _sheets(rows: pd.DataFrame, columns: dict[str, list[Cell] | Texts], cards: Texts, as_of: date) -> dict[str, Sheet]:
    """One sheet a township: title row, serial numbers, a total row at the end."""
    sheets = {}
    for number, place in enumerate(TOWNSHIPS):
        index = np.flatnonzero(rows["township"] == number)
        if not len(index):
            continue
        cells = {
            "序号": np.arange(1, len(index) + 1),
            **{header: _take(values, index) for header, values in columns.items()},
        }
        if place.name in IDENTITY_SHEETS:
            cells["主席身份证号"] = cards[index]
        totals = {"序号": "合计", **{header: _sum(cells[header]) for header in ("会员人数", "女会员人数", "职工人数")}}
        sheets[place.name] = Sheet(
            place.name, list(cells), list(cells.values()), _title(as_of), [totals.get(header, "") for header in cells]
        )
    return sheets


def _sum(values: list[Cell]) -> int:
    return sum(int(value) for value in values if str(value).isdigit())
