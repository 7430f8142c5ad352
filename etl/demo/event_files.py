"""Writes what happened, as offices keep it: names in words, rows sent twice, slips, several formats."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from etl.demo import dirt
from etl.demo.case_events import disputes, incidents
from etl.demo.dues import dues
from etl.demo.geography import TOWNSHIPS
from etl.demo.ledger import Listing
from etl.demo.streams import Texts, pick, some, stream, texts
from etl.demo.township_events import TOLD_COMPLETE, campaigns, declarations, mechanisms, plans, welfare
from etl.demo.union_events import agreements, courses, meetings, surveys
from etl.demo.union_life import union_life
from etl.demo.world import World
from etl.demo.writers import Sheet, csv_lines, write_lines, write_xls, write_xlsx

SENT_TWICE, CONTRADICTING, NOT_IN_LEDGER, UNREADABLE = 0.004, 0.0015, 0.004, 0.002
UNREPORTED, SILENT = 0.3, 2
"""Share of the meetings that a township which declares nothing leaves out; the last townships send no file at all."""


@dataclass(frozen=True)
class Plan:
    """A file: its source kind, name, who makes it, its form; how units are named, a number that slips contradict."""

    kind: str
    name: str
    make: Callable[[World, pd.DataFrame], pd.DataFrame]
    form: str
    named: str
    number: str


FILES = (
    Plan("union_meeting", "会议与活动", meetings, "gb18030", "union", "参加人数"),
    Plan("union_agreement", "集体合同", agreements, "xlsx", "union", ""),
    Plan("dues", "工会经费", dues, "utf-8-sig", "payer", "工资总额(元)"),
    Plan("survey", "抽样调查", surveys, "xlsx", "union", "满意人数"),
    Plan("dispute", "劳动争议", disputes, "gbk", "enterprise", ""),
    Plan("incident", "重大事件", incidents, "xls", "enterprise", ""),
    Plan("welfare", "服务与帮扶", welfare, "xlsx", "union_or_township", "互助保障参保人数"),
    Plan("campaign", "创建活动", campaigns, "xlsx", "unit", "得分"),
    Plan("mechanism", "机制", mechanisms, "xls", "unit", ""),
    Plan("training", "干部培训", courses, "utf-8", "union", "参训人数"),
    Plan("plan", "年度组建计划", plans, "xlsx", "township", ""),
)


def write_events(world: World, listing: Listing, out: Path, in_bulk: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Write a file a kind. Returns the unions' life, and one row per event row written: kind, file, sheet, row, union,
    entity, township (-1: none), variant (told, sent_twice, contradicting, not_in_ledger, unreadable)."""
    life = union_life(world)
    written = [_write(world, listing, life, plan, out, in_bulk) for plan in FILES]
    return life, pd.concat(written, ignore_index=True)


def _write(world: World, listing: Listing, life: pd.DataFrame, plan: Plan, out: Path, in_bulk: bool) -> pd.DataFrame:
    rng = stream(world.seed, f"file of {plan.kind}")
    table = plan.make(world, life)
    for column in ("entity", "township"):
        if column not in table:
            table[column] = -1
    if plan.kind == "union_meeting":
        table = _unreported(rng, world, table)
    table, variant = _slips(rng, table, plan)
    cells = _named(rng, world, listing, table, variant, plan)
    cells |= {
        header: table[header].to_numpy(object) for header in table if header not in ("union", "entity", "township")
    }
    file, sheet, first = _file(world, plan, cells, out, in_bulk)
    return table[["union", "entity", "township"]].assign(
        kind=plan.kind, file=file, sheet=sheet, row=np.arange(len(table)) + first, variant=variant
    )


def _unreported(rng: np.random.Generator, world: World, table: pd.DataFrame) -> pd.DataFrame:
    """Townships that do not declare their meetings complete leave some out."""
    place = world.unions["township"].to_numpy()[table["union"]]
    silent = ~np.isin(place, TOLD_COMPLETE["会议与活动"]) & (rng.random(len(table)) < UNREPORTED)
    silent |= place >= len(TOWNSHIPS) - SILENT
    return table[~silent]


