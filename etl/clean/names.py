"""Takes names apart by an ordered list of named rules (name_rules.yaml), in one SELECT made from that list."""

from pathlib import Path

import duckdb
import yaml
from pydantic import BaseModel, TypeAdapter

from etl.clean.vocabulary import quoted
from etl.together import Statement


class NameRule(BaseModel):
    """Takes what `pattern` finds out of the rest of the name, into `column`."""

    name: str
    column: str
    pattern: str


def load_name_rules() -> list[NameRule]:
    """name_rules.yaml, in the order in which the rules work."""
    content = yaml.safe_load(Path(__file__).with_name("name_rules.yaml").read_text("utf-8"))
    return TypeAdapter(list[NameRule]).validate_python(content)


def place_words(connection: duckdb.DuckDBPyConnection) -> str:
    """The county's own place words as a regex alternation, longest first: 浙江省|衢州市|常山县|浙江|衢州|常山."""
    names = [
        value
        for (value,) in connection.execute(
            "select value from raw.setting where key in ('area_province', 'area_city', 'area_name') and value <> ''"
        ).fetchall()
    ]
    stems = [name[:-1] for name in names if len(name) > 2 and name[-1] in "省市县区"]
    return "|".join(sorted({*names, *stems}, key=lambda word: (-len(word), word)))


def _without(rule: NameRule, pattern: str) -> str:
    """The rest of the name without what the rule took: cut off where it is anchored, which costs no second search."""
    if rule.pattern.startswith("^"):
        return f"substr(rest, length({rule.column}) + 1)"
    if rule.pattern.endswith("$"):
        return f"left(rest, length(rest) - length({rule.column}))"
    return f"case when {rule.column} = '' then rest else regexp_replace(rest, {pattern}, '') end"


def name_parts(places: str) -> Statement:
    """Makes clean.name_part: one row per row of clean.bare_name, one column a rule, and name_trade, the rest.

    Joined in their order the parts make the name again but for the brackets' place. An empty part is ''. `places` are
    the county's own place words.
    """
    query = "select bare_name, bare_name as rest from clean.bare_name"
    for rule in load_name_rules():
        pattern = quoted(rule.pattern.replace("{places}", places))
        # the whole match, not a group of it: a group costs a second, slower search, five times as much in all
        found = f"select *, regexp_extract(rest, {pattern}, 0) as {rule.column} from ({query})"
        query = f"select * replace ({_without(rule, pattern)} as rest) from ({found})"
    return Statement(
        "clean.name_part",
        f"create or replace table clean.name_part as select * rename (rest as name_trade) from ({query})",
    )
