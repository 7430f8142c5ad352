"""The SELECT that turns a table's cells (c1 … cN, as text) into rows of raw.<kind>.

Rows that are no data get a flag and keep their cells in `line`; etl.extract.settle decides about them.
"""

import json

from etl.extract.recognise import Recognition
from etl.extract.spec import load_spec

OVERFLOW = 8
"""Cells read beyond the header's, so that a row with too many fields is known and not cut off."""
MOST_COLUMNS = 300
BLANKS = "E' \\t\\r\\n\u3000\u00a0'"  # SQL knows no \\u: the two wide blanks stand in the literal themselves
"""What tabs make necessary: trim without a list takes blanks of every width, and no tabs or line breaks."""
ANY_BLANK = r"[\s\x{a0}\x{1680}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}]"
AT_AN_EDGE = rf"(?:^|,){ANY_BLANK}|{ANY_BLANK}(?:,|$)"
"""A blank of either kind where a cell of a row begins or ends, in its cells joined by commas."""
TOTAL_WORD = "(本页|全县|全镇|全乡)?(合计|总计|小计|共计|累计|总数|total)[:：]?[0-9]*[家个户人]?"
MOST_TOTAL_BYTES = 14
"""Bytes of the longest total word asked for in an identity cell: shorter than any code, so that few cells are asked."""
NOTE_START = "(注|说明|备注|填表|填报|制表|审核人|单位负责人|统计负责人|联系人|※)"
FLAGS = ("blank", "broken_encoding", "repeated_header", "total", "ragged", "note", "short")
"""What a row may be instead of data, in the order in which it is asked."""


