"""The registry files: a large UTF-8 export, a GBK one of three townships, a workbook of the newly established."""

from pathlib import Path

import numpy as np
import pandas as pd

from etl.demo import codes, dirt
from etl.demo.addresses import write_addresses
from etl.demo.capital import write_capital
from etl.demo.industries import INDUSTRIES, SECTION_NAMES
from etl.demo.registry_lines import spoil_lines
from etl.demo.streams import Texts, iso, pick, pick_weighted, python_strings, some_of, stream, texts
from etl.demo.world import World
from etl.demo.writers import Sheet, csv_lines, write_lines, write_xlsx

HEADERS = {
    "name": "企业名称",
    "credit_code": "统一社会信用代码",
    "registration_number": "注册号",
    "former_names": "曾用名",
    "entity_type": "企业类型",
    "status": "登记状态",
    "established_on": "成立日期",
    "closed_on": "注销日期",
    "industry_code": "行业代码",
    "registered_capital": "注册资本",
    "registered_address": "住所",
    "business_address": "经营场所",
    "legal_representative": "法定代表人",
    "lon": "经度",
    "lat": "纬度",
    "crs": "坐标系",
    "authority": "登记机关",
}
OTHER_HEADERS = {
    **HEADERS,
    "name": "市场主体名称",
    "credit_code": "社会信用代码",
    "entity_type": "市场主体类型",
    "established_on": "注册日期",
    "registered_address": "注册地址",
    "business_address": "实际经营地址",
    "legal_representative": "负责人",
}

WESTERN = (6, 9, 10)
"""Townships whose rows come in the GBK file."""
NEW_WITHIN_DAYS = 45
TYPE_MISSING_SHARE = 0.89
COORDINATE_SHARE, WITHOUT_CRS_SHARE = 0.35, 0.09

STATUS_WORDS = {
    "active": (("存续", 0.5), ("在业", 0.2), ("开业", 0.1), ("存续（在营、开业、在册）", 0.15), ("正常", 0.05)),
    "dormant": (("歇业", 1.0),),
    "revoked": (("吊销", 0.5), ("吊销，未注销", 0.5)),
    "dissolved": (("注销", 0.7), ("已注销", 0.3)),
    "moved_out": (("迁出", 1.0),),
    "closed": (("撤销登记", 0.6), ("责令关闭", 0.4)),
    "liquidating": (("清算", 1.0),),
    "unknown": (("", 0.5), ("N/A", 0.5)),
}
TYPE_WORDS = {
    "company": (
        "有限责任公司(自然人投资或控股)",
        "有限责任公司（自然人独资）",
        "有限责任公司",
        "股份有限公司(非上市、自然人投资或控股)",
        "有限责任公司(非自然人投资或控股的法人独资)",
    ),
    "branch": ("有限责任公司分公司(自然人投资或控股)", "分公司", "内资分公司"),
    "sole_proprietorship": ("个人独资企业",),
    "partnership": ("有限合伙企业", "普通合伙企业"),
    "individual_business": ("个体工商户", "个体"),
    "cooperative": ("农民专业合作社",),
    "state_owned": ("全民所有制", "国有企业"),
    "collective": ("集体所有制", "集体企业"),
    "foreign_invested": ("有限责任公司(外商投资企业法人独资)", "有限责任公司(台港澳与境内合资)", "中外合资企业"),
}


def write_registry(world: World, out: Path, in_bulk: bool) -> pd.DataFrame:
    """Write the files; one row per registry row: file, sheet, row, entity, is_repeat, what is written, dirt by name."""
    rng = stream(world.seed, "registry")
    rows = _rows(rng, world.enterprises)
    firms = world.enterprises.iloc[rows["entity"]].reset_index(drop=True)
    written = _columns(rng, world, firms, rows)
    rows = rows.assign(
        name=written["name"], credit_code=written["credit_code"], registered_address=written["registered_address"]
    )
    rows = rows.assign(business_address=written["business_address"], crs=written["crs"])
    part = _parts(firms, world, in_bulk)
    rows["file"], rows["sheet"], rows["row"], rows["line_dirt"] = "", "", 0, ""
    for label, write in (("all", _write_bulk), ("west", _write_west), ("new", _write_new)):
        index = np.flatnonzero(part == label)
        if len(index):
            chosen = {column: values[index] for column, values in written.items()}
            file, sheet, first, line_dirt = write(rng, world, out, chosen)
            rows.loc[index, "file"], rows.loc[index, "sheet"] = file, sheet
            rows.loc[index, "row"], rows.loc[index, "line_dirt"] = np.arange(len(index)) + first, line_dirt
    return python_strings(rows)


def _rows(rng: np.random.Generator, enterprises: pd.DataFrame) -> pd.DataFrame:
    """Every enterprise once, and a few that changed their name a second time, under the old one."""
    renamed = rng.permutation(np.flatnonzero(enterprises["former_name"] != ""))
    repeats = renamed[: max(3, round(len(enterprises) * 0.00015))]
    entity = np.concatenate([enterprises["entity"].to_numpy(), repeats])
    repeat = np.arange(len(entity)) >= len(enterprises)
    order = rng.permutation(len(entity))
    return pd.DataFrame({"entity": entity[order], "is_repeat": repeat[order]})


