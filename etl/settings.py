"""Where things are and what the county has decided: environment and county.toml, validated once."""

import os
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from etl.errors import InputError
from etl.text import _

PROJECT = Path(__file__).resolve().parent.parent
StalledStage = Literal[
    "contact", "preparation", "application", "approval", "election", "confirmation", "registration", "operation"
]
STALL_DAYS: dict[str, int] = {
    "contact": 30,
    "preparation": 60,
    "application": 15,
    "approval": 15,
    "election": 30,
    "confirmation": 15,
    "registration": 60,
    "operation": 180,
}
"""Days that a stage may take, counted from the day the stage before was reached (docs/domain.md, 组建流程, [P])."""
SOURCE_DAYS: dict[str, int] = {
    "enterprise_registry": 100,
    "union_ledger": 100,
    "above_scale_list": 200,
    "headcount": 400,
}
"""After how many days a source is called old: a quarter with ten days for sending it, a half-year, a year [P]."""


def _half_of_memory_mb() -> int:
    """Half of the machine's memory, at least 1,200 MB; where the system does not tell, that."""
    try:
        return max(1200, os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**21)
    except (AttributeError, ValueError, OSError):
        return 1200


class Settings(BaseSettings):
    """Paths and limits; each can be set by an environment variable `COVERAGE_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="COVERAGE_")

    sources: Path = PROJECT / "data" / "incoming"
    warehouse: Path = PROJECT / "data" / "builds"
    area: Path = PROJECT / "data" / "county.toml"
    reviewed: Path = PROJECT / "data" / "reviewed"
    ledger_url: str = ""
    smtp_password: SecretStr = SecretStr("")
    webhook_url: SecretStr = SecretStr("")
    keep_builds: int = Field(5, ge=1)
    language: Literal["zh_CN", "en"] = "zh_CN"
    memory_limit_mb: int = Field(default_factory=_half_of_memory_mb, ge=256)
    threads: int = Field(2, ge=1)

    @field_validator("ledger_url")
    @classmethod
    def _is_a_url(cls, url: str) -> str:
        if url:
            from sqlalchemy.engine import make_url  # only where one is set: it takes a tenth of a second to import
            from sqlalchemy.exc import ArgumentError

            try:
                backend = make_url(url).get_backend_name()
            except ArgumentError:
                backend = None
            if backend not in ("sqlite", "postgresql"):
                fault = _("expected sqlite:///file or postgresql://user:password@server/database")
                raise PydanticCustomError("ledger_url", "{fault}", {"fault": fault})
        return url

    @property
    def ledger(self) -> str:
        """URL of what people write; where none is set, a SQLite file in a folder beside the warehouse's."""
        beside = self.warehouse.absolute().parent / "ledger" / "ledger.sqlite"
        return self.ledger_url or f"sqlite:///{beside.as_posix()}"


class _Strict(BaseModel):
    """A section of county.toml: an unknown key is an error, so that a misspelt one is not ignored."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class AreaSection(_Strict):
    """The county: name as in addresses, code prefixes (6, 4 or 2 digits), its city and province."""

    name: str
    codes: list[str] = Field(min_length=1)
    city: str = ""
    province: str = ""


class LargerSection(_Strict):
    """Which definitions make an enterprise 'larger'; one that holds is enough."""

    any_of: list[Literal["above_scale", "25plus", "100plus", "medium"]] = ["above_scale", "25plus"]


class DuesSection(_Strict):
    """How dues are collected: full 2 %, only the part passed up (with its share), or not set."""

    collection_mode: Literal["full", "passed_up", "unset"] = "unset"
    share: float | None = Field(None, gt=0, le=1)


class RiskScoreSection(_Strict):
    """The score of shell unions: the county's own copy of its spec (beside county.toml, or a full path), and the grade
    of what a ledger tells by itself."""

    spec: Path | None = None
    ledger_grade: Literal["B", "C", "D"] = "C"


class ProgressSection(_Strict):
    """How many days a target may take to reach each stage, until it is called stalled.

    They run from the day on which it reached the stage before: `contact: 30` is asked of whoever was surveyed, 30 days
    after that day (docs/domain.md, 组建流程, [P])."""

    stall_days: dict[StalledStage, Annotated[int, Field(ge=1, le=3650)]] = {}

    def days(self) -> dict[str, int]:
        """Days by stage: the county's, else ours."""
        return STALL_DAYS | self.stall_days


class AlertRule(_Strict):
    """A rule of the watch list: whether it is asked, and how pressing what it finds is (by the rule, unless told)."""

    is_on: bool = True
    severity: Literal["urgent", "attention", "notice"] | None = None


class CoverageFellRule(AlertRule):
    """Coverage of a township fell by at least so many points of per cent from one published month to the next."""

    points: float = Field(1.0, gt=0, le=100)


class SourceOldRule(AlertRule):
    """The newest file of a kind is older than so many days; kinds beside our own are watched where they are named."""

    days: dict[str, Annotated[int, Field(ge=1, le=3650)]] = {}

    @field_validator("days")
    @classmethod
    def _are_kinds(cls, days: dict[str, int]) -> dict[str, int]:
        from etl.extract.spec import load_spec

        if unknown := sorted(set(days) - set(load_spec().kinds)):
            fault = _("no kind of source: {kinds}", kinds="、".join(unknown))
            raise PydanticCustomError("kind", "{fault}", {"fault": fault})
        return days

    def limits(self) -> dict[str, int]:
        """Days by kind: the county's, else ours."""
        return SOURCE_DAYS | self.days


