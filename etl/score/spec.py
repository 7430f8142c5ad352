"""The spec of the risk score: risk_score.yaml, or the county's copy of it, validated with all faults at once and laid
down as tables.

A copy has the same indicators and parameters as the project's own file; weights, values, words and dates are its own.
"""

import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

import duckdb
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from etl.errors import InputError
from etl.extract.spec import load_spec as load_sources
from etl.text import _

OWN = Path(__file__).with_name("risk_score.yaml")
INDICATORS = tuple(
    f"{letter}{number}" for letter, last in zip("OSWAE", (4, 4, 4, 4, 5), strict=True) for number in range(1, last + 1)
)
DIMENSIONS = ("organisation", "institution", "work", "activity", "effect")
SETS = {"score": "score", "red_line_limits": "red", "signal_limits": "signal"}
"""Sections of parameters beside the indicators', and what their columns of score.threshold begin with."""
SHARES = ("share", "ratio")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fast loader where the library was built with it: the file is read in every build."""
Mark = Literal["V", "M", "P"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Strict):
    """What is said on the screen, in both languages; empty where several parts are named instead."""

    zh: str
    en: str


class Parameter(_Strict):
    """A threshold: value, unit, whether law (V), unconfirmed (M) or our own (P), meaning; `more`: the parameter that
    must be smaller."""

    value: Annotated[float, Field(ge=0)]
    unit: str
    mark: Mark
    zh: str
    en: str
    more: str = ""


class Pattern(_Strict):
    """Words of the sources as a regular expression."""

    value: str
    mark: Mark
    zh: str
    en: str


class RedLine(_Strict):
    """A red line in words, and what it rests on."""

    zh: str
    en: str
    basis: str
    mark: Mark


class Signal(_Strict):
    """A signal of reuse in words; `lowers` names the indicators whose evidence it lowers."""

    zh: str
    en: str
    lowers: str


class Indicator(_Strict):
    """An indicator: weight, wording of finding and of what mends it, what it rests on, its sources and thresholds."""

    id: str
    dimension: Literal[DIMENSIONS]  # type: ignore[valid-type]
    weight: Annotated[float, Field(ge=0, le=100)]
    name: Words
    value: Words
    parts: dict[str, Words] = {}
    basis: str
    mark: Mark
    sources: dict[str, list[str]]
    applies: Words
    finding: Words
    mend: Words
    parameters: dict[str, Parameter]
    words: dict[str, Pattern] = {}


class RiskSpec(_Strict):
    """The whole spec of one version."""

    version: int
    valid_from: date
    dimensions: dict[str, Words]
    grades: dict[Literal["A", "B", "C", "D"], Annotated[float, Field(ge=0, le=1)]]
    score: dict[str, Parameter]
    red_lines: dict[str, RedLine]
    red_line_limits: dict[str, Parameter]
    signals: dict[str, Signal]
    signal_limits: dict[str, Parameter]
    indicators: list[Indicator]

    def parameters(self) -> dict[str, Parameter]:
        """Every threshold by its column in score.threshold: o1_first_days, score_watch_from, red_silent_months."""
        found = {f"{SETS[name]}_{key}": one for name in SETS for key, one in getattr(self, name).items()}
        return found | {f"{i.id.lower()}_{key}": one for i in self.indicators for key, one in i.parameters.items()}

    def patterns(self) -> dict[str, Pattern]:
        """Every regular expression by its column in score.threshold."""
        return {f"{i.id.lower()}_{key}": one for i in self.indicators for key, one in i.words.items()}


@lru_cache
def project_spec() -> RiskSpec:
    """The project's own version."""
    return load_spec(OWN)


def load_spec(path: Path) -> RiskSpec:
    """Read and validate a spec. Raises InputError with every fault at once."""
    try:
        content = yaml.load(path.read_text("utf-8-sig"), Loader=LOADER)  # noqa: S506  (both are safe loaders)
        spec = RiskSpec.model_validate(content)
        faults = _faults(spec, None if path == OWN else project_spec())
    except FileNotFoundError:
        raise _error(path, _("The file is not there")) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _error(path, str(error)) from None
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        faults += _faults_of_parts(content, path)
    if faults:
        raise _error(path, "；".join(faults))
    return spec


def _error(path: Path, found: str) -> InputError:
    return InputError(
        _("The spec of the risk score has faults"),
        file=str(path),
        found=found,
        next_step=_("Correct the file, or take [risk_score] out of county.toml to use the project's own"),
    )


