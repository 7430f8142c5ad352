"""county.toml as the load page writes it: entries are added, everything else in it stays as people wrote it."""

import os

import tomlkit

from etl.settings import Settings, load_county


def remember_header(kind: str, header: str, column: str) -> None:
    """Note that this county calls a column so ([[headers]]); an older note about the same header gives way.

    Raises InputError where the file is not valid, before or after: then it is left as it was.
    """
    path = Settings().area
    load_county(path)
    content = tomlkit.parse(path.read_text("utf-8-sig"))
    entries = content.setdefault("headers", tomlkit.aot())
    for position, entry in reversed(list(enumerate(entries))):
        if entry["kind"] == kind and entry["header"] == header:
            del entries[position]
    noted = tomlkit.table()
    noted.update({"kind": kind, "header": header, "column": column})
    entries.append(noted)
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_text(tomlkit.dumps(content), "utf-8")
    try:
        load_county(unfinished)
    except BaseException:
        unfinished.unlink()
        raise
    os.replace(unfinished, path)