class MailSection(_Strict):
    """The server that takes the office's mail; the password stands in COVERAGE_SMTP_PASSWORD and nowhere else."""

    server: str = Field(min_length=1)
    port: int = Field(587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    sender: str = Field(min_length=3)
    user: str = ""

    @model_validator(mode="after")
    def _sends_no_password_in_clear(self) -> "MailSection":
        if self.user and self.security == "none":
            fault = _("a user's password would go unencrypted: set security to starttls or tls, or name no user")
            raise PydanticCustomError("security", "{fault}", {"fault": fault})
        return self


class AlertsSection(_Strict):
    """The watch list: a rule a key, all of them on; mail only where a server is named, the webhook only where
    COVERAGE_WEBHOOK_URL is set (json: all we know; text_message: what 企业微信 and 钉钉 take)."""

    new_without_union: AlertRule = AlertRule()
    coverage_fell: CoverageFellRule = CoverageFellRule()
    stage_stalled: AlertRule = AlertRule()
    order_overdue: AlertRule = AlertRule()
    source_old: SourceOldRule = SourceOldRule()
    build_failed: AlertRule = AlertRule()
    mail: MailSection | None = None
    webhook: Literal["json", "text_message"] = "json"


class CompletenessEntry(_Strict):
    """A statement that a source holds every row there is, for these townships and this period."""

    kind: str
    townships: list[str] = ["*"]
    start: date = Field(alias="from")
    to: date


class PersonEntry(_Strict):
    """Who may write: picked by name where no sign-in is configured, else told by the signed-in `email`: without one
    somebody cannot sign in."""

    name: str = Field(min_length=1, max_length=80)
    role: Literal["leader", "organiser", "analyst", "reviewer", "admin"]
    townships: list[str] = ["*"]
    email: str = ""


class SourceEntry(_Strict):
    """As-of date and township scope of files whose name matches `file` (a glob), where they say neither."""

    file: str
    as_of: date | None = None
    township: str = "*"


class HeaderEntry(_Strict):
    """What a header of the county's own files means: `header`, as written, stands for `column` of `kind`."""

    kind: str
    header: str
    column: str

    @model_validator(mode="after")
    def _is_of_the_spec(self) -> "HeaderEntry":
        from etl.extract.by_hand import fault_of

        if fault := fault_of(self.kind, self.header, self.column):
            raise PydanticCustomError("header", "{fault}", {"fault": fault})
        return self


class ScopeSection(_Strict):
    """Kinds of entity counted besides companies; by default none."""

    include: list[Literal["branch", "individual_business", "cooperative"]] = []


Step = Annotated[int, Field(ge=1, le=20, strict=True)]


class County(_Strict):
    """county.toml, validated. Errors name the key, what was found and what was expected."""

    area: AreaSection
    larger: LargerSection = LargerSection()
    scope: ScopeSection = ScopeSection()
    dues: DuesSection = DuesSection()
    risk_score: RiskScoreSection = RiskScoreSection()
    progress: ProgressSection = ProgressSection()
    alerts: AlertsSection = AlertsSection()
    completeness: list[CompletenessEntry] = []
    people: list[PersonEntry] = []
    sources: list[SourceEntry] = []
    headers: list[HeaderEntry] = []
    tiles: dict[str, tuple[Step, Step]] = {}

    @field_validator("headers")
    @classmethod
    def _mean_one_column_each(cls, entries: list[HeaderEntry]) -> list[HeaderEntry]:
        from etl.extract.by_hand import contradictions

        if twice := contradictions([(e.kind, e.header, e.column) for e in entries]):
            fault = _("the header stands for two columns: {headers}", headers="、".join(twice))
            raise PydanticCustomError("header", "{fault}", {"fault": fault})
        return entries

    @field_validator("people")
    @classmethod
    def _are_told_apart(cls, people: list[PersonEntry]) -> list[PersonEntry]:
        named = [person.name for person in people] + [person.email.lower() for person in people if person.email]
        if twice := sorted({name for name in named if named.count(name) > 1}):
            fault = _("stands there for two people: {names}", names="、".join(twice))
            raise PydanticCustomError("people", "{fault}", {"fault": fault})
        return people

    @property
    def further_headers(self) -> tuple[tuple[str, str, str], ...]:
        """Kind, header and column of `[[headers]]`: what the reader asks for, and a key for its caches."""
        return tuple((entry.kind, entry.header, entry.column) for entry in self.headers)

    @field_validator("tiles")
    @classmethod
    def _one_township_a_place(cls, tiles: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
        by_place: dict[tuple[int, int], list[str]] = {}
        for name, place in tiles.items():
            by_place.setdefault(place, []).append(name)
        shared = ["、".join(names) for names in by_place.values() if len(names) > 1]
        if shared:
            fault = _("on one and the same tile: {names}", names="；".join(shared))
            raise PydanticCustomError("tiles", "{fault}", {"fault": fault})
        return tiles


def load_county(path: Path) -> County:
    """Read and validate county.toml. Raises InputError with every fault at once."""
    try:
        content = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise InputError(
            _("County file not found"), file=str(path), next_step=_("Name the county.toml with --area")
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            _("County file cannot be read"), file=str(path), found=str(error), expected=_("a TOML file in UTF-8")
        ) from None
    if isinstance(content.get("risk_score"), dict) and isinstance(content["risk_score"].get("spec"), str):
        content["risk_score"]["spec"] = path.parent / content["risk_score"]["spec"]
    try:
        return County(**content)
    except ValidationError as error:
        faults = "；".join(
            f"{'.'.join(str(part) for part in fault['loc'])}={fault['input']!r}（{fault['msg']}）"
            for fault in error.errors()
        )
        raise InputError(
            _("County file has faults"),
            file=str(path),
            found=faults,
            next_step=_("Correct it by docs/county.md and build again"),
        ) from None