def _faults_of_parts(content: Any, path: Path) -> list[str]:
    """What can be said of the rest where a part is not even of the right shape."""
    if not isinstance(content, dict) or not isinstance(content.get("indicators"), list):
        return []
    ids = [one.get("id") for one in content["indicators"] if isinstance(one, dict)]
    return _faults_of_ids(ids)


def _faults_of_ids(ids: list[str]) -> list[str]:
    faults = [_("indicator {id} is missing", id=name) for name in INDICATORS if name not in ids]
    faults += [_("indicator {id} is not known", id=name) for name in dict.fromkeys(ids) if name not in INDICATORS]
    return faults + [_("indicator {id} stands there twice", id=name) for name in INDICATORS if ids.count(name) > 1]


def _faults(spec: RiskSpec, own: RiskSpec | None) -> list[str]:
    """Every fault that the shape alone does not show; `own` is what a county's copy is compared with."""
    faults = _faults_of_ids([one.id for one in spec.indicators])
    if set(spec.dimensions) != set(DIMENSIONS) or set(spec.grades) != set("ABCD"):
        faults.append(_("dimensions or grades are not those of the project"))
    if sum(one.weight for one in spec.indicators) <= 0:
        faults.append(_("all weights are 0"))
    if not spec.grades.get("A", 0) >= spec.grades.get("B", 0) >= spec.grades.get("C", 0) >= spec.grades.get("D", 0):
        faults.append(_("a weaker grade weighs more than a stronger one"))
    for one in spec.indicators:
        faults += _faults_of_sources(one)
        faults += _faults_of_values(one.id, one.parameters)
    for name in SETS:
        faults += _faults_of_values(name, getattr(spec, name))
    for key, pattern in spec.patterns().items():
        try:
            re.compile(pattern.value)
        except re.error as error:
            faults.append(f"{key}: {error}")
    faults += [
        _("signal {name} lowers an indicator that is not known", name=name)
        for name, signal in spec.signals.items()
        if set(signal.lowers.split()) - set(INDICATORS)
    ]
    return faults + (_differences(spec, own) if own else [])


def _faults_of_sources(one: Indicator) -> list[str]:
    kinds = load_sources().kinds
    named = [(kind, column) for kind, columns in one.sources.items() for column in columns]
    return [
        _("{id}: there is no column {column} in {kind}", id=one.id, column=column, kind=kind)
        for kind, column in named
        if kind not in kinds or column not in kinds[kind].columns
    ]


def _faults_of_values(owner: str, parameters: dict[str, Parameter]) -> list[str]:
    faults = [
        _("{id}.{name}: a share is between 0 and 1", id=owner, name=name)
        for name, one in parameters.items()
        if one.unit == "share" and one.value > 1
    ]
    faults += [
        _("{id}.{name}: a whole number is asked for", id=owner, name=name)
        for name, one in parameters.items()
        if one.unit not in (*SHARES, "points") and one.value != int(one.value)
    ]
    for name, one in parameters.items():
        if one.more and one.more not in parameters:
            faults.append(_("{id}.{name}: there is no {other}", id=owner, name=name, other=one.more))
        elif one.more and one.value < parameters[one.more].value:
            faults.append(_("{id}.{name} is less than {other}", id=owner, name=name, other=one.more))
    return faults


def _differences(spec: RiskSpec, own: RiskSpec) -> list[str]:
    """What a county's copy lacks or adds: SQL reads each threshold by its name."""
    faults = []
    for mine, theirs in ((own.parameters(), spec.parameters()), (own.patterns(), spec.patterns())):
        faults += [_("threshold {name} is missing", name=name) for name in mine if name not in theirs]
        faults += [_("threshold {name} is not known", name=name) for name in theirs if name not in mine]
    for section in ("red_lines", "signals"):
        if set(getattr(own, section)) != set(getattr(spec, section)):
            faults.append(_("{section} are not those of the project", section=section))
    return faults


