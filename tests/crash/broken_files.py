# ruff: noqa: E501  (what is alike stays on one line)
"""Files that a folder of sources may hold by mishap or malice: made by seed, each with a name that says what it is."""

import io
import json
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import geopandas
import pyarrow as pa
import pyarrow.parquet
import shapely
import xlsxwriter
import xlwt

HEADER = ("工会名称", "会员数", "职工数", "建会日期", "乡镇街道")
NAMES = tuple(f"第{number}机械厂工会委员会" for number in range(1, 121))
ROWS = tuple((name, str(10 + n), str(20 + n), "2011-05-18", "辉埠镇") for n, name in enumerate(NAMES))


@dataclass(frozen=True)
class Broken:
    """A file: what it is, the name it has in the folder, its content (a callable writes what is no file).

    `names` are the names of unions that may be read from it besides NAMES.
    """

    what: str
    name: str
    content: bytes | Callable[[Path], None]
    names: tuple[str, ...] = ()

    def write(self, folder: Path) -> Path:
        """Lay it into a folder."""
        path = folder / self.name
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(self.content):
            self.content(path)
        else:
            path.write_bytes(self.content)
        return path


def csv_bytes(encoding: str = "utf-8", rows: tuple = ROWS, separator: str = ",") -> bytes:
    """The ledger as text."""
    return "".join(separator.join(row) + "\n" for row in (HEADER, *rows)).encode(encoding)


def xlsx_bytes(rows: tuple = ROWS, sheet: str = "表", header: tuple = HEADER) -> bytes:
    """The ledger as .xlsx."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(2026, 9, 30)})
        page = book.add_worksheet(sheet)
        for number, row in enumerate((header, *rows)):
            page.write_row(number, 0, row)
    return out.getvalue()


def xls_bytes(rows: tuple = ROWS) -> bytes:
    """The ledger as .xls."""
    book, out = xlwt.Workbook(), io.BytesIO()
    page = book.add_sheet("表")
    for number, row in enumerate((HEADER, *rows)):
        for column, cell in enumerate(row):
            page.write(number, column, cell)
    book.save(out)
    return out.getvalue()


def parquet_bytes(**columns: pa.Array) -> bytes:
    """The ledger as Parquet, or the columns given."""
    table = pa.table(columns or {name: [row[place] for row in ROWS] for place, name in enumerate(HEADER)})
    out = io.BytesIO()
    pyarrow.parquet.write_table(table, out)
    return out.getvalue()


def geojson_bytes() -> bytes:
    """Two townships as GeoJSON."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": shapely.geometry.mapping(shapely.box(118 + n / 10, 28, 118.1 + n / 10, 28.1)),
        }
        for n, name in enumerate(("辉埠镇", "芳村镇"))
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def geopackage_bytes(folder: Path) -> bytes:
    """The same as GeoPackage."""
    frame = geopandas.GeoDataFrame({"name": ["辉埠镇"]}, geometry=[shapely.box(118, 28, 118.1, 28.1)], crs=4326)
    frame.to_file(folder / "a.gpkg", driver="GPKG")
    content = (folder / "a.gpkg").read_bytes()
    (folder / "a.gpkg").unlink()
    return content


