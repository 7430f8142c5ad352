"""The invented county tells one story: the dead do nothing, shells tick boxes, plans follow what was founded."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from etl.demo.case_events import disputes
from etl.demo.dues import dues
from etl.demo.township_events import plans
from etl.demo.union_events import agreements, meetings, surveys
from etl.demo.union_life import first_day, union_life
from etl.demo.world import World, make_world
from tests.unit.demo_files import default_demo


@pytest.fixture(scope="module")
def county() -> World:
    return make_world(1, 12_000, None, date(2026, 9, 30))


@pytest.fixture(scope="module")
def life(county: World) -> pd.DataFrame:
    return union_life(county)


def days(table: pd.DataFrame, header: str) -> np.ndarray:
    return pd.to_datetime(table[header], format="%Y-%m-%d").to_numpy()


def of(table: pd.DataFrame, life: pd.DataFrame, column: str) -> np.ndarray:
    """The life's column for the union of each row."""
    return life.set_index("union")[column].reindex(table["union"]).to_numpy()


def test_nothing_happens_in_a_union_before_it_was_founded_or_after_its_death(county: World, life: pd.DataFrame) -> None:
    table = meetings(county, life)
    held = days(table, "召开日期")
    assert (held >= of(table, life, "lived_from")).all()
    assert (held <= of(table, life, "lived_to")).all()
    assert held.min() >= first_day(county)


def test_a_union_whose_employer_is_gone_is_dead(county: World, life: pd.DataFrame) -> None:
    host = county.unions["host"].to_numpy()[life["union"]]
    gone = (host >= 0) & county.enterprises["status"].isin(["dissolved", "revoked"]).to_numpy()[host]
    assert gone.any()
    assert (life["state"][gone] == "dead").all()


def test_shells_are_of_six_kinds_twelve_and_more_of_each(life: pd.DataFrame) -> None:
    kinds = life.loc[life["is_shell"], "kind"].value_counts()
    assert len(kinds) == 6
    assert (kinds.sum() >= 90, kinds.min() >= 12) == (True, True)
    assert {"good", "sleepy", "poor_paperwork", "zombie"} <= set(life.loc[~life["is_shell"], "kind"])


def test_good_papers_over_nothing_have_all_meetings_and_share_their_attachments(
    county: World, life: pd.DataFrame
) -> None:
    table = meetings(county, life)
    paper = table[of(table, life, "kind") == "paper"]
    assert paper["会议类型"].nunique() > 5
    assert paper.groupby("附件指纹")["union"].nunique().min() > 1


def test_two_townships_send_no_meetings_at_all() -> None:
    demo = default_demo()
    events, lives = demo.true("truth_event"), demo.true("truth_union_life")
    unions = events.loc[events["kind"] == "union_meeting", "union"]
    told = set(lives.loc[lives["union"].isin(unions), "township"])
    assert set(lives["township"]) - told == {"新昌乡", "东案乡"}


def test_a_shell_that_ticks_boxes_ticks_them_in_december(county: World, life: pd.DataFrame) -> None:
    table = meetings(county, life)
    shells = table[of(table, life, "kind") == "ticked"]
    assert set(shells["会议类型"]) == {"活动"}
    assert set(pd.to_datetime(shells["召开日期"]).dt.month) == {12}
    assert shells.groupby("附件指纹")["union"].nunique().max() > 1


def test_nobody_pays_after_the_union_died_and_shells_never_pay_in_full(county: World, life: pd.DataFrame) -> None:
    table = dues(county, life)
    assert table["费款所属期"].nunique() == 36
    paid, payroll = table["实缴金额(元)"].astype(float), table["工资总额(元)"].astype(float)
    month = pd.to_datetime(table["费款所属期"], format="%Y%m").to_numpy()
    dead = (of(table, life, "state") == "dead") & (month > of(table, life, "lived_to"))
    assert dead.any()
    assert (paid[dead] == 0).all()
    assert (paid[of(table, life, "state") == "shell"] < payroll[of(table, life, "state") == "shell"] * 0.0199).all()
    assert ((paid > 0) == (table["入库日期"] != "")).all()


def test_a_shells_agreement_is_a_template_without_a_raise(county: World, life: pd.DataFrame) -> None:
    table = agreements(county, life)
    shells = table[of(table, life, "state") == "shell"]
    assert len(shells) > 10
    assert set(shells["工资增幅(%)"]) == {""}
    assert set(shells["人社审查号"]) == {""}


def test_who_is_asked_in_a_working_union_knows_of_it(county: World, life: pd.DataFrame) -> None:
    table = surveys(county, life)
    share = table["知晓人数"].astype(int) / table["抽样人数"].astype(int)
    working = of(table, life, "state") == "alive"
    assert share[working].mean() > share[~working].mean() + 0.4
    assert (table["满意人数"].astype(int) <= table["知晓人数"].astype(int)).all()


def test_a_plan_is_about_what_was_founded(county: World, life: pd.DataFrame) -> None:
    table = plans(county, life)
    own = county.unions[county.unions["union_type"].isin(["own", "joint"])]
    founded = own["established_on"].dt.year.isin([2024, 2025, 2026]).sum()
    assert 0.7 * founded <= table["计划建会企业数"].astype(int).sum() <= 1.8 * founded
    assert len(table) == 14 * 3


def test_cases_have_numbers_of_their_own(county: World, life: pd.DataFrame) -> None:
    assert disputes(county, life)["案号"].is_unique


def test_the_truth_names_every_row_that_was_written() -> None:
    demo = default_demo()
    events = demo.true("truth_event")
    assert set(events["kind"]) == {
        "union_meeting", "union_agreement", "dues", "survey", "dispute", "incident", "welfare", "campaign",
        "mechanism", "training", "plan",
    }  # fmt: skip
    assert set(events["variant"]) == {"told", "sent_twice", "contradicting", "not_in_ledger", "unreadable"}
    written = demo.table("工会经费_*.csv")
    rows = events[events["kind"] == "dues"]
    assert list(rows["row"]) == list(range(2, len(written) + 2))
    meetings_written = demo.table("会议与活动_*.csv", "gb18030")
    strange = events[(events["kind"] == "union_meeting") & (events["variant"] == "not_in_ledger")]
    assert meetings_written.iloc[strange["row"] - 2]["工会名称"].str.startswith("原").all()


def test_completeness_is_declared_for_some_townships_and_not_for_others() -> None:
    told = default_demo().sheets("年度组建计划_*.xlsx")["数据完整声明"]
    places = [row[1] for row in told[1:] if row[0] == "会议与活动"]
    assert 0 < len(places) < 14
    assert [row[1] for row in told[1:] if row[0] == "工会经费"] == ["全县"]
