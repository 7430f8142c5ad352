"""The headcount files: social insurance by month, income tax, annual reports, statistics. They do not agree.

`SILENT_SHARE` of the enterprises are in none of them: their size is unknown, whatever it is.
"""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from etl.demo import dirt
from etl.demo.streams import Texts, pick, stream, texts
from etl.demo.unions import legal_and_active
from etl.demo.world import World
from etl.demo.writers import Sheet, csv_lines, write_lines, write_xlsx

ROWS_PER_ENTERPRISE = 2
MONTHS = 6
SILENT_SHARE = 0.13
ANNUAL_SHARE, ANNUAL_BLANK_SHARE = 0.30, 0.42
INSURED_MONTHLY_SHARE = 0.36
CONFLICT_SHARE, UNREGISTERED_SHARE = 0.07, 0.004
XLSX_MOST_ROWS = 20_000


def write_headcount(world: World, out: Path, in_bulk: bool, rows: int | None) -> int:
    """Write the files with `rows` rows in all (default two an enterprise); returns how many were written."""
    rng = stream(world.seed, "headcount")
    total = rows if rows is not None else ROWS_PER_ENTERPRISE * len(world.enterprises)
    firms = world.enterprises[legal_and_active(world.enterprises) | (world.enterprises["entity_class"] == "branch")]
    firms = firms[rng.random(len(firms)) >= SILENT_SHARE]
    firms = firms.iloc[rng.permutation(len(firms))]
    months = _months(world.as_of, MONTHS)
    insured = _insured(rng, firms, total, months)
    statistics = firms[firms["above_scale"]]
    statistics = statistics.assign(period=f"{world.as_of.year}年二季度", told=_noisy(rng, statistics, 0.97, 1.03))
    annual_rows = min(round(total * ANNUAL_SHARE), round(len(firms) * 1.6))
    annual = _annual(rng, firms, annual_rows, world.as_of.year)
    tax = _taxed(rng, firms, total - len(insured) - len(statistics) - len(annual), months)
    _write_csv(
        rng, out / f"社保参保人数_{months[0]}至{months[-1]}.csv", insured, "社保", "参保人数", "费款所属期", "gbk"
    )
    _write_tax(rng, out, tax, months, in_bulk or len(tax) > XLSX_MOST_ROWS)
    _write_csv(
        rng,
        out / f"企业年报_{world.as_of.year - 1}年度_{world.as_of.year}0630.csv",
        annual,
        "年报",
        "从业人数",
        "年度",
        "utf-8-sig",
    )
    _write_csv(
        rng,
        out / f"统计从业人员_{world.as_of.year}年二季度.csv",
        statistics,
        "统计",
        "从业人员期末人数",
        "统计时期",
        "gb18030",
    )
    return len(insured) + len(statistics) + len(annual) + len(tax)


def _months(as_of: date, count: int) -> list[str]:
    last = pd.Period(as_of, "M")
    return [(last - back).strftime("%Y%m") for back in range(count - 1, -1, -1)]


def _noisy(rng: np.random.Generator, firms: pd.DataFrame, low: float, high: float) -> np.ndarray:
    """The true headcount as this source counts it; some sources are off by half or more."""
    factor = rng.uniform(low, high, len(firms))
    conflict = rng.random(len(firms)) < CONFLICT_SHARE
    factor = np.where(conflict, rng.choice([0.45, 0.6, 1.6, 2.0], len(firms)), factor)
    return np.maximum(np.round(firms["headcount"].to_numpy() * factor), 1).astype(int)


def _insured(rng: np.random.Generator, firms: pd.DataFrame, total: int, months: list[str]) -> pd.DataFrame:
    """Monthly rows of the larger enterprises and of some small ones."""
    wanted = round(total * INSURED_MONTHLY_SHARE / len(months))
    weight = np.where(firms["headcount"] >= 20, 1e6, 1) * rng.random(len(firms))
    chosen = firms.iloc[np.sort(np.argsort(-weight, kind="stable")[:wanted])]
    base = _noisy(rng, chosen, 0.9, 1.0)
    parts = [
        chosen.assign(
            period=month, told=np.maximum(np.round(base * rng.uniform(0.97, 1.03, len(chosen))), 1).astype(int)
        )
        for month in months
    ]
    return pd.concat(parts)


