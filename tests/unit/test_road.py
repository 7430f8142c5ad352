"""Which village or road an address names, and that a day's visits lie together by it."""

import pytest

from etl.progress.planner import Visit
from etl.progress.road import laid_together, road_of


@pytest.mark.parametrize(
    ("address", "road"),
    [
        ("浙江省衢州市常山县球川镇霁垄村89号(自主申报)", "霁垄村"),
        ("浙江省衢州市常山县天马街道青萍街301号", "青萍街"),
        ("浙江省常山县招贤镇南浦大道221号", "南浦大道"),
        ("常山县澄江小微企业园352号", "澄江小微企业园"),
        ("浙江省常山县白石鹤坞村352号", "白石鹤坞村"),
        ("路里坑村9号", "路里坑村"),
        ("浙江省常山县球川镇", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_village_or_road_of_an_address(address: str | None, road: str) -> None:
    assert road_of(address) == road


def test_who_lies_on_one_road_comes_on_one_day_and_days_keep_their_size() -> None:
    roads = ["球川镇东路1号", "球川镇西路1号", "球川镇东路2号", "球川镇西路2号", "球川镇东路3号"]
    addresses = {f"C-{number}": address for number, address in enumerate(roads)}
    visits = [Visit(f"C-{number}", "甲", 1 if number < 3 else 2, 10.0 - number) for number in range(5)]
    laid = laid_together(visits, dict.fromkeys(addresses, "球川镇"), addresses)
    assert {visit.enterprise_id: visit.day for visit in laid} == {"C-0": 1, "C-2": 1, "C-4": 1, "C-1": 2, "C-3": 2}
    assert sorted(visit.expected_gain for visit in laid) == sorted(visit.expected_gain for visit in visits)


def test_places_and_organisers_are_not_mixed() -> None:
    visits = [Visit("C-0", "甲", 1, 1.0), Visit("C-1", "甲", 2, 1.0), Visit("C-2", "乙", 1, 1.0)]
    addresses = {"C-0": "球川镇西路1号", "C-1": "芳村镇东路1号", "C-2": "球川镇东路1号"}
    laid = laid_together(visits, {"C-0": "球川镇", "C-1": "芳村镇", "C-2": "球川镇"}, addresses)
    assert {(visit.enterprise_id, visit.organiser, visit.day) for visit in laid} == {
        ("C-0", "甲", 1),
        ("C-1", "甲", 2),
        ("C-2", "乙", 1),
    }