def write_spec(connection: duckdb.DuckDBPyConnection, county_copy: Path | None = None, ledger_grade: str = "C") -> None:
    """Lay down the spec in use: score.indicator, score.threshold (one row), score.red_line, score.signal_spec, and both
    versions side by side: score.spec_indicator, score.spec_threshold (spec: project or county). `ledger_grade` is the
    grade of what the ledger tells by itself.

    Raises InputError where the county's copy has faults.
    """
    versions = {"project": project_spec()} | ({"county": load_spec(county_copy)} if county_copy else {})
    used = versions.get("county", versions["project"])
    connection.execute("create schema if not exists score")
    _table(connection, "spec_indicator", INDICATOR_COLUMNS, _indicator_rows(versions))
    _table(connection, "spec_threshold", THRESHOLD_COLUMNS, _threshold_rows(versions))
    connection.execute(
        "create or replace table score.indicator as select * exclude (spec, is_used) from score.spec_indicator"
        " where is_used order by position"
    )
    columns = {name: one.value for name, one in used.parameters().items()}
    columns |= {f"grade_{grade.lower()}": value for grade, value in used.grades.items()}
    patterns = {name: one.value for name, one in used.patterns().items()} | {"ledger_grade": ledger_grade}
    typed = [f"{name} double" for name in columns] + [f"{name} varchar" for name in patterns]
    _table(connection, "threshold", typed, [[*columns.values(), *patterns.values()]])
    lines = [[position, key, *one.model_dump().values()] for position, (key, one) in enumerate(used.red_lines.items())]
    _table(connection, "red_line", RED_LINE_COLUMNS, lines)
    signals = [[key, one.zh, one.en, one.lowers.split()] for key, one in used.signals.items()]
    _table(connection, "signal_spec", SIGNAL_COLUMNS, signals)


INDICATOR_COLUMNS = [
    "spec varchar", "version integer", "valid_from date", "is_used boolean", "position integer", "indicator varchar",
    "dimension varchar", "dimension_zh varchar", "dimension_en varchar", "weight double", "name_zh varchar",
    "name_en varchar", "value_zh varchar", "value_en varchar", "basis varchar", "mark varchar",
    "sources map(varchar, varchar[])", "applies_zh varchar", "applies_en varchar", "finding_zh varchar",
    "finding_en varchar", "mend_zh varchar", "mend_en varchar", "parts map(varchar, struct(zh varchar, en varchar))",
]  # fmt: skip
THRESHOLD_COLUMNS = [
    "spec varchar", "is_used boolean", "position integer", "owner varchar", "name varchar", "value double",
    "unit varchar", "mark varchar", "about_zh varchar", "about_en varchar",
]  # fmt: skip
RED_LINE_COLUMNS = ["position integer", "red_line varchar", "zh varchar", "en varchar", "basis varchar", "mark varchar"]
SIGNAL_COLUMNS = ["signal varchar", "zh varchar", "en varchar", "lowers varchar[]"]


def _table(connection: duckdb.DuckDBPyConnection, name: str, columns: list[str], rows: list[list[Any]]) -> None:
    connection.execute(f"create or replace table score.{name} ({', '.join(columns)})")
    places = f"({', '.join('?' for _column in columns)})"
    values = [value for row in rows for value in row]
    connection.execute(f"insert into score.{name} values {', '.join(places for _row in rows)}", values)


def _indicator_rows(versions: dict[str, RiskSpec]) -> list[list[Any]]:
    used = list(versions)[-1]
    return [
        [
            name, spec.version, spec.valid_from, name == used, position, one.id, one.dimension,
            spec.dimensions[one.dimension].zh, spec.dimensions[one.dimension].en, one.weight, one.name.zh, one.name.en,
            one.value.zh, one.value.en, one.basis, one.mark, _map(one.sources), one.applies.zh, one.applies.en,
            one.finding.zh, one.finding.en, one.mend.zh, one.mend.en,
            _map({key: words.model_dump() for key, words in one.parts.items()}),
        ]
        for name, spec in versions.items()
        for position, one in enumerate(spec.indicators, start=1)
    ]  # fmt: skip


def _threshold_rows(versions: dict[str, RiskSpec]) -> list[list[Any]]:
    used = list(versions)[-1]
    return [
        [name, name == used, position, *key.split("_", 1), one.value, one.unit, one.mark, one.zh, one.en]
        for name, spec in versions.items()
        for position, (key, one) in enumerate(spec.parameters().items(), start=1)
    ]


def _map(values: dict[str, Any]) -> dict[str, list[Any]]:
    """A dictionary as DuckDB takes a MAP."""
    return {"key": list(values), "value": list(values.values())}