def _parts(firms: pd.DataFrame, world: World, in_bulk: bool) -> Texts:
    if in_bulk:
        return texts(["all"] * len(firms))
    west = firms["registered_township"].isin(WESTERN)
    new = firms["established_on"] > pd.Timestamp(world.as_of) - pd.Timedelta(days=NEW_WITHIN_DAYS)
    return np.where(west, "west", np.where(new, "new", "all")).astype(object)


def _columns(rng: np.random.Generator, world: World, firms: pd.DataFrame, rows: pd.DataFrame) -> dict[str, Texts]:
    """All columns as text; adds the names of the dirt to `rows`."""
    every = np.ones(len(firms), dtype=bool)
    name = np.where(rows["is_repeat"], firms["former_name"], firms["name"]).astype(object)
    name, rows["name_dirt"] = dirt.apply(rng, name, dirt.NAME_DIRT, every & ~rows["is_repeat"].to_numpy())
    code, number = _codes(rng, firms, rows)
    registered, business = _addresses(rng, world, firms, rows)
    lon, lat, crs = _coordinates(rng, firms)
    former = np.where(rows["is_repeat"] | (rng.random(len(firms)) < 0.1), "", firms["former_name"]).astype(object)
    rows["states_former_name"] = former != ""
    missing = rng.random(len(firms)) < TYPE_MISSING_SHARE
    return {
        "name": name,
        "credit_code": code,
        "registration_number": number,
        "former_names": _or_null(rng, former, 0.3),
        "entity_type": np.where(
            missing,
            pick_weighted(rng, (("N/A", 0.9), ("", 0.04), ("无", 0.03), ("null", 0.02), ("-", 0.01)), len(firms)),
            _words(rng, firms["entity_class"], TYPE_WORDS),
        ),
        "status": _status(rng, firms["status"]),
        "established_on": iso(firms["established_on"].to_numpy()),
        "closed_on": iso(firms["closed_on"].to_numpy()),
        "industry_code": _industries(rng, firms),
        "registered_capital": write_capital(
            rng, firms["capital"].to_numpy(), (firms["entity_class"] == "foreign_invested").to_numpy()
        ),
        "registered_address": registered,
        "business_address": business,
        "legal_representative": firms["legal_representative"].to_numpy(object),
        "lon": lon,
        "lat": lat,
        "crs": crs,
        "authority": texts(["常山县市场监督管理局"] * len(firms)),
    }


def _or_null(rng: np.random.Generator, values: Texts, share: float) -> Texts:
    """Empty values, a share of them as one of the null words."""
    word = (values == "") & (rng.random(len(values)) < share)
    return np.where(word, pick(rng, dirt.NULLS, len(values)), values)


def _words(rng: np.random.Generator, keys: pd.Series, table: dict[str, tuple[str, ...]]) -> Texts:
    result = np.full(len(keys), "", dtype=object)
    for key, choices in table.items():
        rows = np.flatnonzero(keys == key)
        result[rows] = pick(rng, choices, len(rows))
    return result


def _status(rng: np.random.Generator, status: pd.Series) -> Texts:
    result = np.full(len(status), "", dtype=object)
    for key, choices in STATUS_WORDS.items():
        rows = np.flatnonzero(status == key)
        result[rows] = pick_weighted(rng, choices, len(rows))
    return result


def _codes(rng: np.random.Generator, firms: pd.DataFrame, rows: pd.DataFrame) -> tuple[Texts, Texts]:
    """Credit codes with their dirt, old numbers in the code's column or their own, a few codes that two firms carry."""
    size, code, number = (
        len(firms),
        firms["credit_code"].to_numpy(object),
        firms["registration_number"].to_numpy(object),
    )
    single = ~rows["is_repeat"].to_numpy() & ~firms["entity"].isin(firms["entity"][rows["is_repeat"]]).to_numpy()
    code, labels = dirt.apply(rng, code, dirt.CODE_DIRT, single)
    old = single & (number != "") & (labels == "")
    for label, share, made in (
        ("old_15_digits", 0.0008, number),
        ("old_13_digits", 0.0003, codes.numbers_13(rng, size)),
        (
            "foreign_prefix",
            0.0003,
            "企合浙衢总字第" + rng.integers(100_000, 999_999, size).astype(str).astype(object) + "号",
        ),
    ):
        hit = some_of(rng, old & (labels == ""), share)
        code, labels = np.where(hit, made, code), np.where(hit, label, labels)
    lender, borrower = (np.flatnonzero(some_of(rng, single & (labels == ""), 0.0001)) for _ in range(2))
    pairs = [(a, b) for a, b in zip(lender, borrower, strict=False) if a != b]
    for a, b in pairs:
        code[b], labels[b] = code[a], "reused"
    rows["code_dirt"] = labels
    shown = (number != "") & (rng.random(size) < 0.4)
    return code, _or_null(rng, np.where(shown, number, ""), 0.2)


