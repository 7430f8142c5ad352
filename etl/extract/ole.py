"""Looks into the container of old workbooks (OLE compound file) before the workbook reader does.

The reader panics on a file that was cut off, and cannot tell a locked one from a damaged one.
"""

import struct

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER_SIZE = 512
FREE_SECTOR = 0xFFFFFFFF
LAST_ORDINARY_SECTOR = 0xFFFFFFFA
BEGIN_OF_WORKBOOK = struct.pack("<HHHH", 0x0809, 16, 0x0600, 0x0005)
FILE_PASS = 0x002F
FIRST_RECORDS = 10


def is_locked(content: bytes) -> bool:
    """Whether it asks for a password: an encrypted .xlsx inside, or a FILEPASS record early in an .xls stream."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return True
    position = content.find(BEGIN_OF_WORKBOOK)
    for _record in range(FIRST_RECORDS):
        if position < 0 or position + 4 > len(content):
            return False
        record, length = struct.unpack_from("<HH", content, position)
        if record == FILE_PASS:
            return True
        position += 4 + length
    return False


def is_cut_off(content: bytes) -> bool:
    """Whether the allocation table counts sectors in use that the file does not hold."""
    if len(content) < HEADER_SIZE or not content.startswith(SIGNATURE):
        return True
    sector_size = 1 << min(struct.unpack_from("<H", content, 30)[0], 16)
    tables = struct.unpack_from("<109I", content, 76)
    per_sector = sector_size // 4
    last = -1
    for number, table in enumerate(tables):
        if table > LAST_ORDINARY_SECTOR:
            continue
        start = (table + 1) * sector_size
        if start + sector_size > len(content):
            return True
        entries = struct.unpack_from(f"<{per_sector}I", content, start)
        used = [place for place, entry in enumerate(entries) if entry != FREE_SECTOR]
        last = max(last, number * per_sector + used[-1] if used else -1)
    return (last + 1) * sector_size >= len(content)
