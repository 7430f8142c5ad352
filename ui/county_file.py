"""county.toml as the load page writes it: entries are added, everything else in it stays as people wrote it."""

import glob
import os
from datetime import date
from typing import Any

import tomlkit
from filelock import FileLock

from etl.settings import Settings, load_county


def remember_header(kind: str, header: str, column: str) -> None:
    """Note that this county calls a column so ([[headers]])."""
    _note("headers", {"kind": kind, "header": header}, {"column": column})


def remember_date(file: str, as_of: date) -> None:
    """Note as of which day a file is that does not say so itself ([[sources]])."""
    _note("sources", {"file": glob.escape(file)}, {"as_of": as_of})


def _note(section: str, of: dict[str, Any], said: dict[str, Any]) -> None:
    """Add an entry, or change the one about the same thing. Raises InputError where the file is not valid, before or
    after: then it is left as it was."""
    path = Settings().area
    with FileLock(path.with_name(f".{path.name}.lock")):
        load_county(path)
        content = tomlkit.parse(path.read_text("utf-8-sig"))
        _enter(content, section, of, said)
        unfinished = path.with_name(f".{path.name}.part")
        unfinished.write_text(tomlkit.dumps(content), "utf-8")
        try:
            load_county(unfinished)
        except BaseException:
            unfinished.unlink()
            raise
        os.replace(unfinished, path)


def _enter(content: tomlkit.TOMLDocument, section: str, of: dict[str, Any], said: dict[str, Any]) -> None:
    """Write into a list of tables; one that people wrote on one line is spread first."""
    if not isinstance(content.get(section), tomlkit.items.AoT):
        spread = tomlkit.aot()
        for written in content.pop(section, []):
            spread.append(tomlkit.item(dict(written)))
        content[section] = spread
    entries = content[section]
    entry = next((entry for entry in entries if all(entry.get(key) == value for key, value in of.items())), None)
    if entry is None:
        entries.append(tomlkit.item({**of, **said}))
    else:
        entry.update(said)
