"""The nine stages from an enterprise without a union to a union that runs, what each asks for, and the side tracks.

A target that nobody has written about is `listed`. The legal step of each and what shows it: docs/domain.md, 组建流程.
"""

from typing import Literal, get_args

Stage = Literal[
    "listed",
    "survey",
    "contact",
    "preparation",
    "application",
    "approval",
    "election",
    "confirmation",
    "registration",
    "operation",
]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""In order; a target moves forward to the next one alone."""

Track = Literal["deferred", "joining_joint", "obstructed", "deregistered"]
TRACKS: tuple[Track, ...] = get_args(Track)
"""暂缓, 并入联合工会, 阻挠, 注销: the target rests there until it is taken up again."""

Refusal = Literal["owner_unwilling", "workers_unwilling", "headquarters_decides", "production_stopped", "nobody_met"]
REFUSALS: tuple[Refusal, ...] = get_args(Refusal)
"""Why a visit or a side track brought nothing, as a code."""

Removal = Literal["organised", "joined_joint", "closed_or_moved", "headcount_changed", "excluded_by_review"]
REMOVALS: tuple[Removal, ...] = get_args(Removal)
"""Why a target leaves the list; `headcount_changed` needs a second person (docs/domain.md, 动态清零)."""


EVIDENCE: dict[Stage, tuple[str, ...]] = {
    "survey": (),
    "contact": (),
    "preparation": ("applications",),
    "application": ("document_number",),
    "approval": ("document_number",),
    "election": ("eligible", "attended", "votes"),
    "confirmation": ("document_number",),
    "registration": ("document_number",),
    "operation": ("document_number",),
}
"""Beside the day, which every step has: 入会申请数; 请示文号; 批复文号; 应到、到会、得票; 选举结果批复文号;
法人资格证号或 81 码; 证明转起来的会议记录或入账凭证号. The law asks for the assembly and for the approval
(工会法 10、12 条)."""
COUNTS = ("applications", "eligible", "attended", "votes")
"""What of the evidence is a number of people."""

SET_UP: Stage = "confirmation"
"""From here on an enterprise counts as organised in progress (建起来: 批复, 选举, 选举结果报批)."""
RUNNING: Stage = "operation"


def following(stage: Stage) -> Stage | None:
    """The stage after this one; None after the last."""
    position = STAGES.index(stage) + 1
    return STAGES[position] if position < len(STAGES) else None


def earlier(stage: Stage) -> tuple[Stage, ...]:
    """The stages before this one, in order."""
    return STAGES[: STAGES.index(stage)]