def _slips(rng: np.random.Generator, table: pd.DataFrame, plan: Plan) -> tuple[pd.DataFrame, Texts]:
    """The rows, some of them sent twice, some a second time with another number; then some that cannot be read."""
    size = len(table)
    twice = np.flatnonzero(some(rng, size, SENT_TWICE))
    other = np.flatnonzero(some(rng, size, CONTRADICTING)) if plan.number else np.array([], dtype=int)
    other = np.setdiff1d(other, twice)
    if "入库日期" in table:  # a payment without a day is a row by itself, whatever others say
        other = other[table["入库日期"].to_numpy(object)[other] != ""]
    index = np.concatenate([np.arange(size), twice, other])
    variant = texts(["told"] * size + ["sent_twice"] * len(twice) + ["contradicting"] * len(other))
    told = table.iloc[index].reset_index(drop=True)
    if plan.number:
        changed = np.flatnonzero(variant == "contradicting")
        told.loc[changed, plan.number] = [_other(value) for value in told.loc[changed, plan.number]]
    free = variant == "told"
    free[twice], free[other] = False, False
    if plan.named == "union":
        strangers = some(rng, size, NOT_IN_LEDGER)
        variant[np.flatnonzero(strangers & free[:size])] = "not_in_ledger"
    days = [header for header in told if header.endswith("日期") and header not in ("入库日期", "催缴送达日期")]
    if days:
        unread = np.flatnonzero(some(rng, size, UNREADABLE) & (variant[:size] == "told") & free[:size])
        variant[unread] = "unreadable"
        told.loc[unread, days[0]] = pick(rng, ("去年底", "1900-01-01", "2098-05-01", "不详"), len(unread))
    return told, variant


def _other(value: str) -> str:
    return str(round(float(value) + 7, 2)).removesuffix(".0") if value else "7"


def _named(
    rng: np.random.Generator, world: World, listing: Listing, table: pd.DataFrame, variant: Texts, plan: Plan
) -> dict[str, Texts]:
    """The cells that say whom a row is about, in the habit of the file."""
    union, entity = table["union"].to_numpy(), table["entity"].to_numpy()
    place = texts([place.name for place in TOWNSHIPS] + [""])[table["township"].to_numpy()]
    spoken, _ = dirt.apply(rng, np.where(union >= 0, listing.name[union], ""), dirt.NAME_DIRT, union >= 0)
    spoken = np.where(variant == "not_in_ledger", "原" + spoken, spoken)
    code = np.where(union >= 0, world.unions["union_code"].to_numpy(object)[union], "")
    code = np.where((rng.random(len(table)) < 0.5) & (variant != "not_in_ledger"), code, "")
    firm = np.where(entity >= 0, world.enterprises["name"].to_numpy(object)[entity], "")
    credit, _ = dirt.apply(
        rng,
        np.where(entity >= 0, world.enterprises["credit_code"].to_numpy(object)[entity], ""),
        dirt.CODE_DIRT,
        entity >= 0,
    )
    habits = {
        "union": {"工会名称": spoken, "工会统一社会信用代码": code},
        "payer": {"纳税人识别号": credit, "纳税人名称": firm, "工会名称": np.where(entity >= 0, "", spoken)},
        "enterprise": {"统一社会信用代码": credit, "用人单位": firm},
        "union_or_township": {"乡镇街道": place, "工会名称": spoken},
        "unit": {"单位名称": np.where(union >= 0, spoken, np.where(entity >= 0, firm, place))},
        "township": {"乡镇街道": place},
    }
    return dict(habits[plan.named])


def _file(world: World, plan: Plan, cells: dict[str, Texts], out: Path, in_bulk: bool) -> tuple[str, str, int]:
    """Write the cells; the file's name, the sheet's, and the number of the first row."""
    stem = f"{plan.name}_{world.as_of:%Y%m%d}"
    form = "utf-8" if in_bulk and plan.form == "xlsx" and plan.named != "township" else plan.form
    if form not in ("xlsx", "xls"):
        write_lines(out / f"{stem}.csv", [",".join(cells), *csv_lines(list(cells.values()))], form)
        return f"{stem}.csv", "", 2
    size = len(next(iter(cells.values())))
    columns = {"序号": list(range(1, size + 1)), **cells}
    title = f"常山县{plan.name}（截至{world.as_of.year}年{world.as_of.month}月{world.as_of.day}日）"
    sheet = Sheet(plan.name, list(columns), list(columns.values()), title)
    if form == "xls":
        write_xls(out / f"{stem}.xls", sheet)
        return f"{stem}.xls", sheet.name, sheet.first_row
    sheets = [sheet]
    if plan.kind == "plan":
        told = declarations(world)
        sheets.append(Sheet("数据完整声明", list(told), list(told.values())))
    write_xlsx(out / f"{stem}.xlsx", sheets)
    return f"{stem}.xlsx", sheet.name, sheet.first_row
