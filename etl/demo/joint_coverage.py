"""The list of enterprises that joint unions cover, in GB18030."""

from pathlib import Path

import numpy as np
import pandas as pd

from etl.demo.host_writing import RegistryView, write_hosts
from etl.demo.ledger import Listing
from etl.demo.streams import iso, stream
from etl.demo.world import World
from etl.demo.writers import csv_lines, write_lines


def write_joint_coverage(world: World, view: RegistryView, listing: Listing, out: Path) -> pd.DataFrame:
    """Write the list; one row per row of it: file, row, union, entity, covered_from, covered_to, dirt, findable."""
    rng = stream(world.seed, "joint coverage")
    rows, entity = world.coverage, world.coverage["entity"].to_numpy()
    firms = world.enterprises.iloc[entity]
    written = write_hosts(rng, entity, firms["name"].to_numpy(object), firms["credit_code"].to_numpy(object), view)
    union = rows["union"].to_numpy()
    code = np.where(rng.random(len(rows)) < 0.6, world.unions["union_code"].to_numpy(object)[union], "")
    columns = {
        "联合工会名称": listing.name[union],
        "联合工会统一社会信用代码": code,
        "覆盖单位名称": written.name,
        "覆盖单位统一社会信用代码": written.code,
        "覆盖起始日期": iso(rows["covered_from"].to_numpy().astype("datetime64[D]")),
        "覆盖终止日期": iso(rows["covered_to"].to_numpy().astype("datetime64[D]")),
    }
    file = f"联合工会覆盖单位_{world.as_of:%Y%m%d}.csv"
    write_lines(out / file, [",".join(columns), *csv_lines(list(columns.values()))], "gb18030")
    return rows.assign(
        file=file,
        row=np.arange(len(rows)) + 2,
        name_dirt=written.name_dirt,
        code_dirt=written.code_dirt,
        findable=written.findable,
    )