def shapefile_bytes(folder: Path, without: str = "") -> bytes:
    """The same as a zipped shapefile, one part left out."""
    frame = geopandas.GeoDataFrame({"name": ["辉埠镇"]}, geometry=[shapely.box(118, 28, 118.1, 28.1)], crs=4326)
    frame.to_file(folder / "a.shp")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in sorted(folder.glob("a.*")):
            if part.suffix != without:
                archive.write(part, part.name)
            part.unlink()
    return out.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """An .xlsx with its parts changed; None leaves a part out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in whole.namelist():
            if (changed := change(part, whole.read(part))) is not None:
                archive.writestr(part, changed)
    return out.getvalue()


def cut(content: bytes, draw: random.Random, times: int) -> Iterator[bytes]:
    """A content cut off at drawn places, the first and last bytes among them."""
    places = {1, len(content) - 1, *(draw.randrange(2, len(content) - 1) for _time in range(times - 2))}
    yield from (content[:place] for place in sorted(places))


def flipped(content: bytes, draw: random.Random, times: int) -> Iterator[bytes]:
    """A content in which one drawn byte is another."""
    for _time in range(times):
        place = draw.randrange(len(content))
        yield content[:place] + bytes([content[place] ^ (1 + draw.randrange(255))]) + content[place + 1 :]


def files(seed: int, folder: Path) -> list[Broken]:
    """Two hundred broken files and more. `folder` is empty and may be used while making them."""
    draw = random.Random(seed)
    return [
        *_cut_off(draw, folder),
        *draw.sample(list(_wrong_names()), 10),
        *_odd_text(draw),
        *_odd_workbooks(draw),
        *_odd_cells(),
        *_odd_parquet(),
        *_odd_boundaries(folder),
    ]


def _cut_off(draw: random.Random, folder: Path) -> Iterator[Broken]:
    wholes = {
        "台账.xlsx": (xlsx_bytes(), 6), "台账.xls": (xls_bytes(), 8), "台账.csv": (csv_bytes(), 6),
        "台账gbk.csv": (csv_bytes("gb18030"), 6), "台账.parquet": (parquet_bytes(), 4), "边界.geojson": (geojson_bytes(), 4),
        "边界.gpkg": (geopackage_bytes(folder), 3), "边界.zip": (shapefile_bytes(folder), 4),
    }  # fmt: skip
    for name, (whole, times) in wholes.items():
        for content in cut(whole, draw, times):
            yield Broken(f"{name} cut off after {len(content)} of {len(whole)} bytes", name, content)
    for name in ("台账.xlsx", "台账.parquet"):
        for content in flipped(wholes[name][0], draw, 4):
            yield Broken(f"{name} with one byte changed", name, content)
    for content in flipped(wholes["台账.xls"][0][:512], draw, 4):
        yield Broken("台账.xls with one byte of its head changed", "台账.xls", content + wholes["台账.xls"][0][512:])


def _wrong_names() -> Iterator[Broken]:
    contents = {
        "csv": csv_bytes(), "xlsx": xlsx_bytes(), "xls": xls_bytes(), "parquet": parquet_bytes(), "geojson": geojson_bytes()
    }  # fmt: skip
    for is_, content in contents.items():
        for said in ("csv", "tsv", "xlsx", "xls", "parquet", "geojson", "json", "gpkg", "txt", "pdf"):
            if is_ != said:
                yield Broken(f"{is_} called .{said}", f"台账.{said}", content)


def _odd_text(draw: random.Random) -> Iterator[Broken]:
    whole = csv_bytes()
    texts = {
        "empty": b"", "one byte": b"\xff", "blank lines": b"\n" * 5_000, "blanks": b" " * 5_000, "commas": b",,,,\n" * 500,
        "a BOM alone": b"\xef\xbb\xbf", "UTF-16 little": csv_bytes("utf-16"), "UTF-16 big": b"\xfe\xff" + csv_bytes("utf-16-be"),
        "UTF-16 cut off": csv_bytes("utf-16")[:-1], "UTF-16 without BOM": csv_bytes("utf-16-le"), "UTF-32": csv_bytes("utf-32"),
        "Big5": "工會名稱,會員數\n甲工會,3\n".encode("big5"), "a lone surrogate in UTF-16": csv_bytes("utf-16") + b"\x00\xd8\n\x00",
        "random bytes": draw.randbytes(20_000), "NUL bytes": whole.replace(b",", b"\0,\0"), "NUL bytes alone": b"\0" * 4_096,
        "an unclosed quote": whole + b'"' + "甲".encode() * 2_000, "quotes": whole + b'"' * 5_001 + b"\n", "CR alone": whole.replace(b"\n", b"\r"),
        "mixed ends": whole.replace(b"\n", b"\r\n", 40), "half GBK, half UTF-8": csv_bytes("gbk") + csv_bytes(),
        "HTML": b"<html><body><table><tr><td>1</td></tr></table></body></html>", "XML": b'<?xml version="1.0"?><a/>',
        "JSON": b'[{"a": 1}]', "PDF": b"%PDF-1.7\n" + draw.randbytes(2_000), "an image": b"\x89PNG\r\n\x1a\n" + draw.randbytes(2_000),
        "a header alone": csv_bytes(rows=()), "two headers": csv_bytes(rows=(HEADER, HEADER)), "10,000 columns": b",".join([b"x"] * 10_000) + b"\n",
        "a header of 2,000 columns": ",".join([*HEADER, *(f"列{n}" for n in range(2_000))]).encode() + b"\n" + whole,
        "very long rows": whole + b",".join([b"x"] * 50_000) + b"\n", "control characters": whole + bytes(range(1, 9)) + b",3,4,,\n",
        "a cell of a megabyte": whole + "第".encode() * 350_000 + b",3,4,2011-05-18,\n", "SOH": whole + b"\x01,\x01,\x01,,\n",
        "separators of other kinds": csv_bytes(separator="\t"), "bars": csv_bytes(separator="|"),
    }  # fmt: skip
    for what, content in texts.items():
        yield Broken(f"text: {what}", "台账.csv", content)


def _odd_workbooks(draw: random.Random) -> Iterator[Broken]:
    whole = xlsx_bytes()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = archive.namelist()
    for part in parts:
        yield Broken(
            f"xlsx without {part}",
            "台账.xlsx",
            repacked(whole, lambda name, data, part=part: None if name == part else data),
        )
        yield Broken(
            f"xlsx whose {part} is cut off",
            "台账.xlsx",
            repacked(whole, lambda name, data, part=part: data[: len(data) // 2] if name == part else data),
        )
    changes = {
        "a path as target": (b"worksheets/sheet1.xml", b"../../../etc/passwd"), "an outside target": (b"worksheets/sheet1.xml", b"http://127.0.0.1/x"),
        "strings out of range": (b"<v>1</v>", b"<v>99999999</v>"), "negative strings": (b"<v>1</v>", b"<v>-1</v>"), "a wild reference": (b'r="A2"', b'r="ZZZZZZ99999999999"'),
        "a wild row": (b'<row r="2"', b'<row r="99999999999"'), "no reference": (b' r="A2"', b""), "a type of its own": (b't="s"', b't="zzz"'),
        "an entity bomb": (b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet'), "a wild dimension": (b'<dimension ref="A1:E121"', b'<dimension ref="A1:XFD1048576"'),
        "a wrong dimension": (b'<dimension ref="A1:E121"', b'<dimension ref="E121:A1"'), "a dimension of words": (b'<dimension ref="A1:E121"', b'<dimension ref="hello"'),
    }  # fmt: skip
    for what, (old, new) in changes.items():
        yield Broken(
            f"xlsx with {what}",
            "台账.xlsx",
            repacked(whole, lambda _name, data, old=old, new=new: data.replace(old, new)),
        )
    for what, sheet in {"a path": "..%2F..%2Fetc", "markup": "<b>&amp;", "quotes": "a'b\"c", "blanks": " "}.items():
        yield Broken(f"xlsx with {what} as name of its sheet", "台账.xlsx", xlsx_bytes(sheet=sheet))
    yield Broken(
        "xlsx with a path as name of its sheet",
        "台账.xlsx",
        repacked(whole, lambda _n, data: data.replace('name="表"'.encode(), b'name="../../etc/passwd"')),
    )
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    yield Broken("a locked xlsx", "台账.xlsx", ole + "EncryptedPackage".encode("utf-16-le"))
    old = xls_bytes()
    begin = old.index(struct.pack("<HH", 0x0809, 16))
    yield Broken(
        "a locked xls", "台账.xls", old[: begin + 20] + struct.pack("<HH", 0x002F, 8) + b"\1" * 8 + old[begin + 32 :]
    )
    yield Broken("an OLE head alone", "台账.xls", ole)
    yield Broken("an OLE head and random bytes", "台账.xls", ole[:8] + draw.randbytes(9_000))
    yield Broken("a ZIP of nothing", "台账.xlsx", b"PK\x05\x06" + b"\0" * 18)
    yield Broken(
        "a ZIP that is no workbook",
        "台账.xlsx",
        repacked(whole, lambda name, data: data if name.startswith("doc") else None),
    )
    yield Broken("a ZIP of paths upwards", "台账.zip", _zip({"../../x.csv": csv_bytes(), "/etc/x.csv": csv_bytes()}))
    yield Broken("a ZIP of sources", "台账.zip", _zip({"台账.csv": csv_bytes()}))
    yield Broken("a folder called .xlsx", "台账.xlsx/xl/workbook.xml", b"<workbook/>")
    yield Broken("an empty folder called .csv", "台账.csv", lambda path: path.mkdir())
    yield Broken("a link to nothing", "台账.csv", lambda path: path.symlink_to("nowhere.csv"))
    yield Broken("a name in GBK bytes", "台账.csv".encode("gbk").decode("utf-8", "surrogateescape"), csv_bytes())
    yield Broken(
        "an xlsx with a name in GBK bytes", "台账.xlsx".encode("gbk").decode("utf-8", "surrogateescape"), xlsx_bytes()
    )
    yield Broken(
        "a Parquet file with a name in GBK bytes",
        "台账.parquet".encode("gbk").decode("utf-8", "surrogateescape"),
        parquet_bytes(),
    )
    yield Broken("a name with a line break", "台\n账.csv", csv_bytes())
    yield Broken("a name with bidirectional characters", "台\u202evsc.账.csv", csv_bytes())


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _odd_cells() -> Iterator[Broken]:
    names = {
        "a formula": "=cmd|' /C calc'!A0", "a plus": "+1+1", "an at": "@SUM(1)", "HTML": "<script>alert(1)</script>工会", "bidirectional": "甲\u202e会工\u202c工会",
        "invisible": "甲\u200b\u2060\ufeff工会", "astral": "𠀀𠮷工会", "combining": "甲" + "\u0301" * 50 + "工会", "very long": "甲" * 32_000, "a tab": "甲\t工会",
        "quotes": "甲'\";--工会", "an escape": "_x0000_甲_xD800_", "a null word": "null", "a path": "../../etc/passwd", "emoji": "👩‍👩‍👧工会", "a backslash": "甲\\工会",
    }  # fmt: skip
    for what, name in names.items():
        row = (name, "3", "4", "2011-05-18", "辉埠镇")
        yield Broken(f"csv with {what} as a name", "台账.csv", csv_bytes(rows=(*ROWS, row)), (name,))
    rows = tuple((name, "3", "4", "2011-05-18", "辉埠镇") for name in names.values())
    yield Broken("xlsx with odd names", "台账.xlsx", xlsx_bytes(rows=(*ROWS, *rows)), (*names.values(), "甲\x00工会"))
    numbers = ("1e308", "-1e308", "NaN", "inf", "99999999999999999999999999", "0x10", "１２", "1,2,3", "9" * 400)
    rows = tuple((f"{name}", number, number, number, number) for name, number in zip(NAMES, numbers, strict=False))
    yield Broken(
        "csv with odd numbers", "台账.csv", csv_bytes(rows=tuple(tuple(f'"{cell}"' for cell in row) for row in rows))
    )
    yield Broken("xlsx with odd numbers", "台账.xlsx", xlsx_bytes(rows=rows))


def _odd_parquet() -> Iterator[Broken]:
    count = len(NAMES)
    odd = {
        "lists": pa.array([[n, None] for n in range(count)]), "structs": pa.array([{"a": n} for n in range(count)]),
        "maps": pa.array([[("a", n)] for n in range(count)], pa.map_(pa.string(), pa.int64())), "bytes": pa.array([b"\xff\xfe"] * count),
        "decimals": pa.array(range(count), pa.int64()).cast(pa.decimal128(38, 10)), "times": pa.array([1] * count, pa.time64("us")),
        "moments with zone": pa.array([0] * count, pa.timestamp("us", tz="Asia/Shanghai")), "nanoseconds": pa.array([1] * count, pa.timestamp("ns")),
        "nulls": pa.nulls(count), "dictionaries": pa.array(["a"] * count).dictionary_encode(), "booleans": pa.array([True] * count),
        "durations": pa.array([1] * count, pa.duration("s")),
    }  # fmt: skip
    for what, column in odd.items():
        yield Broken(
            f"parquet with {what}",
            "台账.parquet",
            parquet_bytes(工会名称=pa.array(NAMES), 会员数=column, 乡镇街道=column),
        )
    yield Broken(
        "parquet whose names are lists", "台账.parquet", parquet_bytes(工会名称=odd["lists"], 会员数=odd["lists"])
    )
    yield Broken("parquet without columns", "台账.parquet", parquet_bytes(**{"": pa.array([1])}))
    yield Broken(
        "parquet without rows",
        "台账.parquet",
        parquet_bytes(工会名称=pa.array([], pa.string()), 会员数=pa.array([], pa.int64())),
    )
    yield Broken(
        "parquet with quotes in a header",
        "台账.parquet",
        parquet_bytes(**{"工会名称": pa.array(NAMES), "会员数": pa.array([1] * count), 'a"b': pa.array([1] * count)}),
    )


def _odd_boundaries(folder: Path) -> Iterator[Broken]:
    whole = json.loads(geojson_bytes())
    square = whole["features"][0]["geometry"]["coordinates"]
    geometries = {
        "no geometry": None, "a point": {"type": "Point", "coordinates": [118, 28]}, "metres": {"type": "Polygon", "coordinates": [[[500_000, 3_000_000], [500_100, 3_000_000], [500_100, 3_000_100], [500_000, 3_000_000]]]},
        "no ring": {"type": "Polygon", "coordinates": []}, "a ring of two points": {"type": "Polygon", "coordinates": [[[118, 28], [119, 28]]]}, "words": {"type": "Polygon", "coordinates": "x"},
        "a figure of eight": {"type": "Polygon", "coordinates": [[[118, 28], [119, 29], [119, 28], [118, 29], [118, 28]]]}, "an unknown type": {"type": "Circle", "coordinates": square}, "turned axes": {"type": "Polygon", "coordinates": [[[28, 118], [28.1, 118], [28.1, 118.1], [28, 118]]]},
        "huge numbers": {"type": "Polygon", "coordinates": [[[1e308, 28], [118, 1e308], [118, 28], [1e308, 28]]]},
    }  # fmt: skip
    for what, geometry in geometries.items():
        features = [{**feature, "geometry": geometry} for feature in whole["features"]]
        yield Broken(f"geojson with {what}", "边界.geojson", json.dumps({**whole, "features": features}).encode())
    texts = {
        "empty": b"", "a list": b"[]", "no features": b'{"type": "FeatureCollection", "features": []}', "words": "你好".encode(), "NaN": geojson_bytes().replace(b"118.0", b"NaN"),
        "GBK": geojson_bytes().decode().encode("gbk"), "deep nesting": b"[" * 100_000, "no properties": geojson_bytes().replace(b'"properties"', b'"p"'),
    }  # fmt: skip
    for what, content in texts.items():
        yield Broken(f"geojson: {what}", "边界.geojson", content)
    for without in (".shp", ".shx", ".dbf", ".prj"):
        yield Broken(f"a shapefile without {without}", "边界.zip", shapefile_bytes(folder, without))
    yield Broken("a shapefile's part alone", "边界.shp", b"\0" * 100)
    yield Broken("text called .gpkg", "边界.gpkg", csv_bytes())
