"""How alike a union's host and an enterprise are, and why: Splink's model over the parts of names, codes and people."""

import logging

import duckdb
from splink import DuckDBAPI, Linker

from etl.link.model import Comparison, Model, load_model, splink_settings

SIDES = {
    "likeness_a": """
        select s.*, n.* exclude (bare_name), null::bigint as trade_bearers
        from link.union_side as s join link.spelled_name as n using (bare_name)
        where s.unique_id in (select union_key from link.pair)
    """,
    "likeness_b": """
        select s.*, n.* exclude (bare_name), b.trade_bearers
        from link.enterprise_side as s
        join link.spelled_name as n using (bare_name)
        join link.trade_bearers as b using (trade)
        where s.unique_id in (select enterprise_id from link.pair)
    """,
}
"""What Splink reads: the records of each side that stand in a pair; its left side is the first in the alphabet."""
PAIRS = """
    select
        '0' as match_key,
        'likeness_a-__-' || union_key as join_key_l, 'likeness_b-__-' || enterprise_id as join_key_r
    from link.pair
"""
"""link.pair as Splink wants to be told of pairs that it has not looked for itself."""
PAIR = "union_id varchar, bare_name varchar, enterprise_id varchar"
NOTHING = {
    "likeness": f"{PAIR}, match_weight double, match_probability double",
    "likeness_part": f"{PAIR}, position integer, comparison varchar, level varchar, weight double, union_value varchar,"
    " enterprise_value varchar",
}
"""The tables where every union has a certain host: nothing is compared."""
SHOWN = {"bearers": "trade_bearers", "township": "township_name", "founding": "established_on"}
"""The column that a comparison is about, where it is not called so."""


def make_likeness(connection: duckdb.DuckDBPyConnection) -> None:
    """Tables link.threshold (one row: the model's version and probabilities), link.likeness and link.likeness_part.

    likeness: one row per union, name it gives a host or member, and enterprise that are alike enough to be listed, with
    match_weight (bits) and match_probability (0–1). likeness_part: one row per such pair and comparison: the level that
    holds ('missing' where nothing could be compared) its weight (bits, the model's prior apart)
    and what was compared.
    """
    model = load_model()
    connection.execute(
        "create or replace table link.threshold as"
        " select $version as version, $listed_from as listed_from, $uncertain_from as uncertain_from,"
        " $within_bits as within_bits, $tied_within_bits as tied_within_bits, $at_most as at_most",
        model.model_dump(exclude={"trained_on", "belong_together", "comparisons"}),
    )
    if connection.execute("select count(*) from link.union_side").fetchall() == [(0,)]:
        for table, columns in NOTHING.items():
            connection.execute(f"create or replace table link.{table} ({columns})")
        return
    found = pairs_compared(connection, model, model.listed_from)
    connection.execute(
        "create or replace table link.likeness as"
        " select split_part(unique_id_l, '|', 1) as union_id, split_part(unique_id_l, '|', 2) as bare_name,"
        f" unique_id_r as enterprise_id, match_weight, match_probability from {found}"
    )
    connection.execute("create or replace table link.likeness_part as\n" + _parts(model, found))
    connection.execute(f"drop table {found}")


def pairs_compared(connection: duckdb.DuckDBPyConnection, model: Model, threshold: float | None) -> str:
    """Name of the table that Splink makes of the pairs of link.pair, from a probability on; with every comparison's
    level and weight. Its other tables are gone."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(connection)
    frequencies = {f"likeness_{column}": _frequency(column) for column in model.frequencies}
    tables = SIDES | frequencies | {"likeness_pairs": PAIRS}
    for table, select in tables.items():  # no views: Splink reads each several times
        connection.execute(f"create or replace temp table {table} as {select}")
    read = {table: api.register(table, table_name=table) for table in tables}
    sides = [read[view] for view in SIDES]
    linker = Linker(sides, splink_settings(model), log_level=logging.ERROR, validate_settings=False)
    linker.table_management.register_blocked_pairs_for_predict(read["likeness_pairs"])
    for column in model.frequencies:
        linker.table_management.register_term_frequency_lookup(read[f"likeness_{column}"], column)
    found = linker.inference.predict(threshold_match_probability=threshold).physical_name
    others = connection.execute(
        "select table_name from information_schema.tables"
        " where table_name like '\\_\\_splink\\_\\_%' escape '\\' and table_name <> $found",
        {"found": found},
    ).fetchall()
    for (table,) in others:
        connection.execute(f"drop table if exists {table}")
    for table in tables:
        connection.execute(f"drop table {table}")
    return found


def _frequency(column: str) -> str:
    """How frequent a value is among all records of both sides, those in no pair too; of the values that unions give:
    no other can be equal in a pair."""
    return (
        f"with said as (select {column} from link.union_side union all select {column} from link.enterprise_side)"
        f" select {column}, count(*)::double / (select count({column}) from said) as tf_{column}"
        f" from said where {column} in (select {column} from link.union_side) group by {column}"
    )


def _parts(model: Model, found: str) -> str:
    return "\nunion all\n".join(_part(number, comparison, found) for number, comparison in enumerate(model.comparisons))


def _part(number: int, comparison: Comparison, found: str) -> str:
    """Splink numbers the levels from the last, 0, to the first; -1 where nothing could be compared."""
    levels = ", ".join(f"'{level.name}'" for level in reversed(comparison.levels))
    name = comparison.name
    frequency = f" + mw_tf_adj_{name}" if any(level.frequency for level in comparison.levels) else ""
    return (
        "select split_part(unique_id_l, '|', 1) as union_id, split_part(unique_id_l, '|', 2) as bare_name,"
        f" unique_id_r as enterprise_id, {number} as position, '{name}' as comparison,"
        f" case when gamma_{name} < 0 then 'missing' else ([{levels}])[gamma_{name} + 1] end as level,"
        f" mw_{name}{frequency} as weight, {SHOWN.get(name, name)}_l::varchar as union_value,"
        f" {SHOWN.get(name, name)}_r::varchar as enterprise_value from {found}"
    )


def levels() -> dict[str, list[str]]:
    """Every comparison of the model with the names of its levels, the closest first, 'missing' last."""
    return {c.name: [*(level.name for level in c.levels), "missing"] for c in load_model().comparisons}