def _annual(rng: np.random.Generator, firms: pd.DataFrame, rows: int, year: int) -> pd.DataFrame:
    """Last year's reports, for the surplus also the year before; many keep the number of workers to themselves."""
    first, second = firms.iloc[:rows], firms.iloc[: max(rows - len(firms), 0)]
    reports = pd.concat([first.assign(period=f"{year - 1}年度"), second.assign(period=f"{year - 2}年度")])
    told = _noisy(rng, reports, 0.9, 1.1).astype(str).astype(object)
    blank = rng.random(len(reports)) < ANNUAL_BLANK_SHARE
    return reports.assign(told=np.where(blank, pick(rng, ("", "", "企业选择不公示", "-"), len(reports)), told))


def _taxed(rng: np.random.Generator, firms: pd.DataFrame, rows: int, months: list[str]) -> pd.DataFrame:
    """So many rows as are left: this month's declarations of as many as there are, then earlier months."""
    parts, order = [], rng.permutation(len(firms))
    for month in reversed(months):
        chosen = firms.iloc[order[: max(rows, 0)]]
        parts.append(chosen.assign(period=f"{month[:4]}-{month[4:]}", told=_noisy(rng, chosen, 0.95, 1.08)))
        rows -= len(chosen)
    return pd.concat(parts)


def _identified(rng: np.random.Generator, rows: pd.DataFrame) -> tuple[Texts, Texts]:
    """Code and name as the office has them: some without code, a few nobody registered."""
    every = np.ones(len(rows), dtype=bool)
    code, _ = dirt.apply(rng, rows["credit_code"].to_numpy(object), dirt.CODE_DIRT, every)
    code = np.where(rng.random(len(rows)) < 0.04, "", code)
    name, _ = dirt.apply(rng, rows["name"].to_numpy(object), dirt.NAME_DIRT, every)
    stranger = rng.random(len(rows)) < UNREGISTERED_SHARE
    return np.where(stranger, "", code), np.where(stranger, "外地" + name, name)


def _write_csv(
    rng: np.random.Generator, path: Path, rows: pd.DataFrame, source: str, headcount: str, period: str, encoding: str
) -> None:
    code, name = _identified(rng, rows)
    columns = {
        "统一社会信用代码": code,
        "单位名称": name,
        headcount: rows["told"].astype(str).to_numpy(object),
        "数据来源": texts([source] * len(rows)),
        period: rows["period"].to_numpy(object),
    }
    if source == "年报":
        shown = rng.random(len(rows)) < 0.75
        for header, column in (("营业收入(万元)", "revenue"), ("资产总额(万元)", "assets")):
            columns[header] = np.where(shown, rows[column].map("{:.2f}".format).to_numpy(object), "")
    write_lines(path, [",".join(columns), *csv_lines(list(columns.values()))], encoding)


def _write_tax(rng: np.random.Generator, out: Path, rows: pd.DataFrame, months: list[str], as_text: bool) -> None:
    """The tax office's workbook (a CSV in bulk): title row, serial numbers, a total row."""
    if as_text:
        _write_csv(rng, out / f"个税扣缴人数_{months[-1]}.csv", rows, "个税", "扣缴人数", "税款所属期", "utf-8")
        return
    code, name = _identified(rng, rows)
    header = ["序号", "纳税人识别号", "纳税人名称", "扣缴人数", "来源", "税款所属期"]
    told = rows["told"].to_numpy()
    cells = [np.arange(1, len(rows) + 1), code, name, told, ["个税"] * len(rows), rows["period"].to_numpy(object)]
    total = ["合计", "", "", int(told.sum()), "", ""]
    write_xlsx(
        out / f"个税扣缴人数_{months[-1]}.xlsx",
        [Sheet("扣缴单位", header, cells, "常山县个人所得税扣缴单位人数", total)],
    )
