"""The floor of a build, in a process of its own: DuckDB reads every file into a table, and nothing else.

`python -m benchmarks.duckdb_alone SOURCES DATABASE` prints the seconds; imports and connecting are not counted.
"""

import sys
import time
from pathlib import Path

import duckdb

from benchmarks.sources import tables

READ = """
create table {name} as
select * from read_csv($path, delim = $delim, header = false, all_varchar = true, null_padding = true,
                       strict_mode = false, ignore_errors = true, max_line_size = 10000000)
"""


def read_everything(sources: Path, database: Path) -> float:
    """Seconds that DuckDB needs, on two threads, to read the files into a database file."""
    with duckdb.connect(str(database), config={"threads": 2}) as connection:
        started = time.perf_counter()
        for number, path in enumerate(tables(sources)):
            delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
            connection.execute(READ.format(name=f"file_{number}"), {"path": str(path), "delim": delimiter})
        connection.execute("checkpoint")
        return time.perf_counter() - started


if __name__ == "__main__":
    print(read_everything(Path(sys.argv[1]), Path(sys.argv[2])))
