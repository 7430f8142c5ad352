"""Headings are written from the figures, and honest where the numbers are small."""

import re

import pytest

from ui import charts, text, words
from ui.words import Coverage


def coverage(larger: int, none: int, uncertain: int = 0, challenged: int = 0) -> Coverage:
    return Coverage(
        larger=larger,
        own=larger - none - uncertain,
        joint=0,
        headquarters=0,
        uncertain=uncertain,
        none=none,
        challenged=challenged,
        size_unknown=0,
        enterprises=larger,
        workers=None,
        workers_covered=None,
        base_unions=0,
        members=None,
    )


@pytest.mark.parametrize(
    ("none", "said"),
    [
        (0, "都有工会了"),
        (1, "不到一成"),
        (10, "约每十家还有一家"),
        (20, "约每五家还有一家"),
        (25, "约每四家还有一家"),
        (33, "约每三家还有一家"),
        (50, "约一半"),
        (66, "约每三家还有两家"),
        (75, "约每四家还有三家"),
        (95, "大多还没有"),
        (100, "都还没有工会"),
    ],
)
def test_the_heading_says_the_share_in_plain_words(none: int, said: str) -> None:
    assert said in words.headline(coverage(100, none), "larger", ())


def test_a_fraction_in_words_is_never_far_from_the_share() -> None:
    digits = {"一": 1, "两": 2, "三": 3, "四": 4, "五": 5, "七": 7, "十": 10}
    for none in range(1, 1000):
        said = words.headline(coverage(1000, none), "larger", ())
        found = re.search("每(.)家还有(.)家", said)
        if found:
            assert abs(digits[found[2]] / digits[found[1]] - none / 1000) <= 0.05, (none, said)


@pytest.mark.parametrize("larger", range(1, 10))
def test_below_ten_there_are_numbers_and_no_share(larger: int) -> None:
    said = words.headline(coverage(larger, larger), "larger", ("何家乡",))
    assert said == f"何家乡规模较大企业只有 {larger} 家：0 家已建会，{larger} 家未建会"


def test_nothing_known_is_said() -> None:
    assert words.headline(coverage(0, 0), "larger", ()) == "规模较大企业：没有查到"


def test_many_townships_are_cut_short() -> None:
    assert words.headline(coverage(50, 25), "25plus", tuple("甲乙丙丁")).startswith("甲、乙、丙等25 人以上企业")


def test_the_interval_is_silent_where_it_is_a_point() -> None:
    assert words.interval(coverage(100, 40)) == ""


def test_the_interval_says_both_ends() -> None:
    undecided = words.interval(coverage(100, 40, uncertain=5))
    assert undecided == "建会率 **55.0%**；5 家待确认的都成立，最高 **60.0%**。"
    doubted = words.interval(coverage(100, 45, challenged=2))
    assert doubted == "建会率 **55.0%**；2 家被质疑的都不成立，最低 **53.0%**。"
    both = words.interval(coverage(100, 40, uncertain=5, challenged=2))
    assert both == "建会率 **55.0%**；5 家待确认的都成立，最高 **60.0%**；2 家被质疑的都不成立，最低 **53.0%**。"


def township(name: str, larger: int, none: int) -> dict:
    return {
        "township_name": name,
        "kind": "镇",
        "larger": larger,
        "larger_none": none,
        "rate": (larger - none) / larger if larger else None,
    }


def test_townships_below_ten_are_not_ranked() -> None:
    ranked, others = charts.ranking(
        [township("甲", 9, 9), township("乙", 10, 1), township("丙", 10, 5), township("丁", 0, 0)]
    )
    assert [row["township_name"] for row in ranked] == ["丙", "乙"]
    assert [row["township_name"] for row in others] == ["甲"]


def test_the_map_s_heading_names_the_lowest() -> None:
    assert words.lowest([]) == "没有乡镇满十家，不排名"
    ranked = [township("甲", 10, 8), township("乙", 10, 5), township("丙", 10, 1)]
    assert words.lowest(ranked) == "甲最低；1 个乡镇已过八成"
    assert words.lowest([*ranked, township("丁", 10, 1)]) == "甲、乙最低；2 个乡镇已过八成"
    assert words.lowest(ranked[:1]) == "只有甲满十家规模较大企业，其余不排名"


@pytest.mark.parametrize(
    ("value", "said"), [(None, "—"), (0, "0.0%"), (0.5714, "57.1%"), (0.9999, "99.9%"), (1, "100.0%")]
)
def test_a_share_is_complete_only_where_it_is(value: float | None, said: str) -> None:
    assert text.percent(value) == said


def test_a_value_of_the_data_is_shown_literally() -> None:
    assert text.plain("**[x](javascript:1)** :red[y] $a$") == r"\*\*\[x\]\(javascript\:1\)\*\* \:red\[y\] \$a\$"
