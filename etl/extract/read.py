"""Reads every source file into raw: recognise, load, settle rows, date, supersede."""

import contextlib
import itertools
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import duckdb

from etl import sql
from etl.errors import InputError
from etl.extract import load, text_file, told, workbook
from etl.extract.cells import Layout
from etl.extract.files import SourcePath, list_files, nested_columns, opens_by_name, sha256, unreadable
from etl.extract.found import FoundFile, FoundSheet, stem
from etl.extract.loads import Loads
from etl.extract.merged import Span, fill_spans, fill_townships, spans_of, take_townships_from_sheets
from etl.extract.problems import (
    ambiguous,
    check_needed,
    check_needed_rows,
    describe_unrecognised,
    lacking_column,
    lacking_text,
    likely_headers,
    untold_text,
)
from etl.extract.recognise import Further, Recognition, recognise
from etl.extract.settle import SKIPPED, reject_error_cells, settle_flags, settle_records
from etl.extract.spec import load_spec
from etl.extract.supersede import Snapshot, supersede
from etl.extract.tables import drop_working_columns, make_tables
from etl.settings import County
from etl.text import _

SAMPLE_ROWS = 200
NESTED = re.compile(r"\]$|^(STRUCT|MAP|UNION|VARIANT)\b|^(BLOB|BIT)$")
"""Types of Parquet columns whose values are no single text; DECIMAL(18,2) is."""


def read_sources(connection: duckdb.DuckDBPyConnection, sources: Path, county: County, work: Path) -> None:
    """Create every raw table of this stage from the files below `sources`.

    `work` is a folder for transcoded copies. Raises InputError (file, sheet, row, found, expected, next step) for a
    file that cannot be opened, a needed column or kind that is missing, a needed kind without rows.
    """
    with Loads(connection) as loads:
        reader = begin(connection, county, work, loads)
        for source in list_files(sources):
            reader.read(source)
        loads.wait()
    check_needed(reader.files, sources)
    reader.date_and_supersede(county)
    reader.finish()


def begin(connection: duckdb.DuckDBPyConnection, county: County, work: Path, loads: Loads | None = None) -> "Reader":
    """A reader with the empty raw tables made. With `loads` text files are loaded while it reads on: wait for them."""
    connection.execute("set preserve_insertion_order = true")
    make_tables(connection)
    sql.make_macros(connection, "extract")
    return Reader(connection, work, county.further_headers, loads)


