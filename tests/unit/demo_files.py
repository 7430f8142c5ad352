"""The invented county at its default size, written once for all the tests that read its files as a clerk would."""

import csv
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from python_calamine import CalamineWorkbook

from etl.demo import write_demo


@dataclass(frozen=True)
class Written:
    """The folders of one demo."""

    sources: Path
    truth: Path

    def only(self, pattern: str) -> Path:
        """The one source file that matches."""
        (found,) = self.sources.glob(pattern)
        return found

    def text(self, pattern: str, encoding: str = "utf-8") -> str:
        """Its text, line ends as they are."""
        return self.only(pattern).read_bytes().decode(encoding)

    def table(self, pattern: str, encoding: str = "utf-8-sig") -> pd.DataFrame:
        """Its rows that are neither ragged nor wrongly decoded, as text, by header."""
        text = self.text(pattern, encoding).replace("\x00", "")
        header, *rows = csv.reader(io.StringIO(text))
        whole = [row for row in rows if len(row) == len(header) and "\ufffd" not in row[0] + row[2]]
        return pd.DataFrame(whole, columns=header, dtype=object)

    def sheets(self, pattern: str) -> dict[str, list[list[object]]]:
        """Sheet → rows of cells, from the top."""
        book = CalamineWorkbook.from_path(str(self.only(pattern)))
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}

    def true(self, name: str) -> pd.DataFrame:
        """A table of the truth."""
        return pd.read_parquet(self.truth / f"{name}.parquet")


_KEPT = TemporaryDirectory(prefix="demo-")  # removed when the test run ends


@lru_cache(maxsize=1)
def default_demo() -> Written:
    """12,000 enterprises, seed 1."""
    folder = Path(_KEPT.name)
    write_demo(folder / "sources", folder / "truth")
    return Written(folder / "sources", folder / "truth")


def ledger(written: Written) -> pd.DataFrame:
    """This month's ledger: all sheets, cells as they are, without title and total rows."""
    parts = []
    for name, rows in written.sheets("基层工会台账_20260930.xlsx").items():
        part = pd.DataFrame(rows[2:-1], columns=rows[1], dtype=object)
        parts.append(part.assign(sheet=name, row=range(3, 3 + len(part))))
    return pd.concat(parts, ignore_index=True)
