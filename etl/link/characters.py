"""How a character sounds and what it looks like: what a clerk mistakes one for another by."""

import duckdb
import pyarrow as pa
from four_corner_method import FourCornerMethod
from pypinyin import Style, pinyin

SOUNDS_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))
"""What southern speakers, and so their typing, hold for one sound."""


def make_characters(connection: duckdb.DuckDBPyConnection) -> None:
    """Table link.character: one row per character of a name that is compared.

    `sound` is its commonest reading without tone, with SOUNDS_ALIKE made one; `shape` the first four digits of its
    four-corner code (四角号码), '' where it has none. A character that is no Han character is its own sound.
    """
    found = connection.execute(
        "select distinct unnest(string_split(name_trade || name_industry, '')) as character from clean.name_part"
    ).fetchall()
    characters = [character for (character,) in found if character]
    corners = FourCornerMethod()
    table = pa.table(
        {
            "character": characters,
            "sound": [_sound(character) for character in characters],
            "shape": [(corners.query(character) or "")[:4] for character in characters],
        },
        schema=pa.schema([("character", pa.string()), ("sound", pa.string()), ("shape", pa.string())]),
    )
    connection.register("characters_read", table)
    connection.execute("create or replace table link.character as from characters_read")
    connection.unregister("characters_read")


def _sound(character: str) -> str:
    sound = pinyin(character, style=Style.NORMAL, heteronym=False, errors="default")[0][0]
    for said, held in SOUNDS_ALIKE:
        sound = sound.replace(said, held)
    return sound