class Reader:
    """Takes in one file after the other; `files` and `sheets` say what was found."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, work: Path, further: Further = (), loads: Loads | None = None
    ) -> None:
        self.connection = connection
        self.work = work
        self.further = further
        self.loads = loads
        self.files: list[FoundFile] = []
        self.sheets: list[FoundSheet] = []
        self.kinds_with_errors: set[str] = set()
        self.said: list[tuple[str, str, str, int, str]] = []

    def read(self, source: SourcePath) -> None:
        """Read a file of any format; what cannot be used is listed with its problem."""
        readers = {"text": self._read_text, "workbook": self._read_workbook, "parquet": self._read_parquet}
        if source.format in readers:
            readers[source.format](source)
        else:
            self._file(source, "boundary" if source.format == "boundary" else "unrecognised")
            if source.format == "other":
                self.files[-1].problem = describe_unrecognised([])

    def refuse(self, source: SourcePath, error: InputError) -> None:
        """Take back what was read of the file read last, and list it with what is wrong with it."""
        for entry in [f for f in self.files if f.name == source.name]:
            if entry.kind in load_spec().kinds:
                self.connection.execute(f"delete from raw.{entry.kind} where file_id = ?", [entry.file_id])
            self.sheets = [sheet for sheet in self.sheets if sheet.file_id != entry.file_id]
            self.files.remove(entry)
        self._file(source, "unrecognised").problem = error.problem

    def _file(self, source: SourcePath, kind: str, encoding: str | None = None) -> FoundFile:
        """The entry of a file and kind; made when first asked for."""
        for entry in self.files:
            if entry.name == source.name and entry.kind == kind:
                return entry
        digest = next((f.sha256 for f in self.files if f.name == source.name), None) or sha256(source.path)
        entry = FoundFile(len(self.files) + 1, kind, source.name, digest, encoding)
        self.files.append(entry)
        return entry

    def _read_text(self, source: SourcePath) -> None:
        """Read a text table; once more where the first megabyte misled about the encoding."""
        for thorough in (False, True):
            try:
                text = text_file.open_text(source, self.work, thorough)
            except InputError:
                if source.is_table_by_name:
                    raise
                return
            with contextlib.suppress(UnicodeDecodeError):
                self._read_text_as(source, text)
                return

    def _read_text_as(self, source: SourcePath, text: text_file.TextFile) -> None:
        delimiter, rows, found = self._recognise_text(text)
        if found is None:
            if source.is_table_by_name:
                self._unrecognised(source, [("", rows)])
            return
        if not self._accept(source, "", found, text.encoding, rows):
            return
        if text.has_errors:
            self.kinds_with_errors.add(found.kind)
        entry = self._file(source, found.kind)
        if self.loads is None:
            self._load_text(self.connection, text, delimiter, found, entry)
        else:
            self.loads.start(found.kind, lambda connection: self._load_text(connection, text, delimiter, found, entry))

    def _load_text(
        self,
        connection: duckdb.DuckDBPyConnection,
        text: text_file.TextFile,
        delimiter: str,
        found: Recognition,
        entry: FoundFile,
    ) -> None:
        """Load a recognised text table; once more where the first megabyte, ASCII alone, misled about the encoding."""
        try:
            layout = load.load_text(connection, text, delimiter, found, entry.file_id)
        except UnicodeDecodeError:
            connection.execute(f"delete from raw.{found.kind} where file_id = ?", [entry.file_id])
            text = text_file.open_text(text.source, self.work, thorough=True)
            entry.encoding = text.encoding
            layout = load.load_text(connection, text, delimiter, found, entry.file_id)
        settle_records(connection, layout, entry.file_id, delimiter, text.is_open)

    def _wait_for(self, kind: str) -> None:
        """Until the text files of a kind that were read before are loaded: rows stand in the order of their files."""
        if self.loads is not None:
            self.loads.wait(kind)

    def _recognise_text(self, text: text_file.TextFile) -> tuple[str, list[list[str]], Recognition | None]:
        """The delimiter under which the first rows make most sense, those rows, and what they are."""
        tries = []
        for delimiter in text_file.delimiters(text.path):
            rows = text_file.head(text.path, delimiter, SAMPLE_ROWS)
            tries.append((delimiter, rows, recognise(rows, text.source.name, self.further)))
        return max(tries, key=lambda attempt: attempt[2].score if attempt[2] else -1)

    def _read_workbook(self, source: SourcePath) -> None:
        """Load the recognised sheets, those of one layout together; one that lacks a needed column is judged last."""
        alike: dict[tuple, list[tuple[str, Recognition, Iterable[list[str]]]]] = {}
        spans: dict[tuple, list[Span]] = {}
        strange: list[tuple[str, list[list[str]]]] = []
        lacking: list[tuple[str, Recognition, list[list[str]]]] = []
        for sheet in workbook.sheets(source):
            rows = sheet.rows()
            sample = list(itertools.islice(rows, SAMPLE_ROWS))
            found = recognise(sample, f"{source.name} {sheet.name}", self.further)
            if found is None:
                strange.append((sheet.name, sample))
            elif found.lacking:
                lacking.append((sheet.name, found, sample))
            elif self._accept(source, sheet.name, found, None, sample):
                alike.setdefault(found.layout, []).append((sheet.name, found, itertools.chain(sample, rows)))
                spans.setdefault(found.layout, []).extend(spans_of(sheet.name, found, sheet.merged_down()))
        for same, sheets in alike.items():
            layout = Layout(sheets[0][1], has_tabs=True, may_be_broken=True, has_records=False)
            entry = self._file(source, layout.found.kind)
            self.kinds_with_errors.add(layout.found.kind)
            self._wait_for(layout.found.kind)
            load.load_sheets(self.connection, [(name, rows) for name, _found, rows in sheets], layout, entry.file_id)
            fill_spans(self.connection, layout.found.kind, entry.file_id, spans[same])
        for name, found, sample in lacking:
            if self._is_summary(source, found):
                strange.append((name, sample))
            else:
                self._accept(source, name, found, None, sample)
        if strange or not any(f.name == source.name for f in self.files):
            self._unrecognised(source, strange)

    def _is_summary(self, source: SourcePath, found: Recognition) -> bool:
        """Whether a sheet that lacks a needed column merely sums up: the file has far fuller sheets of that kind."""
        ids = {f.file_id for f in self.files if f.name == source.name and f.kind == found.kind}
        full = [len(s.found.columns) for s in self.sheets if s.file_id in ids and s.found]
        return bool(full) and len(found.columns) < 0.6 * max(full)

    def _read_parquet(self, source: SourcePath) -> None:
        path = source.path
        if not opens_by_name(path):
            path = self.work / f"copy_{len(self.files)}.parquet"
            self.work.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source.path, path)
        try:
            described = self.connection.execute(
                "describe select * from read_parquet($path)", {"path": str(path)}
            ).fetchall()
            names, types = [row[0] for row in described], [row[1] for row in described]
            if nested := [f"{name} {type_}" for name, type_ in zip(names, types, strict=True) if NESTED.search(type_)]:
                raise nested_columns(source.name, nested)
            relation = load.parquet_relation(path, names, types)
            sample = self.connection.execute(f"{relation} limit {SAMPLE_ROWS}").fetchall()
        except duckdb.Error as error:
            raise unreadable(source.name, str(error).splitlines()[0].replace(str(path), source.name)) from None
        rows = [names, *[[cell or "" for cell in row] for row in sample]]
        found = recognise(rows, source.name, self.further)
        if found is None or found.header_row:
            self._unrecognised(source, [("", rows)])
        elif self._accept(source, "", found, None, rows):
            entry = self._file(source, found.kind)
            self._wait_for(found.kind)
            load.load_parquet(self.connection, relation, found, entry.file_id)

    def _accept(
        self, source: SourcePath, sheet: str, found: Recognition, encoding: str | None, rows: list[list[str]]
    ) -> bool:
        """Note a recognised table. False where it cannot be used; InputError where it is needed."""
        if found.rivals:
            entry = self._file(source, "unrecognised", encoding)
            entry.problem = ambiguous(found)
            self.sheets.append(FoundSheet(entry.file_id, sheet, None, entry.problem))
            return False
        if found.lacking and load_spec().kinds[found.kind].needed:
            raise lacking_column(source.name, sheet, found)
        entry = self._file(source, found.kind, encoding)
        titles = " ".join(cell for row in rows[: found.header.first_row] for cell in row if cell)
        said = {name: told.told(found.kind, name, [titles, sheet, source.name]) for name in told.absent(found)}
        problem = lacking_text(found) if found.lacking else untold_text(found, said)
        self.sheets.append(FoundSheet(entry.file_id, sheet, found, problem, title=titles))
        if problem:
            entry.problem = problem if not sheet else f"{sheet}：{problem}"
            return False
        entry.titles.append(titles)
        self.said += [(found.kind, name, word, entry.file_id, sheet) for name, word in said.items() if word]
        return True

    def _unrecognised(self, source: SourcePath, tables: list[tuple[str, list[list[str]]]]) -> None:
        """List tables that are of no kind; a file of them alone gets an entry of its own."""
        known = [f for f in self.files if f.name == source.name]
        entry = known[0] if known else self._file(source, "unrecognised")
        if known:
            unread = [
                _("Sheet {sheet} was not read: {problem}", sheet=sheet, problem=describe_unrecognised(rows))
                for sheet, rows in tables
                if any(cell for row in rows for cell in row)
            ]
            entry.problem = "；".join(filter(None, [entry.problem, *unread])) or None
        else:
            entry.problem = describe_unrecognised(tables[0][1] if tables else [])
        for sheet, rows in tables:
            self.sheets.append(
                FoundSheet(entry.file_id, sheet, None, describe_unrecognised(rows), tuple(likely_headers(rows)))
            )

    def _count_rows(self, kind: str, entries: list[FoundFile]) -> None:
        """Note how many rows each file of a kind has below its headers, and how many of them are blank."""
        counts = self.connection.execute(
            f"select file_id, count(*), count(*) filter (flag = 'blank') from raw.{kind} group by file_id"
        ).fetchall()
        read = {file_id: (rows, blank) for file_id, rows, blank in counts}
        for entry in entries:
            entry.rows_read, entry.rows_blank = read.get(entry.file_id, (0, 0))
        self._note_empty_sheets(kind)

    def _note_empty_sheets(self, kind: str) -> None:
        """Say of each sheet of a workbook that has a header and nothing below: its rows may have been lost."""
        filled = set(
            self.connection.execute(
                f"select distinct file_id, sheet from raw.{kind} where coalesce(flag, '') not in ('blank', $1, $2, $3)",
                list(SKIPPED),
            ).fetchall()
        )
        for sheet in self.sheets:
            is_read = sheet.found is not None and sheet.found.kind == kind and not sheet.problem
            if is_read and sheet.sheet and (sheet.file_id, sheet.sheet) not in filled:
                entry = next(file for file in self.files if file.file_id == sheet.file_id)
                said = _("Sheet {sheet} has a header and no rows", sheet=sheet.sheet)
                entry.problem = "；".join(filter(None, [entry.problem, said]))

    def date_and_supersede(self, county: County) -> None:
        """Date every table, give ledgers their scope, and take out what newer files replace (townships first)."""
        for kind, column, word, file_id, sheet in self.said:
            where = f'file_id = ? and sheet = ? and "{column}" is null'
            self.connection.execute(f'update raw.{kind} set "{column}" = ? where {where}', [word, file_id, sheet])
        kinds = load_spec().kinds
        for kind in sorted(kinds, key=lambda name: name != "township"):
            entries = [f for f in self.files if f.kind == kind]
            self._count_rows(kind, entries)
            townships = self._townships() if kind != "township" else []
            if entries and "township" in kinds[kind].columns and kinds[kind].columns["township"].merged:
                fill_townships(self.connection, kind, townships)
                take_townships_from_sheets(self.connection, kind, townships)
            for entry in entries:
                entry.date_from(self.connection, county)
                entry.scope_from(county, townships)
            if kinds[kind].snapshot:
                self._supersede(kind, [f for f in entries if f.rows_read])
        for entry in self.files:
            if entry.kind not in kinds:
                entry.date_from_name(county)

    def _townships(self) -> list[str]:
        rows = self.connection.execute(
            "select distinct name from raw.township where flag is null and name is not null order by name"
        )
        return [name for (name,) in rows.fetchall()]

    def _supersede(self, kind: str, entries: list[FoundFile]) -> None:
        replaced = supersede([Snapshot(f.file_id, f.name, f.scope, f.as_of, f.sha256) for f in entries])
        for entry in entries:
            if entry.file_id in replaced.by_file:
                entry.superseded_by = replaced.by_file[entry.file_id]
                entry.rows_superseded = entry.rows_read - entry.rows_blank
                self.connection.execute(f"delete from raw.{kind} where file_id = ?", [entry.file_id])
            for township in replaced.townships.get(entry.file_id, []):
                self._supersede_township(kind, entry, township)

    def _supersede_township(self, kind: str, entry: FoundFile, township: str) -> None:
        """Take a township's rows out of a whole-county file."""
        if "township" not in load_spec().kinds[kind].columns:
            return
        where = "file_id = $file_id and flag is null and contains(township, $stem)"
        parameters = {"file_id": entry.file_id, "stem": stem(township)}
        [(gone,)] = self.connection.execute(f"delete from raw.{kind} where {where}", parameters).fetchall()
        entry.rows_superseded += gone

    def finish(self) -> None:
        """Settle flagged rows, write source_file and sheet; InputError where a needed kind is left without rows."""
        read = {f.kind for f in self.files}
        for kind in (name for name in load_spec().kinds if name in read):
            if kind in self.kinds_with_errors:
                reject_error_cells(self.connection, kind)
            settle_flags(self.connection, kind)
        drop_working_columns(self.connection)
        skipped = dict(self.connection.execute("select file_id, count(*) from raw.row_skip group by all").fetchall())
        for entry in self.files:
            entry.rows_skipped = skipped.get(entry.file_id, 0)
        _insert(self.connection, "source_file", [f.row() for f in self.files])
        _insert(self.connection, "sheet", [s.row() for s in self.sheets])
        kept = {kind: self._count(f"raw.{kind}") for kind in load_spec().kinds}
        check_needed_rows(self.files, kept)

    def _count(self, table: str) -> int:
        [(rows,)] = self.connection.execute(f"select count(*) from {table}").fetchall()
        return rows


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[object, ...]]) -> None:
    if rows:
        connection.executemany(f"insert into raw.{table} values ({', '.join('?' for _value in rows[0])})", rows)
