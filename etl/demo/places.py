"""The files of places: townships, villages, schematic boundaries."""

import json
from pathlib import Path

import numpy as np

from etl.demo.geography import TOWNSHIPS, feature_collection
from etl.demo.streams import texts
from etl.demo.world import World
from etl.demo.writers import Sheet, csv_lines, write_lines, write_xlsx

CODE_SYSTEM = "演示编码"


def write_places(world: World, out: Path) -> None:
    """Write 乡镇街道名录 (XLSX), 村社区名录 (CSV with BOM) and 乡镇街道示意边界 (GeoJSON)."""
    title = f"常山县乡镇（街道）名录（截至{world.as_of.year}年{world.as_of.month}月{world.as_of.day}日）"
    header = ["序号", "乡镇街道名称", "区划代码", "代码体系", "所属县", "曾用名", "类别"]
    cells = [
        list(range(1, len(TOWNSHIPS) + 1)),
        [place.name for place in TOWNSHIPS],
        [place.code for place in TOWNSHIPS],
        [CODE_SYSTEM] * len(TOWNSHIPS),
        ["常山县"] * len(TOWNSHIPS),
        [place.former for place in TOWNSHIPS],
        [place.kind for place in TOWNSHIPS],
    ]
    write_xlsx(out / f"乡镇街道名录_{world.as_of:%Y%m%d}.xlsx", [Sheet("乡镇街道", header, cells, title)])
    _write_villages(world, out)
    text = json.dumps(feature_collection(world.as_of), ensure_ascii=False, separators=(",", ":"))
    (out / "乡镇街道示意边界.geojson").write_text(text + "\n", "utf-8")


def _write_villages(world: World, out: Path) -> None:
    villages = world.villages
    spoken = villages["spoken"].to_numpy(object)
    urban = np.array([name.endswith("社区") for name in spoken])
    township = texts([place.name for place in TOWNSHIPS])[villages["township"].to_numpy()]
    codes = villages["code"].to_numpy(object)
    columns = [codes, np.where(urban, spoken, spoken + "委会"), township, texts([CODE_SYSTEM] * len(villages))]
    lines = ["村代码,村社区名称,所属乡镇,代码体系", *csv_lines(columns)]
    write_lines(out / f"村社区名录_{world.as_of:%Y%m%d}.csv", lines, "utf-8-sig")
