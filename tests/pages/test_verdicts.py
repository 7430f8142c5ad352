"""The page 'On the spot': who is to be visited, what is written, what moves; orders are closed by somebody else."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from ledger import Actor, open_ledger, orders, verdicts
from ledger.orders import Mending
from ledger.verdicts import Told
from tests.pages.conftest import Open, picked, texts

pytestmark = pytest.mark.usefixtures("ledger_url")
BERT = Actor("审核员乙", "reviewer", "signed_in")
NAME = "复核员丙"


@pytest.fixture
def suspected(demo_mart: duckdb.DuckDBPyConnection) -> str:
    """The first suspected union's id."""
    [(union_id,)] = demo_mart.execute(
        "select union_id from mart.\"union\" where risk_band = 'suspected' order by risk_rank limit 1"
    ).fetchall()
    return union_id


@pytest.fixture
def visit(open_page: Open, suspected: str) -> AppTest:
    """The page with a union chosen, after somebody has picked a name."""
    return picked(open_page("verdicts", id=suspected), NAME)


def give(page: AppTest, union_id: str, finding: str = "shell", note: str = "门锁着，邻居说早散了") -> AppTest:
    name = f"verdict_{union_id}_0"
    page.radio(key=f"{name}_finding").set_value(finding)
    page.text_area(key=f"{name}_note").set_value(note)
    page.button(key=f"{name}_give").click().run()
    assert not page.exception
    return page


def figure(page: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in page.metric}


def test_a_verdict_is_written_with_what_the_screen_showed_and_moves_the_hit_rate(
    visit: AppTest, suspected: str, ledger_url: str
) -> None:
    assert figure(visit)["疑似命中率"] == "暂无"
    give(visit, suspected)
    [one] = verdicts.given(open_ledger(ledger_url))
    assert (one.verdict, one.note, one.risk_band) == ("shell", "门锁着，邻居说早散了", "suspected")
    assert (one.actor_name, one.actor_source, one.visited_on) == (NAME, "self_reported", date.today())
    assert one.score_proven >= 60
    assert figure(visit)["疑似命中率"] == "1 家中 1 家"
    assert "自报身份" in "".join(texts(visit))


def test_a_form_that_was_written_is_empty_again(visit: AppTest, suspected: str) -> None:
    give(visit, suspected)
    assert visit.radio(key=f"verdict_{suspected}_1_finding").value is None
    assert visit.text_area(key=f"verdict_{suspected}_1_note").value == ""


def test_what_was_judged_leaves_the_list_and_comes_back_when_it_is_taken_back(visit: AppTest, suspected: str) -> None:
    before = visit.title[0].value
    give(visit, suspected, "not_a_shell")
    assert visit.title[0].value != before
    visit.button(key=f"verdict_{suspected}_undo").click().run()
    assert visit.title[0].value == before
    assert figure(visit)["疑似命中率"] == "暂无"


def test_a_file_is_hashed_and_not_kept(visit: AppTest, suspected: str, ledger_url: str, tmp_path: Path) -> None:
    visit.file_uploader[0].set_value(("门口.jpg", b"locked door", "image/jpeg"))
    give(visit, suspected)
    [one] = verdicts.given(open_ledger(ledger_url))
    assert one.attachment_sha256 == sha256(b"locked door").hexdigest()
    assert b"locked door" not in (tmp_path / "ledger.sqlite").read_bytes()


@pytest.mark.parametrize(("finding", "note", "said"), [("shell", " ", "请写现场情况"), (None, "看过", "请选核实结论")])
def test_what_makes_no_record_is_said_and_the_form_stays(
    visit: AppTest, suspected: str, ledger_url: str, finding: str | None, note: str, said: str
) -> None:
    give(visit, suspected, finding, note)
    assert [error.value for error in visit.error] == [said]
    assert visit.text_area(key=f"verdict_{suspected}_0_note").value == note
    assert open_ledger(ledger_url).position() == 0


def test_who_has_no_name_can_look_and_not_write(open_page: Open, suspected: str) -> None:
    page = open_page("verdicts", id=suspected)
    assert [button.key for button in page.button if str(button.key).startswith("verdict_")] == []
    assert any("先在“现场核实”页左栏选自己的姓名" in text for text in texts(page))


def test_an_order_is_issued_reported_and_closed_by_somebody_else(
    visit: AppTest, suspected: str, ledger_url: str
) -> None:
    name = f"order_{suspected}_0"
    visit.text_area(key=f"{name}_problem").set_value("两年没开会")
    visit.text_input(key=f"{name}_responsible").set_value("厂长丁")
    visit.button(key=f"{name}_issue").click().run()
    ledger = open_ledger(ledger_url)
    [one] = orders.issued(ledger)
    assert (one.problem, one.responsible, one.issued_by, one.state) == ("两年没开会", "厂长丁", NAME, "open")
    orders.report(ledger, BERT, one.subject, Mending("开过会了", date.today()), Told("材料", seen=1))
    visit.run()
    visit.button(key=f"order_{one.subject}_close").click().run()
    [one] = orders.issued(ledger)
    assert (one.state, one.checked_by, one.by_two_people) == ("closed", NAME, False)
    assert "未经双人复核" in "".join(texts(visit))


def test_who_reported_an_order_as_mended_cannot_close_it(visit: AppTest, suspected: str, ledger_url: str) -> None:
    name = f"order_{suspected}_0"
    visit.text_area(key=f"{name}_problem").set_value("两年没开会")
    visit.text_input(key=f"{name}_responsible").set_value("厂长丁")
    visit.button(key=f"{name}_issue").click().run()
    ledger = open_ledger(ledger_url)
    [one] = orders.issued(ledger)
    reporter = Actor(NAME, "reviewer", "self_reported")
    orders.report(ledger, reporter, one.subject, Mending("开过会了", date.today()), Told("材料", seen=1))
    visit.run()
    visit.button(key=f"order_{one.subject}_close").click().run()
    assert [error.value for error in visit.error] == ["要由另一人复核：不能是上报人，也不能是责任人"]
    assert orders.issued(ledger)[0].state == "reported"


def test_the_list_names_suspected_ones_first_and_then_the_sample(
    open_page: Open, demo_mart: duckdb.DuckDBPyConnection
) -> None:
    [(suspected,)] = demo_mart.execute("select count(*) from mart.\"union\" where risk_band = 'suspected'").fetchall()
    listed = open_page("verdicts").dataframe[0].value
    reasons = list(listed["为什么去"])
    assert reasons[:suspected] == ["疑似空壳"] * suspected
    assert set(reasons) <= {"疑似空壳", "红线", "随机抽查"}
    assert reasons == sorted(reasons, key=["疑似空壳", "红线", "随机抽查"].index)


@pytest.mark.parametrize("name", ["先去哪家", "整改单", "核实记录", "命中率"])
def test_each_list_opens_by_its_address_with_verdicts_and_orders_and_without(
    visit: AppTest, open_page: Open, suspected: str, name: str
) -> None:
    assert len(open_page("verdicts", visits=name).title) == 1
    give(visit, suspected)
    order = f"order_{suspected}_0"
    visit.text_area(key=f"{order}_problem").set_value("两年没开会")
    visit.text_input(key=f"{order}_responsible").set_value("厂长丁")
    visit.button(key=f"{order}_issue").click().run()
    page = open_page("verdicts", visits=name)
    assert len(page.dataframe) == 1
