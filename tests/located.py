"""A county's places in a test: literal townships, villages, boundaries, enterprises, located by the real SQL."""

import json
from pathlib import Path
from typing import Any

import duckdb

from etl.locate import locate, read_places
from etl.settings import AreaSection, County, Settings

Row = dict[str, Any]
COLUMNS = {
    "township": ("name", "code", "code_system", "county", "former_names", "kind"),
    "village": ("name", "township", "township_code", "code", "code_system", "county"),
}
TOWNSHIPS: list[Row] = [
    {"name": "天马街道", "former_names": "天马镇"},
    {"name": "金川街道"},
    {"name": "紫港街道"},
    {"name": "白石镇"},
    {"name": "青石镇"},
    {"name": "辉埠镇", "former_names": "宋畈乡、原辉埠乡"},
    {"name": "大桥头乡"},
]
VILLAGES: list[Row] = [
    {"name": "外港村委会", "township": "紫港街道"},
    {"name": "新都村委会", "township": "金川街道"},
    {"name": "金川社区", "township": "天马街道"},
    {"name": "文峰社区居委会", "township": "天马街道"},
    {"name": "东乡村委会", "township": "辉埠镇"},
    {"name": "路里坑村委会", "township": "辉埠镇"},
    {"name": "徐村村委会", "township": "金川街道"},
    {"name": "溪口村委会", "township": "青石镇"},
    {"name": "溪口村委会", "township": "白石镇"},
    {"name": "园区新村村委会", "township": "白石镇"},
]
ENTERPRISE = """
    create table clean.enterprise (
        enterprise_id varchar, file_id integer, sheet varchar, row integer, name varchar, name_key varchar,
        credit_code varchar, registered_address varchar, business_address varchar, lon double, lat double, crs varchar,
        code_district varchar
    )
"""


class LocatedCounty:
    """常山县 with a few townships and villages; `read()` reads its places, `place()` locates enterprises."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path, city: str = "衢州市") -> None:
        self.connection = connection
        self.county = County(area=AreaSection(name="常山县", city=city, codes=["330822"]))
        self.settings = Settings(sources=folder / "sources", reviewed=folder / "reviewed")
        self.settings.sources.mkdir(parents=True)
        self.settings.reviewed.mkdir()
        execute = connection.execute
        execute("create table raw.setting (key varchar, value varchar)")
        execute(
            "insert into raw.setting values ('area_name', '常山县'), ('area_city', ?), ('area_province', '')", [city]
        )
        execute("create table raw.area_code as select '330822' as prefix")
        execute(
            "create table raw.source_file (file_id integer, source_kind varchar, file varchar, rows_read integer,"
            " superseded_by varchar, problem varchar)"
        )
        execute("insert into raw.source_file values (1, 'township', '乡镇.csv', 0, null, null)")
        for number, (kind, columns) in enumerate(COLUMNS.items(), start=1):
            execute(
                f"create table raw.{kind} (file_id integer default {number}, sheet varchar default '', row integer,"
                f" {', '.join(f'{column} varchar' for column in columns)})"
            )

    def read(self, townships: list[Row] | None = None, villages: list[Row] | None = None) -> "LocatedCounty":
        """Read the places given, or the usual ones."""
        for kind, rows in {
            "township": townships or TOWNSHIPS,
            "village": VILLAGES if villages is None else villages,
        }.items():
            for number, row in enumerate(rows, start=2):
                names, places = ", ".join(["row", *row]), ", ".join("?" for _name in range(len(row) + 1))
                self.connection.execute(f"insert into raw.{kind} ({names}) values ({places})", [number, *row.values()])
        read_places(self.connection, self.settings, self.county)
        return self

    def add_boundary(self, name: str, content: str | dict) -> None:
        """Put a boundary file among the sources and list it as extract does."""
        path = self.settings.sources / name
        if content:
            path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
        self.connection.execute("insert into raw.source_file values (9, 'boundary', ?, 0, null, null)", [name])

    def review(self, name: str, *lines: str) -> None:
        """Write a reviewed list."""
        (self.settings.reviewed / name).write_text("\n".join(lines) + "\n", "utf-8")

    def place(self, *enterprises: Row) -> list[Row]:
        """Locate the enterprises; their rows of clean.location in order. Codes are of this county unless given."""
        self.connection.execute(ENTERPRISE)
        for number, row in enumerate(enterprises, start=2):
            filled = {
                "enterprise_id": f"E{number}",
                "file_id": 3,
                "sheet": "",
                "row": number,
                "code_district": "330822",
                **row,
            }
            names, places = ", ".join(filled), ", ".join("?" for _name in filled)
            self.connection.execute(f"insert into clean.enterprise ({names}) values ({places})", list(filled.values()))
        locate(self.connection, self.county)
        return self.rows("select * from clean.location order by enterprise_id[2:]::integer")

    def rows(self, select: str) -> list[Row]:
        """Rows of a SELECT as dicts."""
        cursor = self.connection.execute(select)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]

    def rejects(self) -> list[tuple]:
        """What was rejected: row, column, value, reason, severity."""
        return self.connection.execute(
            "select row, column_name, value, reason_code, severity from clean.reject order by all"
        ).fetchall()


def square(west: float, south: float, east: float, north: float) -> dict:
    """A GeoJSON polygon, written clockwise."""
    ring = [[west, south], [west, north], [east, north], [east, south], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def collection(*features: tuple[dict, dict], **members: Any) -> dict:
    """A GeoJSON FeatureCollection of (properties, geometry)."""
    return {
        "type": "FeatureCollection",
        **members,
        "features": [
            {"type": "Feature", "properties": properties, "geometry": geometry} for properties, geometry in features
        ],
    }