def quote(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


class Layout:
    """How a table's cells become columns. `width` cells are in the relation, `fields` of them under a header."""

    def __init__(self, found: Recognition, has_tabs: bool, may_be_broken: bool, has_records: bool) -> None:
        self.found = found
        self.kind = load_spec().kinds[found.kind]
        self.fields = min(len(found.headers), MOST_COLUMNS)
        self.width = self.fields + (OVERFLOW if has_records else 0)
        self.has_tabs = has_tabs
        self.may_be_broken = may_be_broken
        self.has_records = has_records

    @property
    def cells(self) -> list[str]:
        """Names of the relation's cells."""
        return [f"c{number}" for number in range(1, self.width + 1)]

    @property
    def trimmed(self) -> list[str]:
        """Names of the cells under a header trimmed, NULL where nothing is in them, and of what stands beyond the
        header, in one: made once, then asked many times."""
        return [f"t{number}" for number in range(1, self.fields + 1)] + ["overflow"] * self.has_records

    def _trim(self, cell: str) -> str:
        trimmed = f"trim({cell}, {BLANKS})" if self.has_tabs else f"trim({cell})"
        return f"nullif(case when is_odd then {trimmed} else {cell} end, '')"

    def column(self, name: str) -> str | None:
        """A spec column's trimmed cell; None where the table has no such column."""
        position = self.found.columns.get(name)
        return None if position is None or position >= self.fields else self.trimmed[position]

    def select(self, relation: str, file_id: int) -> str:
        """Rows of raw.<kind> with flag and line, from a relation with `sheet`, `row` and the cells.

        Whether a row holds an identity number, or a blank at the edge of a cell, is asked once, of all its cells
        together: hardly any does.
        """
        values = {name: self.column(name) or "null::varchar" for name in self.kind.columns}
        columns = ",\n    ".join(f'{value} as "{name}"' for name, value in values.items())
        beyond = [f"concat({', '.join(self.cells[self.fields :])})"] * self.has_records
        names = zip([*self.cells[: self.fields], *beyond], self.trimmed, strict=True)
        trimmed = ", ".join(f"{self._trim(cell)} as {name}" for cell, name in names)
        blanked = ", ".join(f"{self._without_number(cell)} as {cell}" for cell in self.cells[: self.fields])
        return f"""
with written as (
    {relation}
),
joined as (
    select *, concat_ws(',', {", ".join(self.cells)}) as all_cells from written
),
asked as (
    select *, regexp_matches(all_cells, identity_shape() || '|{AT_AN_EDGE}') as is_odd from joined
),
searched as (
    select *, case when is_odd then regexp_matches(all_cells, identity_shape()) else false end as has_number from asked
),
cells as (
    select * replace ({blanked}) from searched
),
trimmed as (
    select *, {trimmed} from cells
),
judged as (
    select *, {self._flag()} as flag from trimmed
)
select
    {file_id}::integer as file_id, sheet, row,
    {columns},
    {self._other()} as other,
    flag,
    case when flag is not null and flag <> 'blank' then {self._line()} end as line
from judged"""

    @staticmethod
    def _without_number(cell: str) -> str:
        return f"case when has_number then without_identity_number({cell}) else {cell} end"

    def _line(self) -> str:
        """All cells of a row; cells that the record lacks are NULL."""
        overflow = [self._without_number(cell) for cell in self.cells[self.fields :]]
        return f"[{', '.join([*self.cells[: self.fields], *overflow])}]"

    def _other(self) -> str:
        """JSON of what stands under unknown headers; NULL where nothing does."""
        pairs, names = [], set()
        for position, header in self.found.unknown.items():
            if position >= self.fields:
                continue
            name = header if header not in names else f"{header}#{position + 1}"
            names.add(name)
            pairs.append(f"{quote(json.dumps(name, ensure_ascii=False) + ':')} || to_json({self.trimmed[position]})")
        if not pairs:
            return "null::varchar"
        return f"nullif('{{' || concat_ws(',', {', '.join(pairs)}) || '}}', '{{}}')"

    def _flag(self) -> str:
        conditions = {
            "blank": self._is_blank(),
            "broken_encoding": "contains(all_cells, '\ufffd')" if self.may_be_broken else None,
            "repeated_header": self._repeats_header(),
            "total": self._is_total(),
            "ragged": self._is_ragged(),
            "note": self._is_note(),
            "short": f"c{self.fields} is null" if self.has_records else None,
        }
        cases = " ".join(f"when {conditions[flag]} then '{flag}'" for flag in FLAGS if conditions[flag])
        return f"case {cases} end"

    def _identity(self) -> list[str]:
        return [cell for name in self.kind.identity if (cell := self.column(name))]

    def _no_identity(self) -> str:
        return " and ".join(f"{cell} is null" for cell in self._identity()) or "true"

    def _is_blank(self) -> str:
        """Nothing but, at most, a serial number. Asked in full only where the identity is empty: that is cheap."""
        data = [
            f"nullif(regexp_replace({cell}, '^[0-9.\\s]+$', ''), '')" if position in self.found.serial else cell
            for position, cell in enumerate(self.trimmed)
        ]
        return f"case when {self._no_identity()} then coalesce({', '.join(data)}) is null else false end"

    def _repeats_header(self) -> str:
        """Up to three cells say what stands there in a row of the header."""
        rows = [likely for written in self.found.header.written if (likely := self._repeats(written))]
        return " or ".join(rows) or "false"

    def _repeats(self, written: tuple[str, ...]) -> str:
        """Whether a row repeats one row of the header; '' where that row says nothing."""
        known = [p for p in self.found.columns.values() if p < len(written) and written[p]]
        pairs = [(self.trimmed[p], written[p]) for p in known[:3]]
        if not pairs:
            return ""
        first_cell, first_header = pairs[0]
        same = " and ".join(f"regexp_replace({cell}, '\\s+', ' ', 'g') = {quote(header)}" for cell, header in pairs)
        likely = f"starts_with({first_cell}, {quote(first_header[:1])})"
        return f"case when {likely} then coalesce({same}, false) else false end"

    def _first_text(self) -> str:
        return f"coalesce({', '.join(self.trimmed[: self.fields])})"

    def _is_total(self) -> str:
        """An identity cell or a serial number is a total word, or the first filled cell is and nobody is named."""
        cells = [*self._identity(), *(self.trimmed[position] for position in self.found.serial)]
        words = " or ".join(f"coalesce({self._is_total_word(cell)}, false)" for cell in cells)
        likely = " or ".join(f"coalesce(strlen({cell}) <= {MOST_TOTAL_BYTES}, false)" for cell in cells)
        return (
            f"case when {self._no_identity()} then coalesce({self._is_total_word(self._first_text())}, false)"
            f" when {likely or 'false'} then {words or 'false'} else false end"
        )

    @staticmethod
    def _is_total_word(cell: str) -> str:
        return f"regexp_full_match(lower(regexp_replace({cell}, '[\\s　]', '', 'g')), '{TOTAL_WORD}')"

    def _is_ragged(self) -> str | None:
        if not self.has_records:
            return None
        return "overflow is not null"

    def _is_note(self) -> str:
        """The only filled cell of the row begins like a remark under a table."""
        first = self._first_text()
        filled = [t for position, t in enumerate(self.trimmed[: self.fields]) if position not in self.found.serial]
        is_data = " and ".join(f"{cell} is not null" for cell in filled[:2])
        alone = f"concat({', '.join(self.trimmed)}) = {first}"
        return (
            f"case when {is_data or 'false'} and {len(filled)} > 1 then false"
            f" when regexp_matches({first}, '^{NOTE_START}') then {alone} else false end"
        )
