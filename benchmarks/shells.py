"""How many of the unions ranked first are shells, over invented counties of several seeds; and what scoring costs.

Beside the score stand the rankings that an office makes without it: by fewest members, by overdue election alone.
"""

import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import mean

import duckdb
from rich.console import Console
from rich.table import Table

from benchmarks.figures import Figure
from etl import sql
from etl.demo import write_demo
from etl.pipeline import build
from etl.publish.folder import build_id_of, lineage_file
from etl.score.risk import score_unions
from etl.settings import PROJECT, Settings

FIRST, MISSED_ON_AVERAGE, MISSED_AT_MOST = 50, 5, 8
"""Promised: of the 50 ranked first 45 are shells on average, and never fewer than 42."""
MANY_UNIONS, MANY_SECONDS = 100_000, 30
RANKINGS = {
    "score": "risk_rank",
    "fewest members": "members nulls last, union_id",
    "election overdue": "term_end nulls last, union_id",
}
SHELLS = """
    with truth as (
        select link.file, link.sheet, link.row, life.is_shell
        from read_parquet($links) as link join read_parquet($lives) as life using (union_name)
        where link.relation = 'host'
    ),
    ranked as (
        select
            u.union_id, u.risk_rank, u.members, truth.is_shell,
            u.term_start + to_years(coalesce(fact.term_years, 5)) as term_end
        from warehouse.mart."union" as u
        join lineage.clean.union_fact as fact using (union_id)
        join truth on truth.file = u.source_file and truth.sheet = u.source_sheet and truth.row = u.source_row
        where u.risk_rank is not null
    )
    select count(*) filter (is_shell) from (select is_shell from ranked order by {order} limit {first})
"""
SCHEMAS = ("raw", "clean", "link", "score")
MULTIPLIED = (
    "clean.union", "clean.union_row", "clean.union_fact", "clean.union_cell", "clean.union_meeting",
    "clean.union_agreement", "clean.dues", "clean.survey", "clean.dispute", "clean.incident", "clean.welfare",
    "clean.mechanism", "clean.enterprise", "clean.location", "score.headcount", "link.union_enterprise",
)  # fmt: skip


def measure(seeds: Iterable[int], enterprises: int = 3_000, unions: int = 700) -> list[Figure]:
    """Shells among the first 50 of each ranking, pooled over the seeds, and the seconds of scoring many unions."""
    found: dict[str, list[int]] = {name: [] for name in RANKINGS}
    with tempfile.TemporaryDirectory(prefix="bench-shells-") as name:
        for seed in seeds:
            folder = Path(name) / str(seed)
            warehouse = _build(folder, seed, enterprises, unions)
            for ranking, order in RANKINGS.items():
                found[ranking].append(_shells_first(folder, warehouse, order))
        seconds, scored = _score_many(warehouse)
    _show(found)
    missed = [FIRST - count for count in found["score"]]
    return [
        Figure("shells: missed among the first 50, mean", mean(missed), "", None, MISSED_ON_AVERAGE),
        Figure("shells: missed among the first 50, most", max(missed), "", None, MISSED_AT_MOST),
        Figure(f"shells: scoring {scored:,} unions", seconds, "s", None, MANY_SECONDS),
    ]


def _build(folder: Path, seed: int, enterprises: int, unions: int) -> Path:
    """The warehouse file of an invented county whose dues are collected in full."""
    write_demo(folder / "sources", folder / "truth", seed=seed, enterprises=enterprises, unions=unions)
    area = (PROJECT / "data" / "county.toml").read_text("utf-8").replace('"unset"', '"full"')
    (folder / "county.toml").write_text(area, "utf-8")
    settings = Settings(sources=folder / "sources", warehouse=folder / "builds", area=folder / "county.toml")
    return build(settings).warehouse


def _shells_first(folder: Path, warehouse: Path, order: str) -> int:
    with duckdb.connect() as connection:
        _attach(connection, warehouse)
        files = {"links": "truth_link", "lives": "truth_union_life"}
        parameters = {key: str(folder / "truth" / f"{file}.parquet") for key, file in files.items()}
        [(shells,)] = connection.execute(SHELLS.format(order=order, first=FIRST), parameters).fetchall()
    return shells


def _attach(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> None:
    lineage = lineage_file(warehouse.parent, build_id_of(warehouse))
    connection.execute(f"attach '{warehouse}' as warehouse (read_only)")
    connection.execute(f"attach '{lineage}' as lineage (read_only)")


def _score_many(warehouse: Path) -> tuple[float, int]:
    """Seconds to score a county made of many copies of a built one, and how many unions that are."""
    with duckdb.connect(config={"threads": 2}) as connection:
        _attach(connection, warehouse)
        for schema in SCHEMAS[1:]:
            connection.execute(f"create schema {schema}")
        schemas = [*(f"memory.{schema}" for schema in SCHEMAS[1:]), *(f"lineage.{schema}" for schema in SCHEMAS)]
        connection.execute(f"set search_path = 'memory.main,{','.join(schemas)}'")
        for stage in ("extract", "clean"):
            sql.make_macros(connection, stage)
        [(unions,)] = connection.execute("select count(*) from lineage.score.scored_union").fetchall()
        for table in MULTIPLIED:
            _multiply(connection, table, -(-MANY_UNIONS // unions))
        started = time.perf_counter()
        score_unions(connection)
        seconds = time.perf_counter() - started
        [(scored,)] = connection.execute("select count(*) from memory.score.risk_score").fetchall()
    return seconds, scored


def _multiply(connection: duckdb.DuckDBPyConnection, table: str, copies: int) -> None:
    """Copies of a table's rows, each with ids and files of its own."""
    schema, name = table.split(".")
    columns = [row[0] for row in connection.execute(f'describe lineage.{schema}."{name}"').fetchall()]
    new = {
        "file_id": "file_id + copy * 1000",
        "row_key": "row_key + copy * 1000000",
        **{key: f"{key} || '#' || copy" for key in ("union_id", "enterprise_id")},
    }
    replaced = ", ".join(f"{expression} as {column}" for column, expression in new.items() if column in columns)
    connection.execute(
        f'create table {schema}."{name}" as select t.* replace ({replaced})'
        f' from lineage.{schema}."{name}" as t, range({copies}) as c(copy)'
    )


def _show(found: dict[str, list[int]]) -> None:
    table = Table("ranking", "mean", "fewest", "by seed", title=f"shells among the first {FIRST}")
    for ranking, counts in found.items():
        table.add_row(ranking, f"{mean(counts):.1f}", str(min(counts)), " ".join(map(str, counts)))
    Console(width=130).print(table)
