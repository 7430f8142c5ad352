"""Placing the enterprises: the ordered chain, set at a time."""

import re
from collections.abc import Iterable

import duckdb

from etl.clean.rejects import ensure_reject_tables
from etl.locate.coordinates import make_points
from etl.locate.tables import made, rejected
from etl.settings import County
from etl.together import Step, Work, run

HAN = "[一-龥]"
# Never matches: stands where a county has no name of a kind.
NOTHING = "\ue000"
# A road that is named after a township (白石镇路12号) is none of its names; 青石镇路口村 is.
NO_ROAD = r"(?:[^路]|路\D|$)"
# Where in the middle of an address a village may begin.
BORDER = r"(?:^|[)(,、;。:0-9A-Za-z号路街道镇乡县处段])"


def locate(connection: duckdb.DuckDBPyConnection, county: County) -> None:
    """Build clean.location, one row per clean.enterprise; read_places() must have run.

    Columns: enterprise_id, address (the one used, else the business address, else the registered one), township_name
    (NULL: unresolved), township_method, township_evidence (the text, point, rule or source that decided), zone_name,
    lon, lat (WGS84 degrees, NULL without a usable point), in_area. Adds unusable and contradicting points to
    clean.reject.
    """
    run(connection, steps(connection, county))


def steps(connection: duckdb.DuckDBPyConnection, county: County) -> list[Step]:
    """The steps of locate(), which need clean.enterprise; what is known of places is read at once."""
    ensure_reject_tables(connection)
    county_name, county_stem, city_stem, province_stem = connection.execute(
        "select county, coalesce(county_stem, ''), city_stem, province_stem from clean.area"
    ).fetchone()
    zones = [name for (name,) in connection.execute("select zone_name from clean.zone").fetchall()]
    zone_words = {"county": county_name, "county_stem": county_stem, "zone_pattern": f"({_any_of(zones)})"}
    return [
        made("address_given", {"county": county_name}),
        made("address_head", {"head_pattern": _head_pattern(province_stem, city_stem)}),
        made("address_place"),
        made("address", {"county": county_name}),
        made("address_search", _search_patterns(connection)),
        made("address_zone", zone_words),
        made("address_match"),
        Work(
            frozenset({"clean.coordinate_system", "clean.point_given", "clean.point"}),
            frozenset({"clean.enterprise", "clean.boundary_shape", "clean.township", "clean.zone"}),
            make_points,
            adds=frozenset({"clean.reject"}),
        ),
        made("reviewed_location"),
        made("location"),
        rejected("point_contradiction"),
    ]


def _head_pattern(province_stem: str | None, city_stem: str | None) -> str:
    """What an address begins with: province, city, county, and the character after them."""
    province = _or(f"{HAN}{{2,3}}省|{HAN}{{2,7}}自治区", province_stem)
    city = _or(f"{HAN}{{2,4}}?市|{HAN}{{2,11}}?自治州|{HAN}{{2,4}}?地区|{HAN}{{2,5}}?盟", city_stem)
    county = f"{HAN}{{1,4}}?[县区市]|{HAN}{{2,5}}?旗|{HAN}{{2,10}}自治县"
    return f"^(?:中国)?((?:{province}){{0,2}})({city})?({county})?(.?)"


def _or(pattern: str, word: str | None) -> str:
    return f"{pattern}|{re.escape(word)}" if word else pattern


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or NOTHING


def _search_patterns(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What is looked for anywhere in an address: present names, former names, villages with 村 or 社区."""
    present, former, village = (
        _any_of(
            form
            for (form,) in connection.execute(
                "select form from clean.place_form where method = ? and not only_at_start", [method]
            ).fetchall()
        )
        for method in ("current", "former_name", "village")
    )
    return {
        "current_pattern": f"({present}){NO_ROAD}",
        "former_pattern": f"({former}){NO_ROAD}",
        "village_pattern": f"{BORDER}({village})",
    }