def _addresses(rng: np.random.Generator, world: World, firms: pd.DataFrame, rows: pd.DataFrame) -> tuple[Texts, Texts]:
    every = np.ones(len(firms), dtype=bool)
    place = {
        key: firms[key].to_numpy()
        for key in ("registered_township", "registered_village", "township", "village", "park")
    }
    form, registered_form = firms["form"].to_numpy(object), firms["registered_form"].to_numpy(object)
    registered = write_addresses(
        rng, place["registered_township"], place["registered_village"], place["park"], registered_form, world.villages
    )
    business = write_addresses(rng, place["township"], place["village"], place["park"], form, world.villages)
    same = (place["township"] == place["registered_township"]) & (rng.random(len(firms)) < 0.6)
    business = np.where(same, registered, business)
    registered, rows["address_dirt"] = dirt.apply(rng, registered, dirt.ADDRESS_DIRT, every)
    has = firms["has_business"].to_numpy()
    rows["used_form"] = np.where(has, form, registered_form)
    return registered, np.where(
        has,
        business,
        pick_weighted(rng, (("", 0.6), ("N/A", 0.2), ("无", 0.1), ("-", 0.05), ("null", 0.05)), len(firms)),
    )


def _coordinates(rng: np.random.Generator, firms: pd.DataFrame) -> tuple[Texts, Texts, Texts]:
    from coordTransform import wgs84_to_bd09, wgs84_to_gcj02

    lon, lat = firms["lon"].to_numpy(), firms["lat"].to_numpy()
    known = (rng.random(len(firms)) < COORDINATE_SHARE) & ~np.isnan(lon)
    crs = pick_weighted(rng, (("GCJ-02", 0.5), ("BD-09", 0.2), ("CGCS2000", 0.3)), len(firms))
    x, y = np.where(np.isnan(lon), 118.5, lon), np.where(np.isnan(lat), 28.9, lat)
    systems = {"CGCS2000": (x, y), "GCJ-02": wgs84_to_gcj02(x, y), "BD-09": wgs84_to_bd09(x, y)}
    east = np.select([crs == name for name in systems], [np.asarray(point[0]) for point in systems.values()])
    north = np.select([crs == name for name in systems], [np.asarray(point[1]) for point in systems.values()])
    silent = rng.random(len(firms)) < WITHOUT_CRS_SHARE
    return (
        np.where(known, np.char.mod("%.6f", east).astype(object), ""),
        np.where(known, np.char.mod("%.6f", north).astype(object), ""),
        np.where(known & ~silent, crs, ""),
    )


def _industries(rng: np.random.Generator, firms: pd.DataFrame) -> Texts:
    """The industry as 3451, C3451, C34 通用设备制造业, 制造业, C or nothing."""
    table = texts(
        [
            text
            for one in INDUSTRIES
            for text in (
                one.section + one.class_code,
                one.class_code,
                f"{one.section}{one.division} {one.name}",
                SECTION_NAMES[one.section],
                one.section,
                "",
            )
        ]
    )
    form = rng.choice(6, len(firms), p=[0.42, 0.22, 0.14, 0.12, 0.04, 0.06])
    return table[firms["industry"].to_numpy() * 6 + form]


def _write_bulk(
    rng: np.random.Generator, world: World, out: Path, columns: dict[str, Texts]
) -> tuple[str, str, int, Texts]:
    file = f"市场主体登记_{world.as_of:%Y%m%d}.csv"
    lines, labels = spoil_lines(rng, csv_lines(list(columns.values())), columns)
    write_lines(out / file, [",".join(HEADERS.values()), *lines])
    return file, "", 2, labels


def _write_west(
    rng: np.random.Generator, world: World, out: Path, columns: dict[str, Texts]
) -> tuple[str, str, int, Texts]:
    """GBK with CRLF, and a few NUL bytes."""
    file = f"市场主体登记_西片_{world.as_of:%Y%m%d}.csv"
    lines = csv_lines(list(columns.values()))
    labels = np.full(len(lines), "", dtype=object)
    for index in rng.permutation(len(lines))[:3]:
        lines[index], labels[index] = lines[index][:2] + "\x00" + lines[index][2:], "nul_byte"
    write_lines(out / file, [",".join(OTHER_HEADERS.values()), *lines], "gbk", "\r\n")
    return file, "", 2, labels


def _write_new(
    rng: np.random.Generator, world: World, out: Path, columns: dict[str, Texts]
) -> tuple[str, str, int, Texts]:
    """A workbook with title row, serial numbers and real dates."""
    file, size = f"新设市场主体登记_{world.as_of:%Y%m%d}.xlsx", len(columns["name"])
    dates = {
        key: [pd.Timestamp(text).date() if text else "" for text in columns[key]]
        for key in ("established_on", "closed_on")
    }
    title = f"常山县新设市场主体登记表（截至{world.as_of.year}年{world.as_of.month}月{world.as_of.day}日）"
    cells = [np.arange(1, size + 1), *(dates.get(key, values) for key, values in columns.items())]
    sheet = Sheet("新设", ["序号", *HEADERS.values()], cells, title)
    write_xlsx(out / file, [sheet])
    return file, sheet.name, sheet.first_row, np.full(size, "", dtype=object)
