"""Which files lie in the sources folder, and what each is by its content, whatever its name says."""

import fnmatch
import hashlib
import os
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from etl.errors import InputError
from etl.extract.ole import is_cut_off, is_locked
from etl.text import _

Format = Literal["text", "workbook", "parquet", "boundary", "other"]

TABLE_SUFFIXES = {".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".parquet"}
TEXT_SUFFIXES = {".csv", ".tsv", ".txt", ""}
BOUNDARY_SUFFIXES = {".geojson", ".gpkg", ".shp"}
SHAPEFILE_PARTS = {".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix"}
IGNORED_NAMES = ("~$*", ".*", "README*", "readme*", "Thumbs.db", "desktop.ini", "演示数据.json")
MOST_UNPACKED = 1 << 30
"""Bytes that the parts of an archive may have unpacked: a million rows of a registry have 700 MB."""
SUSPECT_UNPACKED, SUSPECT_RATIO = 200_000_000, 200
"""So large and so many times its packed size is no table, but made to fill a machine's memory."""
IN_NEXT_STEP = "Open it in Excel or WPS, save it as .xlsx and put that file in its place"


@dataclass(frozen=True)
class SourcePath:
    """A file: path, its name relative to the sources folder (with /), format by content."""

    path: Path
    name: str
    format: Format

    @property
    def is_table_by_name(self) -> bool:
        """Whether its suffix promises a table (an unreadable one is fatal: it could hold a needed kind)."""
        return self.path.suffix.lower() in TABLE_SUFFIXES


def list_files(sources: Path) -> list[SourcePath]:
    """Every file below the folder that could be a source, in the order of their names. Raises InputError if absent."""
    if not sources.is_dir():
        raise InputError(
            _("Sources folder not found"),
            file=str(sources),
            next_step=_("Name the folder of source files with --sources"),
        )
    return [identify(path, name) for path, name in named_files(sources)]


def named_files(sources: Path) -> list[tuple[Path, str]]:
    """The same files with their names relative to the folder, unopened."""
    found = []
    for path in sorted(sources.rglob("*")):
        name = shown_name(path, sources)
        ignored = any(map(is_ignored, name.split("/")))
        if not ignored and path.suffix.lower() not in SHAPEFILE_PARTS and (path.is_file() or _poses_as_table(path)):
            found.append((path, name))
    return found


def shown_name(path: Path, sources: Path) -> str:
    """A file's name relative to the sources folder; one that is no UTF-8 (from an archive made in China) as GB18030."""
    name = path.relative_to(sources).as_posix()
    return name if is_text(name) else os.fsencode(name).decode("gb18030", "replace")


def path_of(sources: Path, name: str) -> Path:
    """The path of a file by the name that it is shown under."""
    path = sources / name
    return path if path.exists() else next((p for p in sources.rglob("*") if shown_name(p, sources) == name), path)


def is_text(name: str) -> bool:
    """Whether a file name is made of characters: one with bytes of another encoding cannot be stored as text."""
    return name.isprintable() or not any("\udc80" <= character <= "\udcff" for character in name)


def opens_by_name(path: Path) -> bool:
    """Whether DuckDB can be told the file by its path: no wildcards in it, and text."""
    return not set("*?[") & set(str(path)) and is_text(str(path))


def _poses_as_table(path: Path) -> bool:
    """Whether a table's name belongs to a folder without tables, or to a link to what is not there."""
    if path.suffix.lower() not in TABLE_SUFFIXES:
        return False
    if path.is_dir():
        return not any(inside.suffix.lower() in TABLE_SUFFIXES for inside in path.rglob("*"))
    return path.is_symlink() and not path.exists()


def is_ignored(name: str) -> bool:
    """Whether a file or folder of this name is passed over: hidden, of the system, a lock of Office, a README."""
    return any(fnmatch.fnmatch(name, pattern) for pattern in IGNORED_NAMES)


def identify(path: Path, name: str) -> SourcePath:
    """What a file is by its content. Raises InputError for one that promises a table and cannot be one."""
    return SourcePath(path, name, _format(path, name))


def sha256(path: Path) -> str:
    """Hex digest of a file's content; empty for what is no file."""
    if not path.is_file():
        return ""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _format(path: Path, name: str) -> Format:
    """What a file is, by its first bytes; raises InputError for one that promises a table and cannot be one."""
    suffix = path.suffix.lower()
    if _poses_as_table(path):
        found = _("a folder under the name of a table") if path.is_dir() else _("a link to a file that is not there")
        raise _unreadable(name, found, _("Put the file itself in its place"))
    try:
        with path.open("rb") as source:
            head = source.read(4096)
    except OSError as error:
        raise _unreadable(name, str(error.strerror), _("Check the permission of the file")) from None
    if suffix in BOUNDARY_SUFFIXES:
        return "boundary"
    if head.startswith(b"PK\x03\x04"):
        return _format_of_zip(path, name)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _format_of_ole(path, name)
    if head.startswith(b"PAR1"):
        return "parquet"
    if suffix == ".json":
        return "boundary" if b"FeatureCollection" in head else "other"
    if suffix in TABLE_SUFFIXES:
        _refuse_disguise(head, suffix, name)
        return "text"
    return "text" if suffix in TEXT_SUFFIXES else "other"


def _refuse_disguise(head: bytes, suffix: str, name: str) -> None:
    """A web page, a damaged workbook or an empty file under a table's name."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:600].lower()
    if not start:
        raise _unreadable(name, _("an empty file"), _("Export the file again"))
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"mime-version")):
        raise _unreadable(name, _("a web page or XML saved under the name of a table"), _(IN_NEXT_STEP))
    binary = b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")) and head.count(b"\0") > len(head) // 20
    if (suffix not in (".csv", ".tsv") and binary) or head.startswith(b"%PDF"):
        raise _unreadable(name, _("neither a workbook nor text"), _(IN_NEXT_STEP))


def _format_of_zip(path: Path, name: str) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.namelist()
            _refuse_bomb(archive, path.stat().st_size, name)
            damaged = archive.testzip() if path.stat().st_size < 50_000_000 else None
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError, zipfile.zlib.error):
        raise _unreadable(name, _("a damaged or cut-off file"), _("Copy or export the file again")) from None
    if damaged:
        raise _unreadable(name, _("a damaged or cut-off file"), _("Copy or export the file again"))
    if "xl/workbook.bin" not in members and any(re.match(r"xl/.*\.xml$", member) for member in members):
        return "workbook"
    if any(member.lower().endswith(".shp") for member in members):
        return "boundary"
    if path.suffix.lower() in TABLE_SUFFIXES:
        raise _unreadable(name, _("a ZIP archive that is no workbook"), _(IN_NEXT_STEP))
    return "other"


def _refuse_bomb(archive: zipfile.ZipFile, packed: int, name: str) -> None:
    unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > MOST_UNPACKED or (unpacked > SUSPECT_UNPACKED and unpacked > SUSPECT_RATIO * packed):
        raise InputError(
            _("The file is too large to be read"),
            file=name,
            found=_("{size} MB when unpacked", size=unpacked // 1_000_000),
            expected=_("at most {size} MB", size=MOST_UNPACKED // 1_000_000),
            next_step=_("Copy the table alone into a new workbook, save it and build again"),
        )


def _format_of_ole(path: Path, name: str) -> Format:
    """An old .xls, or a .xlsx locked by a password (both are OLE containers)."""
    if path.suffix.lower() not in TABLE_SUFFIXES:
        return "other"
    content = path.read_bytes()
    if is_locked(content):
        raise encrypted(name)
    if is_cut_off(content):
        raise _unreadable(name, _("a damaged or cut-off file"), _("Copy or export the file again"))
    return "workbook"


def encrypted(name: str) -> InputError:
    """The error for a workbook that asks for a password."""
    return InputError(
        _("The workbook is locked by a password"),
        file=name,
        found=_("an encrypted workbook"),
        expected=_("a workbook that opens without a password"),
        next_step=_("Open it, remove the password, save it and build again"),
    )


def _unreadable(name: str, found: str, next_step: str) -> InputError:
    return InputError(
        _("The file cannot be opened as a table"),
        file=name,
        found=found,
        expected=_("CSV, TSV, XLSX, XLS or Parquet"),
        next_step=next_step,
    )


def unreadable(name: str, said: str = "") -> InputError:
    """The error for a file that its own reader refuses; `said` is the reader's own word."""
    found = _("a damaged or cut-off file")
    return _unreadable(name, f"{found}（{said[:100]}）" if said else found, _(IN_NEXT_STEP))


def nested_columns(name: str, found: list[str]) -> InputError:
    """The error for a Parquet file with columns whose cells are lists, structures or bytes."""
    return _unreadable(name, "、".join(found), _("Write the file again with one text or number in each cell"))
