"""The statistics office's list of enterprises above scale (规上企业名录), as an old Excel workbook."""

from pathlib import Path

import numpy as np

from etl.demo import dirt
from etl.demo.streams import iso, stream, texts
from etl.demo.world import World
from etl.demo.writers import Sheet, csv_lines, write_lines, write_xls

CATEGORIES = (
    ("BCD", "规上工业"),
    ("E", "资质内建筑业"),
    ("F", "限上批发零售业"),
    ("H", "限上住宿餐饮业"),
    ("K", "房地产开发"),
)


def write_above_scale(world: World, out: Path, in_bulk: bool) -> int:
    """Write the list: who is on it, and a few that left it again; returns its rows."""
    rng = stream(world.seed, "above scale")
    firms = world.enterprises
    listed = np.flatnonzero(firms["above_scale"])
    was = np.setdiff1d(np.flatnonzero((firms["headcount"] >= 10) & firms["section"].isin(["C", "E", "F"])), listed)
    left = rng.permutation(was)[: max(2, len(listed) // 40)]
    rows = np.concatenate([listed, left])
    chosen = firms.iloc[rows]
    category = np.full(len(rows), "规上服务业", dtype=object)
    for sections, label in CATEGORIES:
        category[chosen["section"].isin(list(sections)).to_numpy()] = label
    born = np.maximum(chosen["established_on"].to_numpy().astype("datetime64[M]").astype(int) - 372, 36)
    # 最晚去年十二月入库，今年三月退库的才说得通。
    latest = (world.as_of.year - 2001) * 12 - 1
    start = np.array("2001-01", "datetime64[M]") + np.minimum(born + rng.integers(6, 60, len(rows)), latest)
    listed_from = iso(start.astype("datetime64[D]"))
    listed_to = np.where(np.arange(len(rows)) >= len(listed), f"{world.as_of.year}-03-31", "")
    code, _ = dirt.apply(
        rng, chosen["credit_code"].to_numpy(object), dirt.CODE_DIRT[:4], np.ones(len(rows), dtype=bool)
    )
    columns = {
        "统一社会信用代码": code,
        "单位详细名称": chosen["name"].to_numpy(object),
        "专业类别": category,
        "入库时间": listed_from,
        "退库时间": texts(listed_to),
    }
    stem = f"规上企业名录_{world.as_of:%Y%m}"
    if in_bulk:
        write_lines(out / f"{stem}.csv", [",".join(columns), *csv_lines(list(columns.values()))])
    else:
        title = f"常山县规模以上企业名录（截至{world.as_of.year}年{world.as_of.month}月{world.as_of.day}日）"
        write_xls(
            out / f"{stem}.xls",
            Sheet("名录", ["序号", *columns], [np.arange(1, len(rows) + 1), *columns.values()], title),
        )
    return len(rows)
