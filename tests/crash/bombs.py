"""Files made to fill a machine's memory, written without taking it themselves; as a script, reads folders of them.

python -m tests.crash.bombs FOLDER     reads each folder below FOLDER; prints its outcome, at the end the peak in MB
"""

import io
import resource
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import duckdb

from etl.errors import InputError
from etl.extract import read_sources
from etl.settings import AreaSection, County
from tests.crash.broken_files import HEADER, xlsx_bytes

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
MEGABYTE = 1 << 20


def stored(times: int, head: bytes, block: bytes, tail: bytes) -> tuple[bytes, int, int]:
    """A deflated part of head, `times` blocks and tail, with its size and checksum: no block is held twice."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    middle = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    end = packer.compress(tail) + packer.flush(zlib.Z_FINISH)
    checksum = zlib.crc32(head)
    for _time in range(times):
        checksum = zlib.crc32(block, checksum)
    size = len(head) + times * len(block) + len(tail)
    return start + middle * times + end, size, zlib.crc32(tail, checksum)


def archive(parts: dict[str, bytes], name: str, packed: bytes, size: int, checksum: int) -> bytes:
    """A ZIP of parts and of one part that is packed already, under the size that it is said to have."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        for part, data in parts.items():
            whole.writestr(part, data)
        info = zipfile.ZipInfo(name)
        info.compress_type, info.header_offset = zipfile.ZIP_DEFLATED, out.tell()
        info.CRC, info.compress_size, info.file_size = checksum, len(packed), size
        out.write(info.FileHeader(zip64=False) + packed)
        whole.filelist.append(info)
        whole.NameToInfo[name] = info
        whole.start_dir = out.tell()
        whole._didModify = True
    return out.getvalue()


def workbook(part: str, times: int, head: bytes, block: bytes, tail: bytes, said: int | None = None) -> bytes:
    """An .xlsx with one part replaced by a long one; `said` is the size that it claims instead of its own."""
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes())) as whole:
        parts = {name: whole.read(name) for name in whole.namelist() if name != part}
    packed, size, checksum = stored(times, head, block, tail)
    return archive(parts, part, packed, said or size, checksum)


def bombs() -> dict[str, Callable[[Path], None]]:
    """What each bomb is called, and what writes it into a folder."""
    sheet = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    end = b"</sheetData></worksheet>"
    cells = b"<row>" + b"<c><v>1</v></c>" * 1_000 + b"</row>"
    wide = (*HEADER, *(f"列{n}" for n in range(2_000)))
    blank = b"<row/>" * 1_000

    def book(*arguments: object) -> Callable[[Path], None]:
        return lambda folder: folder.joinpath("台账.xlsx").write_bytes(workbook(*arguments))

    return {
        "3 GB of blanks": book(SHEET, 3_000, sheet, b" " * MEGABYTE, end),
        "18 million cells": book(SHEET, 18_000, sheet, cells, end),
        "300 MB said to be one": book(SHEET, 300, sheet, b" " * MEGABYTE, end, 1_000_000),
        "a string of 190 MB": book(STRINGS, 190, b"<sst><si><t>", b"a" * MEGABYTE, b"</t></si></sst>"),
        "a million empty rows": book(SHEET, 1_000, sheet, blank, end),
        "2,000 columns": lambda folder: folder.joinpath("台账.xlsx").write_bytes(
            xlsx_bytes(rows=(("x",) * len(wide),) * 30, header=wide)
        ),
        "a line of 50 MB": lambda folder: folder.joinpath("台账.csv").write_bytes(
            ",".join(HEADER).encode() + b"\n" + b"a," * (25 * MEGABYTE)
        ),
        "a field of 20 MB": lambda folder: folder.joinpath("台账.csv").write_bytes(
            ",".join(HEADER).encode() + b'\n"' + (b"a" * 1_023 + b"\n") * (20 * 1_024)
        ),
        "a million blank lines": lambda folder: folder.joinpath("台账.csv").write_bytes(
            ",".join(HEADER).encode() + b"\n" * 1_000_000
        ),
    }


def main(folder: Path) -> None:
    """Read every folder below one and say what came of it."""
    county = County(area=AreaSection(name="常山县", codes=["330822"]))
    for sources in sorted(folder.iterdir()):
        with duckdb.connect(config={"memory_limit": "1200MB", "threads": 2}) as connection:
            try:
                read_sources(connection, sources, county, folder.parent / "work")
                print(f"{sources.name}: read")
            except InputError as error:
                print(f"{sources.name}: {error.problem} {error.found}")
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
